"""SANITISE a rendered body: name everything that may not stand, and let through only what may.

Two locks. The judge walks the parsed page and names each tag, attribute, class, id and address that is
refused. Then nh3 makes the html that is published, by the same list. Where the judge found nothing, what
nh3 returned must be, parsed, the very page that went in; if it is not, that too is an error. So nothing is
ever taken out in silence.

HTML comments are the exception: they may be written, as notes among editors, and never reach the site.
"""

from __future__ import annotations

import html as escapes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from struin.markup import addresses, rules
from struin.markup.addresses import Address
from struin.markup.extensions import public_tabs
from struin.markup.rules import Refusal


@dataclass(frozen=True)
class Finding:
    """Something refused, or doubtful. `sought` says how to find it in the source: what kind of thing, which
    one, and the how-manieth of that kind (from 0) in the page."""

    code: str
    values: dict[str, str]
    sought: tuple[str, str, int]
    warns: bool = False


@dataclass
class Judged:
    """What the judge saw. `links` and `media` hold (target, address as written, how-manieth with that
    address)."""

    findings: list[Finding] = field(default_factory=list)
    links: list[tuple[str, str, int]] = field(default_factory=list)
    media: list[tuple[str, str, int]] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    fragments: list[tuple[str, str, int]] = field(default_factory=list)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    level: int = 1


class Sanitiser:
    """The tuned nh3, made once per process. `sanitise` is for one thread at a time."""

    def __init__(self) -> None:
        self._filter = _Filter()
        self._cleaner = nh3.Cleaner(
            tags=set(rules.TAGS),
            attributes={tag: set(names | rules.GLOBAL_ATTRIBUTES) for tag, names in rules.TAGS.items()},
            attribute_filter=self._filter,
            url_schemes=set(addresses.SCHEMES),
            link_rel="noopener noreferrer",
        )

    def clean(self, html: str, path: str) -> str:
        """What nh3 lets through of the html of the file `path`."""
        self._filter.path = path
        return self._cleaner.clean(html)

    def sanitise(self, html: str, path: str, tabs: str) -> tuple[str, Judged]:
        """The html to publish, and what is to be said about it. `tabs` is the Renderer's word for its own
        ids."""
        judged, judged_html = judge(html, path, tabs)
        clean = self.clean(public_tabs(html, tabs), path)
        if all(finding.warns for finding in judged.findings) and judged_html != _without_rel(clean):
            judged.findings.append(Finding("html-refused", {}, ("start", "", 0)))
        return clean, judged


def judge(html: str, path: str, tabs: str) -> tuple[Judged, str]:
    """What is to be said about the page, and the page as it must come out when nothing is refused."""
    tree = LexborHTMLParser(html, is_fragment=True)
    judged = Judged()
    _judge_lost(html, tree, judged)
    comments = []
    for node in _nodes(tree):
        if node.is_comment_node:
            comments.append(node)
        elif node.is_element_node:
            _judge_element(node, path, tabs, judged)
    _judge_whole(judged)
    for comment in comments:
        comment.decompose()
    return judged, public_tabs(tree.html or "", tabs)


