"""Statements to weigh: a thought under each that was chosen, whatever was chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("statements")


def usual(page: Page) -> Locator:
    """The statements with the usual words."""
    return page.locator("struin-statements", has_text="Wie niet opendoet")


def own(page: Page) -> Locator:
    return page.locator("struin-statements", has_text="Ik kijk in hun karretje")


def test_by_keyboard_each_statement_is_a_group_and_arrows_only_choose(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    group = usual(page).get_by_role("group", name="Wie niet opendoet, wil geen hulp.")
    group.get_by_role("radio", name="Oneens").focus()
    page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="Twijfel")).to_be_checked()
    page.keyboard.press("Enter")
    expect(usual(page).locator("[data-shown]")).to_have_count(0)
    usual(page).get_by_role("button", name="Lees wat erbij te denken valt").focus()
    page.keyboard.press("Enter")
    expect(usual(page).locator("[data-shown]")).to_be_focused()
    said = usual(page).locator("[data-part=said]")
    expect(said).to_have_text("Bij elke stelling waar je iets koos, staat nu een gedachte. Je liet er 2 open.")


def test_thoughts_stay_while_one_goes_on_and_are_the_same_whatever_one_thinks(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    usual(page).get_by_role("button", name="Lees").click()
    expect(usual(page).locator("[data-part=said]")).to_have_text("Kies eerst bij een stelling iets.")
    groups = usual(page).locator("fieldset")
    groups.first.get_by_role("radio", name="Eens", exact=True).check()
    usual(page).get_by_role("button", name="Lees").click()
    thought = groups.first.locator("[data-shown]")
    expect(thought).to_contain_text("Vraag eens wat het openen kostte.")
    groups.first.get_by_role("radio", name="Oneens").check()
    expect(thought).to_have_count(1)
    groups.nth(2).get_by_role("radio", name="Twijfel").check()
    expect(usual(page).locator("[data-shown]")).to_have_count(2)
    page.reload()
    expect(usual(page).locator("[data-shown]")).to_have_count(2)
    expect(groups.first.get_by_role("radio", name="Oneens")).to_be_checked()
    for word in ("fout", "goed zo", "juist"):
        expect(usual(page)).not_to_contain_text(word, ignore_case=True)
    usual(page).get_by_role("button", name="Nog een keer").click()
    expect(usual(page).locator("[data-shown]")).to_have_count(0)
    usual(page).get_by_role("button", name="Wis").click()
    expect(usual(page).get_by_role("radio", checked=True)).to_have_count(0)


def test_words_of_ones_own_on_a_narrow_page_beside_another(try_out: TryOut) -> None:
    page = try_out(width=320).go(HERE)
    own(page).locator("fieldset").first.get_by_role("radio", name="Het hangt ervan af").check()
    expect(usual(page).get_by_role("radio", checked=True)).to_have_count(0)
    boxes = [box for each in own(page).locator(".statements__step").all() if (box := each.bounding_box())]
    assert len(boxes) == 6
    assert [box for box in boxes if box["height"] < 44 or box["x"] + box["width"] > 320] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    described = page.evaluate("document.querySelectorAll('struin-statements')[1].describe()")
    assert described[0] == {"label": "Ik zeg gedag, ook op zaterdag.", "answer": "Het hangt ervan af"}
