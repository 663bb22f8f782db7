"""Tells Diagnostics: as text for a person, as annotations for GitHub, as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Sequence

from struin.diagnostics import Diagnostic, Severity
from struin.strings import DEFAULT_LANGUAGE, catalogue

FORMATS = ("text", "github", "json")


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


def told(diagnostics: Sequence[Diagnostic], form: str, language: str = DEFAULT_LANGUAGE) -> str:
    """The findings in one of FORMATS."""
    return {"text": as_text, "github": as_github, "json": as_json}[form](diagnostics, language)
