"""Walking around on the map: by keys, pointer, wheel and fingers; what was visited is lit; all of it is in the list."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
MAP = "kaart/"
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
# Pixels on the canvas in the colour of a window that is lit.
LIT = """() => {
  const canvas = document.querySelector(".map__canvas");
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const colour = getComputedStyle(document.querySelector(".chart")).getPropertyValue("--map-lit").trim();
  const [r, g, b] = colour.match(/[0-9a-f]{2}/gi).map((part) => parseInt(part, 16));
  const data = context.getImageData(0, 0, width, height).data;
  let found = 0;
  for (let i = 0; i < data.length; i += 4) found += data[i] === r && data[i + 1] === g && data[i + 2] === b;
  return found;
}"""


def live(visitor: Visit) -> Page:
    """The map, once the script has made it one to walk around on."""
    page = visitor.go(MAP)
    expect(page.locator(".map--live .map__canvas")).to_be_visible()
    page.locator(".map__stage").scroll_into_view_if_needed()
    return page


def names(page: Page) -> list[tuple[float, float]]:
    """Where the names of the first two islands stand on the stage."""
    spots = page.evaluate(
        "() => [...document.querySelectorAll('.map__name')].slice(0, 2).map((name) => "
        "{ const { e, f } = name.transform.baseVal.consolidate().matrix; return [e, f]; })"
    )
    return [(x, y) for x, y in spots]


def apart(page: Page) -> float:
    one, two = names(page)
    return math.dist(one, two)


def settled(page: Page) -> None:
    """What was asked for is drawn: two frames have passed."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def middle(page: Page) -> tuple[float, float]:
    box = page.locator(".map__stage").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def open_water(page: Page) -> tuple[float, float]:
    """A point of the stage in view that no link or button covers."""
    x, y = page.evaluate("""() => {
      const box = document.querySelector(".map__stage").getBoundingClientRect();
      for (let y = Math.max(box.top, 0) + 150; y < innerHeight - 200; y += 7) {
        for (let x = 200; x < innerWidth - 200; x += 7) {
          if (document.elementFromPoint(x, y).matches(".map__stage, .map__canvas")) return [x, y];
        }
      }
    }""")
    return x, y


def zoomed(visitor: Visit) -> Page:
    page = live(visitor)
    for _ in range(3):
        page.get_by_role("button", name="Dichterbij").click()
    page.locator(".map__stage").scroll_into_view_if_needed()
    settled(page)
    return page


# Keys


def test_plus_minus_and_nought_zoom_and_it_is_said(visit: VisitFixture) -> None:
    page = live(visit())
    whole = apart(page)
    page.locator(".map__stage").focus()
    page.keyboard.press("+")
    settled(page)
    assert apart(page) == pytest.approx(1.6 * whole, rel=0.02)
    expect(page.locator("[data-said]")).to_have_text("Zoom 160 procent")
    page.keyboard.press("-")
    settled(page)
    assert apart(page) == pytest.approx(whole, rel=0.02)
    for _ in range(4):
        page.keyboard.press("+")
    page.keyboard.press("0")
    settled(page)
    assert apart(page) == pytest.approx(whole, rel=0.02)
    expect(page.locator("[data-said]")).to_have_text("Zoom 100 procent")


