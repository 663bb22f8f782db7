"""Cards that turn over: by pointer and keyboard, remembered, both sides on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
FLIP = page_of("flip")


def cards(page: Page, exercise: int = 0) -> Locator:
    return page.locator("struin-flip").nth(exercise).locator(".flip")


def test_by_keyboard_a_card_turns_and_turns_back_and_stays_so(try_out: TryOut) -> None:
    page = try_out().go(FLIP)
    front, back = cards(page).first.locator("summary"), cards(page).first.locator(".flip__back")
    expect(back).to_be_hidden()
    front.focus()
    page.keyboard.press("Enter")
    expect(back).to_be_visible()
    expect(front).to_be_focused()
    expect(front).to_contain_text("Draai terug")
    page.reload()
    expect(back).to_be_visible()
    expect(cards(page).nth(1).locator(".flip__back")).to_be_hidden()
    expect(cards(page, 1).locator(".flip__back:visible")).to_have_count(0)
    front.focus()
    page.keyboard.press("Space")
    expect(back).to_be_hidden()
    page.reload()
    expect(back).to_be_hidden()


def test_once_every_card_was_turned_it_is_done_and_the_last_word_comes(try_out: TryOut) -> None:
    page = try_out().go(FLIP)
    last = page.get_by_text("Welke zin hoorde jij het laatst?")
    for card in cards(page, 1).all():
        expect(last).to_be_hidden()
        card.locator("summary").click()
    expect(last).to_be_visible()
    assert page.evaluate("Struin.done.has('exercises/zelf-flip')") is False
    for card in cards(page).all():
        card.locator("summary").click()
    assert page.evaluate("Struin.done.has('exercises/zelf-flip')") is True
    page.locator("struin-flip").nth(1).get_by_role("button", name="Wis").click()
    expect(cards(page, 1).locator("[open]")).to_have_count(0)
    expect(last).to_be_hidden()
    page.locator("struin-flip").nth(1).get_by_role("button", name="Zet terug").click()
    expect(cards(page, 1).locator("[open]")).to_have_count(4)
    expect(last).to_be_visible()


def test_a_turn_that_is_seen_ends_as_one_that_is_not_however_often_one_taps(try_out: TryOut) -> None:
    page = try_out(reduced_motion="no-preference").go(FLIP)
    cards(page).first.locator("summary").evaluate("front => { front.click(); front.click(); front.click(); }")
    expect(cards(page).first.locator(".flip__back")).to_be_visible()
    expect(cards(page).first).not_to_have_attribute("data-turning", "")
    expect(cards(page).first.locator("details")).to_have_attribute("open", "")


def test_on_paper_both_sides_lie_beside_each_other(try_out: TryOut) -> None:
    page = try_out().go(FLIP)
    page.emulate_media(media="print")
    front, back = cards(page).first.locator("summary").bounding_box(), cards(page).first.locator(".flip__back")
    expect(back).to_be_visible()
    beside = back.bounding_box()
    assert front
    assert beside
    assert beside["x"] >= front["x"] + front["width"]
    expect(page.get_by_text("Welke zin hoorde jij het laatst?")).to_be_visible()
