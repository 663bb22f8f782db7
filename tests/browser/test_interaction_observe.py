"""A picture to look at: by pointer and by list; what it may tell; one's own words; on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
OBSERVE = page_of("observe")
CHILD, CLOCK = "Een kind onder de tafel, met één rode en één witte sok.", "De klok staat op tien voor negen."


def kitchen(page: Page) -> Locator:
    return page.locator("struin-observe[data-id=ochtend-in-de-keuken]")


def tap(page: Page, x: float, y: float) -> None:
    """Taps the picture at a place in percent."""
    picture = kitchen(page).locator(".observe__picture")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    picture.click(position={"x": box["width"] * x / 100, "y": box["height"] * y / 100})


def look(page: Page) -> None:
    kitchen(page).get_by_role("button", name="Lees wat het kan vertellen").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_tap_marks_what_is_near_and_the_list_agrees(width: int, try_out: TryOut) -> None:
    page = try_out(width=width, height=900).go(OBSERVE)
    marks, told = kitchen(page).locator(".observe__mark:visible"), kitchen(page).locator(".observe__told")
    expect(marks).to_have_count(0)
    tap(page, 45, 88)
    expect(marks).to_have_count(1)
    expect(told).to_have_text(f"2. {CHILD}")
    expect(kitchen(page).get_by_role("checkbox", name=CHILD)).to_be_checked()
    tap(page, 15, 10)
    expect(told).to_contain_text("Hier hoort geen gedachte bij.")
    expect(marks).to_have_count(1)
    page.reload()
    expect(kitchen(page).get_by_role("checkbox", name=CHILD)).to_be_checked()
    expect(marks).to_have_count(1)
    tap(page, 43, 90)
    expect(marks).to_have_count(0)
    expect(told).to_contain_text("is niet meer aangewezen")


def test_by_keyboard_the_list_does_all_that_pointing_does(try_out: TryOut) -> None:
    page = try_out(height=1400).go(OBSERVE)
    expect(kitchen(page).get_by_role("img")).to_have_accessible_name(
        "Een keuken in de ochtend. Een vrouw staat met haar rug naar ons toe te bellen, een baby zwaait in een "
        "kinderstoel, een kind zit onder de tafel bij de kat."
    )
    expect(kitchen(page).get_by_role("group", name="Wat er te zien is")).to_be_visible()
    box = kitchen(page).get_by_role("checkbox", name=CHILD)
    box.focus()
    expect(kitchen(page).locator(".observe__mark:visible")).to_have_text("2")  # where it is, before it is marked
    page.keyboard.press("Space")
    look(page)
    expect(kitchen(page).locator("[data-shown]")).to_be_focused()
    expect(kitchen(page).locator("[data-shown]")).to_contain_text("Onder een tafel hoor je alles.")
    expect(kitchen(page).locator("[data-part=said]")).to_contain_text("Je wees 1 van de 4 plekken aan.")
    expect(kitchen(page).locator(".observe__mark:visible")).to_have_count(4)
    tap(page, 72, 18)
    expect(kitchen(page).locator(".observe__told")).to_contain_text("Laat voor een schooldag.")
    expect(kitchen(page).locator(".observe__point [data-shown]")).to_have_count(2)
    kitchen(page).get_by_role("checkbox", name=CLOCK).uncheck()
    expect(kitchen(page).locator("[data-shown]")).to_have_count(1)


def test_own_words_are_enough_to_read_on(try_out: TryOut) -> None:
    page = try_out().go(OBSERVE)
    look(page)
    expect(kitchen(page).locator("[data-part=said]")).to_have_text("Wijs eerst iets aan.")
    kitchen(page).get_by_label("Wat viel jou nog meer op?").fill("Het is er stil.")
    look(page)
    expect(kitchen(page).locator("[data-part=said]")).to_contain_text("Je wees 0 van de 4 plekken aan.")


def test_on_paper_there_is_the_picture_and_room_and_no_answer(try_out: TryOut) -> None:
    page = try_out(java_script_enabled=False).go(OBSERVE)
    expect(kitchen(page).locator(".observe__mark:visible")).to_have_count(4)
    kitchen(page).get_by_role("checkbox", name=CHILD).check()
    page.emulate_media(media="print")
    expect(kitchen(page).locator(".observe__mark:visible")).to_have_count(0)
    expect(kitchen(page).get_by_role("img")).to_be_visible()
    expect(kitchen(page).get_by_label("Wat zie je?")).to_be_visible()
    expect(kitchen(page).get_by_text(CLOCK).first).to_be_hidden()
    expect(kitchen(page).locator(".observe__point", has_text=CHILD)).to_be_visible()
