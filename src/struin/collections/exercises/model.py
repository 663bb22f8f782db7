"""An exercise: something to do, alone or together, with minutes and group size as numbers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
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


class Step(Strict):
    minutes: Minutes
    do: Annotated[str, Text(5, 500)]
    note: Paragraph | None = None


class Exercise(Item):
    minutes: Minutes
    goal: Annotated[str, Text(20, 200)]
    group: Group
    together: Together
    level: Level
    form: Annotated[tuple[Form, ...], Field(min_length=1, max_length=3)]
    setting: Annotated[tuple[Setting, ...], Field(min_length=1, max_length=3)]
    room: Annotated[str, Text(5, 160)]
    material: Lines
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]
    debrief: Annotated[Lines, Field(min_length=2, max_length=6)]
    variations: Annotated[Lines, Field(min_length=1, max_length=4)]
    safety: Annotated[str, Text(20, 400)]

    @model_validator(mode="after")
    def minutes_add_up(self) -> Exercise:
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            values = {"total": total, "minutes": self.minutes, "at": ("minutes",)}
            raise PydanticCustomError("minutes-do-not-add-up", "steps and total differ", values)
        return self

    def facts(self, words: Catalogue, minutes: int | None) -> tuple[str, ...]:
        people = self.group
        if people.max == 1:
            company = words.text("exercises.together.alone")
        elif people.min == people.max:
            company = words.text("facts.people", number=people.max)
        else:
            company = words.text("facts.people-range", least=people.min, most=people.max)
        return (*super().facts(words, minutes), company)
