"""The page that stands in for the site while a build fails: what is wrong, where, and how to mend it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from struin.diagnostics import Severity
from struin.hosts.mkdocs.building import BuildFailed
from struin.strings import DEFAULT_LANGUAGE, catalogue


def render_error_page(failure: BuildFailed, language: str = DEFAULT_LANGUAGE) -> str:
    """A whole HTML page, with its own style and nothing to load; every text in it is escaped."""
    findings = [
        {
            "place": str(finding.place),
            "severity": finding.severity.value,
            "severity_words": catalogue(language).text(f"report.{finding.severity.value}"),
            "message": finding.message(language),
            "hint": finding.hint(language),
            "code": finding.code,
        }
        # What stops the site comes first; the order is otherwise that of files and lines.
        for finding in sorted(failure.diagnostics, key=lambda finding: finding.severity is not Severity.ERROR)
    ]
    return _template().render(
        language=language,
        t=catalogue(language).text,
        sentence=failure.sentence(language),
        failure=failure,
        findings=findings,
    )


def write_error_page(failure: BuildFailed, out: Path, language: str = DEFAULT_LANGUAGE) -> None:
    """Makes `out` a site with the error page at every address: as home, and for whatever is not there."""
    page = render_error_page(failure, language)
    for name in ("index.html", "404.html"):
        (out / name).write_text(page, encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("error.html")
