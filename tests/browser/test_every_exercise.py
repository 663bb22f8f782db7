"""Every type of exercise, however one comes at it: by keys, by taps, by ear, on paper and without a script.

All types stand on one page and are walked through in one visit; what fails is told by the name of the type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from answering import BY_KEYS, BY_TAPS, answer_all, first, helped, tab_to
from browsing import Server, Visit
from exercising import ALL, TYPES

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
# Notes every answer, and everything that a live region of an exercise says.
LISTEN = """
window.heard = [];
window.told = {};
addEventListener("struin:response", ({ detail }) => heard.push(detail));
for (const region of document.querySelectorAll(".interaction [role=status]")) {
  const { id } = region.closest(".interaction").dataset;
  new MutationObserver(() => region.textContent && (told[id] ??= []).push(region.textContent))
    .observe(region, { childList: true, characterData: true, subtree: true });
}
"""
# What an exercise is about to say is said a moment later, so that it is heard when it is said again.
TOLD = "(id) => window.told[id] && window.told[id].length"
FOCUS = """(exercise) => {
  const here = document.activeElement;
  return exercise.contains(here) && here.checkVisibility() && here.localName !== "body";
}"""


def without(faults: dict[str, Any]) -> dict[str, Any]:
    return {kind: fault for kind, fault in faults.items() if fault}


# --- By keys, by taps, by ear


def test_by_keys_alone_every_type_is_answered_and_what_comes_of_it_is_told(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    page.evaluate(LISTEN)
    faults = {}
    for kind in TYPES:
        exercise = first(page, kind)
        exercise_id = exercise.get_attribute("data-id")
        page.evaluate("heard.length = 0")
        BY_KEYS[kind](page, exercise)
        looked = page.evaluate("heard.filter(({ result }) => result).length")
        button = exercise.locator("[data-do=check]")
        if button.is_visible():
            # Arrows, letters and Space have answered, and looked at nothing.
            expect(exercise).not_to_have_attribute("data-checked", "")
            tab_to(page, button)
            page.keyboard.press("Enter")
            expect(button).to_be_hidden()
            answered = looked == 0 and page.evaluate("heard.at(-1).result !== null")
        else:
            answered = looked == 1
        page.wait_for_function(TOLD, arg=exercise_id)
        faults[kind] = [
            *(["not answered, or looked at too soon"] if not answered else []),
            *(["the focus got lost"] if not exercise.evaluate(FOCUS) else []),
            *(["keys went to another"] if page.evaluate("new Set(heard.map(({ id }) => id)).size") != 1 else []),
        ]
    assert without(faults) == {}
    # No trap: from the last, Tab leads on to what comes after the exercises.
    tab_to(page, page.locator("struin-statements").last.get_by_role("button", name="Lees wat erbij"), most=400)
    tab_to(page, page.get_by_role("contentinfo").get_by_role("link").first)


def test_in_a_group_arrows_enter_and_space_only_choose_and_enter_in_a_field_looks(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    page.evaluate(LISTEN)
    groups = page.locator(".interaction :is([role=radiogroup], fieldset):has(input[type=radio])")
    kinds = set()
    for group in groups.all():
        kinds.add(group.evaluate("(each) => each.closest('.interaction').localName"))
        group.get_by_role("radio").first.focus()
        for key in ("Space", "ArrowDown", "ArrowRight", "ArrowUp", "Enter"):
            page.keyboard.press(key)
    assert kinds == {f"struin-{each}" for each in ("choice", "dilemma", "intention", "match", "scale", "statements")}
    assert page.evaluate("heard.length") >= 2 * groups.count()
    assert page.evaluate("heard.filter(({ result }) => result)") == []
    expect(page.locator("[data-checked]")).to_have_count(0)
    for field in page.locator(".interaction__ask input[type=text]:visible").all():
        field.fill("Iets van mezelf.")
        field.press("Enter")
        looked = field.evaluate("(each) => each.closest('.interaction').hasAttribute('data-checked')")
        assert looked, field.get_attribute("aria-label")
    assert page.evaluate("new Set(heard.filter(({ result }) => result).map(({ type }) => type)).size") == 2


def test_by_taps_alone_every_type_is_answered_on_a_telephone(try_out: TryOut) -> None:
    page = try_out(width=360, height=740, has_touch=True, is_mobile=True).go(ALL)
    page.evaluate(LISTEN)
    controls = "button, summary, label:has(input), select, input[type=text], textarea, a"
    small = f"""(exercise) => [...exercise.querySelectorAll("{controls}")]
      .filter((each) => each.checkVisibility({{ visibilityProperty: true }}))
      .filter((each) => each.getBoundingClientRect().height < 44)
      .map((each) => each.outerHTML.slice(0, 120))"""
    faults = {}
    for kind in TYPES:
        exercise = first(page, kind)
        faults[kind] = exercise.evaluate(small)
        BY_TAPS[kind](page, exercise)
        button = exercise.locator("[data-do=check]")
        if button.is_visible():
            button.tap()
            expect(button).to_be_hidden()
        page.wait_for_function(TOLD, arg=exercise.get_attribute("data-id"))
        faults[kind] += exercise.evaluate(small)
        if not exercise.evaluate("(each) => each.done"):
            faults[kind] += ["not done"]
    last = page.locator(".interaction").last
    last.locator("[data-part=take] summary").tap()
    faults["taking along"] = last.evaluate(small)
    assert without(faults) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == 360


CONTROL = re.compile(
    r"^ *- '?(button|radio|checkbox|textbox|combobox|link|radiogroup|img|switch)(?! \")\b.*$", re.MULTILINE
)
LINE = re.compile(r"^( *)- '?(\w+)(?: \"((?:[^\"\\]|\\.)*)\")?", re.MULTILINE)
# What is there to answer with, before anything is answered; two more buttons are those to look and to take along.
ROLES = {
    "branch": {"button": 2, "heading": 1, "list": 2},
    "choice": {"radiogroup": 1, "radio": 3, "button": 1},
    "dilemma": {"radiogroup": 1, "radio": 3, "textbox": 1, "button": 1},
    "flip": {"list": 1, "listitem": 2},
    "gap": {"combobox": 3, "button": 1},
    "intention": {"radiogroup": 1, "radio": 4, "textbox": 1, "button": 1},
    "match": {"group": 5, "radio": 15, "button": 1},
    "observe": {"img": 1, "group": 1, "checkbox": 2, "textbox": 1, "button": 1},
    "order": {"list": 1, "listitem": 3, "button": 7},
    "reflect": {"textbox": 1, "button": 1},
    "scale": {"group": 7, "radio": 24, "button": 1},
    "statements": {"group": 4, "radio": 9, "button": 1},
}


def in_named_groups(snapshot: str) -> bool:
    """Whether every radio button stands in a group that has a name."""
    above: list[tuple[int, str, str]] = []
    for indent, role, name in LINE.findall(snapshot):
        above = [each for each in above if each[0] < len(indent)]
        if role == "radio" and not any(around in ("radiogroup", "group") and known for _, around, known in above):
            return False
        above.append((len(indent), role, name))
    return True


def test_who_cannot_see_it_hears_what_everything_is_called_and_which_belong_together(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    faults: dict[str, list[str]] = {}
    for kind in TYPES:
        tree = first(page, kind).aria_snapshot()
        roles = Counter(role for _, role, _ in LINE.findall(tree))
        # A hint is a group too, one without a name.
        roles["group"] = sum(role == "group" and bool(name) for _, role, name in LINE.findall(tree))
        faults[kind] = [f"{role}: {roles[role]}" for role, count in ROLES[kind].items() if roles[role] != count]
        if "status" not in roles and not first(page, kind).locator("[role=status]").count():
            faults[kind] += ["nothing is told"]
    assert without(faults) == {}
    answer_all(page)
    for kind in TYPES:
        for exercise in page.locator(f"struin-{kind}").all():
            tree = exercise.aria_snapshot()
            faults[kind] += [found.group() for found in CONTROL.finditer(tree)]
            if not in_named_groups(tree):
                faults[kind] += ["a choice without a question"]
    assert without(faults) == {}


def test_what_can_be_dragged_can_be_laid_by_buttons_that_stand_beside_it(try_out: TryOut) -> None:
    page = try_out(width=390).go(ALL)
    held = page.locator(":is([data-grip], .order__grip):visible")
    assert held.count() >= 8 + 5 + 3
    beside = """(grip) => {
      const held = grip.closest(".order__step, .match__card, .match__target");
      if (!held.matches(".match__target")) return Boolean(held.querySelector("button, input[type=radio]"));
      const { target } = held.dataset;
      const lists = [...held.closest(".match").querySelectorAll("select")];
      return lists.length > 1 && lists.every((list) => [...list.options].some(({ value }) => value === target));
    }"""
    assert [grip for grip in held.all() if not grip.evaluate(beside)] == []
    assert set(held.evaluate_all("(all) => all.map((each) => each.closest('.interaction').localName)")) == {
        "struin-match", "struin-order"
    }  # fmt: skip


# --- On paper, and without a script

# Where one writes, ticks, numbers or draws a line; or, of a type where nothing is written, what there is to read.
ROOM = {
    "branch": ".branch__choice",
    "choice": "input[type=radio], input[type=checkbox]",
    "dilemma": "textarea",
    "flip": ".flip__back",
    "gap": ".gap__paper, .gap__shown, input",
    "intention": "input[type=radio]",
    "match": ".match__radio, .match__slot",
    "observe": "textarea",
    "order": ".order__step",
    "reflect": "textarea",
    "scale": "input[type=radio]",
    "statements": "input[type=radio]",
}
PAPER = """(rooms) => {
  const faults = {};
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 0;
  const bottom = (each) => each.querySelector(".interaction__ask").getBoundingClientRect().bottom;
  const all = [...document.querySelectorAll(".interaction")];
  const end = Math.max(...all.map(bottom));
  for (const each of all) {
    const found = [];
    const some = (selector, is = shown) => [...each.querySelectorAll(selector)].some(is);
    const ask = (selectors) => selectors.split(", ").map((one) => `.interaction__ask ${one}`).join();
    if (some("button, .interaction__take, .interaction__hints, [role=status]")) found.push("a button");
    if (!some(ask(rooms[each.localName.slice(7)]))) found.push("no room");
    if (some("textarea", (one) => shown(one) && one.clientHeight < 60)) found.push("little room to write");
    const answers = each.querySelector(".interaction__answers");
    if (answers && !shown(answers.lastElementChild)) found.push("no answers");
    if (answers && answers.getBoundingClientRect().top < end) found.push("answers not last");
    if (some(ask(".interaction__feedback, [data-part=heard], [data-part=beside]"))) found.push("answers too early");
    const prompt = each.querySelector(".interaction__prompt");
    if (prompt && !shown(prompt)) found.push("no question");
    if (some("*", (one) => shown(one) && one.getBoundingClientRect().right > innerWidth + 1)) found.push("too wide");
    if (found.length) faults[each.dataset.id] = found;
  }
  return faults;
}"""
A4 = 680  # the pixels of a sheet between its margins


def test_without_a_script_and_on_paper_every_type_is_a_whole_worksheet(try_out: TryOut) -> None:
    page = try_out(width=A4, java_script_enabled=False).go(ALL)
    exercises = page.locator(".interaction")
    expect(exercises).to_have_count(2 * len(TYPES))
    expect(exercises.locator("button:visible")).to_have_count(0)
    for kind in TYPES:
        asked = first(page, kind).locator(".interaction__ask")
        room = {"flip": "summary", "gap": "select"}.get(kind, ROOM[kind])
        assert asked.locator(room).first.is_visible(), kind
    for answers in page.locator(".interaction__answers").all():
        said = answers.locator("> :not(summary)").first
        expect(said).to_be_hidden()
        answers.locator("summary").first.click()
        expect(said).to_be_visible()
        answers.locator("summary").first.click()
    page.emulate_media(media="print")
    assert page.evaluate(PAPER, ROOM) == {}


def test_on_paper_nothing_is_in_the_way_of_who_answered_and_the_answers_come_last(try_out: TryOut) -> None:
    page = try_out(width=A4).go(ALL)
    page.emulate_media(media="print")
    assert page.evaluate(PAPER, ROOM) == {}
    page.emulate_media(media="screen")
    answer_all(page)
    page.emulate_media(media="print")
    # Of a story the way that one took is printed, and of a picture what was marked: they are no room any more.
    assert page.evaluate(PAPER, ROOM | {"branch": ".branch__chosen"}) == {}
    numbers = (
        "[...document.querySelectorAll('.interaction__prompt > :first-child, .interaction__notice:first-child + *')]"
    )
    page.emulate_media(media="print")
    contents = page.evaluate(f"{numbers}.map((each) => getComputedStyle(each, '::before').content)")
    assert contents == ['counter(exercise) ". "'] * (2 * len(TYPES))


# --- What looks right


@pytest.fixture(scope="module")
def unguarded(exercises: Server) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(Path(exercises.RequestHandlerClass.keywords["folder"]), {}) as server:
        yield server


def faults_in(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_before_and_after(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(ALL)
    assert faults_in(page) == []
    answer_all(helped(page))
    assert faults_in(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visitor.close()
    assert visitor.faults == []
