"""The JSON Schema (draft 2020-12) of a session as trainers keep, send and read it: a file `.struin.json`."""

from __future__ import annotations

from typing import Any

from struin.strings import Catalogue

FILE = "assets/struin/session.schema.json"
NAME = "struin-session"
VERSION = 1
OWN = ("welcome", "break", "step")
LONGEST = {"title": 120, "goal": 600, "do": 2000, "note": 2000}  # signs
MOST_MINUTES, MOST_PEOPLE, MOST_BLOCKS = 480, 500, 200


def schema(words: Catalogue) -> dict[str, Any]:
    """What the script's `read` takes without a remark."""

    def told(name: str, **more: Any) -> dict[str, Any]:
        return {"description": words.text(f"rundown.schema.{name}"), **more}

    def text(name: str) -> dict[str, Any]:
        return told(name, type="string", maxLength=LONGEST[name])

    time = {"pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
    block = {
        "key": told("key", type="string", pattern="^[A-Za-z0-9_-]{1,40}$"),
        "item": told("item", type=["string", "null"], pattern="^[a-z0-9-]+/[a-z0-9-]+$"),
        "own": told("own", enum=[*OWN, None]),
        "title": text("title"),
        "minutes": told("minutes", type="integer", minimum=1, maximum=MOST_MINUTES),
        "at": told("at", type=["string", "null"], **time),
        "do": text("do"),
        "note": text("note"),
    }
    one_of_two = [
        {"properties": {"item": {"type": "string"}, "own": {"type": "null"}}, "required": ["item"]},
        {"properties": {"item": {"type": "null"}, "own": {"type": "string"}}, "required": ["own"]},
    ]
    plan = {
        "format": told("format", const=NAME),
        "version": told("version", const=VERSION),
        "id": told("id", type="string", pattern="^[A-Za-z0-9_-]{1,40}$"),
        "title": text("title"),
        "goal": text("goal"),
        "date": told("date", type=["string", "null"], format="date"),
        "start": told("start", type="string", **time),
        "people": told("people", type=["integer", "null"], minimum=1, maximum=MOST_PEOPLE),
        "at": told("changed", type="integer", minimum=0),
        "blocks": told(
            "blocks",
            type="array",
            maxItems=MOST_BLOCKS,
            items={
                "type": "object",
                "properties": block,
                "required": ["title", "minutes"],
                "additionalProperties": False,
                "oneOf": one_of_two,
            },
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": words.text("rundown.schema.name"),
        "description": words.text("rundown.schema.about"),
        "type": "object",
        "properties": plan,
        "required": ["format", "version", "title", "start", "blocks"],
        "additionalProperties": False,
    }
