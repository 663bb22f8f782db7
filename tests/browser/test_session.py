"""Building a session: the first time by keyboard and by pointer, changes and taking them back, sharing, two tabs."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from built import Built
from keeping import BLOCKED, HOSTILE, assert_harmless

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
KITCHEN = "exercises/teken-de-keuken"
STREET = "exercises/een-straat-op-tafel"
STORY = "stories/twee-graden"
READY = "sessions/voor-de-agenda-opengaat"


# What a first session is made of, and how it stands once it is two hours.
FOUND = (("twee graden", "Twee graden"), ("keuken", "Teken de keuken"), ("straat tafel", "Eén straat op tafel"))
SIX = [
    "09:00 10 Welkom",
    "09:10 2 Twee graden",
    "09:12 25 Teken de keuken",
    "09:37 15 Pauze",
    "09:52 60 Eén straat op tafel",
    "10:52 8 Rondje tot slot",
]


def block(number: int, **more: Any) -> dict[str, Any]:
    own = {"item": None, "own": "step", "title": f"Stap {number}", "minutes": 10, "at": None, "do": "", "note": ""}
    return {"key": f"b{number}", **own, **more}


def item(number: int, name: str, title: str, minutes: int, **more: Any) -> dict[str, Any]:
    return block(number, item=name, own=None, title=title, minutes=minutes, **more)


def plan(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    head = {"format": "struin-session", "version": 1, "id": "proef", "title": "Dinsdag", "goal": "", "date": None}
    return {**head, "start": "09:00", "people": None, "at": 5, "blocks": list(blocks), **more}


STEPS = (block(1), block(2), block(3), block(4))


def opened(visitor: Visit, given: dict[str, Any] | None = None, address: str = "sessie/") -> Page:
    """The builder, with a plan that was kept before."""
    if given:
        visitor.go("colofon/")
        visitor.page.evaluate(
            "(plan) => { Struin.store.set(`plan:${plan.id}`, plan); Struin.store.set('plans:active', plan.id); }", given
        )
    page = visitor.go(address)
    page.wait_for_selector("[data-found] li", state="attached")
    return page


def rows(page: Page) -> list[str]:
    """The blocks as they stand: "09:00 10 Stap 1"."""
    return list(
        page.locator(".block").evaluate_all(
            """(rows) => rows.map((row) => {
              const part = (name) => row.querySelector(`[data-part=${name}]`);
              const title = part("name").hidden ? part("link").textContent : part("name").value;
              return `${part("start").textContent} ${part("minutes").value} ${title}`;
            })"""
        )
    )


def kept(page: Page) -> dict[str, Any]:
    """The active plan as this browser keeps it."""
    return dict(page.evaluate("Struin.store.get(`plan:${Struin.store.get('plans:active')}`)"))


def begin(page: Page) -> None:
    """Where the link at the top of every page leads: to where the content begins."""
    page.locator("#struin-naar-inhoud").focus()


def said(page: Page) -> Locator:
    return page.locator("[data-said]")


def link_of(page: Page) -> str:
    page.locator("[data-sharing] > summary").click()
    expect(page.get_by_label("De link")).to_have_value(re.compile("#s1"))
    return page.get_by_label("De link").input_value()


def link(given: dict[str, Any], cut: int = 0) -> str:
    """The fragment that shares a plan, made without the page; `cut` takes so many signs off its end."""
    found = [[each["item"] or each["own"], each["minutes"], each["title"]] for each in given["blocks"]]
    lines = [[1, len(found), given["title"], "", None, given["start"], None], *found]
    squeeze = zlib.compressobj(wbits=-15)
    body = squeeze.compress("".join(json.dumps(line) + "\n" for line in lines).encode()) + squeeze.flush()
    whole = "#s1." + base64.urlsafe_b64encode(body).decode().rstrip("=")
    return whole[: len(whole) - cut]


def test_a_first_session_of_two_hours_is_built_and_shared_by_keyboard_alone(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(visitor)
    keys = page.keyboard

    pressed = 0

    def tab_to(target: Locator) -> None:
        """Forth, or back when it stands before where one is."""
        nonlocal pressed
        before = (
            "(each) => Boolean(document.activeElement.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING)"
        )
        key = "Shift+Tab" if target.evaluate(before) else "Tab"
        for _ in range(100):
            if target.evaluate("(each) => each === document.activeElement"):
                return
            keys.press(key)
            pressed += 1
        raise AssertionError(f"no way by keyboard to {target}")

    tab_to(page.get_by_label("Naam van de sessie"))
    keys.type("Dinsdagochtend")
    tab_to(page.get_by_label("Mensen", exact=True))
    keys.type("10")
    tab_to(page.get_by_role("button", name="Welkom", exact=True))
    keys.press("Enter")
    search = page.get_by_label("Zoek", exact=True)
    for words, title in FOUND:
        tab_to(search)
        search.select_text()
        keys.type(words)
        put = page.get_by_role("button", name=f"Zet in de sessie: {title}")
        tab_to(put)
        keys.press("Enter")
        expect(said(page)).to_contain_text(f"‘{title}’ staat erin, om ")
        expect(put).to_be_focused()
    for name in ("Pauze", "Eigen stap"):
        tab_to(page.get_by_role("group", name="Iets van jezelf toevoegen").get_by_role("button", name=name))
        keys.press("Enter")
    keys.type("Rondje tot slot")
    minutes = page.get_by_label("Minuten voor Rondje tot slot")
    tab_to(minutes)
    keys.press("Control+a")
    keys.type("8")
    earlier = page.get_by_role("button", name="‘Pauze’ omhoog")
    tab_to(earlier)
    keys.press("Enter")
    expect(earlier).to_be_focused()
    expect(said(page)).to_have_text("‘Pauze’ staat nu op plaats 4 van 6, om 09:37.")
    assert rows(page) == SIX
    expect(page.locator("[data-length]")).to_have_text("2 uur · 6 blokken")
    tab_to(page.locator("[data-sharing] > summary"))
    keys.press("Enter")
    tab_to(page.get_by_role("button", name="Kopieer de link"))
    keys.press("Enter")
    expect(said(page)).to_have_text("De link is gekopieerd.")
    assert pressed < 150  # times Tab or Shift+Tab
    copied = page.evaluate("navigator.clipboard.readText()")
    other = visit()
    other.go("colofon/")
    there = other.go("sessie/" + copied.partition("sessie/")[2])
    expect(there.get_by_role("heading", name="Een sessie die iemand met je deelt")).to_be_visible()
    assert rows(there) == rows(page)


def test_a_first_session_of_two_hours_is_built_and_shared_by_pointer(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(visitor)
    page.get_by_label("Naam van de sessie").fill("Dinsdagochtend")
    page.get_by_role("button", name="Welkom", exact=True).click()
    for words, title in FOUND:
        page.get_by_label("Zoek", exact=True).fill(words)
        page.get_by_role("button", name=f"Zet in de sessie: {title}").click()
    page.get_by_role("button", name="Pauze", exact=True).click()
    page.get_by_role("button", name="Eigen stap", exact=True).click()
    page.keyboard.type("Rondje tot slot")
    page.get_by_label("Minuten voor Rondje tot slot").fill("8")
    drag(page, 4, 3)
    assert rows(page) == SIX
    expect(page.locator("[data-length]")).to_have_text("2 uur · 6 blokken")
    expect(page.locator("[data-material] li", has_text="ruitjespapier, één vel per persoon")).to_have_count(1)
    before = len(visitor.requests)
    page.locator("[data-sharing] > summary").click()
    page.get_by_role("button", name="Kopieer de link").click()
    expect(said(page)).to_have_text("De link is gekopieerd.")
    assert visitor.requests[before:] == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    assert download.value.suggested_filename == "dinsdagochtend.struin.json"
    assert json.loads(Path(download.value.path()).read_text(encoding="utf-8")) == kept(page)


def drag(page: Page, from_row: int, to_row: int) -> None:
    """Drags a block by its grip onto the place of another, as a hand does."""
    start = page.locator("[data-part=grip]").nth(from_row)
    start.evaluate("(grip) => grip.scrollIntoView({ block: 'center' })")  # near an edge the page itself would scroll
    end = page.locator(".block").nth(to_row).bounding_box()
    grip = start.bounding_box()
    assert grip
    assert end
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    target = end["y"] + (8 if to_row < from_row else end["height"] - 8)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2, y + (6 if target > y else -6))
    page.mouse.move(x, (y + target) / 2, steps=8)
    page.mouse.move(x, target, steps=8)
    page.mouse.up()


def test_no_request_is_made_while_building(visit: VisitFixture) -> None:
    visitor = visit()
    page = opened(visitor)
    page.wait_for_function("typeof Sortable === 'function'")
    before = len(visitor.requests)
    for words in ("keuken", "brief", "vaatwasser"):
        page.get_by_label("Zoek", exact=True).fill(words)
        page.locator("[data-found] button").first.click()
    page.get_by_role("button", name="Pauze", exact=True).click()
    drag(page, 0, 2)
    page.get_by_label("Naam van de sessie").fill("Zonder netwerk")
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    link_of(page)
    assert visitor.requests[before:] == []


def test_every_change_can_be_undone_and_done_again_and_is_named(visit: VisitFixture) -> None:
    page = opened(visit(), plan(*STEPS[:3]))
    start = rows(page)
    states, names = [start], []
    page.get_by_role("button", name="‘Stap 1’ omlaag").click()
    states.append(rows(page))
    names.append("‘Stap 1’ verplaatst")
    page.get_by_role("button", name="‘Stap 3’ langer").click()
    page.get_by_role("button", name="‘Stap 3’ langer").click()  # one step: it is one thing that somebody did
    states.append(rows(page))
    names.append("minuten van ‘Stap 3’")
    page.get_by_role("button", name=re.compile("^Meer over ‘Stap 2’")).click()
    page.get_by_role("button", name="Haal eruit: ‘Stap 2’").click()
    expect(page.get_by_role("button", name="Zet terug")).to_be_visible()
    states.append(rows(page))
    names.append("‘Stap 2’ weggehaald")
    page.get_by_role("button", name="Pauze", exact=True).click()
    states.append(rows(page))
    names.append("‘Pauze’ toegevoegd")
    assert len({tuple(state) for state in states}) == 5

    begin(page)
    for state, name in zip(reversed(states[:-1]), reversed(names), strict=True):
        page.keyboard.press("Control+z")
        expect(said(page)).to_have_text(f"Ongedaan: {name}.")
        assert rows(page) == state
    page.keyboard.press("Control+z")
    expect(said(page)).to_have_text("Er is niets om ongedaan te maken.")
    for state, name in zip(states[1:], names, strict=True):
        page.keyboard.press("Control+Shift+z")
        expect(said(page)).to_have_text(f"Weer gedaan: {name}.")
        assert rows(page) == state
    assert [each["title"] for each in kept(page)["blocks"]] == ["Stap 1", "Stap 3", "Pauze"]
    page.get_by_role("button", name="Ongedaan maken", exact=True).click()
    assert rows(page) == states[-2]
    page.get_by_role("button", name="‘Stap 1’ langer").click()
    expect(page.get_by_role("button", name="Opnieuw doen", exact=True)).to_have_attribute("aria-disabled", "true")


def test_a_block_moves_by_drag_and_by_buttons_and_the_focus_stays_with_it(visit: VisitFixture) -> None:
    page = opened(visit(), plan(*STEPS))
    page.wait_for_function("typeof Sortable === 'function'")
    down = page.get_by_role("button", name="‘Stap 1’ omlaag")
    for place in (2, 3, 4):
        down.press("Enter")
        expect(down).to_be_focused()
        expect(said(page)).to_have_text(f"‘Stap 1’ staat nu op plaats {place} van 4, om 09:{place - 1}0.")
    expect(down).to_have_attribute("aria-disabled", "true")
    down.press("Enter")
    assert [row.split(" ", 2)[2] for row in rows(page)] == ["Stap 2", "Stap 3", "Stap 4", "Stap 1"]
    drag(page, 3, 0)
    assert rows(page) == ["09:00 10 Stap 1", "09:10 10 Stap 2", "09:20 10 Stap 3", "09:30 10 Stap 4"]
    drag(page, 0, 2)
    assert [row.split(" ", 2)[2] for row in rows(page)] == ["Stap 2", "Stap 3", "Stap 1", "Stap 4"]
    assert [each["title"] for each in kept(page)["blocks"]] == ["Stap 2", "Stap 3", "Stap 1", "Stap 4"]


def test_minutes_and_fixed_times_that_do_not_fit_are_marked_and_nothing_is_lost(visit: VisitFixture) -> None:
    given = plan(
        item(1, KITCHEN, "Teken de keuken", 25),
        block(2, own="break", title="Pauze", minutes=15, at="09:40"),
        block(3, at="09:45"),
        item(4, "exercises/bestaat-niet-meer", "Verdwenen oefening", 30, note="Bewaar mij."),
    )
    page = opened(visit(), given)
    row = page.locator(".block")
    expect(row.nth(1).locator("[data-part=gap]")).to_have_text("15 min speling, tot 09:40")
    expect(row.nth(2).locator("[data-part=late]")).to_have_text("10 minuten na de vaste tijd (09:45)")
    expect(row.nth(3).locator("[data-part=lost]")).to_be_visible()
    expect(row.nth(3)).to_contain_text("Bewaar mij.")
    expect(page.locator("[data-cautions]")).to_contain_text("‘Verdwenen oefening’ staat niet (meer) in de bundel.")
    minutes = page.get_by_label("Minuten voor Teken de keuken")
    expect(row.nth(0).locator("[data-part=stretch]")).to_have_text("20–45 min")
    shorter = page.get_by_role("button", name="‘Teken de keuken’ korter")
    shorter.click()
    expect(minutes).to_have_value("20")
    expect(shorter).to_have_attribute("aria-disabled", "true")
    minutes.fill("15")
    expect(row.nth(0).locator("[data-part=outside]")).to_have_text("Korter dan bedoeld (minstens 20 min)")
    for typed, now in (("0", 1), ("10000", 480), ("1.5", 2), ("", 2)):
        minutes.fill(typed)
        minutes.press("Tab")
        expect(said(page)).to_contain_text(f"Het zijn er nu {now}.")
        expect(minutes).to_have_value(str(now))
        assert kept(page)["blocks"][0]["minutes"] == now
    assert [each["title"] for each in kept(page)["blocks"]] == [each["title"] for each in given["blocks"]]
    minutes.fill("40")
    minutes.press("Control+z")  # in a field of numbers as well
    expect(minutes).to_have_value("2")


def test_a_block_of_an_exercise_that_was_renamed_is_that_exercise(visit: VisitFixture) -> None:
    visitor = visit()
    given = plan(item(1, "exercises/oude-naam", "Oude naam", 25))
    visitor.go("colofon/")
    stock = visitor.page.evaluate("Struin.load('assets/struin/plan/index.js')")
    for row in stock:
        if row["id"] == KITCHEN:
            row["formerly"] = ["exercises/oude-naam"]
    script = f"Struin.provide('assets/struin/plan/index.js', {json.dumps(stock)});"
    visitor.context.route("**/plan/index.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page = opened(visitor, given)
    expect(page.locator(".block a")).to_have_text("Teken de keuken")
    expect(page.locator("[data-part=lost]")).to_be_hidden()
    assert page.evaluate("Struin.rundown.details('exercises/oude-naam').then((each) => each.id)") == KITCHEN


def test_a_session_past_midnight_and_the_night_the_clock_changes_are_told(visit: VisitFixture) -> None:
    page = opened(visit(), plan(block(1, minutes=60), start="23:30"))
    cautions = page.locator("[data-cautions]")
    expect(cautions).to_contain_text("De sessie loopt door tot na middernacht.")
    expect(page.locator("[data-end]")).to_have_text("00:30")
    page.get_by_label("Begint om", exact=True).fill("01:30")
    expect(cautions).not_to_be_visible()
    page.get_by_label("Datum").fill("2026-10-25")
    page.get_by_label("Minuten voor Stap 1").fill("120")
    expect(cautions).to_contain_text("In deze nacht gaat de klok een uur terug.")
    page.get_by_label("Datum").fill("2026-03-29")
    expect(cautions).to_contain_text("In deze nacht gaat de klok een uur vooruit.")


def test_a_shared_session_is_looked_at_and_never_overwrites_an_own_one(visit: VisitFixture) -> None:
    visitor = visit()
    own = plan(block(1, title="Van mij"))
    shared = plan(block(1, title="Van een ander"), item(2, KITCHEN, "Teken de keuken", 25), title="Woensdag")
    page = opened(visitor, own, "sessie/" + link(shared))
    expect(page.get_by_role("heading", name="Een sessie die iemand met je deelt")).to_be_visible()
    assert rows(page) == ["09:00 10 Van een ander", "09:10 25 Teken de keuken"]
    expect(page.get_by_role("button", name="‘Teken de keuken’ omhoog")).to_be_hidden()
    expect(page.get_by_label("Naam van de sessie")).to_have_attribute("readonly", "")
    assert page.evaluate("Struin.rundown.plans().map((each) => each.title)") == ["Dinsdag"]
    page.get_by_role("button", name="Terug naar mijn eigen sessie").click()
    assert rows(page) == ["09:00 10 Van mij"]
    assert visitor.address == "sessie/"
    page.evaluate("(hash) => { location.hash = hash; }", link(shared))
    page.get_by_role("button", name="Bewaar als mijn sessie").click()
    page.get_by_role("button", name="‘Teken de keuken’ omhoog").click()
    assert rows(page) == ["09:00 25 Teken de keuken", "09:25 10 Van een ander"]
    assert page.evaluate("Struin.rundown.plans().map((each) => each.title).sort()") == ["Dinsdag", "Woensdag"]
    assert page.evaluate("Struin.rundown.get('proef').blocks[0].title") == "Van mij"


def test_of_a_link_that_was_cut_off_the_page_says_how_much_it_could_read(visit: VisitFixture) -> None:
    titles = ("Aankomen", "Kijken bij de buren", "Wie belt er nog", "Schoenen uit", "Vrijdagmiddag", "Onder de trap")
    shared = plan(*(block(number, title=title) for number, title in enumerate(titles, 1)))
    page = opened(visit(), plan(block(1, title="Van mij")), "sessie/" + link(shared, cut=20))
    faults = page.get_by_role("region", name="Niet alles was te lezen")
    expect(faults).to_contain_text("Er mist een stuk van de link.")
    count = int(re.search(r"(\d+) van de 6 blokken", faults.inner_text())[1])  # type: ignore[index]
    assert 0 < count < 6
    assert [row.split(" ", 2)[2] for row in rows(page)] == list(titles[:count])
    page.evaluate("location.hash = '#s9.abcd'")
    expect(page.get_by_role("region", name="Dit was niet te lezen")).to_contain_text("andere versie (9)")
    page.get_by_role("button", name="Sluit deze melding").click()
    expect(page.locator("[data-faults]")).to_be_hidden()


def test_a_file_comes_in_by_picker_and_drop_and_a_link_by_pasting(visit: VisitFixture, tmp_path: Path) -> None:
    page = opened(visit(), plan(block(1, title="Van mij")))
    file = tmp_path / "anders.struin.json"
    file.write_text(json.dumps(plan(block(1, title="Uit een bestand"), block(2, minutes=0))), encoding="utf-8")
    page.locator("[data-shelf] > summary").click()
    page.get_by_label("Een bestand (.struin.json)").set_input_files(file)
    expect(page.get_by_role("region", name="Niet alles was te lezen")).to_contain_text("‘0’ minuten kan niet")
    assert rows(page) == ["09:00 10 Uit een bestand", "09:10 1 Stap 2"]
    page.get_by_role("button", name="Terug naar mijn eigen sessie").click()
    drop = """(text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "x.json"));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, "{niets")
    expect(page.get_by_role("region", name="Dit was niet te lezen")).to_contain_text("Er was niets uit te lezen.")
    assert rows(page) == ["09:00 10 Van mij"]
    page.evaluate(drop, json.dumps(plan(block(1, title="Gevallen"))))
    expect(page.locator(".block textarea").first).to_have_value("Gevallen")
    page.get_by_role("button", name="Terug naar mijn eigen sessie").click()
    page.locator("[data-shelf] > summary").click()
    page.get_by_label("Of plak hier een link").fill("Kijk eens: " + page.url + link(plan(block(1, title="Geplakt"))))
    page.get_by_role("button", name="Lees", exact=True).click()
    expect(page.locator(".block textarea").first).to_have_value("Geplakt")


