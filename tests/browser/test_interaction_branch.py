"""A branching story: scene by scene, the way in sight, endings collected."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from exercising import page_of

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
HERE = page_of("branch")
KEY = "struin:proef:answers:exercises/zelf-branch/de-bel-doet-het-niet"


def first(page: Page) -> Locator:
    return page.locator("struin-branch").first


def scenes(page: Page) -> Locator:
    return first(page).locator("[data-walk] > section")


def choose(page: Page, words: str) -> None:
    first(page).get_by_role("button", name=words).click()


def test_by_keyboard_each_choice_leads_on_and_focus_goes_to_the_new_scene(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    expect(scenes(page)).to_have_count(1)
    first(page).get_by_role("button", name="Je wacht onder het afdak.").focus()
    page.keyboard.press("Enter")
    expect(first(page).get_by_role("heading", name="Onder het afdak")).to_be_focused()
    expect(scenes(page).first).to_contain_text("Je koos: Je wacht onder het afdak.")
    expect(scenes(page).first.get_by_role("button", name="Je klopt op het raam.")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(first(page).get_by_role("heading", name="Een kop thee")).to_be_focused()
    expect(first(page).locator("[data-part=said]")).to_have_text("Einde. 1 van de 3 eindes gezien.")
    expect(first(page).locator("[data-part=after]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(first(page).get_by_role("button", name="Een stap terug")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first(page).get_by_role("heading", name="Onder het afdak")).to_be_focused()
    expect(first(page).locator("[data-part=after]")).to_be_hidden()


def test_endings_are_collected_over_walks_and_visits(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    choose(page, "Je klopt op het raam.")
    choose(page, "Je fluistert wie je bent.")
    expect(first(page).locator("[data-count]")).to_have_text("1 van de 3 eindes gezien")
    endings = first(page).locator("[data-endings]").get_by_role("listitem")
    expect(endings).to_have_text(["Door het glas", "nog niet gezien", "nog niet gezien"])
    page.reload()
    expect(scenes(page)).to_have_count(3)
    scenes(page).nth(1).get_by_role("button", name="Kies hier anders").click()
    expect(scenes(page)).to_have_count(2)
    choose(page, "Je doet een stap terug en wacht.")
    choose(page, "‘We hadden om vier uur afgesproken.’")
    expect(first(page).locator("[data-count]")).to_have_text("2 van de 3 eindes gezien")
    choose(page, "Begin opnieuw")
    expect(scenes(page)).to_have_count(1)
    page.reload()
    expect(endings).to_have_text(["Door het glas", "nog niet gezien", "Volgende week"])
    first(page).get_by_role("button", name="Wis").click()
    expect(first(page).locator("[data-count]")).to_have_text("0 van de 3 eindes gezien")


def test_one_arrives_where_one_goes_on_however_far_down_the_page(try_out: TryOut) -> None:
    page = try_out(width=320, height=600).go(HERE)
    choose(page, "Je klopt op het raam.")
    choose(page, "Je doet een stap terug en wacht.")
    expect(scenes(page).last.get_by_role("heading")).to_be_in_viewport()
    expect(scenes(page).nth(1).get_by_text("Je doet een stap terug en wacht.")).to_be_in_viewport()
    boxes = [box for each in first(page).get_by_role("button").all() if (box := each.bounding_box())]
    assert [box for box in boxes if box["height"] < 44] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_way_is_taken_along_and_the_book_is_there_without_a_script(try_out: TryOut) -> None:
    page = try_out().go(HERE)
    choose(page, "Je wacht onder het afdak.")
    lines = page.evaluate("document.querySelector('struin-branch').describe()")
    assert lines[0] == {"label": "De bel doet het niet", "answer": "Je wacht onder het afdak."}
    way = page.evaluate("Struin.scoring.branch({a: {x: 'b', y: 'a'}, b: {}}, 'a', ['y', 'x', 'z'])")
    assert [step["scene"] for step in way] == ["a", "a", "b"]
    # A way that the story no longer has ends where it still makes sense.
    way = page.evaluate("Struin.scoring.branch({a: {x: 'b'}, b: {}}, 'a', ['x', '__proto__', 'constructor'])")
    assert [step["scene"] for step in way] == ["a", "b"]
    assert page.evaluate("Struin.scoring.branch({a: {x: 'b'}, b: {}}, 'a', ['constructor', 'x']).length") == 1
    page = try_out(java_script_enabled=False).go(HERE)
    link = page.get_by_role("link", name="Je klopt op het raam. lees verder bij 2")
    link.click()
    expect(page.locator("section:target")).to_contain_text("2. Tegen het raam")
