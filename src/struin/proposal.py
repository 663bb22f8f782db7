"""The way back: what somebody filled in on an issue form becomes the file of an item, or a list of what is wrong.

A proposal is a stranger's text and stays text. GitHub writes every question of a form as `### title`, in order, with
what was answered below it; a text in which such a title stands twice could be read in two ways, so it is not read.
Front matter is written value by value, and each value is read back with the reader that will read it later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from struin.diagnostics import Diagnostic, Place, error
from struin.frontmatter import FORBIDDEN, read_front
from struin.issue_form import BETWEEN, Question
from struin.settings import Settings

FILE = "formulier"  # what a finding's place names: a form is no file
MOST = 200_000  # characters; GitHub takes a third of that
LONGEST_ADDRESS = 300
MAX_CHARACTERS = 5  # forbidden characters that are told of
_HEADING = "### "
_NOTHING = ("", "_No response_")
_TICKED = re.compile(r"^- \[[xX]\] ", re.MULTILINE)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4}))")
_BULLET = re.compile(r"^[-*•] +")
_ADDRESS = re.compile(r"https?://\S*?([a-z][a-z0-9-]*/[a-z][a-z0-9-]*)/?(?:index\.html)?(?:[?#]\S*)?")
_PART = re.compile(r"(?<!\\)\|")
_BLANKS = " \t"
# Times, numbers and yes or no to older readers of YAML, though not to ours.
_ELSEWHERE = re.compile(r"[-+.0-9][-+.:_0-9a-fox]*|y|n|yes|no|on|off", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9/._-]*")


@dataclass(frozen=True)
class Proposal:
    """What was filled in: the front matter in the order of its model, and the body."""

    front: dict[str, Any]
    body: str


def lines_of(text: str) -> str:
    """The text with line ends of one sort."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fits(text: str, asked: Sequence[Question]) -> bool:
    """Whether this is a form with these questions, each once and in their order."""
    return [label for _, label in _titles(lines_of(text), asked)] == [question.label for question in asked]


