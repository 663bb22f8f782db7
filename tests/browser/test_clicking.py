"""A visitor strolls through the site: by clicking, by keyboard alone, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Visit
from built import Built

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
CLICKS = 20
MANY_TABS = 400  # more than any page has places to stop


def focus(page: Page) -> str:
    """What has the focus, as a reader hears it: the text or the label."""
    words = page.evaluate(
        "() => { const at = document.activeElement; return at.getAttribute('aria-label') || at.innerText || at.id; }"
    )
    return " ".join(str(words).split())


def tab_to(page: Page, selector: str) -> int:
    """Presses Tab until the focus is on an element that answers to the selector; gives the number of presses."""
    for presses in range(1, MANY_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return presses
    raise AssertionError(f"no {selector} within {MANY_TABS} presses of Tab on {page.url}")


def test_from_home_through_twenty_doors(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go()
    expect(page.locator("h1")).to_be_visible()
    page.locator(".street a").first.click()
    seen = []
    for click in range(CLICKS):
        here = visitor.address.rstrip("/")
        item = next(item for item in site.items if item["id"] == here)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("h1").inner_text().strip() == item["title"]
        # Another door each time, and one that was not taken yet: by number alone, some content leads in a circle.
        doors = page.locator(".doors .door")
        count = len(item["doors"])
        assert doors.count() == count
        turns = [(click + turn) % count for turn in range(count)]
        number = next((each for each in turns if item["doors"][each]["target"] not in seen), turns[0])
        chosen, door = item["doors"][number], doors.nth(number)
        expect(door.get_by_text(chosen["reason"], exact=True)).to_be_visible()
        door.get_by_role("link").first.click()
        page.wait_for_url(f"{visitor.url}{chosen['target']}/")
        seen.append(chosen["target"])
    assert len(seen) == CLICKS
    assert len(set(seen)) > CLICKS // 2, "a stroll that goes round and round"
    assert len({target.partition("/")[0] for target in seen}) >= 3


def test_the_skip_door_alone_leads_past_every_kind_and_principle(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    by_id = {item["id"]: item for item in site.items}
    page = visitor.go(site.items[0]["url"])
    kinds, homes = set(), set()
    for _ in range(12):
        page.locator(".door--skip a").click()
        page.wait_for_url(lambda url: url.endswith("/"))
        item = by_id[visitor.address.rstrip("/")]
        kinds.add(item["collection"])
        homes.add(item["principles"][0])
    assert len(kinds) >= 3
    assert len(homes) == 6


def test_the_back_button_goes_back_one_page_at_a_time(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go("stories/")
    first = page.locator("main .card a").first
    first.click()
    story = visitor.address
    page.locator(".door a").first.click()
    assert visitor.address not in (story, "stories/")
    page.go_back()
    assert visitor.address == story
    page.go_back()
    assert visitor.address == "stories/"


def test_by_keyboard_alone_from_home_through_a_door(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go()
    page.keyboard.press("Tab")
    assert focus(page) == "Ga naar de inhoud"
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    # The next stop is the first link of the main part: header and menu are skipped.
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('main')")
    tab_to(page, ".street a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/principles/*/")
    for _ in range(3):
        before = visitor.address
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        tab_to(page, ".door a")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: not url.partition("#")[0].endswith(f"/{before}"))
        assert visitor.address.rstrip("/") in {item["id"] for item in site.items}


def test_whatever_has_the_focus_shows_it(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    for kind, address in site.kinds_of_pages().items():
        page = visitor.go(address)
        for _ in range(12):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
                  const card = at.closest('.card, .door, label') || at;
                  const shown = (s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                  const after = [getComputedStyle(at, '::after'), getComputedStyle(at, '::before')];
                  return {
                    outline: [style, getComputedStyle(card), ...after].some(shown),
                    size: box.width * box.height,
                    where: at.outerHTML.slice(0, 120),
                  };
                }"""
            )
            assert seen["outline"], (kind, seen["where"])
            assert seen["size"] > 0, (kind, seen["where"])


# The visible texts of the main part, without the controls that a script adds.
TEXTS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, blockquote, figcaption, a)")]
  .filter((each) => each.checkVisibility() && !each.closest("button, [role=status]") && !each.querySelector("button"))
  .map((each) => each.innerText.replace(/\\s+/g, " ").trim())"""


def test_without_javascript_everything_is_there(visit: VisitFixture, site: Built) -> None:
    without = visit(java_script_enabled=False)
    for kind, address in site.kinds_of_pages().items():
        expect(without.go(address).locator("h1")).to_be_visible()
        if kind == "home":
            continue  # scripts turn its wall every day
        with_script = visit()  # a new visitor each time, who has seen nothing yet
        whole = set(with_script.go(address).evaluate(TEXTS))
        assert len(whole) >= 3
        assert whole - set(without.page.evaluate(TEXTS)) == set(), kind
        doors = without.page.locator(".doors .door")
        for each in range(doors.count()):
            expect(doors.nth(each).get_by_role("link").first).to_be_visible()


def test_without_javascript_home_shows_the_six_doors_and_a_wall(visit: VisitFixture, site: Built) -> None:
    page = visit(java_script_enabled=False).go()
    doors = page.locator("main .street a")
    assert doors.count() == len([item for item in site.items if item["collection"] == "principles"])
    cards = page.locator("main .card a")
    assert cards.count() >= 12
    for each in (doors.first, doors.last, cards.first, cards.last):
        expect(each).to_be_visible()


def test_without_javascript_one_strolls_just_as_far(visit: VisitFixture, site: Built) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.go()
    page.locator(".street a").nth(2).click()
    for click in range(6):
        doors = page.locator(".doors .door")
        target = doors.nth(click % doors.count()).get_by_role("link").first
        href = target.get_attribute("href") or ""
        target.click()
        assert visitor.address.rstrip("/").endswith(href.strip("./").rpartition("/")[2])
        expect(page.locator("h1")).to_be_visible()


def test_a_wrong_address_shows_somewhere_to_go(visit: VisitFixture) -> None:
    visitor = visit()
    wrong = f"{visitor.url}stories/deze-is-er-niet/"
    visitor.expected.add(wrong)
    page = visitor.go("stories/deze-is-er-niet/")
    expect(page.locator("h1")).to_be_visible()
    page.locator("main").get_by_role("link").nth(1).click()
    expect(page.locator("h1")).to_be_visible()
    assert visitor.address in ("principles/", "stories/", "quotes/", "exercises/")
