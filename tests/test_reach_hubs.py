"""Reach and overviews: no dead end, and no item further than three clicks from home, at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from struin.bundle import Bundle
from struin.diagnostics import Place, error
from struin.doors import SKIP
from struin.hubs import CARDS_PER_PAGE, page_with, plan_hubs
from struin.present import Presenter, Site
from struin.reach import HOME, MOST_CLICKS, clicks_from, dead_ends, largest_circle, links_of_pages
from test_doors import HOMES, connected, promises, some_entries
from world import bundle_of, real_bundle


@cache
def large() -> Bundle:
    """1,000 items beside the principles, over several pages per overview."""
    return bundle_of(some_entries(1000), HOMES)


def clicks(bundle: Bundle) -> dict[str, int]:
    return clicks_from(HOME, links_of_pages(bundle))


@pytest.mark.parametrize("bundle", [real_bundle, large], ids=["real", "thousand"])
def test_every_item_is_within_three_clicks_and_leads_to_every_other(bundle: object) -> None:
    loaded = bundle()  # type: ignore[operator]
    far = {each: number for each, number in clicks(loaded).items() if number > MOST_CLICKS}
    assert far == {}
    assert set(loaded.entries) <= set(clicks(loaded))
    assert connected(loaded)
    assert list(dead_ends(loaded)) == []


@given(st.dictionaries(st.integers(0, 12).map(str), st.frozensets(st.integers(0, 12).map(str), max_size=4)))
def test_walks_count_as_a_graph_library_does(links: dict[str, frozenset[str]]) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(links)
    graph.add_edges_from((page, target) for page, targets in links.items() for target in targets)
    for page in links:
        assert clicks_from(page, links) == dict(networkx.single_source_shortest_path_length(graph, page))
    circles = [set(each) for each in networkx.strongly_connected_components(graph)]
    found = largest_circle(links)
    assert found in circles if circles else not found
    assert len(found) == max(map(len, circles), default=0)


def test_a_thousand_items_keep_every_promise_about_doors() -> None:
    assert promises(large()) == []


def test_an_overview_is_cut_into_pages_and_the_first_links_to_all_others() -> None:
    bundle = large()
    plans = plan_hubs(bundle)
    sizes = {kind: len(plans[kind]) for kind in ("exercises", "principles", "quotes", "stories")}
    assert sizes == {"exercises": 4, "principles": 1, "quotes": 4, "stories": 4}
    assert [plan.page for plan in plans["stories"]] == [
        "stories/",
        "stories/blad-2",
        "stories/blad-3",
        "stories/blad-4",
    ]
    assert {plan.page for plan in plans["stories"][1:]} <= links_of_pages(bundle)["stories/"]


def test_an_overview_holds_every_item_of_its_kind_once_in_pages_of_a_bounded_size() -> None:
    bundle = large()
    for kind, pages in plan_hubs(bundle).items():
        cards = [[entry.id for _, entries in plan.sections for entry in entries] for plan in pages]
        assert all(len(page) <= CARDS_PER_PAGE for page in cards)
        listed = [each for page in cards for each in page]
        assert sorted(listed) == sorted(each for each in bundle.entries if each.startswith(f"{kind}/"))


def test_the_links_that_the_proof_counts_on_are_really_on_the_pages() -> None:
    """The proof is about a graph; this holds it against the HTML of one overview and one item."""
    bundle = large()
    presenter = Presenter(bundle, Site())
    first, second = presenter.hubs["stories"][:2]
    html = str(presenter.hub_page(first))
    for plan in presenter.hubs["stories"][1:]:
        assert f'href="../{plan.page}/"' in html
    for _, entries in second.sections:
        for entry in entries:
            assert f'href="../../{entry.id}/"' in str(presenter.hub_page(second))
    here = second.sections[0][1][0].id
    page = str(presenter.item_page(here))
    assert all(f'href="../../{door.target}/"' in page for door in bundle.doors[here])


def test_the_address_of_a_principle_leads_to_the_page_where_its_section_begins() -> None:
    pages = plan_hubs(large())["quotes"]
    for home in HOMES:
        first = next(plan for plan in pages if home in [name for name, _ in plan.sections])
        assert page_with(pages, home) == first.page


def without_skips(bundle: Bundle, ids: Sequence[str]) -> Bundle:
    doors = {here: tuple(d for d in all_doors if d.tie != SKIP) for here, all_doors in bundle.doors.items()}
    # All other doors of these items lead to one another, so nothing leads out.
    doors |= {here: tuple(d for d in doors[here] if d.target in ids) for here in ids}
    return replace(bundle, doors=doors)


def test_an_item_that_the_doors_do_not_lead_away_from_is_found() -> None:
    bundle = bundle_of(some_entries(30), HOMES)
    island = "stories/item-0"
    cut = without_skips(bundle, [island])
    assert error("item-on-an-island", Place(f"content/{island}.md"), item=island) in list(dead_ends(cut))


def test_an_item_that_no_overview_shows_is_found_to_be_out_of_reach() -> None:
    bundle = bundle_of(some_entries(30), HOMES)
    lost = "quotes/item-1"
    # Not in any overview, and no door leads there either.
    hidden = replace(
        bundle,
        doors={here: tuple(door for door in doors if door.target != lost) for here, doors in bundle.doors.items()},
    )
    kept = {
        kind: {home: tuple(each for each in entries if each.id != lost) for home, entries in homes.items()}
        for kind, homes in bundle.by_home.items()
    }
    hidden.__dict__["by_home"] = kept
    assert error("item-out-of-reach", Place(f"content/{lost}.md"), item=lost) in list(dead_ends(hidden))