def test_arrows_move_the_map_but_not_the_page(visit: VisitFixture) -> None:
    page = zoomed(visit())
    page.locator(".map__stage").focus()
    settled(page)
    scrolled = page.evaluate("scrollY")
    (x, y), _ = names(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    settled(page)
    (newer_x, newer_y), _ = names(page)
    assert newer_x < x - 20
    assert newer_y < y - 20
    assert page.evaluate("scrollY") == scrolled


def test_enter_goes_onto_the_map_arrows_from_place_to_place_and_enter_inside(visit: VisitFixture) -> None:
    visitor = visit()
    page = live(visitor)
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    here = page.locator(".map__place:focus")
    expect(here).to_be_visible()
    been = [here.get_attribute("data-place")]
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        expect(page.locator(f".map__place:focus:not([data-place='{been[-1]}'])")).to_be_visible()
        been.append(here.get_attribute("data-place"))
    assert len(set(been)) >= 3  # an arrow may lead back to where one was
    title = here.locator(".map__title").inner_text()
    assert title
    assert here.locator(".map__line").inner_text()
    expect(here).to_have_accessible_name(" ".join(part for part in here.locator("span, b").all_inner_texts() if part))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{been[-1]}/")
    expect(page.locator("h1")).to_have_text(title)


def test_escape_leads_back_to_the_map_and_tab_away_from_it(visit: VisitFixture) -> None:
    page = live(visit())
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__place:focus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map__stage")).to_be_focused()
    expect(page.locator(".map__place--shown")).to_have_count(0)
    for _ in range(9):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('.map__stage').contains(document.activeElement)")


def test_every_place_can_be_reached_by_arrows(visit: VisitFixture) -> None:
    """From each place one of the arrows leads on, and all of them hang together: nobody gets stuck."""
    page = live(visit())
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__place:focus")).to_be_visible()
    seen = set()
    for step in range(60):
        before = page.locator(".map__place:focus").get_attribute("data-place")
        seen.add(before)
        page.keyboard.press(("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")[step * 7 // 10 % 4])
        settled(page)
    assert len(seen) > 12


def test_the_way_back_from_a_place_leads_to_the_same_view(visit: VisitFixture) -> None:
    page = live(visit())
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__place:focus")).to_be_visible()
    page.keyboard.press("+")
    page.keyboard.press("+")
    settled(page)
    view = names(page)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "kaart" not in url)
    page.go_back()
    expect(page.locator(".map--live .map__canvas")).to_be_visible()
    settled(page)
    for (x, y), (old_x, old_y) in zip(names(page), view, strict=True):
        assert (x, y) == pytest.approx((old_x, old_y), abs=2)


# Pointer, wheel, fingers


def test_the_pointer_drags_the_map_and_does_not_open_anything(visit: VisitFixture) -> None:
    visitor = visit()
    page = zoomed(visitor)
    (x, y), _ = names(page)
    at = open_water(page)
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + 60, at[1] + 40)
    page.mouse.move(at[0] + 120, at[1] + 50)
    page.mouse.up()
    settled(page)
    (newer_x, newer_y), _ = names(page)
    assert (newer_x - x, newer_y - y) == pytest.approx((120, 50), abs=2)
    assert visitor.address == MAP


def test_the_pointer_shows_a_place_and_a_click_opens_it(visit: VisitFixture) -> None:
    page = live(visit())
    box = page.locator(".map__stage").bounding_box()
    assert box
    (x, y), _ = names(page)
    south = float(page.locator(".map__name").first.get_attribute("data-south") or 0)
    scale = page.evaluate("() => document.querySelector('struin-map').view.least")
    # The principle stands in the middle of its island, above the name.
    page.mouse.move(box["x"] + x, box["y"] + y - 22 - south * scale)
    shown = page.locator(".map__place--hover.map__place--shown")
    expect(shown).to_contain_text("Van mens tot mens werken")
    expect(shown).to_contain_text("Principe")
    page.mouse.click(box["x"] + x, box["y"] + y - 22 - south * scale)
    page.wait_for_url("**/principles/van-mens-tot-mens-werken/")


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(visit: VisitFixture) -> None:
    page = live(visit())
    whole = apart(page)
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(*middle(page))
    page.mouse.wheel(0, -100)
    settled(page)
    expect(page.locator(".map__hint")).to_be_visible()
    assert apart(page) == pytest.approx(whole)
    page.locator(".map__stage").focus()
    page.mouse.wheel(0, -300)
    page.wait_for_function("() => Number(document.querySelector('.map__name').transform.baseVal.numberOfItems) > 0")
    expect(page.get_by_role("button", name="Verder weg")).to_be_enabled()
    settled(page)
    assert apart(page) > 1.2 * whole


def touch(session: Any, kind: str, *points: tuple[float, float]) -> None:
    spots = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})


def test_two_fingers_pinch_the_map_and_one_scrolls_the_page(visit: VisitFixture) -> None:
    page = live(visit(width=390, height=844, has_touch=True))
    page.evaluate("scrollTo(0, 0)")
    finger = page.context.new_cdp_session(page)
    whole = apart(page)
    x, y = middle(page)
    touch(finger, "touchStart", (x - 30, y), (x + 30, y))
    for far in (50, 70, 90):
        touch(finger, "touchMove", (x - far, y), (x + far, y))
    touch(finger, "touchEnd")
    settled(page)
    assert apart(page) == pytest.approx(3 * whole, rel=0.1)
    zoomed_in = apart(page)
    touch(finger, "touchStart", (x, y))
    for up in (30, 80, 140, 200):
        touch(finger, "touchMove", (x, y - up))
    touch(finger, "touchEnd")
    page.wait_for_function("scrollY > 60")
    assert apart(page) == pytest.approx(zoomed_in, rel=0.01)


def test_a_tap_shows_a_place_and_a_second_one_opens_it(visit: VisitFixture) -> None:
    page = live(visit(width=390, height=844, has_touch=True))
    box = page.locator(".map__stage").bounding_box()
    assert box
    (x, y), _ = names(page)
    east = float(page.locator(".map__name").first.get_attribute("data-east") or 0)
    scale = page.evaluate("() => document.querySelector('struin-map').view.least")
    page.touchscreen.tap(box["x"] + x, box["y"] + y - 22 - east * scale)
    shown = page.locator(".map__place:focus")
    expect(shown).to_be_visible()
    address = shown.get_attribute("data-place")
    shown.tap()
    page.wait_for_url(f"**/{address}/")


