"""A trail: a question to start from, and stops along other items, each with a line that leads on to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from struin.model import Item, Reference, RelationType, Strict, Text
from struin.strings import Catalogue


class Stop(Strict):
    item: Reference
    why: Annotated[str, Text(10, 140)]


class Trail(Item):
    relation_types: ClassVar[tuple[RelationType, ...]] = (RelationType("stops", told=False),)

    start: Annotated[str, Text(8, 100)]
    stops: Annotated[tuple[Stop, ...], Field(min_length=5, max_length=9)]

    @classmethod
    def references(cls, front: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
        yield from super().references(front)
        stops = front.get("stops")
        for index, stop in enumerate(stops if isinstance(stops, list) else ()):
            yield "stops", ("stops", index, "item"), stop.get("item") if isinstance(stop, dict) else None

    def own_texts(self) -> Iterator[str]:
        """Without the ids of the stops, which are no words of a reader."""
        yield self.start
        yield from (stop.why for stop in self.stops)

    def facts(self, words: Catalogue, minutes: int | None) -> tuple[str, ...]:
        return (words.text("trails.stops", number=len(self.stops)), *super().facts(words, minutes))

    def reading_minutes(self, words: int) -> int | None:
        """As written: how long the way takes is not in the length of the lead-in."""
        return self.minutes
