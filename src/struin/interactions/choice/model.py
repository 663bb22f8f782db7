"""Choose one, or several, of some answers. Every answer has something to say, the right ones too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Interaction, Reader


class Choice(Interaction):
    takes = ("entries", "checks", "notes")
    settings = ("several",)

    several: bool
    answers: tuple[Answer, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        entries = reader.block.entries
        answers = reader.answers(entries, least=2, few="choice-too-few", feedback="choice-feedback-missing")
        for answer in answers:
            if answer.right is None:
                reader.fault("choice-no-box", answer.place, text=answer.text.text)
        right = [answer for answer in answers if answer.right]
        if answers and not right:
            reader.fault("choice-none-right")
        several = reader.yes("several", default=len(right) > 1)
        if len(right) > 1 and not several:
            reader.fault("choice-one-of-more", right[1].place)
        return cls(**reader.common(), several=several, answers=tuple(answers))

    def keys(self) -> Iterable[str]:
        return (answer.key for answer in self.answers)