def read_proposal(
    text: str, asked: Sequence[Question], settings: Settings, today: date
) -> tuple[Proposal | None, list[Diagnostic]]:
    """What the text of an issue says, or all that keeps it from being read."""
    if len(text) > MOST:
        return None, [error("form-too-large", Place(FILE), limit=MOST // 1000)]
    text = lines_of(text)
    found = [*_unseen(text), *_misplaced(text, asked)]
    if found:
        return None, found
    lines = text.split("\n")
    starts = [line for line, _ in _titles(text, asked)]
    answers: list[tuple[Question, str, int]] = []
    for question, start, end in zip(asked, starts, [*starts[1:], len(lines)], strict=True):
        written = "\n".join(lines[start + 1 : end]).strip("\n")
        if question.shape != "body" or not written.strip():
            written = written.strip(_BLANKS + "\n")
        answers.append((question, "" if written in _NOTHING else written, start + 1))
    given: dict[tuple[str, ...], Any] = {}
    for question, written, line in answers:
        place = Place(FILE, line)
        if not written and question.required:
            found.append(error("form-unanswered", place, question=question.label))
        elif question.shape == "rows":
            rows, faults = _rows(question, written, line, lines)
            found += faults
            if rows:
                given[question.path] = rows
        else:
            _take(given, question, written)
    if found:
        return None, found
    body = given.pop((), "")
    front = _nested(given, asked)
    front["passport"] = _passport(front.get("passport", {}), settings, today)
    return Proposal(front, body), []


def _unseen(text: str) -> Iterator[Diagnostic]:
    for count, match in enumerate(FORBIDDEN.finditer(text)):
        if count == MAX_CHARACTERS:
            return
        line = text.count("\n", 0, match.start()) + 1
        yield error("form-character", Place(FILE, line), character=f"U+{ord(match[0]):04X}", line=line)


def _titles(text: str, asked: Sequence[Question]) -> list[tuple[int, str]]:
    """The lines, from 0, that are the title of a question."""
    known = {question.label for question in asked}
    lines = ((number, line.rstrip(_BLANKS)) for number, line in enumerate(text.split("\n")))
    titles = ((number, line.removeprefix(_HEADING)) for number, line in lines if line.startswith(_HEADING))
    return [(number, title) for number, title in titles if title in known]


def _misplaced(text: str, asked: Sequence[Question]) -> Iterator[Diagnostic]:
    titles = _titles(text, asked)
    labels = [label for _, label in titles]
    for question in asked:
        times = labels.count(question.label)
        if times == 0:
            yield error("form-question-missing", Place(FILE), question=question.label)
        elif times > 1:
            line = [number for number, label in titles if label == question.label][1] + 1
            yield error("form-question-twice", Place(FILE, line), question=question.label)
    wanted = [question.label for question in asked]
    if sorted(labels) == sorted(wanted) and labels != wanted:
        yield error("form-order", Place(FILE))


def _take(given: dict[tuple[str, ...], Any], question: Question, written: str) -> None:
    """Puts an answer at its place, unless there is none."""
    if question.shape == "yes":
        given[question.path] = bool(_TICKED.search(written))
    elif written and not (question.options and written == "None"):
        value = _value(question, written)
        if question.shape == "first":
            value = [value]
        elif question.shape == "others":
            value = [*given.get(question.path, []), *value]
        given[question.path] = value


def _value(question: Question, written: str) -> Any:
    """An answer as the front matter has it. What it cannot be stays text, for the check to tell of."""
    shape = question.shape
    if shape in ("choice", "first"):
        return _chosen(question, written)
    if shape in ("choices", "others"):
        return [_chosen(question, each) for each in written.split(", ")]
    if shape == "lines":
        lines = (_BULLET.sub("", line.strip(_BLANKS)) for line in written.split("\n"))
        return [_item(line) if question.refers else line for line in lines if line]
    if shape == "body":
        return written
    one = _joined(written)
    if shape == "number" and _NUMBER.fullmatch(one):
        return int(one)
    if shape == "date":
        return _day(one)
    return _item(one) if question.refers else one


def _joined(written: str) -> str:
    """Several lines as one: front matter has no line breaks in its texts."""
    return " ".join(line.strip(_BLANKS) for line in written.split("\n") if line.strip(_BLANKS))


def _chosen(question: Question, written: str) -> str:
    written = _joined(written)
    folded = {label.casefold(): value for label, value in question.options.items()}
    return question.options.get(written) or folded.get(written.casefold(), written)


def _day(written: str) -> date | str:
    match = _DATE.fullmatch(written)
    if match is None:
        return written
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return written


def _item(written: str) -> str:
    """The id of an item, where its address was pasted."""
    match = _ADDRESS.fullmatch(written) if len(written) <= LONGEST_ADDRESS else None
    return match[1] if match else written


def _rows(question: Question, written: str, start: int, lines: Sequence[str]) -> tuple[list[Any], list[Diagnostic]]:
    """Lines that are a thing with parts. `\\|` is a bar that parts nothing."""
    rows, found = [], []
    wanted = written.split("\n") if written else []
    while wanted and start < len(lines) and lines[start].strip(_BLANKS) != wanted[0].strip(_BLANKS):
        start += 1
    for line, row in enumerate(wanted, start + 1):
        parts = [part.strip(_BLANKS).replace("\\|", "|") for part in _PART.split(_BULLET.sub("", row.strip(_BLANKS)))]
        if parts == [""]:
            continue
        if any(parts[len(question.parts) :]):
            known = BETWEEN.join(part.label for part in question.parts)
            found.append(error("form-parts", Place(FILE, line), question=question.label, line=line, parts=known))
            continue
        pairs = zip(question.parts, parts, strict=False)
        rows.append({part.path[-1]: _value(part, text) for part, text in pairs if text})
    return rows, found


def _nested(given: Mapping[tuple[str, ...], Any], asked: Sequence[Question]) -> dict[str, Any]:
    front: dict[str, Any] = {}
    for question in asked:
        if question.path in given:
            inner = front
            for name in question.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[question.path[-1]] = given[question.path]
    return front


def _passport(said: Mapping[str, Any], settings: Settings, today: date) -> dict[str, Any]:
    """The passport with what is ours to say."""
    review = today.replace(year=today.year + 1, day=min(today.day, 28))
    return {**said, "licence": settings.licence, "review_by": review}


# Writing


def as_file(proposal: Proposal) -> str:
    """The text of the item's file, in the form in which editors write it; with LF and one at the end."""
    head = "\n".join(_mapping(proposal.front, ""))
    return f"---\n{head}\n---\n{proposal.body.rstrip()}\n"


def _mapping(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, dict) and all(type(each) is int for each in value.values()):
            yield f"{indent}{name}: {{{', '.join(f'{key}: {each}' for key, each in value.items())}}}"
        elif isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list) and all(isinstance(each, str) and _WORD.fullmatch(each) for each in value):
            yield f"{indent}{name}: [{', '.join(map(_flow, value))}]"
        elif isinstance(value, list):
            yield f"{indent}{name}:"
            for each in value:
                if isinstance(each, dict):
                    first, *rest = _mapping(each, f"{indent}    ")
                    yield f"{indent}  - {first.lstrip()}"
                    yield from rest
                else:
                    yield f"{indent}  - {_scalar(each)}"
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _flow(word: str) -> str:
    return word if _reads(f"key: [{word}]", [word]) else json.dumps(word)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)  # a number, a date
    # Bare where that reads as the same text, else in the quotes of JSON, which YAML reads too.
    bare = (
        value
        and not _ELSEWHERE.fullmatch(value)
        and _reads(f"key: {value}", value)
        and _reads(f"key:\n  - {value}", [value])
    )
    return value if bare else json.dumps(value, ensure_ascii=False)


def _reads(text: str, value: Any) -> bool:
    front, found = read_front(text, "")
    return front is not None and not found and front.values == {"key": value} and "\n" not in str(value)
