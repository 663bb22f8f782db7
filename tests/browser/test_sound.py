"""Recordings in a real browser: played by the keyboard alone, with the sentence that is heard marked in the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Visit

pytestmark = pytest.mark.browser
STORY = "stories/de-brandweerman/"
MARKED = """() => [...(CSS.highlights.get("struin-sound") ?? [])].map((range) => range.toString()).join("")"""


def focus_player(page: Page) -> None:
    """The focus on the player, by the keyboard, from the link before it."""
    page.locator(".kicker a").last.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.localName") == "audio":
            return
    raise AssertionError("the keyboard does not come to the player")


def heard_at(page: Page, seconds: float, *, ended: bool = False) -> str:
    """What is marked when the player is at that place; the server of the tests cannot jump to it."""
    page.locator(".sound audio").evaluate(
        """(player, [at, ended]) => {
          Object.defineProperty(player, "currentTime", { value: at, configurable: true });
          Object.defineProperty(player, "ended", { value: ended, configurable: true });
          player.dispatchEvent(new Event(ended ? "ended" : "timeupdate"));
        }""",
        [seconds, ended],
    )
    return str(page.evaluate(MARKED))


def test_the_space_bar_plays_and_pauses(visit: Callable[..., Visit]) -> None:
    page = visit().go(STORY)
    focus_player(page)
    page.keyboard.press("Space")
    page.wait_for_function(f"() => ({MARKED})() !== ''")
    assert page.evaluate(MARKED).startswith("De mevrouw heeft een doos poppetjes bij zich")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('.sound audio').paused")


def test_the_length_on_the_page_is_that_of_the_sound(visit: Callable[..., Visit]) -> None:
    page = visit().go(STORY)
    player = page.locator(".sound audio")
    player.evaluate(
        "(player) => new Promise((done) => { player.onloadedmetadata = done; player.load(); player.play(); })"
    )
    assert 87 < player.evaluate("(player) => player.duration") < 89
    expect(page.locator(".sound__length")).to_have_text("1 min 28 s")


@pytest.mark.parametrize("address", [STORY, "quotes/kapotte-achterlamp/"])
def test_every_sentence_is_marked_in_its_turn_and_nothing_after_the_end(
    visit: Callable[..., Visit], address: str
) -> None:
    page = visit().go(address)
    pieces = page.locator("struin-sound").get_attribute("data-pieces") or ""
    times = [tuple(map(float, piece.split())) for piece in pieces.split(";")]
    said = [heard_at(page, (start + end) / 2) for start, end, _ in times]
    text = page.locator(".story__text, .quote__words").inner_text()
    assert "".join("".join(said).split()) == "".join(text.split())
    assert heard_at(page, times[-1][1] - 0.1, ended=True) == ""


def test_nothing_is_fetched_before_someone_wants_to_hear(visit: Callable[..., Visit]) -> None:
    opened = visit()
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    opened.go(STORY)
    opened.page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith((".mp3", ".vtt"))]


def test_without_javascript_there_is_a_player(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False).go(STORY)
    expect(page.locator(".sound audio[controls]")).to_be_visible()
    expect(page.locator(".sound__what")).to_contain_text("computerstem")


def test_on_a_phone_the_player_fits(visit: Callable[..., Visit]) -> None:
    page = visit(width=320).go(STORY)
    box = page.locator(".sound audio").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["height"] >= 44
