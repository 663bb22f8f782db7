"""The trainers' finder: right numbers for any choice, the address, ways out, the keyboard, into a session."""

from __future__ import annotations

import json
import random
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
LISTS = ("form", "level", "setting", "kind", "principle", "theme")
Row = dict[str, Any]
Asked = dict[str, Any]

# Answers each question with what is found and with every number that the page would show.
ANSWERS = """async (questions) => {
  const rows = await Struin.load("assets/struin/finder.js");
  const options = new Map();
  const add = (name, value) => options.set(name, [...(options.get(name) || []), value]);
  for (const box of document.querySelectorAll(".pick__box")) add(box.name, box.value);
  for (const { dataset } of document.querySelectorAll(".pick__press")) add(dataset.set, dataset.value);
  const finder = new Struin.Finder(rows, options);
  return questions.map(({ from, to, people, ...lists }) => {
    const chosen = new Map(Object.entries(lists).map(([name, values]) => [name, new Set(values)]));
    const result = finder.match({ from, to, people, chosen });
    const counts = {};
    for (const [name, values] of options) {
      for (const value of values) counts[`${name} ${value}`] = result.count(name, value);
    }
    const without = ["minutes", "people", ...Object.keys(lists)].map((name) => [name, result.without(name)]);
    return { found: result.found.map((row) => row.id), counts, without: Object.fromEntries(without) };
  });
}"""
# As many rows as a large bundle may have, each other; and how long an answer takes, in ms: of the numbers, and of all
# that is on the page.
MANY = """async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => {
    const minutes = 1 + (n * 7) % 120;
    return {
      id: `exercises/e-${n}`, kind: ["exercise", "exercise", "self-check", "session"][n % 4], title: `Oefening ${n}`,
      summary: "Een regel die zin geeft om dit open te doen.", url: `exercises/e-${n}/`, number: 1 + n % 6,
      minutes, least: minutes, most: minutes + (n % 3) * 5, people: n % 4 === 2 ? null : [1 + n % 6, 6 + n % 30],
      level: ["light", "medium", "demanding"][n % 3], form: ["talk", "write", "draw"].slice(n % 3),
      setting: ["room", "online"], principle: ["lerend-werken"], theme: ["luisteren", "taal"].slice(n % 2),
    };
  });
  const load = Struin.load;
  Struin.load = async () => rows;
  const times = [];
  const field = document.querySelector(".finder__number[name=people]");
  const count = document.querySelector(".finder__count");
  for (let people = 2; people < 22; people++) {
    const before = count.textContent;
    field.value = people;
    const began = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (count.textContent === before) await new Promise((ready) => queueMicrotask(ready));
    times.push(performance.now() - began);
  }
  Struin.load = load;
  return times.sort((one, other) => one - other);
}"""
# A card as it is read, without spaces between elements and what hangs on scripts.
READ = """(card) => {
  const copy = card.cloneNode(true);
  for (const each of copy.querySelectorAll("[hidden]")) each.hidden = false;
  for (const link of copy.querySelectorAll("a")) {
    link.setAttribute("href", new URL(link.getAttribute("href"), location).href);
  }
  return copy.outerHTML.replace(/\\s+/g, " ").replace(/> </g, "><");
}"""


@pytest.fixture(scope="module")
def rows(site: Built) -> list[Row]:
    text = (site.folder / "assets/struin/finder.js").read_text(encoding="utf-8")
    found: list[Row] = json.loads(text[text.index(",[") + 1 : text.rindex(")")])
    return found


def finder(visitor: Visit, query: str = "") -> Page:
    page = visitor.go(f"trainers/{query}")
    expect(page.locator(".finder__form")).to_be_visible()
    return page


def cards(page: Page) -> list[str]:
    found: list[str] = page.locator(".find").evaluate_all("(all) => all.map((card) => card.dataset.id)")
    return found


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f".pick__box[name={name}][value='{value}']")


def press(page: Page, name: str, value: int) -> Locator:
    return page.locator(f".pick__press[data-set={name}][data-value='{value}']")


