"""Choosing something to do, or writing one's own, and taking it along: as a note, and as a day in one's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Interaction, Reader


class Intention(Interaction):
    takes = ("entries",)
    settings = ("own", "days")

    own: bool
    days: int
    answers: tuple[Answer, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        answers = reader.answers(reader.block.entries, least=2, few="intention-too-few")
        own, days = reader.yes("own", default=True), reader.number("days", 7, 1, 365)
        return cls(**reader.common(), own=own, days=days, answers=tuple(answers))

    def keys(self) -> Iterable[str]:
        return (answer.key for answer in self.answers)
