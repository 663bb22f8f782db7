"""CUT exercises out of a body before Markdown sees it, and put a mark where each of them stood.

An exercise is a fenced block, `/// type | id: its-id` … `///`, at the beginning of a line. Its own small grammar is
read in `struin.markup.grammar`; every piece of text in it is rendered and sanitised like a body of its own. The blocks
that pymdownx knows (details, tabs, call-outs) are left alone, and so is what stands in code and in comments."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from struin.diagnostics import Diagnostic, Place, error, in_order
from struin.markup.grammar import Line, Reading
from struin.markup.sanitise import plain_text
from struin.markup.types import Block, Body, Fragment, Gap, Job, Link

# Blocks that Markdown itself makes something of; any other name is meant to be an exercise.
PLAIN_BLOCKS = frozenset({
    "admonition", "attention", "caption", "caution", "danger", "details", "error",
    "hint", "important", "note", "tab", "tip", "warning",
})  # fmt: skip
_HEADER = re.compile(r"(/{3,})[ \t]+([A-Za-z][\w-]*)[ \t]*(?:\|(.*))?$")
_CLOSE = re.compile(r"(/{3,})[ \t]*$")
_INDENTED = re.compile(r"[ \t>*+-]+(?:\d+[.)][ \t]+)?/{3,}[ \t]+([A-Za-z][\w-]*)[ \t]*\|[ \t]*id:")
FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_GAP = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>\s*", re.DOTALL)
# A word that no author can know stands in for what may not pass through Markdown.
_SECRET = f"x{secrets.token_hex(12)}"


@dataclass
class _Cut:
    """A block that was cut out: its header, and the lines under it (counted from 0 in the body)."""

    slashes: str
    name: str
    at: int
    header: str
    lines: list[Line] = field(default_factory=list)


def render_with_blocks(job: Job, render: Callable[[Job], Body], keywords: Mapping[str, str]) -> Body:
    """The body with its exercises. `render` makes a Body of a text without; `keywords` are the words that begin a
    part of an exercise, each with what it begins."""
    text, cuts, found = cut(job)
    whole = render(replace(job, body=text))
    pieces = _Pieces(job.path, render)
    blocks: list[Block] = []
    html = whole.html
    seen: dict[str, int] = {}
    for number, each in enumerate(cuts):
        mark = f"<p>{_mark(number)}</p>"
        reading = Reading(each.name, each.header, each.at + job.body_line, each.lines, job.path, pieces, keywords)
        block = reading.block()
        found += reading.found
        if block.id in seen:
            found.append(error("interaction-id-twice", block.place, id=block.id, line=seen[block.id]))
        elif block.id:
            seen[block.id] = block.place.line
        if html.count(mark) != 1 and not whole.diagnostics:
            found.append(error("interaction-no-place", block.place))
        html = html.replace(mark, f"<!--interaction:{number}-->")
        blocks.append(block)
    prompts = (block.prompt.html if block.prompt else "" for block in blocks)
    shown = re.sub(r"<!--interaction:\d+-->", lambda _: next(prompts), html)
    return Body(
        html=html,
        text=plain_text(shown),
        links=(*whole.links, *pieces.links),
        media=(*whole.media, *pieces.media, *_pictures(blocks)),
        diagnostics=tuple(in_order([*whole.diagnostics, *found, *pieces.found])),
        interactions=tuple(blocks),
    )


def _pictures(blocks: Iterable[Block]) -> list[Link]:
    """Pictures that exercises name in an option are used like those in the text."""
    named = (block.options.get("picture") for block in blocks)
    return [Link(option.value, option.value_place) for option in named if option]


def _mark(number: int) -> str:
    return f"{_SECRET}i{number}x"


def cut(job: Job) -> tuple[str, list[_Cut], list[Diagnostic]]:
    """The body with a mark in the place of each exercise (line numbers stay), the exercises, and what is wrong."""
    lines = job.body.split("\n")
    left = list(lines)
    cuts: list[_Cut] = []
    found: list[Diagnostic] = []
    current: _Cut | None = None
    others: list[str] = []  # the slashes of pymdownx's blocks that are open
    fence = ""
    comment = False

    def place(index: int, line: str) -> Place:
        return Place(job.path, job.body_line + index, len(line) - len(line.lstrip(" \t>*+-")) + 1)

    def unclosed(block: _Cut) -> Diagnostic:
        return error("interaction-unclosed", Place(job.path, job.body_line + block.at), type=block.name)

    for index, line in enumerate(lines):
        plain = not fence and not comment
        if fence:
            closes = line.strip(" \t>")
            if closes.startswith(fence) and not closes.strip(fence[0]):
                fence = ""
        elif comment:
            comment = "-->" not in line
        elif opens := FENCE.match(line):
            fence = opens[1]
        elif "<!--" in line:
            comment = "-->" not in line.rpartition("<!--")[2]
        header = _HEADER.match(line) if plain else None
        close = _CLOSE.match(line) if plain else None
        if header and header[2].lower() not in PLAIN_BLOCKS and not others:
            if current:
                found.append(unclosed(current))
            current = _Cut(header[1], header[2].lower(), index, line)
            cuts.append(current)
            left[index] = ""
            continue
        if current and close and close[1] == current.slashes:
            left[index] = ""
            current = None
        elif header and (current or header[2].lower() not in PLAIN_BLOCKS):
            found.append(error("interaction-nested", place(index, line), type=header[2]))
        elif header:
            others.append(header[1])
        elif close and others and close[1] == others[-1]:
            others.pop()
        elif plain and not current and "///" in line and (indented := _INDENTED.match(line)):
            found.append(error("interaction-indented", place(index, line), type=indented[1]))
        if current:
            current.lines.append(Line(job.body_line + index, 1, line))
            left[index] = ""
    if current:
        found.append(unclosed(current))
    for number, each in enumerate(cuts):
        # Not in the place of the header: the line before that may be the end of a paragraph.
        at = min(each.at + 1, len(left) - 1)
        left[at] = _mark(number)
    return "\n".join(left), cuts, found


class _Pieces:
    """Renders the pieces of text in exercises, and remembers their links, pictures and faults."""

    def __init__(self, path: str, render: Callable[[Job], Body]) -> None:
        self.path, self._render = path, render
        self.links: list[Link] = []
        self.media: list[Link] = []
        self.found: list[Diagnostic] = []

    def __call__(self, lines: Sequence[Line], *, inline: bool) -> Fragment:
        """A Fragment of these lines; faults are told at the places that the lines have in the file."""
        start = Place(self.path, lines[0].number, lines[0].column)
        gaps: list[Gap] = []

        def gap(line: Line, match: re.Match[str]) -> str:
            gaps.append(Gap(match[1], Place(self.path, line.number, line.column + match.start())))
            return f"{_SECRET}g{len(gaps) - 1}x"

        def written(line: Line) -> str:
            return _GAP.sub(lambda match: gap(line, match), line.text) if "[[" in line.text else line.text

        body = self._render(Job(self.path, "\n".join(written(line) for line in lines)))
        self.links += (Link(each.target, _moved(each.place, lines)) for each in body.links)
        self.media += (Link(each.target, _moved(each.place, lines)) for each in body.media)
        self.found += (replace(each, place=_moved(each.place, lines)) for each in body.diagnostics)
        html = body.html.strip()
        if inline and (only := _PARAGRAPH.fullmatch(html)):
            html = only[1]
        elif inline and html:
            self.found.append(error("interaction-line-not-plain", start))
        if ' id="' in html:
            self.found.append(error("interaction-has-id", start))
        text = " ".join(body.text.split()) if inline else body.text
        for number in range(len(gaps)):
            html = html.replace(f"{_SECRET}g{number}x", f"<!--gap:{number}-->")
            text = text.replace(f"{_SECRET}g{number}x", "…")
        return Fragment(html, text, start, tuple(gaps))


def _moved(place: Place, lines: Sequence[Line]) -> Place:
    """A place within a piece of text as the place in the file."""
    line = lines[min(place.line, len(lines)) - 1]
    return Place(place.file, line.number, place.column + line.column - 1)
