"""What a session can be made of, as data: one script with a row per exercise and story, enough to build with, and a
script with all there is to know of each of them and of each ready-made session. Beside them the JSON Schema of a
session's file.

Values are plain text, but for `body` and `worksheet`: HTML made at build, its addresses seen from the site's root.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from struin.components.rundown.schema import FILE, schema
from struin.emit import Asset
from struin.model import Entry
from struin.present import Presenter

BUILDS_ON = ("packing",)
FOLDER = "assets/struin/plan"
STOCK = f"{FOLDER}/index.js"
KINDS = ("exercises", "stories", "sessions")
_IN_STOCK = (
    *("id", "title", "kind", "collection", "number", "url", "summary"),
    *("minutes", "stretch", "group", "material"),
)
# The exercises in a body. They stand side by side, never one in the other.
_INTERACTION = re.compile(r'<(struin-[a-z]+) class="interaction .*?</\1>', re.DOTALL)


def assets(presenter: Presenter) -> Iterator[Asset]:
    stock, former = [], presenter.bundle.addresses.former()
    for entry_id, entry in sorted(presenter.bundle.entries.items()):
        if entry.collection in KINDS:
            found = details(presenter, entry)
            yield _script(f"{FOLDER}/{entry_id}.js", found)
            if entry.collection != "sessions":
                row = {name: found[name] for name in _IN_STOCK}
                stock.append(row | ({"formerly": former[entry.id]} if entry.id in former else {}))
    yield _script(STOCK, stock)
    text = json.dumps(schema(presenter.bundle.words), ensure_ascii=False, indent=1)
    yield Asset(FILE, f"{text}\n".encode())


def _script(path: str, value: Any) -> Asset:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Two signs that JSON allows end a line in scripts of old browsers.
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Asset(path, f"Struin.provide({json.dumps(path)},{safe});\n".encode())


def details(presenter: Presenter, entry: Entry) -> dict[str, Any]:
    """All that a session needs to know of an item; see the makers below for what each kind has."""
    return _session(presenter, entry) if entry.collection == "sessions" else _item(presenter, entry)


def _item(presenter: Presenter, entry: Entry) -> dict[str, Any]:
    """Of an exercise or a story. What a kind has not is None, or an empty list."""
    words, item = presenter.bundle.words, entry.item
    card = presenter.card(entry.id, "")

    def named(field: str) -> list[str]:
        return [words.text(f"{entry.collection}.{field}.{each}") for each in getattr(item, field, None) or ()]

    level = getattr(item, "level", None)
    steps = getattr(item, "steps", None) or ()
    html = str(presenter.body(entry, ""))
    return {
        "id": entry.id,
        "title": item.title,
        "kind": card.kind,
        "collection": entry.collection,
        "number": card.principle.number if card.principle else None,
        "url": card.href,
        "summary": item.summary,
        "minutes": entry.minutes or 1,
        "stretch": _range(getattr(item, "stretch", None)),
        "group": _range(getattr(item, "group", None)),
        "together": getattr(item, "together", None),
        "level": words.text(f"{entry.collection}.level.{level}") if level else None,
        "forms": named("form"),
        "settings": named("setting"),
        "room": getattr(item, "room", None),
        "material": list(getattr(item, "material", None) or ()),
        "goal": getattr(item, "goal", None),
        "steps": [{"minutes": each.minutes, "do": each.do, "note": each.note} for each in steps],
        "debrief": list(getattr(item, "debrief", None) or ()),
        "variations": list(getattr(item, "variations", None) or ()),
        "safety": getattr(item, "safety", None),
        "question": getattr(item, "question", None),
        "body": html if not entry.interactions else _INTERACTION.sub("", html),
        "worksheet": html if entry.interactions and getattr(item, "self_check", False) else None,
    }


def _session(presenter: Presenter, entry: Entry) -> dict[str, Any]:
    """Of a ready-made session: its blocks are as in a plan."""
    item: Any = entry.item
    return {
        "id": entry.id,
        "title": item.title,
        "url": presenter.site.address(entry.id),
        "goal": item.goal,
        "start": item.start,
        "people": _range(item.group),
        "room": item.room,
        "safety": item.safety,
        "blocks": list(_blocks(presenter, entry)),
    }


def _blocks(presenter: Presenter, entry: Entry) -> Iterator[dict[str, Any]]:
    entries = presenter.bundle.entries
    for number, block in enumerate(getattr(entry.item, "blocks", ()), 1):
        found = entries.get(block.item) if block.item else None
        if block.item and found is None:
            continue  # not published
        yield {
            "key": f"b{number}",
            "item": block.item,
            "own": block.own,
            "title": block.title or (found.item.title if found else ""),
            "minutes": block.minutes,
            "at": block.at,
            "do": block.do or "",
            "note": block.note or "",
        }


def _range(found: Any) -> list[int] | None:
    return [found.min, found.max] if found else None
