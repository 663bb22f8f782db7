"""Scanning oneself: how often, on a scale. Where every statement belongs to a principle, they make a picture together,
which can be laid beside an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Self

from struin.interaction import Answer, Frozen, Interaction, Reader, key_of
from struin.markup import Listed

_PRINCIPLE = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*): ")
_FEWEST_AXES = 3  # fewer make no figure


class Label(Frozen):
    key: str
    text: str


class Statement(Frozen):
    answer: Answer
    principle: str | None = None


class Scale(Interaction):
    takes = ("entries", "notes")
    settings = ("labels", "weeks")

    labels: tuple[Label, ...]
    weeks: int
    statements: tuple[Statement, ...]
    principles: tuple[str, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        labels = {key_of(word): word for word in reader.labels("labels")}
        if len(labels) < 2:
            reader.fault("scale-labels-missing", reader.place_of("labels"))
        elif len(labels) < len(reader.labels("labels")):
            reader.fault("scale-label-twice", reader.place_of("labels"))
        named = list(_named(reader))
        answers = reader.answers([entry for entry, _ in named], least=2, few="scale-too-few")
        homes = {entry.place.line: home for entry, home in named}
        statements = tuple(Statement(answer=each, principle=homes[each.place.line]) for each in answers)
        known = {each.principle for each in statements}
        return cls(
            **reader.common(),
            labels=tuple(Label(key=key, text=word) for key, word in labels.items()),
            weeks=reader.number("weeks", 4, 1, 52),
            statements=statements,
            principles=() if None in known else tuple(each for each in reader.principles if each in known),
        )

    def keys(self) -> Iterable[str]:
        return (*(each.answer.key for each in self.statements), *(label.key for label in self.labels))

    @property
    def radar(self) -> bool:
        return len(self.principles) >= _FEWEST_AXES


def _named(reader: Reader) -> Iterator[tuple[Listed, str | None]]:
    """The entries without the principle before the colon, each with that principle."""
    found = [(entry, entry.text.after(_PRINCIPLE)) for entry in reader.block.entries]
    some = any(named and named[0][1] in reader.principles for _, named in found)
    for entry, named in found:
        if named and named[0][1] in reader.principles:
            yield replace(entry, text=named[1]), named[0][1]
            continue
        # ‘Ik denk: …’ may stand in any statement; with a hyphen, or where others name one, a principle is meant.
        if named and (some or "-" in named[0][1]):
            reader.fault("scale-principle-unknown", entry.place, name=named[0][1], known=", ".join(reader.principles))
        yield entry, None
