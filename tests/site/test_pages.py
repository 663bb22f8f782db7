"""Every page of the real site: valid HTML, links that lead somewhere, nothing left over, nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import html5lib  # type: ignore[import-untyped]
import pytest
from selectolax.lexbor import LexborNode as Node

from built import Built, Page

PARTS = ("principles", "stories", "quotes", "exercises", "other")
# What may stand directly in what; html5lib looks at the grammar only.
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"td", "th", "script", "template"},
}
PHRASING = {"p", "span", "b", "i", "em", "strong", "a", "code", "h1", "h2", "h3", "h4", "h5", "h6", "button", "label"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "section", "article", "aside", "header", "footer", "table", "figure", "pre"}
BLOCKS |= {"blockquote", "nav", "form", "h1", "h2", "h3", "h4", "h5", "h6", "main"}
# WebAssembly is what the search index is read with; it opens no way for a script from elsewhere.
SCRIPTS = "script-src 'self' 'wasm-unsafe-eval';"
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")


def part_of(page: Page) -> str:
    first = page.address.partition("/")[0]
    return first if first in PARTS else "other"


def pages_of(site: Built, part: str) -> list[Page]:
    found = [page for page in site.pages.values() if part_of(page) == part]
    assert found
    return found


def children(node: Node) -> Iterator[Node]:
    child = node.child
    while child is not None:
        if not (child.tag or "").startswith(("-", "_")):  # text and comments
            yield child
        child = child.next


def ancestors(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


@pytest.mark.parametrize("part", PARTS)
def test_html5lib_finds_no_fault_in_any_page(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        parser = html5lib.HTMLParser()
        parser.parse(page.html)
        faults += [f"{page.address}:{line}:{column}: {code} {about}" for (line, column), code, about in parser.errors]
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_elements_stand_where_they_may_stand(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        for parent, allowed in CHILDREN.items():
            for node in page.all(f"body {parent}"):
                faults += [f"{page.address}: {c.tag} in {parent}" for c in children(node) if c.tag not in allowed]
        for tag in PHRASING - {"a"}:
            for node in page.all(f"body {tag}"):
                inside = {each.tag for each in node.css("*")} - {tag}
                faults += [f"{page.address}: {each} in {tag}" for each in inside & BLOCKS]
        for node in page.all("a a, a button, button a, button button, label label, form form, dt h2, main main"):
            faults.append(f"{page.address}: {node.tag} in itself or in another control")
        faults += [
            f"{page.address}: {node.tag} in {parent.tag}"
            for node in page.all("dt, dd, li, figcaption, summary")
            if (parent := node.parent) is not None and parent.tag not in {
                "dt": ("dl", "div"), "dd": ("dl", "div"), "li": ("ul", "ol", "menu"),
                "figcaption": ("figure",), "summary": ("details",),
            }[node.tag or ""]
        ]  # fmt: skip
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_no_id_is_used_twice_and_what_points_to_an_id_finds_it(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        faults += [f"{page.address}: #{name} × {count}" for name, count in Counter(page.ids).items() if count > 1]
        for pointer in POINTERS:
            for node in page.all(f"[{pointer}]"):
                names = (node.attributes[pointer] or "").split()
                faults += [f"{page.address}: {pointer}={name}" for name in names if name not in page.ids]
                faults += [f"{page.address}: empty {pointer}"] if not names else []
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_a_page_says_what_it_is(site: Built, part: str) -> None:
    """Language, one title, one description, one h1 that is the first heading of the main part."""
    faults = []
    for page in pages_of(site, part):
        said = {
            "lang": [node.attributes.get("lang") for node in page.all("html")] == ["nl"],
            "title": len([node for node in page.all("head > title") if node.text().strip()]) == 1,
            "description": len([n for n in page.all('meta[name="description"]') if n.attributes.get("content")]) == 1,
            "charset first": (page.tree.head and next(children(page.tree.head)).attributes.get("charset")) == "utf-8",
            "meta": all("content" in node.attributes for node in page.all("meta[name]")),
            "one main": len(page.all("main")) == 1,
            "one h1": len(page.all("h1")) == 1 and bool(page.text("h1")),
            "h1 first": [node.tag for node in page.all("main h1, main h2, main h3, main h4")][:1] == ["h1"],
            "h1 in title": page.address in ("", "404.html") or page.text("h1") in page.text("title"),
        }
        faults += [f"{page.address}: {what}" for what, holds in said.items() if not holds]
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_headings_never_skip_a_level(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        levels = [int((node.tag or "h0")[1]) for node in page.all("main :is(h1, h2, h3, h4, h5, h6)")]
        faults += [f"{page.address}: h{low} to h{high}" for low, high in pairwise(levels) if high > low + 1]
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_pictures_have_words_or_are_hidden_from_who_cannot_see_them(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        faults += [f"{page.address}: img without alt" for node in page.all("img") if "alt" not in node.attributes]
        for node in page.all("svg"):
            hidden = any(each.attributes.get("aria-hidden") == "true" for each in (node, *ancestors(node)))
            # A drawing with links in it is a group: as one image its links would be gone.
            named = node.attributes.get("role") in ("img", "group") and (
                node.attributes.get("aria-label") or node.attributes.get("aria-labelledby")
            )
            faults += [f"{page.address}: svg {node.attributes}"] if not hidden and not named else []
        for node in page.all("a, button"):
            if "hidden" in node.attributes or any("hidden" in above.attributes for above in ancestors(node)):
                continue  # a script fills it in before it is shown
            words = node.text().strip() or node.attributes.get("aria-label") or node.css_first("img[alt]")
            faults += [f"{page.address}: {node.tag} without words"] if not words else []
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_every_link_leads_to_a_page_and_a_place_that_are_there(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        for link in page.links:
            if link.target is None:
                continue
            # The page for a wrong address is shown at any address: its links begin at the site's root.
            if page.address == "404.html" and not link.written.startswith(("/", "#")):
                faults.append(f"404.html: {link.written} depends on where one is")
            target = page if not link.written or link.written.startswith("#") else site.page_at(link.target)
            if target is None:
                faults += [f"{page.address}: {link.written}"] if link.target not in site.files else []
            elif "=" in link.fragment:  # for the script of that page: the item that it begins with
                item = link.fragment.partition("=")[2]
                there = not item or site.page_at(f"{item}/")
                faults += [] if there else [f"{page.address}: {link.written} names no item"]
            elif link.fragment and link.fragment not in target.ids:
                faults.append(f"{page.address}: {link.written} has no such place")
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_nothing_comes_from_another_host(site: Built, part: str) -> None:
    """A link may lead elsewhere; nothing may be fetched from elsewhere."""
    faults = []
    for page in pages_of(site, part):
        for link in page.links:
            outside = link.target is None and not link.written.startswith("data:image/")
            if outside and not (link.tag == "a" and link.attribute == "href"):
                faults.append(f"{page.address}: {link.tag} {link.attribute} {link.written}")
            if link.tag == "a" and outside and not link.written.startswith(("https://", "mailto:", "tel:")):
                faults.append(f"{page.address}: {link.written}")
        faults += [
            f"{page.address}: {node.tag} with {name}"
            for node in page.all("*")
            for name in node.attributes
            if name == "style" or name.startswith("on")
        ]
        faults += [f"{page.address}: {n.tag}" for n in page.all("iframe, object, embed, base, style, frame, applet")]
        faults += [f"{page.address}: refresh" for _ in page.all('meta[http-equiv="refresh" i]')]
        faults += [
            f"{page.address}: inline script"
            for node in page.all("script:not([src])")
            if node.attributes.get("type") != "application/json"
        ]
    assert faults == []


# The form editor, a program of others; test_editor sees whom it asks.
PROGRAM = "assets/struin/editor/sveltia/"
# What XML calls its vocabularies. Nobody goes there.
NAMESPACES = re.compile(
    r"http://(?:www\.w3\.org|purl\.org/dc|schemas\.openxmlformats\.org|schemas\.microsoft\.com/office)/[\w./-]+"
)


def test_no_style_or_script_of_ours_names_another_host(site: Built) -> None:
    faults = []
    for name in sorted(site.files):
        own = name.startswith("assets/struin/") and not name.startswith(PROGRAM)
        if own and name.endswith((".css", ".js", ".svg")):
            text = (site.folder / name).read_text(encoding="utf-8")
            text = NAMESPACES.sub("", text)
            faults += [f"{name}: {found}" for found in re.findall(r"https?://\S+|url\(['\"]?//\S+|@import\s\S+", text)]
    assert faults == []


@pytest.mark.parametrize("part", PARTS)
def test_nothing_that_should_have_been_filled_in_is_left(site: Built, part: str) -> None:
    faults = []
    for page in pages_of(site, part):
        for node in page.all("[href], [src]"):
            written = node.attributes.get("href") or node.attributes.get("src") or ""
            faults += [f"{page.address}: {written}"] if written.startswith(("item:", "media:")) else []
        # The manual of the macros shows how a macro is written, in code.
        tree = re.sub(r"(?s)<(pre|code)\b.*?</\1>", "", page.html)
        faults += [f"{page.address}: {found}" for found in re.findall(r"\{\{.{,40}|\{%.{,40}|\bNone\b|Undefined", tree)]
    assert faults == []


def test_the_policy_stands_in_every_page_before_anything_is_loaded(site: Built) -> None:
    faults = []
    for page in site.pages.values():
        head = page.html[: page.html.index("</head>")]
        policy = head.find('<meta http-equiv="Content-Security-Policy"')
        first = min(found for found in (head.find("<link"), head.find("<script"), len(head)) if found >= 0)
        if not 0 <= policy < first or SCRIPTS not in head or "'unsafe" in head:
            faults.append(page.address)
    # One page has a wider policy, which test_editor holds.
    assert faults == ["redactie/schrijven/"]


def test_search_knows_every_item_and_nothing_that_is_not_a_page(site: Built) -> None:
    found = set()
    for file in (site.folder / "pagefind/fragment").iterdir():
        fragment = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        found.add(json.loads(fragment)["url"].lstrip("/"))
    assert {item["url"] for item in site.items} <= found
    assert found <= set(site.pages)


def test_the_site_holds_no_file_of_the_project_itself(site: Built) -> None:
    names = [name for name in site.files if not name.startswith(("assets/", "pagefind/", "media/"))]
    kinds = {name.rpartition(".")[2] for name in names}
    assert kinds <= {"html", "json", "xml", "gz", "struin-site"}, kinds
    assert not any(part.startswith(".") for name in names for part in name.split("/") if part != ".struin-site")
    left = {"md", "py", "yml", "yaml", "toml", "lock", "map", "scss", "txt"}
    # Licences, and what is made to be taken along: see the components `downloads` and `platforms`.
    made = (PROGRAM, "assets/struin/fonts/OFL-", "assets/downloads/", "assets/platforms/")
    known = {name for name in site.files if name.startswith(made)}
    assert {name for name in site.files - known if name.rpartition(".")[2] in left} == set()


def test_only_the_pages_of_items_are_kept_as_seen(site: Built) -> None:
    urls = {item["url"]: item["id"] for item in site.items}
    for address, page in site.pages.items():
        marked = [node.attributes["data-item"] for node in page.all("meta[name=struin][data-item]")]
        assert marked == ([urls[address]] if address in urls else []), address
