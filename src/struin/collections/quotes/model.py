"""A quote: one breath of a colleague. The body is what was said."""

from __future__ import annotations

from typing import Annotated

from struin.model import Item, Text


class Quote(Item):
    speaker: Annotated[str, Text(3, 80)]

    def reading_minutes(self, words: int) -> int | None:
        return self.minutes