def fits(row: Row, asked: Asked, but: str = "") -> bool:
    """What a choice means, told another way than the script tells it; `but` names a facet to leave out."""
    least, most, people = asked["from"], asked["to"], asked["people"]
    able = range(row["least"], row["most"] + 1)
    wanted = range(least or 1, (most or 480) + 1)
    if but != "minutes" and not (set(able) & set(wanted)):
        return False
    if but != "people" and people and row["people"] and not row["people"][0] <= people <= row["people"][1]:
        return False
    return all(
        name == but
        or not asked.get(name)
        or bool(set(asked[name]) & set(row[name] if name != "kind" else [row["kind"]]))
        for name in LISTS
    )


def test_every_count_is_right_for_any_choice(visit: VisitFixture, rows: list[Row]) -> None:
    for row in rows:
        row["level"] = [row["level"]]
    page = finder(visit())
    offered: dict[str, list[str]] = {}
    for name, value in page.locator(".pick__box").evaluate_all("(all) => all.map((box) => [box.name, box.value])"):
        offered.setdefault(name, []).append(value)
    assert set(offered) == set(LISTS)
    chance = random.Random(6)
    questions: list[Asked] = []
    for turn in range(120):
        least, most = sorted(chance.choice([None, 1, 5, 10, 15, 30, 90, 400]) or 0 for _ in range(2))
        asked: Asked = {"from": least or None, "to": most or None, "people": chance.choice([None, None, 1, 2, 12, 31])}
        for name in chance.sample(LISTS, turn % 4):
            asked[name] = chance.sample(offered[name], min(len(offered[name]), chance.choice([1, 1, 2, 4])))
        questions.append(asked)
    for asked, answer in zip(questions, page.evaluate(ANSWERS, questions), strict=True):
        found = [row["id"] for row in rows if fits(row, asked)]
        assert answer["found"] == found, asked
        for name, count in answer["without"].items():
            assert count == sum(fits(row, asked, name) for row in rows), (asked, name)
        for option, count in answer["counts"].items():
            name, _, value = option.partition(" ")
            if name == "to":
                other = {
                    **asked,
                    "to": int(value),
                    "from": asked["from"] if (asked["from"] or 0) <= int(value) else None,
                }
            elif name == "people":
                other = {**asked, "people": int(value)}
            else:
                other = {**asked, name: [value]}
            assert count == sum(fits(row, other) for row in rows), (asked, option)


def test_the_choice_stands_in_the_address_and_survives_reload_sharing_and_the_way_back(
    visit: VisitFixture, rows: list[Row]
) -> None:
    visitor = visit()
    page = finder(visitor, "?bron=mail#struin-finder-exercise")
    press(page, "to", 20).click()
    page.locator(".finder__number[name=people]").fill("12")
    page.locator(".finder__fold summary").first.click()
    box(page, "form", "talk").check()
    page.locator(".finder__sort").select_option("long")
    address = "trainers/?bron=mail&to=20&people=12&form=talk&sort=long#struin-finder-exercise"
    assert visitor.address == address
    asked: Asked = {"from": None, "to": 20, "people": 12, "form": ["talk"]}
    found = [row for row in rows if fits(row, asked)]
    expect(page.locator(".finder__count")).to_have_text(f"{len(found)} van {len(rows)} passen")
    in_order = sorted((row for row in found if row["kind"] == "exercise"), key=lambda row: -row["minutes"])
    shown = cards(page)
    assert shown[: len(in_order)] == [row["id"] for row in in_order]
    page.reload()
    expect(page.locator(".finder__count")).to_have_text(f"{len(found)} van {len(rows)} passen")
    assert cards(page) == shown
    expect(box(page, "form", "talk")).to_be_checked()
    expect(press(page, "to", 20)).to_have_attribute("aria-pressed", "true")
    page.locator(".find__link").nth(2).click()
    page.wait_for_url("**/exercises/*/")
    page.go_back()
    expect(page.locator(".finder__count")).to_have_text(f"{len(found)} van {len(rows)} passen")
    assert (cards(page), visitor.address) == (shown, address)
    page.get_by_role("button", name="Haal weg: praten").click()
    page.get_by_role("button", name="Wis alles").first.click()
    assert visitor.address == "trainers/?bron=mail&sort=long#struin-finder-exercise"
    expect(page.locator(".finder__count")).to_have_text(f"{len(rows)} om uit te kiezen")
    # More of a kind than at first, and still there after an exercise that one looked at.
    part = page.locator(".finder__part").first
    part.locator("[data-more]").click()
    expect(part.locator(".find")).to_have_count(36)
    expect(part.locator(".find__link").nth(12)).to_be_focused()
    part.locator(".find__link").nth(20).click()
    page.wait_for_url("**/exercises/*/")
    page.go_back()
    expect(part.locator(".find")).to_have_count(36)


