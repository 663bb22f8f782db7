"""EMIT: a Bundle becomes Pages and Assets for a sink. Nothing here knows which host writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from struin.catalog import FILE, SCHEMA_FILE, as_json, catalog, schema
from struin.diagnostics import Diagnostic, Place, error
from struin.present import Presenter
from struin.slices import Component, stylesheets


@dataclass(frozen=True)
class Page:
    """A page to write. `path` is its address without suffix: `stories/de-jas-aan`, or `stories/` for an overview.

    `render()` gives the main part; it is called when the page is written, so that pages need not all be in
    memory at once. `search_text()` gives what a search should find beside title and description: the item's own
    words, not its doors and buttons; None for a page that a search should leave out. `source` is the file to edit,
    relative to the bundle's root, or None. A page with a `policy` of its own (a Content-Security-Policy) stands alone:
    it gets none of the scripts that other pages share.
    """

    path: str
    title: str
    description: str
    kind: str
    number: int | None
    source: str | None
    render: Callable[[], Markup]
    search_text: Callable[[], Markup] | None = None
    policy: str | None = None

    @property
    def markdown_path(self) -> str:
        """The page's file as a host of Markdown knows it."""
        return f"{self.path}index.md" if self.path.endswith("/") else f"{self.path}.md"


@dataclass(frozen=True)
class Asset:
    """A file to write beside the pages; `path` is relative to the site's root."""

    path: str
    content: bytes


def pages(presenter: Presenter) -> Iterator[Page]:
    """Every page of the bundle: first the overviews, then the items in the order of their ids."""
    bundle, words = presenter.bundle, presenter.bundle.words
    for kind, plans in presenter.hubs.items():
        for plan in plans:
            yield Page(
                plan.page, words.text(f"{kind}.name.other"), words.text(f"{kind}.intro"), "hub", None, None,
                partial(presenter.hub_page, plan),
            )  # fmt: skip
    for entry_id, entry in sorted(bundle.entries.items()):
        home = entry.principles[0]
        number = bundle.settings.number(home) if home in bundle.settings.principles else None
        yield Page(
            entry_id, entry.item.title, entry.item.summary, entry.collection, number, entry.source.path,
            partial(presenter.item_page, entry_id),
            partial(presenter.search_text, entry_id),
        )  # fmt: skip
    for component in presenter.components.values():
        yield from _added(component, "pages", presenter)


def _added(component: Component, what: str, presenter: Presenter) -> Iterable[Any]:
    function = getattr(component.module(), what, None)
    return function(presenter) if function else ()


def assets(presenter: Presenter) -> Iterator[Asset]:
    """The catalogue, its schema, and what components bring. What every page has of them is in `common`."""
    yield Asset(FILE, as_json(catalog(presenter)))
    yield Asset(SCHEMA_FILE, as_json(schema()))
    for suffix in PARTS:
        yield Asset(_ON_ITEMS + suffix, joined(_on_items(presenter, suffix), suffix).encode())
    for component in presenter.components.values():
        for suffix in PARTS:
            with_others = component in _everywhere(presenter) or component in _on_items(presenter, suffix)
            if component.part(suffix) and not with_others:
                yield Asset(_file(component) + suffix, joined([component], suffix).encode())
        yield from _added(component, "assets", presenter)


# A page loads few files: one for every page, one for what belongs to items' pages, and those of what else it holds.
PARTS = (".js", ".css")
_COMMENTS = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*$|//[^\n]*$)", re.DOTALL | re.MULTILINE)
# After the code of a line; with no quote in it, so that it cannot stand in a text.
_REMARKS = re.compile(r"(?<=[;,{(\[]) +(?://[^\n'\"`]*|/\*[^\n'\"`*]*\*/)$", re.MULTILINE)
_ON_ITEMS = "assets/struin/item"
_ITEM_SLOTS = ("begin.html", "actions.html", "after.html")


