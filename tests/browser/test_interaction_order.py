"""Putting in order: by buttons, by mouse, by finger; what is said of it; on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
ORDER = page_of("order")
COFFEE = ["Je vraagt of je kunt helpen.", "Je wacht op antwoord.", "Je pakt twee kopjes."]


def exercise(page: Page) -> Locator:
    return page.locator("struin-order").first


def steps(page: Page, number: int = 0) -> list[str]:
    return page.locator("struin-order").nth(number).locator(".order__text").all_text_contents()


def said(page: Page) -> Locator:
    return exercise(page).locator("[data-part=said]")


def test_by_keyboard_a_step_moves_keeps_the_focus_and_says_where_it_is(try_out: TryOut) -> None:
    page = try_out().go(ORDER)
    at_first, other = steps(page), steps(page, 1)
    assert at_first != COFFEE
    down = exercise(page).get_by_role("button", name=f"Omlaag {at_first[0]}")
    down.focus()
    page.keyboard.press("Enter")
    assert steps(page) == [at_first[1], at_first[0], at_first[2]]
    expect(down).to_be_focused()
    expect(said(page)).to_have_text("Plek 2 van 3.")
    page.keyboard.press("Space")
    expect(said(page)).to_have_text("Plek 3 van 3.")
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert steps(page) == [at_first[1], at_first[2], at_first[0]]
    page.reload()
    assert steps(page) == [at_first[1], at_first[2], at_first[0]]
    assert steps(page, 1) == other
    exercise(page).get_by_role("button", name="Wis").click()
    assert steps(page) == at_first


def test_what_is_said_fits_where_each_step_stands_and_goes_once_it_moves(try_out: TryOut) -> None:
    page = try_out().go(ORDER)
    exercise(page).get_by_role("button", name="Kijk na").click()
    expect(said(page)).to_have_text("Verplaats eerst iets.")
    for turn in range(9):
        marks = exercise(page).locator(".order__fit").all_text_contents()
        if marks and set(marks) == {"Past hier"}:
            break
        now = steps(page)
        wrong = next(at for at in (0, 1, 2) if now[at] != COFFEE[at])
        step = exercise(page).get_by_role("button", name=f"Omhoog {COFFEE[wrong]}")
        step.click()
        expect(exercise(page).locator("[data-shown]")).to_have_count(0)
        exercise(page).get_by_role("button", name="Kijk na").click()
        expect(exercise(page).locator("[data-shown]").first).to_be_focused()
        assert turn < 8
    assert steps(page) == COFFEE
    expect(said(page)).to_contain_text("Zo past het achter elkaar")
    page.reload()
    expect(exercise(page).locator(".order__fit")).to_have_count(3)


def test_by_mouse_a_step_is_dragged_anywhere_by_its_words(try_out: TryOut) -> None:
    page = try_out().go(ORDER)
    at_first = steps(page)
    words = exercise(page).locator(".order__text")
    words.first.drag_to(words.nth(2))
    assert steps(page) == [at_first[1], at_first[2], at_first[0]]
    expect(said(page)).to_have_text("Plek 3 van 3.")
    assert page.evaluate("document.querySelector('struin-order').response.length") == 3


def test_by_finger_a_step_is_dragged_by_its_grip_and_elsewhere_the_page_scrolls(try_out: TryOut) -> None:
    visitor = try_out(width=390, has_touch=True)
    page = visitor.go(ORDER)
    exercise(page).scroll_into_view_if_needed()
    at_first = steps(page)
    expect(exercise(page).locator(".order__text").first).to_have_css("touch-action", "auto")
    grip = exercise(page).locator(".order__grip").first
    expect(grip).to_have_css("touch-action", "none")
    box = grip.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = visitor.context.new_cdp_session(page)
    for kind, far in (("touchStart", 0), ("touchMove", 40), ("touchMove", 80), ("touchMove", 110)):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y + far}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(said(page)).to_have_text("Plek 2 van 3.")
    assert steps(page)[1] == at_first[0]


def test_whatever_was_kept_every_step_is_there_once(try_out: TryOut) -> None:
    page = try_out().go(ORDER)
    at_first = steps(page)
    keys = page.evaluate("[...document.querySelectorAll('.order__step')].map(each => each.dataset.step)")
    lay = "(kept) => (document.querySelector('struin-order').response = kept)"
    for kept in ([keys[2], keys[2], "nope", None, 7], [keys[2]]):
        page.evaluate(lay, kept)
        assert steps(page) == [at_first[2], *at_first[:2]]
    for kept in ({"0": 1}, "x", [[]], None):
        page.evaluate(lay, kept)
        assert steps(page) == at_first


def test_on_paper_there_is_room_for_numbers_and_without_a_script_a_field(try_out: TryOut) -> None:
    page = try_out(java_script_enabled=False).go(ORDER)
    fields = exercise(page).get_by_role("textbox")
    expect(fields).to_have_count(3)
    expect(fields.first).to_have_accessible_name(steps(page)[0])
    assert steps(page) != COFFEE
    exercise(page).locator("summary").click()
    assert exercise(page).locator(".order-said__text").all_text_contents() == COFFEE
    page.emulate_media(media="print")
    expect(fields.first).to_be_hidden()
    expect(exercise(page).get_by_text("Zet er nummers voor")).to_be_visible()
    number = "getComputedStyle(document.querySelector('.order__step'), '::before')"
    written = try_out().go(ORDER)
    written.emulate_media(media="print")
    assert written.evaluate(f"{number}.content") == '""'
    assert written.evaluate(f"{number}.borderBottomStyle") == "solid"
