"""The site that pages are made for: how an address there is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """How addresses are made. `edit_base` is put before `content/…` to make an edit link; None for none.

    `url` is the whole address of the site, ending in a slash; None when it is not known.
    """

    directory_urls: bool = True
    edit_base: str | None = None
    url: str | None = None

    def address(self, page: str) -> str:
        """The address, relative to the site's root, of `stories/de-jas-aan` or of the overview `stories/`."""
        if page.endswith("/") or not page:
            return page if self.directory_urls else f"{page}index.html"
        return f"{page}/" if self.directory_urls else f"{page}.html"