def test_a_ready_made_session_opens_as_a_copy_beside_what_one_has(visit: VisitFixture) -> None:
    page = opened(visit(), plan(block(1, title="Van mij")), f"sessie/#van={READY}")
    expect(said(page)).to_contain_text("Dit is jouw kopie van")
    assert page.locator(".block").count() >= 2
    assert page.evaluate("Struin.rundown.get('proef').blocks[0].title") == "Van mij"
    assert page.evaluate("Struin.rundown.plans().length") == 2
    page.evaluate("(hash) => { location.hash = hash; }", f"#van={READY}")  # once more: nobody changed that copy yet
    expect(said(page)).to_contain_text("Je hebt")
    assert page.evaluate("Struin.rundown.plans().length") == 2
    page.evaluate("location.hash = '#van=sessions/bestaat-niet'")
    expect(page.locator("[data-faults]")).to_contain_text("staat niet (meer) in de bundel")


def test_several_plans_are_opened_copied_and_thrown_away_with_a_way_back(visit: VisitFixture) -> None:
    page = opened(visit(), plan(*STEPS[:2]))
    page.locator("[data-shelf] > summary").click()
    page.get_by_role("button", name="Nieuwe sessie").click()
    expect(page.get_by_label("Naam van de sessie")).to_be_focused()
    page.keyboard.type("Woensdag")
    page.locator("[data-shelf] > summary").click()
    page.get_by_role("button", name="Kopieer ‘Dinsdag’").click()
    expect(page.get_by_label("Naam van de sessie")).to_have_value("Dinsdag (kopie)")
    names = page.locator(".kept-plan__open")
    expect(names).to_have_text(["Dinsdag (kopie)", "Woensdag", "Dinsdag"])
    page.get_by_role("button", name="Gooi ‘Dinsdag (kopie)’ weg").click()
    expect(names).to_have_text(["Woensdag", "Dinsdag"])
    page.get_by_role("button", name="Zet terug").click()
    assert rows(page) == ["09:00 10 Stap 1", "09:10 10 Stap 2"]
    page.locator("[data-shelf] > summary").click()
    expect(names).to_have_count(3)
    names.first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("[data-shelf] > summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Woensdag", exact=True).click()
    expect(page.get_by_label("Naam van de sessie")).to_have_value("Woensdag")
    page.reload()
    expect(page.get_by_label("Naam van de sessie")).to_have_value("Woensdag")


