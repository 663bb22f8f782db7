"""A session in two windows, the beamer's and the trainer's. The clock is Playwright's, so nothing waits for time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built
from keeping import BLOCKED
from readers import codes, reader

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
CHECK = "exercises/haar-schoenen-al-aan"
NOTE = "Alleen de trainer: de map ligt achterin."
PLAN: dict[str, Any] = {
    "format": "struin-session",
    "version": 1,
    "id": "proef",
    "title": "Dinsdagochtend",
    "goal": "Zien waar het spannend wordt.",
    "date": None,
    "start": "09:30",
    "people": 12,
    "at": 1_764_000_000_000,
    "blocks": [
        {"key": key, "item": item, "own": own, "title": title, "minutes": minutes, "at": at, "do": do, "note": NOTE}
        for key, item, own, title, minutes, at, do in (
            ("b1", None, "welcome", "Welkom", 10, None, "Zoek een stoel."),
            ("b2", "exercises/teken-de-keuken", None, "Teken de keuken", 50, None, ""),
            ("b3", None, "break", "Koffie", 15, "10:30", ""),
            ("b4", "stories/ruitjespapier", None, "Ruitjespapier", 10, None, ""),
            ("b5", CHECK, None, "Haar schoenen al aan", 12, None, ""),
            ("b6", "exercises/is-er-niet-meer", None, "Iets van vroeger", 8, None, ""),
        )
    ],
}
KEEP = "(plan) => { Struin.rundown.save(plan); Struin.rundown.active = plan.id; }"
STEPS = "document.querySelector('struin-stage').session.steps"
ZONE = "Europe/Amsterdam"
SCREEN, DESK = "sessie/scherm/", "sessie/regie/"


@pytest.fixture
def visit(visit: VisitFixture) -> VisitFixture:
    """Visitors whose clock is that of the sessions here."""
    return partial(visit, timezone_id=ZONE)


def opened(visitor: Visit, part: str, address: str = "#plan=proef") -> Page:
    """One more window of this browser."""
    page = visitor.context.new_page()
    page.goto(f"{visitor.url}{part}{address}")
    expect(page.locator(".slide__title")).not_to_be_empty()
    return page


def running(visitor: Visit, time: str = "2026-12-01T09:30:00+01:00", plan: dict[str, Any] = PLAN) -> tuple[Page, Page]:
    """The trainer's window and the beamer's, of a plan that was just built. The clock stands still by itself."""
    moment = datetime.fromisoformat(time)
    visitor.context.clock.install(time=moment - timedelta(minutes=1))  # it goes on until it is stopped
    visitor.context.clock.pause_at(moment)
    visitor.go(SCREEN).evaluate(KEEP, plan)
    visitor.page.close()
    return opened(visitor, DESK), opened(visitor, SCREEN)


def press(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=name, exact=True).click()


def to_step(desk: Page, key: str) -> None:
    """To a step that has no button of its own, as often as it takes."""
    desk.evaluate("(key) => { const s = document.querySelector('struin-stage').session;"
                  " s.move('to', s.steps.findIndex((each) => each.key === key)); }", key)  # fmt: skip


def counts(*pages: Page) -> list[str]:
    return [page.locator("[role=timer]:visible").first.inner_text() for page in pages]


def title(page: Page) -> Any:
    return page.locator(".slide__title")


def kind(page: Page) -> Any:
    return page.locator(".slide__kind")


# Two windows


def test_what_one_window_does_the_other_shows(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    expect(title(screen)).to_have_text("Dinsdagochtend")
    expect(screen.locator(".slide__text")).to_contain_text("We beginnen om 09:30")
    expect(desk.locator(".desk__state")).to_have_text("Het scherm is open.")
    press(desk, "Begin")
    expect(title(screen)).to_have_text("Welkom")
    press(desk, "Volgende")
    expect(title(screen)).to_have_text("Teken de keuken")
    expect(kind(screen)).to_have_text("Stap 1 van 5")
    # Fifty minutes for an exercise of 25: its first four are eight now.
    assert counts(desk, screen) == ["8:00", "8:00"]
    press(desk, "+5 minuten")
    expect(screen.locator(".slide__count")).to_have_text("13:00")
    press(desk, "Klok stil")
    expect(screen.locator(".slide__told")).to_have_text("De klok staat stil")
    visitor.context.clock.fast_forward("02:00")
    assert counts(desk, screen) == ["13:00", "13:00"]
    press(desk, "Klok verder")
    expect(screen.locator(".slide__told")).to_be_hidden()
    visitor.context.clock.fast_forward("01:00")
    assert counts(desk, screen) == ["12:00", "12:00"]
    press(desk, "Scherm op zwart")
    expect(title(screen)).to_be_hidden()
    press(desk, "Scherm op zwart")
    expect(title(screen)).to_be_visible()
    desk.get_by_role("button", name=re.compile(r"^Naar blok 4: \d\d:\d\d Ruitjespapier 10 minuten")).click()
    expect(title(screen)).to_have_text("Ruitjespapier")
    screen.keyboard.press("ArrowLeft")
    expect(desk.locator(".desk__step")).to_have_text("Koffie")


def test_either_window_survives_a_reload_and_a_late_one_catches_up(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    press(desk, "Begin")
    press(desk, "Volgende")
    visitor.context.clock.fast_forward("03:00")
    for page in (screen, desk):
        page.reload()
        expect(kind(screen)).to_have_text("Stap 1 van 5")
        expect(desk.locator(".desk__where")).to_have_text("Blok 2 van 6 · Stap 1 van 5")
        assert counts(desk, screen) == ["5:00", "5:00"]
    screen.close()
    press(desk, "Volgende")
    late = opened(visitor, SCREEN)
    expect(kind(late)).to_have_text("Stap 2 van 5")
    desk.close()
    late.keyboard.press("PageDown")
    late.keyboard.press("p")
    again = opened(visitor, DESK)
    expect(again.locator(".desk__where")).to_have_text("Blok 2 van 6 · Stap 3 van 5")
    expect(again.locator(".desk__told")).to_have_text("De klok staat stil")


def test_a_plan_that_is_changed_meanwhile_comes_along(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    press(desk, "Begin")
    desk.get_by_role("button", name=re.compile(r"^Naar blok 4: \d\d:\d\d Ruitjespapier 10 minuten")).click()
    builder = visitor.context.new_page()
    builder.goto(f"{visitor.url}{DESK}#plan=geen")
    blocks = [each | {"title": "Bij nader inzien"} if each["key"] == "b4" else each for each in PLAN["blocks"][1:]]
    builder.evaluate(KEEP, PLAN | {"at": PLAN["at"] + 1, "blocks": blocks})
    expect(title(screen)).to_have_text("Bij nader inzien")
    expect(desk.locator(".desk__where")).to_have_text("Blok 3 van 5")
    expect(desk.locator(".desk__block")).to_have_count(5)


def test_two_sessions_do_not_mix(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    desk.evaluate("(plan) => Struin.rundown.save(plan)", PLAN | {"id": "ander", "title": "Woensdag"})
    other = opened(visitor, SCREEN, "#plan=ander")
    expect(title(other)).to_have_text("Woensdag")
    press(desk, "Begin")
    expect(title(screen)).to_have_text("Welkom")
    other.keyboard.press("b")  # by the time that this is done, the message would have come too
    expect(title(other)).to_be_hidden()
    expect(title(other)).to_have_text("Woensdag")
    expect(title(screen)).to_be_visible()


def test_without_storage_the_windows_tell_each_other(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script(BLOCKED)
    visitor.context.clock.install(time="2026-12-01T09:30:00+01:00")
    page = visitor.go(DESK)
    link = page.evaluate("(plan) => Struin.rundown.toLink(plan)", PLAN)
    page.close()
    desk = opened(visitor, DESK, link)
    expect(desk.locator("[data-screen]")).to_have_attribute("href", re.compile(r"#plan=\w+$"))
    assert "&in=s1." in desk.url
    expect(desk.get_by_text("Zolang je browser niets bewaart")).to_be_visible()
    press(desk, "Begin")
    with visitor.context.expect_page() as popup:
        desk.get_by_role("link", name="Open het scherm").click()
    screen = popup.value
    expect(title(screen)).to_have_text("Welkom")
    press(desk, "Volgende")
    expect(kind(screen)).to_have_text("Stap 1 van 5")
    for page in (screen, desk):
        page.reload()
        expect(kind(screen)).to_have_text("Stap 1 van 5")
        expect(desk.locator(".desk__where")).to_have_text("Blok 2 van 6 · Stap 1 van 5")
    # A message that is missed comes again, since a message holds everything.
    channel = "document.querySelector('struin-stage').session.line.channel"
    screen.evaluate(
        f"() => {{ window.heard = {channel}.onmessage; {channel}.onmessage = () => {{ window.missed = true; }}; }}"
    )
    press(desk, "Volgende")
    screen.wait_for_function("() => window.missed")
    expect(kind(screen)).to_have_text("Stap 1 van 5")
    screen.evaluate(f"() => {{ {channel}.onmessage = window.heard; }}")
    visitor.context.clock.run_for(11_000)
    expect(kind(screen)).to_have_text("Stap 2 van 5")


def test_without_channels_the_storage_tells(visit: VisitFixture) -> None:
    visitor = visit()
    visitor.context.add_init_script("delete window.BroadcastChannel;")
    desk, screen = running(visitor)
    expect(desk.locator(".desk__state")).to_be_hidden()  # it cannot know
    press(desk, "Begin")
    expect(title(screen)).to_have_text("Welkom")
    screen.keyboard.press("ArrowRight")
    expect(desk.locator(".desk__step")).to_have_text("Teken de keuken")


def test_from_a_folder_it_says_that_phones_cannot_come(chromium: Any, site: Built) -> None:
    visitor = Visit(chromium, f"{site.folder.as_uri()}/")
    visitor.go(f"{SCREEN}index.html").evaluate(KEEP, PLAN)
    visitor.page.close()
    desk, screen = (opened(visitor, f"{part}index.html") for part in (DESK, SCREEN))
    expect(desk.get_by_text("Telefoons kunnen er niet bij, dus er is geen QR-code.")).to_be_visible()
    press(desk, "Begin")
    desk.get_by_role("button", name="Naar blok 5:").click()
    expect(title(screen)).to_have_text("Haar schoenen al aan")
    expect(screen.locator(".slide__address")).to_have_text("Telefoons kunnen hier niet bij")
    assert screen.locator(".code").count() == 0
    visitor.close()
    assert visitor.faults == []


@pytest.mark.parametrize("kept", [True, False])
def test_the_button_of_the_builder_takes_its_plan_along(kept: bool, visit: VisitFixture) -> None:
    visitor = visit()
    if not kept:
        visitor.context.add_init_script(BLOCKED)
    page = visitor.go(SCREEN)
    page.evaluate(KEEP, PLAN)
    link = page.evaluate("(plan) => Struin.rundown.toLink(plan)", PLAN)
    page = visitor.go(f"sessie/{'' if kept else link}")
    page.get_by_role("link", name="Begin de sessie").click()
    page.wait_for_url(f"**/{DESK}*")
    expect(page.locator(".desk__title")).to_have_text("Dinsdagochtend")
    expect(page.locator(".desk__block")).to_have_count(6)
    assert ("&in=" in page.url) is not kept


# What the room sees


def test_nothing_for_the_trainer_is_in_the_beamers_page(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    private = desk.evaluate("""async (plan) => {
      const found = [];
      for (const { item } of plan.blocks) {
        const known = item && (await Struin.rundown.details(item));
        if (known) found.push(known.safety, ...known.steps.map((step) => step.note), ...known.variations);
      }
      return found.filter(Boolean);
    }""", PLAN)  # fmt: skip
    private.append(NOTE)
    assert len(private) > 6
    seen: dict[str, str] = {"screen": "", "desk": ""}
    press(desk, "Begin")
    for key in screen.evaluate(f"{STEPS}.map((step) => step.key)"):
        to_step(desk, key)
        expect(screen.locator(".slide__title")).to_have_text(desk.locator(".desk__step").inner_text())
        for name, page in (("screen", screen), ("desk", desk)):
            told = "document.querySelector('struin-stage > :not([data-slot=room])')"  # the parent's whole text and HTML
            seen[name] += page.evaluate(f"{told}.parentElement.outerHTML + document.body.textContent")
    assert [each for each in private if each in seen["screen"]] == []
    assert [each for each in private if each not in seen["desk"]] == []


def test_a_story_is_told_and_a_break_counts_down(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    press(desk, "Begin")
    desk.get_by_role("button", name="Naar blok 4:").click()
    expect(kind(screen)).to_have_text("Verhaal")
    first = screen.locator(".slide__text").inner_text()
    whole = desk.locator(".desk__story").inner_text()
    assert whole.startswith(first)
    assert len(whole) > 5 * len(first)
    press(desk, "Volgende")
    expect(kind(screen)).to_have_text("Een vraag om op te kauwen")
    expect(screen.locator(".slide__questions li")).to_have_count(1)
    desk.get_by_role("button", name="Naar blok 3:").click()
    expect(screen.locator(".slide__until")).to_have_text("Om 09:45 gaan we verder")
    expect(screen.locator(".slide__count")).to_have_text("15:00")
    press(desk, "+5 minuten")
    expect(screen.locator(".slide__until")).to_have_text("Om 09:50 gaan we verder")
    desk.get_by_role("button", name="Naar blok 6:").click()
    expect(title(screen)).to_have_text("Iets van vroeger")
    expect(desk.locator(".desk__text")).to_contain_text("staat niet meer in de bundel")
    press(desk, "Rond af")
    expect(title(screen)).to_have_text("Tot zover.")
    expect(desk.locator(".desk__step")).to_be_focused()  # the button has nowhere to go
    press(desk, "Vorige")
    expect(title(screen)).to_have_text("Iets van vroeger")
    press(desk, "Begin opnieuw")
    press(desk, "Ja, opnieuw")
    expect(title(screen)).to_have_text("Dinsdagochtend")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_from_the_screen(scheme: str, visit: VisitFixture, tmp_path: Path) -> None:
    reader("zbarimg")
    visitor = visit(color_scheme=scheme)
    desk, screen = running(visitor)
    expect(desk.get_by_text("Deze site draait op je eigen computer.")).to_be_visible()
    press(desk, "Begin")
    desk.get_by_role("button", name="Naar blok 5:").click()
    address = f"{visitor.url}{CHECK}/"
    code = screen.get_by_role("img", name=f"QR-code naar {address}")
    expect(code).to_be_visible()
    assert screen.locator(".slide__address").inner_text() == address.removeprefix("http://").rstrip("/")
    screen.screenshot(path=tmp_path / "scherm.png")
    assert codes(tmp_path / "scherm.png") == [address]
    # Elsewhere it comes when it is asked for, and goes with the step.
    desk.get_by_role("button", name="Naar blok 2:").click()
    expect(screen.locator(".slide__code")).to_be_hidden()
    press(desk, "Toon de QR-code")
    expect(screen.locator(".code")).to_be_visible()
    screen.screenshot(path=tmp_path / "stap.png")
    assert codes(tmp_path / "stap.png") == [f"{visitor.url}exercises/teken-de-keuken/"]
    press(desk, "Volgende")
    expect(screen.locator(".slide__code")).to_be_hidden()


def test_the_beamer_alone_goes_by_keys(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    desk.close()
    for key, words in (("ArrowRight", "Welkom"), (" ", "Teken de keuken"), ("ArrowLeft", "Welkom")):
        screen.keyboard.press(key)
        expect(title(screen)).to_have_text(words)
    expect(screen.locator("struin-stage > [role=status]")).to_have_text("Welkom")
    screen.keyboard.press("p")
    expect(screen.locator(".slide__told")).to_have_text("De klok staat stil")
    screen.keyboard.press("p")
    screen.keyboard.press("b")
    expect(title(screen)).to_be_hidden()
    screen.keyboard.press("B")
    expect(title(screen)).to_be_visible()
    screen.keyboard.press("f")
    expect(screen.locator("html:fullscreen")).to_have_count(1)
    screen.keyboard.press("f")
    expect(screen.locator("html:fullscreen")).to_have_count(0)
    # The list of keys, and single letters off.
    screen.keyboard.press("?")
    dialog = screen.get_by_role("dialog", name="Toetsen op dit scherm")
    expect(dialog).to_be_visible()
    screen.keyboard.press("ArrowRight")
    dialog.get_by_label("Gebruik losse letters als toets").uncheck()
    screen.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    screen.keyboard.press("b")
    screen.keyboard.press("ArrowRight")
    expect(title(screen)).to_have_text("Teken de keuken")
    expect(title(screen)).to_be_visible()


def test_the_tools_of_the_screen_rest_when_nobody_moves(visit: VisitFixture) -> None:
    visitor = visit()
    _, screen = running(visitor)
    tools = screen.locator(".stage__tools")
    expect(tools).to_have_css("opacity", "1")
    visitor.context.clock.fast_forward("00:05")
    expect(tools).to_have_css("opacity", "0")
    screen.mouse.move(300, 300)
    expect(tools).to_have_css("opacity", "1")
    visitor.context.clock.fast_forward("00:05")
    expect(tools).to_have_css("opacity", "0")
    screen.keyboard.press("Tab")
    expect(screen.get_by_role("button", name="Volledig scherm")).to_be_focused()
    visitor.context.clock.fast_forward("00:05")
    expect(tools).to_have_css("opacity", "1")  # whoever is there keeps them


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (1024, 768)])
def test_every_step_fits_and_is_read_from_eight_metres(width: int, height: int, visit: VisitFixture) -> None:
    visitor = visit(width=width, height=height)
    long = "Leg alles neer wat je in je handen hebt en kijk eerst naar de overkant van de ruimte. " * 5
    blocks = [
        *PLAN["blocks"],
        PLAN["blocks"][0] | {"key": "b9", "title": "Woordvoerdersoverleg en " * 4, "do": long},
    ]
    _, screen = running(visitor, plan=PLAN | {"blocks": blocks, "title": "Van mens tot mens " * 6, "goal": long})
    faults = screen.evaluate("""async () => {
      const { session } = document.querySelector("struin-stage");
      const found = [];
      await document.fonts.ready;
      const look = (name) => {
        const page = document.documentElement;
        if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) found.push(`${name}: the page scrolls`);
        for (const each of document.querySelectorAll(".slide, .slide__side, .slide__main")) {
          if (getComputedStyle(each).display === "contents") continue;
          if (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1) {
            found.push(`${name}: ${each.className} is cut off`);
          }
        }
        const walker = document.createTreeWalker(document.querySelector(".slide"), NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
          const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
          const shown = text.data.trim() && text.parentElement.checkVisibility();
          if (shown && size < 0.0199 * innerWidth) found.push(`${name}: ${size}px for ${text.data}`);
        }
      };
      look("before");
      session.move("begin");
      for (const [index, step] of session.steps.entries()) {
        session.move("to", index);
        look(step.key);
        if (step.kind === "step") {
          session.move("code");
          look(`${step.key} with code`);
          session.move("pause");
          look(`${step.key} paused`);
        }
      }
      session.move("next");
      look("ended");
      return found;
    }""")
    assert faults == []


# Time


def test_the_end_is_told_calmly_by_colour_and_words(visit: VisitFixture) -> None:
    visitor = visit()
    desk, screen = running(visitor)
    clock = visitor.context.clock
    press(desk, "Begin")
    told, disc = screen.locator(".slide__told"), screen.locator(".slide__disc")
    expect(screen.locator(".slide__count")).to_have_text("10:00")
    clock.fast_forward("08:29")
    expect(told).to_be_hidden()
    expect(disc).to_have_css("fill", "rgba(0, 0, 0, 0)")
    clock.fast_forward("00:01")
    expect(told).to_have_text("Begin af te ronden")
    expect(disc).to_have_css("fill", "rgb(232, 178, 58)")
    clock.fast_forward("01:29")
    assert counts(desk, screen) == ["0:01", "0:01"]
    clock.fast_forward("00:01")
    expect(told).to_have_text("De tijd is om. Maak je zin af.")
    expect(desk.locator(".desk__told")).to_have_text("0:00 over de tijd")
    expect(desk.locator("struin-stage > [role=status]")).to_have_text("De tijd is om. Maak je zin af.")
    clock.fast_forward("00:45")
    expect(screen.locator(".slide__count")).to_have_text("0:00")
    expect(desk.locator(".desk__told")).to_have_text("0:45 over de tijd")
    press(desk, "+5 minuten")
    expect(screen.locator(".slide__count")).to_have_text("5:00")
    # Every second is no news.
    timer = screen.locator(".slide__count")
    expect(timer).to_have_attribute("aria-live", "off")
    assert screen.locator("struin-stage :is([aria-live=polite], [aria-live=assertive], [role=alert])").count() == 0
    expect(screen.locator("struin-stage > [role=status]")).to_have_text("Welkom")


def test_behind_and_ahead_in_words_and_when_it_will_be_done(visit: VisitFixture) -> None:
    visitor = visit()
    desk, _ = running(visitor, "2026-12-01T09:34:30+01:00")
    expect(desk.locator(".desk__drift")).to_have_text("De begintijd was 4 minuten geleden")
    press(desk, "Begin")
    drift, ready = desk.locator(".desk__drift"), desk.locator(".desk__ready")
    expect(drift).to_have_text("4 minuten achter")
    expect(ready).to_have_text("Klaar om 11:19, gepland om 11:15")
    visitor.context.clock.fast_forward("06:00")
    expect(desk.locator(".desk__hour")).to_have_text("09:40")
    press(desk, "Volgende")
    expect(drift).to_have_text("Precies op schema")
    desk.get_by_role("button", name="Naar blok 3:").click()
    expect(drift).to_have_text("49 minuten voor")
    visitor.context.clock.fast_forward("02:00:00")  # a laptop that slept
    expect(desk.locator(".desk__hour")).to_have_text("11:40")
    expect(drift).to_have_text("55 minuten achter")
    expect(desk.locator(".desk__spent")).to_have_text("2:00:00 bezig van 15:00")


def test_whoever_begins_at_another_time_of_day_takes_the_times_along(visit: VisitFixture) -> None:
    visitor = visit()
    desk, _ = running(visitor, "2026-12-01T14:00:00+01:00")
    expect(desk.locator(".desk__drift")).to_have_text("Begint om 09:30")
    press(desk, "Begin")
    expect(desk.locator(".desk__drift")).to_have_text("Precies op schema")
    expect(desk.locator(".desk__shifted")).to_contain_text("Je begon om 14:00 in plaats van 09:30.")
    expect(desk.locator(".desk__block-time").nth(2)).to_have_text("15:00")
    desk.close()
    visitor.context.clock.fast_forward("20:00:00")
    again = opened(visitor, DESK)  # another day: a session of its own
    expect(again.locator(".desk__step")).to_have_text("Dinsdagochtend")


TIMES = """(plan) => {
  const { steps, fresh, view, move, newer, mended, isRun, isOld, MINUTE } = Struin.stage;
  const known = new Map([
    ["exercises/een", { collection: "exercises", worksheet: null, debrief: ["A?", "B?"], steps: [
      { minutes: 4, do: "Doe", note: "n" }, { minutes: 6, do: "Doe meer", note: null } ] }],
    ["exercises/check", { collection: "exercises", worksheet: "<p>x</p>", debrief: [], steps: [], summary: "S" }],
  ]);
  const block = (key, item, minutes, at = null) =>
    ({ key, item, own: item ? null : "step", title: key, minutes, at, do: "", note: "" });
  const own = { ...plan, start: "09:30", blocks: [
    block("a", "exercises/een", 20), block("b", "exercises/check", 5, "10:00"), block("c", null, 10) ] };
  const row = steps(own, known);
  const start = new Date(2026, 11, 1, 9, 30).getTime();
  const around = (minutes) => ({ plan: own, steps: row, now: start + minutes * MINUTE, by: "w" });
  const at = (run, minutes) => view(run, own, row, start + minutes * MINUTE);
  const found = {};
  found.rows = row.map(({ key, kind, n, all, ms }) => [key, kind, n, all, ms / MINUTE].join(" "));

  let run = move(fresh, "next", around(0));
  found.begins = [run.revision, run.key, at(run, 3).left / MINUTE, at(run, 9).state, at(run, 9).drift / MINUTE];
  run = move(run, "next", around(6));
  found.early = [at(run, 6).given / MINUTE, at(run, 6).drift / MINUTE];
  run = move(run, "back", around(8));
  found.back = [run.key, at(run, 8).left / MINUTE];
  run = move(run, "to", around(9), 2);
  found.rest = [row[2].kind, at(run, 9).given / MINUTE, at(run, 12).left / MINUTE];
  run = move(run, "more", around(21), 5);
  found.more = at(run, 21).left / MINUTE;
  run = move(run, "next", around(21));
  const ready = new Date(at(run, 21).ready);
  found.fixed = [at(run, 21).drift / MINUTE, ready.getHours(), ready.getMinutes()];
  run = move(run, "pause", around(22));
  found.paused = [at(run, 50).left / MINUTE, at(run, 50).drift / MINUTE];
  run = move(run, "pause", around(50));
  found.resumed = [at(run, 51).left / MINUTE];
  run = move(run, "next", around(51));
  run = move(run, "next", around(55));
  found.ended = [at(run, 90).phase, at(run, 90).took / MINUTE, move(run, "next", around(91)) === run];
  found.first = move(fresh, "back", around(0)) === fresh;

  let late = move(fresh, "next", around(0));
  late = move(late, "to", around(25), 2);
  found.nothing = [at(late, 25).given, at(late, 26).state];
  found.none = move(fresh, "begin", { ...around(0), steps: [] }) === fresh;

  const one = { revision: 1, by: "a" };
  found.newer = [{ revision: 2, by: "" }, { revision: 1, by: "b" }, one].map((each) => newer(each, one));
  const gone = { ...fresh, begun: 1, key: "b:7", index: 9 };
  const whole = ["b:7", "zz:0", "c:0"].map((key) => mended({ ...gone, key }, row));
  found.mended = whole.map(({ key, index }) => `${key} ${index}`);
  const wrong = [{ revision: 1.5 }, { entered: NaN }, { spent: null }].map((each) => ({ ...fresh, ...each }));
  found.strange = [null, 3, {}, ...wrong, fresh].map(isRun);
  found.old = [13, 11].map((hours) => isOld({ ...gone, at: 0 }, hours * 60 * MINUTE)).concat(isOld(fresh, 1e15));
  const night = { ...own, start: "23:50" };
  const begun = move(fresh, "begin", { ...around(0), plan: night, now: new Date(2026, 11, 2, 0, 5).getTime() });
  found.night = new Date(begun.anchor).getDate();
  return found;
}"""


def test_steps_and_times_are_right_in_many_cases(visit: VisitFixture) -> None:
    visitor = visit()
    found = visitor.go(SCREEN).evaluate(TIMES, PLAN)
    assert found == {
        # An exercise of ten minutes in a block of twenty; the debrief takes what is left.
        "rows": ["a:0 step 1 2 8", "a:1 step 2 2 12", "a:2 debrief 0 0 0", "b:0 check 0 0 5", "c:0 own 0 0 10"],
        "begins": [1, "a:0", 5, "over", 1],
        "early": [12, -2],
        "back": ["a:0", 2],
        "rest": ["debrief", 11, 8],
        "more": 5,
        # Block b waits for ten: five minutes of it are then from 09:51 to 09:56, which is nine before its time.
        "fixed": [-9, 10, 6],
        "paused": [4, 19],
        "resumed": [3],
        "ended": ["ended", 55, True],
        "first": True,
        "nothing": [0, "none"],
        "none": True,
        "newer": [True, True, False],
        "mended": ["b:0 3", "c:0 4", "c:0 4"],
        "strange": [False] * 6 + [True],
        "old": [True, False, False],
        "night": 1,
    }


# For everybody


def test_without_a_plan_and_without_javascript_it_says_what_it_is(visit: VisitFixture) -> None:
    visitor, plain = visit(width=320), visit(java_script_enabled=False)
    for part, heading in ((SCREEN, "Hier komt je sessie"), (DESK, "Nog geen sessie om te leiden")):
        page = visitor.go(part)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(page.get_by_role("link", name="Sessie bouwen")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        page = visitor.go(f"{part}#plan=onbekend")
        waits = "Dit scherm wacht op de regie." if part == SCREEN else "Deze sessie staat niet in deze browser."
        expect(page.get_by_text(waits)).to_be_visible()
        page.evaluate(KEEP, PLAN | {"id": "leeg", "blocks": []})
        page = visitor.go(part)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(page.get_by_text(waits)).to_be_hidden()
        page.evaluate("Struin.rundown.remove('leeg')")
        page = plain.go(part)
        expect(page.get_by_text("Daar is JavaScript voor nodig")).to_be_visible()
        expect(page.get_by_role("heading", name=heading)).to_be_hidden()
        expect(page.get_by_role("link", name="Sessie bouwen")).to_be_visible()


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


def faults(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize(("width", "height", "scheme"), [(390, 844, "light"), (1280, 800, "dark")])
def test_axe_finds_nothing_in_the_trainers_window(
    width: int, height: int, scheme: str, chromium: Any, unguarded: Server
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, height=height, color_scheme=scheme, bypass_csp=True)
    desk, screen = running(visitor)
    screen.close()
    desk.clock.resume()  # axe waits for the clock
    assert faults(desk) == []
    press(desk, "Begin")
    for key in ("b2:0", "b2:5", "b3:0", "b4:0", "b5:0"):
        to_step(desk, key)
        assert faults(desk) == [], key
        assert desk.evaluate("document.documentElement.scrollWidth") == width
    press(desk, "Begin opnieuw")
    expect(desk.get_by_role("button", name="Laat maar")).to_be_focused()
    assert faults(desk) == []
    small = desk.evaluate("""[...document.querySelectorAll(".desk a, .desk button, .desk summary")]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
      .map((each) => each.textContent)""")
    assert small == []
    visitor.close()


@pytest.mark.parametrize(
    ("width", "height", "scheme"), [(1920, 1080, "light"), (1280, 720, "dark"), (390, 700, "dark")]
)
def test_axe_finds_nothing_on_the_screen(
    width: int, height: int, scheme: str, chromium: Any, unguarded: Server
) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, height=height, color_scheme=scheme, bypass_csp=True)
    desk, screen = running(visitor)
    screen.clock.resume()
    assert faults(screen) == []
    press(desk, "Begin")
    for key in ("b2:0", "b2:5", "b3:0", "b4:0", "b5:0"):
        to_step(desk, key)
        expect(screen.locator(".slide__title")).to_have_text(desk.locator(".desk__step").inner_text())
        assert faults(screen) == [], key
        assert screen.evaluate("document.documentElement.scrollWidth") == width
    visitor.context.clock.fast_forward("30:00")
    expect(screen.locator(".slide__told")).to_contain_text("De tijd is om")
    assert faults(screen) == []
    screen.keyboard.press("?")
    assert faults(screen) == []
    visitor.close()
