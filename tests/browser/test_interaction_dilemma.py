"""A dilemma: nothing is counted; people speak who do not agree, and one may think again while they do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of
from keeping import HOSTILE, assert_harmless

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("dilemma")


def first(page: Page) -> Locator:
    return page.locator("struin-dilemma").first


def hear(page: Page) -> None:
    first(page).get_by_role("button", name="Hoor wat anderen zeggen").click()


def test_by_keyboard_one_chooses_writes_and_hears_the_others(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    page.evaluate("addEventListener('struin:response', e => (window.heard = e.detail.result))")
    radios = first(page).get_by_role("radio")
    radios.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(first(page).get_by_role("textbox", name="Waarom deze?")).to_be_focused()
    page.keyboard.type("Dan kan zij kiezen.")
    expect(first(page).locator("[data-part=heard]")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    title = first(page).locator("[data-part=heard] p").first
    expect(title).to_be_focused()
    expect(title).to_have_text("Wat anderen zeggen")
    voices = first(page).locator("[data-part=heard]").get_by_role("listitem")
    expect(voices).to_have_count(3)
    expect(voices.first).to_contain_text("Een moeder")
    assert page.evaluate("heard.correct") is None
    expect(first(page).locator("[data-shown]")).to_have_text(
        "Wie voor de deur staat, laat de ander geen ruimte om af te zeggen."
    )
    for word in ("fout", "goed zo", "juist"):
        expect(first(page)).not_to_contain_text(word, ignore_case=True)


def test_who_thinks_again_keeps_hearing_them_and_sees_what_was_chosen_first(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    first(page).get_by_role("radio").nth(1).check()
    hear(page)
    first(page).get_by_role("radio").nth(2).check()
    expect(first(page).locator("[data-part=heard]")).to_be_visible()
    expect(first(page).locator("[data-shown]")).to_have_text(
        "Het is warm en het is stil. Stilte leest iedereen anders."
    )
    shifted = first(page).locator("[data-part=shifted]")
    expect(shifted).to_have_text(
        "Eerst koos je: Je gaat gewoon, en neemt de post mee die al twee weken in de hal ligt."
    )
    first(page).get_by_role("textbox").first.fill("Of toch niet.")
    page.reload()
    expect(first(page).get_by_role("radio").nth(2)).to_be_checked()
    expect(first(page).get_by_role("textbox").first).to_have_value("Of toch niet.")
    expect(shifted).to_be_visible()
    expect(first(page).locator("[data-part=heard]")).to_be_visible()
    first(page).get_by_role("radio").nth(1).check()
    expect(shifted).to_be_hidden()
    first(page).get_by_role("button", name="Wis").click()
    expect(first(page).locator("[data-part=heard]")).to_be_hidden()
    expect(first(page).get_by_role("radio", checked=True)).to_have_count(0)


def test_who_cannot_choose_may_write_why_and_what_is_written_is_only_ever_text(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    hear(page)
    expect(first(page).locator("[data-part=said]")).to_have_text(
        "Kies er eerst een, of schrijf waarom je het niet weet."
    )
    first(page).get_by_role("textbox").first.fill(HOSTILE)
    hear(page)
    page.reload()
    expect(first(page).get_by_role("textbox").first).to_have_value(HOSTILE)
    expect(first(page).locator("[data-part=heard]")).to_be_visible()
    assert_harmless(page)
