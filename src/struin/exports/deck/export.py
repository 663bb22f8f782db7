"""A deck of A6 cards as PDF: principles, stories, quotes and exercises, four on an A4, to print on both sides.

A code that leads to the page stands on the back of each card, if the whole address of the site is known.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from struin.exports.deck.cards import Card, cards, code, picture
from struin.exports.typesetting import typeset
from struin.present import Presenter

SUFFIX = "pdf"
TAKES = frozenset({"deck"})
TEMPLATE = Path(__file__).parent / "deck.typ"
WORDS = ("goal", "question", "helpful", "steps", "more", "speaker", "self_check")


@dataclass(frozen=True)
class Deck:
    title: str
    name: str
    language: str
    words: dict[str, str]
    cards: tuple[Card, ...]


def plan(presenter: Presenter, subject: str) -> Deck:
    """The cards of a principle by its name, or of all of them for ""."""
    bundle = presenter.bundle
    principles = [subject] if subject else bundle.settings.principles
    text = bundle.words.text
    name = presenter.principle(subject, "") if subject else None
    return Deck(
        title=text("exports.deck.title", name=name.title if name else bundle.settings.name),
        name=bundle.settings.name,
        language=bundle.settings.language,
        words={each: text(f"exports.deck.{each}") for each in WORDS},
        cards=tuple(card for principle in principles for card in cards(presenter, principle)),
    )


def written(deck: Deck) -> bytes:
    drawn = [asdict(card) | {"picture": picture(card), "code": code(card.url)} for card in deck.cards]
    return typeset(TEMPLATE, asdict(deck) | {"cards": drawn}, deck.language)


def make(presenter: Presenter, subject: str) -> bytes:
    return written(plan(presenter, subject))
