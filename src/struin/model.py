"""The shapes of content: what every item has in its front matter.

A slice subclasses `Item`, and finds the types for its own fields here too (they are explained in `struin.fields`). The
sentence that explains a field to an editor stands in the string catalogues (`fields.<name>` for the fields below,
`<collection>.fields.<name>` for a slice's own), so that messages, guides and forms all tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

from struin.fields import Choice, Id, Line, Paragraph, Reference, References, Strict, Text
from struin.interaction import Interaction
from struin.markup import Body
from struin.source import Source
from struin.strings import Catalogue

__all__ = [
    "RELATION_TYPES",
    "Choice",
    "Consent",
    "Cover",
    "Entry",
    "Id",
    "Item",
    "Line",
    "Origin",
    "Paragraph",
    "Passport",
    "Reference",
    "References",
    "RelationType",
    "Relations",
    "Sound",
    "Strict",
    "Text",
    "Voice",
    "relation_types",
]


@dataclass(frozen=True)
class RelationType:
    """A typed tie. `targets` are the collections that it may point to; None means any. An item's own page tells
    of it in words among its ties, unless the page shows it by itself: then it is not `told`."""

    name: str
    targets: frozenset[str] | None = None
    symmetric: bool = False
    told: bool = True


RELATION_TYPES: dict[str, RelationType] = {
    relation.name: relation
    for relation in (
        RelationType("shows", frozenset({"principles"})),
        RelationType("practises", frozenset({"principles", "stories"})),
        RelationType("voices", frozenset({"principles", "stories"})),
        RelationType("contrasts", symmetric=True),
        RelationType("deepens"),
        RelationType("uses"),
    )
}


class Relations(Strict):
    """Ties to other items, by type. The fields are the names in RELATION_TYPES."""

    shows: References = ()
    practises: References = ()
    voices: References = ()
    contrasts: References = ()
    deepens: References = ()
    uses: References = ()

    def items(self) -> list[tuple[str, References]]:
        """The types in their fixed order, each with its targets; empty ones left out."""
        pairs = ((name, getattr(self, name)) for name in RELATION_TYPES)
        return [(name, targets) for name, targets in pairs if targets]


class Cover(Strict):
    """An own picture for the item; without one a cover is drawn from its id."""

    image: Annotated[str, Text(5, 100)]
    alt: Annotated[str, Text(4, 200)]


class Voice(Choice):
    """Whose voice reads a text aloud."""

    SYNTHETIC = "synthetic"
    PERSON = "person"


class Sound(Strict):
    """A recording of the item's own text, with captions that say when each sentence is heard."""

    file: Annotated[str, Text(5, 100)]
    captions: Annotated[str, Text(5, 100)]
    voice: Voice


class Origin(Choice):
    """Where a text comes from, as its passport says."""

    OWN = "own"
    COMPOSED = "composed"
    TOLD = "told"
    QUOTED = "quoted"

    @property
    def needs_consent(self) -> bool:
        return self in (Origin.TOLD, Origin.QUOTED)


class Consent(Strict):
    """The permission of the person who told it. `reference` points to a record outside the bundle, never a name."""

    reference: Annotated[str, Text(2, 80)]
    given_on: date
    valid_until: date
    withdrawn: bool = False


class Passport(Strict):
    """Origin, consent, licence and review date of an item."""

    origin: Origin
    consent: Consent | None = None
    anonymised: bool
    licence: Annotated[str, Text(2, 60)]
    review_by: date


class Item(Strict):
    """What every item has. A subclass adds fields, and the types of ties that those make, if any.

    The words for a tie of its own are `ties.<name>.own` and `.inverse`, and so in `doors`, among its strings.
    """

    relation_types: ClassVar[tuple[RelationType, ...]] = ()

    title: Annotated[str, Text(3, 80)]
    summary: Annotated[str, Text(10, 200)]
    principles: Annotated[tuple[Annotated[str, Text(3, 60)], ...], Field(min_length=1, max_length=3)]
    themes: Annotated[tuple[Annotated[str, Text(2, 60)], ...], Field(min_length=1, max_length=4)]
    audience: Annotated[tuple[Annotated[str, Text(2, 60)], ...], Field(min_length=1, max_length=4)]
    minutes: Annotated[int, Field(ge=1, le=480)] | None = None
    language_note: Annotated[str, Text(3, 120)] | None = None
    cover: Cover | None = None
    sound: Sound | None = None
    relations: Relations = Relations()
    passport: Passport
    draft: bool = False

    @classmethod
    def references(cls, front: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
        """What front matter refers to, as written: the type of the tie, where it stands, and what should be an id.

        It is asked of faulty items too, so nothing is sure about the shapes in `front`.
        """
        written = front.get("relations")
        relations = written if isinstance(written, dict) else {}
        for relation in RELATION_TYPES:
            targets = relations.get(relation)
            for index, target in enumerate(targets if isinstance(targets, list) else ()):
                yield relation, ("relations", relation, index), target

    def home_principles(self, name: str) -> tuple[str, ...]:
        """The ids of the principles that this item belongs to, its home first; `name` is the item's own id."""
        return self.principles

    def own_texts(self) -> Iterator[str]:
        """The texts in the fields that a subclass added: content too, for search and likeness."""
        for name in type(self).model_fields:
            if name not in Item.model_fields:
                yield from _texts(getattr(self, name))

    @property
    def needs_exercise(self) -> tuple[str | int, ...] | None:
        """For an item that is nothing without an exercise in its body: the field that says so. Else None."""
        return None

    def facts(self, words: Catalogue, minutes: int | None) -> tuple[str, ...]:
        """The short facts on the item's card, most important first."""
        return (words.text("facts.minutes", minutes=minutes),) if minutes else ()

    def reading_minutes(self, words: int) -> int | None:
        """Minutes that it takes a reader: as written, else from the number of words (about 180 a minute)."""
        return self.minutes or max(1, -(-words // 180))


def relation_types(models: Iterable[type[Item]]) -> Mapping[str, RelationType]:
    """All types of ties by name: those that every item may have, then those that the models add."""
    added = {relation.name: relation for model in models for relation in model.relation_types}
    return RELATION_TYPES | added


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        value = tuple(getattr(value, name) for name in type(value).model_fields)
    if isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str) and not isinstance(value, Choice):
        yield value


@dataclass(frozen=True)
class Entry:
    """A checked item in its place: what the front matter says, where it came from, and its rendered body."""

    id: str
    collection: str
    name: str
    item: Item
    source: Source
    body: Body
    interactions: tuple[Interaction, ...] = ()

    @property
    def principles(self) -> tuple[str, ...]:
        return self.item.home_principles(self.name)

    @property
    def minutes(self) -> int | None:
        return self.item.reading_minutes(self.words)

    @cached_property
    def words(self) -> int:
        return len(self.body.text.split())
