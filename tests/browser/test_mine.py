"""The page that shows everything kept in this browser, and wipes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import Visit
from built import Built
from keeping import BLOCKED, EXERCISE, FULL, HOSTILE, KEY, QUOTE, STORY, assert_harmless, keep

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
OURS = f"Object.keys(localStorage).filter((key) => key.startsWith('{KEY}'))"


def with_things(visitor: Visit, note: str = "Donderdag proberen.") -> Page:
    """`mijn/` of somebody who kept a story with a note, then an exercise, and chose the other colours."""
    keep(visitor.go(STORY), note)
    keep(visitor.go(EXERCISE))
    page = visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_have_count(2)
    return page


def test_it_shows_what_is_kept_newest_first_and_where_one_was(visit: VisitFixture) -> None:
    page = with_things(visit())
    assert page.locator(".keeper .card__link").all_inner_texts() == ["Vijf minuten voor de bel", "Twee graden"]
    expect(page.locator(".keeper").nth(1).locator(".keeper__note")).to_have_text("Donderdag proberen.")
    assert page.locator("[data-list=seen] a").all_inner_texts() == ["Vijf minuten voor de bel", "Twee graden"]
    expect(page.locator("[data-progress-words]")).to_contain_text("Je zag 2 van de ")
    page.locator("[data-list=seen] a").nth(1).click()
    page.wait_for_url(f"**/{STORY}")


def test_a_note_is_changed_and_a_change_is_given_up_with_the_keyboard(visit: VisitFixture) -> None:
    page = with_things(visit())
    row = page.locator(".keeper").nth(1)
    change = row.get_by_role("button", name="Pas je briefje aan Twee graden")
    change.focus()
    page.keyboard.press("Enter")
    note = row.get_by_label("Briefje aan jezelf Twee graden")
    expect(note).to_be_focused()
    expect(note).to_have_accessible_description("Schrijf geen namen op, en niets waaraan je iemand herkent.")
    note.fill("Toch maar niet.")
    row.get_by_role("button", name="Laat maar").press("Enter")
    expect(change).to_be_focused()
    expect(row.locator(".keeper__note")).to_have_text("Donderdag proberen.")
    change.press("Enter")
    note.fill("Vrijdag.")
    row.get_by_role("button", name="Bewaar het briefje").press("Enter")
    page.reload()
    expect(row.locator(".keeper__note")).to_have_text("Vrijdag.")
    assert page.locator(".keeper .card__link").all_inner_texts() == ["Vijf minuten voor de bel", "Twee graden"]


def test_what_is_taken_away_is_put_back_where_it_was(visit: VisitFixture) -> None:
    page = with_things(visit())
    page.get_by_role("button", name="Haal weg Twee graden").click()
    expect(page.locator(".keeper")).to_have_count(1)
    expect(page.locator("struin-mine > [role=status]")).to_have_text("Weggehaald: Twee graden.")
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator(".keeper .card__link").all_inner_texts() == ["Vijf minuten voor de bel", "Twee graden"]
    expect(page.locator(".keeper").nth(1).locator(".keeper__note")).to_have_text("Donderdag proberen.")
    expect(page.get_by_role("button", name="Pas je briefje aan Twee graden")).to_be_focused()


def test_everything_is_wiped_with_one_button_and_can_be_put_back_for_a_while(visit: VisitFixture) -> None:
    visitor = visit()
    page = with_things(visitor)
    page.evaluate("Struin.store.set('boards:team', { stories: ['stories/twee-graden'] })")
    before = sorted(page.evaluate(OURS))
    page.get_by_role("button", name="Wis alles").click()
    assert page.evaluate(OURS) == []
    expect(page.locator(".keeper")).to_have_count(0)
    expect(page.locator("struin-mine > [role=status]")).to_have_text("Gewist. Je kunt het nog even terughalen.")
    page.get_by_role("button", name="Zet terug").click()
    assert sorted(page.evaluate(OURS)) == before
    expect(page.locator(".keeper")).to_have_count(2)


def test_after_a_while_what_was_wiped_is_gone_for_good(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.page.clock.install()
    page = with_things(visitor)
    page.get_by_role("button", name="Wis alles").click()
    toast = page.locator(".toast")
    page.clock.fast_forward(15_000)
    expect(toast).to_be_visible()
    page.get_by_role("button", name="Zet terug").focus()
    page.clock.fast_forward(60_000)
    expect(toast).to_be_visible()  # nobody is hurried who is there already
    page.get_by_role("button", name="Wis alles").focus()
    page.clock.fast_forward(21_000)
    expect(toast).to_be_hidden()
    assert page.evaluate(OURS) == []
    visitor.go(STORY)
    expect(page.get_by_role("button", name="Bewaar", exact=True)).to_have_attribute("aria-pressed", "false")


def test_where_one_was_is_wiped_by_itself(visit: VisitFixture) -> None:
    page = with_things(visit())
    page.get_by_role("button", name="Wis waar je was").click()
    expect(page.locator("[data-list=seen] li")).to_have_count(0)
    expect(page.locator(".keeper")).to_have_count(2)
    page.get_by_role("button", name="Zet terug").click()
    expect(page.locator("[data-list=seen] li")).to_have_count(2)


def test_whatever_else_is_kept_is_shown_by_name_and_wiped_one_by_one(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go()
    page.locator("[data-struin-palette]").click()
    page.evaluate("Struin.store.set('iets-nieuws', { at: 3, items: ['stories/twee-graden'], words: '<img src=x>' })")
    visitor.go("mijn/")
    rests = page.locator(".rest")
    expect(rests).to_have_count(2)
    expect(page.get_by_role("heading", name="Of je licht of donker leest")).to_be_visible()
    expect(rests.first.get_by_role("link", name="Twee graden")).to_be_visible()
    rests.first.locator("summary").click()
    expect(rests.first.locator("pre")).to_contain_text("<img src=x>")
    assert_harmless(page)
    page.get_by_role("button", name="Wis dit iets-nieuws").click()
    expect(rests).to_have_count(1)
    assert page.evaluate("localStorage.getItem('struin:struinen:iets-nieuws')") is None


def test_nothing_is_kept_on_a_device_that_is_switched_off(visit: VisitFixture) -> None:
    visitor = visit()
    page = with_things(visitor)
    switch = page.get_by_role("switch", name="Niets bewaren op dit apparaat")
    switch.check()
    assert page.evaluate(OURS) == [f"{KEY}off"]
    expect(page.get_by_text("Je koos ervoor om op dit apparaat niets te bewaren.")).to_be_visible()
    page.locator("[data-struin-palette]").click()
    visitor.go(STORY)
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator(".keep__said")).to_contain_text("Onthouden tot je deze bladzijde verlaat.")
    visitor.go(QUOTE)
    expect(page.locator(".keep__back")).to_be_hidden()
    assert page.evaluate(OURS) == [f"{KEY}off"]
    visitor.go("mijn/")
    expect(switch).to_be_checked()
    switch.press("Space")
    expect(switch).not_to_be_checked()
    visitor.go(STORY)
    keep(page)
    visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_have_count(1)


def test_who_switches_it_off_by_mistake_gets_everything_back(visit: VisitFixture) -> None:
    page = with_things(visit())
    page.get_by_role("switch").check()
    page.get_by_role("button", name="Zet terug").click()
    expect(page.get_by_role("switch")).not_to_be_checked()
    expect(page.locator(".keeper .card")).to_have_count(2)


def test_two_tabs_agree(visit: VisitFixture) -> None:
    visitor = visit()
    page = with_things(visitor)
    other = visitor.context.new_page()
    other.goto(visitor.url + QUOTE)
    keep(other)
    expect(page.locator(".keeper .card")).to_have_count(3)
    page.get_by_role("button", name="Wis alles").click()
    expect(other.get_by_role("button", name="Bewaar", exact=True)).to_have_attribute("aria-pressed", "false")


def test_notes_are_text_on_the_screen_and_on_paper(visit: VisitFixture) -> None:
    visitor = visit()
    page = with_things(visitor, HOSTILE)
    page.reload()
    assert page.locator(".keeper__note").nth(1).text_content() == HOSTILE
    page.emulate_media(media="print")
    paper = page.locator("struin-mine > .paper > li")
    expect(paper).to_have_count(2)
    assert paper.nth(1).locator(".paper__note").text_content() == HOSTILE
    expect(paper.nth(1).locator(".paper__title")).to_have_text("Twee graden")
    expect(paper.nth(1).locator(".paper__address")).to_have_text(visitor.url + STORY)
    assert paper.nth(1).locator(".paper__summary").inner_text()
    for furniture in (".dock", ".leave", ".keeper", "[data-wipe-all]", ".make"):
        expect(page.locator(furniture).first).to_be_hidden()
    assert_harmless(page)


def test_what_is_no_longer_in_the_bundle_is_told_and_can_be_taken_away(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go()
    page.evaluate("Struin.kept.add('stories/bestaat-niet', { title: 'Een <b>oud</b> verhaal', note: 'Mijn woorden.' })")
    visitor.go("mijn/")
    row = page.locator(".keeper")
    expect(row).to_contain_text("Een <b>oud</b> verhaal")
    expect(row).to_contain_text("Dit staat niet meer in de bundel.")
    expect(row.locator(".keeper__note")).to_have_text("Mijn woorden.")
    page.get_by_role("button", name="Haal weg").click()
    expect(row).to_have_count(0)


@pytest.mark.parametrize(
    ("storage", "words"),
    [(BLOCKED, "Deze browser laat niets bewaren."), (FULL, "De opslag van deze browser is vol.")],
    ids=["blocked", "full"],
)
def test_blocked_or_full_storage_is_explained(storage: str, words: str, visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script(storage)
    page = visitor.go("mijn/")
    page.evaluate("Struin.kept.add('stories/twee-graden')")
    expect(page.locator(".mine__notice", has_text=words)).to_be_visible()
    expect(page.locator(".keeper .card")).to_have_count(1)


def test_without_cards_the_titles_are_still_there(visit: VisitFixture) -> None:
    visitor = visit()
    keep(visitor.go(STORY), "Een briefje.")
    visitor.context.route("**/assets/struin/items.js", lambda route: route.abort())
    visitor.expected.add(visitor.url + "assets/struin/items.js")
    page = visitor.go("mijn/")
    expect(page.locator(".mine__notice", has_text="De kaarten konden niet worden opgehaald.")).to_be_visible()
    expect(page.locator(".keeper__bare")).to_have_text("Twee graden")
    expect(page.locator(".keeper__note")).to_have_text("Een briefje.")


def test_without_javascript_it_says_that_nothing_is_kept(visit: VisitFixture) -> None:
    page = visit(java_script_enabled=False).go("mijn/")
    expect(page.get_by_text("Dat staat nu uit, dus er wordt niets bewaard.")).to_be_visible()
    expect(page.get_by_role("button", name="Wis alles")).to_be_hidden()


def test_a_long_trail_is_shown_in_two_steps(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go()
    page.evaluate(
        """async () => {
          const all = await Struin.items();
          Struin.store.set("seen", all.slice(0, 45).map(({ id }, at) => ({ id, at: at + 1 })));
        }"""
    )
    visitor.go("mijn/")
    rows = page.locator("[data-list=seen] li")
    expect(rows).to_have_count(30)
    page.get_by_role("button", name="Laat alles zien").click()
    expect(rows).to_have_count(45)
    expect(rows.nth(30).locator("a")).to_be_focused()


def test_a_route_under_way_is_shown_by_its_name_and_leads_back_to_it(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    route = next(item for item in site.items if item["collection"] == "trails")
    page = visitor.go(route["url"])
    page.get_by_role("link", name="Begin de route").click()
    page.wait_for_url(lambda url: not url.endswith(route["url"]))
    visitor.go("mijn/")
    under_way = page.locator(".rest", has_text="De route die je loopt")
    under_way.get_by_role("link", name=route["title"]).click()
    page.wait_for_url(f"**/{route['url']}")
