"""Writes the template of a new item from its model: every field with the sentence that says what it is for."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from struin.model import Choice
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue


def scaffold(collection: Collection, title: str, settings: Settings, words: Catalogue, today: date) -> str:
    """The text of the new file. It passes the check once every empty field and the body are filled in."""
    given = {
        "title": json.dumps(title, ensure_ascii=False),
        "licence": settings.licence,
        "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
        "anonymised": "true",
        "origin": "own",
    }
    lists = {
        "themes": ", ".join(settings.themes),
        "audience": ", ".join(settings.audience),
        "principles": ", ".join(settings.principles),
    }
    writer = _Writer(collection, words, given, lists)
    head = "\n".join(writer.fields(collection.model, (), ""))
    return f"---\n{head}\n---\n\n{words.text('scaffold.body')}\n"


class _Writer:
    def __init__(self, collection: Collection, words: Catalogue, given: dict[str, str], lists: dict[str, str]) -> None:
        self.collection, self.words, self.given, self.lists = collection, words, given, lists

    def fields(self, model: type[BaseModel], above: tuple[str, ...], indent: str) -> Iterator[str]:
        for name, field in model.model_fields.items():
            if _must_be_empty(field):
                continue
            location = (*above, name)
            yield f"{indent}# {self.purpose(location)}{self.choices(field, name)}"
            lines = list(self.value(field, location, name, indent))
            yield from (lines if field.is_required() else (f"{indent}# {line[len(indent) :]}" for line in lines))

    def value(self, field: FieldInfo, location: tuple[str, ...], name: str, indent: str) -> Iterator[str]:
        inner, many = _inner(field.annotation)
        if name in self.given:
            yield f"{indent}{name}: {self.given[name]}"
        elif isinstance(inner, type) and issubclass(inner, BaseModel) and many:
            yield f"{indent}{name}:"
            nested = list(self.fields(inner, location, f"{indent}    "))
            first = next(index for index, line in enumerate(nested) if not line.lstrip().startswith("#"))
            # The dash of a list's entry belongs on its first line that is not a comment.
            yield from nested[:first]
            yield f"{indent}  - {nested[first].lstrip()}"
            yield from nested[first + 1 :]
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield f"{indent}{name}:"
            yield from self.fields(inner, location, f"{indent}  ")
        elif many:
            yield f"{indent}{name}: []"
        else:
            yield f"{indent}{name}:"

    def purpose(self, location: tuple[str, ...]) -> str:
        dotted = ".".join(location)
        keys = (f"{self.collection.name}.fields.{dotted}", f"fields.{dotted}")
        known = (found for key in keys for found in (key, f"{key}.purpose") if found in self.words)
        return self.words.text(next(known))

    def choices(self, field: FieldInfo, name: str) -> str:
        inner, _ = _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, Choice):
            options = ", ".join(member.value for member in inner)
        elif name in self.lists:
            options = self.lists[name]
        else:
            return ""
        return " " + self.words.text("scaffold.choices", options=options)


def _must_be_empty(field: FieldInfo) -> bool:
    return any(getattr(each, "max_length", None) == 0 for each in field.metadata)


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type inside Annotated, Optional and tuple; and whether it was in a tuple (many)."""
    many = False
    while True:
        origin = typing.get_origin(annotation)
        arguments = [each for each in typing.get_args(annotation) if each not in (type(None), Ellipsis)]
        if origin is typing.Annotated or origin in (typing.Union, types.UnionType):
            annotation = arguments[0]
        elif origin is tuple:
            annotation, many = arguments[0], True
        else:
            return annotation, many
