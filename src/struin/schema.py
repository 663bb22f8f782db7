"""JSON Schema of the front matter of each kind, from the models that check it: for editors' programs and form editors.

Every field tells what it is for in the words of the catalogue; lists that a bundle sets itself, and the ids of its
items, become choices, so that a program can complete them. What no schema can express is left to `struin check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from struin.fields import purpose
from struin.model import RELATION_TYPES
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def front_matter_schema(
    collection: Collection, words: Catalogue, settings: Settings | None = None, ids: Iterable[str] = ()
) -> Schema:
    """The schema of one kind's front matter. Without settings the lists of a bundle are plain texts; `ids` are those of
    the items that a reference may lead to."""
    made = collection.model.model_json_schema()
    definitions = made.pop("$defs", {})
    whole: Schema = _inlined(made, definitions)
    _describe(whole, collection.name, words, ())
    fields = whole["properties"]
    if settings:
        for name, known in settings.lists.items():
            if name in fields:
                fields[name]["items"] = {"type": "string", "enum": list(known)}
                fields[name]["uniqueItems"] = True
    known_ids = sorted(ids)
    if known_ids:
        _offer(whole, known_ids)
    title = words.text(f"{collection.name}.name.one")
    return {"$schema": DIALECT, **whole, "title": title, "description": words.text(f"{collection.name}.intro")}


def _inlined(value: Any, definitions: Mapping[str, Schema]) -> Any:
    """The schema without references: one part may mean different things in different places."""
    if isinstance(value, list):
        return [_inlined(each, definitions) for each in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        rest = {key: each for key, each in value.items() if key != "$ref"}
        return _inlined({**definitions[value["$ref"].rpartition("/")[2]], **rest}, definitions)
    # Titles and docstrings of Python are nothing to an editor.
    kept = {key: each for key, each in value.items() if key not in ("title", "description") or isinstance(each, dict)}
    made = {key: _inlined(each, definitions) for key, each in kept.items()}
    options = made.get("anyOf", ())
    if len(options) == 2 and {"type": "null"} in options:  # optional: left out rather than written as nothing
        made = {**made, **next(each for each in options if each != {"type": "null"})}
        del made["anyOf"]
    made.pop("default", None)  # what may be left out is best left out
    return made


def _describe(schema: Schema, kind: str, words: Catalogue, above: tuple[str, ...]) -> None:
    """Puts what each field is for into a schema and all that is in it."""
    for name, field in schema.get("properties", {}).items():
        location = (*above, name)
        if told := purpose(kind, location, words):
            field["description"] = told
        for inner in (field, field.get("items", {})):
            if isinstance(inner, dict):
                _describe(inner, kind, words, location)


def _offer(schema: Schema, ids: list[str]) -> None:
    """Gives the fields that refer to items the ids to choose from."""
    for name, field in schema.get("properties", {}).items():
        targets = RELATION_TYPES[name].targets if name in RELATION_TYPES else None
        known = [each for each in ids if not targets or each.partition("/")[0] in targets]
        for inner in (field, field.get("items", {})):
            if isinstance(inner, dict) and inner.get("format") == "item":
                inner["enum"] = known
            elif isinstance(inner, dict):
                _offer(inner, ids)
