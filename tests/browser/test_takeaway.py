"""What a trainer takes along from the builder: read back by the programs that people will open it with."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import docx
import icalendar
import markdown
import pytest
import yaml
from playwright.sync_api import Download, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from browsing import Server, Visit
from built import PROJECT, Built
from readers import as_pdf, pdf_info, pdf_text, run

pytestmark = pytest.mark.browser

VisitFixture = Callable[..., Visit]
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STORY, DRAWING, CHECK, FLOOR = (
    "stories/ruitjespapier",
    "exercises/teken-de-keuken",
    "exercises/heb-je-even",
    "exercises/zes-vellen-op-de-vloer",
)
NOTES = ["Naamstickers niet vergeten.", "Zet Fatma en Joost niet naast elkaar.", "Plakband mee, vier rollen."]
GOAL = "Samen zien waar het spannend wordt."


def block(title: str, minutes: int, item: str | None = None, **more: Any) -> dict[str, Any]:
    own = None if item else more.pop("own", "step")
    return {"item": item, "own": own, "title": title, "minutes": minutes, "at": None, "do": "", "note": "", **more}


def plan(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    keyed = [{"key": f"b{number}", **each} for number, each in enumerate(blocks, 1)]
    return {
        "format": "struin-session", "version": 1, "id": "proef", "title": "Dinsdag: kijken in huis", "goal": GOAL,
        "date": "2026-12-01", "start": "09:30", "people": 12, "at": 1_795_000_000_000, "blocks": keyed, **more,
    }  # fmt: skip


MORNING = plan(
    block("Welkom", 10, own="welcome", do="Koffie, stoelen in een kring.", note=NOTES[0]),
    block("Ruitjespapier", 10, STORY),
    block("Teken de keuken", 25, DRAWING, note=NOTES[1]),
    block("Pauze", 15, own="break", at="10:30"),
    block("Heb je even?", 20, CHECK),
    block("Zes vellen op de vloer", 45, FLOOR, note=NOTES[2]),
)


def front(item: str) -> dict[str, Any]:
    """What the editors wrote above an item."""
    text = (PROJECT / f"content/{item}.md").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def builder(visitor: Visit, session: dict[str, Any] | None, *, texts: bool = False) -> Page:
    """The builder's page with a plan in it and the menu open."""
    page = visitor.go("sessie/")
    if session is not None:
        page.evaluate("(plan) => { Struin.rundown.save(plan); Struin.rundown.active = plan.id; }", session)
        page.reload()
    page.locator(".takeaway__open").click()
    if texts:
        page.get_by_label("Met de tekst van de verhalen").check()
    return page


def taken(page: Page, name: str) -> Download:
    with page.expect_download() as download:
        page.locator(".takeaway__way", has_text=re.compile(f"^{name}")).click()
    expect(said(page)).to_contain_text("staat bij je downloads")
    return download.value


def said(page: Page) -> Any:
    return page.locator(".takeaway__said")


def components(file: bytes | str, name: str) -> list[Any]:
    """The parts of a calendar file that are called so, as another program reads them."""
    found: list[Any] = icalendar.Calendar.from_ical(file).walk(name)
    return found


def words(text: str) -> str:
    return " ".join(text.split())


def in_order(expected: list[str], text: str) -> list[str]:
    """Those of the expected texts that do not come after the one before them."""
    missing, at = [], 0
    for each in map(words, expected):
        found = text.find(each, at)
        if found < 0:
            missing.append(each)
        else:
            at = found + len(each)
    return missing


# --- Word


