"""Answers to every type of exercise: kept in this browser, whatever happens to the page, and only ever as text.

All types stand on one page and are answered in one visit; what fails is told by the name of the exercise.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from answering import answer_all, helped, states
from browsing import FLAGS, Server, Visit, find_browser
from exercising import ALL, PLAIN, TYPES
from keeping import BLOCKED, FULL

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
PREFIX = "struin:proef:answers:"
ITEM = ALL.strip("/")
# How often each exercise tells that it was answered, when one thing is changed in it.
COUNT = """async () => {
  const counts = {};
  for (const each of exercises()) {
    let heard = 0;
    const hear = () => heard++;
    each.addEventListener("struin:response", hear);
    const field = ":is(input:not([hidden]), select:not(.interaction__pick), textarea)";
    const found = each.querySelector(`.interaction__ask ${field}`);
    if (found) found.dispatchEvent(new Event("input", { bubbles: true }));
    else each.querySelector(".flip__front, .order__move[aria-disabled=false], [data-back]").click();
    await new Promise(requestAnimationFrame);
    each.removeEventListener("struin:response", hear);
    counts[each.dataset.id] = heard;
  }
  return counts;
}"""


def answered(page: Page) -> dict[str, Any]:
    """Answers all, and gives the states: of every one something is given and something is said."""
    answer_all(page)
    found = states(page)
    assert [each for each, state in found.items() if not state["given"]] == []
    silent = [each for each, state in found.items() if not state["checked"] and not any(state["seen"])]
    assert (
        page.evaluate("(ids) => ids.filter((id) => !exercises().find((e) => e.dataset.id === id).done)", silent) == []
    )
    return found


# --- Leaving and coming back


def test_who_comes_back_finds_every_answer_and_what_was_said_and_goes_on(try_out: TryOut) -> None:
    visitor = try_out()
    page = visitor.go(ALL)
    fresh = states(page)
    assert [each for each, state in fresh.items() if state["given"] or state["shown"] or state["checked"]] == []
    left = answered(page)
    page.reload()
    assert states(page) == left
    expect(page.locator("body")).to_be_focused()
    visitor.go(PLAIN)
    page.go_back()
    assert states(page) == left
    assert set(page.evaluate(COUNT).values()) == {1}
    for kept in page.locator("[data-part=kept]").all():
        expect(kept).to_contain_text("alleen in deze browser")
    # Wiped, all is as it was at first; put back, as it was left.
    left = states(page)
    page.evaluate("() => { for (const each of exercises()) each.querySelector('[data-do=wipe]').click(); }")
    assert states(page) == fresh
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes(':answers:'))") == []
    page.evaluate("() => { for (const each of exercises()) each.querySelector('[data-do=undo]').click(); }")
    assert states(page) == left


def test_two_of_one_type_on_a_page_know_nothing_of_each_other(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    fresh = states(page)
    order = list(fresh)
    firsts, seconds = order[: len(TYPES)], order[len(TYPES) :]
    page.evaluate("(count) => { for (const each of exercises().slice(0, count)) answer(each); }", len(TYPES))
    now = states(page)
    assert [each for each in seconds if now[each] != fresh[each]] == []
    assert [each for each in firsts if not now[each]["given"]] == []
    page.evaluate("(count) => { for (const each of exercises().slice(count)) answer(each, 'anders'); }", len(TYPES))
    later = states(page)
    assert [each for each in firsts if later[each] != now[each]] == []
    page.evaluate(
        "(count) => exercises().slice(0, count).forEach((each) => each.querySelector('[data-do=wipe]').click())",
        len(TYPES),
    )
    page.reload()
    after = states(page)
    assert [each for each in firsts if after[each] != fresh[each]] == []
    assert [each for each in seconds if after[each] != later[each]] == []


def test_taken_off_the_page_and_put_back_or_made_anew_all_stays_and_is_told_once(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    left = answered(page)
    again = """() => {
      for (const each of exercises()) {
        const next = each.nextSibling, where = each.parentElement;
        each.remove();
        where.insertBefore(each, next);
      }
    }"""
    for _ in range(2):
        page.evaluate(again)
    assert states(page) == left
    assert set(page.evaluate(COUNT).values()) == {1}
    left = states(page)
    # As navigation does that stays in one document: what was there goes, and later comes anew from the same page.
    made = """async () => {
      const html = await (await fetch(location.href)).text();
      const came = new DOMParser().parseFromString(html, "text/html").querySelectorAll(".interaction");
      const were = exercises();
      were.forEach((each, n) => each.replaceWith(document.importNode(came[n], true)));
      const old = were.find((each) => each.localName === "struin-choice");
      let heard = 0;
      addEventListener("struin:response", () => heard++);
      old.querySelector("input").click();
      return heard;
    }"""
    assert page.evaluate(made) == 0
    assert states(page) == left
    assert set(page.evaluate(COUNT).values()) == {1}


def test_a_page_that_the_browser_had_put_aside_shows_what_is_kept_by_then(exercises: Server, chromium: Any) -> None:
    """Playwright switches off that a browser puts pages aside; here it may. The headless shell never does: there a page
    comes anew, and only hears what it hears when it was put aside."""
    browser = chromium.browser_type.launch(
        executable_path=find_browser(), args=FLAGS, ignore_default_args=["--disable-back-forward-cache"]
    )
    visitor = Visit(browser, exercises.url)

    def away_and_back(there: str = "") -> None:
        visitor.go(PLAIN)
        page.evaluate(there)
        page.go_back(wait_until="commit")
        page.wait_for_function("document.readyState === 'complete'")
        if not page.evaluate("window.stayed"):
            page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    page = visitor.go(ALL)
    fresh = states(page)
    left = answered(page)
    page.evaluate("window.stayed = true")
    away_and_back()
    assert states(page) == left
    assert set(page.evaluate(COUNT).values()) == {1}
    away_and_back("Struin.store.clear()")
    assert states(page) == fresh
    browser.close()
    assert visitor.faults == []


# --- Storage that is not as it should be


@pytest.mark.parametrize("broken", [BLOCKED, FULL], ids=["blocked", "full"])
def test_without_storage_every_type_works_and_says_that_nothing_is_kept(broken: str, try_out: TryOut) -> None:
    visitor = try_out()
    visitor.context.add_init_script(broken)
    page = visitor.go(ALL)
    answered(page)
    for kept in page.locator("[data-part=kept]").all():
        expect(kept).to_contain_text("wordt niet bewaard")
    page.reload()
    assert [each for each, state in states(page).items() if state["given"]] == []


IMG = "<img src=x onerror=window.ran=1>"
WORST = {"checked": True, "done": True, "at": IMG}
JSON_KINDS: list[Any] = [
    None, True, 0, -1e300, "x", IMG, "__proto__", [], {}, [None, 7, [], {}, IMG, "own", "constructor"],
    {"choice": 7, "why": [], "own": {}, "day": "<img>", "points": IMG, "__proto__": {"x": 1}, "length": 1e9},
    {"choice": "own", "own": "", "why": None, "day": "2026-02-31", "points": [None, {}], "own ": 1},
    [[["x"]]], "x" * 1_000_000,
]  # fmt: skip
# Under the key: no JSON, JSON of every kind, another version of storage, and records whose parts are of every kind.
GARBAGE = [
    "", "geen json", "[1, 2", "null", "7", '"x"', "[]", "{}", '{"version": 2, "data": {"response": "x"}}',
    *(json.dumps({"version": 1, "data": value}) for value in JSON_KINDS),
    *(
        json.dumps({"version": 1, "data": {"version": "VERSION", "response": value, "memory": memory, **WORST}})
        for value, memory in zip(JSON_KINDS, [*JSON_KINDS[:-1], "x"], strict=True)  # what is that long is slow to keep
    ),
    json.dumps({"version": 1, "data": {"version": 3, "response": [IMG], "memory": IMG, **WORST}}),
]  # fmt: skip
# Each exercise alone comes to life on what stands under its key; it is answered, and comes to life again.
REVIVE = """async ([prefix, garbage]) => {
  const faults = {};
  for (const { dataset, outerHTML } of fresh) {
    const key = `${prefix}${dataset.item}/${dataset.id}`;
    const found = new Set();
    const place = document.querySelector(".prose");
    const live = () => {
      place.innerHTML = outerHTML;
      return place.firstElementChild;
    };
    for (const value of garbage) {
      localStorage.setItem(key, value.replace("VERSION", dataset.version));
      let each = live();
      const texts = [...each.querySelectorAll("textarea:not([readonly]), input[type=text]")].map(({ value }) => value);
      // The choice to write something oneself may have been kept; nothing else makes sense.
      const shown = given(each).filter((one) => !texts.includes(one) && one !== "Iets anders");
      if (shown.length) found.add(`shows ${shown}, from ${value.slice(0, 150)}`);
      if (texts.some((text) => text.length > 20_000)) found.add("shows as much text as there was");
      if (each.querySelector("img[src=x]")) found.add("made an image of it");
      each.querySelector("[data-do=again]:not([hidden])")?.click();
      answer(each);
      for (let turn = 0; turn < 5; turn++) await null;
      if (!each.done || !given(each).length) found.add(`cannot be answered after ${value.slice(0, 150)}`);
      const left = JSON.stringify({ ...state(each), notice: false });
      each = live();
      if (JSON.stringify({ ...state(each), notice: false }) !== left) found.add(`forgets after ${value.slice(0, 150)}`);
    }
    localStorage.removeItem(key);
    if (found.size) faults[dataset.id] = [...found];
  }
  return faults;
}"""


def test_whatever_stands_under_its_key_every_type_begins_and_works(try_out: TryOut) -> None:
    page = try_out().go(ALL)
    page.evaluate(
        """async () => {
          const html = await (await fetch(location.href)).text();
          window.fresh = new DOMParser().parseFromString(html, "text/html").querySelectorAll(".interaction");
          // One of every type; of some types there are two sorts.
          window.fresh = [...fresh].filter((each, n) => n < 12 || /-(gap|match)$/.test(each.localName));
        }"""
    )
    assert helped(page).evaluate(REVIVE, [PREFIX, GARBAGE]) == {}
    assert page.evaluate("window.ran") is None
    page.reload()
    helped(page)
    # The same on a page that opens, with one of the worst under every key.
    page.evaluate(
        "([prefix, value]) => { for (const { dataset } of exercises())"
        " localStorage.setItem(`${prefix}${dataset.item}/${dataset.id}`, value.replace('VERSION', dataset.version)); }",
        [PREFIX, GARBAGE[-5]],
    )
    page.reload()
    answered(page)
    assert page.evaluate("window.ran") is None
