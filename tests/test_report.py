"""Telling findings: to a person, to a pull request, to a program."""

from __future__ import annotations

import json

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from struin.diagnostics import Diagnostic, Place, Severity, error, in_order, warning
from struin.report import FORMATS, as_github, as_gitlab, as_json, as_markdown, as_text, summary, told

FILE = "content/stories/de-jas.md"
FINDINGS = [
    error("field-unknown-meant", Place(FILE, 2, 1), field="titel", meant="title"),
    warning("word-twice", Place(FILE, 5, 16), field="themes", word="taal"),
]


def test_a_person_reads_place_severity_message_and_code_then_the_hint_then_a_total() -> None:
    assert as_text(FINDINGS) == (
        "content/stories/de-jas.md:2:1: fout: Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’? "
        "[field-unknown-meant]\n"
        "    Verbeter de naam van het veld. Namen van velden zijn Engels en met kleine letters.\n"
        "content/stories/de-jas.md:5:16: let op: ‘taal’ staat twee keer in ‘themes’. [word-twice]\n"
        "    Haal er één weg.\n"
        "1 fout en 1 aandachtspunt."
    )


def test_the_same_can_be_told_in_english() -> None:
    text = as_text(FINDINGS, "en")
    assert "error: " in text
    assert "note: " in text
    assert "fout" not in text


@pytest.mark.parametrize(
    ("errors", "warnings", "total"),
    [
        (0, 0, "Alles in orde."),
        (1, 0, "1 fout."),
        (2, 0, "2 fouten."),
        (0, 1, "1 aandachtspunt."),
        (3, 2, "3 fouten en 2 aandachtspunten."),
    ],
)
def test_the_total_counts_in_words(errors: int, warnings: int, total: str) -> None:
    assert summary([FINDINGS[0]] * errors + [FINDINGS[1]] * warnings) == total


def test_a_pull_request_gets_an_annotation_at_the_line() -> None:
    assert as_github(FINDINGS) == (
        "::error file=content/stories/de-jas.md,line=2,col=1,"
        "title=Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’? [field-unknown-meant]"
        "::Verbeter de naam van het veld. Namen van velden zijn Engels en met kleine letters.\n"
        "::warning file=content/stories/de-jas.md,line=5,col=16,"
        "title=‘taal’ staat twee keer in ‘themes’. [word-twice]::Haal er één weg."
    )


def test_nothing_in_a_finding_can_end_an_annotation_or_begin_another() -> None:
    """GitHub's escapes: %, CR and LF in the text; in properties also colon and comma."""
    odd = "50%, a:b\r\n::error file=x::y"
    line = as_github([error("word-unknown", Place("content/a,b:c%.md"), field=odd, word="w", known="a, b: 100%")])
    assert "\n" not in line
    assert "\r" not in line
    properties, _, data = line.removeprefix("::error ").partition("::")
    assert properties.startswith("file=content/a%2Cb%3Ac%25.md,line=1,col=1,title=")
    assert properties.count(",") == 3
    assert "50%25%2C a%3Ab" in properties
    # In the text a colon and a comma may stay.
    assert "a, b: 100%25" in data


def test_a_program_reads_every_part_apart() -> None:
    read = json.loads(as_json(FINDINGS))
    assert read[0] == {
        "severity": "error",
        "code": "field-unknown-meant",
        "file": FILE,
        "line": 2,
        "column": 1,
        "message": "Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’?",
        "hint": "Verbeter de naam van het veld. Namen van velden zijn Engels en met kleine letters.",
    }
    assert [each["severity"] for each in read] == ["error", "warning"]
    assert json.loads(as_json([])) == []


