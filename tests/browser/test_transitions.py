"""From page to page: a card becomes its page where the browser can and the reader wants; nothing doubles or is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built, build, once
from bundles import project
from keeping import STORY

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
CARD = ".spread .card--story a.card__link"
# What takes part in a transition, on the page that comes and on the page that goes, and how it ended.
NOTE = """
window.transitions = [];
const named = () => [...document.querySelectorAll("*")]
  .filter((each) => getComputedStyle(each).viewTransitionName === "struin-morph")
  .map((each) => each.className);
addEventListener("pagereveal", ({ viewTransition }) => {
  if (!viewTransition) return;
  const note = { came: JSON.parse(sessionStorage.left || "null"), here: [], ended: "" };
  transitions.push(note);
  viewTransition.ready.then(
    () => Object.assign(note, { here: named(), ended: "shown" }),
    (error) => (note.ended = error.message),
  );
});
// After the page's own script, which gives the names when the page goes.
addEventListener("DOMContentLoaded", () => {
  addEventListener("pageswap", () => (sessionStorage.left = JSON.stringify(named())));
});
"""


def noted(visitor: Visit) -> Page:
    visitor.context.add_init_script(NOTE)
    return visitor.page


def only(page: Page) -> dict[str, Any]:
    page.wait_for_function("() => window.transitions.length && window.transitions[0].ended")
    found: list[dict[str, Any]] = page.evaluate("window.transitions")
    assert len(found) == 1
    return found[0]


def test_a_card_becomes_its_page_and_on_the_way_back_a_card_again(visit: VisitFixture) -> None:
    visitor = visit(reduced_motion="no-preference")
    page = noted(visitor)
    visitor.go("stories/")
    card = page.locator(CARD).first
    card.click()
    page.wait_for_url("**/stories/*/")
    there = only(page)
    assert there["came"] == ["card__cover"]
    assert there["here"] == ["story__cover story__cover--hero"]
    assert there["ended"] == "shown"
    page.wait_for_function("() => !document.querySelector('[style*=view-transition-name]')")
    page.go_back()
    page.wait_for_url("**/stories/")
    expect(page.locator("[style*=view-transition-name]")).to_have_count(0)


def test_a_page_that_no_card_led_to_just_appears(visit: VisitFixture) -> None:
    visitor = visit(reduced_motion="no-preference")
    page = noted(visitor)
    visitor.go(STORY)
    page.locator(".bar__name").click()
    page.wait_for_url(visitor.url)
    found = only(page)
    assert (found["came"], found["here"], found["ended"]) == ([], [], "shown")


def test_without_motion_there_is_no_transition(visit: VisitFixture) -> None:
    visitor = visit(reduced_motion="reduce")
    page = noted(visitor)
    visitor.go("stories/")
    page.locator(CARD).first.click()
    page.wait_for_url("**/stories/*/")
    assert page.evaluate("window.transitions") == []
    assert page.evaluate("sessionStorage.left") == "[]"


def test_elements_connect_once_on_every_page_and_none_doubles(visit: VisitFixture) -> None:
    visitor = visit(reduced_motion="no-preference")
    visitor.context.add_init_script(
        """
        window.connected = {};
        const define = customElements.define.bind(customElements);
        customElements.define = (name, type) => {
          const connect = type.prototype.connectedCallback;
          type.prototype.connectedCallback = function () {
            window.connected[name] = (window.connected[name] || 0) + 1;
            return connect?.call(this);
          };
          define(name, type);
        };
        """
    )
    page = visitor.go("stories/")
    for step in (lambda: page.locator(CARD).first.click(), page.go_back, page.go_forward, page.reload):
        step()
        page.wait_for_load_state()
        once_each = page.evaluate(
            """() => Object.entries(window.connected).filter(([name, times]) =>
              times !== document.querySelectorAll(name).length && !name.endsWith("-card")).map(([name]) => name)"""
        )
        assert once_each == []
        for name in ("struin-bar", "struin-search", "struin-exit", "main", "footer.foot"):
            expect(page.locator(name)).to_have_count(1)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Built:
    """A small bundle as it lies on a USB stick: every page is a file."""

    def make(root: Path) -> None:
        project(root, each=4)
        settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
        assert "use_directory_urls: true" in settings
        (root / "mkdocs.yml").write_text(settings.replace("use_directory_urls: true", "use_directory_urls: false"))
        build(root, root / "site")

    return Built(once(shared / "as-files", make) / "site")


def test_from_a_folder_nothing_is_wrong_on_the_console(chromium: Any, folder: Built) -> None:
    visitor = Visit(chromium, f"{folder.folder.as_uri()}/", reduced_motion="no-preference")
    page = visitor.go("index.html")
    for _ in range(5):
        before = page.url
        page.locator("struin-surprise a").click()
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_load_state()
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'loaded').length)"
    )
    visitor.close()
    assert visitor.faults == []
    assert loaded >= 2


def test_letters_are_asked_for_with_the_styles(chromium: Any, served: Server) -> None:
    visitor = Visit(chromium, served.url)
    page = visitor.go(STORY)
    assert page.locator("link[rel=preload][as=font]").count() == 2
    assert len([each for each in visitor.requests if each.endswith("fraunces.woff2")]) == 1
    visitor.close()
    assert visitor.faults == []


def test_a_card_that_a_script_puts_on_a_page_has_its_own_picture(visit: VisitFixture, site: Built) -> None:
    visitor = visit()
    page = visitor.go("struinen/")
    stories = [item["id"] for item in site.items if item["collection"] == "stories"]
    own = next(story for story in stories if site.item_page(story).all(".page header img.cover--own"))
    page.evaluate(
        """async (id) => {
          const item = (await Struin.items()).find((each) => each.id === id);
          document.querySelector("main").prepend(await Struin.card(item));
        }""",
        own,
    )
    picture = page.locator("main > .card img.cover--own").first
    page.wait_for_function("(image) => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
