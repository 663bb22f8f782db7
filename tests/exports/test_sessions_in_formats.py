"""A session as Word, PDF, Markdown and calendar: all tell the same, and other programs read what we wrote."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import docx
import icalendar
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from exporting import ADDRESS, NIGHT, missing, order_of, plain, presenter, said
from readers import as_pdf, pdf_info, pdf_text
from struin.exports import exports
from struin.exports.md.export import escaped
from struin.exports.telling import Told, of_session
from struin.exports.zipped import unzipped

DAY = date(2026, 12, 1)
NAMES = ("ochtend", "vreemd")


@cache
def made(form: str, name: str, day: date = DAY, address: str | None = None) -> bytes:
    return bytes(exports()[form].make(presenter(address), f"sessions/{name}", day))


def told(name: str, day: date = DAY) -> Told:
    return of_session(presenter(), f"sessions/{name}", day)


def file(folder: Path, form: str, name: str, day: date = DAY) -> Path:
    written = folder / f"{name}.{form}"
    written.write_bytes(made(form, name, day))
    return written


# What each reader reads in it


def in_docx(content: bytes) -> str:
    """The paragraphs and tables in their order, by python-docx."""
    document = docx.Document(io.BytesIO(content))
    parts = []
    for part in document.iter_inner_content():
        rows = [part] if hasattr(part, "text") else [cell for row in part.rows for cell in row.cells]  # type: ignore[union-attr]
        parts += [each.text for each in rows]
    return "\n".join(parts)


def html_of(text: str) -> str:
    """By CommonMark, with the tables that GitHub added."""
    return str(MarkdownIt("commonmark").enable("table").render(text))


def in_markdown(content: bytes) -> str:
    """The text of the page that a Markdown program makes of it."""
    html = html_of(content.decode())
    tree = LexborHTMLParser(f"<body>{html}</body>")
    return tree.body.text() if tree.body else ""


def in_calendar(content: bytes) -> str:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return f"{event['summary']}\n{event['description']}"


READERS: dict[str, Callable[[bytes], str]] = {"docx": in_docx, "md": in_markdown, "ics": in_calendar}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", READERS)
def test_it_tells_everything_in_order(form: str, name: str) -> None:
    assert missing(said(told(name)), READERS[form](made(form, name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_tells_everything_too(tmp_path: Path, name: str) -> None:
    """Text from right to left comes out of a PDF in another order, so there only its letters are compared."""
    text = pdf_text(file(tmp_path, "pdf", name), "-raw")
    texts = [each for each in said(told(name)) if not re.search("[\u0590-\u06ff]", each)]
    # A remark and what is said in a footer may stand between; each text is there whole.
    assert [each for each in texts if plain(each) not in plain(text)] == []
    assert {sign for each in said(told(name)) for sign in plain(each)} <= set(plain(text))


# Word


def test_libreoffice_opens_the_document_and_lays_out_all_of_it(tmp_path: Path) -> None:
    for name in NAMES:
        text = pdf_text(as_pdf(file(tmp_path, "docx", name), tmp_path))
        texts = [each for each in said(told(name)) if not re.search("[\u0590-\u06ff]", each)]
        assert [each for each in texts if plain(each) not in plain(text)] == []


def test_the_document_has_real_styles_and_headings() -> None:
    document = docx.Document(io.BytesIO(made("docx", "ochtend")))
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name if paragraph.style else "", []).append(paragraph.text)
    assert by_style["Title"] == ["Een ochtend om de tafel"]
    assert by_style["Heading 1"] == ["In het kort", "Leg klaar", "Houd het veilig", "Blok voor blok"]
    assert by_style["Heading 2"] == [f"{block.start} {block.title}" for block in told("ochtend").blocks]
    assert "Zo doe je het" in by_style["Heading 3"]
    assert by_style["List Number"][0] == "09:50, 5 min Ga zitten. Kijk rond."
    assert by_style["Trainer note"] == [
        "Voor de begeleider: Begin op tijd.",
        "Voor de begeleider: Vraag door naar wie er niet is.",
        "Voor de begeleider: Korter kan niet.",
        "Voor de begeleider: Vraag door naar wie er niet is.",
    ]


def test_each_list_of_steps_begins_at_one() -> None:
    document = docx.Document(io.BytesIO(made("docx", "ochtend")))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    assert len(numbers) == 4
    assert len(set(numbers)) == 2, "two exercises, two lists"
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1


def test_the_first_row_of_the_table_comes_again_on_the_next_page() -> None:
    (table,) = docx.Document(io.BytesIO(made("docx", "ochtend"))).tables
    heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, *[False] * 6]
    assert [cell.text for cell in table.rows[0].cells] == ["Tijd", "Wat", "Minuten"]


def test_the_document_says_what_it_is_and_in_which_language() -> None:
    content = made("docx", "ochtend")
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.title, core.language, core.author) == ("Een ochtend om de tafel", "nl", "Proef")
    assert (core.created, core.modified) == (None, None), "no date of the library's template"
    files = unzipped(content)
    assert set(re.findall(rb'<w:lang [^>]*w:val="([\w-]+)"', files["word/styles.xml"])) == {b"nl-NL"}


def test_titles_lead_to_their_pages_where_the_address_is_known() -> None:
    relations = unzipped(made("docx", "ochtend", address=ADDRESS))["word/_rels/document.xml.rels"].decode()
    assert f'Target="{ADDRESS}exercises/kring/"' in relations
    assert "example.org" not in unzipped(made("docx", "ochtend"))["word/_rels/document.xml.rels"].decode()
    assert f"](<{ADDRESS}exercises/kring/>)" in made("md", "ochtend", address=ADDRESS).decode()


def test_control_characters_break_nothing() -> None:
    """None can come in by an item; what is told is made fit for XML all the same."""
    from struin.exports.telling import told as tell

    order = replace(order_of("ochtend"), title="Een\x00 \x1btitel\ud800\uffff", goal="Doel\x0b\x0c.")
    safe = tell(order, presenter().bundle.words, name="Proef\x00", licence="CC\x08")
    assert in_docx(exports()["docx"].written(safe)).startswith("Een titel\nDoel .")
    assert b"\x00" not in exports()["md"].written(safe)


# PDF


def test_the_pdf_is_tagged_and_has_a_title_and_a_language(tmp_path: Path) -> None:
    info = pdf_info(file(tmp_path, "pdf", "ochtend"))
    assert info["Title"] == "Een ochtend om de tafel"
    assert info["Tagged"] == "yes"
    assert "A4" in info["Page size"]
    inside = unpacked(made("pdf", "ochtend"))
    assert b"/Lang (nl)" in inside or b"/Lang(nl)" in inside
    assert b"<pdfuaid:part>1" in inside
    assert re.search(rb"/S\s*/H1\b", inside)
    assert re.search(rb"/S\s*/H2\b", inside)
    assert re.search(rb"/S\s*/TH\b", inside)


def test_a_letter_that_no_font_has_stays_in_the_text_and_the_claim_is_left_out(tmp_path: Path) -> None:
    strange = file(tmp_path, "pdf", "vreemd")
    assert "🎉" in pdf_text(strange)
    assert pdf_info(strange)["Tagged"] == "yes"
    assert b"pdfuaid" not in unpacked(made("pdf", "vreemd"))


def test_what_looks_like_typesetting_stays_text(tmp_path: Path) -> None:
    text = plain(pdf_text(file(tmp_path, "pdf", "vreemd"), "-raw"))
    assert plain(r"#strong[x] $x^2$ `raw` @ref // /* c */ = kop *vet* _schuin_ \u{41}") in text


def unpacked(pdf: bytes) -> bytes:
    """A PDF with what is in its compressed streams beside it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    found = [pdf]
    for stream in streams:
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


