"""The manual of a kind's fields for editors, made from its JSON Schema: what each is for, whether it has to be there,
its limits and choices; and from its examples, how it looks and what the check says of mistakes."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from struin.bundle import Bundle
from struin.hosts.mkdocs.manual import findings
from struin.model import RELATION_TYPES
from struin.schema import Schema, front_matter_schema
from struin.slices import Collection
from struin.strings import Catalogue

# The limits of a schema, as a key under `guide.limits` and the names of its least and its most.
_LIMITS = (("signs", "minLength", "maxLength"), ("number", "minimum", "maximum"), ("entries", "minItems", "maxItems"))


@dataclass(frozen=True)
class Field:
    """One field. `must` tells whether it has to be there, `limits` what fits in it; `choices` pairs each with its
    words, "" if it has none; `fields` are those inside it."""

    name: str
    must: str
    says: str
    limits: str
    choices: Sequence[tuple[str, str]]
    fields: Sequence[Field]


@dataclass(frozen=True)
class FieldManual:
    """The fields that are a kind's `own`, those that it `shares` with all kinds, and what the check may say."""

    own: Sequence[Field]
    shared: Sequence[Field]
    told: Sequence[tuple[str, str]]


def field_manual(bundle: Bundle, collection: Collection) -> FieldManual:
    schema = front_matter_schema(collection, bundle.words, bundle.settings)
    teller = _Teller(bundle, collection, bundle.words, schema)
    fields = list(teller.fields(schema, ()))
    own = inspect.get_annotations(collection.model)
    told = {
        (message, hint): None
        for file in sorted((collection.folder / "examples/invalid").glob("*.txt"))
        for _, message, hint in findings(file.read_text(encoding="utf-8"))
    }
    return FieldManual(
        own=[field for field in fields if field.name in own],
        shared=[field for field in fields if field.name not in own],
        told=list(told),
    )


def examples(collection: Collection) -> Mapping[str, str]:
    """The right examples of a kind by their names; `tests/test_slices.py` has each of them checked."""
    files = sorted((collection.folder / "examples/valid").glob("*.md"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


class _Teller:
    """Puts the fields of one kind's schema into words."""

    def __init__(self, bundle: Bundle, collection: Collection, words: Catalogue, schema: Schema) -> None:
        self.bundle, self.kind, self.words = bundle, collection.name, words
        self._otherwise = schema.get("else", {}).get("required", ())
        self._unless = _unless(schema.get("if", {}))

    def fields(self, schema: Schema, above: tuple[str, ...]) -> Iterator[Field]:
        required = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            if field.get("maxItems") == 0:
                continue  # of no use to this kind
            location = (*above, name)
            inner = field.get("items") or field
            yield Field(
                name=name,
                must=self._must(name, name in required, not above),
                says=field.get("description", ""),
                limits=self._limits(field, inner, name),
                choices=[(each, self._word(location, each)) for each in inner.get("enum", ())],
                fields=list(self.fields(inner, location)),
            )

    def _must(self, name: str, required: bool, on_top: bool) -> str:
        if required:
            return self.words.text("guide.must")
        if on_top and name in self._otherwise:
            return self.words.text("guide.must-unless", condition=self._unless)
        return self.words.text("guide.may")

    def _limits(self, field: Schema, inner: Schema, name: str) -> str:
        """What fits in a field: its kind, and how much of it."""
        told = []
        if field.get("type") == "array":
            told.append(self._between("entries", field.get("minItems"), field.get("maxItems")))
        if inner.get("format") == "item":
            targets = RELATION_TYPES[name].targets if name in RELATION_TYPES else None
            named = [self.words.text(f"{each}.name.other") for each in sorted(targets or ())]
            told.append(self.words.text("guide.item-of" if named else "guide.item", kinds=", ".join(named)))
        elif "enum" in inner:
            told.append(self.words.text("guide.choose"))
        elif inner.get("format") == "date":
            told.append(self.words.text("kinds.date"))
        elif inner.get("type") == "boolean":
            told.append(self.words.text("kinds.yes-no"))
        elif inner.get("type") in ("string", "integer", "number"):
            what, least, most = _LIMITS[inner["type"] != "string"]
            told.append(self._between(what, inner.get(least), inner.get(most)))
        return self.words.text("guide.and").join(filter(None, told))

    def _between(self, what: str, least: int | None, most: int | None) -> str:
        amount = "any" if most is None and not least else "from" if most is None else "to" if not least else "both"
        if least == most and least is not None:
            amount = "just"
        return self.words.text(f"guide.limits.{what}.{amount}", least=least, most=most)

    def _word(self, location: tuple[str, ...], choice: str) -> str:
        """The words of a choice: from the bundle's list, or as pages of the kind say it."""
        listed = self.bundle.settings.lists.get(location[-1], {})
        if listed.get(choice):
            return listed[choice]
        if location[-1] == "principles" and f"principles/{choice}" in self.bundle.entries:
            return self.bundle.entries[f"principles/{choice}"].item.title
        key = f"{self.kind}.{'.'.join(location)}.{choice}"
        return self.words.text(key) if key in self.words else ""


def _unless(condition: Schema) -> str:
    """The condition of a schema as one writes it in front matter: `form: [self-check]`."""
    for name, field in condition.get("properties", {}).items():
        if "const" in field.get("contains", {}):
            return f"{name}: [{field['contains']['const']}]"
    return ""
