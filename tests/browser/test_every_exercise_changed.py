"""Answers to every type of exercise when an editor changed it meanwhile, and typed text: only ever what was given.

All types stand on one page and are answered in one visit; what fails is told by the name of the exercise.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from answering import answer_all, helped, states
from browsing import Server, Visit
from built import once
from exercising import ALL, EDITED, EDITS, make_edited
from keeping import HOSTILE, assert_harmless

pytestmark = pytest.mark.browser

TryOut = Callable[..., Visit]


# --- An item that was edited between two visits


@pytest.fixture(scope="module")
def later(shared: Path) -> Path:
    """A later build of the site."""
    return once(shared / "exercise-site-later", make_edited)


@pytest.mark.parametrize("address", EDITED)
def test_in_an_item_that_was_edited_meanwhile_what_fits_is_kept_and_what_changed_is_told(
    address: str, try_out: TryOut, exercises: Server, later: Path
) -> None:
    page = try_out().go(address)
    olds = {kind: (edit.old if kind != "gap" else "") for kind, edit in EDITS.items()}
    helped(page).evaluate(
        "(olds) => { for (const each of exercises()) answer(each, 'woord', olds[each.localName.slice(7)]); }", olds
    )
    before = states(page)
    exercises.extra[address] = (later / address / "index.html").read_bytes()
    try:
        page.reload()
        after = states(page)
        page.reload()
        once_more = states(page)
    finally:
        exercises.extra.clear()
    assert before.keys() == after.keys() == {f"{kind}-{way}" for kind in EDITS for way in EDITED[address]}
    faults = {}
    for name, was in before.items():
        kind, way = name.split("-")
        edit, now = EDITS[kind], after[name]
        gone = edit.gone or edit.old
        changes = way != "moved" and kind != "reflect"
        loses = way in ("reworded", "removed") and kind != "reflect"
        known = [each for each in was["given"] if not (loses and gone in each)]
        if way == "removed" and edit.along:
            known = [each for each in known if edit.along not in each]
        # Of an order all steps always lie somewhere: those that were laid stay as they were among each other.
        shown = [each for each in now["given"] if kind != "order" or each in was["given"]]
        found = []
        if gone not in " ".join(was["given"]) and kind != "reflect":
            found.append("the option was not chosen")
        if sorted(shown) != sorted(known) or (kind in ("order", "branch") and shown != known):
            found.append(f"{was['given']} became {now['given']}")
        if now["notice"] is not changes or once_more[name]["notice"]:
            found.append("told wrongly")
        if changes and (now["checked"] or now["shown"]):
            found.append("feedback on another question")
        if not changes and now != was | {"given": now["given"]}:
            found.append("not as it was left")
        if found:
            faults[name] = found
    assert faults == {}


# --- What is typed is text


def test_what_is_typed_is_text_in_every_field_now_and_later_and_wherever_it_is_taken(
    try_out: TryOut, exercises: Server
) -> None:
    """With no policy to help. Every place that takes text, gets some that would be code."""
    with Server(Path(exercises.RequestHandlerClass.keywords["folder"]), {}) as unguarded:
        visitor = try_out(bypass_csp=True)
        visitor.url = unguarded.url
        page = visitor.go(ALL)
        fields = page.locator(".interaction__ask :is(textarea, input[type=text]):visible")
        assert fields.count() == 2 + 2 + 2 + 1 + 3
        before = len(visitor.requests)
        answer_all(page, HOSTILE)
        described = page.evaluate("exercises().flatMap((each) => each.describe()).map(({ answer }) => answer).join()")
        assert described.count("onerror=window.ran=1") == fields.count()
        assert_harmless(page)
        assert [url for url in visitor.requests[before:] if not url.startswith("blob:")] == []
        page.reload()
        helped(page)
        assert_harmless(page)
        for field in fields.all():
            assert "<img src=x onerror=window.ran=1>" in field.input_value()
        page.locator("[data-part=take] summary").click()
        texts = {}
        for name in ("Markdown", "tekst"):
            with page.expect_download() as download:
                page.get_by_role("button", name=f"Bewaar als {name}").click()
            texts[name] = Path(download.value.path()).read_text(encoding="utf-8")
        assert texts["tekst"].count("<img src=x onerror=window.ran=1>") == fields.count()
        for code in ("<img", "<script", "</textarea", "<svg", "](javascript"):
            assert code not in texts["Markdown"].replace("\\<", "")
        page.evaluate(
            "() => {"
            " const clipboard = { value: { writeText: async (text) => (window.copied = text) } };"
            " Object.defineProperty(navigator, 'clipboard', clipboard); window.print = () => (window.printed = true); }"
        )
        page.get_by_role("button", name="Kopieer").first.click()
        page.get_by_role("button", name="Druk af").click()
        expect(page.locator("[data-part=taken]")).to_have_text("Het staat op je klembord.")
        assert page.evaluate("window.copied").replace("\r", "") == texts["tekst"].replace("\r", "")
        assert page.evaluate("window.printed") is True
        page.emulate_media(media="print")
        assert_harmless(page)
        # No link holds an answer, and one that holds code is only an address.
        links = "[...document.querySelectorAll('[href], [src]')].map((each) => each.href || each.src)"
        assert [link for link in page.evaluate(links) if "ran=1" in str(link)] == []
        assert page.url == unguarded.url + ALL
        for address in (
            f"{ALL}?q=<img%20src=x%20onerror=window.ran=1>",
            f"{ALL}#<img src=x onerror=window.ran=1>",
            "mijn/#list=<img src=x onerror=window.ran=1>",
        ):
            visitor.go(address)
            assert_harmless(page)
        page.emulate_media(media="screen")
        visitor.go("mijn/")
        expect(page.get_by_text("Je antwoorden bij een oefening").first).to_be_visible()
        assert_harmless(page)
