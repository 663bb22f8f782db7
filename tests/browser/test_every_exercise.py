"""Every type of exercise: whole without a script and on paper, silent while one answers, deaf to what would be code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from exercising import TYPES, page_of
from keeping import HOSTILE

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]
EACH_TYPE = pytest.mark.parametrize("kind", TYPES)
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.fixture(scope="module")
def unguarded(exercises: Server) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(Path(exercises.RequestHandlerClass.keywords["folder"]), {}) as server:
        yield server


def answer(page: Page, words: str) -> None:
    """Writes the words in every field, chooses in every group, and looks, in every exercise of the page."""
    for exercise in page.locator(".interaction").all():
        for field in exercise.locator(
            ":is(textarea:not([readonly]), input[type=text], input:not([type])):visible"
        ).all():
            field.fill(words)
        for chosen in exercise.locator("input[type=radio]:visible").all()[:2]:
            chosen.check()
        for box in exercise.locator("input[type=checkbox]:visible").all()[:1]:
            box.check()
        button = exercise.locator("[data-do=check]")
        if button.is_visible():
            button.click()


@EACH_TYPE
def test_without_a_script_it_is_a_whole_worksheet(kind: str, try_out: TryOut) -> None:
    page = try_out(java_script_enabled=False).go(page_of(kind))
    exercise = page.locator(".interaction").first
    expect(exercise.locator(".interaction__ask")).to_be_visible()
    expect(exercise.locator("button:visible")).to_have_count(0)
    details = exercise.locator(".interaction__answers")
    if details.count():
        expect(details.locator("> :not(summary)").first).to_be_hidden()
        details.locator("summary").first.click()
        expect(details.locator("> :not(summary)").first).to_be_visible()
    page.emulate_media(media="print")
    for sheet in page.locator(".interaction").all():
        expect(sheet.locator("button:visible, .interaction__take:visible")).to_have_count(0)
        expect(sheet.locator(".interaction__ask")).to_be_visible()


@EACH_TYPE
def test_what_is_typed_is_text_now_and_later_nothing_is_sent_and_axe_finds_nothing(
    kind: str, chromium: Any, unguarded: Server
) -> None:
    """Each type once, on a narrow light page or a wide dark one, with no policy to help."""
    width, scheme = ((320, "light"), (1280, "dark"))[TYPES.index(kind) % 2]
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(page_of(kind))
    before = len(visitor.requests)
    answer(page, HOSTILE.replace("\n", " "))
    assert [url for url in visitor.requests[before:] if not url.endswith("mark.svg")] == []
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.reload()
    take = page.locator("[data-part=take]")
    if take.is_visible():
        take.locator("summary").click()
        with page.expect_download() as download:
            take.get_by_role("button", name="Markdown").click()
        assert "<img" not in Path(download.value.path()).read_text(encoding="utf-8").replace("\\<", "")
    assert page.evaluate("window.ran") is None
    assert page.locator(".interaction :is(script, img[src=x])").count() == 0
    visitor.close()
    assert visitor.faults == []
