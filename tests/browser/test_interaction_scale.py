"""A self-scan: a figure with the same in a table, and four weeks later the two beside each other."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("scale")
KEY = "struin:proef:answers:exercises/zelf-scale/afgelopen-week"


def scan(page: Page) -> Locator:
    """The scan over the six principles."""
    return page.locator("struin-scale", has_text="de afgelopen week?")


def choose(page: Page, steps: str) -> None:
    """One step for each statement, counted from 0."""
    groups = scan(page).locator("fieldset").all()
    for group, step in zip(groups, steps, strict=True):
        group.get_by_role("radio").nth(int(step)).check()


def look(page: Page) -> None:
    scan(page).get_by_role("button", name="Kijk naar het geheel").click()


def cells(page: Page, which: str) -> list[str]:
    return scan(page).locator(f"tbody [data-{which}]").all_text_contents()


def test_by_keyboard_every_statement_is_a_group_and_the_first_open_one_is_shown(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    group = scan(page).get_by_role("group", name="Ik zei eerst gedag tegen wie het kleinst was.")
    group.get_by_role("radio", name="nooit").focus()
    page.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="soms")).to_be_checked()
    scan(page).get_by_role("button", name="Kijk naar het geheel").focus()
    page.keyboard.press("Enter")
    expect(scan(page).locator("[data-part=said]")).to_have_text("Nog 5 te gaan. Kies bij elke zin iets.")
    expect(scan(page).locator("fieldset").nth(1).get_by_role("radio").first).to_be_focused()
    expect(scan(page).get_by_role("img")).to_have_count(0)


def test_the_figure_and_the_table_say_the_same(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    choose(page, "012301")
    look(page)
    expect(scan(page).get_by_text("Het geheel", exact=True)).to_be_focused()
    figure = scan(page).get_by_role("img", name="Je figuur over de principes.")
    expect(figure.locator("circle.scale__point")).to_have_count(6)
    rows = scan(page).locator("tbody th").all_text_contents()
    assert [row.split(" ", 1)[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    values = dict(zip((row.split(" ", 1)[1] for row in rows), cells(page, "now"), strict=True))
    assert values["Van mens tot mens werken"] == "nooit"
    assert values["Patronen samen zien"] == "altijd"
    # What is low has a thought under it, if there is one; what is high has none.
    expect(scan(page).locator("[data-shown]")).to_have_count(3)
    assert page.evaluate(
        "Struin.scoring.scale([{axis: 'a', step: 1}, {axis: 'a', step: 4}, {axis: 'b', step: 2}])"
    ) == {
        "a": 2.5,
        "b": 2,
    }
    choose(page, "333333")
    expect(scan(page).locator("[data-shown]")).to_have_count(0)
    assert set(cells(page, "now")) == {"altijd"}
    page.reload()
    expect(figure).to_be_visible()
    scan(page).get_by_role("button", name="Wis").click()
    expect(figure).to_be_hidden()


def test_four_weeks_later_one_begins_empty_and_sees_both_beside_each_other(try_out: TryOut) -> None:
    visitor = try_out(timezone_id="Europe/Amsterdam")
    visitor.page.clock.set_fixed_time("2026-10-20T10:00:00Z")
    page = visitor.go(HERE)
    choose(page, "000000")
    look(page)
    expect(scan(page).locator("[data-later]")).to_contain_text("Kom over 4 weken terug, rond 17 november 2026.")
    expect(scan(page).locator("th[data-then]")).to_be_hidden()
    choose(page, "111111")  # the same day: another look at the same scan
    page.clock.set_fixed_time("2026-11-17T10:00:00Z")
    page.reload()
    expect(scan(page).locator("th[data-now]")).to_have_text("20 oktober 2026")
    expect(scan(page).locator("th[data-then]")).to_be_hidden()
    expect(scan(page).locator("[data-later]")).to_contain_text("Dit is een tijd geleden.")
    scan(page).get_by_role("button", name="Nog een keer").click()
    expect(scan(page).get_by_role("radio", checked=True)).to_have_count(0)
    expect(scan(page).locator("[data-part=said]")).to_contain_text("Je begint met een leeg blad.")
    choose(page, "232323")
    look(page)
    expect(scan(page).locator("th[data-now]")).to_have_text("Nu")
    expect(scan(page).locator("th[data-then]")).to_have_text("20 oktober 2026")
    assert cells(page, "then") == ["soms"] * 6
    assert set(cells(page, "now")) == {"vaak", "altijd"}
    expect(scan(page).locator("polygon.scale__then")).to_have_count(1)
    expect(scan(page).get_by_label("Leg ernaast")).to_be_hidden()
    # A third time one chooses which of the earlier ones to lay beside it. That is no answer.
    page.clock.set_fixed_time("2026-12-15T10:00:00Z")
    page.reload()
    scan(page).get_by_role("button", name="Nog een keer").click()
    choose(page, "000000")
    look(page)
    assert set(cells(page, "then")) == {"vaak", "altijd"}
    before = page.evaluate("key => localStorage[key]", KEY)
    earlier = scan(page).get_by_label("Leg ernaast")
    assert earlier.locator("option").all_text_contents() == ["20 oktober 2026", "17 november 2026"]
    expect(earlier.locator(":checked")).to_have_text("17 november 2026")
    earlier.select_option(label="20 oktober 2026")
    expect(scan(page).locator("th[data-then]")).to_have_text("20 oktober 2026")
    assert cells(page, "then") == ["soms"] * 6
    assert page.evaluate("key => localStorage[key]", KEY) == before
    assert len(json.loads(before)["data"]["memory"]) == 3
    choose(page, "111111")
    expect(earlier.locator(":checked")).to_have_text("20 oktober 2026")


def test_whatever_stands_in_storage_the_scan_begins_and_the_other_is_left_alone(try_out: TryOut) -> None:
    page = try_out(width=320).go(HERE)
    scan_of_nothing = '{"at": 1, "scale": "nooit|soms|vaak|altijd", "values": {"a": "<img>"}}'
    record = f'{{"version": 1, "data": {{"memory": [null, 3, {{"at": "x"}}, {scan_of_nothing}], "checked": true}}}}'
    page.evaluate("([key, record]) => localStorage.setItem(key, record)", [KEY, record])
    page.reload()
    choose(page, "012301")
    look(page)
    expect(scan(page).get_by_role("img")).to_be_visible()
    assert cells(page, "then") == ["–"] * 6
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    other = page.locator("struin-scale", has_text="Zit even stil")
    expect(other.get_by_role("radio", checked=True)).to_have_count(0)
    for group in other.locator("fieldset").all():
        group.get_by_role("radio", name="ja").check()
    other.get_by_role("button", name="Kijk naar het geheel").click()
    expect(other.get_by_role("img")).to_have_count(0)
    expect(other.get_by_role("row", name="Ik heb zin om aan te bellen. ja")).to_be_visible()
    expect(other.locator("[data-later]")).to_contain_text("Kom over een week terug")
