"""Put in order. It is shown in an order of its own, that gives nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Interaction, Reader, shuffled


class Order(Interaction):
    takes = ("entries", "numbers", "notes")

    steps: tuple[Answer, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        steps = reader.answers(reader.block.entries, least=3, few="order-too-few")
        for entry in reader.block.entries:
            if not entry.numbered:
                reader.fault("order-no-number", entry.place, text=entry.text.text)
        return cls(**reader.common(), steps=tuple(steps))

    @property
    def mixed(self) -> list[Answer]:
        """The steps as they lie at first."""
        return shuffled(self.steps, self.id)

    def keys(self) -> Iterable[str]:
        return (step.key for step in self.steps)