def test_buttons_are_large_enough_and_say_when_there_is_no_further(visit: VisitFixture) -> None:
    page = live(visit(width=320, height=640))
    for button in page.locator(".map__tool").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    expect(page.get_by_role("button", name="Verder weg")).to_be_disabled()
    closer = page.get_by_role("button", name="Dichterbij")
    for _ in range(12):
        if closer.is_enabled():
            closer.click()
            settled(page)
    expect(closer).to_be_disabled()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


# Where one has been


def test_what_was_visited_is_lit_counted_and_told_in_the_list(visit: VisitFixture) -> None:
    visitor = visit()
    page = live(visitor)
    assert page.evaluate(LIT) == 0
    expect(page.locator(".map__count")).to_contain_text("wachten nog")
    visitor.go("stories/twee-graden/")
    visitor.go("quotes/shampoo-in-het-haar/")
    page = live(visitor)
    assert page.evaluate(LIT) > 5
    total = page.evaluate("Struin.items().then((items) => items.length)")
    expect(page.locator(".map__count")).to_have_text(f"Er brandt licht op 2 van de {total} plekken.")
    expect(page.locator("[data-item='stories/twee-graden'] .places__seen")).to_have_text("hier ben je geweest")
    expect(page.locator(".places__seen")).to_have_count(2)


def test_where_have_i_been_lets_the_rest_step_back(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.go("stories/twee-graden/")
    page = live(visitor)
    picture = page.evaluate("document.querySelector('.map__canvas').toDataURL()")
    button = page.get_by_role("button", name="Waar ben ik geweest")
    button.click()
    settled(page)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('.map__canvas').toDataURL()") != picture
    button.click()
    settled(page)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_wiping_everything_puts_the_lights_out(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.go("stories/twee-graden/")
    page = live(visitor)
    assert page.evaluate(LIT) > 0
    page.evaluate("Struin.store.clear()")
    settled(page)
    assert page.evaluate(LIT) == 0
    expect(page.locator(".places__seen")).to_have_count(0)


# The same for everybody


def test_places_and_list_are_the_same(visit: VisitFixture) -> None:
    page = live(visit())
    data = page.evaluate("Struin.load('assets/struin/map.js')")
    ids = {f"{data['kinds'][kind]}/{name}" for kind, name in zip(data["kind"], data["names"].split(), strict=True)}
    listed = page.locator(".places [data-item]").evaluate_all("(links) => links.map((link) => link.dataset.item)")
    assert len(listed) == len(set(listed))
    assert set(listed) == ids


def test_without_javascript_there_is_a_picture_with_links_and_the_list(visit: VisitFixture) -> None:
    for width, height in ((1280, 800), (390, 844)):
        page = visit(java_script_enabled=False, width=width, height=height).go(MAP)
        expect(page.locator(".map__picture .map__ground").first).to_be_visible()
        expect(page.locator(".map__tools")).to_be_hidden()
        expect(page.locator(".map__name")).to_have_count(6)
        page.locator(".places__name").nth(1).click()
        expect(page.locator(".places__island").nth(1).get_by_role("link", name="Collega 3")).to_be_visible()
        page.locator(".map__name").first.click()
        page.wait_for_url("**/principles/van-mens-tot-mens-werken/")


def test_from_a_folder_the_map_works_too(chromium: Any, site: Built) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto((site.folder / "kaart/index.html").as_uri())
    expect(page.locator(".map--live .map__canvas")).to_be_visible()
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__place:focus")).to_be_visible()
    context.close()


def test_an_element_that_comes_back_does_not_do_everything_twice(visit: VisitFixture) -> None:
    page = live(visit())
    whole = apart(page)
    page.evaluate("""() => {
      const map = document.querySelector("struin-map");
      map.classList.remove("map--live");
      map.replaceWith(map);
    }""")
    expect(page.locator(".map--live .map__canvas")).to_be_visible()
    settled(page)
    page.locator(".map__stage").focus()
    page.keyboard.press("+")
    expect(page.locator("[data-said]")).to_have_text("Zoom 160 procent")
    settled(page)
    assert apart(page) == pytest.approx(1.6 * whole, rel=0.02)


def test_colours_follow_the_palette(visit: VisitFixture) -> None:
    page = live(visit())
    pixel = """() => {
      const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      context.drawImage(document.querySelector(".map__canvas"), 0, 0);
      return [...context.getImageData(3, 3, 1, 1).data].slice(0, 3).reduce((sum, part) => sum + part);
    }"""
    light = page.evaluate(pixel)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    settled(page)
    assert page.evaluate(pixel) < light / 2


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    visitor.go("stories/twee-graden/")
    page = live(visitor)
    page.locator(".places__name").first.click()
    page.locator(".map__stage").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".map__place:focus")).to_be_visible()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    told = [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]
    visitor.close()
    assert told == []