def test_a_word_document_holds_the_session_with_real_headings_lists_and_a_table(
    visit: VisitFixture, tmp_path: Path
) -> None:
    visitor = visit()
    page = builder(visitor, MORNING, texts=True)
    assert not [each for each in visitor.requests if "fflate" in each], "the packer is loaded before it is asked for"
    download = taken(page, "Word")
    assert download.suggested_filename == "dinsdag-kijken-in-huis.docx"
    file = tmp_path / "sessie.docx"
    download.save_as(file)

    document = docx.Document(str(file))
    assert (document.core_properties.title, document.core_properties.language) == (MORNING["title"], "nl-NL")
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == [MORNING["title"]]
    assert by_style["Heading 1"] == ["In het kort", "Leg klaar", "Blok voor blok", "Om voor te lezen"]
    starts = ["09:30", "09:40", "09:50", "10:30", "10:45", "11:05"]
    titles = [each["title"] for each in MORNING["blocks"]]
    assert by_style["Heading 2"] == [f"{at}  {title}" for at, title in zip(starts, titles, strict=True)] + [
        "Ruitjespapier"
    ]
    drawing, floor = front(DRAWING), front(FLOOR)
    steps = [step["do"] for step in drawing["steps"] + floor["steps"]]
    assert [text.split("  ", 1)[1] for text in by_style["List Number"]] == steps
    lists = [
        p.paragraph_format.element.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"
    ]
    assert len(set(lists)) == 2, "each exercise counts its steps from 1"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Tijd", "Wat", "Minuten"]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader"), "the head of the table does not come back on a next page"
    assert [row.cells[1].text for row in table.rows[1:]] == titles

    pdf = as_pdf(file, tmp_path)
    assert pdf_info(pdf)["Title"] == MORNING["title"]
    pages = int(pdf_info(pdf)["Pages"])
    text = pdf_text(pdf, "-raw")
    assert f"{MORNING['title']} · {pages} / {pages}" in text
    text = words(re.sub(rf"{MORNING['title']} · \d+ / \d+", "", text))
    told = [
        MORNING["title"], "dinsdag 1 december 2026", "09:30–11:50", "2 uur en 20 minuten", "12 mensen", GOAL,
        "Koffie, stoelen in een kring.", NOTES[0], front(STORY)["question"],
        drawing["goal"], *[step["do"] for step in drawing["steps"]], *drawing["debrief"], drawing["safety"], NOTES[1],
        "De stappen zijn geschreven voor 60 minuten; dit blok duurt 45 minuten.",
        *[step["do"] for step in floor["steps"]], NOTES[2], "Let op de lamp",
    ]  # fmt: skip
    assert in_order(told, text) == []
    assert "09:50, 4 minuten" in text, "steps that fill their block have a time"


def test_the_same_plan_gives_the_same_bytes_wherever_it_is_made(visit: VisitFixture) -> None:
    def made(zone: str) -> dict[str, bytes]:
        page = builder(visit(timezone_id=zone, accept_downloads=True), MORNING)
        return {name: Path(taken(page, name).path()).read_bytes() for name in ("Word", "Markdown", "Agenda")}

    here, there = made("Europe/Amsterdam"), made("Pacific/Auckland")
    assert here == there
    with zipfile.ZipFile(io.BytesIO(here["Word"])) as packed:
        assert {each.date_time for each in packed.infolist()} == {(2020, 1, 1, 12, 0, 0)}


# --- texts that nobody should write, and somebody will

ODD = {
    "markup": "</w:t></w:p><w:p> & <b>vet</b> \"aan\" 'halen' ]]> <!-- &amp;",
    "control": "voor\x00\x01\x08\x0b\x0c\x1b\x7f\x9f\ufffe\uffffna",
    "halves": "los \ud83d en \ude00 samen \U0001f600",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f3\U0001f1f1",
    "rtl": "مرحبا بكم, שלום \u202e omgekeerd",
    "marks": "# *niet* _schuin_ `code` [link](javascript:x) | cel | ~~weg~~ ![x](y) <https://a.b> www.a.nl 1. - +",
    "calendar": "a;b,c\\d\\nBEGIN:VEVENT\r\nEND:VCALENDAR\u2028nog\u0085een",
    "long": "lang" * 1250,
    "list": "1. geen lijst\n- ook niet\n+ en dit niet\n=== of een kop\n    of code",
}
MAKE = """async (plan) => {
  const { calendar, forPeople, forTrainer, markdown, outline, word } = Struin.takeaway;
  const { words } = document.querySelector("struin-takeaway");
  const order = await outline(plan, words);
  const bytes = new Uint8Array(await (await word(order, { words, texts: true })).arrayBuffer());
  const papers = [await forTrainer(order, { words, texts: true }), await forPeople(order, { words, texts: true })];
  return {
    docx: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")),
    md: markdown(order, { words, texts: true }),
    ics: calendar(order, { date: "2026-12-01", each: true, words }),
    papers: papers.map((paper) => ({
      text: paper.textContent,
      bold: Array.from(paper.querySelectorAll("b"), (each) => each.textContent),
      foreign: paper.querySelectorAll("img, script, a[href^=javascript]").length,
    })),
  };
}"""


def fit(text: str) -> str:
    """What can be kept of a text: no control characters, no halves of pairs, one kind of blank."""
    return words(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]", "", text))


