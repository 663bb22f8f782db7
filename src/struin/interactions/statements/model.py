"""Weighing statements. None of them is wholly true; each has a thought to it, for whoever has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Frozen, Interaction, Reader, key_of


class Label(Frozen):
    key: str
    text: str


class Statements(Interaction):
    takes = ("entries", "notes")
    settings = ("labels",)

    labels: tuple[Label, ...]  # none: the usual words
    answers: tuple[Answer, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        labels = {key_of(word): word for word in reader.labels("labels")}
        if "labels" in reader.block.options and (len(labels) < 2 or len(labels) < len(reader.labels("labels"))):
            reader.fault("statements-labels", reader.place_of("labels"))
        entries = reader.block.entries
        answers = reader.answers(entries, least=2, few="statements-too-few", feedback="statements-thought-missing")
        made = tuple(Label(key=key, text=word) for key, word in labels.items())
        return cls(**reader.common(), labels=made, answers=tuple(answers))

    def keys(self) -> Iterable[str]:
        return (*(answer.key for answer in self.answers), *(label.key for label in self.labels))
