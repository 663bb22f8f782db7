"""Lay together what belongs together: pairs, or cards in groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Frozen, Interaction, Reader, Section, key_of, shuffled
from struin.markup import Fragment


class Target(Frozen):
    """What a card is laid with: the other half of a pair, or a group."""

    key: str
    text: Fragment
    lead: Fragment | None = None


class Card(Frozen):
    """A card, and the key of what it belongs with."""

    key: str
    text: Fragment
    target: str
    feedback: Fragment | None = None


class Match(Interaction):
    takes = ("entries", "arrows", "notes", "parts")

    groups: bool
    cards: tuple[Card, ...]
    targets: tuple[Target, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        if not reader.block.parts:
            pairs = reader.answers(reader.block.entries, least=2, few="match-too-few")
            cards, targets = _pairs(reader, pairs)
        else:
            if reader.block.entries:
                reader.fault("match-mixed", reader.block.entries[0].place)
            sections = reader.sections()
            if len(sections) < 2:
                reader.fault("match-one-group", sections[0].place)
            cards, targets = _groups(reader, sections)
        return cls(**reader.common(), groups=bool(reader.block.parts), cards=tuple(cards), targets=tuple(targets))

    @property
    def mixed_cards(self) -> list[Card]:
        """The cards as they lie at first. Of pairs, the other halves are mixed."""
        return shuffled(self.cards, self.id) if self.groups else list(self.cards)

    @property
    def mixed_targets(self) -> list[Target]:
        """Groups stay as they are written."""
        return list(self.targets) if self.groups else shuffled(self.targets, self.id)

    def keys(self) -> Iterable[str]:
        return [*(card.key for card in self.cards), *(target.key for target in self.targets)]


def _pairs(reader: Reader, pairs: Iterable[Answer]) -> tuple[list[Card], list[Target]]:
    cards: list[Card] = []
    targets: dict[str, Target] = {}
    for pair in pairs:
        if pair.target is None or not pair.target.text:
            reader.fault("match-no-arrow", pair.place, text=pair.text.text)
            continue
        key = key_of(pair.target.text)
        if key in targets:
            reader.fault("match-right-twice", pair.place, line=targets[key].text.place.line)
        targets[key] = Target(key=key, text=pair.target)
        cards.append(Card(key=pair.key, text=pair.text, target=key, feedback=pair.feedback))
    return cards, list(targets.values())


def _groups(reader: Reader, sections: Iterable[Section]) -> tuple[list[Card], list[Target]]:
    cards: dict[str, Card] = {}
    targets: dict[str, Target] = {}
    for section in sections:
        if section.id in targets:
            reader.fault("match-group-twice", section.place, line=targets[section.id].text.place.line)
        targets[section.id] = Target(key=section.id, text=section.title, lead=section.lead)
        if not section.answers:
            reader.fault("match-group-empty", section.place, title=section.title.text)
        for answer in section.answers:
            if answer.target:
                reader.fault("match-arrow-in-group", answer.place)
            if answer.key in cards:
                reader.fault("match-card-twice", answer.place, line=cards[answer.key].text.place.line)
            cards[answer.key] = Card(key=answer.key, text=answer.text, target=section.id, feedback=answer.feedback)
    return list(cards.values()), list(targets.values())
