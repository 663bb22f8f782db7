"""Writing in one's own words, and only then laying an example beside it."""

from __future__ import annotations

from typing import Self

from struin.interaction import Interaction, Reader
from struin.markup import Fragment


class Reflect(Interaction):
    takes = ("examples",)
    settings = ("lines",)

    lines: int
    examples: tuple[Fragment, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        if not reader.block.examples:
            reader.fault("reflect-example-missing")
        lines = reader.number("lines", 6, 2, 20)
        return cls(**reader.common(), lines=lines, examples=reader.block.examples)
