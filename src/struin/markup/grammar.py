"""READ one exercise: the grammar that all types share.

Options are indented lines under the header. Then comes the prompt, up to the first list or heading. `- text`,
`- [ ] text`, `- [x] text` and `1. text` are entries, the `> quote` indented under one is its note, `left => right`
makes a pair. `## Title {#id}` begins a part with a lead and entries of its own. A paragraph that begins with `Hint:`,
`Daarna:` or `Voorbeeld:` is of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from struin.diagnostics import Diagnostic, Place, error
from struin.markup.types import Block, Fragment, Listed, Option, Part

KEYWORDS = ("hint", "after", "example")
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OPTION = re.compile(r"( {4}[ ]*)([A-Za-z][\w-]*):[ \t]*(.*?)[ \t]*$")
_ID_OPTION = re.compile(r"^(/{3,}[ \t]+[\w-]+[ \t]*\|[ \t]*)id:[ \t]*(\S*)[ \t]*$")
_HEADING = re.compile(r"(#{1,6}[ \t]+)(.*?)(?:[ \t]*\{#([^}\s]*)\})?[ \t]*$")
_ENTRY = re.compile(r"((?:[-*+]|(\d+)[.)])[ \t]+(?:\[([ xX])\](?:[ \t]+|$))?)(.*)$")
_NOTE = re.compile(r"([ \t]+>[ \t]?)(.*)$")
_NESTED = re.compile(r"[ \t]+(?:[-*+]|\d+[.)])[ \t]")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ARROW = " => "


class Line(NamedTuple):
    """A piece of a line of the file, and where it begins."""

    number: int
    column: int
    text: str


class Render(Protocol):
    """Makes a Fragment of some lines; an inline one has to be a single paragraph."""

    def __call__(self, lines: Sequence[Line], *, inline: bool) -> Fragment: ...


class _Entry:
    """An entry while it is being read."""

    def __init__(self, line: Line, match: re.Match[str]) -> None:
        self.line = line
        self.numbered = match[2] is not None
        self.checked = None if match[3] is None else match[3] in "xX"
        self.text = [Line(line.number, len(match[1]) + 1, match[4])]
        self.note: list[Line] | None = None


class _Part:
    """A part, or the block itself, while it is being read: paragraphs first, then entries."""

    def __init__(self, title: Line | None, name: str) -> None:
        self.title, self.name = title, name
        self.lead: list[Line] = []
        self.entries: list[_Entry] = []


class Reading:
    """Reads one block; `found` is what is wrong with its form."""

    def __init__(
        self,
        kind: str,
        header: str,
        number: int,
        lines: Sequence[Line],
        path: str,
        render: Render,
        keywords: Mapping[str, str],
    ) -> None:
        self.found: list[Diagnostic] = []
        self._kind, self._header, self._number, self._path = kind, header, number, path
        self._lines, self._render = lines, render
        words = "|".join(re.escape(word) for word in keywords)
        self._keyword = re.compile(rf"(({words}):[ \t]*)(.*)$") if words else None
        self._keywords = keywords
        self._spoken: list[tuple[str, list[Line]]] = []  # keyword paragraphs
        self._parts = [_Part(None, "")]

    def block(self) -> Block:
        """What was written, with every text rendered."""
        options, rest = self._options()
        self._sort(rest)
        own, *parts = self._parts
        spoken = {kind: [lines for each, lines in self._spoken if each == kind] for kind in KEYWORDS}
        prompt = self._text(own.lead)
        entries = self._entries(own)
        if not prompt and not entries and not parts:
            self._fault("interaction-empty", Line(self._number, 1, ""))
        return Block(
            type=self._kind,
            id=self._id(),
            place=Place(self._path, self._number),
            options=options,
            prompt=prompt,
            entries=entries,
            parts=tuple(self._part(part) for part in parts),
            hints=tuple(self._said(spoken["hint"])),
            examples=tuple(self._said(spoken["example"])),
            after=self._text([line for lines in spoken["after"] for line in [*lines, Line(lines[-1].number, 1, "")]]),
        )

    def _fault(self, code: str, line: Line, **values: object) -> None:
        self.found.append(error(code, Place(self._path, line.number, line.column), **values))

    def _id(self) -> str:
        written = _ID_OPTION.match(self._header)
        if not written or not written[2]:
            self._fault("interaction-id-missing", Line(self._number, 1, ""), type=self._kind)
            return ""
        if not ID.fullmatch(written[2]):
            place = Line(self._number, len(written[1]) + len("id: ") + 1, "")
            self._fault("interaction-id-form", place, id=written[2])
            return ""
        return written[2]

    def _options(self) -> tuple[dict[str, Option], list[Line]]:
        """The options right under the header, and the lines after them."""
        options: dict[str, Option] = {}
        for count, line in enumerate(self._lines):
            if not line.text.startswith("    ") or not line.text.strip():
                return options, list(self._lines[count:])
            match = _OPTION.match(line.text)
            at = line._replace(column=len(line.text) - len(line.text.lstrip()) + 1)
            if not match:
                self._fault("interaction-option-form", at)
            elif match[2] in options:
                self._fault("interaction-option-twice", at, option=match[2])
            else:
                value = Place(self._path, line.number, match.start(3) + 1)
                options[match[2]] = Option(match[3], Place(self._path, line.number, at.column), value)
        return options, []

    # --- which line belongs to what

    def _sort(self, lines: Iterable[Line]) -> None:
        """Gives every line to the prompt, an entry, a part or a keyword."""
        fence, blank = "", True
        current: list[Line] | None = self._parts[0].lead
        for line in lines:
            entry = self._entry_of(current)
            opens = _FENCE.match(line.text)
            if fence:
                fence = "" if opens and not line.text.strip(" \t`~") and opens[1].startswith(fence) else fence
                if current is not None:
                    current.append(line)
            elif not line.text.strip():
                blank = True
                if current is not None and entry is None:
                    current.append(line)
                continue
            elif opens and entry is None and current is not None:
                fence = opens[1]
                current.append(line)
            else:
                current = self._give(line, current, entry, blank)
            blank = False

    def _entry_of(self, current: list[Line] | None) -> _Entry | None:
        entries = self._parts[-1].entries
        last = entries[-1] if entries else None
        return last if last and current is not None and (current is last.text or current is last.note) else None

    def _give(self, line: Line, current: list[Line] | None, entry: _Entry | None, blank: bool) -> list[Line] | None:
        """Where the line goes; the list that a line after it may go on with."""
        text = line.text
        if match := _HEADING.match(text):
            if len(match[1].strip()) != 2:
                self._fault("interaction-heading", line)
            title = Line(line.number, len(match[1]) + 1, match[2])
            if match[3] is not None and not ID.fullmatch(match[3]):
                self._fault("interaction-part-id", line._replace(column=match.start(3) + 1), id=match[3])
            self._parts.append(_Part(title, match[3] or ""))
            return self._parts[-1].lead
        if match := _ENTRY.match(text):
            self._parts[-1].entries.append(_Entry(line, match))
            return self._parts[-1].entries[-1].text
        if self._keyword and (match := self._keyword.match(text)):
            said = [Line(line.number, len(match[1]) + 1, match[3])]
            self._spoken.append((self._keywords[match[2]], said))
            return said
        if entry is None and current is not None:
            current.append(line)
            return current
        if entry is not None and (match := _NOTE.match(text)):
            entry.note = [] if entry.note is None else entry.note
            entry.note.append(Line(line.number, len(match[1]) + 1, match[2]))
            return entry.note
        if entry is not None and text.startswith(">"):
            self._fault("interaction-note-not-indented", line)
            entry.note = [*(entry.note or []), Line(line.number, 2, text[1:])]
            return entry.note
        if entry is not None and _NESTED.match(text):
            self._fault("interaction-list-in-list", line)
            return entry.text
        if entry is not None and current is not None and (text[:1] in " \t" or not blank):
            indent = len(text) - len(text.lstrip())
            current.append(Line(line.number, indent + 1, text.lstrip()))
            return current
        self._fault("interaction-stray", line)
        return None

    # --- from lines to fragments

    def _text(self, lines: Sequence[Line]) -> Fragment | None:
        """Paragraphs; None if nothing was written."""
        start = next((count for count, line in enumerate(lines) if line.text.strip()), None)
        return None if start is None else self._render(lines[start:], inline=False)

    def _said(self, spoken: Sequence[list[Line]]) -> Iterable[Fragment]:
        for lines in spoken:
            text = self._text(lines)
            if text:
                yield text
            else:
                self._fault("interaction-keyword-empty", lines[0]._replace(column=1))

    def _part(self, part: _Part) -> Part:
        title = part.title or Line(self._number, 1, "")
        if not title.text:
            self._fault("interaction-part-nameless", title._replace(column=1))
        place = Place(self._path, title.number)
        return Part(
            self._render([title], inline=True), part.name, place, self._text(part.lead), tuple(self._entries(part))
        )

    def _entries(self, part: _Part) -> tuple[Listed, ...]:
        return tuple(self._listed(entry) for entry in part.entries)

    def _listed(self, entry: _Entry) -> Listed:
        if not any(line.text.strip() for line in entry.text):
            self._fault("interaction-entry-empty", entry.line)
        note = None
        if entry.note is not None:
            note = self._text(entry.note)
            if note is None:
                self._fault("interaction-feedback-empty", entry.note[0])
                note = Fragment("", "", Place(self._path, entry.note[0].number))
        left, right = _parted(entry.text)
        return Listed(
            text=self._render(left, inline=True),
            place=Place(self._path, entry.line.number),
            numbered=entry.numbered,
            checked=entry.checked,
            target=self._render(right, inline=True) if right else None,
            note=note,
        )


def _parted(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines before and behind the last arrow."""
    for count in range(len(lines) - 1, -1, -1):
        number, column, text = lines[count]
        before, arrow, behind = f"{text} ".rpartition(_ARROW)
        if arrow:
            at = column + len(before) + len(arrow)
            return (
                [*lines[:count], Line(number, column, before)],
                [Line(number, at, behind.rstrip()), *lines[count + 1 :]],
            )
    return lines, []
