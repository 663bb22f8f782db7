"""What points to a real person is told at its line; what only looks like it is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from struin.anonymity import is_service_number, look_for_traces
from struin.diagnostics import Severity
from struin.source import read_file
from world import STORY, make_world

PATH = Path("content/stories/jas.md")


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


def test_front_matter_is_looked_at_too_but_not_the_number_of_a_consent(tmp_path: Path) -> None:
    told = found(
        tmp_path, "summary: Bel 0612345678 en vraag naar haar.", "summary: Een regel die zin geeft om dit open te doen."
    )
    assert [(code, line) for code, _, line, _ in told] == [("trace-telephone", 3)]
    consent = (
        "origin: told\n  consent: {reference: 0612345678a@x.example, given_on: 2026-01-01, valid_until: 2999-01-01}"
    )
    assert found(tmp_path, consent, "origin: own") == []


def test_several_on_one_line_are_each_told(tmp_path: Path) -> None:
    told = found(tmp_path, "a@b.example of c@d.example, 0612345678")
    assert [code for code, *_ in told] == ["trace-mail", "trace-mail", "trace-telephone"]


@given(st.integers(0, 99_999_999))
def test_one_wrong_digit_fails_the_eleven_test(eight: int) -> None:
    """Of any nine digits that pass, no other last digit passes: that is what the test is for."""
    passing = [last for last in range(10) if is_service_number(f"{eight:08}{last}")]
    assert len(passing) <= 1
