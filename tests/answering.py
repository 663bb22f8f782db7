"""Answering exercises of every type: by keys alone, by taps alone, or all of a page at once; and what is then given.

The words and numbers here are those of the types' own examples, the first of each; see exercising.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page

# For the page itself, where hundreds of answers take no time. `given`: what an exercise shows as answered, in words and
# without numbers or letters before them. `state`: that, and what is said of it. `answer(exercise, words, old)`: answers
# it, with `words` in fields; of some options it takes the one that has `old` in it.
HELPERS = r"""
window.words = (element) => {
  const copy = element.cloneNode(true);
  for (const each of copy.querySelectorAll("[aria-hidden=true], .interaction__feedback, .match__fit")) each.remove();
  return copy.textContent.replace(/\s+/g, " ").trim().replace(/^[A-Z] · /, "");
};
window.given = (exercise) => {
  const found = [];
  const fields = "[data-part=ask] :is(input, select:not(.interaction__pick), textarea)";
  for (const field of exercise.querySelectorAll(fields)) {
    const group = field.closest("fieldset, li[data-card]");
    const about = group?.querySelector("legend, label");
    const text = ["radio", "checkbox"].includes(field.type) ? field.checked && words(field.parentElement)
      : field.localName === "select" ? field.value && words(field.selectedOptions[0]) : field.value;
    if (text && field.type !== "date") found.push(`${about ? words(about) : ""} ${text}`.trim());
  }
  for (const card of exercise.querySelectorAll(".flip:has([open]) .flip__text")) found.push(words(card));
  for (const chosen of exercise.querySelectorAll("[data-walk] .branch__chosen .branch__words")) {
    found.push(words(chosen));
  }
  if (exercise.matches("[data-moved]")) {
    for (const step of exercise.querySelectorAll(".order__text")) found.push(words(step));
  }
  return found;
};
window.PARTS = ["heard", "beside", "note", "whole", "after"].map((name) => `[data-part=${name}]`).join();
window.state = (exercise) => ({
  given: given(exercise),
  shown: exercise.querySelectorAll("[data-shown]").length,
  checked: exercise.hasAttribute("data-checked"),
  seen: [...exercise.querySelectorAll(PARTS)].map((each) => !each.hidden),
  notice: !exercise.querySelector("[data-part=notice]").hidden,
});
window.answer = (exercise, text = "woord", old = "") => {
  const ask = exercise.querySelector("[data-part=ask]");
  const press = (button) => button && button.click();
  const has = (each) => old && words(each.closest("label, li, button") ?? each).includes(old);
  const groups = Map.groupBy(ask.querySelectorAll("input[type=radio]"), (radio) => radio.name);
  [...groups.values()].forEach((radios, n) => (radios.find(has) ?? radios[n % radios.length]).click());
  const boxes = [...ask.querySelectorAll("input[type=checkbox]")];
  for (const box of boxes) if (!box.checked && (box === boxes[0] || has(box))) box.click();
  const fields = "select:not(.interaction__pick), input[type=text]:not([hidden]), textarea";
  ask.querySelectorAll(fields).forEach((field, n) => {
    if (field.localName === "select") field.selectedIndex = (n % (field.options.length - 1)) + 1;
    else field.value = field.matches(".gap__field") ? `${text} ${n}` : text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  for (const front of ask.querySelectorAll(".flip__card:not([open]) > summary")) press(front);
  press(ask.querySelector(".order__move[aria-disabled=false]"));
  for (let n = 0; n < 9; n++) {
    const choices = [...ask.querySelectorAll("[data-walk] [data-choose]")];
    if (old && n > 1) break;
    press(choices.find(has) ?? choices[0]);
  }
  // Who wrote something may still choose something else.
  if (old) [...groups.values()].flat().find(has)?.click();
  const look = exercise.querySelector("[data-do=check]");
  if (!look.hidden) look.click();
};
window.exercises = () => [...document.querySelectorAll(".interaction")];
"""


def helped(page: Page) -> Page:
    """The page with HELPERS; these stay until it is left."""
    page.evaluate(HELPERS)
    return page


def states(page: Page) -> dict[str, Any]:
    """The state of every exercise, by its id."""
    found: dict[str, Any] = helped(page).evaluate(
        "Object.fromEntries(exercises().map((each) => [each.dataset.id, state(each)]))"
    )
    return found


def answer_all(page: Page, words: str = "woord") -> None:
    helped(page).evaluate("(words) => { for (const each of exercises()) answer(each, words); }", words)


def first(page: Page, kind: str) -> Locator:
    return page.locator(f"struin-{kind}").first


# --- By keys


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Presses Tab until the focus is there."""
    for _ in range(most):
        if target.evaluate("(each) => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {target}")


def _press_in_each_group(page: Page, exercise: Locator) -> None:
    for group in exercise.locator("fieldset").all():
        tab_to(page, group.get_by_role("radio").first)
        page.keyboard.press("ArrowRight")


def _press_in_the_group(page: Page, exercise: Locator) -> None:
    tab_to(page, exercise.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")


def _press_on(target: str, *keys: str) -> Callable[[Page, Locator], None]:
    def press(page: Page, exercise: Locator) -> None:
        for each in exercise.locator(target).all():
            tab_to(page, each)
            for key in keys:
                page.keyboard.press(key)

    return press


def _press_along(page: Page, exercise: Locator) -> None:
    for _ in range(9):
        choice = exercise.locator("[data-choose]").first
        if not choice.count():
            return
        tab_to(page, choice)
        page.keyboard.press("Enter")


def _type(page: Page, exercise: Locator) -> None:
    tab_to(page, exercise.get_by_role("textbox").first)
    page.keyboard.type("Een natte hond.")


BY_KEYS: dict[str, Callable[[Page, Locator], None]] = {
    "branch": _press_along,
    "choice": _press_in_the_group,
    "dilemma": _press_in_the_group,
    "flip": _press_on(".flip__front", "Enter"),
    "gap": _press_on(".gap__field", "ArrowDown"),
    "intention": _press_in_the_group,
    "match": _press_in_each_group,
    "observe": _press_on("input[type=checkbox]", "Space"),
    "order": _press_on(".order__step:first-child [data-by='1']", "Enter"),
    "reflect": _type,
    "scale": _press_in_each_group,
    "statements": _press_in_each_group,
}


# --- By taps


def _tap_each(target: str) -> Callable[[Page, Locator], None]:
    def tap(page: Page, exercise: Locator) -> None:
        for each in exercise.locator(target).all():
            each.tap()

    return tap


def _tap_along(page: Page, exercise: Locator) -> None:
    for _ in range(9):
        choice = exercise.locator("[data-choose]").first
        if not choice.count():
            return
        choice.tap()


def _tap_and_pick(page: Page, exercise: Locator) -> None:
    """The list that a telephone shows over the page is picked from here."""
    for field in exercise.get_by_role("combobox").all():
        field.tap()
        field.select_option(index=1)


def _tap_and_write(page: Page, exercise: Locator) -> None:
    exercise.get_by_role("textbox").first.tap()
    page.keyboard.insert_text("Een natte hond.")


def _tap_the_picture(page: Page, exercise: Locator) -> None:
    picture = exercise.locator(".observe__picture")
    box = picture.bounding_box()
    assert box
    picture.tap(position={"x": box["width"] * 0.51, "y": box["height"] * 0.89})


BY_TAPS: dict[str, Callable[[Page, Locator], None]] = {
    "branch": _tap_along,
    "choice": _tap_each(".option__label >> nth=1"),
    "dilemma": _tap_each(".dilemma__label >> nth=1"),
    "flip": _tap_each(".flip__front"),
    "gap": _tap_and_pick,
    "intention": _tap_each(".intention__option >> nth=1"),
    "match": _tap_each(".match__choice:last-child"),
    "observe": _tap_the_picture,
    "order": _tap_each(".order__step:first-child [data-by='1']"),
    "reflect": _tap_and_write,
    "scale": _tap_each(".scale__step:first-child"),
    "statements": _tap_each(".statements__step:last-child"),
}