def test_two_tabs_on_one_plan_do_not_take_each_others_work_away(visit: VisitFixture) -> None:
    visitor = visit()
    page = opened(visitor, plan(*STEPS[:2]))
    other = visitor.context.new_page()
    other.goto(visitor.url + KITCHEN + "/")
    other.get_by_role("button", name="Zet in sessie").click()
    expect(page.locator(".block")).to_have_count(3)
    other.goto(visitor.url + "sessie/")
    other.get_by_role("button", name="‘Stap 2’ langer").click()
    expect(page.get_by_label("Minuten voor Stap 2")).to_have_value("15")
    page.get_by_role("button", name="‘Stap 1’ langer").click()
    expect(other.get_by_label("Minuten voor Stap 1")).to_have_value("15")
    # A tab that was asleep hears nothing; its next change is still made to what the other tab kept.
    page.evaluate(
        """() => {
          const name = "plan:proef";
          const now = Struin.store.get(name);
          Struin.store.set(name, { ...now, at: now.at + 1, title: "Van het andere tabblad" });
        }"""
    )
    page.get_by_role("button", name="‘Stap 1’ langer").click()
    assert [kept(page)["title"], kept(page)["blocks"][0]["minutes"]] == ["Van het andere tabblad", 20]
    begin(page)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(said(page)).to_have_text("Ongedaan: wat er in een ander venster veranderde.")
    assert kept(page)["title"] == "Dinsdag"


