"""A list in a link: made here, opened elsewhere, and what happens when the link is old, cut off or damaged."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Visit
from keeping import EXERCISE, HOSTILE, QUOTE, STORY, assert_harmless, keep

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
WORDS = (  # of the quote: they are the link on its card
    "Afgeroepen heb ik hem, twee keer, tot achter in de gang. Negen mensen in de zaal en één lege stoel. "
    "Hij stond beneden bij de poortjes met zijn riem in zijn hand."
)
NO_COMPRESSION = "delete window.CompressionStream; delete window.DecompressionStream;"


def packed(text: str, *, version: int = 1, deflated: bool = True) -> str:
    """The fragment of a link that says `text`, whatever that is."""
    squeeze = zlib.compressobj(wbits=-15)
    body = squeeze.compress(text.encode()) + squeeze.flush() if deflated else text.encode()
    return "#list=" + base64.urlsafe_b64encode(bytes([version, int(deflated)]) + body).decode().rstrip("=")


def made(page: Page, *, notes: bool = False, trail: bool = False) -> str:
    """The link that the page makes of what is kept."""
    page.locator(".make__summary").click()
    if trail:
        page.get_by_role("radio", name="Waar ik was").check()
    if notes:
        page.get_by_role("checkbox", name="Met mijn briefjes erbij").check()
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_label("De link")).to_be_visible()
    return page.get_by_label("De link").input_value()


def sender(visit: VisitFixture, note: str = "Donderdag proberen.") -> Page:
    visitor = visit()
    keep(visitor.go(STORY), note)
    keep(visitor.go(EXERCISE))
    visitor.go(QUOTE)
    page = visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_have_count(2)
    return page


def titles(page: Page) -> list[str]:
    expect(page.locator(".shown .card").first).to_be_visible()
    return page.locator(".shown .card__link").all_inner_texts()


@pytest.mark.parametrize("storage", ["", NO_COMPRESSION], ids=["compressed", "plain"])
def test_a_shared_list_is_looked_at_and_kept_only_when_somebody_says_so(storage: str, visit: VisitFixture) -> None:
    page = sender(visit)
    if storage:
        page.context.add_init_script(storage)
        page.reload()
    link = made(page)
    receiver = visit()
    if storage:
        receiver.context.add_init_script(storage)
    keep(receiver.go(STORY), "Van mijzelf.")
    other = receiver.go(link.removeprefix(receiver.url))
    expect(other.get_by_role("heading", level=1)).to_have_text("Een lijst die iemand met je deelt")
    assert titles(other) == ["Vijf minuten voor de bel", "Twee graden"]
    expect(other.locator(".mine__own")).to_be_hidden()
    expect(other.get_by_text("Donderdag proberen.")).to_have_count(0)
    assert other.evaluate("Struin.kept.all().length") == 1
    other.get_by_role("button", name="Bewaar deze ook").click()
    expect(other.locator(".shown [role=status]")).to_contain_text("Er zijn er 1 bij je bewaarde dingen gezet.")
    other.get_by_role("link", name="Naar wat je zelf bewaarde").click()
    expect(other.locator(".keeper .card")).to_have_count(2)
    expect(other.locator(".keeper__note", has_text="Van mijzelf.")).to_be_visible()


def test_notes_go_along_only_when_asked_and_stay_text(visit: VisitFixture) -> None:
    page = sender(visit, HOSTILE)
    link = made(page, notes=True)
    expect(page.locator(".make [role=status]")).to_contain_text("Lees ze nog eens na op namen.")
    receiver = visit()
    other = receiver.go(link.removeprefix(receiver.url))
    assert titles(other) == ["Vijf minuten voor de bel", "Twee graden"]
    assert other.locator(".shown .keeper__note").nth(1).text_content() == HOSTILE
    other.emulate_media(media="print")
    assert other.locator(".shown .paper__note").text_content() == HOSTILE
    assert_harmless(other)
    other.emulate_media(media="screen")
    other.get_by_role("button", name="Bewaar deze ook").click()
    receiver.go(STORY)
    expect(other.get_by_label("Briefje aan jezelf")).to_have_value(HOSTILE)
    assert_harmless(other)


def test_a_walk_is_shared_without_times_or_notes(visit: VisitFixture) -> None:
    page = sender(visit)
    link = made(page, trail=True)
    expect(page.get_by_role("checkbox", name="Met mijn briefjes erbij")).to_be_disabled()
    receiver = visit()
    other = receiver.go(link.removeprefix(receiver.url))
    expect(other.get_by_role("heading", level=1)).to_have_text("Een wandeling die iemand met je deelt")
    assert titles(other) == [WORDS, "Vijf minuten voor de bel", "Twee graden"]
    assert not any("list=" in request for request in receiver.requests)


def test_a_link_that_is_cut_off_says_so_and_shows_what_could_be_read(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go()
    link = page.evaluate(
        """async () => {
          await Struin.load("assets/struin/components/share.js");
          const all = (await Struin.items()).slice(0, 40).map(({ id }) => ({ id, note: `Over ${id}` }));
          return Struin.share.pack("kept", all);
        }"""
    )
    visitor.go(f"mijn/#list={link[: len(link) * 3 // 4]}")
    expect(page.locator(".shown .mine__notice", has_text="Er mist een stuk van de link.")).to_be_visible()
    assert 5 < len(titles(page)) < 40


def test_a_link_that_was_changed_on_its_way_says_so(visit: VisitFixture) -> None:
    page = visit().go("mijn/" + packed("kept\nstories/twee-graden\n.anders\n"))
    expect(page.locator(".shown .mine__notice", has_text="Deze link is beschadigd.")).to_be_visible()
    assert titles(page) == ["Twee graden"]


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("#list=", "Er was niets meer uit te lezen."),
        ("#list=%3Cimg%20src=x%20onerror=window.ran=1%3E", "Er was niets meer uit te lezen."),
        ("#list=AQ", "Er was niets meer uit te lezen."),
        ("#list=AQH_____________", "Er was niets meer uit te lezen."),
        (packed("<img src=x onerror=window.ran=1>\n"), "Er was niets meer uit te lezen."),
        (packed("kept\n../../etc/passwd\njavascript:window.ran=1\n"), "Er was niets meer uit te lezen."),
        (packed("kept\nstories/twee-graden\n", version=9), "Deze link is van een andere versie"),
        (packed("x" * 30_000_000), "Er was niets meer uit te lezen."),
    ],
    ids=["empty", "markup", "short", "noise", "other text", "no ids", "version", "bomb"],
)
def test_a_link_that_cannot_be_read_says_so_and_offers_the_own_list(
    fragment: str, words: str, visit: VisitFixture
) -> None:
    visitor = visit()
    page = visitor.go("mijn/" + fragment)
    expect(page.locator(".shown .mine__notice", has_text=words)).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar deze ook")).to_be_hidden()
    assert_harmless(page)
    page.get_by_role("link", name="Naar wat je zelf bewaarde").click()
    expect(page.get_by_role("button", name="Wis alles")).to_be_visible()


def test_ids_that_no_longer_exist_are_said(visit: VisitFixture) -> None:
    page = visit().go("mijn/" + packed("kept\nstories/twee-graden\nstories/weg-ermee\nquotes/ook-weg\n"))
    expect(page.get_by_text("2 dingen op de lijst staan niet meer in de bundel.")).to_be_visible()
    assert page.locator(".shown__missing li").all_inner_texts() == ["stories/weg-ermee", "quotes/ook-weg"]
    assert titles(page) == ["Twee graden"]


def test_another_link_in_the_same_tab_is_shown_in_its_place(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go("mijn/")
    expect(page.get_by_role("button", name="Wis alles")).to_be_visible()
    page.evaluate("(link) => { location.hash = link; }", packed("kept\nstories/twee-graden\n"))
    assert titles(page) == ["Twee graden"]
    page.evaluate("(link) => { location.hash = link; }", packed("trail\nquotes/vader-niet-verschenen\n"))
    expect(page.locator(".shown .card__link")).to_have_text([WORDS])
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaard")
    expect(page.get_by_role("button", name="Wis alles")).to_be_visible()


def test_nothing_to_share_is_told(visit: VisitFixture) -> None:
    page = visit().go("mijn/")
    page.locator(".make__summary").click()
    page.get_by_role("button", name="Maak de link").click()
    expect(page.locator(".make [role=status]")).to_have_text("Er is nog niets om te delen.")
    expect(page.get_by_label("De link")).to_be_hidden()


def test_the_link_is_copied_or_selected(visit: VisitFixture) -> None:
    page = sender(visit)
    link = made(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator(".make [role=status]")).to_have_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Kopieer").click()
    expect(page.get_by_label("De link")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == link
