"""Laying together, in pairs and in groups: from a list, by buttons, by dragging; what is said of it; on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
MATCH = page_of("match")
CALLED, CLOSE, OUT = "‘Ik kom even kijken hoe het gaat.’", "‘Wat zou u zelf willen?’", "‘Er is over ons gebeld.’"


def pairs(page: Page) -> Locator:
    return page.locator("struin-match", has=page.locator(".match__row"))


def groups(page: Page) -> Locator:
    return page.locator("struin-match", has=page.locator(".match__card"))


def pick(page: Page, card: str, words: str) -> None:
    option = pairs(page).get_by_label(card).locator("option", has_text=words)
    pairs(page).get_by_label(card).select_option(str(option.get_attribute("value")))


def laid(page: Page) -> dict[str, str]:
    """What shows at each card, of the cards that something lies at."""
    rows = pairs(page).locator(".match__row:has([data-laid])").all()
    return {
        str(row.locator(".match__text").text_content()): str(row.locator(".match__words").text_content())
        for row in rows
    }


def test_half_a_pair_is_chosen_from_a_list_and_lies_in_one_place(try_out: TryOut) -> None:
    page = try_out().go(MATCH)
    pick(page, CALLED, OUT)
    assert laid(page) == {CALLED: OUT}
    pick(page, CLOSE, OUT)
    assert laid(page) == {CLOSE: OUT}
    page.reload()
    assert laid(page) == {CLOSE: OUT}
    pairs(page).get_by_role("button", name="Kijk na").click()
    expect(pairs(page).locator("[data-shown]")).to_have_count(1)
    expect(pairs(page).locator("[data-shown]")).to_be_focused()
    expect(pairs(page).locator(".match__fit")).to_have_text("Past ergens anders")
    expect(pairs(page).locator("[data-part=said]")).to_have_text("0 van de 3 passen zo. Lees wat erbij staat.")
    pick(page, CALLED, OUT)
    expect(pairs(page).locator("[data-shown]")).to_have_count(0)
    pairs(page).get_by_role("button", name="Kijk na").click()
    expect(pairs(page).locator(".match__fit")).to_have_text("Past hier")
    assert groups(page).evaluate("each => each.response") is None


def test_by_keyboard_a_card_gets_its_group_and_arrows_never_look(try_out: TryOut) -> None:
    page = try_out().go(MATCH)
    card = groups(page).get_by_role("group", name="Je blijft staan waar je staat.")
    card.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(card.get_by_role("radio", name="Hangt ervan af")).to_be_checked()
    expect(groups(page).locator("[data-shown]")).to_have_count(0)
    page.reload()
    expect(card.get_by_role("radio", name="Hangt ervan af")).to_be_checked()
    card.get_by_role("radio", name="Helpend").check()
    groups(page).get_by_role("button", name="Kijk na").click()
    expect(card).to_contain_text("Past hier")
    expect(card).to_contain_text("Zo kan zij kiezen")
    expect(groups(page).locator("[data-shown]")).to_have_count(1)


def test_by_mouse_a_half_is_dragged_to_its_pair_and_back_to_nowhere(try_out: TryOut) -> None:
    page = try_out(height=1400).go(MATCH)
    half = pairs(page).locator(".match__target", has_text=OUT)
    half.drag_to(pairs(page).locator(".match__row").nth(1))
    assert laid(page) == {CLOSE: OUT}
    expect(pairs(page).locator("[data-part=said]")).to_have_text(f"Ligt nu bij: {OUT}")
    half.drag_to(pairs(page).locator(".match__row").first)
    assert laid(page) == {CALLED: OUT}
    half.drag_to(page.locator("h1"))
    assert laid(page) == {CALLED: OUT}
    expect(half).not_to_have_attribute("data-held", "")


def test_by_finger_a_card_is_dragged_to_a_group_that_comes_to_the_thumb(try_out: TryOut) -> None:
    visitor = try_out(width=390, has_touch=True)
    page = visitor.go(MATCH)
    card = groups(page).locator(".match__card").first
    card.scroll_into_view_if_needed()
    zone = groups(page).locator(".match__zone").nth(1)
    expect(zone).to_be_hidden()
    grip = card.locator(".match__grip").bounding_box()
    assert grip
    session = visitor.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        where = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

    touch("touchStart", (grip["x"] + 20, grip["y"] + 20))
    touch("touchMove", (grip["x"], grip["y"] + 40))
    expect(zone).to_be_visible()
    there = zone.bounding_box()
    assert there
    touch("touchMove", (there["x"] + 20, there["y"] + 20))
    expect(zone).to_have_attribute("data-over", "")
    touch("touchEnd")
    expect(zone).to_be_hidden()
    expect(card.get_by_role("radio", name="Beter laten")).to_be_checked()
    # So is half a pair.
    half, row = pairs(page).locator(".match__target", has_text=OUT), pairs(page).locator(".match__row").last
    half.scroll_into_view_if_needed()
    grip, there = half.locator(".match__grip").bounding_box(), row.bounding_box()
    assert grip
    assert there
    touch("touchStart", (grip["x"] + 20, grip["y"] + 20))
    touch("touchMove", (grip["x"] + 10, grip["y"] + 10))
    touch("touchMove", (there["x"] + 40, there["y"] + 20))
    touch("touchEnd")
    assert list(laid(page).values()) == [OUT]


def test_on_paper_two_columns_with_letters_and_groups_to_tick(try_out: TryOut) -> None:
    page = try_out(java_script_enabled=False).go(MATCH)
    expect(pairs(page).get_by_label(CALLED).locator("option")).to_have_count(4)
    assert pairs(page).locator(".match__letter").all_text_contents() == ["A", "B", "C"]
    page.emulate_media(media="print")
    row, half = pairs(page).locator(".match__row").first, pairs(page).locator(".match__target").first
    left, right = row.bounding_box(), half.bounding_box()
    assert left
    assert right
    assert right["x"] > left["x"] + left["width"]
    expect(row.locator("select")).to_be_hidden()
    expect(pairs(page).get_by_text("Schrijf bij elke zin de letter")).to_be_visible()
    expect(groups(page).get_by_role("radio").first).to_be_visible()
