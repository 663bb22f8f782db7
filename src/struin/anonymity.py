"""Looks for what points to a real person: addresses of mail and houses, telephone and citizen service numbers, days of
birth (promise 7 of the passport). A name it cannot know; people read for those.

What is certain enough is an error, what may be innocent a warning. Numbers that anybody may call, such as 112 and those
that begin with 0800, are no one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from struin.diagnostics import Diagnostic, Place, Severity
from struin.source import Source

_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:\d{{1,2}}\s+(?:{_MONTH})\s+{_YEAR}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_YEAR}|\d\d)|{_YEAR}-\d\d-\d\d)"
_BORN = r"(?:geboren|geb\.|geboortedatum|geboortedag|jarig|born|date of birth)"
_STREET = (
    r"[A-ZÀ-Þ][\w’'.-]*(?:straat|laan|weg|plein|kade|gracht|hof|dijk|singel|steeg|pad|dreef|plantsoen|wal|markt)"
    r"|(?:[A-ZÀ-Þ][\w’'.-]+ )+(?:[Ss]traat|[Ll]aan|[Ww]eg|[Pp]lein|[Kk]ade|[Gg]racht|[Hh]of|[Dd]ijk|[Ss]ingel)"
)
_PATTERNS: tuple[tuple[str, Severity, re.Pattern[str]], ...] = (
    ("trace-mail", Severity.ERROR, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        # Dutch numbers as people write them: 06 12 34 56 78, 020-1234567, +31 6 12345678, 0031…
        "trace-telephone",
        Severity.ERROR,
        re.compile(r"(?<![\w.,-])(?:(?:\+31|0031)[ .-]?(?:\(0\))?|\(?0)[1-79](?:[ .()-]{0,2}\d){8}(?![\w-]|[.,]\d)"),
    ),
    ("trace-postcode", Severity.ERROR, re.compile(r"(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)")),
    (
        "trace-born",
        Severity.ERROR,
        re.compile(rf"(?i)\b{_BORN}[^.!?\n]{{0,40}}?{_DAY}|{_DAY}[^.!?\n]{{0,20}}?\b{_BORN}"),
    ),
    (
        "trace-house",
        Severity.WARNING,
        re.compile(rf"(?<!\w)(?:{_STREET})\s+\d{{1,4}}(?:\s?-?[a-zA-Z])?(?!\w|[.,]\d|:\d)"),
    ),
)  # fmt: skip
_NINE = re.compile(r"(?<![\w.,-])(?:\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3})(?![\w-]|[.,]\d)")


def look_for_traces(source: Source) -> Iterator[Diagnostic]:
    """Everything of that kind in the front matter's texts and in the body of one source, each at its place."""
    for location, place in source.value_marks.items():
        value: object = source.front
        for part in location:
            value = value[part]  # type: ignore[index]
        # The number under which a consent is kept is made to point to nobody.
        if isinstance(value, str) and location[:2] != ("passport", "consent"):
            yield from _in_line(value, place.file, place.line, None, place)
    for number, line in enumerate(source.body.split("\n"), source.body_line):
        yield from _in_line(line, source.path, number, 1, Place(source.path, number))


def _in_line(text: str, file: str, line: int, first: int | None, place: Place) -> Iterator[Diagnostic]:
    """`first` is the column at which the text begins, or None where the text is not as written."""
    if not any(sign.isdigit() or sign == "@" for sign in text):
        return
    for code, severity, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            at = place if first is None else Place(file, line, first + found.start())
            yield Diagnostic(code, at, severity, {"written": found.group()})
    for found in _NINE.finditer(text):
        at = place if first is None else Place(file, line, first + found.start())
        certain = is_service_number(re.sub(r"\D", "", found.group()))
        code, severity = (
            ("trace-service-number", Severity.ERROR) if certain else ("trace-nine-digits", Severity.WARNING)
        )
        yield Diagnostic(code, at, severity, {"written": found.group()})


def is_service_number(digits: str) -> bool:
    """Whether nine digits can be a citizen service number (BSN): the eleven-test, with the last digit counted negative.

    Source: Logisch Ontwerp BSN, Rijksdienst voor Identiteitsgegevens.
    """
    if len(digits) != 9 or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0
