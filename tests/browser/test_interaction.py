"""What all exercises do, tried with the simplest of them: answering, looking, trying again, leaving and coming back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from exercising import CHOICE, PLAIN, STORY

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]


def first(page: Page) -> Locator:
    """The exercise with one answer to choose."""
    return page.locator("struin-choice").first


def choose(page: Page, number: int = 0) -> None:
    first(page).get_by_role("radio").nth(number).check()


def look(page: Page) -> None:
    first(page).get_by_role("button", name="Kijk na").click()


def said(page: Page) -> Locator:
    return first(page).locator("[data-part=said]")


# --- Answering


def test_by_keyboard_alone_arrows_choose_and_never_look(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    page.evaluate("window.heard = []; addEventListener('struin:response', e => heard.push(e.detail.result))")
    radios = first(page).get_by_role("radio")
    page.get_by_role("link", name="Een verhaal").or_(page.locator("h1")).first.click()
    radios.first.focus()
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(radios.nth(1)).to_be_checked()
    assert page.evaluate("heard.every(each => each === null)")
    expect(first(page).locator("[data-shown]")).to_have_count(0)
    page.keyboard.press("Tab")
    expect(first(page).locator("summary").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(first(page).get_by_role("button", name="Kijk na")).to_be_focused()
    page.keyboard.press("Enter")
    expect(first(page).locator("[data-shown]")).to_be_focused()
    expect(said(page)).to_have_text("Dat past hier. Lees wat erbij staat.")
    assert page.evaluate("heard.at(-1).correct") is True
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(radios.nth(1)).to_be_focused()
    expect(first(page).locator("[data-shown]")).to_have_count(0)


def test_names_roles_and_what_is_said_for_who_cannot_see_it(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    group = page.get_by_role("radiogroup", name="Ze doet open met haar jas nog aan. Wat doe je het eerst? Kies er een.")
    expect(group.get_by_role("radio", name="Je vraagt of het uitkomt.")).to_be_visible()
    several = page.get_by_role("group", name="Welke van deze zinnen uit een verslag kun je filmen?")
    expect(several.get_by_role("checkbox")).to_have_count(3)
    several.get_by_role("checkbox").first.check()
    second = page.locator("struin-choice").nth(1)
    second.get_by_role("button", name="Kijk na").click()
    expect(second.locator("[data-part=said]")).to_have_text("Dit past hier, en er is nog meer dat past.")
    expect(said(page)).to_have_role("status")
    look(page)
    expect(said(page)).to_have_text("Kies eerst iets.")
    choose(page)
    look(page)
    expect(said(page)).to_have_text("Lees wat erbij staat. Misschien kies je dan iets anders.")
    choose(page, 1)
    expect(said(page)).to_have_text("")


def test_hints_come_one_by_one(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    one, two = first(page).get_by_text("Hint 1"), first(page).get_by_text("Hint 2")
    expect(two).to_be_hidden()
    one.click()
    expect(first(page).get_by_text("Kijk nog eens naar haar")).to_be_visible()
    expect(two).to_be_visible()


def test_all_answers_can_be_seen_once_one_has_looked_and_not_before(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    answers = first(page).get_by_text("Alle antwoorden, en wat erbij te zeggen is")
    expect(answers).to_be_hidden()
    choose(page)
    look(page)
    expect(first(page).get_by_text("Tel vandaag eens")).to_have_count(2)
    expect(first(page).locator("[data-part=after]")).to_be_visible()
    answers.click()
    expect(first(page).get_by_text("Nu moet zij kiezen")).to_be_visible()
    choose(page, 1)
    expect(answers).to_be_hidden()


# --- Leaving and coming back


def test_what_was_done_is_marked_on_the_wall_and_in_the_trail(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    choose(page)
    look(page)
    assert page.evaluate("Struin.done.all().length") == 0  # there is a second exercise
    second = page.locator("struin-choice").nth(1)
    second.get_by_role("checkbox").first.check()
    second.get_by_role("button", name="Kijk na").click()
    assert page.evaluate("Struin.done.all().map(each => each.id)") == ["exercises/zelf-choice"]
    page.goto(page.url.replace(CHOICE, "struinen/"))
    mark = page.locator(".card", has=page.locator(f"a[href$='{CHOICE}']")).locator(".wall__mark")
    expect(mark.first).to_have_text("gedaan")
    page.goto(page.url.replace("struinen/", "mijn/"))
    expect(page.locator(".steps-back").get_by_text("Oefening, gedaan")).to_be_visible()
    expect(page.get_by_text("Je antwoorden bij een oefening").first).to_be_visible()


def test_back_on_the_page_after_everything_was_wiped_nothing_is_left(try_out: TryOut) -> None:
    visitor = try_out()
    page = visitor.go(CHOICE)
    choose(page)
    visitor.go("mijn/")
    page.evaluate("Struin.store.clear()")
    page.go_back()
    expect(first(page).get_by_role("radio")).to_have_count(3)
    expect(first(page).get_by_role("radio", checked=True)).to_have_count(0)


# --- Elsewhere


def test_answers_are_taken_along_as_a_file(try_out: TryOut) -> None:
    page = try_out().go(CHOICE)
    take = page.locator("[data-part=take]")
    expect(take).to_be_hidden()
    choose(page, 1)
    expect(take).to_be_visible()
    take.locator("summary").click()
    texts = {}
    for name in ("Markdown", "tekst"):
        with page.expect_download() as download:
            take.get_by_role("button", name=f"Bewaar als {name}").click()
        texts[download.value.suggested_filename] = Path(download.value.path()).read_text(encoding="utf-8")
    assert texts["zelf-choice.md"].startswith("# Probeer choice\n\n## Ze doet open met haar jas nog aan\\. Wat doe je")
    assert texts["zelf-choice.md"].endswith("> Je zegt dat je ziet dat ze net weg wil, of net binnen is\\.\n")
    assert texts["zelf-choice.txt"].startswith("Probeer choice\n==============\n\nZe doet open")


def test_in_a_frame_on_another_site_it_is_as_high_as_what_is_in_it(
    try_out: TryOut, exercises: Server, chromium: Any, tmp_path: Path
) -> None:
    page = try_out().go(CHOICE)
    page.get_by_text("Zet dit op een andere site").click()
    code = page.get_by_label("Plak deze code").input_value()
    assert f'src="{exercises.url}{CHOICE}embed/"' in code
    page.goto(f"{exercises.url}{CHOICE}embed/")
    expect(page.get_by_role("banner").or_(page.get_by_role("contentinfo"))).to_have_count(0)
    expect(page.get_by_role("button", name="Verras me")).to_have_count(0)
    assert page.evaluate("Struin.item") is None
    expect(page.locator("struin-embed a").last).to_have_attribute("target", "_blank")
    with Server(tmp_path, {}) as other, Server(Path(exercises.RequestHandlerClass.keywords["folder"]), {}) as framed:
        code = code.replace(exercises.url, framed.url).replace('loading="lazy"', "")
        other.extra["rond.html"] = f"<!doctype html><title>x</title>{code}".encode()
        context = chromium.new_context()
        outer = context.new_page()
        outer.goto(f"{other.url}rond.html")
        frame = outer.frame_locator("iframe")
        outer.wait_for_function("Number(document.querySelector('iframe').height) !== 700")
        before = int(str(outer.locator("iframe").get_attribute("height")))
        frame.get_by_role("radio").first.check()
        frame.get_by_role("button", name="Kijk na").first.click()
        outer.wait_for_function(f"Number(document.querySelector('iframe').height) > {before}")
        context.close()


def test_a_story_may_end_in_a_question_and_others_carry_nothing_of_it(try_out: TryOut) -> None:
    visitor = try_out()
    page = visitor.go(PLAIN)
    loaded = [url for url in visitor.requests if "interaction" in url or "choice" in url]
    assert loaded == []
    for common in ("struin.css", "struin.js", "item.css", "item.js"):
        text = page.evaluate("name => fetch(`../../assets/struin/${name}`).then(each => each.text())", common)
        assert "interaction__" not in text
        assert "Struin.Interaction" not in text
    page = visitor.go(STORY)
    choose(page)
    look(page)
    expect(first(page).locator("[data-shown]")).to_be_visible()
    assert [url for url in visitor.requests if "components/interaction.js" in url] != []
