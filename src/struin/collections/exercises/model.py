"""An exercise: something to do, alone or together, with minutes and group size as numbers.

A self-check is an exercise too: one does it alone, on the page itself. What only a trainer needs is optional there.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from struin.model import Choice, Item, Line, Paragraph, Strict, Text
from struin.strings import Catalogue

Minutes = Annotated[int, Field(ge=1, le=480)]
People = Annotated[int, Field(ge=1, le=500)]
Lines = tuple[Line, ...]


class Together(Choice):
    ALONE = "alone"
    TOGETHER = "together"
    EITHER = "either"


class Level(Choice):
    """How much guidance it asks, and how far it may take people from what is familiar."""

    LIGHT = "light"
    MEDIUM = "medium"
    DEMANDING = "demanding"


class Form(Choice):
    TALK = "talk"
    WRITE = "write"
    DRAW = "draw"
    MOVE = "move"
    PLAY = "play"
    ROLEPLAY = "roleplay"
    OBSERVE = "observe"
    WALK = "walk"
    SELF_CHECK = "self-check"


class Setting(Choice):
    ROOM = "room"
    ONLINE = "online"
    OUTSIDE = "outside"


class Group(Strict):
    min: People
    max: People

    @model_validator(mode="after")
    def in_order(self) -> Group:
        if self.min > self.max:
            raise PydanticCustomError("group-order", "min is more than max")
        return self


class Stretch(Strict):
    """The least and the most minutes in which it still works, with the minutes as written between them."""

    min: Minutes
    max: Minutes


class Step(Strict):
    minutes: Minutes
    do: Annotated[str, Text(5, 500)]
    note: Paragraph | None = None


# What a trainer needs, and what may be left out of a self-check.
FOR_TRAINERS = ("group", "setting", "room", "steps", "debrief", "variations")


def _without_a_trainer(schema: dict[str, Any]) -> None:
    """In a JSON Schema: what only a trainer needs has to be there unless it is a self-check."""
    schema["required"] = [name for name in schema["required"] if name not in FOR_TRAINERS]
    form = {"properties": {"form": {"contains": {"const": Form.SELF_CHECK.value}}}, "required": ["form"]}
    schema |= {"if": form, "else": {"required": list(FOR_TRAINERS)}}


class Exercise(Item):
    model_config = ConfigDict(json_schema_extra=_without_a_trainer)

    minutes: Minutes
    stretch: Stretch | None = None
    goal: Annotated[str, Text(20, 200)]
    # These have to be there, except in a self-check; see `without_a_trainer`.
    group: Group | None
    together: Together
    level: Level
    form: Annotated[tuple[Form, ...], Field(min_length=1, max_length=3)]
    setting: Annotated[tuple[Setting, ...], Field(min_length=1, max_length=3)] | None
    room: Annotated[str, Text(5, 160)] | None
    material: Lines = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)] | None
    debrief: Annotated[Lines, Field(min_length=2, max_length=6)] | None
    variations: Annotated[Lines, Field(min_length=1, max_length=4)] | None
    safety: Annotated[str, Text(20, 400)]

    @model_validator(mode="before")
    @classmethod
    def without_a_trainer(cls, written: Any) -> Any:
        """Puts nothing in the place of what a self-check may leave out; elsewhere nothing is not enough."""
        if not isinstance(written, dict):
            return written
        form = written.get("form")
        if isinstance(form, tuple) and Form.SELF_CHECK.value in form:
            return dict.fromkeys(FOR_TRAINERS) | written
        return {key: value for key, value in written.items() if value is not None or key not in FOR_TRAINERS}

    @field_validator("material", mode="before")
    @classmethod
    def nothing_needed(cls, written: Any) -> Any:
        """A list that is left out says the same as an empty one; form editors leave it out."""
        return () if written is None else written

    @property
    def self_check(self) -> bool:
        return Form.SELF_CHECK in self.form

    @property
    def needs_exercise(self) -> tuple[str | int, ...] | None:
        return ("form",) if self.self_check else None

    @model_validator(mode="after")
    def alone_on_the_page(self) -> Exercise:
        if self.self_check and len(self.form) > 1:
            raise PydanticCustomError("self-check-only", "no other form beside it", {"at": ("form",)})
        if self.self_check and self.together is not Together.ALONE:
            raise PydanticCustomError("self-check-alone", "one does it alone", {"at": ("together",)})
        return self

    @model_validator(mode="after")
    def minutes_add_up(self) -> Exercise:
        total = sum(step.minutes for step in self.steps or ())
        if self.steps and total != self.minutes:
            values = {"total": total, "minutes": self.minutes, "at": ("minutes",)}
            raise PydanticCustomError("minutes-do-not-add-up", "steps and total differ", values)
        return self

    @model_validator(mode="after")
    def stretches_around(self) -> Exercise:
        if self.stretch and not self.stretch.min <= self.minutes <= self.stretch.max:
            raise PydanticCustomError("stretch-around", "minutes are outside it", {"at": ("stretch",)})
        return self

    def facts(self, words: Catalogue, minutes: int | None) -> tuple[str, ...]:
        people = self.group
        if people is None or people.max == 1:
            company = words.text("exercises.together.alone")
        elif people.min == people.max:
            company = words.text("facts.people", number=people.max)
        else:
            company = words.text("facts.people-range", least=people.min, most=people.max)
        return (*super().facts(words, minutes), company)
