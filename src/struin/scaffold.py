"""Writes the template of a new item from its model: every field with the sentence that says what it is for."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from struin.fields import Choice, purpose
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue


def scaffold(collection: Collection, title: str, settings: Settings, words: Catalogue, today: date) -> str:
    """The text of the new file. It passes the check once every empty field and the body are filled in."""
    given = {**known_beforehand(settings, today), "title": json.dumps(title, ensure_ascii=False)}
    writer = Writer(collection, words, settings, given)
    head = "\n".join(writer.fields(collection.model, (), ""))
    return f"---\n{head}\n---\n\n{words.text('scaffold.body')}\n"


def known_beforehand(settings: Settings, today: date) -> dict[str, str]:
    """What most new items have in fields that have to be filled in."""
    return {
        "licence": settings.licence,
        "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
        "anonymised": "true",
        "origin": "own",
    }


class Writer:
    """Writes the fields of a model as the lines of a template; what is optional is commented out. `given` are the
    values that are known beforehand, by the names of their fields."""

    def __init__(
        self, collection: Collection, words: Catalogue, settings: Settings, given: Mapping[str, str] | None = None
    ) -> None:
        self.collection, self.words, self.settings = collection, words, settings
        self.given = given or {}

    def fields(self, model: type[BaseModel], above: tuple[str, ...], indent: str) -> Iterator[str]:
        for name, field in model.model_fields.items():
            if must_be_empty(field):
                continue
            location = (*above, name)
            yield self.comment(indent, location, field)
            lines = list(self.value(field, location, name, indent))
            yield from (lines if field.is_required() else (f"{indent}# {line[len(indent) :]}" for line in lines))

    def value(self, field: FieldInfo, location: tuple[str, ...], name: str, indent: str) -> Iterator[str]:
        inner, many = inner_type(field)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and many:
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
        else:
            yield f"{indent}{name}: {self.leaf(field, name, many)}".rstrip()

    def leaf(self, field: FieldInfo, name: str, many: bool) -> str:
        """What stands behind the name of a field that holds no other fields."""
        return self.given.get(name, "[]" if many else "")

    def comment(self, indent: str, location: tuple[str, ...], field: FieldInfo) -> str:
        """What a field is for and what it may hold. A program's mistake raises: every field has its sentence."""
        told = purpose(self.collection.name, location, self.words)
        if not told:
            raise KeyError(f"no sentence for {'.'.join(location)} of {self.collection.name}")
        options = self.choices(field, location[-1])
        more = " " + self.words.text("scaffold.choices", options=", ".join(options)) if options else ""
        return f"{indent}# {told}{more}"

    def choices(self, field: FieldInfo, name: str) -> list[str]:
        inner, _ = inner_type(field)
        if isinstance(inner, type) and issubclass(inner, Choice):
            return [member.value for member in inner]
        return list(self.settings.lists.get(name, ()))


def must_be_empty(field: FieldInfo) -> bool:
    """Whether a kind has no use for a field that other kinds have."""
    return any(getattr(each, "max_length", None) == 0 for each in field.metadata)


def inner_type(field: FieldInfo) -> tuple[Any, bool]:
    """The type inside Annotated, Optional and tuple; and whether it was in a tuple (many)."""
    annotation, many = field.annotation, False
    while True:
        origin = typing.get_origin(annotation)
        arguments = [each for each in typing.get_args(annotation) if each not in (type(None), Ellipsis)]
        if origin is typing.Annotated or origin in (typing.Union, types.UnionType):
            annotation = arguments[0]
        elif origin is tuple:
            annotation, many = arguments[0], True
        else:
            return annotation, many
