"""Keeping an item with a note to oneself, and the way back to the item before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from browsing import Visit
from keeping import BLOCKED, EXERCISE, FULL, HOSTILE, KEY, QUOTE, STORY, assert_harmless, keep

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]


@pytest.mark.parametrize("address", [STORY, QUOTE, EXERCISE, "principles/lerend-werken/"])
def test_an_item_of_every_kind_is_kept_and_no_longer_kept(address: str, visit: VisitFixture) -> None:
    page = visit().go(address)
    button = page.get_by_role("button", name="Bewaar", exact=True)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".keep__said [role=status]")).to_have_text("Bewaard, alleen in deze browser.")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_note_is_not_kept_until_asked_and_says_to_write_no_names(visit: VisitFixture) -> None:
    page = visit().go(STORY)
    note = page.get_by_label("Briefje aan jezelf")
    expect(note).to_be_hidden()
    keep(page)
    expect(note).to_be_visible()
    expect(note).to_have_accessible_description("Schrijf geen namen op, en niets waaraan je iemand herkent.")
    note.fill("Donderdag proberen.")
    expect(page.locator(".keep__state")).to_have_text("Nog niet bewaard.")
    page.reload()
    expect(note).to_have_value("")
    page.locator(".keep__summary").click()
    note.fill("Vrijdag proberen.")
    page.get_by_role("button", name="Bewaar het briefje").click()
    page.reload()
    expect(note).to_be_visible()
    expect(note).to_have_value("Vrijdag proberen.")


def test_who_takes_an_item_away_by_mistake_puts_it_back_with_its_note(visit: VisitFixture) -> None:
    page = visit().go(STORY)
    keep(page, "Een briefje.")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".keep__said")).to_contain_text("Niet meer bewaard.")
    page.get_by_role("button", name="Zet terug").click()
    page.reload()
    expect(page.get_by_label("Briefje aan jezelf")).to_have_value("Een briefje.")


def test_it_all_works_with_the_keyboard(visit: VisitFixture) -> None:
    page = visit().go(STORY)
    page.get_by_role("button", name="Bewaar", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zie alles")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Getypt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".keep__state")).to_have_text("Je briefje is bewaard.")


def test_a_note_is_only_ever_text(visit: VisitFixture) -> None:
    page = visit().go(STORY)
    keep(page, HOSTILE)
    page.reload()
    expect(page.get_by_label("Briefje aan jezelf")).to_have_value(HOSTILE)
    assert_harmless(page)


def test_the_way_back_leads_to_the_item_before_and_names_it(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(STORY)
    back = page.locator(".keep__back")
    expect(back).to_be_hidden()
    visitor.go("verras/")
    visitor.go(QUOTE)
    expect(back).to_have_accessible_name("Terug naar waar je was Twee graden")
    back.click()
    page.wait_for_url(f"**/{STORY}")
    expect(back).to_have_accessible_name("Terug naar waar je was Vader niet verschenen")


def test_the_way_back_never_leads_off_the_site_whatever_storage_holds(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go()
    for url in (
        "javascript:window.ran=1",
        "//example.org/",
        "https://example.org/",
        "\\\\example.org",
        "/\\example.org",
    ):
        page.evaluate(
            """(url) => Struin.store.set("seen", [{ id: "stories/naar", at: 1, title: "<img src=x>", url }])""", url
        )
        visitor.go(STORY)
        back = page.locator(".keep__back")
        expect(back).to_be_visible()
        assert back.evaluate("(link) => link.href").startswith(visitor.url)
        assert_harmless(page)


def test_two_tabs_of_one_item_agree_and_what_is_being_typed_stays(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(STORY)
    other = visitor.context.new_page()
    other.goto(visitor.url + STORY)
    keep(page, "Uit de eerste tab.")
    note = other.get_by_label("Briefje aan jezelf")
    expect(other.get_by_role("button", name="Bewaar", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(note).to_have_value("Uit de eerste tab.")
    other.locator(".keep__summary").click()
    note.fill("Halverwege een zin")
    note.focus()
    page.get_by_label("Briefje aan jezelf").fill("Anders.")
    page.get_by_role("button", name="Bewaar het briefje").click()
    expect(note).to_have_value("Halverwege een zin")


@pytest.mark.parametrize("storage", [BLOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_it_says_so_and_the_page_works(storage: str, visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script(storage)
    page = visitor.go(STORY)
    button = page.get_by_role("button", name="Bewaar", exact=True)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".keep__said")).to_contain_text("Onthouden tot je deze bladzijde verlaat.")
    page.get_by_label("Briefje aan jezelf").fill("Even.")
    page.get_by_role("button", name="Bewaar het briefje").click()
    expect(page.locator(".keep__state")).to_contain_text("Deze browser bewaart nu niets.")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "null",
        '"kept"',
        '{"version":99,"data":[{"id":"stories/twee-graden"}]}',
        '{"version":1,"data":{"id":1}}',
        '{"version":1,"data":[null,3,{"id":4},{"note":"geen id"}]}',
        '{"version":1,"data":[{"id":"stories/twee-graden","note":{"a":1},"at":"nu"}]}',
    ],
)
def test_broken_storage_breaks_no_page(kept: str, visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go("toegankelijkheid/")
    page.evaluate(
        "([name, kept]) => { for (const end of ['kept', 'seen']) localStorage[name + end] = kept; }", [KEY, kept]
    )
    visitor.go(STORY)
    button = page.get_by_role("button", name="Bewaar", exact=True)
    pressed = button.get_attribute("aria-pressed") == "true"
    button.click()
    expect(button).to_have_attribute("aria-pressed", str(not pressed).lower())
    visitor.go("mijn/")
    expect(page.locator("[data-list=seen] a").first).to_be_visible()


def test_a_page_that_comes_back_from_the_browsers_memory_shows_what_is_kept_now(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(STORY)
    page.evaluate(
        """(name) => {
          localStorage[name + "kept"] = JSON.stringify({ version: 1, data: [{ id: "stories/twee-graden", at: 1 }] });
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        KEY,
    )
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".dock__count")).to_have_text("1")
