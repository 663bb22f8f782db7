"""The shapes that templates see, ready to print: words are chosen, addresses relative to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from struin.model import Item


@dataclass(frozen=True)
class PrincipleRef:
    """A principle as others show it. `number` (from 1) is that of its colour."""

    id: str
    title: str
    number: int
    href: str
    heart: str


@dataclass(frozen=True)
class Card:
    """An item as others show it. `principle` is its home; `kind` is a word, `collection` the kind's id."""

    id: str
    collection: str
    kind: str
    href: str
    title: str
    summary: str
    principle: PrincipleRef | None
    facts: tuple[str, ...]
    item: Item
    text: str
    first_line: str
    seed: str


@dataclass(frozen=True)
class Door:
    """A way onward with its reason in words. `tie` says what leads there (see struin.doors)."""

    card: Card
    tie: str
    reason: str


@dataclass(frozen=True)
class Tie:
    """A kind of tie in words, and the cards at the other end."""

    words: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Group:
    """Cards of one kind at a principle. `more` is the address of all of them, or None when these are all."""

    kind: str
    cards: tuple[Card, ...]
    total: int
    more: str | None


@dataclass(frozen=True)
class ItemPage:
    """All that an item's page shows. `refers` has the cards of the items that it refers to itself, by id."""

    card: Card
    item: Item
    body: Markup
    principle: PrincipleRef | None
    principles: tuple[PrincipleRef, ...]
    ties: tuple[Tie, ...]
    refers: Mapping[str, Card]
    doors: tuple[Door, ...]
    breadcrumb: tuple[str, str]
    themes: tuple[str, ...]
    audience: tuple[str, ...]
    passport_words: str
    edit_href: str | None
    groups: Mapping[str, Group]


@dataclass(frozen=True)
class HubPage:
    """An overview of a collection, or one page of it. `sections` pairs a principle with its cards."""

    title: str
    intro: str
    collection: str
    sections: tuple[tuple[PrincipleRef | None, tuple[Card, ...]], ...]
    pagination: tuple[tuple[str, str, bool], ...]
    breadcrumb: tuple[str, str]