def test_ends_the_other_way_round_and_letters_are_understood(visit: VisitFixture) -> None:
    visitor = visit()
    page = finder(visitor, "?from=30&to=20x")
    fields = page.locator(".finder__number")
    assert [field.input_value() for field in fields.all()] == ["20", "30", ""]
    fields.nth(2).fill("zo'n 9999")
    fields.nth(2).blur()
    assert [field.input_value() for field in fields.all()] == ["20", "30", ""], "no number fits in three signs"
    fields.nth(2).fill("12m")
    fields.nth(2).blur()
    expect(fields.nth(2)).to_have_value("12")
    fields.nth(2).fill("0")
    fields.nth(2).blur()
    expect(fields.nth(2)).to_have_value("1")
    press(page, "to", 10).click()
    assert [field.input_value() for field in fields.all()] == ["", "10", "1"], "at most 10 cannot begin at 20"


def test_where_nothing_fits_there_is_a_way_out(visit: VisitFixture, rows: list[Row]) -> None:
    visitor = visit(width=390)
    asked: Asked = {"from": None, "to": 5, "people": 12, "form": ["roleplay"]}
    page = finder(visitor, "?to=5&people=12&form=roleplay")
    expect(page.locator(".finder__count")).to_have_text("Niets past")
    expect(page.locator(".finder__part:visible")).to_have_count(0)
    words = {"minutes": "tot 5 min", "people": "met 12 mensen", "form": "rollenspel"}
    without = {name: sum(fits(row, asked, name) for row in rows) for name in words}
    wanted = [f"Laat ‘{words[name]}’ los: {without[name]}" for name in sorted(words, key=lambda name: -without[name])]
    outs = page.locator(".pick__way")
    assert [out.text_content() for out in outs.all()] == [way for way in wanted if not way.endswith(": 0")]
    assert outs.count() >= 2
    page.get_by_role("button", name="Laat ‘rollenspel’ los").click()
    expect(page.locator(".finder__count")).to_have_text(f"{without['form']} van {len(rows)} passen")
    expect(page.locator(".finder__count")).to_be_focused()
    assert page.locator(".find").count() > 0
    assert visitor.address == "trainers/?to=5&people=12"
    expect(page.locator(".finder__empty")).to_be_hidden()


