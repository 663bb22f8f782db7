"""A page of the bundle as MkDocs sees it: no Markdown to convert, its HTML made at the moment it is written.

MkDocs reads all pages before it writes the first. If every page's HTML were made while reading, memory would
grow with the bundle; `content` is therefore made when the theme asks for it, and dropped when the page is written.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from struin.emit import Page


class Phase(Enum):
    """What MkDocs is doing with the page, and so what its `content` is asked for."""

    READING = auto()  # Markdown would be converted now: there is none
    INDEXING = auto()  # a search plugin may look at it
    WRITING = auto()  # the theme puts it on the page


class StruinPage(MkDocsPage):
    """An item or an overview. `meta['struin']` is what the theme needs to know of it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self._page = page
        self._phase = Phase.READING
        self._html: str | None = None
        super().__init__(page.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        page = self._page
        self.markdown = ""
        self.meta = {
            "title": page.title,
            "description": page.description,
            "render_macros": False,
            "search": {"exclude": page.search_text is None},
            "struin": {"kind": page.kind, "number": page.number, "id": page.path},
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.present_anchor_ids = None

    @property
    def content(self) -> Any:
        if self._phase is Phase.READING:
            return ""
        if self._html is None:
            shown = self._phase is Phase.WRITING
            make = self._page.render if shown else self._page.search_text
            self._html = make() if make else ""
        return self._html

    @content.setter
    def content(self, value: str | None) -> None:
        """MkDocs and plugins set the content while reading; a bundle's page is not theirs to change."""

    def enter(self, phase: Phase) -> None:
        """Goes to a phase; what `content` was in the last one is dropped."""
        self._phase, self._html = phase, None


def add_page(page: Page, files: Files, config: MkDocsConfig) -> StruinPage:
    """Adds a page to the site, outside the navigation: a nav that lists all items costs quadratic time."""
    file = File.generated(config, page.markdown_path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    # `edit_uri` points into docs/; the item's source is outside it.
    file.edit_uri = f"../{page.source}" if page.source else None
    files.append(file)
    return StruinPage(page, file, config)
