"""The wall at build: what each option counts, and a register that stays small in a large bundle."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from struin.components.wall import component
from struin.components.wall.facets import facets, goes, within
from struin.model import Entry
from struin.present import Presenter, Site
from world import bundle_of, entry, real_bundle

KINDS = ("stories", "quotes", "exercises")


def presenter(stories: int) -> Presenter:
    """Two principles, an exercise, a quote, and a number of stories, every other one at the second principle."""
    made: list[Entry] = [entry("principles/open"), entry("principles/dichtbij")]
    made += [entry("exercises/tafel", themes=["tijd"]), entry("quotes/stoel", themes=["tijd", "taal"])]
    made += [entry(f"stories/verhaal-{n}", principles=[("open", "dichtbij")[n % 2]]) for n in range(stories)]
    return Presenter(bundle_of(made), Site())


def options(made: Presenter) -> dict[str, dict[str, int]]:
    return {facet.name: {option.value: option.count for option in facet.options} for facet in facets(made)}


def page(made: Presenter) -> LexborHTMLParser:
    (wall,) = component.pages(made)
    assert wall.path == "struinen/"
    return LexborHTMLParser(str(wall.render()))


def test_each_option_says_how_many_it_holds() -> None:
    found = options(presenter(3))
    assert found["kind"] == {"stories": 3, "principles": 2, "exercises": 1, "quotes": 1}
    assert next(iter(found["kind"])) == "stories", "the kind that there is most of comes first"
    assert found["principle"] == {"open": 5, "dichtbij": 2}
    assert found["theme"] == {"taal": 6, "tijd": 2}
    assert found["together"] == {"alone": 6, "together": 1}
    assert found["unseen"] == {"1": 7}
    assert found["minutes"]["15"] == found["minutes"]["30"] == 7


def test_an_option_that_no_item_has_is_not_offered() -> None:
    found = options(presenter(1))
    assert "schaamte" not in found["theme"]
    assert "more" not in found["minutes"]


@pytest.mark.parametrize(
    ("minutes", "option", "fits"),
    [
        *[(None, "2", True), (2, "2", True), (3, "2", False), (3, "5", True), (30, "30", True), (30, "more", False)],
        *[(31, "more", True), (31, "30", False), (None, "more", False)],
    ],
)
def test_minutes_count_up_to_and_including(minutes: int | None, option: str, fits: bool) -> None:
    assert within(minutes, option) is fits


def test_what_goes_both_ways_is_alone_and_together_and_what_says_nothing_is_read_alone() -> None:
    assert [goes("either", each) for each in ("alone", "together")] == [True, True]
    assert [goes(None, each) for each in ("alone", "together")] == [True, False]
    assert [goes("together", each) for each in ("alone", "together")] == [False, True]


def test_a_register_of_a_usual_bundle_holds_everything() -> None:
    made = Presenter(real_bundle(), Site())
    links = {(node.attributes["href"] or "").strip("./") for node in page(made).css(".shelf__link, .register__name a")}
    assert links == set(made.bundle.entries)
    assert page(made).css(".shelf__more") == []


def test_a_register_of_a_large_bundle_stays_small_and_leads_to_all_of_it() -> None:
    made = presenter(component.WHOLE + 50)
    found = page(made)
    shelves = [len(shelf.css(".shelf__link")) for shelf in found.css(".shelf")]
    assert max(shelves) == component.FIRST
    assert found.css(".card") == []
    more = [(node.text(strip=True), node.attributes["href"]) for node in found.css(".shelf__more")]
    assert more == [
        ("Alle 150 verhalen", "../stories/#open"),
        ("Alle 150 verhalen", "../stories/blad-2/#dichtbij"),
    ]
    assert len(made.render("components/wall/page.html", "../", register=[], **component.values(made))) < 30_000


def test_the_kinds_of_the_files_of_cards_are_told_in_their_order() -> None:
    made = presenter(30)
    runs = [part.split(":") for part in component.runs(made).split()]
    assert sum(int(count) for _, count in runs) == len(made.card_files)
    told = [kind for kind, count in runs for _ in range(int(count))]
    assert told == [entries[0].collection for entries in made.card_files]


def test_the_sizes_that_scripts_use_are_those_of_the_templates() -> None:
    """The script lays spreads as the macro `wall` does: same numbers, same forms, same sizes."""
    made = Presenter(real_bundle(), Site())
    told = page(made).css_first("struin-wall").attributes["data-sizes"] or ""
    sizes = [each.split() for each in told.rstrip(",").split(",")]
    assert [len(each) for each in sizes] == [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3 + [5] * 3 + [6] * 3
    cards = [made.card(each, "") for each in list(made.bundle.entries)[:18]]
    html = LexborHTMLParser(str(made.render("wall.html", "", cards=cards)))
    for turn, spread in enumerate(html.css(".spread")):
        drawn = [re.search(r"card--(l|m|tall|wide)\b", card.attributes["class"] or "") for card in spread.css(".card")]
        assert [found[1] for found in drawn if found] == sizes[15 + turn]
