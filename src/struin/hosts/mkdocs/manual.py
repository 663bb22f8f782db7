"""The manual of the exercises for editors, made from the examples of each type: how it is written, what comes of it,
and what the check says of mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from struin.interaction import read
from struin.markup import Job, render_one
from struin.present import Presenter
from struin.slices import InteractionType, interactions

# A finding as `tests/test_interactions.py` has it checked, with its hint on the next line.
_FINDING = re.compile(r"^[^\s:]+:(\d+):\d+: [^:]+: (.*) \[[a-z-]+\]\n {4}(.*)$", re.MULTILINE)
_ABOVE = 19  # lines that stand above an example when it is checked


@dataclass(frozen=True)
class Mistake:
    """A wrong example, and what the check says: the line of the example, the message and the hint."""

    source: str
    findings: Sequence[tuple[int, str, str]]


@dataclass(frozen=True)
class Manual:
    """What the manual tells of one type; `shown` pairs how it is written with what comes of it."""

    name: str
    title: str
    about: str
    shown: Sequence[tuple[str, Markup]]
    mistakes: Sequence[Mistake]


def manuals(presenter: Presenter, prefix: str) -> Iterator[Manual]:
    """Every type, by the order of its name; `prefix` leads from the page to the site's root."""
    text = presenter.bundle.words.text
    for kind in interactions(presenter.bundle.root).values():
        examples = kind.folder / "examples"
        yield Manual(
            name=kind.name,
            title=text(f"{kind.name}.name"),
            about=text(f"{kind.name}.about"),
            shown=tuple(_shown(presenter, kind, file, prefix) for file in sorted(examples.glob("valid/*.md"))),
            mistakes=tuple(_mistake(file) for file in sorted(examples.glob("invalid/*.md"))),
        )


def _shown(presenter: Presenter, kind: InteractionType, file: Path, prefix: str) -> tuple[str, Markup]:
    """The example, and the exercise that it makes, with ids that no other example on the page has."""
    source = file.read_text(encoding="utf-8")
    name = f"{kind.name}-{file.stem}"
    body = render_one(Job(f"content/voorbeelden/{name}.md", source))
    models = {kind.name: kind.model}
    blocks = (replace(block, id=f"{name}-{block.id}") for block in body.interactions)
    made = (read(block, models, presenter.bundle.settings.principles)[0] for block in blocks)
    some = next(iter(presenter.bundle.entries.values()))
    entry = replace(some, id=f"voorbeelden/{name}", body=body, interactions=tuple(filter(None, made)))
    return source, presenter.body(entry, prefix)


def _mistake(file: Path) -> Mistake:
    told = file.with_suffix(".txt").read_text(encoding="utf-8")
    shifted = [(line - _ABOVE, message, hint) for line, message, hint in findings(told)]
    return Mistake(file.read_text(encoding="utf-8"), shifted)


def findings(told: str) -> list[tuple[int, str, str]]:
    """The line, message and hint of each finding in the text of a check."""
    return [(int(line), message, hint) for line, message, hint in _FINDING.findall(told)]
