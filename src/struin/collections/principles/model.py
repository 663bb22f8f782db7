"""A principle: the heart of acting, shown in what one sees, hears, feels and does. The doors of the bundle."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from struin.model import Item, Line, Strict, Text

Lines = Annotated[tuple[Line, ...], Field(min_length=3, max_length=5)]


class Senses(Strict):
    """What one sees, hears and feels when the principle is alive."""

    see: Lines
    hear: Lines
    feel: Lines


class Pair(Strict):
    """Behaviour that helps, beside behaviour that is better left; both could be filmed."""

    helpful: Line
    better_left: Line


class Principle(Item):
    principles: tuple[str, ...] = Field(default=(), max_length=0)
    heart: Annotated[str, Text(10, 140)]
    senses: Senses
    practice: Annotated[tuple[Pair, ...], Field(min_length=6, max_length=8)]
    leaders: Annotated[tuple[Line, ...], Field(min_length=4, max_length=6)]
    when_hard: Annotated[str, Text(60, 600)]

    def home_principles(self, name: str) -> tuple[str, ...]:
        return (name,)
