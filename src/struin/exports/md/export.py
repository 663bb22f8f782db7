"""A session as Markdown (CommonMark, with GitHub's tables). What editors wrote is never read as a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from struin.exports.telling import Block, Line, Passage, Told, of_session
from struin.present import Presenter

SUFFIX = "md"
TAKES = frozenset({"session"})
DATED = "optional"

# A backslash before any of these makes it plain text, wherever it stands.
_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_BEGINS = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_IMAGE = re.compile(r"!(?=\\\[)")
# GitHub makes links of bare addresses.
_LINK = re.compile(r"\b(?:(https?|ftp)://|(www)\.)", re.IGNORECASE)
plan = of_session


def written(told: Told) -> bytes:
    return markdown(told).encode()


def make(presenter: Presenter, subject: str, day: date | None = None) -> bytes:
    return written(plan(presenter, subject, day))


def escaped(text: str) -> str:
    """Text of one line that is shown as it is, also at the beginning of a line."""
    text = _MARKS.sub(lambda match: f"\\{match[0]}", text)
    text = _BEGINS.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)
    return _LINK.sub(lambda match: f"{match[1]}\\://" if match[1] else f"{match[2]}\\.", _IMAGE.sub(r"\\!", text))


def markdown(told: Told) -> str:
    words = told.words
    parts = [
        f"# {escaped(told.title)}",
        escaped(told.goal),
        "\n".join(f"- **{label}:** {escaped(text)}" for label, text in told.facts),
        f"## {words['overview']}",
        _table(told),
        *([f"## {words['material']}", _bullets(told.material)] if told.material else []),
        f"## {words['safety']}",
        escaped(told.safety),
        f"## {words['order']}",
        *(part for block in told.blocks for part in _block(block, words["note"])),
        "---",
        escaped(told.source) + (f" <{told.url}>" if told.url else ""),
    ]
    return "\n\n".join(parts) + "\n"


def _table(told: Told) -> str:
    heads = [told.words[each] for each in ("time", "what", "minutes")]
    rows = [(block.times, escaped(block.title), block.minutes) for block in told.blocks]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---", "---", "---:"), *rows))


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(text)}" for text in texts)


def _block(block: Block, note: str) -> Iterator[str]:
    title = escaped(block.title)
    yield f"### {block.times} {f'[{title}](<{block.url}>)' if block.url else title}"
    yield f"*{escaped(block.about)}*"
    if block.remarks:
        yield _quoted(map(escaped, block.remarks))
    for passage in block.passages:
        yield _passage(passage, note)


def _passage(passage: Passage, note: str) -> str:
    label = f"**{passage.label}**"
    match passage.form:
        case "steps":
            steps = "\n".join(_step(number, line, note) for number, line in enumerate(passage.lines, 1))
            return f"{label}\n\n{steps}"
        case "list":
            return f"{label}\n\n{_bullets(line.text for line in passage.lines)}"
        case "note":
            return _quoted([label, *(escaped(line.text) for line in passage.lines)])
        case _:
            return "\n\n".join([label, *(escaped(line.text) for line in passage.lines)])


def _step(number: int, line: Line, note: str) -> str:
    mark = f"{number}. "
    said = f"{mark}**{escaped(line.lead)}** {escaped(line.text)}"
    return f"{said}\n\n{' ' * len(mark)}*{note}:* {escaped(line.note)}\n" if line.note else said


def _quoted(lines: Iterable[str]) -> str:
    return "\n>\n".join(f"> {line}" for line in lines)
