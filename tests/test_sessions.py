"""Ready-made sessions: blocks are ties like any other, they stand on a clock, and the six of the bundle can be done."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import html5lib
import pytest

from struin.bundle import Bundle
from struin.graph import Tie
from struin.model import Entry
from struin.pipeline import check, load
from struin.present import Presenter, Site
from struin.slices import words
from world import bundle_world, front, item, real_bundle, told

TODAY = date(2027, 6, 1)
BREAK_AFTER = 90  # minutes that people stay with it
OTHERS: dict[str, str | bytes] = {
    "stories/jas.md": item("stories", title="De jas"),
    "exercises/tafel.md": item("exercises", title="De tafel", material=["Tape", "Een kan water"]),
    "exercises/deur.md": item("exercises", title="De deur", material=["een kan water", "Krijt"]),
}
BLOCKS: list[dict[str, Any]] = [
    {"own": "welcome", "title": "Waar je fiets staat", "minutes": 10},
    {"item": "exercises/tafel", "minutes": 35, "note": "Leg de tape klaar."},
    {"own": "break", "title": "Brood", "minutes": 30, "at": "12:00"},
    {"item": "exercises/deur", "minutes": 20, "do": "Klop aan."},
    {"item": "stories/jas", "minutes": 5, "at": "12:40"},
]


def session(blocks: Any = BLOCKS, **values: Any) -> str:
    """A session as an editor would write it, from 11:00."""
    written = {
        "title": "Een sessie", "summary": "Een jas, een tafel en een deur.", "principles": ["open"], "themes": ["taal"],
        "audience": ["professional"], "goal": "Er is aan een deur geklopt.", "start": "11:00",
        "group": {"min": 4, "max": 9}, "room": "Een zaal met een deur.", "blocks": blocks,
        "safety": "Wie niet wil kloppen, klopt niet.",
        "passport": {"origin": "own", "anonymised": True, "licence": "CC BY-SA 4.0", "review_by": date(2999, 1, 1)},
    }  # fmt: skip
    return front(**written | values) + "De klok loopt al.\n"


def world(folder: Path, text: str, others: dict[str, str | bytes] | None = None) -> Path:
    return bundle_world(folder, (others or OTHERS) | {"sessions/klok.md": text})


def page(bundle: Bundle) -> str:
    return str(Presenter(bundle, Site()).item_page("sessions/klok"))


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def sessions() -> list[Entry]:
    return [entry for entry in real_bundle().entries.values() if entry.collection == "sessions"]


# Blocks as ties


def test_a_session_knows_its_blocks_and_each_of_those_the_session(tmp_path: Path) -> None:
    bundle = load(world(tmp_path, session()), today=TODAY)
    own = [tie.target for tie in bundle.graph.ties["sessions/klok"] if tie.type == "blocks" and not tie.inverse]
    assert own == ["exercises/tafel", "exercises/deur", "stories/jas"]
    assert all(Tie("blocks", "sessions/klok", inverse=True) in bundle.graph.ties[each] for each in own)
    view = Presenter(bundle, Site()).item_view(bundle.entries["stories/jas"], "../../")
    assert ("In de sessie", ["sessions/klok"]) in [(tie.words, [each.id for each in tie.cards]) for tie in view.ties]


def test_a_block_that_is_not_there_is_told_where_it_stands_with_what_was_meant(tmp_path: Path) -> None:
    text = session([{"item": "exercises/tafels", "minutes": 5}, *BLOCKS])
    line = text.splitlines().index("- item: exercises/tafels") + 1
    found = told(check(world(tmp_path, text), today=TODAY))
    assert f"klok.md:{line}:9: fout: Er is geen tekst ‘exercises/tafels’; bedoel je ‘exercises/tafel’?" in found


@pytest.mark.parametrize(
    "written", ["exercises/tafel", [1, None, "exercises/tafel"], [{"item": 3}], {"item": "x"}, [{}], None]
)
def test_blocks_of_any_wrong_shape_are_told_and_break_nothing(tmp_path: Path, written: object) -> None:
    assert "fout: " in told(check(world(tmp_path, session(blocks=written)), today=TODAY))


def test_a_block_whose_item_is_a_draft_keeps_its_time_on_the_page(tmp_path: Path) -> None:
    others = OTHERS | {"exercises/tafel.md": item("exercises", title="De tafel", draft=True)}
    root = world(tmp_path, session(), others)
    assert told(check(root, today=TODAY)) == ""
    shown = plain(page(load(root, today=TODAY)))
    assert "11:10 35 min Dit blok is er even niet." in shown
    assert "De tafel" not in shown


# On the clock


def test_how_long_a_session_is_counts_what_is_waited_for(tmp_path: Path) -> None:
    bundle = load(world(tmp_path, session()), today=TODAY)
    assert bundle.entries["sessions/klok"].minutes == 115  # from 11:00 to 12:55; the story begins late, at 12:50
    slots = bundle.entries["sessions/klok"].item.slots()  # type: ignore[attr-defined]
    assert [(each.wait, each.late) for each in slots] == [(0, 0), (0, 0), (15, 0), (0, 0), (0, 10)]


def test_the_page_is_a_running_order_with_what_waits_what_is_fixed_and_what_is_late(tmp_path: Path) -> None:
    html = page(load(world(tmp_path, session()), today=TODAY))
    shown = plain(html)
    for part in (
        "11:00 tot 12:55 1 uur 55",
        "4 tot 9 mensen",
        "11:00 10 min Waar je fiets staat Welkom",
        "11:10 35 min De tafel",
        "Voor de begeleider Leg de tape klaar.",
        "Hier is 15 min speling. 12:00 30 min Brood Pauze Staat vast",
        "12:30 20 min De deur",
        "Klop aan.",
        "12:50 5 min De jas",
        "Dit begint 10 min na de vaste tijd.",
        "12:55 Einde",
    ):
        assert part in shown
    assert 'href="../../sessie/#van=sessions/klok"' in html
    html5lib.HTMLParser(strict=True).parse(f"<!doctype html><html><head><title>x</title></head><body>{html}</body>")


def test_what_lies_ready_is_told_once_whoever_asks_for_it(tmp_path: Path) -> None:
    shown = plain(page(load(world(tmp_path, session()), today=TODAY)))
    ready = shown.partition("Leg klaar")[2].partition("Houd het veilig")[0]
    assert " ".join(ready.split()) == "Tape Een kan water Krijt Het verhaal ‘De jas’, één keer geprint"


@pytest.mark.parametrize("size", ["s", "m", "l", "tall", "wide"])
def test_a_card_shows_length_people_and_both_ends_of_the_clock(tmp_path: Path, size: str) -> None:
    presenter = Presenter(load(world(tmp_path, session()), today=TODAY), Site())
    html = presenter.card_html(presenter.card("sessions/klok", ""), size, "")
    shown = plain(html)
    assert "1 uur 55" in shown
    assert "4–9 mensen" in shown
    assert "11:00 12:55" in shown
    assert html.count('class="dayline__exercises"') == (4 if size in ("l", "tall") else 2)


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("23:30", "01:00", 90), ("09:00", "09:45", 45), ("13:00", "15:00", 120)]
)
def test_a_session_may_go_on_after_midnight(tmp_path: Path, start: str, end: str, minutes: int) -> None:
    blocks = [{"own": "step", "title": "Waken", "minutes": minutes - 5}, {"own": "step", "title": "Dag", "minutes": 5}]
    bundle = load(world(tmp_path, session(blocks, start=start)), today=TODAY)
    said = {45: "45 min", 90: "1 uur 30", 120: "2 uur"}[minutes]
    assert f"{start} tot {end} {said}" in plain(page(bundle))


def test_a_session_is_searched_by_its_words_not_by_ids_and_times() -> None:
    own = [text for entry in sessions() for text in entry.item.own_texts()]
    assert len(own) > 60
    assert not any(re.fullmatch(r"[a-z]+/[a-z-]+|\d\d:\d\d|welcome|break|step", text) for text in own)


# The six of the bundle


def slots_of(entry: Entry) -> list[tuple[Any, Any]]:
    made: Any = entry.item
    return list(zip(made.blocks, made.slots(), strict=True))


def test_there_are_six_from_half_an_hour_to_half_a_day_with_all_principles_as_home() -> None:
    lengths = sorted(entry.minutes or 0 for entry in sessions())
    wanted = [(30, 30), (60, 60), (90, 90), (120, 120), (150, 180), (210, 300)]
    assert len(lengths) == len(wanted)
    assert all(least <= length <= most for length, (least, most) in zip(lengths, wanted, strict=True)), lengths
    assert {entry.principles[0] for entry in sessions()} == set(real_bundle().settings.principles)


def test_nobody_sits_longer_than_an_hour_and_a_half_without_a_break() -> None:
    for entry in sessions():
        since = slots_of(entry)[0][1].start
        for block, slot in slots_of(entry):
            if block.own == "break":
                assert block.minutes >= 5, entry.id
                since = slot.end
            assert slot.end - since <= BREAK_AFTER, (entry.id, slot)


def test_each_begins_with_a_welcome_ends_with_a_closing_of_its_own_and_is_never_late() -> None:
    for entry in sessions():
        blocks = slots_of(entry)
        assert blocks[0][0].own == "welcome", entry.id
        assert blocks[-1][0].own == "step", entry.id
        assert [slot for _, slot in blocks if slot.late] == [], entry.id


def test_a_fixed_time_is_there_where_lunch_or_a_guest_asks_it() -> None:
    fixed = [block.title for entry in sessions() for block, _ in slots_of(entry) if block.at]
    assert len(fixed) >= 2


def test_exercises_get_minutes_within_which_they_work_and_people_with_whom_they_do() -> None:
    entries = real_bundle().entries
    for entry in sessions():
        made: Any = entry.item
        for block in made.blocks:
            if block.item is None or not block.item.startswith("exercises/"):
                continue
            exercise: Any = entries[block.item].item
            if exercise.stretch:
                assert exercise.stretch.min <= block.minutes <= exercise.stretch.max, (entry.id, block.item)
            else:
                assert exercise.self_check, block.item
            if exercise.group:
                least, most = exercise.group.min, exercise.group.max
                assert least <= made.group.min <= made.group.max <= most, (entry.id, block.item)


def test_a_trainer_gets_a_note_where_an_exercise_asks_much() -> None:
    entries = real_bundle().entries
    for entry in sessions():
        for block, _ in slots_of(entry):
            item_of: Any = entries[block.item].item if block.item else None
            if getattr(item_of, "level", None) in ("medium", "demanding"):
                assert block.note, (entry.id, block.item)


def test_no_exercise_is_used_twice() -> None:
    used = [block.item for entry in sessions() for block, _ in slots_of(entry) if block.item]
    assert len(set(used)) == len(used)


def test_every_exercise_for_a_trainer_says_how_far_its_minutes_stretch() -> None:
    exercises: list[Any] = [e.item for e in real_bundle().entries.values() if e.collection == "exercises"]
    assert all((each.stretch is None) == each.self_check for each in exercises)
    assert sum(each.stretch is not None for each in exercises) >= 36


def test_lengths_are_said_as_people_say_them() -> None:
    from struin.collections.sessions.model import length

    dutch = words("nl")
    said = [length(dutch, minutes) for minutes in (5, 59, 60, 61, 90, 120, 605)]
    assert said == ["5 min", "59 min", "1 uur", "1 uur 1", "1 uur 30", "2 uur", "10 uur 5"]