# Markdown


def test_markdown_has_headings_a_table_and_numbered_steps() -> None:
    tree = LexborHTMLParser(html_of(made("md", "ochtend").decode()))
    assert [node.text() for node in tree.css("h1")] == ["Een ochtend om de tafel"]
    assert len(tree.css("h2")) == 4
    assert len(tree.css("h3")) == 6
    assert [len(node.css("td")) for node in tree.css("tbody tr")] == [3] * 6
    assert len(tree.css("ol > li")) == 4
    assert len(tree.css("blockquote")) == 5


@pytest.mark.parametrize(
    "text",
    [
        "# kop", "- punt", "+ punt", "1. punt", "12) punt", "*vet* _schuin_ `code`", "[a](b) ![c](d)", "a | b",
        "http://voorbeeld.nl www.voorbeeld.nl", "&amp; <b>", r"\*", "---", "=== ===", "~~~", "> citaat", "[^1]: noot",
    ],
)  # fmt: skip
def test_no_text_is_read_as_a_mark(text: str) -> None:
    tree = LexborHTMLParser(html_of(f"{escaped(text)}\n\n| {escaped(text)} |\n| --- |\n"))
    paragraph, cell = tree.css_first("body > p"), tree.css_first("th")
    for found in (paragraph, cell):
        assert found is not None
        assert found.text().strip() == text
        assert list(found.iter()) == []


