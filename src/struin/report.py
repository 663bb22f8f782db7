"""Tells Diagnostics: as text for a person, annotations for forges, JSON for a program, Markdown for a comment."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from itertools import groupby
from urllib.parse import quote

from struin.diagnostics import Diagnostic, Severity
from struin.strings import DEFAULT_LANGUAGE, catalogue

FORMATS = ("text", "github", "gitlab", "json", "markdown")
# What Markdown could take for more than a sign.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~&@:$^=\"']")
_UNSEEN = "\u200b"  # takes no room


def escaped(text: str) -> str:
    """A text of an author as Markdown that shows just that text, on one line, whatever is in it.

    After `@` and `#` stands a sign that takes no room: a forge looks for people and issues in what is shown.
    """
    line = " ".join(text.split())
    return _SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};{_UNSEEN if sign[0] in '@#' else ''}", line)


def as_text(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE) -> str:
    """One line per finding, `path:line:column: fout: message [code]`, its hint indented below; a total at the end."""
    words = catalogue(language)
    lines = []
    for finding in diagnostics:
        severity = words.text(f"report.{finding.severity.value}")
        lines.append(f"{finding.place}: {severity}: {finding.message(language)} [{finding.code}]")
        lines.append(f"    {finding.hint(language)}")
    lines.append(summary(diagnostics, language))
    return "\n".join(lines)


def summary(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE) -> str:
    """The total in one line."""
    words = catalogue(language)
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return words.text("report.clean")
    told = []
    if errors:
        told.append(words.count("report.errors", errors))
    if warnings:
        told.append(words.count("report.warnings", warnings))
    return words.text("report.total", found=words.text("report.and").join(told))


def as_github(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE) -> str:
    """Workflow commands that put each finding at its line of a pull request.

    Source of the format and its escapes: GitHub's documentation, 'Workflow commands for GitHub Actions'.
    """
    return "\n".join(_annotation(finding, language) for finding in diagnostics)


def _annotation(finding: Diagnostic, language: str) -> str:
    place, title = finding.place, f"{finding.message(language)} [{finding.code}]"
    properties = f"file={_property(place.file)},line={place.line},col={place.column},title={_property(title)}"
    return f"::{finding.severity.value} {properties}::{_data(finding.hint(language))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE) -> str:
    """A report of code quality, which GitLab shows beside a merge request.

    A fingerprint stays the same when lines move. Source of the format: GitLab's documentation, 'Code Quality'.
    """
    seen: Counter[str] = Counter()
    findings = []
    for finding in diagnostics:
        text = f"{finding.message(language)} {finding.hint(language)}"
        alike = f"{finding.code} {finding.place.file} {text}"
        seen[alike] += 1
        findings.append(
            {
                "description": text,
                "check_name": finding.code,
                "fingerprint": sha256(f"{alike} {seen[alike]}".encode()).hexdigest(),
                "severity": "major" if finding.severity is Severity.ERROR else "info",
                "location": {"path": finding.place.file, "lines": {"begin": finding.place.line}},
            }
        )
    return json.dumps(findings, ensure_ascii=False, indent=1)


def as_json(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE) -> str:
    """A JSON array of objects with severity, code, file, line, column, message and hint."""
    findings = [
        {
            "severity": finding.severity.value,
            "code": finding.code,
            "file": finding.place.file,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.message(language),
            "hint": finding.hint(language),
        }
        for finding in diagnostics
    ]
    return json.dumps(findings, ensure_ascii=False, indent=1)


def as_markdown(diagnostics: Sequence[Diagnostic], language: str = DEFAULT_LANGUAGE, source: str | None = None) -> str:
    """For a comment: the total, then per file what is wrong at which line, and how to mend it.

    `source` is the address under which a forge shows the files of this version, ending in a slash: with it each line
    is a link. `?plain=1` has GitHub and GitLab show Markdown as lines.
    """
    lines = [summary(diagnostics, language)]
    for file, findings in groupby(diagnostics, lambda finding: finding.place.file):
        lines += ["", f"**{escaped(file)}**", ""]
        lines += [f"- {_for_a_comment(finding, language, source)}" for finding in findings]
    return "\n".join(lines)


def _for_a_comment(finding: Diagnostic, language: str, source: str | None) -> str:
    words, place = catalogue(language), finding.place
    where = words.text("report.line", line=place.line)
    if source:
        where = f"[{where}]({source}{quote(place.file)}?plain=1#L{place.line})"
    severity = words.text(f"report.{finding.severity.value}")
    return f"{where}, {severity}: **{escaped(finding.message(language))}**<br>{escaped(finding.hint(language))}"


def told(diagnostics: Sequence[Diagnostic], form: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The findings in one of FORMATS."""
    forms: dict[str, Callable[[Sequence[Diagnostic], str], str]] = {
        "text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json, "markdown": as_markdown,
    }  # fmt: skip
    return forms[form](diagnostics, language)
