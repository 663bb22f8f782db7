"""An intention: chosen or written, a note, and a day in one's calendar that the browser makes itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of
from keeping import HOSTILE, assert_harmless

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("intention")


def first(page: Page) -> Locator:
    return page.locator("struin-intention").first


def test_by_keyboard_one_writes_something_else_and_enter_makes_the_note(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    first(page).get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    expect(first(page).get_by_role("textbox", name="Mijn eigen voornemen")).to_be_focused()
    page.keyboard.type("Ik bel haar.")
    expect(first(page).get_by_role("radio", name="Iets anders")).to_be_checked()
    page.keyboard.press("Enter")
    note = first(page).get_by_role("group", name="Dit neem je mee Ik bel haar.")
    expect(note).to_be_focused()
    page.keyboard.press("Tab")
    expect(first(page).get_by_label("Op welke dag kijk je ernaar om?")).to_be_focused()
    first(page).get_by_role("radio").first.check()
    expect(first(page).locator("[data-text]")).to_have_text("Ik houd bij één bezoek mijn pen in mijn tas.")


def test_without_a_choice_nothing_is_made(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    first(page).get_by_role("radio", name="Iets anders").check()
    first(page).get_by_role("button", name="Dit neem ik mee").click()
    expect(first(page).locator("[data-part=said]")).to_have_text("Kies er eerst een.")
    expect(first(page).locator("[data-part=note]")).to_be_hidden()
    expect(page.locator("struin-intention").nth(1).get_by_role("textbox", name="Mijn eigen")).to_have_count(0)


def test_the_day_is_so_many_days_from_here_and_the_file_is_a_whole_day(try_out: TryOut) -> None:
    # In this night the clocks go back: a day of twenty-five hours.
    visitor = try_out(timezone_id="Europe/Amsterdam")
    visitor.page.clock.set_fixed_time("2026-10-24T22:30:00Z")
    page = visitor.go(HERE)
    first(page).get_by_role("radio").nth(1).check()
    first(page).get_by_role("button", name="Dit neem ik mee").click()
    day = first(page).get_by_label("Op welke dag")
    expect(day).to_have_value("2026-11-01")
    day.fill("2026-10-25")
    before = len(visitor.requests)
    with page.expect_download() as download:
        first(page).get_by_role("button", name="Zet in mijn agenda").click()
    assert download.value.suggested_filename == "deze-week.ics"
    made = Path(download.value.path()).read_bytes().decode()
    assert [url for url in visitor.requests[before:] if not url.startswith("blob:")] == []
    assert "DTSTART;VALUE=DATE:20261025\r\nDTEND;VALUE=DATE:20261026\r\n" in made
    assert "SUMMARY:Ik vraag één keer: ‘Wie moet ik nog meer groeten?’\r\n" in made
    assert "UID:exercises/zelf-intention/deze-week@struin\r\n" in made
    page.reload()
    expect(day).to_have_value("2026-10-25")
    expect(first(page).locator("[data-part=note]")).to_be_visible()


def test_what_is_typed_is_only_ever_text_and_is_taken_along(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    words = HOSTILE.replace("\n", " ")
    first(page).get_by_role("textbox", name="Mijn eigen voornemen").fill(words)
    first(page).get_by_role("button", name="Dit neem ik mee").click()
    page.reload()
    expect(first(page).locator("[data-text]")).to_have_text(words)
    assert_harmless(page)
    described = page.evaluate("document.querySelector('struin-intention').describe()")
    assert described[0] == {"label": "Mijn voornemen", "answer": words}
    first(page).get_by_role("button", name="Wis").click()
    expect(first(page).locator("[data-part=note]")).to_be_hidden()
    expect(first(page).get_by_role("textbox", name="Mijn eigen voornemen")).to_have_value("")
