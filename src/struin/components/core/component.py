"""The bundle as data for the scripts: all items in one small file, and their cards in files of a few.

Both are scripts that call `Struin.provide`, since a page that was opened from a folder may not fetch. A page
loads them only when somebody asks for something that needs them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from struin.emit import Asset
from struin.model import Entry
from struin.present import Presenter


def assets(presenter: Presenter) -> Iterator[Asset]:
    rows = []
    former = presenter.bundle.addresses.former()
    for number, entries in enumerate(presenter.card_files):
        rows += [_row(presenter, entry, number, former.get(entry.id)) for entry in entries]
        cards = {entry.id: _card(presenter, entry) for entry in entries}
        yield _script(f"assets/struin/cards/{number}.js", cards)
    yield _script("assets/struin/items.js", rows)


def _card(presenter: Presenter, entry: Entry) -> str:
    """The card with all that a large one shows. As it stands it is a middling one: the style of its kind trims it."""
    return str(presenter.card_html(presenter.card(entry.id, ""), "l", "")).replace(" card--l ", " card--m ", 1)


def _row(presenter: Presenter, entry: Entry, chunk: int, former: tuple[str, ...] | None) -> dict[str, Any]:
    settings = presenter.bundle.settings
    return {
        "id": entry.id,
        "collection": entry.collection,
        "title": entry.item.title,
        "summary": entry.item.summary,
        "url": presenter.site.address(entry.id),
        "principles": [settings.number(name) for name in entry.principles],
        "themes": list(entry.item.themes),
        "audience": list(entry.item.audience),
        "minutes": entry.minutes,
        "together": getattr(entry.item, "together", None),
        "chunk": chunk,
        **({"formerly": former} if former else {}),
    }


def _script(path: str, value: Any) -> Asset:
    # In a script, not in HTML: only the two line separators that JSON allows and old scripts did not need care.
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Asset(path, f"Struin.provide({json.dumps(path)},{safe});\n".encode())