# The calendar


@pytest.mark.parametrize("name", [*NAMES, "nacht"])
def test_the_calendar_keeps_to_the_letter_of_the_standard(name: str) -> None:
    content = made("ics", name)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert unfolded[0] == "BEGIN:VCALENDAR"
    assert unfolded[-2] == "END:VCALENDAR"
    names = [re.split("[;:]", line)[0] for line in unfolded if line]
    assert all(re.fullmatch(r"[A-Z-]+", each) for each in names)
    for once in ("VERSION", "PRODID", "UID", "DTSTAMP", "DTEND", "SUMMARY"):
        assert names.count(once) == 1, once
    # Texts: a comma, semicolon or backslash has a backslash before it, and no other sign has.
    for line in unfolded:
        if line.startswith(("SUMMARY:", "DESCRIPTION:")):
            value = line.partition(":")[2]
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value)


def test_the_zone_goes_along_with_its_rules() -> None:
    calendar = icalendar.Calendar.from_ical(made("ics", "ochtend"))
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Amsterdam"
    rules = {part.name: part["rrule"].to_ical().decode() for part in zone.subcomponents}
    assert rules == {
        "DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    }


@pytest.mark.parametrize(
    ("name", "day", "begins", "ends"),
    [
        ("ochtend", date(2026, 12, 1), "2026-12-01T08:30", "2026-12-01T10:00"),
        ("ochtend", date(2026, 7, 1), "2026-07-01T07:30", "2026-07-01T09:00"),
        ("laat", date(2026, 12, 31), "2026-12-31T21:00", "2027-01-01T00:00"),
        ("nacht", date(2026, 10, 25), "2026-10-24T23:00", "2026-10-25T03:30"),
        ("nacht", date(2026, 3, 29), "2026-03-29T00:00", "2026-03-29T02:30"),
    ],
)
def test_it_is_at_the_right_moment_whatever_the_day(name: str, day: date, begins: str, ends: str) -> None:
    (event,) = icalendar.Calendar.from_ical(made("ics", name, day)).walk("VEVENT")
    found = [event[each].dt.astimezone(UTC).replace(tzinfo=None) for each in ("dtstart", "dtend")]
    assert found == [datetime.fromisoformat(begins), datetime.fromisoformat(ends)]


def test_a_time_that_the_clock_shows_twice_is_not_mistaken_for_the_first() -> None:
    """The last block ends at 02:45, the second time that it is so: an hour later than by the clock alone."""
    assert "04:00" in NIGHT
    order = order_of("nacht")
    short = replace(order, parts=order.parts[:2])
    from struin.exports.ics.calendar import written

    content = written(short, told("nacht"), "proef", date(2026, 10, 25))
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert event["dtend"].dt.astimezone(UTC) - event["dtstart"].dt.astimezone(UTC) == timedelta(minutes=105)
    late = replace(order.parts[0], minutes=150)
    content = written(replace(order, parts=(late,)), told("nacht"), "proef", date(2026, 10, 25))
    assert b"DTEND:20261025T013000Z" in content


def test_the_same_session_on_the_same_day_is_the_same_appointment() -> None:
    def uid(name: str, day: date) -> str:
        (event,) = icalendar.Calendar.from_ical(made("ics", name, day)).walk("VEVENT")
        return str(event["uid"])

    assert uid("ochtend", DAY) == uid("ochtend", DAY)
    assert len({uid("ochtend", DAY), uid("ochtend", date(2026, 12, 2)), uid("laat", DAY)}) == 3
