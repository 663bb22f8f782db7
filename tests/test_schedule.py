"""The clock of a session: blocks follow each other, wait for a fixed time or are late for it, also across midnight."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from struin.schedule import DAY, clock, parse_time, schedule

# The builder in the browser is held to the same cases.
CASES = json.loads((Path(__file__).parent / "data/schedule.json").read_text(encoding="utf-8"))

times = st.integers(0, DAY - 1).map(clock)
free = st.tuples(st.integers(1, 480), st.none())
blocks = st.lists(st.tuples(st.integers(1, 480), st.none() | times), max_size=30)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["about"]))
def test_blocks_are_where_they_are_said_to_be(case: dict[str, Any]) -> None:
    found = schedule(case["start"], [(minutes, at) for minutes, at in case["blocks"]])
    assert [[each.start, each.end, each.wait, each.late] for each in found] == case["slots"]


def test_the_cases_cover_waiting_being_late_and_midnight() -> None:
    slots = [slot for case in CASES for slot in case["slots"]]
    assert len(CASES) >= 25
    assert any(wait for *_, wait, _ in slots)
    assert any(late for *_, late in slots)
    assert any(start < DAY < end for start, end, _, _ in slots)
    assert any(start > DAY and (wait or late) for start, _, wait, late in slots)


@given(times, blocks)
def test_blocks_never_overlap_and_last_as_long_as_they_should(
    start: str, written: list[tuple[int, str | None]]
) -> None:
    slots = schedule(start, written)
    assert [each.end - each.start for each in slots] == [minutes for minutes, _ in written]
    before = parse_time(start) or 0
    for slot in slots:
        assert slot.start == before + slot.wait
        before = slot.end


@given(times, blocks)
def test_a_block_waits_for_its_fixed_time_or_is_late_for_it_and_never_both(
    start: str, written: list[tuple[int, str | None]]
) -> None:
    for slot, (_, at) in zip(schedule(start, written), written, strict=True):
        assert 0 in (slot.wait, slot.late)
        assert 0 <= slot.wait <= DAY // 2
        assert 0 <= slot.late < DAY // 2
        if at is None:
            assert (slot.wait, slot.late) == (0, 0)
        else:
            assert clock(slot.start - slot.late) == at


@given(times, st.lists(free, max_size=30), st.integers(1, DAY // 2 - 1))
def test_what_begins_later_as_a_whole_ends_as_much_later(
    start: str, written: list[tuple[int, None]], later: int
) -> None:
    minutes = parse_time(start)
    assert minutes is not None
    at_first, afterwards = schedule(start, written), schedule(clock(minutes + later), written)
    assert {(two.end - one.end) % DAY for one, two in zip(at_first, afterwards, strict=True)} <= {later}


@given(st.integers(0, 10 * DAY))
def test_a_time_reads_back_as_it_is_written(minutes: int) -> None:
    assert parse_time(clock(minutes)) == minutes % DAY


@pytest.mark.parametrize(
    "text", ["24:00", "9:30", "09:60", "0930", "09:30:00", " 09:30", "-1:30", ":", "half tien", "0٩:3٠"]
)
def test_what_is_no_time_is_none_and_makes_no_schedule(text: str) -> None:
    assert parse_time(text) is None
    with pytest.raises(ValueError, match=re.escape(text)):
        schedule(text, [])
    with pytest.raises(ValueError, match=re.escape(text)):
        schedule("09:00", [(10, text)])
