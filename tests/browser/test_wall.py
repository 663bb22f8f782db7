"""The wall: facets by pointer and keyboard, what the address keeps, the cards of the day, a sheet, no script."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from built import Built

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
DAY = "2031-03-03T09:00:00"
STORY = "stories/twee-graden"
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
# Of each spread, how much of its rectangle its cells and the gaps between them leave empty, as a share.
HOLES = """() => [...document.querySelectorAll('.wall__cards .spread')].map((spread) => {
  const gap = parseFloat(getComputedStyle(spread).columnGap), box = spread.getBoundingClientRect();
  const room = (each) => { const b = each.getBoundingClientRect(); return (b.width + gap) * (b.height + gap); };
  const filled = [...spread.children].reduce((sum, cell) => sum + room(cell), 0);
  return 1 - filled / ((box.width + gap) * (box.height + gap));
})"""
# Where the options and the cards stand on the page.
PLACES = """() => [...document.querySelectorAll('.pick__one, .wall__cards')].map((each) => {
  const box = each.getBoundingClientRect();
  return [Math.round(box.x + scrollX), Math.round(box.y + scrollY)];
})"""
BUSY = re.compile("true")


def ready(page: Page) -> None:
    """Waits until the cards hang that belong to what is chosen."""
    expect(page.locator("struin-wall")).to_have_attribute("data-day", re.compile("."))
    expect(page.locator(".wall__cards")).not_to_have_attribute("aria-busy", BUSY)


def wall(visitor: Visit, query: str = "") -> Page:
    page = visitor.go(f"struinen/{query}")
    ready(page)
    return page


def hanging(page: Page) -> list[str]:
    """The ids of the cards that hang, in their order."""
    links = page.locator(".wall__cards .card__link").evaluate_all("(all) => all.map((link) => link.href)")
    return ["/".join(str(link).rstrip("/").split("/")[-2:]) for link in links]


def option(page: Page, name: str, value: str) -> Locator:
    return page.locator(f".pick__box[name={name}][value='{value}']")


def pick(page: Page, name: str, value: str) -> None:
    option(page, name, value).click()
    ready(page)


def count(page: Page, name: str, value: str) -> int:
    words = option(page, name, value).locator("xpath=..").locator(".pick__count").text_content()
    return int(words or "")


@pytest.fixture(scope="module")
def items(site: Built) -> list[dict[str, Any]]:
    text = (site.folder / "assets/struin/items.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text[text.index(",[") + 1 : text.rindex(")")])
    return found


def answers(item: dict[str, Any], name: str, value: str, principles: list[str]) -> bool:
    """What an option means, told another way than the script tells it."""
    minutes, together = item["minutes"] or 0, item["together"] or "alone"
    if name == "minutes":
        return bool(minutes > 30 if value == "more" else minutes <= int(value))
    return {
        "kind": item["collection"] == value,
        "principle": value in [principles[number - 1] for number in item["principles"]],
        "theme": value in item["themes"],
        "audience": value in item["audience"],
        "together": together in (value, "either"),
        "unseen": True,
    }[name]


def test_every_count_is_right_for_any_choice(visit: VisitFixture, items: list[dict[str, Any]]) -> None:
    visitor = visit()
    page = wall(visitor)
    offered = page.locator(".pick__box").evaluate_all("(all) => all.map((box) => [box.name, box.value])")
    principles = [value for name, value in offered if name == "principle"]
    chance = random.Random(3)
    for turn in range(12):
        chosen = chance.sample(offered, 1 + turn % 5)
        page = wall(visitor, "?" + "&".join(f"{name}={value}" for name, value in chosen))

        def fits(item: dict[str, Any], but: str = "", chosen: list[list[str]] = chosen) -> bool:
            asked = {name for name, _ in chosen} - {but}
            return all(
                any(answers(item, name, value, principles) for each, value in chosen if each == name) for name in asked
            )

        found = [item["id"] for item in items if fits(item)]
        expect(page.locator(".wall__count")).to_have_text(f"{len(found)} van {len(items)}")
        assert set(hanging(page)) <= set(found)
        assert len(hanging(page)) == min(24, len(found))
        for name, value in offered:
            wanted = sum(fits(item, name) and answers(item, name, value, principles) for item in items)
            assert count(page, name, value) == wanted, (chosen, name, value)


def test_options_of_a_facet_add_up_and_facets_narrow_by_pointer(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = wall(visitor)
    kinds = [item["collection"] for item in site.items]
    pick(page, "kind", "stories")
    assert {each.partition("/")[0] for each in hanging(page)} == {"stories"}
    expect(page.locator(".wall__count")).to_have_text(f"{kinds.count('stories')} van {len(kinds)}")
    pick(page, "kind", "exercises")
    both = kinds.count("stories") + kinds.count("exercises")
    expect(page.locator(".wall__count")).to_have_text(f"{both} van {len(kinds)}")
    pick(page, "minutes", "5")
    narrowed = int((page.locator(".wall__count").text_content() or "").split()[0])
    assert 0 < narrowed < both
    path, _, query = visitor.address.partition("?")
    assert (path, sorted(query.split("&"))) == ("struinen/", ["kind=exercises", "kind=stories", "minutes=5"])
    expect(page.locator(".wall__number")).to_have_text("3")


def test_it_goes_by_keyboard_and_the_focus_stays(visit: VisitFixture) -> None:
    visitor = visit()
    page = wall(visitor)
    page.locator(".wall__open").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wall__open")).to_have_attribute("aria-expanded", "true")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.name === 'theme'"):
            break
    theme = page.evaluate("() => document.activeElement.value")
    assert page.evaluate("() => getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    page.keyboard.press("Space")
    ready(page)
    assert visitor.address == f"struinen/?theme={theme}"
    expect(option(page, "theme", theme)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    ready(page)
    chips = page.locator(".pick__chip")
    expect(chips).to_have_count(2)
    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator(".wall__count")).to_be_focused()
    assert visitor.address == "struinen/"
    page.locator(".wall__open").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".facets__rest")).to_be_hidden()


def test_an_option_says_its_facet_its_name_and_its_number(visit: VisitFixture) -> None:
    page = wall(visit())
    stories = page.get_by_role("group", name="Soort").get_by_role("checkbox", name="Verhalen")
    expect(stories).to_have_accessible_name(f"Verhalen {count(page, 'kind', 'stories')}")
    stories.check()
    ready(page)
    expect(page.get_by_role("button", name="Haal weg: Verhalen")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="van")).to_have_count(1)


def test_the_choice_survives_reload_sharing_and_the_way_back(visit: VisitFixture) -> None:
    visitor = visit()
    page = wall(visitor, "?wie=anders#lerend-werken")
    pick(page, "kind", "stories")
    pick(page, "minutes", "2")
    assert visitor.address == "struinen/?wie=anders&kind=stories&minutes=2#lerend-werken"
    cards, address = hanging(page), visitor.address
    page.reload()
    ready(page)
    assert hanging(page) == cards
    expect(option(page, "kind", "stories")).to_be_checked()
    page.locator(".wall__cards .card__link").nth(3).click()
    page.wait_for_url("**/stories/*/")
    page.go_back()
    ready(page)
    assert (hanging(page), visitor.address) == (cards, address)
    shared = visit()
    page = shared.go(address)
    ready(page)
    assert hanging(page) == cards
    expect(page.locator(".pick__chip")).to_have_count(2)


def test_more_come_a_page_at_a_time_and_are_there_on_the_way_back(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = wall(visitor)
    first = hanging(page)
    assert len(first) == len(set(first)) == 24
    more = page.get_by_role("button", name="Toon meer")
    more.click()
    expect(page.locator(".wall__cards .card")).to_have_count(48)
    assert hanging(page)[:24] == first
    assert len(set(hanging(page))) == 48
    expect(page.locator(".wall__cards .card__link").nth(24)).to_be_focused()
    expect(page.locator(".wall__shown")).to_have_text(f"48 van {len(site.items)} getoond")
    page.locator(".wall__cards .card__link").nth(40).click()
    page.wait_for_url(lambda url: "struinen/" not in url)
    page.go_back()
    expect(page.locator(".wall__cards .card")).to_have_count(48)
    while more.is_visible():
        before = page.locator(".wall__cards .card").count()
        more.click()
        page.wait_for_function(
            "(before) => document.querySelectorAll('.wall__cards .card').length > before", arg=before
        )
    assert sorted(hanging(page)) == sorted(item["id"] for item in site.items)


def test_where_nothing_fits_there_is_a_way_back(visit: VisitFixture) -> None:
    visitor = visit()
    page = wall(visitor, "?kind=exercises&theme=humor&minutes=2")
    expect(page.locator(".wall__count")).to_have_text(re.compile("^0 van"))
    expect(page.locator(".wall__nothing")).to_be_visible()
    way = page.locator(".pick__way").first
    expect(way).to_have_text(re.compile(r"Zonder ‘.+’: \d+"))
    promised = (way.text_content() or "").rpartition(" ")[2]
    way.focus()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator(".wall__count")).to_have_text(re.compile(f"^{promised} van"))
    expect(page.locator(".wall__count")).to_be_focused()
    expect(page.locator(".pick__chip")).to_have_count(2)
    page.get_by_role("button", name="Wis filters").click()
    ready(page)
    expect(page.locator(".pick__chip")).to_have_count(0)
    expect(page.locator(".wall__cards .card")).to_have_count(24)
    assert visitor.address == "struinen/"


def test_each_day_other_cards_lie_on_top_and_the_same_ones_all_day(visit: VisitFixture) -> None:
    def on(moment: str, address: str = "struinen/") -> list[str]:
        visitor = visit()
        visitor.page.clock.set_fixed_time(moment)
        page = visitor.go(address)
        if not address:
            page.locator(".wall__cards").scroll_into_view_if_needed()
        expect(page.locator("struin-wall")).to_have_attribute("data-day", moment[:10])
        return hanging(page)

    morning = on(DAY)
    assert on("2031-03-03T23:30:00") == morning
    days = [morning, *(on(f"2031-03-0{day}T09:00:00") for day in range(4, 8))]
    assert len({tuple(day) for day in days}) == 5
    assert len({day[0] for day in days}) > 1
    for one in days:
        assert len({each.partition("/")[0] for each in one}) >= 3, "a mixture"
    front = on(DAY, "?kind=stories")
    assert front != on("2031-03-04T09:00:00", "?kind=stories")


def test_the_order_of_the_day_is_the_same_before_and_after_choosing(visit: VisitFixture) -> None:
    page = wall(visit())
    fresh = hanging(page)
    pick(page, "kind", "quotes")
    assert hanging(page) != fresh
    pick(page, "kind", "quotes")
    assert hanging(page) == fresh


def test_home_has_the_cards_of_the_day_and_leads_to_the_wall(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.page.clock.set_fixed_time(DAY)
    page = visitor.go()
    ready(page)
    today = hanging(page)
    assert len(today) == 18
    assert today == hanging(wall(visitor))[:18]
    page = visitor.go()
    ready(page)
    pick(page, "kind", "stories")
    onward = page.locator("[data-onward]")
    expect(onward).to_have_attribute("href", re.compile(r"struinen/\?kind=stories$"))
    onward.click()
    page.wait_for_url("**/struinen/?kind=stories")
    ready(page)
    expect(option(page, "kind", "stories")).to_be_checked()


def test_who_looks_at_the_wall_of_home_keeps_what_hangs_there(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.page.add_init_script("window.requestIdleCallback = (does) => { window.idle = does; };")
    page = visitor.go()
    fixed = hanging(page)
    page.wait_for_function("() => window.idle")
    page.locator(".home__heading").scroll_into_view_if_needed()
    page.evaluate("() => { scrollTo({ top: document.body.scrollHeight / 3, behavior: 'instant' }); idle(); }")
    page.wait_for_function("() => !document.querySelector('.wall__cards').hasAttribute('aria-busy')")
    page.wait_for_load_state("networkidle")
    assert hanging(page) == fixed


def test_what_was_seen_carries_a_mark_that_follows_what_is_kept(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    visitor.go(f"{STORY}/")
    page = wall(visitor, "?kind=stories")
    page.get_by_role("button", name="Toon meer").click()
    expect(page.locator(".wall__cards .card")).to_have_count(
        min(48, sum(i["collection"] == "stories" for i in site.items))
    )
    card = page.locator(f".wall__cards .card:has(a[href$='{STORY}/'])")
    expect(card.locator(".wall__mark")).to_have_text("gezien")
    expect(page.locator(f".register a[href$='{STORY}/'] .wall__mark")).to_have_count(1)
    expect(page.locator(".wall__cards .wall__mark")).to_have_count(1)
    whole = count(page, "kind", "stories")
    assert count(page, "unseen", "1") == whole - 1
    pick(page, "unseen", "1")
    expect(card).to_have_count(0)
    expect(page.locator(".wall__count")).to_have_text(re.compile(f"^{whole - 1} van"))
    page.evaluate("(id) => Struin.seen.remove(id)", STORY)
    expect(page.locator(".wall__count")).to_have_text(re.compile(f"^{whole} van"))
    expect(page.locator(".wall__mark")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_no_spread_has_holes_whatever_its_number(width: int, visit: VisitFixture) -> None:
    visitor = visit(width=width)
    numbers = set()
    for query in ("", "?kind=principles", *(f"?kind=stories&theme={theme}" for theme in ("humor", "school", "buurt"))):
        page = wall(visitor, query)
        numbers.add(page.locator(".wall__cards .card").count() % 6)
        # Spreads below the window are laid out when one comes near.
        page.locator(".spread").evaluate_all(
            "(all) => all.forEach((each) => (each.style.contentVisibility = 'visible'))"
        )
        holes = page.evaluate(HOLES)
        assert holes
        assert max(abs(hole) for hole in holes) < 0.01, (query, holes)
    assert len(numbers) >= 2


def test_on_a_phone_the_form_is_a_sheet(visit: VisitFixture) -> None:
    visitor = visit(width=390, height=780, has_touch=True)
    page = wall(visitor)
    expect(page.locator(".facets")).to_be_hidden()
    button = page.get_by_role("button", name="Kies")
    button.tap()
    sheet = page.get_by_role("dialog", name="Wat zoek je?")
    expect(sheet).to_be_visible()
    sheet.get_by_role("checkbox", name=re.compile("^Citaten")).tap(force=True)
    ready(page)
    found = count(page, "kind", "quotes")
    expect(sheet.get_by_role("status")).to_have_text(re.compile(f"^{found} van"))
    sheet.get_by_role("checkbox", name=re.compile("^Humor")).tap(force=True)
    ready(page)
    narrowed = count(page, "kind", "quotes")
    sheet.get_by_role("button", name=f"Toon {narrowed}").tap()
    expect(sheet).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_accessible_name("Kies 2")
    button.tap()
    sheet.get_by_role("button", name="Wis filters").tap()
    ready(page)
    expect(sheet.get_by_role("button", name="Wis filters")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert visitor.address == "struinen/"


def test_the_form_follows_when_the_window_grows(visit: VisitFixture) -> None:
    page = wall(visit(width=390), "?kind=stories")
    page.locator(".wall__open").click()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".wall__panel .facets")).to_be_visible()
    expect(page.locator(".sheet")).to_be_hidden()
    expect(option(page, "kind", "stories")).to_be_checked()


def test_the_bar_stays_in_sight_and_leads_back_to_the_form(visit: VisitFixture) -> None:
    page = wall(visit())
    page.evaluate("() => scrollTo({ top: 1800, behavior: 'instant' })")
    button = page.locator(".wall__open")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator(".facets__rest")).to_be_in_viewport()
    # A card that gets the focus is not under the bar.
    page.evaluate("() => scrollTo({ top: 1800, behavior: 'instant' })")
    page.locator(".wall__cards .card__link").nth(9).focus()
    page.keyboard.press("Shift+Tab")
    box = page.locator(":focus").bounding_box()
    bar = page.locator(".wall__bar").bounding_box()
    assert box
    assert bar
    assert box["y"] >= bar["y"] + bar["height"] - 1


@pytest.mark.parametrize(("address", "width"), [("struinen/", 1280), ("struinen/", 390), ("", 1280), ("", 390)])
def test_nothing_jumps(address: str, width: int, visit: VisitFixture) -> None:
    visitor = visit(width=width)
    visitor.page.add_init_script(SHIFTS)
    page = visitor.go(address)
    ready(page)
    assert sum(page.evaluate("() => window.shifts")) < 0.02
    if width > 1000:
        before = page.evaluate(PLACES)
        pick(page, "kind", "stories")
        assert page.evaluate(PLACES) == before


def test_without_javascript_everything_stands_there_in_one_order(visit: VisitFixture, site: Built) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.go("struinen/")
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator(".wall__open")).to_be_hidden()
    links = page.locator(".register__name a, .shelf__link").evaluate_all("(all) => all.map((link) => link.href)")
    there = [link.removeprefix(visitor.url).rstrip("/") for link in links]
    assert sorted(there) == sorted(item["id"] for item in site.items)
    again = visit(java_script_enabled=False)
    assert page.locator(".register").inner_text() == again.go("struinen/").locator(".register").inner_text()
    homes = {item["id"]: item["principles"][0] for item in site.items if item["collection"] != "principles"}
    for part in page.locator(".register__part").all():
        home = part.get_attribute("aria-labelledby")
        found = part.locator(".shelf__link").evaluate_all("(all) => all.map((link) => link.href)")
        assert {homes[link.removeprefix(visitor.url).rstrip("/")] for link in found} == {home}
    page.locator(".hub__jump a").nth(3).click()
    expect(page.locator(".register__part").nth(3)).to_be_in_viewport()
    page = visitor.go()
    assert page.locator(".home__wall .card").count() == 18
    page.locator(".home__wall").get_by_role("link", name="Zie alles").click()
    expect(page.locator("h1")).to_have_text("Struinen")


def test_it_works_from_a_folder(chromium: Any, site: Built) -> None:
    visitor = Visit(chromium, f"{site.folder.as_uri()}/")
    page = visitor.go("struinen/index.html")
    ready(page)
    expect(page.locator(".wall__cards .card")).to_have_count(24)
    pick(page, "kind", "quotes")
    assert page.locator(".wall__cards .card--quote").count() == len(hanging(page)) == 24
    assert visitor.address == "struinen/index.html?kind=quotes"
    page.reload()
    ready(page)
    expect(option(page, "kind", "quotes")).to_be_checked()
    expect(page.locator(".wall__cards .card--quote")).to_have_count(24)
    visitor.close()
    assert visitor.faults == []


def test_when_the_line_is_gone_it_says_so_and_tries_again(visit: VisitFixture) -> None:
    visitor = visit()
    page = wall(visitor)
    hung = hanging(page)
    visitor.expected.add(f"{visitor.url}assets/struin/items.js")
    page.route("**/items.js", lambda route: route.abort())
    option(page, "kind", "stories").click()
    expect(page.locator(".wall__count")).to_contain_text("De kaarten komen niet door")
    assert hanging(page) == hung
    page.unroute("**/items.js")
    pick(page, "kind", "quotes")
    expect(page.locator(".wall__count")).to_contain_text("van")
    expect(page.locator(".wall__cards .card--quote").first).to_be_visible()


def test_a_last_choice_overtakes_one_that_is_still_coming(visit: VisitFixture) -> None:
    page = wall(visit())
    pick(page, "kind", "stories")
    page.evaluate(
        "() => { for (const value of ['stories', 'quotes', 'exercises', 'quotes'])"
        " document.querySelector(`.pick__box[value=${value}]`).click(); }"
    )
    ready(page)
    assert {each.partition("/")[0] for each in hanging(page)} == {"exercises"}
    expect(page.locator(".pick__chip")).to_have_text(["Oefeningen"])


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("query", "width", "opens"),
    [
        ("", 1280, True),
        ("?kind=stories&principle=lerend-werken&minutes=2", 1280, True),
        ("?kind=stories&principle=lerend-werken&minutes=2", 320, True),
        ("?kind=exercises&theme=humor&minutes=2", 320, False),
        ("?kind=quotes", 320, False),
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    query: str, width: int, opens: bool, scheme: str, chromium: Any, unguarded: Server
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = wall(visitor, query)
    if opens:
        page.locator(".wall__open").click()
        expect(page.locator(".pick--theme")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"][:5]
    ]
    visitor.close()
    assert told == []
    assert visitor.faults == []
