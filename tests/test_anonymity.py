"""What points to a real person is told at its line; what only looks like it is left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from struin.anonymity import look_for_traces, look_in_file
from struin.diagnostics import Severity
from struin.pipeline import check
from struin.source import Source, read_file
from struin.traces import is_service_number, traces
from world import STORY, bundle_world, item, make_world

PATH = Path("content/stories/jas.md")
VECTORS = Path(__file__).with_name("vectors")


def found(folder: Path, line: str, old: str = "") -> list[tuple[str, str, int, int]]:
    """What is told of a story that ends in this line; or that has it in the place of `old`."""
    text = STORY.replace(old, line) if old else f"{STORY.rstrip()}\n\n{line}\n"
    source, _ = read_file(make_world(folder, {PATH.as_posix(): text}), PATH)
    assert source is not None
    return [(each.code, each.severity.value, each.place.line, each.place.column) for each in look_for_traces(source)]


LAST = len(STORY.rstrip().splitlines()) + 2
ERROR, WARNING = Severity.ERROR.value, Severity.WARNING.value


@pytest.mark.parametrize(
    ("line", "code", "severity", "column"),
    [
        ("Mail naar m.jansen@buurt.example, zei ze.", "trace-mail", ERROR, 11),
        ("Bel 06 12 34 56 78.", "trace-telephone", ERROR, 5),
        ("Bel 06-12345678.", "trace-telephone", ERROR, 5),
        ("Bel 0612345678", "trace-telephone", ERROR, 5),
        ("Bel (020) 123 45 67, na vijven.", "trace-telephone", ERROR, 5),
        ("Bel +31 6 1234 5678!", "trace-telephone", ERROR, 5),
        ("Bel 0031612345678", "trace-telephone", ERROR, 5),
        ("In het dossier: 111222333.", "trace-service-number", ERROR, 17),
        ("In het dossier: 111 222 333.", "trace-service-number", ERROR, 17),
        ("In het dossier: 123456789.", "trace-nine-digits", WARNING, 17),
        ("Op 1234 AB woont niemand.", "trace-postcode", ERROR, 4),
        ("Op 1234AB woont niemand.", "trace-postcode", ERROR, 4),
        ("Hij is geboren op 3 mei 2014.", "trace-born", ERROR, 8),
        ("Geboortedatum: 03-05-2014", "trace-born", ERROR, 1),
        ("Op 3 mei 2014 werd ze geboren.", "trace-born", ERROR, 4),
        ("Ze woont in de Kerkstraat 12.", "trace-house", WARNING, 16),
        ("Ze woont aan de Lange Dreef… nee, Oude Weg 7b.", "trace-house", WARNING, 35),
    ],
)
def test_a_trace_is_told_at_its_line_and_column(
    tmp_path: Path, line: str, code: str, severity: str, column: int
) -> None:
    assert found(tmp_path, line) == [(code, severity, LAST, column)]


@pytest.mark.parametrize(
    "line",
    [
        "Bel bij gevaar 112, of Veilig Thuis op 0800-2000.",
        "Bel 113 of 0800-0113, dag en nacht.",
        "Om 09.30 tot 10.45 uur, kamer 12, 45 mensen.",
        "Op 7 juli 2019 brak de regen los.",
        "Hij is jarig op 3 mei.",
        "Het kostte € 1.234.567,89 en 1000 NOK.",
        "In 2014 SS-woorden: artikel 1234.",
        "Lang leve de straat 12 keer.",
        "Het Stadhuis 2024 was nieuw.",
        "Bladzijde 1234 is leeg. @thuis stond er.",
        "Rij 020 van 100, stoel 6.",
    ],
)
def test_what_only_looks_like_one_is_left_alone(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, line) == []


def vectors(name: str) -> list[tuple[str, str]]:
    """The lines of a file of vectors, each with the code that it stands under."""
    found, code = [], ""
    for line in (VECTORS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[trace-"):
            code = line.strip("[]")
        elif line and not line.startswith("# "):
            found.append((code, line))
    return found


def test_every_common_way_of_writing_one_is_told() -> None:
    known = vectors("traces.txt")
    assert [(code, text) for code, text in known if code not in {each.code for each in traces(text)}] == []
    assert len(known) > 200


def test_no_harmless_sentence_is_told() -> None:
    known = [text for _, text in vectors("no-traces.txt")]
    assert [text for text in known if list(traces(text))] == []
    assert len(known) > 200


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mail &#110;oor&#64;voorbeeld.nl nu", "&#110;oor&#64;voorbeeld.nl"),
        ("Bel ‘**06**-12345678**’", "06**-12345678"),
        ("**Let op** 06\\-12345678, ja", "06\\-12345678"),
        ("’s Avonds: 06–12345678.", "06–12345678"),
        ("Bel 06\u200b1234\u00ad5678.", "06\u200b1234\u00ad5678"),
        ("mailto:noor%40voorbeeld.nl)", "noor%40voorbeeld.nl"),
    ],
)
def test_it_is_told_as_it_was_written_though_it_reads_otherwise(text: str, written: str) -> None:
    assert [text[each.start : each.end] for each in traces(text)] == [written]


@given(st.text(st.sampled_from("06-1 &#45;*_\\’@a.Kstrat(\u00a0%")))
def test_what_is_told_stands_in_the_text_where_it_is_told(text: str) -> None:
    for each in traces(f"{text} noor@voorbeeld.nl"):
        assert 0 <= each.start < each.end <= len(text) + 18


def test_what_runs_on_over_the_end_of_a_line_is_told_where_it_begins(tmp_path: Path) -> None:
    text = f"{STORY}\nZe woont in de\n  Kerkstraat\n12, en is geboren op 3\nmei 1987.\n- 06\n- 12345678\n"
    source, _ = read_file(make_world(tmp_path, {PATH.as_posix(): text}), PATH)
    assert source is not None
    last = len(STORY.splitlines())
    assert [(each.code, each.place.line, each.place.column) for each in look_for_traces(source)] == [
        ("trace-born", last + 4, 11),
        ("trace-house", last + 3, 3),
    ]


@pytest.mark.parametrize("text", ["a", "Aa ", "1", "12.", "Astraat ", "A'", "geboren ", "&#48;", "06 ", "a at ", "A1 "])
def test_a_long_text_of_any_sort_takes_no_longer_than_a_page_may(text: str) -> None:
    body = f"{text * (200_000 // len(text))} 1"
    begin = time.monotonic()
    list(look_for_traces(Source("x.md", "stories", "x", {}, {}, {}, body, 1, "")))
    assert time.monotonic() - begin < 5


SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-label="Kerkstraat 12">
<!-- van noor@voorbeeld.nl -->
<title>Een
deur: 06-12345678</title>
<path d="M06 12 34 56 78 0 0612345678"/></svg>
"""
VTT = """WEBVTT

1
00:06:12.345 --> 00:07:12.678
Bel <v Noor>06-12345678.
"""
GLOSSARY = "# Bel 06-12345678\nbuurt:\n  means: Wie er woont, zoals noor@voorbeeld.nl en de rest.\n"


