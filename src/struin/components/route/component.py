"""The stops of every trail as data: a small script per trail, which a page loads only while somebody follows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from struin.emit import Asset
from struin.present import Presenter

TIE = "stops"


def values(presenter: Presenter) -> dict[str, Any]:
    """For a trail's page: the items that were called otherwise before, so that a stop among them can be told."""
    return {"former": presenter.bundle.addresses.former()}


def assets(presenter: Presenter) -> Iterator[Asset]:
    for entry_id in presenter.bundle.entries:
        if stops := stops_of(presenter, entry_id):
            path = f"assets/struin/trails/{entry_id.rpartition('/')[2]}.js"
            data = json.dumps(_trail(presenter, entry_id, stops), ensure_ascii=False, separators=(",", ":"))
            # Two signs that JSON allows end a line in scripts of old browsers.
            safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
            yield Asset(path, f"Struin.provide({json.dumps(path)},{safe});\n".encode())


def stops_of(presenter: Presenter, entry_id: str) -> list[str]:
    """The ids of a trail's stops in their order, those that are published; empty for an item that is no trail."""
    return [tie.target for tie in presenter.bundle.graph.ties[entry_id] if tie.type == TIE and not tie.inverse]


def _trail(presenter: Presenter, entry_id: str, stops: list[str]) -> dict[str, Any]:
    cards = [presenter.card(stop, "") for stop in stops]
    return {
        "id": entry_id,
        "title": presenter.bundle.entries[entry_id].item.title,
        "url": presenter.site.address(entry_id),
        "stops": [{"id": card.id, "title": card.title, "url": card.href} for card in cards],
    }
