"""The finder at build: what a row says, what each option counts, a list that is whole or bounded."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from struin.components.finder import component
from struin.components.finder.rows import EXERCISE, SELF_CHECK, SESSION, Row, rows
from struin.model import Entry
from struin.present import Presenter, Site
from struin.validate import as_tuples
from world import bundle_of, entry, real_bundle

STEPS = [{"minutes": 20, "do": "Ga zitten."}]


def exercise(
    entry_id: str, principles: list[str] | None = None, themes: list[str] | None = None, **values: Any
) -> Entry:
    """An exercise with other values than the usual ones."""
    made = entry(entry_id, principles=principles or ["open"], themes=themes or ["taal"])
    return replace(made, item=type(made.item).model_validate(as_tuples({**made.source.front, **values})))


def exercises() -> list[Entry]:
    return [
        entry("principles/open"),
        entry("principles/dichtbij"),
        exercise("exercises/tafel", setting=["room", "online"], form=["talk", "write"]),
        exercise(
            "exercises/lang", minutes=20, steps=STEPS, stretch={"min": 15, "max": 40}, level="demanding",
            form=["walk", "talk"], group={"min": 8, "max": 30}, principles=["dichtbij"], themes=["tijd"],
        ),
    ]  # fmt: skip


def presenter(more: int = 0) -> Presenter:
    return Presenter(bundle_of([*exercises(), *(entry(f"exercises/nog-{n:03}") for n in range(more))]), Site())


def html(made: Presenter) -> LexborHTMLParser:
    return LexborHTMLParser(str(made.slot("finder", "../")))


def a_row(least: int = 20, most: int = 20, people: tuple[int, int] | None = (4, 12)) -> Row:
    return Row("exercises/x", EXERCISE, "X", "Een x.", 20, least, most, people, "light", (), (), (), (), 1)


def test_rows_are_by_kind_and_the_shortest_first() -> None:
    made = rows(Presenter(real_bundle(), Site()))
    kinds = [row.kind for row in made]
    assert kinds == sorted(kinds, key=[EXERCISE, SESSION, SELF_CHECK].index)
    for kind in set(kinds):
        minutes = [row.minutes for row in made if row.kind == kind]
        assert minutes == sorted(minutes)
    assert {row.id for row in made} == {
        each for each in real_bundle().entries if each.partition("/")[0] in ("exercises", "sessions")
    }


@pytest.mark.parametrize(
    ("row", "least", "most", "fits"),
    [
        (a_row(), None, None, True),
        (a_row(), None, 20, True),
        (a_row(), None, 19, False),
        (a_row(), 20, None, True),
        (a_row(), 21, None, False),
        (a_row(15, 40), None, 15, True),
        (a_row(15, 40), None, 14, False),
        (a_row(15, 40), 40, 60, True),
        (a_row(15, 40), 41, 60, False),
    ],
)
def test_what_can_be_stretched_fits_where_it_can_be_stretched_to(
    row: Row, least: int | None, most: int | None, fits: bool
) -> None:
    assert row.lasts(least, most) is fits


def test_a_group_fits_from_the_smallest_to_the_largest_and_a_self_check_goes_with_any_number() -> None:
    assert [a_row().takes(number) for number in (3, 4, 12, 13)] == [False, True, True, False]
    assert all(a_row(people=None).takes(number) for number in (1, 500))


def test_a_self_check_is_done_on_an_own_screen_in_a_room_or_online() -> None:
    checks = [row for row in rows(Presenter(real_bundle(), Site())) if row.kind == SELF_CHECK]
    assert checks
    assert {(row.people, row.settings) for row in checks} == {(None, ("room", "online"))}


def test_a_session_asks_what_its_most_demanding_part_asks_and_goes_where_all_parts_go() -> None:
    made = Presenter(real_bundle(), Site())
    found = {row.id: row for row in rows(made)}
    sessions = [row for row in found.values() if row.kind == SESSION]
    assert sessions
    order = ["light", "medium", "demanding"]
    for session in sessions:
        blocks = getattr(made.bundle.entries[session.id].item, "blocks")  # noqa: B009 - the model is another slice's
        inside = [found[block.item] for block in blocks if block.item in found]
        assert session.level == max((row.level for row in inside), key=order.index)
        assert set(session.settings) == set.intersection(*(set(row.settings) for row in inside))
        assert set(session.forms) == set().union(*(row.forms for row in inside))


def test_each_option_says_how_many_it_holds_and_one_that_nothing_has_is_not_offered() -> None:
    made = presenter()
    found = {
        name: {option.value: option.count for option in facet.options}
        for name, facet in component.facets(made, rows(made)).items()
    }
    assert found == {
        "form": {"talk": 2, "write": 1, "walk": 1},
        "level": {"light": 1, "demanding": 1},
        "setting": {"room": 2, "online": 1},
        "kind": {"exercise": 2},
        "principle": {"open": 1, "dichtbij": 1},
        "theme": {"taal": 1, "tijd": 1},
    }
    values = component.values(made)
    assert dict(values["minutes"]) == {5: 0, 10: 0, 20: 2, 30: 2, 45: 2, 60: 2, 90: 2}
    assert dict(values["people"]) == {2: 1, 6: 1, 12: 2, 20: 1, 30: 1}


def test_the_list_of_a_usual_bundle_holds_everything_with_all_its_facts() -> None:
    made = Presenter(real_bundle(), Site())
    page = html(made)
    cards = {node.attributes["data-id"]: node for node in page.css(".find") if node.attributes.get("data-id")}
    found = rows(made)
    assert list(cards) == [row.id for row in found]
    for row in found:
        card = cards[row.id]
        assert [link.attributes["href"] for link in card.css(".find__link")] == [f"../{row.id}/"]
        words = " ".join(card.text(separator=" ").split())
        facts = " ".join(fact.text(separator=" ", strip=True) for fact in card.css(".find__facts li"))
        assert row.title in words
        assert f"{row.minutes} min" in words
        assert ("kan in" in words) is (row.least != row.most)
        if row.kind == SELF_CHECK:
            assert facts == f"ieder op een eigen scherm {made.bundle.words.text(f'exercises.level.{row.level}')}"
            continue
        for form in row.forms:
            assert made.bundle.words.text(f"exercises.form.{form}") in facts
        for setting in row.settings:
            assert made.bundle.words.text(f"exercises.setting.{setting}") in facts
        if row.people and row.people[0] != row.people[1]:
            assert f"{row.people[0]} tot {row.people[1]} mensen" in facts
    assert page.css(".finder__rest") == []


def test_the_list_of_a_large_bundle_stays_small_and_leads_to_all_of_it() -> None:
    made = presenter(component.WHOLE)
    text = str(made.slot("finder", "../"))
    page = LexborHTMLParser(text)
    assert len([node for node in page.css(".find") if node.attributes.get("data-id")]) == component.FIRST
    (rest,) = page.css(".finder__rest a")
    assert (rest.text(), rest.attributes["href"]) == (f"Alle {component.WHOLE + 2}", "../exercises/")
    assert len(text) < 80_000


def test_the_data_hold_every_row_as_it_is() -> None:
    made = Presenter(real_bundle(), Site())
    (asset,) = component.assets(made)
    text = asset.content.decode()
    assert text.startswith('Struin.provide("assets/struin/finder.js",[')
    told = json.loads(text[text.index(",[") + 1 : text.rindex(")")])
    for each, row in zip(told, rows(made), strict=True):
        assert (each["id"], each["minutes"], each["least"], each["most"]) == (row.id, row.minutes, row.least, row.most)
        assert each["people"] == (list(row.people) if row.people else None)
        assert (each["form"], each["setting"]) == (list(row.forms), list(row.settings))
        assert each["url"] == f"{row.id}/"


def test_the_ways_onward_are_pages_that_are_there() -> None:
    ways = [way.page for way in component.ways(Presenter(real_bundle(), Site()))]
    assert ways[:2] == ["sessions/", "sessie/"]
    without_sessions = [way.page for way in component.ways(presenter())]
    assert without_sessions[0] == "sessie/"
