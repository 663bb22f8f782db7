"""A world for a test: a bundle's root built from strings, and findings told the way an editor sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from struin.diagnostics import Diagnostic, Severity


def make_world(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes `files` (path → content; a str as UTF-8, its line ends as they are) and returns the root."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def told(diagnostics: Iterable[Diagnostic], language: str = "nl") -> str:
    """Findings in order, each as `path:line:column: fout|let op: message [code]` with its hint below it."""
    words = {Severity.ERROR: "fout", Severity.WARNING: "let op"}
    return "".join(
        f"{finding.place}: {words[finding.severity]}: {finding.message(language)} [{finding.code}]\n"
        f"    {finding.hint(language)}\n"
        for finding in diagnostics
    )
