"""The page where one is surprised by mood, by minutes, and alone or together: `verras/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from struin.emit import Page
from struin.model import Entry
from struin.present import Presenter

PATH = "verras/"
MINUTES = (2, 5, 15)
LISTED = 4  # of each mood, for who has no JavaScript


@dataclass(frozen=True)
class Mood:
    """A mood and what it asks for. No themes, or no kinds, means that all fit."""

    id: str
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def fits(self, entry: Entry) -> bool:
        themes = not self.themes or any(theme in entry.item.themes for theme in self.themes)
        return themes and (not self.kinds or entry.collection in self.kinds)


@cache
def moods() -> Sequence[Mood]:
    """The moods in their order, as `moods.yml` beside this file has them."""
    read: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "moods.yml").read_text(encoding="utf-8"))
    return tuple(
        Mood(name, tuple(asked.get("themes", ())), tuple(asked.get("kinds", ()))) for name, asked in read.items()
    )


def offered(presenter: Presenter) -> Iterator[tuple[Mood, tuple[str, ...]]]:
    """The moods that something in the bundle answers to, each with the ids of all that do; the ring mixes them well."""
    entries = [presenter.bundle.entries[each] for each in presenter.bundle.graph.ring]
    for mood in moods():
        found = tuple(entry.id for entry in entries if mood.fits(entry))
        if found:
            yield mood, found


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words

    def render() -> Markup:
        prefix = presenter.prefix(PATH)
        moods = [
            (mood, [presenter.card(each, prefix) for each in found[:LISTED]]) for mood, found in offered(presenter)
        ]
        return presenter.render("components/mood/page.html", prefix, moods=moods, minutes=MINUTES)

    yield Page(PATH, words.text("mood.title"), words.text("mood.summary"), "hub", None, None, render)
