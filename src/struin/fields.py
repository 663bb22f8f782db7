"""The types that the fields of front matter are made of, for every kind of item alike.

Values are strict: nothing is coerced, unknown keys are errors.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from struin.strings import Catalogue


class Strict(BaseModel):
    """A part of the front matter: frozen, nothing coerced, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_INVISIBLE = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")  # Unicode's control, format, private, surrogate, line breaks


def plain_text(value: str) -> str:
    """One line of text without markup. Raises a PydanticCustomError with a code of `diagnostics.*` otherwise.

    Front matter reaches titles, search results and attributes raw in many themes, so what could be markup is
    refused at the door instead of being escaped in each of those places.
    """
    if "<" in value or ">" in value:
        raise PydanticCustomError("text-has-markup", "markup in text")
    # `isprintable` is the quick answer for nearly every text; it also says no to some spaces that are fine.
    if not value.isprintable() and any(unicodedata.category(sign) in _INVISIBLE for sign in value):
        raise PydanticCustomError("text-has-control", "control character in text")
    return unicodedata.normalize("NFC", value)


@dataclass(frozen=True)
class Text(GroupedMetadata):
    """Marks a field as one line of plain text of so many characters: `Annotated[str, Text(3, 80)]`."""

    least: int
    most: int

    def __iter__(self) -> Iterator[object]:
        # The limits come first: behind a function pydantic no longer knows that it counts characters.
        yield from StringConstraints(strip_whitespace=True, min_length=self.least, max_length=self.most)
        yield AfterValidator(plain_text)


Line = Annotated[str, Text(2, 300)]
Paragraph = Annotated[str, Text(2, 600)]
Id = Annotated[str, Text(2, 60)]


class Choice(StrEnum):
    """A closed list of values; a slice subclasses it. The words for people are in the string catalogues."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """One of the values, given by its text (a strict model would want the member itself)."""
        return core_schema.no_info_plain_validator_function(cls._chosen)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": [member.value for member in cls]}

    @classmethod
    def _chosen(cls, value: object) -> Choice:
        if isinstance(value, str):
            with suppress(ValueError):
                return cls(value)
        choices = [member.value for member in cls]
        raise PydanticCustomError("choice", "not one of the choices", {"choices": choices})


def is_reference(value: object) -> bool:
    """Whether it has the form of a reference: `collection/name`, without `.md`."""
    collection, _, name = value.partition("/") if isinstance(value, str) else ("", "", "")
    return bool(collection and name) and "/" not in name and not name.endswith(".md")


def _reference(value: str) -> str:
    if not is_reference(value):
        raise PydanticCustomError("reference-form", "not a reference")
    return value


# The id of another item as an editor writes it: `collection/name`.
Reference = Annotated[
    str,
    AfterValidator(_reference),
    WithJsonSchema({"type": "string", "format": "item", "pattern": "^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$"}),
]
References = tuple[Reference, ...]


def purpose(collection: str, names: Sequence[str], words: Catalogue) -> str:
    """The sentence on what a field is for, "" if there is none; `names` lead to it: the field, and those it is in.

    It stands under the collection, or, for a field that every item has, under `fields`. A group of fields has a
    sentence of its own, `purpose`.
    """
    dotted = ".".join(names)
    for key in (f"{collection}.fields.{dotted}", f"fields.{dotted}"):
        for found in (key, f"{key}.purpose"):
            if found in words:
                return words.text(found)
    return ""
