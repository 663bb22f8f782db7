"""The running order of a session: every block with its times and what a trainer needs of it, as plain data.

All formats tell the same, so what is said and in which words is decided here. Times are minutes since midnight of the
first day, as in struin.schedule; texts are plain, one line each, as the model let them in. What is not there is "".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from struin.bundle import Bundle
from struin.model import Entry
from struin.present import Presenter
from struin.schedule import DAY, Slot, clock, schedule


@dataclass(frozen=True)
class Step:
    """One step of an exercise. `minutes` are those that the exercise gives it."""

    minutes: int
    do: str
    note: str


@dataclass(frozen=True)
class Part:
    """One block. `kind` is a word for it; `item` the id of what it holds, or "" for a block of one's own.

    `number` (from 1) is the colour of its principle, 0 for none. `key` stays the same when other blocks change.
    `written_for` are the minutes that its steps take together, when the block has another number of them; else 0.
    """

    key: str
    item: str
    kind: str
    number: int
    title: str
    url: str
    slot: Slot
    minutes: int
    fixed: bool
    goal: str = ""
    do: str = ""
    note: str = ""
    question: str = ""
    steps: tuple[Step, ...] = ()
    written_for: int = 0
    debrief: tuple[str, ...] = ()
    material: tuple[str, ...] = ()
    safety: str = ""

    @property
    def times(self) -> str:
        """The time that it begins and that it ends: "09:30–09:45"."""
        return f"{clock(self.slot.start)}–{clock(self.slot.end)}"


@dataclass(frozen=True)
class RunningOrder:
    """A session. `material` is that of all blocks, what is needed twice once; `url` "" without a known address."""

    id: str
    title: str
    summary: str
    goal: str
    room: str
    safety: str
    least: int
    most: int
    url: str
    parts: tuple[Part, ...]
    material: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.parts[0].slot.start

    @property
    def end(self) -> int:
        return self.parts[-1].slot.end

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def next_day(self) -> bool:
        """Whether it goes on past midnight."""
        return self.end > DAY


def running_order(presenter: Presenter, session: str) -> RunningOrder:
    """That of a session by its id. Raises KeyError for an id that is not in the bundle."""
    entry = presenter.bundle.entries[session]
    item: Any = entry.item
    parts = tuple(_parts(presenter, item))
    return RunningOrder(
        id=entry.id,
        title=item.title,
        summary=item.summary,
        goal=item.goal,
        room=item.room,
        safety=item.safety,
        least=item.group.min,
        most=item.group.max,
        url=address(presenter, session),
        parts=parts,
        material=merged(each for part in parts for each in part.material),
    )


def address(presenter: Presenter, page: str) -> str:
    """The whole address of a page; "" when that of the site is not known."""
    return f"{presenter.site.url}{presenter.site.address(page)}" if presenter.site.url else ""


def merged(material: Iterable[str]) -> tuple[str, ...]:
    """Without doubles, in the order of first mention. Capitals make no difference."""
    first: dict[str, str] = {}
    for each in material:
        first.setdefault(each.casefold().strip(), each)
    return tuple(first.values())


def _parts(presenter: Presenter, session: Any) -> Iterator[Part]:
    bundle = presenter.bundle
    slots = schedule(session.start, [(block.minutes, block.at) for block in session.blocks])
    seen: dict[str, int] = {}
    for block, slot in zip(session.blocks, slots, strict=True):
        name = block.item or f"{block.own}:{block.title}"
        seen[name] = seen.get(name, 0) + 1
        entry = bundle.entries.get(block.item) if block.item else None
        yield Part(
            key=f"{name}#{seen[name]}",
            item=entry.id if entry else "",
            kind=_kind(bundle, block, entry),
            number=_number(bundle, entry),
            title=block.title or (entry.item.title if entry else block.item),
            url=address(presenter, entry.id) if entry else "",
            slot=slot,
            minutes=block.minutes,
            fixed=block.at is not None,
            do=block.do or "",
            note=block.note or "",
            **(_of_item(entry.item, block.minutes) if entry else {}),
        )


def _kind(bundle: Bundle, block: Any, entry: Entry | None) -> str:
    if entry:
        return bundle.words.text(f"{entry.collection}.name.one")
    return bundle.words.text(f"sessions.blocks.own.{block.own}" if block.own else "sessions.missing")


def _number(bundle: Bundle, entry: Entry | None) -> int:
    home = entry.principles[0] if entry else ""
    return bundle.settings.number(home) if home in bundle.settings.principles else 0


def _of_item(item: Any, minutes: int) -> Mapping[str, Any]:
    """What a block tells of its item; only some kinds have these fields."""
    steps = tuple(Step(step.minutes, step.do, step.note or "") for step in getattr(item, "steps", None) or ())
    together = sum(step.minutes for step in steps)
    return {
        "goal": getattr(item, "goal", ""),
        "question": getattr(item, "question", ""),
        "steps": steps,
        "written_for": together if together != minutes else 0,
        "debrief": tuple(getattr(item, "debrief", None) or ()),
        "material": tuple(getattr(item, "material", None) or ()),
        "safety": getattr(item, "safety", ""),
    }
