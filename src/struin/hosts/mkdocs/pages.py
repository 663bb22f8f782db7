"""A page of the bundle as MkDocs sees it: no Markdown to convert, its HTML made at the moment it is written.

MkDocs reads all pages before it writes the first. If every page's HTML were made while reading, memory would
grow with the bundle; `content` is therefore made when the theme asks for it, and dropped when the page is written.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from struin.emit import Page


class StruinPage(MkDocsPage):
    """An item or an overview. `meta['struin']` is what the theme needs to know of it."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        self._page = page
        self._written = False  # while reading, Markdown would be converted: there is none
        self._html: str | None = None
        super().__init__(page.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        page = self._page
        self.markdown = ""
        self.meta = {
            "title": page.title,
            "description": page.description,
            "render_macros": False,
            "struin": {"kind": page.kind, "number": page.number, "id": page.path, "policy": page.policy},
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.present_anchor_ids = None

    @property
    def content(self) -> Any:
        if not self._written:
            return ""
        if self._html is None:
            try:
                self._html = self._page.render()
            except AttributeError as mistake:
                # Jinja takes this for a page without content, and would publish it empty.
                raise RuntimeError(f"{self._page.path} cannot be presented") from mistake
        return self._html

    @content.setter
    def content(self, value: str | None) -> None:
        """MkDocs and plugins set the content while reading; a bundle's page is not theirs to change."""

    def being_written(self, now: bool) -> None:
        """From now on the content is the page's HTML, or is dropped."""
        self._written, self._html = now, None


def add_page(page: Page, files: Files, config: MkDocsConfig) -> StruinPage:
    """Adds a page to the site, outside the navigation: a nav that lists all items costs quadratic time."""
    file = File.generated(config, page.markdown_path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    # `edit_uri` points into docs/; the item's source is outside it.
    file.edit_uri = f"../{page.source}" if page.source else None
    files.append(file)
    return StruinPage(page, file, config)
