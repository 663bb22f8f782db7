"""400 % zoom on a window of 1280 × 1024, so 320 × 256: nothing scrolls sideways, nothing covers all there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Visit
from built import Built
from keeping import STORY, keep

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
SMALL = {"width": 320, "height": 256}
# How far the page goes to the right when one tries, and what makes it so.
SIDEWAYS = """() => {
  scrollTo({ left: 1000, behavior: "instant" });
  const found = scrollX === 0 && document.documentElement.scrollWidth <= innerWidth ? [] : [`${scrollX} px`];
  for (const each of found.length ? document.querySelectorAll("body *") : []) {
    if (each.getBoundingClientRect().right + scrollX > innerWidth + 1) found.push(`${each.tagName}.${each.className}`);
  }
  return found;
}"""


def sideways(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SIDEWAYS)
    return found


def every_kind(site: Built) -> dict[str, str]:
    """One address of each kind of page, and every page that there is once: the wall, the map, the editors' guide…"""
    once = (each for each in site.pages if each.endswith("/"))
    return site.kinds_of_pages() | {each: each for each in once if each.count("/") == 1 or each.startswith("redactie/")}


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_no_page_scrolls_sideways(javascript: bool, visit: VisitFixture, site: Built) -> None:
    visitor = visit(**SMALL, java_script_enabled=True) if javascript else visit(**SMALL, java_script_enabled=False)
    faults = {}
    for kind, address in every_kind(site).items():
        page = visitor.go(address)
        faults[kind] = sideways(page)
    assert len(faults) > 15
    assert {kind: found for kind, found in faults.items() if found} == {}


def test_nor_does_one_that_a_script_filled_or_opened(visit: VisitFixture, site: Built) -> None:
    visitor = visit(**SMALL)
    page = visitor.go(STORY)
    keep(page, "Een briefje dat nogal lang is, want er was veel te onthouden vandaag.")
    assert sideways(page) == []
    page = visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_be_visible()
    assert sideways(page) == []
    page = visitor.go("struinen/?verhaal")
    assert sideways(page) == []
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Zoek in de hele bundel").fill("jas")
    expect(page.locator(".search [data-results] a").first).to_be_visible()
    assert sideways(page) == []
    trail = next(item["url"] for item in site.items if item["collection"] == "trails")
    page = visitor.go(trail)
    page.get_by_role("link", name="Begin").or_(page.get_by_role("button", name="Begin")).first.click()
    assert sideways(page) == []
