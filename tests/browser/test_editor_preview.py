"""The preview in the form editor: the card and the page by the site's own templates, and a guard on exercises."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, expect
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from browsing import Server, Visit
from built import PROJECT, Built, run
from bundles import common, project
from editing import ADDRESS, HARMLESS, Editor
from previewing import (
    ALONE,
    BUILT_ONLY,
    DANGEROUS,
    FAULTY,
    GUARD,
    HOSTILE,
    HOSTILE_LINE,
    KITE,
    OWN,
    PICTURE,
    VIEWS,
    Bare,
    checked,
    words,
    written,
)
from repositories import git
from struin.components.editor.component import configuration
from struin.components.editor.preview import data as preview_data
from struin.pipeline import load
from struin.present import Presenter, Site
from struin.slices import interactions

pytestmark = pytest.mark.browser


AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
# Chromium says this of what is only parsed in order to be cleaned; the test without the policy shows that it is inert.
PARSED = (
    "Executing inline event handler",
    "script-src-attr inline",
    "base URI to 'https://example",
    "base-uri https://ex",
)
NEED_MORE = {"observe"}  # its picture is not in this bundle


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle in a repository of its own."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(PROJECT / "content", folder / "content")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "content")
    git(folder, "commit", "-qm", "Bundle")
    return folder


@pytest.fixture(scope="module")
def editor(chromium: Any, site: Built, repository: Path) -> Iterator[Editor]:
    """With the policy that the page itself has, as on a server that sends none."""
    with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
        visitor = Visit(chromium, server.url, locale="nl-NL", height=3000)
        yield Editor(visitor, repository)
        visitor.close()
    assert [fault for fault in visitor.faults if not any(each in fault for each in (*HARMLESS, *PARSED))] == []
    assert {each for each in visitor.requests if not each.startswith((server.url, "data:", "blob:"))} == set()


@pytest.fixture(scope="module")
def presenter() -> Presenter:
    return Bare(load(PROJECT), Site())


def preview(editor: Editor) -> FrameLocator:
    return editor.page.frame_locator("iframe.preview")


def axe_finds(editor: Editor) -> list[str]:
    handle = editor.page.locator("iframe.preview").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    frame.evaluate(AXE)
    found = frame.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


def opened(editor: Editor, title: str) -> Locator:
    """The text of a story that is opened afresh."""
    editor.go("stories")
    editor.page.get_by_text(title, exact=True).first.click()
    expect(editor.page.locator('[data-key-path="title"] input')).to_have_value(title)
    area = editor.page.locator('[data-key-path="body"] textarea')
    expect(area).to_have_value(re.compile("."))
    return area


def test_cards_and_pages_of_all_items_say_what_the_site_says(editor: Editor, presenter: Presenter, site: Built) -> None:
    shown = editor.page.evaluate(VIEWS, written(presenter))
    assert shown.keys() == presenter.bundle.entries.keys()
    for key, entry in presenter.bundle.entries.items():
        card = presenter.card_html(presenter.card(key, ""), "m", "")
        assert words(shown[key]["card"]) == words(card), key
        assert shown[key]["faults"] == [], key
        if not entry.interactions:
            page = str(presenter.item_page(key))
            assert words(shown[key]["page"], BUILT_ONLY) == words(page, BUILT_ONLY), key


def test_the_guard_tells_what_the_check_tells_at_the_same_line(editor: Editor, presenter: Presenter) -> None:
    examples = [
        file.read_text("utf-8") for each in interactions().values() for file in each.folder.glob("examples/valid/*.md")
    ]
    found = editor.page.evaluate(GUARD, [*FAULTY.values(), *examples])
    for (name, text), told in zip(FAULTY.items(), found, strict=False):
        assert sorted(told) == sorted(checked(text)), name
    assert found[len(FAULTY) :] == [[]] * len(examples)


def test_it_follows_what_is_typed_and_chosen(editor: Editor) -> None:
    editor.go("stories/new")
    expect(editor.page.locator('[data-key-path="question"]').locator("input, textarea").first).to_have_value("")
    shown = preview(editor)
    card, page = shown.locator(".pv-card"), shown.locator(".pv-page")
    expect(card.locator(".card--story .card__title")).to_have_text("Titel…")
    expect(card.locator("a[href]")).to_have_count(0)  # it has no page yet
    editor.write("title", "De bel die niemand mist")
    expect(card.locator(".card__title")).to_have_text("De bel die niemand mist")
    expect(page.locator("h1")).to_have_text("De bel die niemand mist")
    editor.write("summary", "Er woonden er zeven, en iedereen klopte.")
    expect(shown.locator(".pv-found")).to_contain_text("Er woonden er zeven, en iedereen klopte.")
    editor.choose("principles", "Lerend werken")
    expect(card.locator(".card--story.p-2")).to_be_visible()
    expect(page.locator(".kicker__home")).to_have_text("Lerend werken")
    editor.choose("narrator", "een professional")
    expect(page.locator(".story__narrator")).to_have_text("Verteld door een professional.")
    editor.write("question", "Wat had jij gedaan met die bel?")
    expect(page.locator(".chew__question")).to_have_text("Wat had jij gedaan met die bel?")
    editor.write("minutes", "7")
    expect(card.locator(".card__kind")).to_have_text("Verhaal 7 min")
    editor.write(
        "body",
        "De deur *ging* open. [Kijk](de-brandweerman.md) of [daar](weg.md).\n\n/// tip | Let op\nEen tip.\n///\n",
    )
    prose = page.locator(".story__text")
    expect(prose.locator("em")).to_have_text("ging")
    expect(card.locator(".card__line")).to_have_text("De deur ging open. Kijk of daar.")
    expect(prose.get_by_role("link", name="Kijk")).to_have_attribute("href", re.compile("/stories/de-brandweerman/$"))
    expect(prose.get_by_role("link", name="daar")).to_have_count(0)
    expect(prose.locator(".admonition.tip")).to_contain_text("Een tip.")
    editor.add("relations")
    editor.choose("relations.contrasts", "De brandweerman (verhaal)")
    expect(page.locator(".tie")).to_contain_text("Dit verhaal schuurt met")
    expect(page.locator(".tie a")).to_have_text("De brandweerman")
    editor.add("cover")
    editor.write("cover.alt", "Een deur zonder bel.")
    picture = {"name": "deur.svg", "mimeType": "image/svg+xml", "buffer": PICTURE}
    editor.field("cover.image").locator("input[type=file]").first.set_input_files(picture)  # type: ignore[arg-type]
    cover = card.locator("img.cover--own")
    expect(cover).to_have_attribute("src", re.compile("^blob:"))
    assert cover.evaluate("async (picture) => { await picture.decode(); return picture.naturalWidth; }") == 40


def test_nothing_that_is_typed_runs_or_asks_elsewhere(editor: Editor) -> None:
    editor.go("quotes/new")
    expect(editor.page.locator('[data-key-path="speaker"]').locator("input, textarea").first).to_have_value("")
    shown = preview(editor)
    editor.page.evaluate("() => { window.ran = 0; }")
    for name in ("title", "summary", "speaker"):
        editor.write(name, f"{name} {HOSTILE_LINE}")
    editor.write("body", HOSTILE)
    expect(shown.locator(".pv-page")).to_contain_text("einde van de tekst")
    expect(shown.locator(".pv-page h1")).to_contain_text("<img src=x onerror=")  # as text
    expect(shown.locator(".pv-page .sheet")).to_contain_text("Vraag")
    for selector in DANGEROUS:
        expect(shown.locator(f".pv {selector}")).to_have_count(0)
    addresses = shown.locator(".pv").evaluate(
        "(host) => [...host.querySelectorAll('[href],[src]')].map((each) => each.getAttribute('href') ?? each.src)"
    )
    kept = [each for each in addresses if not each.startswith(("http://127.0.0.1", "blob:", "https://example.org/"))]
    assert kept == []
    ran = "() => window.ran + (document.querySelector('iframe.preview').contentWindow.ran ?? 0)"
    assert editor.page.evaluate(ran) == 0


def test_nothing_runs_without_the_policy_either(chromium: Any, site: Built) -> None:
    fields = {name: f"{name} {HOSTILE_LINE}" for name in ("title", "summary", "speaker")} | {"body": HOSTILE}
    with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
        page = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", site.pages[ADDRESS].html)
        server.extra[ADDRESS] = page.encode()
        visitor = Visit(chromium, server.url)
        opened = visitor.go(ADDRESS)
        assert opened.evaluate("() => document.querySelector('meta[http-equiv]')") is None
        assert opened.evaluate(ALONE.replace("VIEWS", VIEWS), fields) == [0, True]
        visitor.close()
        assert {each for each in visitor.requests if not each.startswith((server.url, "data:", "blob:"))} == set()


def test_a_faulty_exercise_is_told_of_at_its_line_and_pointed_out(editor: Editor) -> None:
    area = opened(editor, "De brandweerman")
    shown = preview(editor)
    expect(shown.locator(".fault")).to_have_count(0)
    area.fill("Een zin.\n\n/// choise | id: bel\n\nWat zeg je?\n\n- [x] Ja.\n  > Ja.\n- [ ] Nee.\n  > Nee.\n")
    top = shown.locator(".pv-faults")
    expect(top.locator(".fault")).to_have_count(2)
    expect(top).to_contain_text("Regel 3 van de tekst.")
    expect(top).to_contain_text("De oefening ‘choise’ wordt niet afgesloten.")
    expect(top).to_contain_text("bedoel je ‘choice’?")
    expect(shown.locator(".sheet--faulty .fault")).to_have_count(2)  # at the exercise too
    shown.locator(".pv-examples > summary").click()
    assert axe_finds(editor) == []
    top.get_by_role("button", name="Wijs regel 3 aan").first.click()
    chosen = area.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == "/// choise | id: bel"
    area.fill("Een zin.\n\n/// choice | id: bel\n\nWat zeg je?\n\n- [x] Ja.\n  > Ja.\n- [ ] Nee.\n  > Nee.\n///\n")
    expect(shown.locator(".fault")).to_have_count(0)
    sheet = shown.get_by_role("region", name="Oefening: Kiezen")
    expect(sheet.locator("li")).to_have_count(2)
    expect(sheet.locator(".sheet__entry--right")).to_contain_text("past hier")


def test_an_example_of_every_type_goes_into_the_text_and_passes_the_check(editor: Editor, repository: Path) -> None:
    file = repository / "content/stories/de-brandweerman.md"
    area = opened(editor, "De brandweerman")
    shown = preview(editor)
    shown.locator(".pv-examples > summary").click()
    names = [expected for expected in interactions() if expected not in NEED_MORE]
    buttons = shown.locator(".pv-example").get_by_role("button")
    expect(buttons).to_have_count(len(interactions()))
    body = area.input_value()
    area.evaluate("(area) => { area.focus(); area.setSelectionRange(3, 3); }")
    for count, name in enumerate(sorted(names), 1):
        shown.locator(".pv-example").nth(sorted(interactions()).index(name)).get_by_role("button").click()
        expect(shown.locator(".sheet")).to_have_count(count)
    expect(shown.locator(".pv-said").first).to_contain_text("Het voorbeeld staat in de tekst.")
    expect(shown.locator(".fault")).to_have_count(0)
    first, _, rest = body.partition("\n")
    now = area.input_value()
    assert now.startswith(f"{first}\n\n/// ")
    assert now.endswith(rest)
    editor.save()
    assert editor.write_back() == ["content/stories/de-brandweerman.md"]
    assert file.read_text("utf-8").partition("\n---\n")[2].strip("\n") == now.strip("\n")
    done = run("struin", "check", "--root", str(repository))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_kind_of_ones_own_has_a_preview_even_by_templates_that_it_cannot_show(editor: Editor, tmp_path: Path) -> None:
    front = common("Rode vlieger", more="wind: hard\n")
    kite = f"---\n{front}---\nEr *staat* wind.\n"
    own = {f"collections/kites/{name}": text for name, text in KITE.items()}
    presenter = Presenter(load(project(tmp_path, {"content/kites/rood.md": kite, **own})), Site())
    data = preview_data(presenter)
    # The one does what is not translated, the other asks a filter that is only missed when it is filled in.
    assert data["kinds"]["kites"] == {"card": "components/editor/_card.html", "page": "kites/page.html"}
    fields = {
        "title": "Rode vlieger",
        "summary": "Rood.",
        "wind": "hard",
        "tails": ["lint", "strik"],
        "body": "Er *staat* wind.",
    }
    forms = configuration(presenter, date(2026, 1, 1))["collections"]
    card, page = editor.page.evaluate(OWN, [data, forms, {**fields, "principles": ["lerend-werken"]}])
    assert "Rodevlieger" in words(card)
    assert "Vlieger" in words(card)
    assert 'class="card card--any card--m p-2"' in card
    assert HTMLParser(page).css_first("h1").text() == "Rode vlieger"
    told = [words(node.html or "") for node in HTMLParser(page).css(".any__fields > *")]
    assert told == ["Wind", "hard", "Staarten", "lintstrik"]
    assert "Er<em>staat</em>wind." in "".join(page.split())
