"""HTML of the bundle made fit for other programs: well-formed, with whole addresses, and with what they know only."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape
from html.parser import HTMLParser

from struin.exports.running_order import address
from struin.present import Presenter

# What no XML may hold, and no reader of plain text wants: control characters and halves of pairs.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_VOID = frozenset({"br", "hr", "img", "wbr"})
_GONE = frozenset({"script", "style", "template", "audio", "video", "svg", "iframe", "object"})
_ENDS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "dt", "dd", "div"})

BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "dl", "dt", "dd", "hr", "div"})
INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "dfn", "em", "i", "img", "kbd", "q", "samp", "small", "span", "strong"}
) | {"sub", "sup", "var"}
KNOWN = BLOCKS | INLINE
# Headings of a body would stand among those of the page that it comes on.
_INSTEAD = {f"h{level}": ("p", "strong") for level in range(1, 7)}


def clean(text: str) -> str:
    """Text without the characters that no file format takes."""
    return _UNFIT.sub("", text)


def plain(html: str) -> str:
    """The words of a piece of HTML on one line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join(clean("".join(reader.found)).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.found.append(" ")
        if tag == "img":
            self.found.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _ENDS:
            self.found.append(" ")


def links_of(presenter: Presenter) -> Callable[[str], str]:
    """Gives for an address in a body the one that works anywhere; "" where there is none."""

    def link(href: str) -> str:
        if href.startswith("item:"):
            item, _, anchor = href.removeprefix("item:").partition("#")
            whole = address(presenter, item)
            return f"{whole}#{anchor}" if whole and anchor else whole
        return href if href.startswith(("https:", "http:", "mailto:", "tel:")) else ""

    return link


def well_formed(
    html: str,
    link: Callable[[str], str],
    picture: Callable[[str], str] = lambda name: "",
    known: Collection[str] = KNOWN,
) -> str:
    """A piece of sanitised HTML as well-formed XML of known elements; of others only what is in them stays.

    `link` gives the address for one in the text, `picture` that of a file of content/media by its name; "" takes the
    link, or the picture, away and leaves its words.
    """
    writer = _Writer(link, picture, known)
    writer.feed(clean(html))
    writer.close()
    return writer.whole()


class _Writer(HTMLParser):
    def __init__(self, link: Callable[[str], str], picture: Callable[[str], str], known: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._link, self._picture, self._known = link, picture, known
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []  # the tag as written, and what closes it
        self._gone = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _GONE:
            self._gone += 1
        elif self._gone:
            return
        elif tag == "img":
            self._image(given)
        elif tag in _VOID:
            if tag in self._known:
                self._out.append(f"<{tag}/>")
        else:
            opening, closing = self._written(tag, given)
            self._out.append(opening)
            self._open.append((tag, closing))

    def _written(self, tag: str, given: dict[str, str]) -> tuple[str, str]:
        if tag in _INSTEAD and "p" in self._known:
            outer, inner = _INSTEAD[tag]
            return f"<{outer}><{inner}>", f"</{inner}></{outer}>"
        if tag == "a":
            href = self._link(given.get("href", ""))
            return (f'<a href="{escape(href)}">', "</a>") if href and tag in self._known else ("", "")
        if tag not in self._known:
            return "", " " if tag in _ENDS else ""
        lang = f' xml:lang="{escape(given["lang"])}"' if given.get("lang") else ""
        return f"<{tag}{lang}>", f"</{tag}>"

    def _image(self, given: dict[str, str]) -> None:
        source = given.get("src", "")
        found = self._picture(source.removeprefix("media:")) if source.startswith("media:") else ""
        alt = given.get("alt", "")
        if found and "img" in self._known:
            self._out.append(f'<img src="{escape(found)}" alt="{escape(alt)}"/>')
        else:
            self._out.append(escape(alt))

    def handle_endtag(self, tag: str) -> None:
        if tag in _GONE:
            self._gone = max(0, self._gone - 1)
            return
        if self._gone or tag not in [name for name, _ in self._open]:
            return
        while self._open:
            name, closing = self._open.pop()
            self._out.append(closing)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._gone:
            self._out.append(escape(data, quote=False))

    def whole(self) -> str:
        return "".join([*self._out, *(closing for _, closing in reversed(self._open))]).strip()
