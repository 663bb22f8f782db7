"""The bar of three, «Verras me» and the page where one chooses what to be surprised by."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import Visit
from built import Built

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
STORY = "stories/twee-graden/"
SEEN = """(ids) => Struin.store.set("seen", ids.map((id, at) => ({ id, at: at + 1 })))"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_bar_is_in_sight_and_large_enough_for_a_thumb_at_every_width(width: int, visit: VisitFixture) -> None:
    page = visit(width=width, height=700).go(STORY)
    bar = page.get_by_role("navigation", name="Altijd bij de hand")
    boxes = [each.bounding_box() for each in bar.locator("a, button").all()]
    assert len(boxes) == 3
    for box in boxes:
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert 500 < box["y"] < 700 - box["height"]
    leave = page.locator(".leave__link").bounding_box()
    assert leave is not None
    assert leave["height"] >= 44
    assert all(box["x"] + box["width"] <= leave["x"] for box in boxes if box)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_end_of_a_page_is_not_covered_by_the_bar(width: int, visit: VisitFixture) -> None:
    page = visit(width=width, height=640).go(STORY)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".foot__small").bounding_box()
    bar = page.locator(".dock__row").bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]


def test_what_has_the_focus_is_not_behind_the_bar(visit: VisitFixture) -> None:
    page = visit(width=390, height=700).go(STORY)
    bar = page.locator(".dock__row").bounding_box()
    assert bar is not None
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """(top) => {
              const box = document.activeElement.getBoundingClientRect();
              return !document.activeElement.closest(".dock, .leave") && box.height < 300 && box.top >= top;
            }""",
            bar["y"],
        )
        assert not hidden, page.evaluate("document.activeElement.outerHTML")


