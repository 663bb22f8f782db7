"""What a trainer can choose from: every exercise and every ready-made session, with its facts as numbers and words.

What a fact means to the finder stands here once; `element.js` answers the same way, which a test holds against this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from struin.model import Entry
from struin.present import Presenter

EXERCISE, SESSION, SELF_CHECK = KINDS = ("exercise", "session", "self-check")
LEVELS = ("light", "medium", "demanding")
SETTINGS = ("room", "online", "outside")
ON_A_SCREEN = ("room", "online")  # where a self-check goes, which does not say it


@dataclass(frozen=True)
class Row:
    """One thing to choose.

    minutes   as written; it still works in `least` to `most`, which are the same where nothing else is written
    people    the smallest and the largest group; None where everyone does it alone on an own screen
    level     one of LEVELS; "" for a session without exercises
    number    that of its principle's colour; 0 without one
    """

    id: str
    kind: str
    title: str
    summary: str
    minutes: int
    least: int
    most: int
    people: tuple[int, int] | None
    level: str
    forms: tuple[str, ...]
    settings: tuple[str, ...]
    principles: tuple[str, ...]
    themes: tuple[str, ...]
    number: int

    def lasts(self, least: int | None, most: int | None) -> bool:
        """Whether it can be done in so many minutes; None leaves that end open."""
        return (least is None or self.most >= least) and (most is None or self.least <= most)

    def takes(self, people: int) -> bool:
        """Whether it goes with so many people."""
        return self.people is None or self.people[0] <= people <= self.people[1]


def rows(presenter: Presenter) -> tuple[Row, ...]:
    """All of them: by kind in the order of KINDS, then the shortest first."""
    entries = presenter.bundle.entries
    found = [row for entry in entries.values() for row in _row(presenter, entry, entries)]
    return tuple(sorted(found, key=lambda row: (KINDS.index(row.kind), row.minutes, row.title.casefold(), row.id)))


def _row(presenter: Presenter, entry: Entry, entries: Mapping[str, Entry]) -> Iterator[Row]:
    item = entry.item
    if entry.collection == "exercises":
        alone = bool(getattr(item, "self_check", False))
        settings = tuple(map(str, getattr(item, "setting", None) or ON_A_SCREEN))
        yield _made(
            presenter, entry, SELF_CHECK if alone else EXERCISE, str(getattr(item, "level", "")), _forms(item), settings
        )
    elif entry.collection == "sessions":
        inside = [entries[each.item] for each in getattr(item, "blocks", ()) if each.item in entries]
        exercises = [row for each in inside if each.collection == "exercises" for row in _row(presenter, each, entries)]
        # A session asks what its most demanding part asks, and goes where all its parts go.
        level = max((each.level for each in exercises), key=LEVELS.index, default="")
        forms = tuple(dict.fromkeys(form for each in exercises for form in each.forms))
        settings = tuple(name for name in SETTINGS if exercises and all(name in each.settings for each in exercises))
        yield _made(presenter, entry, SESSION, level, forms, settings)


def _made(
    presenter: Presenter, entry: Entry, kind: str, level: str, forms: tuple[str, ...], settings: tuple[str, ...]
) -> Row:
    item, bundle_settings = entry.item, presenter.bundle.settings
    minutes = entry.minutes or 0
    stretch, group = getattr(item, "stretch", None), getattr(item, "group", None)
    home = entry.principles[0]
    return Row(
        id=entry.id,
        kind=kind,
        title=item.title,
        summary=item.summary,
        minutes=minutes,
        least=stretch.min if stretch else minutes,
        most=stretch.max if stretch else minutes,
        people=(group.min, group.max) if group and kind != SELF_CHECK else None,
        level=level,
        forms=forms,
        settings=tuple(name for name in SETTINGS if name in settings),
        principles=tuple(name for name in entry.principles if name in bundle_settings.principles),
        themes=tuple(item.themes),
        number=bundle_settings.number(home) if home in bundle_settings.principles else 0,
    )


def _forms(item: object) -> tuple[str, ...]:
    return tuple(map(str, getattr(item, "form", ())))
