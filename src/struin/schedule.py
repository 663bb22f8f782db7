"""Clock times of blocks one after another. The builder in the browser does the same, held to the same cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DAY = 24 * 60  # minutes
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Slot:
    """When a block is. `start` and `end` are minutes since midnight of the first day, and may be past the next one.

    `wait` is how many minutes there are before it, since it begins at a fixed time; `late` is by how many minutes that
    time cannot be met. One of the two is 0.
    """

    start: int
    end: int
    wait: int = 0
    late: int = 0


def parse_time(text: str) -> int | None:
    """Minutes since midnight of "09:30"; None for anything else."""
    found = _TIME.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def clock(minutes: int) -> str:
    """The time of the day after so many minutes: 570 and 2010 are both "09:30"."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def schedule(start: str, blocks: Sequence[tuple[int, str | None]]) -> list[Slot]:
    """Slots for blocks of (minutes, fixed time or None), the first at `start`.

    A fixed time is the one nearest to where the blocks before it end, so one after midnight is the next day's. One that
    has passed is not waited for: the block begins at once, and is late. Raises ValueError for a time that is none.
    """
    now = parse_time(start)
    if now is None:
        raise ValueError(start)
    slots = []
    for minutes, at in blocks:
        wait = late = 0
        if at is not None:
            fixed = parse_time(at)
            if fixed is None:
                raise ValueError(at)
            ahead = (fixed - now) % DAY
            wait, late = (ahead, 0) if ahead <= DAY // 2 else (0, DAY - ahead)
        begins = now + wait
        now = begins + minutes
        slots.append(Slot(begins, now, wait, late))
    return slots
