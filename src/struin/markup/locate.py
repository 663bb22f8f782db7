"""LOCATE in the Markdown source what was refused in the rendered page.

Rendering keeps no positions, so the place is sought afterwards: the how-manieth tag, attribute, id, class,
address or heading of the page is the how-manieth in the source, not counting what stands in code, in
comments or behind a backslash. What cannot be found is reported at the body's first line."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from struin.diagnostics import Place
from struin.markup.types import Job

_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(`{3,}|~{3,})")
_CONTAINER = re.compile(r"[-*+>]|\d+[.)]|!!!|\?\?\?|===|///|\[\^|:\s")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_ESCAPED = re.compile(r"\\[\\`*_{}\[\]()#+.!>|~^=-]")
_MARKUP = re.compile(r"<[A-Za-z][^>]*>?|\{[^{}\n]*\}|^[ ]{4,}[\w-]+:.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"\]\(\s*(?P<link><[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(?P<reference><[^>\n]*>|\S+)"
    r"|\b(?:href|src)\s*=\s*(?P<html>\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]*:[^>\s]*|[^>\s@<]+@[^>\s]+)>",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t>*+-]*(?P<hashes>#{1,6})[ ]|^(?P<line>[^\n]*\S[^\n]*)\n(?P<rule>=+|-+)[ ]*$", re.MULTILINE)


class Finder:
    """Finds places in one body. Everything is worked out only when it is asked for."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def place(self, kind: str, what: str, nth: int = 0) -> Place:
        """Where the `nth` (from 0) thing of this kind stands; the last one, if the source has fewer."""
        found = sorted(set(self._offsets(kind, what)))
        if not found:
            return self.place_at(0)
        return self.place_at(found[min(nth, len(found) - 1)])

    def place_at(self, offset: int) -> Place:
        """The place of a position in the body (in code points, from 0)."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self._job.path, self._job.body_line + line, offset - self._starts[line] + 1)

    def _offsets(self, kind: str, what: str) -> Iterable[int]:
        if kind == "tag":
            return self._matches(rf"<{re.escape(what)}(?![\w-])")
        if kind == "attribute":
            return self._in_markup(rf"(?<![\w.#-]){re.escape(what)}(?=\s*[=:>/\s}}]|$)")
        if kind == "id":
            return self._in_markup(rf"(?<=#){re.escape(what)}(?![\w-])|(?<=[\"'=\s:]){re.escape(what)}(?![\w-])")
        if kind == "class":
            return self._named(what)
        if kind == "text":
            return self._texts(what)
        if kind in ("address", "picture"):
            return self._addresses(what, picture=kind == "picture")
        if kind == "heading":
            return self._headings(int(what))
        return ()

    def _matches(self, pattern: str) -> Iterator[int]:
        return (match.start() for match in re.finditer(pattern, self._masked, re.IGNORECASE))

    def _in_markup(self, pattern: str) -> Iterator[int]:
        """Within tags, attribute lists and options of blocks; anywhere, if it is in none of these."""
        sought = re.compile(pattern, re.IGNORECASE)
        found = False
        for part in _MARKUP.finditer(self._masked):
            for match in sought.finditer(self._masked, part.start(), part.end()):
                found = True
                yield match.start()
        if not found:
            yield from (match.start() for match in sought.finditer(self._masked))

    def _named(self, name: str) -> Iterator[int]:
        """A class: in a tag or an attribute list, behind `!!!` and `???`, or as the language of a fence."""
        found = list(self._in_markup(rf"(?<=[.\"'=\s:\[,]){re.escape(name)}(?![\w-])"))
        callouts = re.finditer(rf"(?:!!!|\?\?\?\+?)[^\n]*?\b({re.escape(name)})\b", self._job.body, re.IGNORECASE)
        found += [match.start(1) for match in callouts]
        if not found:
            fences = re.finditer(rf"(?:```|~~~)[^\n]*?({re.escape(name)})", self._job.body, re.IGNORECASE)
            found = [match.start(1) for match in fences]
        return iter(found)

    def _texts(self, text: str) -> Iterator[int]:
        for written in dict.fromkeys((text, html.escape(text, quote=False), html.escape(text))):
            yield from (match.start() for match in re.finditer(re.escape(written), self._masked))

    def _addresses(self, address: str, *, picture: bool) -> list[int]:
        found = self._written_addresses.get(_bare(address), [])
        return [self._picture_start(start) for start in found] if picture else found

    @cached_property
    def _written_addresses(self) -> dict[str, list[int]]:
        """Where each address is written, by the bare address."""
        found: dict[str, list[int]] = {}
        for match in _ADDRESS.finditer(self._job.body):
            group = match.lastgroup or "link"
            if self._masked[match.start()] != "\0":
                quoted = match[group][:1] in ("<", '"', "'")
                found.setdefault(_bare(match[group]), []).append(match.start(group) + quoted)
        return found

    def _picture_start(self, offset: int) -> int:
        """Where the picture begins whose address is at `offset`."""
        before = self._masked[:offset].lower()
        return max(before.rfind("!["), before.rfind("<img"), 0)

    def _headings(self, level: int) -> Iterator[int]:
        for match in _HEADING.finditer(self._masked):
            if match["hashes"]:
                if len(match["hashes"]) == level:
                    yield match.start("hashes")
            elif level == (1 if match["rule"][0] == "=" else 2):
                yield match.start("line")
        yield from self._matches(rf"<h{level}(?![\w-])")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._job.body))]

    @cached_property
    def _masked(self) -> str:
        """The body with code, comments and escaped signs blotted out by NULs; every position stays what it
        was."""
        lines = self._job.body.split("\n")
        fence = ""
        container = after_blank = False
        for index, line in enumerate(lines):
            mark = _FENCE.match(line)
            if fence:
                lines[index] = "\0" * len(line)
                if mark and mark[1].startswith(fence) and not line.strip(" \t>`~"):
                    fence = ""
            elif mark:
                # Attributes behind an opening fence (```` ``` { .python onclick=… } ````) are live.
                fence = mark[1]
            elif line.startswith(("    ", "\t")) and not container and (after_blank or index == 0):
                lines[index] = "\0" * len(line)
                continue
            elif line.strip() and not line.startswith(" "):
                container = _CONTAINER.match(line) is not None
            after_blank = not line.strip() if not fence else False
        text = "\n".join(lines)
        for pattern in (_ESCAPED, _CODE_SPAN, _COMMENT):
            text = pattern.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), text)
        return text


def _bare(address: str) -> str:
    """An address without what Markdown and HTML put around it, to compare how it was written with what it
    became."""
    address = address.strip().strip("<>\"'")
    return re.sub(r"[\s\x00-\x1f]", "", html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", address)))
