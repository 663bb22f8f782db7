"""The catalogue: `catalog.json` and the JSON Schema that describes it, for other programs and outsiders (P6)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from struin.graph import MENTIONS
from struin.present import Presenter

VERSION = 1
FILE = "catalog.json"
SCHEMA_FILE = "catalog.schema.json"


def catalog(presenter: Presenter) -> dict[str, Any]:
    """All published items as plain data, sorted by id. Addresses are relative to the site's root."""
    bundle = presenter.bundle
    items = []
    for entry_id in sorted(bundle.entries):
        entry = bundle.entries[entry_id]
        # From the graph, where a tie stands once, and none leads to an item that is not published.
        relations = [
            {"type": tie.type, "target": tie.target}
            for tie in bundle.graph.ties[entry_id]
            if not tie.inverse and tie.type != MENTIONS
        ]
        doors = [
            {"target": door.target, "tie": door.tie, "reason": presenter.reason(door)}
            for door in bundle.doors[entry_id]
        ]
        items.append(
            {
                "id": entry_id,
                "collection": entry.collection,
                "url": presenter.site.address(entry_id),
                "title": entry.item.title,
                "summary": entry.item.summary,
                "principles": _once(entry.principles),
                "themes": _once(entry.item.themes),
                "audience": _once(entry.item.audience),
                "minutes": entry.minutes,
                "interactions": [{"id": each.id, "type": each.type} for each in entry.interactions],
                "relations": relations,
                "doors": doors,
            }
        )
    return {"version": VERSION, "items": items}


def _once(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(words))


def as_json(data: Any) -> bytes:
    """JSON in a form that is the same for the same data. Without indentation: Python's way to make that takes ten times
    as long, and nobody reads it."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the catalogue."""
    item_id = {"type": "string", "pattern": "^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$"}
    words = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    fields: dict[str, Any] = {
        "id": {**item_id, "description": "Collection and name; stays the same when the item is edited."},
        "collection": {"type": "string", "description": "The kind of item."},
        "url": {"type": "string", "description": "The address of its page, relative to the site's root."},
        "title": {"type": "string", "minLength": 1},
        "summary": {"type": "string", "minLength": 1},
        "principles": {**words, "minItems": 1, "description": "Names of principles, the item's home first."},
        "themes": words,
        "audience": {**words, "description": "Whom it is for."},
        "minutes": {
            "type": ["integer", "null"],
            "minimum": 1,
            "description": "Minutes it takes; null for an item that takes none.",
        },
        "interactions": {
            **_list_of({"id": {"type": "string"}, "type": {"type": "string"}}),
            "description": "The exercises in its text that one does on the page, in their order.",
        },
        "relations": _list_of({"type": {"type": "string"}, "target": item_id}),
        "doors": {
            **_list_of({"target": item_id, "tie": {"type": "string"}, "reason": {"type": "string"}}),
            "maxItems": 6,
            "description": "Ways onward from the item; the last one skips to something else.",
        },
    }
    top = {"version": {"const": VERSION}, "items": _list_of(fields)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Struin catalogue",
        **_object(top),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    required = list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}
