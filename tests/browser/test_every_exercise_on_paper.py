"""Every type of exercise on paper and without a script: a whole worksheet, with the answers last."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from answering import answer_all, first
from browsing import Visit
from exercising import ALL, TYPES

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
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
