"""Each kind of page in a browser: small screens, large letters, light and dark, search, print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
SEARCH = ".bar [data-struin-search]"
COLOURS = "[data-struin-palette]"
KINDS = (
    "principles",
    "stories",
    "quotes",
    "exercises",
    "sessions",
    "overview of principles",
    "overview of stories",
    "overview of quotes",
    "overview of exercises",
    "home",
    "hand-written",
    "lost",
)
# What sticks out to the right of the window, told by its tag and class.
STICKS_OUT = """() => {
  const edge = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > edge) found.push(`the page is ${document.documentElement.scrollWidth}`);
  for (const each of document.querySelectorAll("body *")) {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    if (!box.width || !box.height || style.visibility === "hidden" || style.clipPath !== "none") continue;
    // Cut off on purpose, or in a box that scrolls by itself.
    let inside = false;
    for (let above = each.parentElement; above && above !== document.body; above = above.parentElement) {
      const around = getComputedStyle(above);
      inside ||= around.overflowX !== "visible" || around.clipPath !== "none";
    }
    if (box.right > edge + 1 && !inside && !each.closest("svg")) found.push(`${each.tagName}.${each.className}`);
  }
  return found;
}"""


def kinds(site: Built) -> dict[str, str]:
    found = site.kinds_of_pages()
    assert set(KINDS) <= set(found)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out_at_320_pixels(kind: str, visit: VisitFixture, site: Built) -> None:
    page = visit(width=320, height=640).go(kinds(site)[kind])
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_sticks_out_or_is_lost_with_letters_twice_as_large(kind: str, visit: VisitFixture, site: Built) -> None:
    """As a reader sets it in the browser: the root's letters; and a window as wide as with 400 % zoom."""
    visitor = visit(width=640, height=512)
    page = visitor.go(kinds(site)[kind])
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.evaluate(STICKS_OUT) == []
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("width", [360, 768, 1024, 1440, 2560])
def test_nothing_sticks_out_at_any_usual_width(width: int, visit: VisitFixture, site: Built) -> None:
    visitor = visit(width=width, height=900)
    faults = {}
    for kind, address in kinds(site).items():
        faults[kind] = visitor.go(address).evaluate(STICKS_OUT)
    assert {kind: found for kind, found in faults.items() if found} == {}


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, scheme: str, chromium: Any, unguarded: Server, site: Built) -> None:
    visitor = Visit(chromium, unguarded.url, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(kinds(site)[kind])
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"][:5]
    ]
    assert len(found["passes"]) > 15
    visitor.close()
    assert told == []
    assert visitor.faults == []


def test_axe_finds_nothing_in_the_open_search_window(chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, bypass_csp=True)
    page = visitor.go()
    open_search(page)
    page.keyboard.type("jas")
    expect(page.locator(".search [data-results] a").first).to_be_visible()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run('.search')")
    visitor.close()
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found["violations"]] == []


def open_search(page: Page) -> None:
    page.locator(SEARCH).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".search__field")).to_be_focused()


def test_search_opens_with_the_keyboard_finds_a_story_and_closes_where_one_was(
    visit: VisitFixture, site: Built
) -> None:
    visitor = visit()
    page = visitor.go("quotes/")
    open_search(page)
    story = next(item for item in site.items if item["collection"] == "stories")
    page.keyboard.type(story["title"])
    result = page.locator(f'.search [data-results] a[href$="/{story["id"]}/"]')
    expect(result).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".search__field")).not_to_be_visible()
    expect(page.locator(SEARCH)).to_be_focused()
    # A new page, so that what is seen is the answer to this word and not still to the one before.
    visitor.go("quotes/")
    open_search(page)
    page.locator(".search__field").fill(story["title"])
    expect(result).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search [data-results] a").first).to_be_focused()
    result.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{story['id']}/**")
    assert page.locator("h1").inner_text().strip() == story["title"]


def test_search_finds_a_word_from_the_middle_of_a_text(visit: VisitFixture) -> None:
    page = visit().go()
    open_search(page)
    page.keyboard.type("rode streepje")
    expect(page.locator('.search [data-results] a[href$="/stories/twee-graden/"]')).to_be_visible()


def test_the_choice_of_colours_works_and_stays(visit: VisitFixture) -> None:
    page = visit(color_scheme="light").go("stories/")

    def dark() -> bool:
        return lightness(page) < 3 * 110

    assert not dark()
    page.locator(COLOURS).click()
    assert dark()
    page.locator("main .card a").first.click()
    page.wait_for_url("**/stories/*/")
    assert dark()
    page.reload()
    assert dark()
    page.locator(COLOURS).focus()
    page.keyboard.press("Enter")
    assert not dark()
    page.reload()
    assert not dark()


def lightness(page: Page) -> int:
    """Red, green and blue of the ground, added up: 0 to 765."""
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", ground)[:3])


def test_the_button_for_colours_says_what_it_does(visit: VisitFixture) -> None:
    page = visit(color_scheme="light").go("stories/")
    expect(page.locator(COLOURS)).to_have_accessible_name("Maak het donker")
    page.locator(COLOURS).click()
    expect(page.locator(COLOURS)).to_have_accessible_name("Maak het licht")


def test_who_prefers_dark_gets_dark_also_without_javascript(visit: VisitFixture) -> None:
    for script in (True, False):
        for scheme, dark in (("dark", True), ("light", False)):
            page = visit(color_scheme=scheme, java_script_enabled=script).go("stories/")
            assert (lightness(page) < 3 * 110) is dark, (script, scheme)


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_every_exercise_for_a_team_prints_on_one_a4(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    counts = {}
    for item in site.items:
        # One that is done on the page prints as a worksheet, with its answers on a sheet of their own.
        if item["collection"] == "exercises" and not item["interactions"]:
            page = visitor.go(item["url"])
            counts[item["id"]] = sheets(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(counts) >= 18
    assert {name: count for name, count in counts.items() if count != 1} == {}


def test_sheets_are_counted(visit: VisitFixture) -> None:
    """The counting above does see a second sheet."""
    page = visit().go("stories/")
    assert sheets(page.pdf(format="A4")) > 1


def test_a_print_leaves_out_what_one_clicks_on_and_is_black_on_white(visit: VisitFixture, site: Built) -> None:
    visitor = visit(color_scheme="dark")
    for kind, address in kinds(site).items():
        page = visitor.go(address)
        page.emulate_media(media="print")
        for selector in (".bar", ".foot", ".skip", ".search", ".doors"):
            for each in page.locator(selector).all():
                expect(each).not_to_be_visible()
        white = page.evaluate(
            "() => [document.body, document.documentElement].map((each) => getComputedStyle(each).backgroundColor)"
        )
        assert set(white) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, (kind, white)
        assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)", kind
        page.emulate_media(media="screen")
