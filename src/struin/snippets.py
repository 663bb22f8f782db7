"""Snippets for VS Code, from the models: a whole item of each kind, and each field by itself, with what it is for.

VS Code's own completion knows no front matter in Markdown, nor do the extensions that read JSON Schema; snippets work
without any. An item is the template of `struin new` with a stop in every empty field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from struin.fields import purpose
from struin.scaffold import Writer, inner_type, known_beforehand, must_be_empty
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue

Snippet = dict[str, Any]


def snippets(
    collections: Mapping[str, Collection], words: Catalogue, settings: Settings, today: date
) -> dict[str, Snippet]:
    """The content of a `.code-snippets` file: first the items, then the fields that some kind has."""
    made = {}
    for kind in collections.values():
        name = words.text(f"{kind.name}.name.one")
        body = list(_Stops(kind, words, settings, known_beforehand(settings, today)).item())
        made[name] = _snippet([f"struin-{kind.name}", name.lower()], words.text(f"{kind.name}.intro"), body)
    return made | _fields(collections, words, settings)


def _snippet(prefix: list[str], description: str, body: list[str]) -> Snippet:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _fields(collections: Mapping[str, Collection], words: Catalogue, settings: Settings) -> dict[str, Snippet]:
    """A snippet for each field of an item; kinds in which it is the same share one."""
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for kind in collections.values():
        for name, field in kind.model.model_fields.items():
            if not must_be_empty(field):
                lines = tuple(_Stops(kind, words, settings, {}).only(name, field))
                found.setdefault((name, purpose(kind.name, (name,), words), lines), []).append(kind.name)
    return {
        f"{name} ({', '.join(kinds)})": _snippet([name], description, list(lines))
        for (name, description, lines), kinds in found.items()
    }


class _Stops(Writer):
    """A template in which every empty field is a stop of the Tab key, and a closed list a choice."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self._stop = 0

    def item(self) -> Iterator[str]:
        yield "---"
        yield from self.fields(self.collection.model, (), "")
        yield "---"
        yield ""
        yield "$0"

    def only(self, name: str, field: FieldInfo) -> Iterator[str]:
        """One field, with what is required in it."""
        yield from self.value(field, (name,), name, "")

    def fields(self, model: type[BaseModel], above: tuple[str, ...], indent: str) -> Iterator[str]:
        for name, field in model.model_fields.items():
            # What may be left out is a snippet of its own.
            if field.is_required() and not must_be_empty(field):
                location = (*above, name)
                yield escaped(self.comment(indent, location, field))
                yield from self.value(field, location, name, indent)

    def leaf(self, field: FieldInfo, name: str, many: bool) -> str:
        self._stop += 1
        options = self.choices(field, name) or (["true", "false"] if inner_type(field)[0] is bool else [])
        if options:
            stop = f"${{{self._stop}|{','.join(_choice(each) for each in options)}|}}"
        elif name in self.given:
            stop = f"${{{self._stop}:{escaped(self.given[name])}}}"
        elif inner_type(field)[0] is str and not many:
            stop = f'"${self._stop}"'  # quoted: a colon in a sentence does no harm
        else:
            stop = f"${self._stop}"
        return f"[{stop}]" if many else stop


def escaped(text: str) -> str:
    """Text as a snippet has it: what would begin or end a stop is marked."""
    return re.sub(r"[\\$}]", r"\\\g<0>", text)


def _choice(text: str) -> str:
    return re.sub(r"[\\,|]", r"\\\g<0>", text)
