"""axe on pages that there is one of: what scripts fill, and the editors' guide; light and dark, narrow and wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built, build
from bundles import project, story
from keeping import STORY, keep

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
SIZES = [(320, "light"), (1280, "dark")]
# What can be scrolled sideways and has no place in the order of the keyboard, nor anything in it that has.
OUT_OF_REACH = """() => [...document.querySelectorAll("main *")].filter((each) =>
  each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX) &&
  each.tabIndex < 0 && !each.querySelector("a, button, input")).map((each) => each.className)"""
# Links and buttons lower or narrower than 24 px, but for those in a running text.
SMALL = """() => [...document.querySelectorAll("main a, main button, main summary")].filter((each) => {
  const box = each.getBoundingClientRect();
  const shown = box.width && getComputedStyle(each).display !== "inline";
  return shown && (box.height < 24 || box.width < 24);
}).map((each) => each.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing_where_things_are_kept(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(STORY)
    keep(page, "Een briefje.")
    assert faults(page) == []
    page.evaluate("Struin.store.set('iets', { items: ['stories/twee-graden'] })")
    visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_be_visible()
    page.locator(".make__summary").click()
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_label("De link")).to_be_visible()  # it is packed first
    link = page.get_by_label("De link").input_value()
    page.locator(".rest summary").first.click()
    page.locator("[data-edit]").click()
    assert faults(page) == []
    page.get_by_role("button", name="Wis alles").click()
    assert faults(page) == []
    visitor.go("verras/")
    visitor.go(link.removeprefix(visitor.url))
    expect(page.locator(".shown .card")).to_be_visible()
    assert faults(page) == []
    visitor.close()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing_in_a_surprise(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go("verras/?mood=do")
    expect(page.locator(".mood__card .card")).to_be_visible()
    assert faults(page) == []
    visitor.close()


@pytest.mark.parametrize(("width", "scheme"), [*SIZES, (390, "dark")])
def test_axe_finds_nothing_in_the_guide_and_all_of_it_is_in_reach(
    width: int, scheme: str, chromium: Any, unguarded: Server, site: Built
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    guide = [address for address in site.pages if address.startswith("redactie/")]
    assert len(guide) >= 13
    found = {}
    for address in [*guide, "leeromgeving/", "sessiebestand/"]:
        page = visitor.go(address)
        for each in page.locator("main details").all():
            each.evaluate("(each) => { each.open = true; }")
        found[address] = [*faults(page), *page.evaluate(OUT_OF_REACH), *page.evaluate(SMALL)]
    assert {address: each for address, each in found.items() if each} == {}
    visitor.close()


def test_axe_finds_nothing_where_the_dashboard_asks_for_attention(chromium: Any, tmp_path: Path) -> None:
    """A bundle that is thin, lonely and late; the one of this project may be none of those."""
    soon = date.today() + timedelta(days=40)
    consent = f"consent: {{reference: T-7, given_on: 2020-01-01, valid_until: {soon}}}"
    told = story("De jas").replace("origin: composed,", f"origin: told, {consent},")
    root = project(tmp_path / "bundle", {"content/stories/de-jas.md": told}, each=1)
    with Server(build(root, tmp_path / "site").folder, {}) as server:
        for width, scheme in SIZES:
            visitor = Visit(chromium, server.url, width=width, color_scheme=scheme, bypass_csp=True)
            page = visitor.go("redactie/stand/")
            expect(page.locator(".dashboard__sign--some")).to_have_count(3)
            expect(page.locator(".dashboard__thin").first).to_contain_text("dun")
            assert [*faults(page), *page.evaluate(OUT_OF_REACH), *page.evaluate(SMALL)] == []
            visitor.close()


def test_the_guide_on_paper_is_black_on_white_and_leaves_out_what_one_clicks_on(
    chromium: Any, unguarded: Server, site: Built
) -> None:
    visitor = Visit(chromium, unguarded.url, color_scheme="dark")
    page = visitor.go("redactie/verhalen/")
    page.emulate_media(media="print")
    for selector in (".guide-back", ".guide-parts", ".guide-more", ".bar", ".foot"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".manual__file").first).to_be_visible()
    page = visitor.go("redactie/stand/")
    page.emulate_media(media="print")
    expect(page.locator(".guide-more")).to_be_hidden()
    grounds = page.evaluate(
        "() => [...document.querySelectorAll('.dashboard *')].map((each) => getComputedStyle(each).backgroundColor)"
    )
    colour = page.evaluate("() => getComputedStyle(document.querySelector('.dashboard__sign')).color")
    page.emulate_media(media="screen")
    visitor.close()
    assert colour == "rgb(0, 0, 0)"
    painted = {ground for ground in grounds if ground != "rgba(0, 0, 0, 0)"}
    assert painted
    assert [ground for ground in painted if sum(map(int, re.findall(r"\d+", ground)[:3])) < 600] == []


def test_what_one_copies_of_a_file_in_the_guide_is_that_file(chromium: Any, unguarded: Server) -> None:
    """Without the numbers of its lines, and with no line more or less."""
    visitor = Visit(chromium, unguarded.url)
    page = visitor.go("redactie/verhalen/")
    copied, written = page.locator(".manual__file").first.evaluate(
        "(pre) => { getSelection().selectAllChildren(pre); return [getSelection().toString(), pre.textContent]; }"
    )
    visitor.close()
    assert written.startswith("---\ntitle: ")
    assert copied.strip("\n") == written.strip("\n")
