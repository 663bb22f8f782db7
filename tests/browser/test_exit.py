"""Leaving at once: by the button, by Shift three times, without JavaScript; and only where the bundle wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from browsing import Server, Visit
from built import PROJECT
from keeping import STORY
from struin.present import Presenter, Site
from world import bundle_of, entry

pytestmark = pytest.mark.browser

AWAY = "https://www.buienradar.nl/"
Leaver = Callable[..., Visit]


@pytest.fixture
def leaver(chromium: Any, served: Server) -> Iterator[Leaver]:
    """A visit that may leave for the weather: nothing else may go wrong, and nothing else may be asked for."""
    visits: list[Visit] = []

    def opened(**options: Any) -> Visit:
        visitor = Visit(chromium, served.url, **options)
        visitor.context.route(f"{AWAY}**", _weather)
        visits.append(visitor)
        return visitor

    yield opened
    for each in visits:
        each.close()
    assert [fault for each in visits for fault in each.faults if AWAY not in fault] == []


def _weather(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<title>Weer</title><h1>Droog</h1>")


def left(visitor: Visit) -> bool:
    return any(request.startswith(AWAY) for request in visitor.requests)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_button_leads_away_and_the_page_does_not_stay_behind_the_back_button(width: int, leaver: Leaver) -> None:
    visitor = leaver(width=width, height=700)
    visitor.go("stories/")
    page = visitor.go(STORY)
    page.get_by_role("link", name="Verlaat deze site snel").click()
    page.wait_for_url(AWAY)
    page.go_back()
    assert visitor.address == "stories/"


def test_everything_is_hidden_before_the_other_page_is_there(leaver: Leaver) -> None:
    visitor = leaver()
    page = visitor.go(STORY)
    visitor.context.unroute(f"{AWAY}**")
    visitor.context.route(f"{AWAY}**", lambda route: route.abort("aborted"))  # as if it never came
    with visitor.context.expect_event("requestfailed"):
        page.get_by_role("link", name="Verlaat deze site snel").click(no_wait_after=True)
    assert page.evaluate("[...document.body.children].every((each) => getComputedStyle(each).display === 'none')")
    assert page.evaluate("document.title") == "www.buienradar.nl"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("h1")).to_be_visible()
    assert "Twee graden" in page.title()


def test_shift_three_times_leaves_and_says_how_many_are_left(leaver: Leaver) -> None:
    visitor = leaver()
    page = visitor.go(STORY)
    said = page.locator(".leave [role=status]")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Nog twee keer Shift, en je bent weg.")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Nog één keer Shift, en je bent weg.")
    assert not left(visitor)
    page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_capitals_and_going_backwards_are_no_wish_to_leave(leaver: Leaver) -> None:
    visitor = leaver()
    page = visitor.go(STORY)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    note = page.get_by_label("Briefje aan jezelf")
    note.focus()
    for letter in ("A", "B", "C", "D"):
        page.keyboard.press(f"Shift+{letter}")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    expect(page.locator(".leave [role=status]")).to_have_text("Nog twee keer Shift, en je bent weg.")
    assert not left(visitor)


def test_who_waits_too_long_begins_again(leaver: Leaver) -> None:
    visitor = leaver()
    visitor.page.clock.install()
    page = visitor.go(STORY)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.fast_forward(6000)
    expect(page.locator(".leave [role=status]")).to_have_text("Je bent nog hier. Het duurde te lang.")
    page.keyboard.press("Shift")
    expect(page.locator(".leave [role=status]")).to_have_text("Nog twee keer Shift, en je bent weg.")
    assert not left(visitor)


def test_without_javascript_it_is_a_link(leaver: Leaver) -> None:
    visitor = leaver(java_script_enabled=False)
    page = visitor.go(STORY)
    page.get_by_role("link", name="Verlaat deze site snel").click()
    page.wait_for_url(AWAY)


def test_nothing_is_asked_of_the_other_site_before_somebody_leaves(leaver: Leaver) -> None:
    visitor = leaver()
    page = visitor.go(STORY)
    page.get_by_role("link", name="Verlaat deze site snel").hover()
    page.get_by_role("link", name="Verlaat deze site snel").focus()
    assert not left(visitor)


def test_a_bundle_that_does_not_ask_for_it_has_no_such_button() -> None:
    bundle = bundle_of([entry("principles/open"), entry("principles/dichtbij"), entry("stories/jas")])
    assert not bundle.settings.exit
    assert "struin-exit" not in str(Presenter(bundle, Site()).slot("shell", ""))


def test_the_real_bundle_asks_for_it_and_says_where_it_leads() -> None:
    text = (PROJECT / "content/bundle.yml").read_text(encoding="utf-8")
    assert "\nexit: true\n" in text
