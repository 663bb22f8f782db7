"""What only shows in bundles made for it: edit links, size, plain MkDocs, and braces that stay braces."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import mean

import pytest

from built import Built, build, once, run, snapshot
from bundles import project, story

BRACES = """\
Zo schrijf je het: {{ card("stories/de-jas") }} en {% if waar %} en {# niets #} en {% raw %}.

Ook `{{ config }}` in een regel, en in een blok:

```jinja
{% for each in page.doors %}{{ each }}{% endfor %}
```

{{ 7 * 7 }} {% raw %}{{ rauw }}{% endraw %}
"""

# Headings whose ids are the names of our own parts.
HEADINGS = "".join(
    f"## {name}\n\nTekst.\n\n" for name in ("Kauwen", "Verder", "Banden", "Naar inhoud", "Struin verder")
)


@pytest.fixture(scope="session")
def edited(shared: Path) -> Built:
    """A small bundle with a repository, as mkdocs.yml names one, and some odd texts."""

    def make(folder: Path) -> None:
        root = project(
            folder,
            {
                "content/stories/accolades.md": story("Accolades {{ 7 * 7 }}", BRACES),
                "content/stories/buiten.md": story("Buiten", "Zie [elders](https://example.org/verder).\n"),
                "content/stories/koppen.md": story("Koppen", HEADINGS),
                "docs/gewoon.md": "---\ntitle: Gewoon\n---\n# Gewoon\n\nHier staat {{ card('x') }} en {% if %}.\n",
            },
            settings="repo_url: https://example.org/x\nedit_uri: edit/main/docs/\n",
        )
        build(root, root / "site")

    return Built(once(shared / "edited", make) / "site")


def test_an_edit_link_leads_to_the_file_in_content(edited: Built) -> None:
    for item in edited.items:
        links = [node.attributes["href"] for node in edited.item_page(item["id"]).all(".passport__edit a")]
        assert links == [f"https://example.org/x/edit/main/content/{item['id']}.md"]


def test_without_a_repository_there_is_no_edit_link(site: Built) -> None:
    assert all(not page.all(".passport__edit") for page in site.pages.values())


def test_a_repository_makes_nothing_else_point_outside(edited: Built) -> None:
    """Material would ask the repository's host for its number of stars."""
    for page in edited.pages.values():
        outside = {link.written for link in page.links if link.target is None}
        assert {link for link in outside if not re.match(r"https://example\.org/(x/edit/main/|verder$)", link)} == set()
        assert 'data-md-component="source"' not in page.html


def test_a_link_to_elsewhere_tells_nothing_of_where_one_comes_from(edited: Built) -> None:
    page = edited.item_page("stories/buiten")
    rels = [node.attributes.get("rel") for node in page.all('.prose a[href^="https:"]')]
    assert rels == ["noopener noreferrer"]


def test_braces_in_content_stay_as_they_are(edited: Built) -> None:
    page = edited.item_page("stories/accolades")
    text = page.text(".prose")
    for line in BRACES.splitlines():
        plain = line.replace("`", "") if not line.startswith("```") else ""
        # Typographic quotes are a matter of the text, not of templates.
        assert " ".join(plain.split()) in text, line
    assert "49" not in text
    assert page.text("h1") == "Accolades {{ 7 * 7 }}"


def test_braces_on_a_page_that_did_not_ask_for_macros_stay_as_they_are(edited: Built) -> None:
    assert "Hier staat {{ card('x') }} en {% if %}." in edited.pages["gewoon/"].text("main").replace("‘x’", "'x'")


def test_the_page_of_an_item_does_not_grow_with_the_bundle(tmp_path: Path) -> None:
    """What a page weighs decides what 10,000 pages weigh: the same items in a bundle ten times as large."""
    few, many = (build(project(tmp_path / str(each), each=each), tmp_path / f"{each}-site") for each in (20, 200))
    assert (len(few.items), len(many.items)) == (62, 602)
    sizes = [(len(few.pages[i["url"]].html), len(many.pages[i["url"]].html)) for i in few.items]
    small, large = mean(size for size, _ in sizes), mean(size for _, size in sizes)
    assert large / small < 1.05, (small, large)
    # Drawn covers differ in weight; even so no page may be half as large again.
    assert max(large / small for small, large in sizes) < 1.5
    shown = [len(many.item_page(item["id"]).all("main a[href]")) for item in many.items]
    assert max(shown) < 80
    # And each item stays within three clicks, although an overview is cut into pages.
    assert "stories/blad-2/" in many.pages
    assert len(many.pages["stories/"].all("main .card")) <= 96


def fixed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without what is different each time: the mark of a site of ours, and a file with the time of the build."""
    return {name: content for name, content in files.items() if name not in (".struin-site", "sitemap.xml.gz")}


def test_plain_mkdocs_builds_the_same_site(tmp_path: Path) -> None:
    root = project(tmp_path / "root", {"content/media/kop.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
    done = run("mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "plain"), cwd=root)
    assert done.returncode == 0, done.stderr
    build(root, root / "site")
    own, plain = snapshot(root / "site"), snapshot(tmp_path / "plain")
    assert fixed(own) == fixed(plain)


BAD = {"content/stories/fout.md": story(more="titel: Dubbel\n")}


@pytest.mark.parametrize("command", [("mkdocs", "build"), ("mkdocs", "build", "-q"), ("struin", "build")], ids=" ".join)
def test_bad_content_is_told_with_its_place_and_the_site_stays_as_it_was(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    root = project(tmp_path, BAD)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("van gisteren", encoding="utf-8")
    (root / "site/.struin-site").write_text("", encoding="utf-8")
    before = snapshot(root / "site")
    done = run(*command, cwd=root)
    assert done.returncode == 1
    assert "content/stories/fout.md:7:1: fout: " in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("content/stories/fout.md:7:1") == 1
    assert snapshot(root / "site") == before


def test_bad_content_and_no_site_leaves_no_half_site(tmp_path: Path) -> None:
    root = project(tmp_path, BAD)
    assert run("struin", "build", cwd=root).returncode == 1
    assert run("mkdocs", "build", cwd=root).returncode == 1
    assert not (root / "site").exists()
    assert [path.name for path in root.glob(".*site*")] == []


def test_a_build_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    root = project(tmp_path / "root")
    first = snapshot(build(root, tmp_path / "site").folder)
    second = snapshot(build(root, tmp_path / "site").folder)
    changing = {".struin-site", "sitemap.xml.gz"}
    assert {n: b for n, b in first.items() if n not in changing} == {
        n: b for n, b in second.items() if n not in changing
    }


def test_an_item_that_would_take_the_place_of_a_written_page_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path, {"docs/stories/verhaal-0.md": "# Al bezet\n"})
    done = run("struin", "build", cwd=root)
    assert done.returncode == 1
    expected = (
        "content/stories/verhaal-0.md:1:1: fout: Deze tekst zou de bladzijde docs/stories/verhaal-0.md overschrijven."
    )
    assert expected in done.stderr


def test_the_catalogue_says_the_addresses_that_there_are(tmp_path: Path) -> None:
    """Also when pages are files: for reading from a disk."""
    root = project(tmp_path / "root", each=2)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace("use_directory_urls: true", "use_directory_urls: false"), encoding="utf-8"
    )
    built = build(root, root / "site")
    assert {item["url"] for item in built.items} <= built.files
    for page in built.pages.values():
        for link in page.links:
            if page.address != "404.html" and link.tag == "a" and not link.written.startswith("#"):
                assert link.target in built.files, (page.address, link.written)


def test_headings_of_authors_and_parts_of_the_page_have_ids_of_their_own(edited: Built) -> None:
    page = edited.item_page("stories/koppen")
    own = [node.attributes["id"] for node in page.all(".prose [id]")]
    assert own == ["kauwen", "verder", "banden", "naar-inhoud", "kop-struin-verder"]
    assert len(page.ids) == len(set(page.ids))
    assert page.all(".skip")[0].attributes["href"] == "#struin-naar-inhoud"


def test_every_id_of_the_page_itself_begins_so_that_no_heading_can_have_it(site: Built) -> None:
    """Checked where there is text of authors: on the pages of items and those written by hand."""
    places = {item["url"] for item in site.items} | {
        a for a, page in site.pages.items() if page.all("main article.doc")
    }
    assert len(places) > len(site.items)
    for address in places:
        page = site.pages[address]
        written = {node.attributes["id"] for node in page.all(".prose [id], .quote__words [id]")}
        others = [name for name in page.ids if name not in written and not name.startswith("struin-")]
        assert others == [], address
