"""Share pictures: what a messenger or a search engine shows of a page, with the tags that name it.

Such a tag must hold a whole address, so without the site's address (`site_url`) there are neither tags nor pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from struin.components.picture.drawing import HEIGHT, WIDTH, Subject
from struin.components.picture.work import Drawing
from struin.present import Presenter

FOLDER = "assets/pictures"
KEPT = ".cache/pictures"
SITE = "site"  # the picture of pages that have none of their own


def values(presenter: Presenter) -> dict[str, Any]:
    """For head.html: the address of the picture of a page, its measures, and which pages are items."""

    def picture(path: str) -> str:
        return f"{presenter.site.url}{FOLDER}/{_named(presenter, path)}.png"

    items = presenter.bundle.entries
    return {"picture": picture if presenter.site.url else None, "width": WIDTH, "height": HEIGHT, "items": items}


def start(presenter: Presenter, site: Path) -> None:
    """They are drawn while the pages are written."""
    if presenter.site.url:
        _under_way[presenter] = Drawing(dict(_subjects(presenter)), presenter.bundle.root / KEPT)


def finish(presenter: Presenter, site: Path) -> None:
    if presenter in _under_way:
        _under_way.pop(presenter).into(site)


_under_way: WeakKeyDictionary[Presenter, Drawing] = WeakKeyDictionary()


def _named(presenter: Presenter, path: str) -> str:
    """An item has its own picture, an overview that of its kind, every other page that of the site."""
    kind = path.partition("/")[0]
    if path in presenter.bundle.entries:
        return path
    return kind if kind in presenter.hubs and path else SITE


def _subjects(presenter: Presenter) -> Iterator[tuple[str, Subject]]:
    settings, words = presenter.bundle.settings, presenter.bundle.words
    yield f"{FOLDER}/{SITE}.png", Subject(settings.name, "", settings.description, settings.name, SITE, 0, "principles")
    for kind in presenter.hubs:
        title, intro = words.text(f"{kind}.name.other"), words.text(f"{kind}.intro")
        yield f"{FOLDER}/{kind}.png", Subject(title, settings.name, intro, settings.name, kind, 0, kind)
    media = {file.name: file for file in presenter.bundle.media}
    for entry_id, entry in presenter.bundle.entries.items():
        card = presenter.card(entry_id, "")
        home = card.principle
        below = home.title if home and entry.collection != "principles" else ""
        cover = media.get(entry.item.cover.image) if entry.item.cover else None
        own = (str(cover.path), cover.mime, cover.digest) if cover else ("", "", "")
        number = home.number if home else 1
        yield (
            f"{FOLDER}/{entry_id}.png",
            Subject(card.title, card.kind, below, settings.name, card.seed, number, entry.collection, *own),
        )