def test_no_text_breaks_a_file(visit: VisitFixture, tmp_path: Path) -> None:
    page = builder(visit(), MORNING)
    # Written as JSON: a lone half of a pair does not get to the browser otherwise.
    odd = plan(*(block(text, 10, do=text, note=text) for text in ODD.values()), title=ODD["markup"], goal=ODD["list"])
    made = page.evaluate(f"(text) => ({MAKE})(JSON.parse(text))", json.dumps(odd))

    document = docx.Document(io.BytesIO(base64.b64decode(made["docx"])))
    assert document.core_properties.title == fit(ODD["markup"])
    whole = words("\n".join(paragraph.text for paragraph in document.paragraphs))
    assert [name for name, text in ODD.items() if whole.count(fit(text)) < 3] == []
    file = tmp_path / "raar.docx"
    file.write_bytes(base64.b64decode(made["docx"]))
    read = re.sub(r"\s", "", pdf_text(as_pdf(file, tmp_path), "-raw"))
    assert read.count("lang") >= 3 * 1200, "a foot may come between, no more"
    assert "</w:t></w:p><w:p>&<b>vet</b>" in read

    events = components(made["ics"], "VEVENT")
    assert [words(str(event["SUMMARY"])) for event in events] == [fit(text) for text in ODD.values()]
    assert strict(made["ics"]) == []

    html = markdown.markdown(made["md"], extensions=["tables", "fenced_code"])
    tree = LexborHTMLParser(html)
    assert tree.css("b, img, a, code, del, w\\:p") == []
    assert len(tree.css("table tr")) == len(ODD) + 1
    assert {len(row.css("td")) for row in tree.css("tbody tr")} == {3}
    seen = re.sub(r"\s", "", tree.text())
    assert re.sub(r"\s", "", fit(ODD["markup"])) in seen
    assert "1.geenlijst" in seen

    for paper in made["papers"]:
        assert fit(ODD["markup"]) in words(paper["text"])
        assert "vet" not in paper["bold"]
        assert paper["foreign"] == 0


# --- the calendar


def strict(text: str) -> list[str]:
    """What is wrong with the lines of a calendar file by RFC 5545, 3.1."""
    faults = []
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", "") or "\r" in text.replace("\r\n", ""):
        faults.append("a line does not end in CRLF")
    for line in text.removesuffix("\r\n").split("\r\n"):
        if len(line.encode()) > 75:
            faults.append(f"longer than 75 bytes: {line}")
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line):
            faults.append(f"a control character: {line!r}")
    unfolded = text.replace("\r\n ", "")
    for line in unfolded.removesuffix("\r\n").split("\r\n"):
        if not re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line):
            faults.append(f"no property: {line}")
        elif re.match(r"(SUMMARY|DESCRIPTION):", line) and re.search(
            r"(?<!\\)(\\\\)*([;,]|\\[^\\;,nN])", line.partition(":")[2]
        ):
            faults.append(f"not escaped: {line}")
    return faults


