"""axe on the pages that scripts fill: what is kept, a shared list, a surprise; light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built
from keeping import STORY, keep

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
SIZES = [(320, "light"), (1280, "dark")]


@pytest.fixture(scope="module")
def unguarded(site: Built) -> Iterator[Server]:
    """The site without the header's policy; the checker itself is put in past the policy of the page."""
    with Server(site.folder, {}) as server:
        yield server


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing_where_things_are_kept(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go(STORY)
    keep(page, "Een briefje.")
    assert faults(page) == []
    page.evaluate("Struin.store.set('iets', { items: ['stories/twee-graden'] })")
    visitor.go("mijn/")
    expect(page.locator(".keeper .card")).to_be_visible()
    page.locator(".make__summary").click()
    page.get_by_role("button", name="Maak de link").click()
    expect(page.get_by_label("De link")).to_be_visible()  # it is packed first
    link = page.get_by_label("De link").input_value()
    page.locator(".rest summary").first.click()
    page.locator("[data-edit]").click()
    assert faults(page) == []
    page.get_by_role("button", name="Wis alles").click()
    assert faults(page) == []
    visitor.go("verras/")
    visitor.go(link.removeprefix(visitor.url))
    expect(page.locator(".shown .card")).to_be_visible()
    assert faults(page) == []
    visitor.close()


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing_in_a_surprise(width: int, scheme: str, chromium: Any, unguarded: Server) -> None:
    visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
    page = visitor.go("verras/?mood=do")
    expect(page.locator(".mood__card .card")).to_be_visible()
    assert faults(page) == []
    visitor.close()
