"""Filling gaps: by typing, with small slips, and by choosing; what is said of it; on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
GAP = page_of("gap")
HOSTILE = '"><img src=x onerror=window.ran=1></script>{{ 7*7 }}'


def typing(page: Page) -> Locator:
    return page.locator("struin-gap", has=page.locator("input"))


def choosing(page: Page) -> Locator:
    return page.locator("struin-gap", has=page.locator("select"))


def notes(exercise: Locator) -> Locator:
    return exercise.locator("[data-part=notes] > *")


def test_enter_in_a_gap_looks_and_a_small_slip_fits(try_out: TryOut) -> None:
    page = try_out().go(GAP)
    first = typing(page).get_by_role("textbox", name="Gat 1 van 3")
    first.focus()
    page.keyboard.press("Enter")
    expect(typing(page).locator("[data-part=said]")).to_have_text("Vul eerst iets in.")
    page.keyboard.type("Luistrt ")
    page.keyboard.press("Tab")
    page.keyboard.type("11")
    page.keyboard.press("Enter")
    expect(notes(typing(page))).to_have_count(2)
    expect(notes(typing(page)).first).to_be_focused()
    expect(notes(typing(page)).first).to_contain_text("1. ‘Luistrt’ past hier. Je schrijft het zo: ‘luistert’.")
    expect(notes(typing(page)).first).to_contain_text("Een pen die ligt")
    expect(notes(typing(page)).nth(1)).to_contain_text("2. ‘11’ past hier minder.")
    expect(typing(page).locator("[data-part=said]")).to_have_text("1 van de 3 gaten passen zo. Lees wat erbij staat.")
    first.focus()
    page.keyboard.press("Enter")
    expect(notes(typing(page))).to_have_count(2)
    page.reload()
    expect(first).to_have_value("Luistrt ")
    expect(notes(typing(page))).to_have_count(2)
    first.fill("hoort toe")
    expect(notes(typing(page))).to_have_count(0)
    assert choosing(page).evaluate("each => each.response") is None


def test_what_is_chosen_is_readable_as_a_whole_and_comes_back(try_out: TryOut) -> None:
    page = try_out(width=320).go(GAP)
    words = "ben onderweg en kom zo snel mogelijk naar je toe, het is druk op de weg"
    field = choosing(page).get_by_role("combobox", name="Gat 1 van 3")
    field.select_option(label=words)
    shown = choosing(page).locator(".gap__shown").first
    expect(shown).to_have_text(words)
    box = shown.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["height"] > 60
    choosing(page).get_by_role("combobox", name="Gat 3 van 3").select_option(label="Komt het nog uit")
    page.reload()
    expect(shown).to_have_text(words)
    taken = choosing(page).evaluate("each => each.describe()[0].answer")
    assert taken == f"Dag Noor, ik [{words}]. Je […] niet op te ruimen. [Komt het nog uit]?"
    choosing(page).get_by_role("button", name="Kijk na").click()
    expect(notes(choosing(page)).nth(0)).to_contain_text("past hier minder")
    expect(notes(choosing(page)).nth(1)).to_contain_text("3. ‘Komt het nog uit’ past hier.")


def test_on_paper_there_are_dotted_lines_and_the_words_to_choose_from(try_out: TryOut) -> None:
    page = try_out(java_script_enabled=False).go(GAP)
    expect(choosing(page).get_by_role("combobox", name="Gat 2 van 3")).to_be_visible()
    expect(choosing(page).locator(".gap__shown").first).to_be_hidden()
    typing(page).locator(".interaction__answers summary").click()
    expect(typing(page).locator(".gaps-said__text").first).to_have_text("luistert")
    page.emulate_media(media="print")
    expect(typing(page).get_by_role("textbox").first).to_have_css("border-bottom-style", "dotted")
    expect(choosing(page).get_by_role("combobox").first).to_be_hidden()
    paper = choosing(page).locator(".gap__paper").nth(1)
    expect(paper).to_be_visible()
    assert sorted(str(paper.text_content()).split(" / ")) == ["hoeft", "mag"]