def test_the_bar_opens_the_search(visit: VisitFixture) -> None:
    page = visit().go(STORY)
    page.get_by_role("navigation", name="Altijd bij de hand").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_bar_counts_what_is_kept_in_another_tab_too(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(STORY)
    count = page.locator(".dock__count")
    expect(count).to_be_hidden()
    other = visitor.context.new_page()
    other.goto(visitor.url + "quotes/vader-niet-verschenen/")
    other.get_by_role("button", name="Bewaar", exact=True).click()
    expect(count).to_have_text("1")


def test_without_javascript_only_the_surprise_is_left_and_leads_to_a_page_of_links(visit: VisitFixture) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.go(STORY)
    bar = page.get_by_role("navigation", name="Altijd bij de hand")
    expect(bar.get_by_role("button", name="Zoeken")).to_be_hidden()
    expect(bar.get_by_role("link", name="Bewaard")).to_be_hidden()
    bar.get_by_role("link", name="Verras me").click()
    assert visitor.address == "verras/"
    expect(page.get_by_role("heading", name="Iets om te lachen")).to_be_visible()
    expect(page.locator(".mood__live")).to_be_hidden()
    page.locator(".mood__item").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_a_surprise_is_new_and_of_another_kind_and_principle(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go(STORY)
    items = {item["id"]: item for item in site.items}
    known = {"stories/twee-graden"}
    for _ in range(6):
        before = items[visitor.address.rstrip("/")]
        page.get_by_role("navigation", name="Altijd bij de hand").get_by_role("link", name="Verras me").click()
        page.wait_for_url(lambda url, old=before["url"]: not url.endswith(old))  # type: ignore[misc]
        now = items[visitor.address.rstrip("/")]
        assert now["id"] not in known
        assert now["collection"] != before["collection"]
        assert now["principles"][0] != before["principles"][0]
        known.add(now["id"])


def test_the_last_one_that_was_not_seen_is_the_next_surprise(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go()
    page.evaluate(SEEN, [item["id"] for item in site.items if item["id"] != "quotes/vader-niet-verschenen"])
    page.get_by_role("link", name="Verras me").first.click()
    page.wait_for_url("**/quotes/vader-niet-verschenen/")


def test_when_all_was_seen_it_says_so_kindly_and_begins_again(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go()
    page.evaluate(SEEN, [item["id"] for item in site.items])
    page.locator(".dock").get_by_role("link", name="Verras me").click()
    page.wait_for_url("**/verras/")
    expect(page.locator(".mood__said")).to_contain_text("Je hebt alles al gezien.")
    expect(page.locator(".mood__card .card")).to_be_visible()
    page.get_by_role("button", name="Iets anders").click()
    expect(page.locator(".mood__said")).not_to_contain_text("alles al gezien")


def test_a_choice_is_answered_by_what_fits_it_and_stands_in_the_address(visit: VisitFixture, site: Built) -> None:
    visitor = visit(width=390, height=800)
    page = visitor.go("verras/")
    items = {item["url"]: item for item in site.items}

    def shown() -> dict[str, Any]:
        address = page.locator("[data-go]").evaluate("(link) => link.href")
        return items[address.removeprefix(visitor.url)]

    expect(page.locator(".mood__card .card")).to_be_visible()
    page.get_by_role("radio", name="Iets om te doen").check()
    page.get_by_role("radio", name="5 minuten", exact=True).check()
    page.get_by_role("radio", name="Alleen").check()
    expect(page.locator(".mood__found")).not_to_have_attribute("aria-busy", "true")
    for _ in range(5):
        assert shown()["collection"] == "exercises"
        assert shown()["minutes"] <= 5
        page.get_by_role("button", name="Iets anders").click()
        expect(page.locator(".mood__found")).not_to_have_attribute("aria-busy", "true")
    assert visitor.address == "verras/?mood=do&minutes=5&together=alone"
    page.reload()
    expect(page.get_by_role("radio", name="5 minuten", exact=True)).to_be_checked()
    expect(page.locator(".mood__card .card")).to_be_visible()
    before = shown()["url"]
    page.get_by_role("link", name="Ga erheen").click()
    page.wait_for_url(f"**/{before}")


def test_other_cards_come_until_there_are_no_more_and_then_it_says_so(visit: VisitFixture) -> None:
    page = visit().go("verras/?mood=do&minutes=5")
    said, titles = page.locator(".mood__said"), set[str]()
    for _ in range(40):
        expect(page.locator(".mood__found")).not_to_have_attribute("aria-busy", "true")
        if "vooraan" in said.inner_text():
            break
        title = page.locator(".mood__card .card__link").inner_text()
        assert title not in titles
        titles.add(title)
        page.get_by_role("button", name="Iets anders").click()
    expect(said).to_contain_text("We beginnen weer vooraan.")
    assert len(titles) > 2


def test_choices_that_nothing_fits_are_told(visit: VisitFixture) -> None:
    page = visit().go("verras/?mood=carry&minutes=more")
    expect(page.locator(".mood__said")).to_have_text("Hier past niets bij. Zet één keuze op ‘maakt niet uit’.")
    expect(page.get_by_role("link", name="Ga erheen")).to_be_hidden()
    page.get_by_role("radio", name="Maakt niet uit").check()
    expect(page.get_by_role("link", name="Ga erheen")).to_be_visible()


def test_the_choices_work_with_the_keyboard_alone(visit: VisitFixture) -> None:
    page = visit().go("verras/")
    expect(page.locator(".mood__card .card")).to_be_visible()
    page.get_by_role("radio", name="Maakt niet uit").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Iets om te lachen")).to_be_checked()
    expect(page).to_have_url(re.compile("mood=laugh"))
    page.get_by_role("button", name="Iets anders").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Iets anders")).to_be_focused()


def test_a_connection_that_fails_is_told_and_the_link_still_leads_somewhere(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.route("**/assets/struin/items.js", lambda route: route.abort())
    page = visitor.go(STORY)
    visitor.expected.add(visitor.url + "assets/struin/items.js")
    page.locator(".dock").get_by_role("link", name="Verras me").click()
    page.wait_for_url("**/verras/")
    expect(page.locator(".mood__said")).to_contain_text("Het lukt nu niet")