def test_a_glossary_captions_and_drawings_are_looked_at_too(tmp_path: Path) -> None:
    files = {"media/deur.svg": SVG, "media/deur.vtt": VTT, "glossary.yml": GLOSSARY, "stories/een.md": item("stories")}
    root = bundle_world(tmp_path, files)
    assert [(str(each.place), each.code) for each in check(root)] == [
        ("content/glossary.yml:1:7", "trace-telephone"),
        ("content/glossary.yml:3:30", "trace-mail"),
        ("content/media/deur.svg:1:71", "trace-house"),
        ("content/media/deur.svg:2:10", "trace-mail"),
        ("content/media/deur.svg:4:7", "trace-telephone"),
        ("content/media/deur.vtt:5:13", "trace-telephone"),
    ]


def test_a_link_is_not_followed_to_look_for_traces(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("noor@voorbeeld.nl", encoding="utf-8")
    (tmp_path / "glossary.yml").symlink_to(tmp_path / "geheim")
    assert list(look_in_file(tmp_path / "glossary.yml", "glossary.yml")) == []


def test_front_matter_is_looked_at_too_and_a_consent_is_kept_under_a_number_only(tmp_path: Path) -> None:
    told = found(
        tmp_path, "summary: Bel 0612345678 en vraag naar haar.", "summary: Een regel die zin geeft om dit open te doen."
    )
    assert [(code, line) for code, _, line, _ in told] == [("trace-telephone", 3)]
    consent = "origin: told\n  consent: {{reference: '{}', given_on: 2026-01-01, valid_until: 2999-01-01}}"
    assert found(tmp_path, consent.format("111222333"), "origin: own") == []
    told = found(tmp_path, consent.format("noor@voorbeeld.nl"), "origin: own")
    assert [code for code, *_ in told] == ["trace-mail"]


def test_several_on_one_line_are_each_told(tmp_path: Path) -> None:
    told = found(tmp_path, "a@b.example of c@d.example, 0612345678")
    assert [code for code, *_ in told] == ["trace-mail", "trace-mail", "trace-telephone"]


@given(st.integers(0, 99_999_999))
def test_one_wrong_digit_fails_the_eleven_test(eight: int) -> None:
    """Of any nine digits that pass, no other last digit passes: that is what the test is for."""
    passing = [last for last in range(10) if is_service_number(f"{eight:08}{last}")]
    assert len(passing) <= 1
