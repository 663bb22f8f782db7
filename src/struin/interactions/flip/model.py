"""Turn cards over: something on the front, a thought on the back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Interaction, Reader


class Flip(Interaction):
    takes = ("entries", "notes")

    cards: tuple[Answer, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        cards = reader.answers(reader.block.entries, least=2, few="flip-too-few", feedback="flip-back-missing")
        return cls(**reader.common(), cards=tuple(cards))

    def keys(self) -> Iterable[str]:
        return (card.key for card in self.cards)
