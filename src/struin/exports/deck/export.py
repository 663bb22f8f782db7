"""A deck of A6 cards as PDF: principles, stories, quotes and exercises, four on an A4, to print on both sides.

A code that leads to the page stands on the back of each card, if the whole address of the site is known.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from struin.exports.deck.cards import cards
from struin.exports.typesetting import typeset
from struin.present import Presenter

SUFFIX = "pdf"
TAKES = frozenset({"deck"})
TEMPLATE = Path(__file__).parent / "deck.typ"
WORDS = ("goal", "question", "helpful", "steps", "more", "speaker", "self_check")


def make(presenter: Presenter, subject: str) -> bytes:
    """The cards of a principle by its name, or of all of them for ""."""
    bundle = presenter.bundle
    principles = [subject] if subject else bundle.settings.principles
    text = bundle.words.text
    name = presenter.principle(subject, "") if subject else None
    data = {
        "title": text("exports.deck.title", name=name.title if name else bundle.settings.name),
        "name": bundle.settings.name,
        "source": text("exports.source", name=bundle.settings.name, licence=bundle.settings.licence),
        "words": {each: text(f"exports.deck.{each}") for each in WORDS},
        "cards": [asdict(card) for principle in principles for card in cards(presenter, principle)],
    }
    return typeset(TEMPLATE, data, bundle.settings.language)
