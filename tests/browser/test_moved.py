"""An item that was renamed is found at its old address, with what the reader kept and answered under its old name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import Server, Visit
from built import build
from bundles import common, project, story
from struin.addresses import Reason
from struin.rename import rename
from struin.withdraw import withdraw

pytestmark = pytest.mark.browser

STOPS = ("stories/verhaal-0", "quotes/citaat-0", "stories/verhaal-1", "quotes/citaat-1", "stories/verhaal-2")
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")

CHOICE = """\
De jas hing er nog.

/// reflect | id: haak
Wat hangt er bij jou?

Voorbeeld: Een sjaal van iemand die nooit meer kwam.
///
"""


def test_what_a_reader_kept_and_answered_under_the_old_name_is_there_under_the_new_one(
    chromium: Any, tmp_path: Path
) -> None:
    root = project(tmp_path / "bundle", {"content/stories/de-jas.md": story("De jas", CHOICE)})
    out = build(root, tmp_path / "site").folder
    with Server(out) as server:
        visit = Visit(chromium, server.url)
        page = visit.go("stories/de-jas/")
        page.locator("#struin-check-haak-text").fill("Een paraplu.")
        page.locator("#struin-check-haak-text").blur()
        page.evaluate("Struin.kept.add('stories/de-jas', {note: 'voor Noor'})")
        page.evaluate("Struin.store.set('plan:x', {blocks: [{item: 'stories/de-jas', title: 'stories/de-jas?'}]})")

        rename(root, "stories/de-jas", "de-mantel")
        build(root, out)
        # Met under the new name before the old address was opened, so that lists hold both.
        page.evaluate("Struin.seen.add('stories/de-mantel')")
        page = visit.go("stories/de-jas/")
        page.wait_for_url("**/stories/de-mantel/")
        expect(page.locator("#struin-check-haak-text")).to_have_value("Een paraplu.")
        kept = page.evaluate("Struin.kept.all().map(({id, note}) => [id, note])")
        assert kept == [["stories/de-mantel", "voor Noor"]]
        assert page.evaluate("Struin.seen.all().map((each) => each.id)") == ["stories/de-mantel"]
        # What somebody typed is no id, also when it looks like one.
        plan = page.evaluate("Struin.store.get('plan:x').blocks[0]")
        assert plan == {"item": "stories/de-mantel", "title": "stories/de-jas?"}
        assert not [name for name in page.evaluate("Struin.store.names()") if "de-jas" in name]
        visit.close()
        assert visit.faults == []


TRAIL = (
    f"---\n{common('De weg')}start: Waar begin je als je het niet weet?\nstops:\n"
    + "".join(f"  - {{item: {item}, why: Kijk hier maar eens naar.}}\n" for item in STOPS)
    + "---\nBegin ergens.\n"
)


def test_a_trail_goes_on_when_it_and_its_stops_have_other_names(chromium: Any, tmp_path: Path) -> None:
    root = project(tmp_path / "bundle", {"content/trails/de-weg.md": TRAIL}, each=3)
    out = build(root, tmp_path / "site").folder
    with Server(out) as server:
        visit = Visit(chromium, server.url)
        page = visit.go("trails/de-weg/")
        page.locator(".route__go").click()
        page.wait_for_url(f"**/{STOPS[0]}/")
        expect(page.locator(".strip__trail")).to_contain_text("De weg")
        rename(root, STOPS[0], "een-ander-begin")
        rename(root, "trails/de-weg", "de-omweg")
        build(root, out)
        # Neither its own page nor that of the stop has been opened under the new name.
        page = visit.go(f"{STOPS[1]}/")
        expect(page.locator(".strip__trail")).to_contain_text("De weg")
        assert page.evaluate("Struin.store.get('route').id") == "trails/de-omweg"
        page.evaluate("Struin.store.set('seen', [{id: 'stories/verhaal-0', at: 1}, {id: 'quotes/citaat-0', at: 2}])")
        page.evaluate("Struin.store.remove('route')")
        page = visit.go("trails/de-omweg/")
        expect(page.locator(".stop--seen")).to_have_count(2)
        visit.close()
        assert [fault for fault in visit.faults if "de-weg.js" not in fault and "404" not in fault] == []


def test_without_javascript_an_old_address_leads_on_too(chromium: Any, tmp_path: Path) -> None:
    root = project(tmp_path / "bundle", {"content/stories/de-jas.md": story("De jas")})
    rename(root, "stories/de-jas", "de-mantel")
    with Server(build(root, tmp_path / "site").folder) as server:
        visit = Visit(chromium, server.url, java_script_enabled=False)
        page = visit.go("stories/de-jas/")
        page.wait_for_url("**/stories/de-mantel/")
        expect(page.locator("h1")).to_have_text("De jas")
        visit.close()
        assert visit.faults == []


def test_where_one_was_withdrawn_axe_finds_nothing_and_there_is_somewhere_to_go(chromium: Any, tmp_path: Path) -> None:
    root = project(tmp_path / "bundle", {"content/stories/de-jas.md": story("De jas")})
    withdraw(root, "stories/de-jas", Reason.CONSENT, date(2026, 1, 1))
    with Server(build(root, tmp_path / "site").folder, {}) as server:
        for width, scheme in ((320, "dark"), (1280, "light")):
            visit = Visit(chromium, server.url, width=width, color_scheme=scheme, bypass_csp=True)
            page = visit.go("stories/de-jas/")
            expect(page.locator("h1")).to_have_text("Dit is er niet meer")
            page.evaluate(AXE)
            found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
            told = [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found["violations"]]
            assert told == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.get_by_role("main").get_by_role("link", name="Verhalen").click()
            page.wait_for_url("**/stories/")
            visit.close()
