"""Writing in one's own words: the example comes after, and writing goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("reflect")
BUTTON = "Leg er een voorbeeld naast"


def first(page: Page) -> Locator:
    return page.locator("struin-reflect").first


def text(page: Page) -> Locator:
    return first(page).get_by_role("textbox").first


def test_by_keyboard_first_ones_own_words_then_the_example_and_on_one_writes(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    expect(text(page)).to_have_accessible_description("Schrijf geen namen op.")
    text(page).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first(page).locator("[data-part=said]")).to_have_text("Schrijf eerst iets op, al is het één zin.")
    expect(first(page).locator("[data-part=beside]")).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Een natte hond.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    beside = first(page).locator("[data-part=beside]")
    expect(beside.locator("p").first).to_be_focused()
    expect(beside).to_contain_text("De hond lag op de trap")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.type(" En nog een.")
    expect(text(page)).to_be_focused()
    expect(beside).to_be_visible()
    page.reload()
    expect(text(page)).to_have_value("Een natte hond. En nog een.")
    expect(beside).to_be_visible()


def test_there_is_room_for_as_many_lines_as_were_asked_for(try_out: TryOut) -> None:
    page = try_out(width=320).go(HERE)
    high = "(field) => [field.clientHeight, parseFloat(getComputedStyle(field).lineHeight), field.rows]"
    height, line, rows = text(page).evaluate(high)
    assert height >= rows * line
    text(page).fill("regel\n" * 12)
    assert text(page).evaluate("(field) => field.scrollHeight <= field.clientHeight + 1")
    page.emulate_media(media="print")
    assert text(page).evaluate("(field) => getComputedStyle(field).backgroundImage").startswith("repeating-linear")
