"""A folder of hand-written pages as a guide: from each page the way back to its start, what is on it, and the others.

A folder of docs/ is one when it has an `index.md`. The pages that the bundle itself puts in that folder belong to it.
The others stand in the order in which the start page first names them; what it does not name comes last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.structure.files import Files

from struin.hosts.mkdocs.pages import StruinPage
from struin.present import Presenter

START = "index.md"
FEWEST_PARTS = 3  # a page of fewer is seen at a glance
_LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)(?:<small\b.*?)?</h2>', re.DOTALL)  # those in an exercise have more
_TOP = re.compile(r"\s*(?:<h1\b.*?</h1>\s*)?(?:<p\b.*?</p>\s*)?", re.DOTALL)  # the title and what leads in


@dataclass(frozen=True)
class Leaf:
    """A page of a guide, as the others name it; `here` is the page on which it is named."""

    title: str
    about: str
    href: str
    here: bool


@dataclass(frozen=True)
class Framed:
    """A page of a guide as it goes out: its content, with what stands above and below it."""

    above: Markup
    content: str
    below: Markup


class Guides:
    """All guides of a site, found once, when all pages have been read."""

    def __init__(self, presenter: Presenter, files: Files) -> None:
        self._presenter = presenter
        pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        self._folders: dict[str, list[Any]] = {
            uri.removesuffix(START): []
            for uri, page in pages.items()
            if uri.endswith(f"/{START}") and not isinstance(page, StruinPage)
        }
        for uri, page in pages.items():
            for folder, members in self._folders.items():
                if uri.startswith(folder):
                    members.append(page)
        self._folders = {folder: _in_order(pages[folder + START], each) for folder, each in self._folders.items()}

    def frame(self, page: Any, content: str) -> Framed | None:
        """`content` is the HTML of the page; None for a page that is in no guide."""
        folder = next((each for each in self._folders if page.file.src_uri.startswith(each)), None)
        if folder is None:
            return None
        prefix = "../" * page.url.count("/")
        leaves = [_leaf(each, prefix, here=each is page) for each in self._folders[folder]]
        if not isinstance(page, StruinPage) and not leaves[0].here:
            content = self._with_parts(content, prefix)
        above, below = (self._render(part, prefix, home=leaves[0], leaves=leaves) for part in ("back", "others"))
        return Framed(above, content, below)

    def _with_parts(self, content: str, prefix: str) -> str:
        """The content with what is on the page, under its title and first sentences."""
        parts = list(_parts(content))
        if len(parts) < FEWEST_PARTS:
            return content
        top = _TOP.match(content)
        at = top.end() if top else 0
        return content[:at] + str(self._render("parts", prefix, parts=parts)) + content[at:]

    def _render(self, name: str, prefix: str, **values: Any) -> Markup:
        return self._presenter.render(f"components/guide/{name}.html", prefix, **values)


def _in_order(start: Any, members: Sequence[Any]) -> list[Any]:
    """The start page first, then the others as its links name them."""
    links = [urljoin(start.url, link) for link in _LINK.findall(start.content or "")]
    places = {url: place for place, url in enumerate(dict.fromkeys([start.url, *links]))}
    return sorted(members, key=lambda page: (places.get(page.url, len(places)), page.url))


def _leaf(page: Any, prefix: str, *, here: bool) -> Leaf:
    title = page.meta.get("title") or page.title
    about = page.meta.get("description") or ""
    return Leaf(Markup(title).striptags(), Markup(about).striptags(), prefix + page.url, here)


def _parts(content: str) -> Iterator[tuple[str, str]]:
    """The id and the words of each heading under the title."""
    for name, words in _HEADING.findall(content):
        yield name, Markup(words).striptags()
