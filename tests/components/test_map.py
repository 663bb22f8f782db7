"""The map's layout: every item has a place on its own island, always the same, at a cost that grows with the bundle."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.components.map import component, drawing
from struin.components.map.layout import SPACING, Layout, Spot, lay_out
from struin.present import Presenter, Site
from world import bundle_of, entry, real_bundle

KINDS = ("stories", "quotes", "exercises", "trails")
NAMES = ("een", "twee", "drie", "vier", "vijf", "zes")


def homes(each: int, names: Sequence[str] = NAMES) -> dict[str, list[Spot]]:
    """So many items on every island; every fifth also belongs to the next island."""
    return {
        name: [
            Spot(f"{KINDS[n % 4]}/{name}-{n}", KINDS[n % 4], (names[(at + 1) % len(names)],) if n % 5 == 1 else ())
            for n in range(each)
        ]
        for at, name in enumerate(names)
    }


def inside(point: tuple[float, float], line: Sequence[tuple[float, float]]) -> bool:
    """Whether a point lies within a closed line."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(line, (*line[1:], line[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def calls(made: Mapping[str, Sequence[Spot]]) -> int:
    """How many functions the layout calls: its work, whatever the machine does meanwhile."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        lay_out(made)
    finally:
        sys.setprofile(None)
    return number


def provided(presenter: Presenter, name: str) -> Any:
    script = next(asset.content for asset in component.assets(presenter) if asset.path == f"assets/struin/{name}")
    return json.loads(script.decode().removeprefix(f'Struin.provide("assets/struin/{name}",').removesuffix(");\n"))


@pytest.fixture(scope="module")
def presenter() -> Presenter:
    return Presenter(real_bundle(), Site())


@pytest.fixture(scope="module")
def page(presenter: Presenter) -> HTMLParser:
    return HTMLParser(str(next(component.pages(presenter)).render()))


# Where everything lies


def test_the_same_items_give_the_same_map() -> None:
    assert lay_out(homes(40)) == lay_out(homes(40))


def test_twice_the_items_is_about_twice_the_work() -> None:
    small, large = calls(homes(300)), calls(homes(600))
    assert large < 2.3 * small
    assert calls(homes(1200)) < 2.3 * large


@pytest.mark.parametrize("each", [1, 2, 7, 60, 400])
@pytest.mark.parametrize("islands", [1, 2, 3, 4, 5, 6])
def test_every_place_lies_on_its_own_island_and_on_no_other(each: int, islands: int) -> None:
    layout = lay_out(homes(each, NAMES[:islands]))
    assert len(layout.places) == each * islands
    assert len({place.id for place in layout.places}) == each * islands
    for place in layout.places:
        on = [inside((place.x, place.y), island.coast) for island in layout.islands]
        assert [number for number, is_on in enumerate(on) if is_on] == [place.island], place


@pytest.mark.parametrize("sizes", [(25,) * 6, (3, 90, 4, 70, 1, 12), (200, 1, 1, 1, 1, 1)])
def test_islands_do_not_touch_and_all_lie_within_the_frame(sizes: tuple[int, ...]) -> None:
    made = {name: homes(size)[name] for name, size in zip(NAMES, sizes, strict=True)}
    layout = lay_out(made)
    for at, island in enumerate(layout.islands):
        others = (point for other in layout.islands[at + 1 :] for point in other.coast)
        assert not any(inside(point, island.coast) for point in others)
        for x, y in island.coast:
            assert layout.left <= x <= layout.left + layout.width
            assert layout.top <= y <= layout.top + layout.height


def test_no_two_places_lie_on_each_other() -> None:
    layout = lay_out(homes(60))
    near = min(
        math.dist((a.x, a.y), (b.x, b.y))
        for at, a in enumerate(layout.places)
        for b in layout.places[at + 1 :]
        if a.island == b.island
    )
    assert near > 0.35 * SPACING


def test_who_belongs_to_two_islands_lives_on_the_side_of_the_other() -> None:
    made = homes(60)
    layout = lay_out(made)
    guests = {spot.id: spot.guests[0] for spots in made.values() for spot in spots[1:] if spot.guests}
    number = {name: at for at, name in enumerate(made)}
    closer = 0
    for place in layout.places:
        if place.id in guests:
            own, other = layout.islands[place.island], layout.islands[number[guests[place.id]]]
            there = math.dist((place.x, place.y), (other.x, other.y))
            closer += there < math.dist((own.x, own.y), (other.x, other.y))
    assert closer == len(guests) > 50


def test_a_bundle_without_principles_or_with_one_has_a_map() -> None:
    assert lay_out({}).places == ()
    assert isinstance(lay_out({"een": [Spot("principles/een", "principles")]}), Layout)


def test_waves_are_in_open_water() -> None:
    layout = lay_out(homes(60))
    assert len(layout.waves) > 30
    assert not any(inside(wave, island.coast) for wave in layout.waves for island in layout.islands)


def test_a_large_map_has_no_more_ferries_grass_and_waves_than_a_small_one() -> None:
    small, large = lay_out(homes(20)), lay_out(homes(1500))
    assert len(large.ferries) <= 8
    assert len(large.waves) < 1.5 * len(small.waves)
    assert {len(island.tufts) for island in large.islands} == {len(island.tufts) for island in small.islands}


# The page and the data of the real bundle


def test_every_item_of_the_bundle_has_a_place(presenter: Presenter) -> None:
    data = provided(presenter, "map.js")
    ids = {f"{data['kinds'][kind]}/{name}" for kind, name in zip(data["kind"], data["names"].split(), strict=True)}
    assert ids == set(presenter.bundle.entries)
    assert len(data["x"]) == len(data["y"]) == len(data["island"]) == len(ids)


def test_the_ties_on_the_map_are_those_of_the_graph(presenter: Presenter) -> None:
    ids = [place.id for place in component.layout_of(presenter).places]
    for own, near in zip(ids, provided(presenter, "map-ties.js"), strict=True):
        tied = {tie.target for tie in presenter.bundle.graph.ties[own]}
        assert {ids[index] for index in near} <= tied
        assert len(near) == min(len(presenter.bundle.graph.ties[own]), component.TIES)


def test_the_list_leads_to_every_place(presenter: Presenter, page: HTMLParser) -> None:
    listed = [node.attributes["data-item"] for node in page.css(".places [data-item]")]
    assert sorted(filter(None, listed)) == sorted(presenter.bundle.entries)
    assert len(page.css(".map__island use")) == len(presenter.bundle.entries)


def test_the_names_of_islands_are_links_and_whole(presenter: Presenter, page: HTMLParser) -> None:
    titles = [presenter.bundle.entries[f"principles/{n}"].item.title for n in presenter.bundle.settings.principles]
    assert [" ".join(node.text().split()) for node in page.css(".map__name")] == titles


def test_every_kind_has_a_mark_of_its_own_and_a_word_beside_it(presenter: Presenter, page: HTMLParser) -> None:
    assert set(presenter.bundle.collections) == set(drawing.MARKS)
    assert len({str(parts) for parts in drawing.MARKS.values()}) == len(drawing.MARKS)
    legend = [" ".join(node.text().split()) for node in page.css(".map__legend li")]
    assert legend == [presenter.bundle.words.text(f"{kind}.name.one") for kind in presenter.bundle.collections]


def many(number: int) -> Iterator[Any]:
    yield from (entry("principles/open"), entry("principles/dichtbij"))
    for n in range(number):
        yield entry(f"{KINDS[n % 2]}/item-{n}", principles=(("open", "dichtbij")[n % 3 == 0],))


def test_a_large_bundle_has_counts_in_the_list_with_the_way_to_the_overviews() -> None:
    presenter = Presenter(bundle_of(list(many(component.DRAWN + 10))), Site())
    page = HTMLParser(str(next(component.pages(presenter)).render()))
    assert page.css(".places__kind li") == []
    assert page.css(".map__island use") == []
    assert sum(int(node.text()) for node in page.css(".places__kind .places__count")) == component.DRAWN + 10
    targets = [str(node.attributes["href"]) for node in page.css(".places__kind h4 a")]
    assert targets
    assert all(target.startswith(("../stories/", "../quotes/")) and "#" in target for target in targets)


def test_the_page_of_a_large_bundle_stays_small() -> None:
    presenter = Presenter(bundle_of(list(many(component.DOTTED + 10))), Site())
    assert len(next(component.pages(presenter)).render()) < 60_000
