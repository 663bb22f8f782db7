"""Trails: stops are ties like any other, and the six of the bundle lead somewhere worth going."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from struin.bundle import Bundle
from struin.doors import choose_doors
from struin.graph import Tie
from struin.model import Entry
from struin.pipeline import check, load
from struin.present import Presenter, Site
from struin.scaffold import scaffold
from struin.slices import discover, words
from world import bundle_world, front, item, real_bundle, told

TODAY = date(2027, 6, 1)
STOPS = ("stories/jas", "quotes/stoel", "exercises/tafel", "principles/open", "principles/dichtbij")
OTHERS: dict[str, str | bytes] = {
    "stories/jas.md": item("stories"), "quotes/stoel.md": item("quotes"), "exercises/tafel.md": item("exercises"),
}  # fmt: skip


def trail(along: tuple[str, ...] = STOPS, **values: Any) -> str:
    """A trail past the stops, as an editor would write it."""
    written = {
        "title": "Een route", "summary": "Langs een jas en een stoel.", "principles": ["open"], "themes": ["taal"],
        "audience": ["professional"], "start": "Waar begin ik?",
        "stops": [{"item": stop, "why": "Hier hangt nog een jas."} for stop in along],
        "passport": {"origin": "own", "anonymised": True, "licence": "CC BY-SA 4.0", "review_by": date(2999, 1, 1)},
    }  # fmt: skip
    return front(**written | values) + "Begin bij de jas.\n"


def world(folder: Path, **files: str) -> Path:
    return bundle_world(folder, OTHERS | {f"trails/{name}.md": text for name, text in files.items()})


def findings(folder: Path, **files: str) -> str:
    return told(check(world(folder, **files), today=TODAY))


def trails(bundle: Bundle) -> list[Entry]:
    return [entry for entry in bundle.entries.values() if entry.collection == "trails"]


def stops(bundle: Bundle, entry: Entry) -> list[str]:
    return [tie.target for tie in bundle.graph.ties[entry.id] if tie.type == "stops" and not tie.inverse]


# Stops as ties


def test_every_stop_knows_its_trail_and_a_trail_its_stops_in_their_order(tmp_path: Path) -> None:
    bundle = load(world(tmp_path, route=trail()), today=TODAY)
    assert stops(bundle, bundle.entries["trails/route"]) == list(STOPS)
    assert all(Tie("stops", "trails/route", inverse=True) in bundle.graph.ties[stop] for stop in STOPS)


def test_a_stop_that_is_not_there_is_told_where_it_stands_with_what_was_meant(tmp_path: Path) -> None:
    text = findings(tmp_path, route=trail(("stories/jass", *STOPS[1:])))
    line = trail().splitlines().index("- item: stories/jas") + 1
    assert f"content/trails/route.md:{line}:9: fout: Er is geen tekst ‘stories/jass’; bedoel je ‘stories/jas’?" in text
    assert "[reference-unknown-meant]" in text


def test_a_stop_that_is_not_there_is_also_told_when_the_trail_has_other_faults(tmp_path: Path) -> None:
    text = findings(tmp_path, route=trail(("stories/jass", *STOPS[1:]), start=...))
    assert "[field-missing]" in text
    assert "[reference-unknown-meant]" in text


def test_a_stop_that_stands_twice_is_warned_of_and_shown_once(tmp_path: Path) -> None:
    root = world(tmp_path, route=trail((*STOPS, STOPS[0])))
    assert "[reference-twice]" in told(check(root, today=TODAY))
    page = Presenter(load(root, today=TODAY), Site()).item_page("trails/route")
    assert page.count('data-route-stop="stories/jas"') == 1


def test_a_stop_that_is_a_draft_waits_without_a_word(tmp_path: Path) -> None:
    files = OTHERS | {"stories/jas.md": item("stories", draft=True), "trails/route.md": trail()}
    root = bundle_world(tmp_path, files)
    assert told(check(root, today=TODAY)) == ""
    bundle = load(root, today=TODAY)
    assert stops(bundle, bundle.entries["trails/route"]) == list(STOPS[1:])
    assert "stories/jas" not in Presenter(bundle, Site()).item_page("trails/route")


@pytest.mark.parametrize("written", ["stories/jas", [1, None, "stories/jas"], [{"item": 3}], {"item": "x"}, None])
def test_stops_of_any_wrong_shape_are_told_and_break_nothing(tmp_path: Path, written: object) -> None:
    assert "fout: " in findings(tmp_path, route=trail(stops=written))


@pytest.mark.parametrize("number", [4, 10])
def test_fewer_than_five_stops_and_more_than_nine_are_no_trail(tmp_path: Path, number: int) -> None:
    assert "[list-too-" in findings(tmp_path, route=trail((STOPS * 2)[:number]))


def test_an_item_of_another_kind_has_no_stops(tmp_path: Path) -> None:
    root = bundle_world(tmp_path, OTHERS | {"stories/pet.md": item("stories", relations={"stops": ["quotes/stoel"]})})
    assert "[field-unknown]" in told(check(root, today=TODAY))


# On pages


def test_a_trails_page_shows_each_stop_with_its_line_and_tells_it_nowhere_else(tmp_path: Path) -> None:
    bundle = load(world(tmp_path, route=trail()), today=TODAY)
    presenter = Presenter(bundle, Site())
    page = presenter.item_page("trails/route")
    assert page.count("Hier hangt nog een jas.") == len(STOPS)
    assert [tie.words for tie in presenter.item_view(bundle.entries["trails/route"], "../../").ties] == []
    assert not any(door.tie == "stops" for door in bundle.doors["trails/route"])


def test_at_a_stop_the_trail_is_told_in_words(tmp_path: Path) -> None:
    bundle = load(world(tmp_path, route=trail()), today=TODAY)
    view = Presenter(bundle, Site()).item_view(bundle.entries["stories/jas"], "../../")
    assert [(tie.words, [card.id for card in tie.cards]) for tie in view.ties] == [("Op de route", ["trails/route"])]


def test_some_stops_have_a_door_to_their_trail_with_its_reason() -> None:
    bundle = real_bundle()
    presenter = Presenter(bundle, Site())
    doors = [door for each in bundle.doors.values() for door in each if door.tie == "inverse:stops"]
    assert len(doors) >= 3
    assert {presenter.reason(door) for door in doors} == {"Op de route"}


def test_a_trail_is_searched_and_likened_by_its_words_not_by_ids() -> None:
    own = [text for entry in trails(real_bundle()) for text in entry.item.own_texts()]
    assert len(own) > 40
    assert not any(text.startswith(("stories/", "quotes/", "exercises/")) for text in own)


def test_a_new_trail_is_explained_field_by_field() -> None:
    catalogue = words("nl")
    text = scaffold(discover()["trails"], "Langs een jas", real_bundle().settings, catalogue, TODAY)
    assert "start:" in text
    assert "  - item:" in text or "    item:" in text


# The six of the bundle


def test_there_are_six_trails_one_from_each_principle() -> None:
    bundle = real_bundle()
    assert len(trails(bundle)) == 6
    assert {entry.principles[0] for entry in trails(bundle)} == set(bundle.settings.principles)


def test_a_trail_goes_past_three_kinds_and_two_principles_and_never_the_same_kind_three_times_in_a_row() -> None:
    bundle = real_bundle()
    for entry in trails(bundle):
        along = [bundle.entries[stop] for stop in stops(bundle, entry)]
        kinds = [each.collection for each in along]
        assert 5 <= len(along) <= 9, entry.id
        assert len(set(kinds)) >= 3, entry.id
        assert len({principle for each in along for principle in each.principles}) >= 2, entry.id
        assert all(len(set(kinds[at : at + 3])) > 1 for at in range(len(kinds) - 2)), entry.id


def test_no_item_is_a_stop_of_two_trails_and_no_line_says_the_same_twice() -> None:
    bundle = real_bundle()
    everything = [stop for entry in trails(bundle) for stop in stops(bundle, entry)]
    assert len(set(everything)) == len(everything)
    said = [stop.why for entry in trails(bundle) for stop in entry.item.stops]  # type: ignore[attr-defined]
    assert len(set(said)) == len(said)


def test_the_doors_of_a_trail_lead_on_from_it() -> None:
    bundle = real_bundle()
    for entry in trails(bundle):
        doors = choose_doors(entry.id, bundle.graph, bundle.likeness)
        assert len(doors) >= 4
        assert not {door.target for door in doors[:-1]} & set(stops(bundle, entry)), entry.id
