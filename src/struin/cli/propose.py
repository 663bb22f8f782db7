"""`struin propose FILE`: makes a filled-in issue form into an item's file, or tells what keeps it from being one.

What is told is for a comment under the issue: one paragraph each, in words that name the questions of the form.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from struin.cli.machine import reason, write_new
from struin.diagnostics import Diagnostic, Place, Severity, error
from struin.filenames import propose
from struin.issue_form import KINDS, Question, questions
from struin.pipeline import check
from struin.proposal import FILE, as_file, fits, read_proposal
from struin.report import as_text
from struin.settings import Settings, read_settings
from struin.slices import discover, words
from struin.source import Source, read_file
from struin.strings import Catalogue, catalogue

MOST_BYTES = 5_000_000
Asked = Mapping[str, Sequence[Question]]


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("file", help=text("cli.propose.file"))
    command.add_argument("--kind", choices=KINDS, help=text("cli.propose.kind", known=", ".join(KINDS)))
    command.add_argument("--event", action="store_true", help=text("cli.propose.event"))


def run(arguments: argparse.Namespace) -> int:
    """0 and the path of the new file; 1 and what is wrong with what was filled in; 2 for a file that is not there."""
    settings, findings = read_settings(arguments.root)
    if settings is None:
        print(as_text(findings), file=sys.stderr)
        return 1
    try:
        data = _bytes(arguments.file)
        text = _of_event(data) if arguments.event else data.decode()
    except UnicodeDecodeError:
        return _tell([error("form-not-utf8", Place(FILE))], settings.language)
    except (OSError, ValueError):
        print(catalogue().text("cli.propose.unreadable", file=arguments.file), file=sys.stderr)
        return 2
    known = words(settings.language, arguments.root)
    collections = discover(arguments.root)
    kinds = [arguments.kind] if arguments.kind else [kind for kind in KINDS if kind in collections]
    asked = {kind: questions(collections[kind], known, settings) for kind in kinds}
    if not arguments.kind:
        asked = {kind: each for kind, each in asked.items() if fits(text, each)}
        if len(asked) != 1:
            return _tell([error("form-kind", Place(FILE))], settings.language)
    return _make(arguments.root, text, asked, settings, known)


def _bytes(file: str) -> bytes:
    """At most one byte more than can be a form. Raises OSError, and ValueError for a path that cannot be one."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _of_event(data: bytes) -> str:
    """The text of the issue in an event. Raises ValueError if there is none in it."""
    try:
        event = json.loads(data)
    except RecursionError as problem:
        raise ValueError("nested too deep") from problem
    issue = event.get("issue") if isinstance(event, dict) else None
    if not isinstance(issue, dict):
        raise ValueError("no issue in it")
    return str(issue.get("body") or "")


def _make(root: Path, text: str, asked: Asked, settings: Settings, known: Catalogue) -> int:
    [(kind, questions_)] = asked.items()
    proposal, findings = read_proposal(text, questions_, settings, date.today())
    if proposal is None:
        return _tell(findings, settings.language)
    folder = root / "content" / kind
    taken = {file.stem.lower() for file in folder.glob("*")}
    name = propose(str(proposal.front["title"]), taken)
    if not name:
        return _tell([error("form-name", Place(FILE))], settings.language)
    path = folder / f"{name}.md"
    shown = path.relative_to(root)
    try:
        folder.mkdir(exist_ok=True)
        write_new(path, as_file(proposal))
    except OSError as problem:
        print(catalogue().text("cli.propose.not-written", path=shown, reason=reason(problem)), file=sys.stderr)
        return 1
    good = False
    try:
        wrong = [finding for finding in check(root) if finding.severity is Severity.ERROR]
        source, _ = read_file(root, path)
        good = not wrong
    finally:
        if not good:
            path.unlink()
    if wrong:
        return _tell(wrong, settings.language, source, questions_)
    print(shown.as_posix())
    return 0


def _tell(
    findings: Sequence[Diagnostic], language: str, source: Source | None = None, asked: Sequence[Question] = ()
) -> int:
    text = catalogue(language).text
    for finding in findings:
        question = _question(finding, language, source, asked)
        if question and "field" in finding.values:
            finding = replace(finding, values={**finding.values, "field": question})
        message, hint = finding.message(language), finding.hint(language)
        if question and (instead := f"cli.propose.instead.{finding.code}") in catalogue(language):
            hint = text(instead)  # a form has no fields, lists or brackets
        told = f"{message} {hint}"
        if question and question not in message:
            told = text("cli.propose.finding", question=question, message=message, hint=hint)
        print(f"{told}\n")
    return 1


def _question(finding: Diagnostic, language: str, source: Source | None, asked: Sequence[Question]) -> str:
    """The question of the form whose answer a finding is about, as far as one can see."""
    place = finding.place
    if source is None or place.file != source.path:
        return "" if place.file == FILE else str(place)
    labels = {question.path: question.label for question in asked}
    if place.line >= source.body_line:
        line = place.line - source.body_line + 1
        return catalogue(language).text("cli.propose.at-line", question=labels[()], line=line)
    before = {location: each for location, each in source.value_marks.items() if location and each <= place}
    location = max(before, key=lambda each: (before[each], len(each)), default=())
    names = tuple(part for part in location if isinstance(part, str))
    while names and names not in labels:
        names = names[:-1]
    return labels.get(names, "") if names else ""
