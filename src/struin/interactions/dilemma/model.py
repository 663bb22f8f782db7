"""A dilemma: choose, say why, and hear what others say, who do not agree. Nothing is right or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Interaction, Reader, Section


class Dilemma(Interaction):
    takes = ("entries", "checks", "notes", "parts")

    answers: tuple[Answer, ...]
    voices: tuple[Section, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        answers = reader.answers(reader.block.entries, least=2, few="dilemma-too-few")
        for answer in answers:
            if answer.right:
                reader.fault("dilemma-right", answer.place, text=answer.text.text)
        voices = reader.sections()
        if len(voices) < 2:
            reader.fault("dilemma-one-voice")
        for voice in voices:
            if voice.answers:
                reader.fault("dilemma-voice-list", voice.answers[0].place, voice=voice.title.text)
            elif voice.lead is None:
                reader.fault("dilemma-voice-silent", voice.place, voice=voice.title.text)
        return cls(**reader.common(), answers=tuple(answers), voices=tuple(voices))

    def keys(self) -> Iterable[str]:
        return (answer.key for answer in self.answers)