def test_a_calendar_holds_one_appointment_or_one_for_each_part(visit: VisitFixture) -> None:
    page = builder(visit(), {**MORNING, "date": None})
    page.locator(".takeaway__way", has_text="Agenda").click()
    expect(said(page)).to_have_text("Kies eerst een dag. Een agenda kan niet zonder.")
    day = page.get_by_label("Op welke dag?")
    expect(day).to_be_focused()
    expect(day).to_have_attribute("aria-invalid", "true")
    day.fill("2026-12-01")
    expect(day).not_to_have_attribute("aria-invalid", "true")

    text = Path(taken(page, "Agenda").path()).read_bytes().decode()
    assert strict(text) == []
    (whole,) = components(text, "VEVENT")
    assert whole["UID"] == "proef@struin"
    assert whole["DTSTAMP"].dt == datetime.fromtimestamp(MORNING["at"] / 1000, UTC)
    assert whole["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (
        datetime(2026, 12, 1, 9, 30, tzinfo=AMSTERDAM), datetime(2026, 12, 1, 11, 50, tzinfo=AMSTERDAM),
    )  # fmt: skip
    assert (
        in_order(
            [GOAL, "09:30  Welkom", "11:05  Zes vellen op de vloer (45 minuten)", "Een dikke stift"],
            words(str(whole["DESCRIPTION"])),
        )
        == []
    )
    (zone,) = components(text, "VTIMEZONE")
    offsets = {
        at.astimezone(zone.to_tz()).utcoffset()
        for at in (datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    }
    assert offsets == {timedelta(hours=2), timedelta(hours=1)}

    page.get_by_label("Een afspraak per blok").check()
    events = components(Path(taken(page, "Agenda").path()).read_bytes(), "VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [each["title"] for each in MORNING["blocks"]]
    assert [str(event["UID"]) for event in events] == [f"proef-b{number}@struin" for number in range(1, 7)]
    assert [event["DTSTART"].dt.strftime("%H:%M") for event in events] == [
        "09:30",
        "09:40",
        "09:50",
        "10:30",
        "10:45",
        "11:05",
    ]


def real(session: dict[str, Any], date: str) -> list[list[int]]:
    """When blocks without fixed times are, in ms, by Python's own time zones."""
    start = datetime.fromisoformat(f"{date}T{session['start']}").replace(tzinfo=AMSTERDAM).timestamp()
    ends = [start]
    for each in session["blocks"]:
        ends.append(ends[-1] + each["minutes"] * 60)
    return [[int(one * 1000), int(other * 1000)] for one, other in pairwise(ends)]


def test_half_an_hour_is_half_an_hour_in_the_nights_when_the_clock_changes(visit: VisitFixture) -> None:
    page = builder(visit(), MORNING)
    blocks = [block(name, minutes) for name, minutes in (("een", 30), ("twee", 60), ("drie", 45), ("vier", 480))]
    changes = [
        f"{year}-{month:02}-{day:02}" for year in range(2024, 2041) for month in (3, 10) for day in range(25, 32)
    ]
    changes = [date for date in changes if datetime.fromisoformat(date).weekday() in (5, 6)]
    cases = [
        (plan(*blocks, start=start), date)
        for date in changes
        for start in ("00:30", "01:45", "02:00", "02:30", "03:00", "09:30", "23:50")
    ]
    found = page.evaluate(
        "(cases) => cases.map(([plan, date]) => Struin.takeaway.instants(plan, date)"
        ".map(({ start, end }) => [start, end]))",
        cases,
    )
    assert [case[1:] for case, slots in zip(cases, found, strict=True) if slots != real(*case)] == []

    # On every other day the calendar and the plan say the same.
    vectors = json.loads((PROJECT / "tests/data/schedule.json").read_text(encoding="utf-8"))
    plans = [
        plan(*(block("x", minutes, at=at) for minutes, at in each["blocks"]), start=each["start"]) for each in vectors
    ]
    midnight = datetime(2026, 6, 1, tzinfo=AMSTERDAM).timestamp()
    minutes = page.evaluate(
        "([plans, midnight]) => plans.map((plan) => Struin.takeaway.instants(plan, '2026-06-01')"
        ".map(({ start, end }) => [(start - midnight) / 60000, (end - midnight) / 60000]))",
        [plans, int(midnight * 1000)],
    )
    assert minutes == [[slot[:2] for slot in each["slots"]] for each in vectors]

    # As another program reads it, in the hour that comes twice too; and the trainer is told.
    for date, words_said, clock in (
        ("2027-03-28", "gaat de klok een uur vooruit", ["01:30", "03:30", "04:00"]),
        ("2027-10-31", "gaat de klok een uur terug", ["01:30", "02:30", "02:00"]),
    ):
        night = plan(block("een", 60), block("twee", 30), block("drie", 45), start="01:30", date=date)
        page.evaluate("(plan) => { Struin.rundown.save(plan); Struin.rundown.active = plan.id; }", night)
        page.reload()
        page.locator(".takeaway__open").click()
        expect(page.get_by_label("Op welke dag?")).to_have_value(date)
        whole = Path(taken(page, "Agenda").path()).read_bytes().decode()
        expect(said(page)).to_contain_text(words_said)
        assert in_order([f"{at}  " for at in clock], whole.replace("\r\n ", "")) == []
        page.get_by_label("Een afspraak per blok").check()
        events = components(Path(taken(page, "Agenda").path()).read_bytes(), "VEVENT")
        read = [[int(event[name].dt.timestamp() * 1000) for name in ("DTSTART", "DTEND")] for event in events]
        assert read == real(night, date)


# --- Markdown


def test_markdown_is_a_file_and_goes_to_the_clipboard(visit: VisitFixture) -> None:
    visitor = visit(permissions=["clipboard-read", "clipboard-write"])
    page = builder(visitor, MORNING, texts=True)
    text = Path(taken(page, "Markdown").path()).read_text(encoding="utf-8")
    tree = LexborHTMLParser(markdown.markdown(text, extensions=["tables"]))
    assert [node.text() for node in tree.css("h2")] == [
        "In het kort",
        "Leg klaar",
        "Blok voor blok",
        "Om voor te lezen",
    ]
    assert [node.text() for node in tree.css("tbody td:nth-child(2)")] == [each["title"] for each in MORNING["blocks"]]
    told = [
        front(DRAWING)["goal"],
        *[step["do"] for step in front(DRAWING)["steps"]],
        NOTES[1],
        NOTES[2],
        "Let op de lamp",
    ]
    assert in_order(told, words(tree.text())) == []
    page.locator(".takeaway__way", has_text="Kopieer").click()
    expect(said(page)).to_contain_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".takeaway__way", has_text="Kopieer").click()
    expect(said(page)).to_contain_text("De tekst is geselecteerd")
    expect(page.get_by_label("De tekst", exact=True)).to_be_focused()
    assert page.evaluate("document.activeElement.value") == text


# --- paper


def printed(page: Page, name: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """The pages of what is printed, and what is known of the PDF."""
    page.locator(".takeaway__way", has_text=re.compile(f"^{name}")).click()
    expect(page.locator(".handout__title")).to_be_focused()
    pdf = folder / f"{name}.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True, tagged=True, outline=True)
    info = pdf_info(pdf)
    return [pdf_text(pdf, "-raw", "-f", str(n), "-l", str(n)) for n in range(1, int(info["Pages"]) + 1)], info


def test_a_trainer_prints_six_blocks_on_four_pages_at_most(visit: VisitFixture, tmp_path: Path) -> None:
    page = builder(visit(), MORNING)
    pages, info = printed(page, "Draaiboek", tmp_path)
    assert len(pages) <= 4
    assert info["Page size"].endswith("(A4)")
    assert info["Tagged"] == "yes"
    assert "TrueType" not in run("pdffonts", [tmp_path / "Draaiboek.pdf"]), "letters of the machine instead of ours"
    text = words("\n".join(pages))
    drawing = front(DRAWING)
    told = [
        MORNING["title"], "dinsdag 1 december 2026", GOAL, NOTES[0], front(STORY)["question"], drawing["goal"],
        NOTES[1], *[step["do"] for step in drawing["steps"]], front(CHECK)["goal"], NOTES[2],
        front(FLOOR)["steps"][-1]["do"],
    ]  # fmt: skip
    assert in_order(told, text) == []
    assert [
        each
        for each in [*drawing["debrief"], drawing["safety"], drawing["room"], *drawing["material"]]
        if words(each) not in text
    ] == []
    assert [step["note"] for step in drawing["steps"] if "note" in step and words(step["note"]) not in text] == []
    for each in pages:
        lines = [line for line in each.splitlines() if line.strip() and not re.fullmatch(r"\d+ / \d+", line.strip())]
        assert lines, "a page with nothing on it"
        headings = {*(one["title"] for one in MORNING["blocks"]), "Daarna samen", "Houd het veilig", "Leg klaar"} - {
            "Pauze"
        }
        assert lines[-1].strip() not in headings
    assert "Let op de lamp" not in text, "the story's text was not asked for"

    # The print is named after the session, and the way back leads to where one was.
    page.evaluate("window.print = () => { window.named = document.title; dispatchEvent(new Event('afterprint')); }")
    title = page.title()
    page.get_by_role("button", name="Print", exact=True).click()
    page.wait_for_function("window.named")
    assert (page.evaluate("window.named"), page.title()) == ("dinsdag-kijken-in-huis", title)
    page.keyboard.press("Escape")
    expect(page.locator(".handout")).to_have_count(0)
    expect(page.locator(".takeaway__open")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Met de tekst van de verhalen").check()
    pages, _ = printed(page, "Draaiboek", tmp_path)
    assert len(pages) <= 4
    assert "Let op de lamp" in pages[-1]


def test_participants_get_worksheets_and_nothing_of_the_trainers(visit: VisitFixture, tmp_path: Path) -> None:
    page = builder(visit(), MORNING, texts=True)
    pages, _ = printed(page, "Deelnemersblad", tmp_path)
    text = words("\n".join(pages))
    exercises = [front(DRAWING), front(FLOOR)]
    for_trainers = [
        *NOTES, "Koffie, stoelen in een kring.",
        *(step[name] for each in exercises for step in each["steps"] for name in ("do", "note") if name in step),
        *(question for each in exercises for question in each["debrief"]),
        *(each["safety"] for each in exercises), "Mijn aantekening", "Voor de begeleider", "zijn geschreven voor",
    ]  # fmt: skip
    assert [each for each in for_trainers if words(each) in text] == []
    assert (
        in_order(
            [
                MORNING["title"],
                "09:30 Welkom",
                "11:05 Zes vellen op de vloer",
                front(FLOOR)["summary"],
                "Wat ik meeneem",
            ],
            text,
        )
        == []
    )
    # The self-check, with its answers to choose from and lines to write on; what is said of them is on the last page.
    (sheet,) = [each for each in pages if "Wat is je eerste zin?" in words(each)]
    assert "‘Weet zij het al?’" in sheet
    assert "Vier woorden en het gaat over haar." not in words("\n".join(pages[:-1]))
    assert "Vier woorden en het gaat over haar." in words(pages[-1])
    assert "Let op de lamp" in text
    assert page.locator(".handout textarea").count() == 0
    assert page.locator(".handout__worksheet .handout__rule > div").count() >= 5


# --- when something is amiss, and without a mouse


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_the_menu_and_on_the_sheets(width: int, scheme: str, chromium: Any, site: Built) -> None:
    with Server(site.folder, {}) as unguarded:  # the checker itself is put in past the policy of the page
        visitor = Visit(chromium, unguarded.url, width=width, color_scheme=scheme, bypass_csp=True)
        page = builder(visitor, {**MORNING, "date": None}, texts=True)
        page.locator(".takeaway__way", has_text="Agenda").click()
        assert axe(page, ".takeaway") == []
        for name in ("Draaiboek", "Deelnemersblad"):
            page.locator(".takeaway__way", has_text=re.compile(f"^{name}")).click()
            expect(page.locator(".handout__title")).to_be_focused()
            assert axe(page, ".handout") == []
            page.keyboard.press("Escape")
            page.keyboard.press("Enter")
        visitor.close()


def axe(page: Page, where: str) -> list[str]:
    page.evaluate((Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("(where) => axe.run(where, { resultTypes: ['violations'] })", where)
    return [f"{fault['id']}: {node['target']}" for fault in found["violations"] for node in fault["nodes"]]


def test_an_empty_session_a_withdrawn_part_and_a_lost_connection_are_told(visit: VisitFixture) -> None:
    visitor = visit()
    page = builder(visitor, plan())
    expect(said(page)).to_have_text("Er staat nog niets in je sessie. Zet er eerst een blok in.")
    page.locator(".takeaway__way", has_text="Word").click()
    expect(said(page)).to_have_text("Er staat nog niets in je sessie. Zet er eerst een blok in.")

    gone = plan(
        block("Was er ooit", 20, "exercises/was-er-ooit", note="Toch doen."),
        block("Citaat", 5, "quotes/slot-van-de-badkamer"),
    )
    page = builder(visitor, gone)
    text = Path(taken(page, "Markdown").path()).read_text(encoding="utf-8")
    expect(said(page)).to_contain_text("2 blokken staan niet meer in de bundel")
    assert in_order(["### 09:30 Was er ooit", "> Dit staat niet meer in de bundel.", "Toch doen."], words(text)) == []

    page = builder(visitor, MORNING)
    packer = f"{visitor.url}assets/struin/takeaway/fflate.js"
    visitor.expected.add(packer)
    held: list[Route] = []
    page.route(packer, lambda route: held.append(route))  # Playwright takes no method of a list
    with page.expect_request(packer):
        page.locator(".takeaway__way", has_text="Word").click()
    expect(said(page)).to_have_text("Het Word-bestand wordt gemaakt…")
    held[0].abort()
    expect(said(page)).to_contain_text("Het Word-bestand maken lukte niet. Je sessie is er nog.")
    page.unroute(packer)
    taken(page, "Word")


def test_the_menu_is_worked_with_the_keyboard(visit: VisitFixture) -> None:
    page = builder(visit(width=320), MORNING)
    menu = page.locator(".takeaway__menu")
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    box = page.locator(".takeaway__panel").bounding_box()
    assert box
    assert 0 <= box["x"] <= 320 - box["width"]
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator(".takeaway__open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(page.locator("[data-take=trainer]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".handout__title")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    page.get_by_role("button", name="Terug naar de sessie").press("Enter")
    expect(page.locator(".takeaway__open")).to_be_focused()
    page.locator("h1").first.click()
    expect(menu).not_to_have_attribute("open", "")
