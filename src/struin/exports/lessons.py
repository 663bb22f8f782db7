"""What a learning platform gets of an exercise or a session: chapters, most of them an item, with stable names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from struin.exports import CannotExport
from struin.exports.running_order import address
from struin.model import Entry
from struin.present import Presenter

_SELF_CHECK = re.compile(r"<!--interaction:(\d+)-->")
_LONGEST_NAME = 90


@dataclass(frozen=True)
class Chapter:
    """One block of a session, or the exercise itself. `key` stays the same when other chapters change; `entry` is None
    for a block of one's own. `kind` is a word for it. No session has an item twice."""

    key: str
    number: int
    kind: str
    title: str
    minutes: int | None
    entry: Entry | None
    do: str = ""

    @property
    def interactions(self) -> Sequence[Any]:
        return self.entry.interactions if self.entry else ()


@dataclass(frozen=True)
class Lesson:
    """`name` is a name for other programs: letters, digits and hyphens. `url` is "" without a known address."""

    id: str
    name: str
    title: str
    summary: str
    colour: int
    url: str
    chapters: tuple[Chapter, ...]

    @property
    def session(self) -> bool:
        return self.id.startswith("sessions/")


def lesson(presenter: Presenter, subject: str) -> Lesson:
    """That of an exercise or a session by its id. Raises KeyError for an id that is not in the bundle."""
    entry = presenter.bundle.entries[subject]
    home = entry.principles[0]
    settings = presenter.bundle.settings
    return Lesson(
        id=subject,
        name=name_of(presenter, subject),
        title=entry.item.title,
        summary=entry.item.summary,
        colour=settings.number(home) if home in settings.principles else 0,
        url=address(presenter, subject),
        chapters=tuple(_chapters(presenter, entry)),
    )


def _chapters(presenter: Presenter, entry: Entry) -> Iterator[Chapter]:
    blocks: Any = getattr(entry.item, "blocks", None)
    words = presenter.bundle.words
    if blocks is None:
        kind = words.text(f"{entry.collection}.name.one")
        yield Chapter(mark(entry.id), 1, kind, entry.item.title, entry.minutes, entry)
        return
    turns: dict[str, int] = {}
    for number, block in enumerate(blocks, 1):
        found = presenter.bundle.entries.get(block.item) if block.item else None
        name = block.item or f"{block.own}:{block.title}"
        turns[name] = turns.get(name, 0) + 1
        yield Chapter(
            key=mark(f"{name}#{turns[name]}"),
            number=number,
            kind=words.text(f"{found.collection}.name.one" if found else f"sessions.blocks.own.{block.own or 'step'}"),
            title=block.title or (found.item.title if found else name),
            minutes=block.minutes,
            entry=found,
            do=block.do or "",
        )


def mark(text: str) -> str:
    """A short name for anything, the same for the same text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def name_of(presenter: Presenter, *parts: str) -> str:
    """A name for other programs, begun by that of the bundle: an NCName, at most 90 characters long."""
    name = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in (presenter.bundle.settings.id, *parts))
    name = name if name[0].isalpha() else f"b-{name}"
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 9]}-{mark(' '.join(parts))}"


def pieces(entry: Entry) -> Iterator[tuple[str, Any]]:
    """The body in its order: the HTML before each self-check with that self-check, at last the rest with None."""
    parts = _SELF_CHECK.split(entry.body.html)
    for at in range(0, len(parts) - 1, 2):
        yield parts[at], entry.interactions[int(parts[at + 1])]
    yield parts[-1], None


def questions(presenter: Presenter, subject: str, holds: Callable[[Any], bool]) -> Lesson:
    """The lesson, if one of its self-checks fits in a format. Raises CannotExport if none does."""
    made = lesson(presenter, subject)
    if not any(holds(each) for chapter in made.chapters for each in chapter.interactions):
        raise CannotExport("no-questions", id=subject)
    return made