def _nodes(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    return tree.root.traverse(include_text=True) if tree.root is not None else iter(())


def _without_rel(clean: str) -> str:
    """The sanitised page, parsed and written again, without the `rel` that nh3 puts on every link."""
    tree = LexborHTMLParser(clean, is_fragment=True)
    for node in _nodes(tree):
        if node.tag == "a":
            del node.attrs["rel"]
    return tree.html or ""


_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_START_TAG = re.compile(r"<([A-Za-z][^\s/>]*)")
_DECLARATION = re.compile(r"<[!?][^\s>]*")


def _judge_lost(html: str, tree: LexborHTMLParser, judged: Judged) -> None:
    """Tags that parsing itself drops (`<body onload=…>`, a loose `<td>`) would never be seen in the tree."""
    html = _COMMENT.sub("", html) if "<!--" in html else html
    for shown in _DECLARATION.findall(html):
        _add(judged, Refusal("html-declaration-refused", {"tag": shown[:20]}), "text", shown)
    written = Counter(name.lower() for name in _START_TAG.findall(html))
    kept = Counter(node.tag for node in _nodes(tree) if node.is_element_node)
    for name, count in written.items():
        for _ in range(min(count - kept[name], 10)):
            _add(judged, Refusal("html-tag-refused", {"tag": name}), "tag", name)


def _judge_element(node: LexborNode, path: str, tabs: str, judged: Judged) -> None:
    tag = node.tag or ""
    attributes = {name: value or "" for name, value in node.attributes.items()}
    if tag not in rules.TAGS:
        _add(judged, Refusal("html-tag-refused", {"tag": tag}), "tag", tag)
        return
    for name, value in attributes.items():
        refused = rules.refusal(tag, name, value, tabs)
        if refused is not None:
            kind = {"id-refused": "id", "class-refused": "class", "title-refused": "text"}.get(refused.code)
            _add(judged, refused, kind or "attribute", refused.needle if kind else name)
        elif name in rules.ADDRESS_ATTRIBUTES:
            _judge_address(node, name, value, path, judged)
    whole = rules.element_refusal(tag, attributes, tabs)
    if whole is not None:
        _add(judged, whole, "class" if whole.needle else "tag", whole.needle or tag)
    if "id" in attributes:
        judged.ids[attributes["id"]] += 1
    if tag == "img" and not attributes.get("alt", "").strip():
        shown = attributes.get("src", "")
        # The address was counted just now: the same picture, the same place.
        count = max(judged.seen["address", shown] - 1, 0)
        judged.findings.append(Finding("alt-missing", {"address": shown}, ("picture", shown, count)))
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        _judge_heading(int(tag[1]), judged)


def _judge_address(node: LexborNode, name: str, value: str, path: str, judged: Judged) -> None:
    found = addresses.link(path, value) if name == "href" else addresses.picture(path, value)
    if isinstance(found, Refusal):
        _add(judged, found, "address", value)
        return
    count = _count(judged, "address", value)
    node.attrs[name] = found.html
    if found.kind == "item":
        judged.links.append((found.target, value, count))
    elif found.kind == "media":
        judged.media.append((found.target, value, count))
    elif found.kind == "fragment":
        judged.fragments.append((found.target, value, count))


def _judge_heading(level: int, judged: Judged) -> None:
    count = _count(judged, "heading", str(level))
    if level == 1:
        judged.findings.append(Finding("heading-one", {}, ("heading", "1", count)))
    elif level > judged.level + 1:
        values = {"level": str(level), "expected": str(judged.level + 1)}
        judged.findings.append(Finding("heading-skipped", values, ("heading", str(level), count), warns=True))
    judged.level = level


def _judge_whole(judged: Judged) -> None:
    """What shows only when the whole page was seen: ids given twice, places on the page that are not
    there."""
    for name, count in judged.ids.items():
        if count > 1:
            judged.findings.append(Finding("anchor-twice", {"id": name}, ("id", name, 1)))
    for target, value, count in judged.fragments:
        if target not in judged.ids:
            finding = Finding("fragment-unknown", {"fragment": target}, ("address", value, count), warns=True)
            judged.findings.append(finding)


def _count(judged: Judged, kind: str, what: str) -> int:
    """How many of these came before, counting this one from now on."""
    judged.seen[kind, what] += 1
    return judged.seen[kind, what] - 1


def _add(judged: Judged, refused: Refusal, kind: str, what: str) -> None:
    count = _count(judged, kind, what)
    # Ten of one sort say enough; a page of thousands would drown the rest.
    if sum(finding.code == refused.code for finding in judged.findings) < 10:
        judged.findings.append(Finding(refused.code, refused.values, (kind, what, count)))


class _Filter:
    """nh3's last word on each attribute: the new value, or None to take it out."""

    path = ""

    def __call__(self, tag: str, name: str, value: str) -> str | None:
        if name == "rel" and tag == "a":
            return value
        if name == "class":
            return rules.allowed_classes(tag, value) or None
        if rules.refusal(tag, name, value) is not None:
            return None
        if name in rules.ADDRESS_ATTRIBUTES:
            found = (addresses.link if name == "href" else addresses.picture)(self.path, value)
            return found.html if isinstance(found, Address) else None
        return value


_FOOTNOTE_SIGNS = re.compile(r'<sup id="fnref\d*:[^"]*">.*?</sup>|<a class="footnote-backref".*?</a>', re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|pre|blockquote|table|tr|td|th|caption|figure|figcaption|details|summary|"
    r"label|br|hr)\b(?:[^>\"]|\"[^\"]*\")*>"
)
_TAG = re.compile(r"</?[a-z](?:[^>\"]|\"[^\"]*\")*>")


def plain_text(clean: str) -> str:
    """The text of sanitised html: one line per block, without footnote signs. For word counts and
    likeness."""
    text = _TAG.sub("", _BLOCK.sub("\n", _FOOTNOTE_SIGNS.sub("", clean)))
    lines = (" ".join(line.split()) for line in escapes.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