@lru_cache(maxsize=1)  # asked for by every page
def _everywhere(presenter: Presenter) -> tuple[Component, ...]:
    """The components that are on every page, the core of the scripts first."""
    called = presenter.called_for(presenter.shell(""))
    core = [each for each in presenter.components.values() if each.name == "core"]
    return (*core, *(each for each in called if each not in core))


@lru_cache(maxsize=2)
def _on_items(presenter: Presenter, suffix: str) -> tuple[Component, ...]:
    """The components that stand in a slot of items' pages, but for those whose script stands apart."""
    here = (each for each in presenter.components.values() if any(map(each.has, _ITEM_SLOTS)))
    joint = (each for each in here if suffix != ".js" or not getattr(each.module(), "SCRIPT_APART", False))
    return tuple(each for each in joint if each not in _everywhere(presenter))


def _file(component: Component) -> str:
    return f"assets/struin/components/{component.name}"


def joined(components: Iterable[Component], suffix: str) -> str:
    """The scripts (`.js`) or styles (`.css`) of components as one file."""
    return as_one(file for each in components for file in each.part(suffix))


def as_one(files: Iterable[Path]) -> str:
    """Scripts or stylesheets as one, in their order."""
    return "\n".join(_light(file.read_text(encoding="utf-8")) for file in files)


def _light(text: str) -> str:
    """A script or stylesheet without comments on lines of their own or after the code, and without indentation."""
    lines = (line.strip() for line in _REMARKS.sub("", _COMMENTS.sub("", text)).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def common(presenter: Presenter, suffix: str) -> str:
    """The scripts (`.js`) or styles (`.css`) that belong to every page; among the styles those of the kinds."""
    kinds = presenter.bundle.collections.values() if suffix == ".css" else ()
    own = [file.read_text(encoding="utf-8") for kind in kinds for file in stylesheets(kind.folder)]
    return "\n".join([*own, joined(_everywhere(presenter), suffix)])


def files_for(presenter: Presenter, html: str, suffix: str) -> list[str]:
    """The scripts (`.js`) or stylesheets (`.css`) of a page that holds this HTML, besides what every page has."""
    everywhere, on_items = _everywhere(presenter), _on_items(presenter, suffix)
    called = [each for each in presenter.called_for(html) if each not in everywhere]
    rest = [_file(each) for each in called if each not in on_items and each.part(suffix)]
    first = [_ON_ITEMS] if any(each in on_items for each in called) else []
    return [name + suffix for name in [*first, *rest]]


def start(presenter: Presenter, site: Path) -> None:
    """Lets components start what may go on in the background while the pages are written to the folder `site`."""
    _told("start", presenter, site)


def finish(presenter: Presenter, site: Path) -> None:
    """What components do once all pages and assets are written to the folder `site`, such as an index of them."""
    _told("finish", presenter, site)


def _told(moment: str, presenter: Presenter, site: Path) -> None:
    for component in presenter.components.values():
        function = getattr(component.module(), moment, None)
        if function:
            function(presenter, site)


def taken(presenter: Presenter, docs: Path) -> Iterator[Diagnostic]:
    """Overviews and other pages that would overwrite a hand-written page under `docs`; not items, which are compared
    as they are read."""
    for page in pages(presenter):
        if page.path not in presenter.bundle.entries:
            yield from in_the_way(page.path, page.source, docs)


def in_the_way(path: str, source: str | None, docs: Path) -> Iterator[Diagnostic]:
    """What stands under `docs` at the address of a page (see Page for `path` and `source`)."""
    name = path.rstrip("/")
    if not (docs / name).parent.is_dir():
        return
    for candidate in (f"{name}.md", f"{name}/index.md", f"{name}/README.md", f"{name}.html", f"{name}/index.html"):
        if (docs / candidate).exists():
            yield error("page-taken", Place(source or f"docs/{candidate}"), page=f"docs/{candidate}")
