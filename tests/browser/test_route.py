"""Following a trail: what is next, a strip that goes along, off the way and back, leaving it and coming back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from built import Built
from keeping import BLOCKED

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
TRAIL = "trails/alweer/"
FIRST, SECOND, LAST = (
    "quotes/negen-keer-de-eerste-keer",
    "stories/de-laatste-kolom",
    "exercises/drie-keer-dezelfde-knoop",
)
ELSEWHERE = "stories/twee-graden/"
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")


def go(page: Page) -> Locator:
    return page.locator(".route__go")


def strip(page: Page) -> Locator:
    return page.locator(".strip:not([hidden]) .strip__row:not([hidden])")


def begun(visitor: Visit) -> Page:
    """At the first stop of a trail."""
    page = visitor.go(TRAIL)
    go(page).click()
    page.wait_for_url(f"**/{FIRST}/")
    expect(strip(page)).to_be_visible()
    return page


def test_before_one_begins_there_is_no_strip_and_nothing_is_loaded(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(ELSEWHERE)
    expect(page.locator(".strip")).to_be_hidden()
    assert not any("/trails/" in address for address in visitor.requests)
    visitor.go(TRAIL)
    expect(go(page)).to_have_text("Begin de route")
    expect(page.locator(".route__seen")).to_have_count(0)


def test_a_trail_is_followed_from_stop_to_stop_with_the_keyboard(visit: VisitFixture) -> None:
    page = visit().go(TRAIL)
    stops = page.locator("[data-route-stop]").evaluate_all("(stops) => stops.map((stop) => stop.dataset.routeStop)")
    titles = page.locator("[data-route-stop]").count()
    go(page).focus()
    page.keyboard.press("Enter")
    for number, stop in enumerate(stops, 1):
        page.wait_for_url(f"**/{stop}/")
        expect(page.locator(".strip__stop")).to_have_text(f"stop {number} van {titles}")
        expect(page.locator(".strip__trail")).to_have_text("Route Alweer")
        following = page.locator(".strip__next")
        expect(following).to_contain_text("Volgende:" if number < titles else "Dit was de laatste stop.")
        following.focus()
        page.keyboard.press("Enter")
    page.wait_for_url(f"**/{TRAIL}")
    expect(page.locator(".route__seen")).to_have_count(len(stops))
    expect(page.locator(".route__status")).to_contain_text("Je was bij alle stops.")
    expect(go(page)).to_have_text("Loop de route opnieuw")
    go(page).click()
    page.wait_for_url(f"**/{stops[0]}/")
    expect(page.locator(".strip__stop")).to_have_text(f"stop 1 van {titles}")


def test_the_trails_page_tells_what_was_seen_and_where_to_go_on(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    page.locator(".strip__next").click()
    page.wait_for_url(f"**/{SECOND}/")
    expect(strip(page)).to_be_visible()
    page.locator(".strip__where").click()
    page.wait_for_url(f"**/{TRAIL}")
    expect(page.locator(".stop--seen")).to_have_count(2)
    expect(page.locator("[data-route-stop] .stop__number").first).to_have_text("Stop 1 gezien")
    expect(page.locator(".route__status")).to_contain_text("Je was bij 2 van de 9 stops.")
    expect(go(page)).to_have_text("Ga verder bij stop 3")
    expect(page.locator(".strip")).to_be_hidden()


def test_off_the_trail_the_strip_says_so_kindly_and_leads_back(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    for address in (ELSEWHERE, "stories/", "kaart/", ""):
        visitor.go(address)
        expect(strip(page)).to_contain_text("Je bent even van de route af.")
    page.locator(".strip__next", has_text="Terug naar stop 1").click()
    page.wait_for_url(f"**/{FIRST}/")
    expect(page.locator(".strip__stop")).to_have_text("stop 1 van 9")


def test_a_stop_that_is_skipped_comes_after_the_last(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    visitor.go(LAST)
    expect(page.locator(".strip__stop")).to_have_text("stop 9 van 9")
    visitor.go(TRAIL)
    expect(go(page)).to_have_text("Ga verder bij stop 2")


def test_leaving_can_be_undone_at_once(visit: VisitFixture) -> None:
    page = begun(visit())
    page.get_by_role("button", name="Verlaat de route").press("Enter")
    resume = page.get_by_role("button", name="Toch verder")
    expect(resume).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Je bent van de route af.")).to_be_visible()
    resume.press("Enter")
    expect(page.locator(".strip__stop")).to_have_text("stop 1 van 9")
    expect(page.locator(".strip__next")).to_be_focused()


def test_who_left_meets_no_strip_any_more_and_may_come_back_to_the_same_stop(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    page.get_by_role("button", name="Verlaat de route").click()
    for address in (SECOND, ELSEWHERE):
        visitor.go(address)
        expect(page.locator(".dock")).to_be_visible()
        expect(page.locator(".strip")).to_be_hidden()
    visitor.go(TRAIL)
    expect(go(page)).to_have_text("Ga verder bij stop 2")
    go(page).click()
    page.wait_for_url(f"**/{SECOND}/")
    expect(page.locator(".strip__stop")).to_have_text("stop 2 van 9")


def test_a_stop_in_the_list_is_a_way_in_too(visit: VisitFixture) -> None:
    page = visit().go(TRAIL)
    page.locator(f"[data-route-stop='{SECOND}'] a[href]").first.click()
    page.wait_for_url(f"**/{SECOND}/")
    expect(page.locator(".strip__stop")).to_have_text("stop 2 van 9")


def test_one_tab_follows_the_other(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    other = visitor.context.new_page()
    other.goto(visitor.url + SECOND + "/")
    expect(strip(other)).to_be_visible()
    other.get_by_role("button", name="Verlaat de route").click()
    expect(page.locator(".strip")).to_be_hidden()


def test_two_tabs_at_two_stops_do_not_correct_each_other(visit: VisitFixture) -> None:
    visitor = visit()
    page = begun(visitor)
    writes = """window.writes = 0;
    document.addEventListener("struin:stored", ({ detail }) => (window.writes += detail.key === "route"));"""
    other = visitor.context.new_page()
    other.goto(visitor.url + SECOND + "/")
    expect(other.locator(".strip__count")).to_contain_text("2/")
    page.reload()
    expect(page.locator(".strip__count")).to_contain_text("1/")
    page.evaluate(writes)
    other.evaluate(writes)
    other.evaluate("Struin.store.set('done', [])")
    page.wait_for_function("Struin.store.get('route').at === 0")
    assert [page.evaluate("window.writes"), other.evaluate("window.writes")] == [0, 0]


@pytest.mark.parametrize(
    "stored",
    [
        '{"version":1,"data":{"id":"trails/../../x","at":2,"seen":[]}}',
        '{"version":1,"data":{"id":"trails/alweer","at":"<img>","seen":{"a":1}}}',
        '{"version":1,"data":{"id":"trails/alweer","at":99,"seen":["<b>",3]}}',
        '{"version":1,"data":[1]}',
        "{",
    ],
)
def test_whatever_is_in_the_storage_breaks_nothing(visit: VisitFixture, stored: str) -> None:
    visitor = visit()
    page = visitor.go(ELSEWHERE)
    page.evaluate("(stored) => localStorage.setItem('struin:struinen:route', stored)", stored)
    visitor.go(TRAIL)
    expect(go(page)).to_have_text("Begin de route")
    visitor.go(SECOND)
    expect(page.locator("h1")).to_be_visible()


def test_a_trail_that_is_no_longer_there_leaves_no_strip(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(ELSEWHERE)
    page.evaluate("Struin.store.set('route', { id: 'trails/weg', at: 0, seen: [] })")
    visitor.expected.add(visitor.url + "assets/struin/trails/weg.js")
    visitor.go(SECOND)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".strip")).to_be_hidden()
    assert all("weg.js" in fault for fault in visitor.faults)  # the browser says so, and nothing else
    visitor.faults.clear()


def test_where_nothing_may_be_kept_the_stops_still_lead_on(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script(BLOCKED)
    page = visitor.go(TRAIL)
    expect(page.locator(".route__status")).to_contain_text("Er wordt nu niets onthouden")
    go(page).click()
    page.wait_for_url(f"**/{FIRST}/")
    expect(page.locator(".strip")).to_be_hidden()


def test_without_javascript_a_trail_is_a_complete_list_of_links(visit: VisitFixture) -> None:
    page = visit(java_script_enabled=False).go(TRAIL)
    expect(page.locator("[data-route-stop]")).to_have_count(9)
    for stop in page.locator("[data-route-stop]").all():
        expect(stop.locator(".stop__why")).to_be_visible()
        expect(stop.locator("a[href]").first).to_be_visible()
    expect(page.locator(".strip")).to_be_hidden()
    go(page).click()
    page.wait_for_url(f"**/{FIRST}/")


def test_from_a_folder_the_strip_goes_along_too(chromium: Any, site: Built) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto((site.folder / FIRST / "index.html").as_uri())
    page.evaluate("Struin.store.set('route', { id: 'trails/alweer', at: 0, seen: [] })")
    expect(page.locator(".strip__stop")).to_have_text("stop 1 van 9")
    context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (1280, 800), (320, 256)])
def test_the_strip_is_within_reach_and_covers_no_other_button(visit: VisitFixture, width: int, height: int) -> None:
    page = begun(visit(width=width, height=height))
    boxes = [
        each.bounding_box() for each in page.locator(".strip__row > a, .strip__leave, .dock__item, .leave__link").all()
    ]
    seen = [box for box in boxes if box]
    assert len(seen) >= 6
    for at, one in enumerate(seen):
        assert one["height"] >= 44
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= width
        for other in seen[at + 1 :]:
            apart_x = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
            apart_y = one["y"] + one["height"] <= other["y"] + 1 or other["y"] + other["height"] <= one["y"] + 1
            assert apart_x or apart_y, (one, other)
    assert page.evaluate("document.querySelector('.strip').scrollWidth") <= width


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = begun(visitor)
    told = []
    for address in (FIRST, ELSEWHERE, TRAIL, "trails/"):
        visitor.go(address)
        page.wait_for_function("() => customElements.get('struin-route')")
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        told += [
            f"{address} {fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]
        ]
    visitor.close()
    assert told == []