def test_it_goes_by_keyboard_alone_into_a_session(visit: VisitFixture) -> None:
    visitor = visit()
    page = finder(visitor)
    page.locator(".finder__number[name=from]").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    expect(page.locator(".finder__number[name=people]")).to_have_accessible_name("Met hoeveel mensen")
    expect(press(page, "people", 12)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".finder__count")).to_be_focused()
    expect(page.locator(".finder__count")).to_be_in_viewport()
    page.locator(".finder__fold summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("() => getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    group = page.get_by_role("group", name="Vorm")
    expect(group.get_by_role("checkbox").first).to_be_checked()
    before = page.locator(".pick__chip").count()
    page.locator(".pick__chip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pick__chip")).to_have_count(before - 1)
    expect(page.locator(".pick__chip").first).to_be_focused()
    first = page.locator(".find").first
    title = first.locator(".find__link").text_content() or ""
    add = first.get_by_role("button", name=f"Zet in sessie: {title}")
    add.focus()
    page.keyboard.press("Enter")
    minutes = int(first.get_attribute("data-minutes") or 0)
    said = page.locator("[data-said]")
    expect(said).to_have_text(f"‘{title}’ staat erin, als eerste. Je sessie duurt nu {minutes} minuten.")
    expect(add).to_be_focused()
    page.keyboard.press("Enter")
    expect(said).to_contain_text("stond er al in")
    second = page.locator(".find").nth(1)
    other, longer = second.locator(".find__link").text_content() or "", second.get_attribute("data-minutes") or ""
    second.locator("[data-add]").focus()
    page.keyboard.press("Enter")
    expect(said).to_contain_text(f"‘{other}’ staat erin. Je sessie heeft nu 2 blokken")
    expect(said).to_contain_text(f"{minutes + int(longer)} minuten")
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(said).to_have_text(f"‘{other}’ is er weer uit.")
    expect(second.locator("[data-add]")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Naar je sessie").press("Enter")
    page.wait_for_url("**/sessie/")
    expect(page.get_by_text(title).first).to_be_visible()
    expect(page.get_by_text(other).first).to_be_visible()


def test_what_fits_because_it_can_be_shorter_gets_the_time_that_there_is(visit: VisitFixture, rows: list[Row]) -> None:
    row = next(row for row in rows if row["kind"] == "exercise" and row["least"] < row["minutes"] - 1)
    page = finder(visit(), f"?from={row['least']}&to={row['minutes'] - 1}")
    part = page.locator(".finder__part").first
    card = part.locator(f"[data-id='{row['id']}']")
    expect(page.locator(".finder__count")).to_contain_text("passen")
    while not card.count():
        part.locator("[data-more]").click()
    card.locator("[data-add]").click()
    expect(page.locator("[data-said]")).to_contain_text(f"Je sessie duurt nu {row['minutes'] - 1} minuten")


def test_a_card_that_the_script_makes_is_the_card_of_the_page(visit: VisitFixture) -> None:
    written = visit(java_script_enabled=False)
    kept = written.go("trainers/").content()
    page = finder(visit())
    compared, wrong = page.evaluate(
        f"""async (html) => {{
          const read = {READ};
          const rows = await Struin.load("assets/struin/finder.js");
          const page = new DOMParser().parseFromString(html, "text/html");
          const finder = document.querySelector("struin-finder");
          const wrong = [];
          for (const row of rows) {{
            const own = page.querySelector(`.find[data-id="${{row.id}}"]`);
            const made = Struin.finderCard(row, finder);
            if (read(own) !== read(made)) wrong.push([read(own), read(made)]);
          }}
          return [rows.length, wrong];
        }}""",
        kept,
    )
    assert compared > 70
    assert wrong == []


def test_without_a_script_there_is_a_list_of_everything_by_kind_and_minutes(
    visit: VisitFixture, rows: list[Row]
) -> None:
    visitor = visit(java_script_enabled=False, width=320)
    page = visitor.go("trainers/")
    assert cards(page) == [row["id"] for row in rows]
    expect(page.locator(".finder__form")).to_be_hidden()
    expect(page.locator(".finder__bar")).to_be_hidden()
    expect(page.locator(".finder__plain")).to_be_visible()
    expect(page.get_by_role("button", name="Zet in sessie")).to_have_count(0)
    expect(page.locator(".find__link").first).to_be_visible()
    hidden = page.locator(".find").evaluate_all("(all) => all.filter((card) => !card.checkVisibility()).length")
    assert hidden == 0


def test_five_thousand_answer_within_a_twentieth_of_a_second(visit: VisitFixture) -> None:
    page = finder(visit())
    times = page.evaluate(MANY)
    assert times[len(times) // 2] < 50, times
    assert page.locator(".find").count() == 36, "the page stays as small as it was"


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_with_all_open_and_with_nothing_found(
    width: int, scheme: str, chromium: Any, unguarded: Server
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = finder(visitor, "?to=20&people=12&form=talk&principle=lerend-werken")
    for fold in page.locator(".finder__fold summary").all():
        fold.click()
    page.locator(".find [data-add]").first.click()
    expect(page.locator(".find__said")).to_be_visible()

    def faults() -> list[str]:
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]

    assert faults() == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box(page, "form", "talk").uncheck()
    box(page, "form", "play").check()
    expect(page.locator(".finder__empty")).to_be_visible()
    assert faults() == []
    small = page.locator("struin-finder :is(button, input, select, summary, a.finder__way):visible").evaluate_all(
        "(all) => all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)"
    )
    assert small == []
    visitor.close()
