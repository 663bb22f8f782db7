"""A ready-made session: blocks in their order, most of them other items, on a clock. The builder opens it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from struin.model import Choice, Item, Paragraph, Reference, RelationType, Strict, Text
from struin.schedule import Slot, clock, parse_time, schedule
from struin.strings import Catalogue

Minutes = Annotated[int, Field(ge=1, le=480)]
People = Annotated[int, Field(ge=1, le=500)]


def _time(value: str) -> str:
    if parse_time(value) is None:
        raise PydanticCustomError("time-form", "not a time of the day")
    return value


# A time of the day, "09:30".
Time = Annotated[str, AfterValidator(_time)]


class Own(Choice):
    """A block that is no item of the bundle."""

    WELCOME = "welcome"
    BREAK = "break"
    STEP = "step"


class Block(Strict):
    """Either an `item` of the bundle or a block of one's `own`, which then has a title."""

    minutes: Minutes  # first, since it must be there: a new session's template begins each block with it
    item: Reference | None = None
    own: Own | None = None
    title: Annotated[str, Text(2, 80)] | None = None
    at: Time | None = None
    do: Paragraph | None = None
    note: Paragraph | None = None

    @model_validator(mode="after")
    def one_of_two(self) -> Block:
        if (self.item is None) == (self.own is None):
            raise PydanticCustomError("block-item-or-own", "either an item or an own block", {"at": ("item",)})
        if self.own is not None and self.title is None:
            raise PydanticCustomError("block-title", "an own block needs a title", {"at": ("title",)})
        return self


class Group(Strict):
    min: People
    max: People

    @model_validator(mode="after")
    def in_order(self) -> Group:
        if self.min > self.max:
            raise PydanticCustomError("group-order", "min is more than max")
        return self


@dataclass(frozen=True)
class Planned:
    """A block and when it is; `begins` and `ends` are times of the day."""

    block: Block
    slot: Slot
    begins: str
    ends: str


class Session(Item):
    relation_types: ClassVar[tuple[RelationType, ...]] = (RelationType("blocks", told=False),)

    goal: Annotated[str, Text(20, 200)]
    start: Time
    group: Group
    room: Annotated[str, Text(5, 160)]
    blocks: Annotated[tuple[Block, ...], Field(min_length=2, max_length=30)]
    safety: Annotated[str, Text(20, 400)]

    @classmethod
    def references(cls, front: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], Any]]:
        yield from super().references(front)
        blocks = front.get("blocks")
        for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
            if isinstance(block, dict) and block.get("item") is not None:
                yield "blocks", ("blocks", index, "item"), block["item"]

    def slots(self) -> list[Slot]:
        """When each block begins and ends, in the order of `blocks`."""
        return schedule(self.start, [(block.minutes, block.at) for block in self.blocks])

    @property
    def together(self) -> str:
        """For who looks for something to do with others, as at exercises."""
        return "together"

    @property
    def timetable(self) -> list[Planned]:
        """The blocks on the clock, as a page prints them."""
        slots = zip(self.blocks, self.slots(), strict=True)
        return [Planned(block, slot, clock(slot.start), clock(slot.end)) for block, slot in slots]

    def own_texts(self) -> Iterator[str]:
        """Without ids and times, which are no words of a reader."""
        yield self.goal
        for block in self.blocks:
            yield from filter(None, (block.title, block.do, block.note))

    def facts(self, words: Catalogue, minutes: int | None) -> tuple[str, ...]:
        people = words.text("facts.people-range", least=self.group.min, most=self.group.max)
        return (length(words, minutes or 0), people)

    def reading_minutes(self, words: int) -> int | None:
        """From the start to the end of the last block, with what is waited for a fixed time."""
        slots = self.slots()
        return slots[-1].end - slots[0].start


def length(words: Catalogue, minutes: int) -> str:
    """So many minutes in words, as one says them: "45 min", "2 uur", "2 uur 15"."""
    hours, rest = divmod(minutes, 60)
    form = "minutes" if not hours else "both" if rest else "hours"
    return words.text(f"sessions.length.{form}", hours=hours, minutes=rest)
