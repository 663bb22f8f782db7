"""Findings for editors: collected by every stage, printed together, never logged inside a stage.

A Diagnostic holds a code and the values that go into its text; the words themselves are in the string
catalogues (`diagnostics.<code>.message` and `.hint`), so that a finding can be told in any language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from struin.strings import DEFAULT_LANGUAGE, catalogue


class Severity(StrEnum):
    """An error stops publishing; a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: `file` is POSIX and relative to the bundle's root; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


# What is of no use with its end cut off: what a field is for, and what there is to choose from.
_WHOLE = ("purpose", "choices", "known")


@dataclass(frozen=True)
class Diagnostic:
    """One finding. `values` fill the `{…}` in the catalogue's message and hint."""

    code: str
    place: Place
    severity: Severity = Severity.ERROR
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    def message(self, language: str = DEFAULT_LANGUAGE) -> str:
        return catalogue(language).text(f"diagnostics.{self.code}.message", **self._shown())

    def hint(self, language: str = DEFAULT_LANGUAGE) -> str:
        return catalogue(language).text(f"diagnostics.{self.code}.hint", **self._shown())

    def _shown(self) -> dict[str, str]:
        # Control characters in a value (from a file name or a title) could forge lines in a log.
        return {key: _printable(str(value), 800 if key in _WHOLE else 200) for key, value in self.values.items()}


def _printable(text: str, limit: int) -> str:
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return shown if len(shown) <= limit else shown[:limit] + "…"


def error(code: str, place: Place, **values: Any) -> Diagnostic:
    """A finding that stops publishing."""
    return Diagnostic(code, place, Severity.ERROR, values)


def warning(code: str, place: Place, **values: Any) -> Diagnostic:
    """A finding that only informs."""
    return Diagnostic(code, place, Severity.WARNING, values)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, errors before warnings at one place, each finding once."""
    unique = {(d.place, d.severity, d.code, str(d.values)): d for d in diagnostics}
    return [unique[key] for key in sorted(unique)]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in diagnostics)
