"""What stays near an item: a peek behind a link, a term explained, a second item beside it, the layer for team
leaders, reading aloud and transcripts; by mouse, keyboard and finger, from a folder and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from built import Built, build, once
from bundles import SETTINGS, principle, project, story

pytestmark = pytest.mark.browser

# Chromium shows a folder with a page of its own, which gives a warning; its headless shell has that page in part.
ON_FILE = re.compile(r"crbug/1173575|: (start|onHasParentDirectory|addRow) is not defined$")

AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")

Visitor = Callable[..., Visit]
VTT = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Mia>Dag mevrouw.\n\n00:01.000 --> 00:09.000\n<v Mia>De jas hangt er nog.\n"
TRACK = '<track kind="captions" srclang="nl" label="Nederlands" src="../media/jas.vtt">'
SOUND = f'<audio controls src="../media/jas.ogg">{TRACK}</audio>'
FILM = SOUND.replace("audio", "video")
BODY = f"""De meldcode lag op tafel, onder [een andere jas](verhaal-1.md). Nog een meldcode. Dat was alles.

De jas bleef hangen. ‘Van wie is die?’ vroeg *Mia* zacht.

{SOUND}

{FILM}
"""
SPEECH = """
window.spoken = [];
window.cut = 0;
const voices = [{ name: "Ver", lang: "nl-NL", localService: false }];
class Speech extends EventTarget {
  getVoices() { return voices; }
  speak(said) { window.spoken.push(said); }
  cancel() { window.cut += 1; }
}
const speech = new Speech();
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
window.arrive = (lang) => {
  voices.push({ name: "Hier", lang, localService: true });
  speech.dispatchEvent(new Event("voiceschanged"));
};
window.said = () => { window.spoken.at(-1).dispatchEvent(new Event("end")); };
"""


@pytest.fixture(scope="session")
def small(shared: Path) -> Built:
    """A small bundle with a term, a link, a sound, and something for team leaders."""

    def make(out: Path) -> None:
        voice = (Path(__file__).parents[1] / "data/synthetic-voice.ogg").read_bytes()
        files: dict[str, str | bytes] = {
            "content/bundle.yml": _settings(),
            "content/glossary.yml": "meldcode:\n  means: Vijf stappen die helpen om te beslissen wat je doet.\n",
            "content/media/jas.ogg": voice,
            "content/media/jas.vtt": VTT,
            "content/stories/verhaal-0.md": story("Verhaal 0", BODY),
            "content/stories/verhaal-2.md": story("Verhaal 2").replace("[professional]", "[professional, team-leader]"),
            "content/principles/lerend-werken.md": principle("Lerend werken"),
        }
        build(project(out.with_name("small-project"), files, each=4), out)

    return Built(once(shared / "small-site", make))


def _settings() -> str:
    return SETTINGS.replace("{professional: professionals}", "{professional: professionals, team-leader: leiding}")


@pytest.fixture(params=["http", "file"])
def near(request: pytest.FixtureRequest, chromium: Any, small: Built) -> Iterator[Visitor]:
    """Visits the small site, on a server and from a folder; nothing may go wrong in either."""
    yield from _visits(chromium, small, request.param == "file")


@pytest.fixture
def online(chromium: Any, small: Built) -> Iterator[Visitor]:
    """Visits the small site on a server."""
    yield from _visits(chromium, small, False)


@pytest.fixture
def folder(chromium: Any, small: Built) -> Iterator[Visitor]:
    """Visits the small site from a folder."""
    yield from _visits(chromium, small, True)


def _visits(chromium: Any, small: Built, from_folder: bool) -> Iterator[Visitor]:
    visits: list[Visit] = []
    with Server(small.folder) as server:

        def opened(**options: Any) -> Visit:
            url = f"{small.folder.as_uri()}/" if from_folder else server.url
            visits.append(Visit(chromium, url, **options))
            return visits[-1]

        yield opened
        for each in visits:
            each.close()
    assert [fault for each in visits for fault in each.faults if not (from_folder and ON_FILE.search(fault))] == []


STORY = "stories/verhaal-0/index.html"
PRINCIPLE = "principles/van-mens-tot-mens-werken/index.html"


def focus_by_keys(page: Page, target: Locator) -> None:
    """Puts the focus on something in the way a keyboard does, so that it is a visible one."""
    target.evaluate("""(each) => {
      const all = [...document.querySelectorAll("a[href], button, input, summary, select")];
      const shown = all.filter((one) => one.checkVisibility());
      shown[shown.indexOf(each) - 1].focus();
    }""")
    page.keyboard.press("Tab")
    expect(target).to_be_focused()


# Peeking


def test_a_link_in_the_text_shows_what_is_behind_it(near: Visitor) -> None:
    page = near().go(STORY)
    card = page.locator("#struin-peek")
    page.get_by_role("link", name="een andere jas").hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("Verhaal 1")
    expect(card).to_contain_text("Een samenvatting van een regel.")
    expect(page.get_by_role("link", name="een andere jas")).to_have_attribute("aria-describedby", "struin-peek")
    card.hover()
    page.wait_for_function("() => new Promise((done) => setTimeout(() => done(true), 500))")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_what_is_shown_goes_when_the_mouse_goes_elsewhere(online: Visitor) -> None:
    page = online().go(STORY)
    page.get_by_role("link", name="een andere jas").hover()
    expect(page.locator("#struin-peek")).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator("#struin-peek")).to_be_hidden()


def test_the_keyboard_peeks_too_and_escape_leaves_the_focus_where_it_is(near: Visitor) -> None:
    page = near().go(STORY)
    link = page.get_by_role("link", name="een andere jas")
    focus_by_keys(page, link)
    expect(page.locator("#struin-peek")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#struin-peek")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#struin-peek")).to_be_hidden()


def test_a_finger_does_not_peek(online: Visitor) -> None:
    visitor = online(width=390, has_touch=True)
    page = visitor.go(STORY)
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    page.get_by_role("link", name="een andere jas").tap()
    page.wait_for_function("() => new Promise((done) => setTimeout(() => done(true), 600))")
    expect(page.locator("#struin-peek")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_shown_stays_within_the_screen(online: Visitor, width: int) -> None:
    page = online(width=width).go(STORY)
    for link in page.locator(".ties a").all()[:3]:
        link.hover()
        expect(link).to_have_attribute("aria-describedby", "struin-peek")
        box = page.locator("#struin-peek").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


# Terms


def test_a_term_opens_its_meaning_and_escape_closes_it(near: Visitor) -> None:
    page = near().go(STORY)
    term = page.get_by_role("button", name="meldcode", exact=True)
    expect(term).to_have_count(1)
    note = page.get_by_role("note").filter(has_text="Vijf stappen")
    expect(note).to_be_hidden()
    focus_by_keys(page, term)
    page.keyboard.press("Enter")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Alle begrippen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_opens_by_a_finger_and_closes_beside_it(online: Visitor) -> None:
    page = online(width=320, has_touch=True).go(STORY)
    note = page.get_by_role("note").filter(has_text="Vijf stappen")
    page.get_by_role("button", name="meldcode", exact=True).tap()
    expect(note).to_be_visible()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.locator("h1").tap()
    expect(note).to_be_hidden()


def test_a_copy_of_a_term_opens_a_meaning_of_its_own(near: Visitor) -> None:
    page = near().go(STORY)
    page.evaluate("(one => one.parentElement.before(one.cloneNode(true)))(document.querySelector('struin-glossary'))")
    terms = page.locator("struin-glossary", has=page.get_by_role("button", name="meldcode", exact=True))
    expect(terms).to_have_count(2)
    terms.first.get_by_role("button").first.click()
    expect(page.get_by_role("note")).to_have_count(1)
    expect(terms.first.get_by_role("note")).to_be_visible()
    ids = page.locator(".term__note").evaluate_all("notes => notes.map(note => note.id)")
    assert len(set(ids)) == len(ids)


def test_the_way_to_all_terms_leads_to_this_one(online: Visitor) -> None:
    visitor = online()
    page = visitor.go("stories/verhaal-0/")
    page.get_by_role("button", name="meldcode", exact=True).click()
    page.get_by_role("link", name="Alle begrippen").click()
    page.wait_for_url(f"{visitor.url}begrippen/#meldcode")
    expect(page.get_by_text("Vijf stappen")).to_be_in_viewport()


def test_without_javascript_a_term_is_a_link(online: Visitor) -> None:
    visitor = online(java_script_enabled=False)
    page = visitor.go("stories/verhaal-0/")
    page.get_by_role("link", name="meldcode", exact=True).click()
    assert visitor.address == "begrippen/#meldcode"


# Side by side


def test_a_second_item_is_laid_beside_the_first_and_stays_after_a_reload(online: Visitor) -> None:
    visitor = online()
    page = visitor.go("stories/verhaal-0/")
    page.get_by_role("button", name="Leg ernaast").click()
    page.locator(".beside__choice").filter(has_text="Van mens tot mens werken").click()
    second = page.get_by_role("complementary", name="Wat ernaast ligt: Van mens tot mens werken")
    expect(second).to_be_visible()
    expect(second.get_by_role("heading", name="Van mens tot mens werken")).to_be_focused()
    assert visitor.address == "stories/verhaal-0/#ernaast=principles/van-mens-tot-mens-werken"
    first, other = page.locator(".page").first.bounding_box(), second.bounding_box()
    assert first is not None
    assert other is not None
    assert first["x"] + first["width"] <= other["x"] + 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))
    page.reload()
    expect(second.get_by_text("Begin klein.")).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    page.emulate_media(media="print")
    expect(second.get_by_text("Begin klein.")).to_be_visible()
    expect(second.get_by_role("button", name="Haal weg")).to_be_hidden()


def test_every_way_of_the_second_item_leads_where_it_led_on_its_own_page(online: Visitor) -> None:
    visitor = online()
    page = visitor.go("quotes/citaat-0/#ernaast=stories/verhaal-0")
    link = page.locator(".second").get_by_role("link", name="een andere jas")
    assert link.evaluate("(each) => each.href") == f"{visitor.url}stories/verhaal-1/"
    expect(page.locator(".second struin-kept, .second struin-beside, .second .doors")).to_have_count(0)


def test_taking_it_away_and_going_back_and_escape_all_close_it(online: Visitor) -> None:
    visitor = online()
    page = visitor.go("stories/verhaal-0/")
    second = page.locator(".second")
    button = page.get_by_role("button", name="Leg ernaast")
    for close in ("button", "escape", "back"):
        button.click()
        page.locator(".beside__choice").first.click()
        expect(second.locator("h1")).to_be_focused()
        if close == "button":
            page.get_by_role("button", name="Haal weg").click()
        elif close == "escape":
            page.keyboard.press("Escape")
        else:
            page.go_back()
        expect(second).to_have_count(0)
        if close != "back":
            expect(button).to_be_focused()
        assert visitor.address == "stories/verhaal-0/"


def test_escape_closes_the_list_of_what_to_lay_beside(near: Visitor) -> None:
    page = near().go(STORY)
    button = page.get_by_role("button", name="Leg ernaast")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator(".beside__list")).to_be_hidden()
    expect(button).to_be_focused()


def test_what_was_kept_can_be_laid_beside(near: Visitor) -> None:
    visitor = near()
    page = visitor.go("exercises/oefening-3/index.html")
    page.evaluate("Struin.kept.add('exercises/oefening-3')")
    visitor.go("exercises/oefening-2/index.html")
    page.evaluate(
        "document.querySelector('.beside__choices [data-id=\"exercises/oefening-3\"]')?.parentElement.remove()"
    )
    page.get_by_role("button", name="Leg ernaast").click()
    expect(page.locator("[data-kept]").get_by_role("button", name="Oefening 3")).to_be_visible()


@pytest.mark.parametrize("wrong", ["../../etc/passwd", "stories/verhaal-0", "https:evil", "stories/<b>", ""])
def test_an_address_that_names_no_other_item_is_left_alone(online: Visitor, wrong: str) -> None:
    page = online().go(f"stories/verhaal-0/#ernaast={wrong}")
    expect(page.get_by_role("button", name="Leg ernaast")).to_be_visible()
    expect(page.locator(".second")).to_have_count(0)


def test_an_item_that_is_gone_is_told(online: Visitor) -> None:
    visitor = online()
    visitor.expected.add(f"{visitor.url}stories/weg/")
    page = visitor.go("stories/verhaal-0/#ernaast=stories/weg")
    expect(page.locator(".second").get_by_text("Dit is nu niet op te halen")).to_be_visible()


def test_on_a_narrow_screen_a_shared_pair_stands_one_below_the_other(online: Visitor) -> None:
    page = online(width=390).go("stories/verhaal-0/#ernaast=quotes/citaat-0")
    expect(page.get_by_role("button", name="Leg ernaast")).to_be_hidden()
    expect(page.locator(".second blockquote")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_from_a_folder_a_second_window_opens_beside(folder: Visitor) -> None:
    visitor = folder()
    page = visitor.go(STORY)
    page.get_by_role("button", name="Leg ernaast").click()
    with page.expect_popup() as opened:
        page.locator(".beside__choice").first.click()
    assert opened.value.url.startswith("file:")
    expect(page.locator(".second")).to_contain_text("tweede venster")
    page.reload()
    expect(page.locator(".second").get_by_role("link", name="Open alleen dit")).to_be_visible()


# The layer for team leaders


def test_the_layer_brings_the_part_for_team_leaders_forward_and_is_remembered(near: Visitor) -> None:
    visitor = near()
    page = visitor.go(PRINCIPLE)
    switch = page.get_by_role("switch", name="Ik geef leiding aan een team")
    first = page.get_by_text("Vraag het.", exact=True)
    expect(switch).not_to_be_checked()
    expect(first).to_be_hidden()
    focus_by_keys(page, switch)
    page.keyboard.press("Space")
    expect(first).to_be_visible()
    order = page.evaluate(
        "[...document.querySelectorAll('.leaders, .principle__text')].map((each) => each.classList[0])"
    )
    assert order[0] == "leaders", "it comes before the explanation"
    expect(page.locator(".card__leaders")).to_have_count(1)
    visitor.go("principles/lerend-werken/index.html")
    expect(page.get_by_role("switch", name="Ik geef leiding aan een team")).to_be_checked()
    expect(page.get_by_text("Vraag het.", exact=True)).to_be_visible()
    visitor.go("stories/verhaal-2/index.html")
    expect(page.locator(".for-leaders--on")).to_have_text("Ook voor wie leiding geeft")
    visitor.go(PRINCIPLE)
    page.get_by_text("Ik geef leiding aan een team").click()
    expect(first).to_be_hidden()
    assert page.evaluate("document.querySelector('.hard').nextElementSibling === document.querySelector('.leaders')")


def test_who_has_the_layer_off_can_open_the_part_at_its_place(online: Visitor) -> None:
    page = online().go(PRINCIPLE)
    fold = page.locator(".leaders__fold")
    expect(fold).to_have_attribute("aria-expanded", "false")
    focus_by_keys(page, fold)
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_text("Vraag het.", exact=True)).to_be_visible()


def test_without_javascript_and_on_paper_the_part_is_there(online: Visitor) -> None:
    page = online(java_script_enabled=False).go(PRINCIPLE)
    expect(page.get_by_text("Vraag het.", exact=True)).to_be_visible()
    expect(page.locator(".layer__bar")).to_be_hidden()
    item = online(java_script_enabled=False).go("stories/verhaal-2/")
    expect(item.get_by_text("Ook voor wie leiding geeft")).to_be_visible()
    printed = online().go(PRINCIPLE)
    printed.emulate_media(media="print")
    expect(printed.get_by_text("Vraag het.", exact=True)).to_be_visible()


# Reading aloud


def reader(visitor: Visit, lang: str = "nl-NL") -> Page:
    visitor.context.add_init_script(SPEECH)
    page = visitor.go(STORY)
    page.evaluate(f"arrive('{lang}')")
    return page


def test_without_a_voice_of_this_device_nothing_is_offered(near: Visitor) -> None:
    page = near().go(STORY)
    expect(page.locator("struin-voice")).to_be_hidden()
    other = reader(near(), "fr-FR")
    expect(other.locator("struin-voice")).to_be_hidden()
    expect(other.locator(".voice__top")).to_be_hidden()


def test_sentences_are_read_one_by_one_and_marked(near: Visitor) -> None:
    page = reader(near())
    focus_by_keys(page, page.locator(".voice__top"))
    page.keyboard.press("Enter")
    heard = []
    for _ in range(4):
        heard.append(page.evaluate("spoken.at(-1).text"))
        shown = page.evaluate("[...CSS.highlights.get('struin-voice')].map((range) => range.toString()).join('')")
        assert shown == heard[-1]
        page.evaluate("said()")
    assert heard[:3] == ["De meldcode lag op tafel, onder een andere jas.", "Nog een meldcode.", "Dat was alles."]
    assert page.evaluate("spoken.every((each) => each.voice.name === 'Hier')")


def test_reading_can_pause_go_on_faster_and_stop(online: Visitor) -> None:
    page = reader(online())
    top, controls = page.locator(".voice__top"), page.locator("struin-voice")
    top.click()
    page.evaluate("said()")
    expect(top).to_have_accessible_name("Pauze")
    top.click()
    expect(top).to_have_accessible_name("Ga door")
    count = page.evaluate("spoken.length")
    page.evaluate("said()")
    assert page.evaluate("spoken.length") == count, "what was cut off does not go on"
    top.click()
    assert page.evaluate("spoken.at(-1).text") == "Nog een meldcode."
    controls.get_by_label("Snelheid").select_option("vlot")
    assert page.evaluate("[spoken.at(-1).text, spoken.at(-1).rate]") == ["Nog een meldcode.", 1.25]
    controls.get_by_role("button", name="Stop").click()
    expect(top).to_have_accessible_name("Lees voor")
    assert page.evaluate("CSS.highlights.has('struin-voice')") is False
    page.reload()
    page.evaluate("arrive('nl')")
    expect(controls.locator("select")).to_have_value("1.25")


def test_reading_ends_at_the_end_and_when_the_page_is_left(online: Visitor) -> None:
    page = reader(online())
    page.locator(".voice__top").click()
    for _ in range(30):
        page.evaluate("said()")
    expect(page.locator(".voice__top")).to_have_accessible_name("Lees voor")
    texts = page.evaluate("spoken.map((each) => each.text)")
    assert not any("hangt er nog" in text or "Vijf stappen" in text for text in texts), "neither captions nor notes"
    page.locator(".voice__top").click()
    before = page.evaluate("cut")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("cut") > before


def test_a_browser_without_highlights_marks_the_paragraph(online: Visitor) -> None:
    visitor = online()
    visitor.context.add_init_script("delete window.Highlight;")
    page = reader(visitor)
    page.locator(".voice__top").click()
    expect(page.locator(".voice__block")).to_contain_text("lag op tafel, onder een andere jas")
    page.locator("struin-voice").get_by_role("button", name="Stop").click()
    expect(page.locator(".voice__block")).to_have_count(0)


# Sound and film


def test_the_transcript_opens_and_follows_the_player(near: Visitor) -> None:
    page = near().go(STORY)
    said = page.locator("struin-media").first
    said.locator("summary").click()
    expect(said.get_by_text("Dag mevrouw.")).to_be_visible()
    page.evaluate("""async () => {
      const player = document.querySelector("audio");
      player.muted = true;
      await new Promise((ready) => { player.onloadeddata = ready; player.load(); });
      player.currentTime = 1.4;
    }""")
    expect(page.locator(".said__cue--now").first).to_have_text("De jas hangt er nog.")


def test_without_javascript_the_transcript_can_be_read(online: Visitor) -> None:
    page = online(java_script_enabled=False).go(STORY)
    page.locator("struin-media summary").first.click()
    expect(page.get_by_text("Dag mevrouw.").first).to_be_visible()


def test_from_a_folder_a_film_has_its_captions_too(folder: Visitor) -> None:
    page = folder().go(STORY)
    texts = page.evaluate("""() => {
      const [captions] = document.querySelector("video").textTracks;
      captions.mode = "hidden"; // so that they can be read
      return [...captions.cues].map((cue) => cue.text);
    }""")
    assert texts == ["Dag mevrouw.", "De jas hangt er nog."]


# Who cannot see it, and who sees it otherwise


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["peek", "term", "choose", "beside", "leaders", "voice", "terms"])
def test_axe_finds_nothing(state: str, scheme: str, online: Visitor) -> None:
    visitor = online(bypass_csp=True, color_scheme=scheme)
    if state == "voice":
        page = reader(visitor)
        page.locator(".voice__top").click()
    else:
        places = {"beside": f"{STORY}#ernaast=exercises/oefening-1", "leaders": PRINCIPLE, "terms": "begrippen/"}
        page = visitor.go(places.get(state, STORY))
    if state == "peek":
        page.get_by_role("link", name="een andere jas").hover()
        expect(page.locator("#struin-peek")).to_be_visible()
    elif state == "term":
        page.get_by_role("button", name="meldcode", exact=True).click()
    elif state == "choose":
        page.get_by_role("button", name="Leg ernaast").click()
    elif state == "beside":
        expect(page.locator(".second h1")).to_be_visible()
    elif state == "leaders":
        page.get_by_text("Ik geef leiding aan een team").click()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []


@pytest.mark.parametrize("address", [STORY, PRINCIPLE, "begrippen/"])
def test_nothing_sticks_out_of_a_small_screen(online: Visitor, address: str) -> None:
    visitor = online(width=320)
    visitor.context.add_init_script(SPEECH)
    page = visitor.go(address)
    page.evaluate("arrive('nl')")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if page.locator(".voice__top").is_visible():
        page.locator(".voice__top").click()
        box = page.locator("struin-voice").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
