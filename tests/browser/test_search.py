"""The search window in a browser: what it finds, how it is worked by keys, and what it does without an index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from browsing import HEADERS, Server, Visit
from built import Built
from struin.components.search import index
from struin.present import Presenter, Site
from world import real_bundle

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
OPENER = ".bar [data-struin-search]"
FIELD = ".search__field"
HITS = ".search [data-results] a"
STATUS = ".search [data-status]"


def search(page: Page, words: str) -> None:
    """Opens the window by its key, and types."""
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.locator(FIELD).fill(words)


def found(page: Page) -> int:
    """How many there are, once the window says so."""
    expect(page.locator(".search [data-results]")).to_have_attribute("aria-busy", "false")
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ gevonden$"))
    return int((page.locator(STATUS).text_content() or "").split()[0])


def test_nothing_is_asked_for_before_somebody_searches(visit: VisitFixture) -> None:
    visitor = visit()
    page = visitor.go("stories/")
    page.wait_for_load_state("networkidle")
    loaded = [url for url in visitor.requests if "pagefind/" in url or "/search/" in url or "items.js" in url]
    assert loaded == []
    search(page, "jas")
    found(page)
    assert any(url.endswith("pagefind/pagefind.js") for url in visitor.requests)
    assert not any("items.js" in url for url in visitor.requests)


@pytest.mark.parametrize(("asked", "text"), [("verhalen", "verhaal"), ("jassen", "jas"), ("huizen", "huis")])
def test_a_word_is_found_in_its_other_forms_and_marked(visit: VisitFixture, asked: str, text: str) -> None:
    page = visit().go()
    search(page, asked)
    assert found(page) > 1
    marks = [mark.lower().strip(",.!?’") for mark in page.locator(f"{HITS} .hit__text mark").all_inner_texts()]
    assert text in marks


def test_a_result_tells_its_kind_and_leads_to_its_page(visit: VisitFixture, site: Built) -> None:
    story = next(item for item in site.items if item["collection"] == "stories")
    visitor = visit()
    page = visitor.go("quotes/")
    search(page, story["title"])
    hit = page.locator(f"{HITS}[href$='/{story['id']}/']")
    expect(hit.locator(".hit__kind")).to_have_text("Verhaal")
    expect(hit.locator(".hit__title")).to_have_text(story["title"])
    hit.click()
    page.wait_for_url(f"{visitor.url}{story['url']}")


def test_an_index_in_parts_is_searched_as_one(visit: VisitFixture, site: Built, tmp_path: Path) -> None:
    parted = tmp_path / "pagefind"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "PART", 60)
        presenter = Presenter(real_bundle(), Site())
        number = index.parts(presenter)
        index.write_index(presenter, parted)
    assert number > 1
    visitor = visit()
    page = visitor.go()
    search(page, "huis")
    whole = found(page)

    def from_parts(route: Route) -> None:
        route.fulfill(path=parted / route.request.url.partition("/pagefind/")[2].partition("?")[0])

    visitor = visit()
    page = visitor.go()
    page.route("**/pagefind/**", from_parts)
    page.route(
        "**/search/window.js",
        lambda route: route.fulfill(
            body=route.fetch().text().replace('data-parts=\\"1\\"', f'data-parts=\\"{number}\\"'),
            content_type="text/javascript",
        ),
    )
    search(page, "huis")
    assert found(page) == whole
    assert any("/part-2/" in url for url in visitor.requests)


def test_filters_count_what_they_would_give_and_narrow_down(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "huis")
    everything = found(page)
    page.locator(".search__summary").click()
    story = page.locator(".search [data-facet=kind][data-value=stories]")
    number = int(story.locator("[data-number]").inner_text())
    assert 0 < number < everything
    counts = page.locator(".search [data-facet=kind] [data-number]").all_inner_texts()
    assert sum(map(int, counts)) == everything
    story.click()
    expect(page.locator(STATUS)).to_have_text(f"{number} gevonden")
    expect(story).to_have_attribute("aria-pressed", "true")
    # The other kinds still tell what they would give; the principles count within the kind.
    assert page.locator(".search [data-facet=kind] [data-number]").all_inner_texts() == counts
    principle = page.locator(".search [data-facet=principle]:not(:has([data-number]:text-is('0')))").first
    both = int(principle.locator("[data-number]").inner_text())
    assert both <= number
    principle.click()
    expect(page.locator(STATUS)).to_have_text(f"{both} gevonden")
    expect(page.locator(f"{HITS} .hit__kind").first).to_have_text("Verhaal")
    page.locator(".search [data-clear]").click()
    expect(page.locator(STATUS)).to_have_text(f"{everything} gevonden")


def test_a_filter_alone_shows_all_of_its_kind(visit: VisitFixture, site: Built) -> None:
    page = visit().go()
    search(page, "")
    page.locator(".search__summary").click()
    page.locator(".search [data-value=quotes]").click()
    assert found(page) == len([item for item in site.items if item["collection"] == "quotes"])


def test_a_result_that_stays_keeps_the_focus_when_the_results_change(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "jas")
    found(page)
    hits = page.locator(HITS)
    hits.nth(2).focus()
    before = hits.nth(2).get_attribute("href")
    # As a filter that is chosen by a voice or a second hand: the focus does not move by it.
    changed = "(button) => button.dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    kind = page.evaluate("() => document.activeElement.querySelector('.hit__kind').textContent")
    names = {"Verhaal": "stories", "Citaat": "quotes", "Oefening": "exercises", "Principe": "principles"}
    page.locator(f"[data-facet=kind][data-value={names.get(kind, 'trails')}]").evaluate(changed)
    expect(page.locator("[data-results][aria-busy=false]")).to_have_count(1)
    expect(page.locator(f"{HITS}[href='{before}']")).to_be_focused()
    # One that goes leaves the focus where one asked.
    other = "quotes" if kind != "Citaat" else "stories"
    page.locator(f"[data-facet=kind][data-value={other}]").evaluate(changed)
    expect(page.locator(FIELD)).to_be_focused()


def test_more_results_come_on_request_and_the_focus_goes_along(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "huis")
    total = found(page)
    assert total > 12
    expect(page.locator(HITS)).to_have_count(10)
    page.locator(".search [data-more]").click()
    expect(page.locator(HITS)).to_have_count(min(total, 20))
    expect(page.locator(HITS).nth(10)).to_be_focused()


def test_the_window_is_worked_by_keys_alone(visit: VisitFixture) -> None:
    page = visit().go()
    page.locator(OPENER).focus()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("huis")
    found(page)
    hits = page.locator(HITS)
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(hits.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.last).to_be_focused()
    page.keyboard.press("Home")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Enter")
    expect(hits.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).not_to_be_visible()
    expect(page.locator(OPENER)).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    address = hits.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{str(address).lstrip('./')}")


def test_the_key_is_a_letter_where_one_types(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "")
    page.keyboard.type("en/of")
    expect(page.locator(FIELD)).to_have_value("en/of")


def test_a_click_beside_the_window_closes_it(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "")
    page.mouse.click(5, 400)
    expect(page.locator(FIELD)).not_to_be_visible()


def test_what_is_not_there_is_said_with_words_to_try_instead(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "xyzzyqwx")
    expect(page.locator(STATUS)).to_have_text("Daar is niets over te vinden.")
    tries = page.locator(".search [data-try]")
    expect(tries).to_have_count(3)
    word = tries.nth(1).inner_text()
    tries.nth(1).click()
    expect(page.locator(FIELD)).to_have_value(word)
    assert found(page) > 1
    expect(tries.first).not_to_be_visible()


def test_what_is_typed_is_never_markup_and_kept_nowhere(visit: VisitFixture) -> None:
    page = visit().go()
    search(page, "<img src=x onerror=alert(1)> huis")
    expect(page.locator(STATUS)).to_have_text(re.compile("gevonden|niets"))
    expect(page.locator(".search img")).to_have_count(0)
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    assert "huis" not in kept
    page.reload()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_have_value("")


def test_the_window_opens_and_closes_many_times_and_is_there_once(visit: VisitFixture) -> None:
    page = visit().go()
    for _ in range(4):
        page.locator(OPENER).click()
        expect(page.locator(FIELD)).to_be_focused()
        page.locator(".search [data-close]").click()
        expect(page.locator(FIELD)).not_to_be_visible()
    expect(page.locator("dialog.search")).to_have_count(1)


# Without Pagefind


@pytest.fixture
def from_folder(chromium: Any, site: Built) -> Iterator[Visit]:
    visitor = Visit(chromium, f"{site.folder.as_uri()}/")
    yield visitor
    visitor.close()
    assert visitor.faults == []


@pytest.mark.parametrize("asked", ["{title}", "{upper}", "{plain}"])
def test_from_a_folder_titles_and_summaries_are_searched(from_folder: Visit, site: Built, asked: str) -> None:
    story = next(item for item in site.items if item["collection"] == "stories")
    title = story["title"]
    page = from_folder.go("stories/index.html")
    search(page, asked.format(title=title, upper=title.upper(), plain=f"  {title}  "))
    found(page)
    expect(page.locator(f"{HITS}[href$='{story['url']}']").locator(".hit__title mark").first).to_be_visible()
    assert not any("pagefind" in url for url in from_folder.requests)


def test_from_a_folder_words_are_found_in_other_forms_with_filters(from_folder: Visit) -> None:
    page = from_folder.go("index.html")
    expect(page.locator(OPENER)).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(STATUS)).to_contain_text("titels en korte teksten")
    page.locator(FIELD).fill("verhalen")
    assert found(page) >= 1
    assert any("verhaal" in text.lower() for text in page.locator(f"{HITS} mark").all_inner_texts())
    page.locator(FIELD).fill("een")
    total = found(page)
    page.locator(".search__summary").click()
    counts = [int(text) for text in page.locator(".search [data-facet=kind] [data-number]").all_inner_texts()]
    assert sum(counts) == total
    page.locator(".search [data-value=stories]").click()
    assert 0 < found(page) < total


def test_a_policy_without_webassembly_leaves_the_titles(chromium: Any, site: Built) -> None:
    strict = HEADERS | {
        "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "")
    }
    with Server(site.folder, strict) as server:
        visitor = Visit(chromium, server.url)
        page = visitor.go()
        search(page, "een")
        assert found(page) > 1
        assert any("items.js" in url for url in visitor.requests)
        visitor.close()


def test_without_scripts_there_is_no_button_but_a_way_to_everything(visit: VisitFixture) -> None:
    page = visit(java_script_enabled=False).go()
    for opener in page.locator("[data-struin-search]").all():
        expect(opener).not_to_be_visible()
    everything = page.locator(".bar").get_by_role("link", name="Alles bekijken")
    expect(everything).to_be_visible()
    everything.click()
    expect(page).to_have_url(re.compile(r"/struinen/$"))


# Colours, which the same scripts of ours took over


def test_the_device_decides_on_colours_until_the_reader_does_and_little_is_kept(visit: VisitFixture) -> None:
    page = visit(color_scheme="light").go()
    body, button = page.locator("body"), page.locator("[data-struin-palette]")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_accessible_name("Maak het licht")
    button.click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    kept = page.evaluate("() => Struin.store.get('palette', null)")
    assert kept == "light"
    button.click()  # what the device wants needs not be kept
    assert page.evaluate("() => Struin.store.names().includes('palette')") is False
    button.click()
    page.evaluate("() => Struin.store.clear()")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_no_script_or_style_but_ours_is_on_any_page(site: Built) -> None:
    others = [
        (page.address, link.written)
        for page in site.pages.values()
        for link in page.links
        if link.tag in ("script", "link") and link.written.rpartition(".")[2] in ("js", "css")
        if "assets/struin/" not in link.written
    ]
    assert others == []
    assert not [name for name in site.files if name.startswith(("assets/javascripts", "assets/stylesheets", "search/"))]
    assert json.dumps(sorted(site.files)).count("struin.css") == 1
