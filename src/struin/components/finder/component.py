"""The trainers' finder: exercises and sessions by time, group, form and more. The macro `finder` puts it on a page.

Without JavaScript it is a list of everything, by kind and then by minutes. In a large bundle the list holds the
first of each kind; the rest is in the overviews, and in the data that the script loads when somebody chooses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from struin import emit
from struin.components.finder.rows import KINDS, LEVELS, SELF_CHECK, SESSION, SETTINGS, Row, rows
from struin.emit import Asset
from struin.present import Presenter

BUILDS_ON = ("choices", "plan")
DATA = "assets/struin/finder.js"
HERE = "trainers"  # the page of docs/ that holds it
MINUTES = (5, 10, 20, 30, 45, 60, 90)  # what one presses instead of typing, and so for people
PEOPLE = (2, 6, 12, 20, 30)
FORMS = ("talk", "write", "draw", "move", "play", "roleplay", "observe", "walk")
FIRST = 12  # of each kind, before one asks for more
WHOLE = 250  # up to so many the list in the page holds them all
COLLECTIONS = {SESSION: "sessions"}  # of a kind; the others are exercises


@dataclass(frozen=True)
class Option:
    """One thing to choose. `value` stands in the address; `number` is that of a principle, else 0."""

    value: str
    label: str
    count: int
    number: int = 0


@dataclass(frozen=True)
class Facet:
    """A question with its options. Options of one facet add up, facets narrow each other."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Part:
    """What the list has of one kind: its rows, how many there are in all, and the overview that holds those."""

    kind: str
    rows: tuple[Row, ...]
    total: int
    overview: str


@dataclass(frozen=True)
class Way:
    """A way to another page for trainers, or to a place on this one."""

    name: str
    page: str
    place: str = ""


def facets(presenter: Presenter, all_rows: Sequence[Row]) -> Mapping[str, Facet]:
    """The facets by name, without options that nothing has and without facets that are left with none."""
    settings, words = presenter.bundle.settings, presenter.bundle.words

    def facet(
        name: str, labels: Mapping[str, str], of: Callable[[Row], Sequence[str]], numbered: bool = False
    ) -> Iterator[tuple[str, Facet]]:
        counted = [(value, sum(value in of(row) for row in all_rows)) for value in labels]
        options = tuple(
            Option(value, labels[value], count, settings.number(value) if numbered else 0)
            for value, count in counted
            if count
        )
        if options:
            yield name, Facet(name, words.text(f"finder.{name}"), options)

    def named(key: str, names: Sequence[str]) -> dict[str, str]:
        return {name: words.text(f"{key}.{name}") for name in names}

    principles = {ref.id: ref.title for ref in presenter.principles("")}
    return dict(
        (
            *facet("form", named("exercises.form", FORMS), lambda row: row.forms),
            *facet("level", named("exercises.level", LEVELS), lambda row: [row.level]),
            *facet("setting", named("finder.where", SETTINGS), lambda row: row.settings),
            *facet("kind", named("finder.kinds", KINDS), lambda row: [row.kind]),
            *facet("principle", principles, lambda row: row.principles, numbered=True),
            *facet("theme", settings.themes, lambda row: row.themes),
        )
    )


def parts(all_rows: Sequence[Row]) -> tuple[Part, ...]:
    """The list as it stands in the page."""
    most = None if len(all_rows) <= WHOLE else FIRST
    made = []
    for kind, group in groupby(all_rows, key=lambda row: row.kind):
        found = tuple(group)
        made.append(Part(kind, found[:most], len(found), f"{COLLECTIONS.get(kind, 'exercises')}/"))
    return tuple(made)


def ways(presenter: Presenter) -> Iterator[Way]:
    """Where else a trainer may want to go, of the pages that there are."""
    there = {page.path for page in emit.pages(presenter)}
    if not presenter.bundle.by_home.get("sessions"):
        there.discard("sessions/")  # an overview of nothing
    for name, page in (("sessions", "sessions/"), ("builder", "sessie/")):
        if page in there:
            yield Way(name, page)
    docs = presenter.bundle.root / "docs"
    if "decks()" in _text(docs / f"{HERE}.md") and presenter.slot("decks", "").strip():
        yield Way("deck", HERE, "#struin-kaarten")
    if (docs / "leeromgeving.md").is_file():
        yield Way("platforms", "leeromgeving")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def values(presenter: Presenter) -> dict[str, Any]:
    """What the template of the finder sees."""
    all_rows, found = rows(presenter), {way.name: way for way in ways(presenter)}
    return {
        "facets": facets(presenter, all_rows),
        "minutes": [(most, sum(row.lasts(None, most) for row in all_rows)) for most in MINUTES],
        "people": [(number, sum(row.takes(number) for row in all_rows)) for number in PEOPLE],
        "parts": parts(all_rows),
        "total": len(all_rows),
        "first": FIRST,
        "ways": tuple(found.values()),
        "here": HERE if (presenter.bundle.root / f"docs/{HERE}.md").is_file() else "",
        "builder": found["builder"].page if "builder" in found else "",
        "self_check": SELF_CHECK,
        "session": SESSION,
        "all_settings": SETTINGS,
        "all_levels": LEVELS,
        "all_forms": (*FORMS, "self-check"),
    }


def assets(presenter: Presenter) -> Iterator[Asset]:
    data = json.dumps([_data(presenter, row) for row in rows(presenter)], ensure_ascii=False, separators=(",", ":"))
    safe = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    yield Asset(DATA, f"Struin.provide({json.dumps(DATA)},{safe});\n".encode())


def _data(presenter: Presenter, row: Row) -> dict[str, Any]:
    """A row for the script. `url` is relative to the site's root."""
    return {
        "id": row.id,
        "kind": row.kind,
        "title": row.title,
        "summary": row.summary,
        "url": presenter.site.address(row.id),
        "minutes": row.minutes,
        "least": row.least,
        "most": row.most,
        "people": row.people,
        "level": row.level,
        "form": row.forms,
        "setting": row.settings,
        "principle": row.principles,
        "theme": row.themes,
        "number": row.number,
    }
