"""Looks for what points to a real person in all that an editor writes: addresses of mail and houses, telephone and
citizen service numbers, days of birth (promise 7 of the passport). A name it cannot know; people read for those.

What is certain enough is an error, what may be innocent a warning. Numbers that anybody may call, such as 112 and those
that begin with 0800, are no one's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from struin.diagnostics import Diagnostic, Place, Severity
from struin.source import Source
from struin.traces import traces

# A line that begins so stands by itself, so nothing runs on into it from the line above.
_APART = re.compile(r"\s*(?:[-*+|#>:]|\d{1,9}[.)]\s|`{3}|~{3}|\[[^\]]{1,80}\]:|$)")
# What a drawing says: in elements, in comments and in words for who cannot see it. The rest are numbers of lines.
_SAID = re.compile(r"<!--(?P<comment>[^<]*)|>(?P<text>[^<]+)|label=[\"'](?P<label>[^\"'<]{0,1000})")
# The number under which a consent is kept may have nine digits; those point to nobody.
_REFERENCE = ("passport", "consent", "reference")
_NUMBERS = frozenset({"trace-service-number", "trace-nine-digits"})


def look_for_traces(source: Source) -> Iterator[Diagnostic]:
    """Everything of that kind in the front matter's texts and in the body of one source, each at its place."""
    for location, place in source.value_marks.items():
        value: object = source.front
        for part in location:
            value = value[part]  # type: ignore[index]
        if isinstance(value, str):
            found = (Diagnostic(code, place, severity, values) for code, severity, values in _told(value))
            yield from (each for each in found if location != _REFERENCE or each.code not in _NUMBERS)
    yield from _in_lines(enumerate(source.body.split("\n"), source.body_line), source.path)


def look_in_file(file: Path, path: str) -> Iterator[Diagnostic]:
    """The same for a text beside the items: a glossary, captions, or what a drawing says. `path` is how it is told.

    Nothing for a file that is none, or cannot be read as text; that is told by who checks it.
    """
    if file.is_symlink():
        return
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    if file.suffix == ".svg":
        yield from _in_drawing(text, path)
    else:
        yield from _in_lines(enumerate(text.split("\n"), 1), path)


def _in_drawing(text: str, path: str) -> Iterator[Diagnostic]:
    for found in _SAID.finditer(text):
        name = found.lastgroup
        if name:
            first = text.count("\n", 0, found.start(name)) + 1
            before = found.start(name) - (text.rfind("\n", 0, found.start(name)) + 1)
            lines = found[name].split("\n")
            yield from _in_lines(enumerate([" " * before + lines[0], *lines[1:]], first), path)


@dataclass
class _Paragraph:
    """Lines that run on, as one text; `starts` are where each begins in it, `at` its number and column."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    at: list[tuple[int, int]] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        plain = line.strip()
        self.text += " " if self.starts else ""
        self.starts.append(len(self.text))
        self.at.append((number, len(line) - len(line.lstrip()) + 1))
        self.text += plain

    def place(self, path: str, start: int) -> Place:
        index = bisect_right(self.starts, start) - 1
        number, column = self.at[index]
        return Place(path, number, column + start - self.starts[index])


def _in_lines(lines: Iterable[tuple[int, str]], path: str) -> Iterator[Diagnostic]:
    paragraph = _Paragraph()
    for number, line in lines:
        if _APART.match(line):
            yield from _in_paragraph(paragraph, path)
            paragraph = _Paragraph()
        if line.strip():
            paragraph.add(number, line)
    yield from _in_paragraph(paragraph, path)


def _in_paragraph(paragraph: _Paragraph, path: str) -> Iterator[Diagnostic]:
    for trace in traces(paragraph.text):
        written = paragraph.text[trace.start : trace.end]
        yield Diagnostic(trace.code, paragraph.place(path, trace.start), trace.severity, {"written": written})


def _told(text: str) -> Iterator[tuple[str, Severity, dict[str, object]]]:
    for trace in traces(text):
        yield trace.code, trace.severity, {"written": text[trace.start : trace.end]}
