"""Files to download: each ready-made session as Word, PDF and Markdown, and a deck of cards for each principle.

A code on a card must hold a whole address, so without the site's address (`site_url`) there are no decks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from struin.exports import exports, file_name
from struin.exports.kept import Making
from struin.present import Presenter

FOLDER = "assets/downloads"
KEPT = ".cache/downloads"
SESSIONS, PRINCIPLES = "sessions/", "principles/"
FORMS = ("docx", "pdf", "md")  # a calendar needs a day, which a ready-made session has not; the builder asks for one
DECK = "deck"


@dataclass(frozen=True)
class Download:
    """A file; `path` is relative to the site's root. `number` is that of the principle, 0 for all of them."""

    form: str
    subject: str
    path: str
    title: str
    number: int = 0


def values(presenter: Presenter) -> dict[str, Any]:
    """For its parts of pages: the files by the id of the page that they stand on, and all decks."""
    found = downloads(presenter)
    return {"downloads": found, "decks": found.get("", ())}


def downloads(presenter: Presenter) -> Mapping[str, tuple[Download, ...]]:
    """The files of each session and of each principle by its id; under "" the decks, that of everything last."""
    bundle = presenter.bundle
    found = {each: _of_session(presenter, each) for each in sorted(bundle.entries) if each.startswith(SESSIONS)}
    if not presenter.site.url:
        return found
    decks = tuple(_deck(presenter, ref.id, ref.title, ref.number) for ref in presenter.principles(""))
    everything = _deck(presenter, "", bundle.words.text("downloads.everything"), 0)
    return found | {f"{PRINCIPLES}{deck.subject}": (deck,) for deck in decks} | {"": (*decks, everything)}


def _of_session(presenter: Presenter, session: str) -> tuple[Download, ...]:
    words = presenter.bundle.words
    return tuple(
        Download(form, session, f"{FOLDER}/{file_name(form, session, words)}", words.text(f"downloads.forms.{form}"))
        for form in FORMS
    )


def _deck(presenter: Presenter, principle: str, title: str, number: int) -> Download:
    name = file_name(DECK, principle, presenter.bundle.words)
    return Download(DECK, principle, f"{FOLDER}/{name}", title, number)


def start(presenter: Presenter, site: Path) -> None:
    """They are made while the pages are written."""
    every = {each.path: each for group in downloads(presenter).values() for each in group}
    plans = {path: (each.form, exports()[each.form].plan(presenter, each.subject)) for path, each in every.items()}
    if plans:
        _under_way[presenter] = Making(plans, presenter.bundle.root / KEPT)


def finish(presenter: Presenter, site: Path) -> None:
    if presenter in _under_way:
        _under_way.pop(presenter).into(site)


_under_way: WeakKeyDictionary[Presenter, Making] = WeakKeyDictionary()
