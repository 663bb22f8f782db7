"""The running order: what a session tells, its times, and those of the night in which the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from exporting import ADDRESS, order_of, presenter
from struin.exports.running_order import merged, running_order
from struin.exports.telling import Told, day_in_words, fit, moments, of_session, told_of


def told(name: str, day: date | None = None) -> Told:
    return of_session(presenter(), f"sessions/{name}", day)


def test_each_block_has_its_times_and_what_is_odd_about_them() -> None:
    found = [(block.times, block.title, block.remarks) for block in told("ochtend").blocks]
    assert found == [
        ("09:30–09:40", "Jas uit", ()),
        ("09:40–09:50", "De jas aan", ()),
        ("09:50–10:05", "Wie zit er niet", ()),
        ("10:15–10:30", "Pauze", ("Deze tijd staat vast; ervoor zijn 10 minuten speling.",)),
        (
            "10:30–10:50",
            "Wie zit er niet",
            ("De stappen zijn geschreven voor 15 minuten; dit blok duurt er 20.",),
        ),
        ("10:50–11:00", "Eén zin voor morgen", ("Dit begint 10 minuten na de vaste tijd.",)),
    ]


def test_steps_have_the_time_at_which_they_begin_unless_the_block_has_other_minutes() -> None:
    leads = [
        [line.lead for passage in block.passages if passage.form == "steps" for line in passage.lines]
        for block in told("ochtend").blocks
    ]
    assert leads == [[], [], ["09:50, 5 min", "09:55, 10 min"], [], ["5 min", "10 min"], []]


def test_material_of_all_blocks_is_told_once_in_the_order_in_which_it_is_needed() -> None:
    assert order_of("ochtend").material == ("stoelen", "Een pen")
    assert merged(["tape", "Pen ", "pen", "Tape", "krijt"]) == ("tape", "Pen ", "krijt")


def test_a_story_brings_its_question_and_an_exercise_what_a_trainer_needs() -> None:
    blocks = told("ochtend").blocks
    assert [passage.label for passage in blocks[1].passages] == ["Wat je doet", "Vraag erbij"]
    assert [passage.label for passage in blocks[2].passages] == [
        "Waarvoor",
        "Zo doe je het",
        "Daarna samen",
        "Houd het veilig",
    ]


def test_facts_say_when_with_how_many_and_where() -> None:
    assert told("ochtend").facts == (
        ("Tijd", "09:30–11:00 (1 uur 30)"),
        ("Groep", "4 tot 12 mensen"),
        ("Ruimte", "Een kring van stoelen en een tafel."),
    )
    assert told("ochtend", date(2026, 12, 1)).facts[0] == ("Dag", "dinsdag 1 december 2026")


def test_past_midnight_it_says_that_it_is_the_next_day() -> None:
    assert told("laat").facts[0] == ("Tijd", "22:00–01:00 de volgende dag (3 uur)")
    assert [block.times for block in told("laat").blocks] == ["22:00–23:30", "00:30–01:00"]


def test_the_key_of_a_block_does_not_change_when_another_is_put_before_it() -> None:
    order = order_of("ochtend")
    keys = [part.key for part in order.parts]
    assert len(set(keys)) == len(keys)
    assert "exercises/kring#2" in keys


def test_addresses_are_whole_or_not_there() -> None:
    known = running_order(presenter(ADDRESS), "sessions/ochtend")
    assert known.url == f"{ADDRESS}sessions/ochtend/"
    assert [part.url for part in known.parts][:2] == ["", f"{ADDRESS}stories/jas/"]
    assert {part.url for part in order_of("ochtend").parts} == {""}


@pytest.mark.parametrize(
    ("day", "clocks", "note"),
    [
        (date(2026, 10, 24), ["01:00–02:30", "02:30–02:45", "04:00–04:30"], None),
        # 03:00 becomes 02:00: the second block is in the hour that comes twice.
        (
            date(2026, 10, 25),
            ["01:00–02:30", "02:30–02:45", "04:00–04:30"],
            "In deze nacht gaat de klok een uur terug.",
        ),
        # 02:00 becomes 03:00: ninety minutes after one is half past three.
        (
            date(2026, 3, 29),
            ["01:00–03:30", "03:30–03:45", "04:00–04:30"],
            "In deze nacht gaat de klok een uur vooruit.",
        ),
    ],
)
def test_in_the_night_in_which_the_clock_changes_minutes_stay_minutes(
    day: date, clocks: list[str], note: str | None
) -> None:
    order = order_of("nacht")
    found = told_of(presenter(), order, day)
    assert [block.times for block in found.blocks] == clocks
    assert dict(found.facts).get("Let op") == note
    for (begins, ends), part in zip(moments(order, day), order.parts, strict=True):
        assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(minutes=part.minutes)


def test_a_time_that_does_not_exist_that_night_is_counted_on_from_the_hour_before() -> None:
    order = order_of("nacht")
    slot = replace(order.parts[0].slot, start=150, end=240)
    moved = replace(order, parts=(replace(order.parts[0], slot=slot), *order.parts[1:]))
    assert f"{moments(moved, date(2026, 3, 29))[0][0]:%H:%M}" == "03:30"


def test_texts_are_made_fit_for_every_format() -> None:
    assert fit("a\x00b\x0bc\x1f\ud800\ufffe d\n\n e\u0085f") == "a b c d e f"
    assert fit("👩 שלום é") == "👩 שלום é"


@pytest.mark.parametrize(("day", "words"), [(1, "zondag 1 februari 2026"), (28, "zaterdag 28 februari 2026")])
def test_a_day_is_told_in_words(day: int, words: str) -> None:
    assert day_in_words(date(2026, 2, day), presenter().bundle.words) == words
