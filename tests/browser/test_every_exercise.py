"""Every type of exercise, however one comes at it: by keys, by taps, by ear.

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

from answering import BY_KEYS, BY_TAPS, answer_all, first, tab_to
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
    # No trap: Tab has led through twelve, and leads out of the last.
    tab_to(page, page.locator("struin-branch").nth(1).locator("[data-choose]").first, most=20)


def test_in_a_group_arrows_enter_and_space_only_choose_and_enter_in_a_field_looks(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    page.evaluate(LISTEN)
    kinds = set()
    for exercise in page.locator(".interaction:has(input[type=radio])").all():
        kinds.add(exercise.evaluate("(each) => each.localName"))
        group = exercise.locator("[role=radiogroup], fieldset").last
        group.get_by_role("radio").first.focus()
        for key in ("Space", "ArrowDown", "ArrowRight", "ArrowUp", "Enter"):
            page.keyboard.press(key)
    assert kinds == {f"struin-{each}" for each in ("choice", "dilemma", "intention", "match", "scale", "statements")}
    assert page.evaluate("heard.length") >= 2 * 11
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
def test_axe_finds_nothing_before_and_after_in_light_and_dark(
    width: int, scheme: str, chromium: Any, unguarded: Server
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(ALL)
    if scheme == "light":
        assert faults_in(page) == []
    answer_all(page)
    assert faults_in(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visitor.close()
    assert visitor.faults == []