def test_where_nothing_can_be_kept_one_can_build_and_is_told(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script(BLOCKED)
    page = visitor.go(KITCHEN + "/")
    page.get_by_role("button", name="Zet in sessie").click()
    expect(page.locator("struin-plan [role=status]")).to_contain_text("Deze browser bewaart nu niets.")
    page.get_by_role("link", name="Naar je sessie").click()
    expect(page.locator(".block")).to_have_count(1)
    assert rows(page) == ["09:00 25 Teken de keuken"]
    expect(page.get_by_text("Deze browser bewaart nu niets.")).to_be_visible()
    page.get_by_role("button", name="Pauze", exact=True).click()
    assert "#s1." in link_of(page)


def test_what_people_typed_is_never_anything_but_text(visit: VisitFixture) -> None:
    blocks = [
        block(1, title=HOSTILE.replace("\n", " ")[:120], do=HOSTILE, note=HOSTILE),
        item(2, "exercises/weg", HOSTILE.replace("\n", " ")[:120], 5, note=HOSTILE),
    ]
    page = opened(visit(), plan(*blocks, title=HOSTILE.replace("\n", " ")[:120], goal=HOSTILE))
    page.get_by_role("button", name="Ongedaan maken", exact=True).hover()
    page.locator("[data-part=more_minutes]").first.click()
    page.locator("[data-part=remove]").last.evaluate("(button) => button.click()")
    page.locator("[data-shelf] > summary").click()
    shared = link_of(page)
    assert_harmless(page)
    other = visit()
    there = other.go("sessie/" + shared.partition("sessie/")[2])
    expect(there.locator(".block")).to_have_count(1)
    expect(there.locator("[data-part=noteWords]").first).to_have_text(HOSTILE)
    assert_harmless(there)


def test_an_item_goes_into_the_session_from_its_page_and_out_again(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go(STORY + "/")
    status = page.locator("struin-plan [role=status]")
    page.get_by_role("button", name="Zet in sessie").click()
    expect(status).to_have_text("Staat in je sessie.")
    page.get_by_role("button", name="Zet in sessie").click()
    expect(status).to_have_text("Dit staat al in je sessie.")
    page.get_by_role("button", name="Zet er nog een keer bij").click()
    assert [each["item"] for each in kept(page)["blocks"]] == [STORY, STORY]
    page.locator("struin-plan").get_by_role("button", name="Ongedaan maken").click()
    expect(status).to_have_text("Weer uit je sessie.")
    assert len(kept(page)["blocks"]) == 1
    page.get_by_role("button", name="Zet in sessie").click()
    page.get_by_role("link", name="Naar je sessie").click()
    expect(page.locator(".block a")).to_have_text(["Twee graden"])
    for address in ("quotes/vader-niet-verschenen/", "principles/lerend-werken/"):
        expect(visitor.go(address).locator("struin-plan")).to_have_count(0)


def test_what_one_searches_for_is_found_by_words_minutes_and_people(visit: VisitFixture) -> None:
    page = opened(visit())
    count = page.locator("[data-found-count]")
    page.get_by_label("Zoek", exact=True).fill("EEN STRAAT óp")
    expect(count).to_have_text("1 gevonden")
    page.get_by_label("Hoe lang").select_option(label="hoogstens 15 min")
    expect(count).to_contain_text("Niets gevonden.")
    page.get_by_label("Zoek", exact=True).fill("")
    page.get_by_label("Groep van").fill("30")
    fits = """(rows) => rows.filter((row) => (row.stretch?.[0] ?? row.minutes) <= 15 &&
      !(row.group && row.group[1] > 1 && (row.group[0] > 30 || row.group[1] < 30))).length"""
    wanted = page.evaluate(f"Struin.rundown.stock().then({fits})")
    expect(count).to_have_text(f"{wanted} gevonden")
    shown = page.locator("[data-found] li")
    expect(shown).to_have_count(8)
    page.get_by_role("button", name="Toon meer").click()
    expect(shown.nth(8).get_by_role("button")).to_be_focused()


def test_without_a_script_the_page_says_what_it_is_and_leads_on(visit: VisitFixture) -> None:
    page = visit(java_script_enabled=False).go("sessie/")
    expect(page.get_by_text("Daarvoor is JavaScript nodig")).to_be_visible()
    expect(page.locator(".session-page__none .begin-with__link").first).to_be_visible()
    expect(page.locator("struin-session")).to_be_hidden()


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_nothing_sticks_out(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)

    def faults() -> list[str]:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]

    page = opened(visitor)
    assert faults() == []
    given = plan(
        block(1, own="welcome", title="Welkom", do="Koffie.", note="Stoelen in een kring."),
        item(2, KITCHEN, "Teken de keuken", 15),
        item(3, STREET, "Eén straat op tafel", 90),
        block(4, own="break", title="Pauze", minutes=15, at="10:00"),
        item(5, "exercises/weg", "Verdwenen", 5, at="23:00"),
        people=40,
    )
    opened(visitor, given)
    page.locator("[data-part=open]").nth(1).click()
    page.locator("[data-shelf] > summary").click()
    assert faults() == []
    page.locator("[data-sharing] > summary").click()
    assert faults() == []
    visitor.go("verras/")
    page = visitor.go("sessie/" + link(given, cut=4))
    expect(page.locator("[data-shared]")).to_be_visible()
    assert faults() == []
    visitor.close()