def test_gitlab_gets_what_its_list_of_code_quality_needs() -> None:
    """As its documentation has it: five fields, a severity out of five, and a fingerprint for each finding."""
    again = [*FINDINGS, warning("word-twice", Place(FILE, 9, 1), field="themes", word="taal")]
    read = json.loads(as_gitlab(again))
    assert read[0]["description"].startswith("Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’? Verbeter de naam")
    assert [(each["check_name"], each["severity"], each["location"]) for each in read] == [
        ("field-unknown-meant", "major", {"path": FILE, "lines": {"begin": 2}}),
        ("word-twice", "info", {"path": FILE, "lines": {"begin": 5}}),
        ("word-twice", "info", {"path": FILE, "lines": {"begin": 9}}),
    ]
    assert len({each["fingerprint"] for each in read}) == 3
    lower = [warning("word-twice", Place(FILE, 7, 1), field="themes", word="taal")]
    assert json.loads(as_gitlab(lower))[0]["fingerprint"] == read[1]["fingerprint"]  # only its line is another
    assert json.loads(as_gitlab([])) == []


def test_a_comment_gets_a_list_per_file_with_a_link_to_the_line() -> None:
    told_plainly = as_markdown(FINDINGS)
    assert told_plainly.startswith(
        "1 fout en 1 aandachtspunt.\n\n**content/stories/de&#45;jas&#46;md**\n\n- regel 2, fout: "
    )
    shown = LexborHTMLParser(markdown(as_markdown(FINDINGS, source="https://x.example/o/")))
    assert [node.text() for node in shown.css("li")] == [
        "regel 2, fout: Het veld ‘titel’ bestaat hier niet; bedoel je ‘title’?"
        "Verbeter de naam van het veld. Namen van velden zijn Engels en met kleine letters.",
        "regel 5, let op: ‘taal’ staat twee keer in ‘themes’.Haal er één weg.",
    ]
    assert [node.attributes["href"] for node in shown.css("a")] == [
        f"https://x.example/o/{FILE}?plain=1#L{line}" for line in (2, 5)
    ]


def test_no_value_or_name_of_a_file_is_markup_in_a_comment() -> None:
    odd = '<img src=x> ![a](b) @noor #12 `c` **d** "e" | f'
    found = [error("field-unknown-meant", Place("content/a)](x) <b>`*.md"), field=odd, meant="y")]
    shown = LexborHTMLParser(markdown(as_markdown(found, source="https://x.example/")))
    assert [node.attributes["href"] for node in shown.css("a")] == [
        "https://x.example/content/a%29%5D%28x%29%20%3Cb%3E%60%2A.md?plain=1#L1"
    ]
    assert not shown.css("img, code, em, b")
    assert odd in shown.text().replace("\u200b", "")
    assert "@noor" not in shown.text()


def test_every_format_can_be_asked_for_by_its_name() -> None:
    assert {form: told(FINDINGS, form) for form in FORMATS} == {
        "text": as_text(FINDINGS),
        "github": as_github(FINDINGS),
        "gitlab": as_gitlab(FINDINGS),
        "markdown": as_markdown(FINDINGS),
        "json": as_json(FINDINGS),
    }


def test_control_signs_in_a_value_cannot_forge_a_line_of_the_report() -> None:
    forged = "x\ncontent/a.md:1:1: fout: vals [vals]\x1b[2K"
    text = as_text([error("field-unknown-meant", Place(FILE), field=forged, meant="y")])
    assert len(text.splitlines()) == 3
    assert "\x1b" not in text
    assert "x\\u000acontent/a.md" in text


def test_a_very_long_value_is_cut_off() -> None:
    assert len(error("word-twice", Place(FILE), word="x" * 10_000, field="themes").message()) < 300


def test_findings_come_in_the_order_of_files_and_lines_each_once_and_errors_first() -> None:
    def at(line: int, severity: Severity, file: str = FILE) -> Diagnostic:
        return Diagnostic("word-twice", Place(file, line), severity, {"word": "x", "field": "themes"})

    mixed = [
        at(10, Severity.ERROR),
        at(2, Severity.WARNING),
        at(2, Severity.ERROR),
        at(1, Severity.ERROR, "content/a.md"),
    ]
    assert in_order([*mixed, *mixed]) == [mixed[3], mixed[2], mixed[1], mixed[0]]
