"""Fill the gaps of a text, by typing or by choosing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Self

from struin.interaction import Frozen, Interaction, Reader, key_of
from struin.markup import Fragment
from struin.markup import Gap as Written

_MARK = re.compile(r"<!--gap:(\d+)-->")
_SIGNS = ("+", "-")
_TAIL = re.compile(r"[.,;:!?)’”]*")


class Word(Frozen):
    """Something to choose for a gap."""

    key: str
    text: str
    right: bool


class Hole(Frozen):
    """A gap. `accepted` are the words that fit, the model answer first; `words` is what one chooses from, empty where
    one types."""

    key: str
    number: int
    accepted: tuple[str, ...]
    words: tuple[Word, ...] = ()
    feedback: Fragment | None = None

    @property
    def mixed(self) -> list[Word]:
        """What one chooses from, so that the place of a word says nothing."""
        return sorted(self.words, key=lambda word: key_of(f"{self.key} {word.key}"))

    @property
    def fitting(self) -> list[str]:
        """What the answer is compared with: keys of words, or what may be typed."""
        return [word.key for word in self.words if word.right] if self.words else list(self.accepted)


class Piece(Frozen):
    """Text, and the gap behind it; there is none behind the last. `tail` is the full stop or so behind the gap, which
    may not begin a line."""

    text: Fragment
    hole: Hole | None = None
    tail: str = ""


class Gap(Interaction):
    takes = ("entries", "numbers", "gaps")

    pieces: tuple[Piece, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        values = reader.common()
        whole: Fragment | None = values.pop("prompt")
        _outside(reader)
        if whole is None or not whole.gaps:
            reader.fault("gap-none", whole.place if whole else None)
            return cls(**values, prompt=whole, pieces=())
        if not _in_text(whole.html):
            reader.fault("gap-in-link", whole.place)
            return cls(**values, prompt=whole, pieces=())
        prompt, text = _parted(whole)
        if prompt is None:
            reader.fault("interaction-prompt-missing", whole.place)
        holes = list(_holes(reader, whole.gaps))
        pieces: list[Piece] = []
        texts = _MARK.split(text)
        for at in range(0, len(texts) - 1, 2):
            tail = _TAIL.match(texts[at + 2])
            texts[at + 2] = texts[at + 2].removeprefix(tail[0] if tail else "")
            hole = holes[int(texts[at + 1])]
            pieces.append(Piece(text=Fragment(texts[at], "", whole.place), hole=hole, tail=tail[0] if tail else ""))
        pieces.append(Piece(text=Fragment(texts[-1], "", whole.place)))
        return cls(**values, prompt=prompt, pieces=tuple(pieces))

    @property
    def holes(self) -> list[Hole]:
        return [piece.hole for piece in self.pieces if piece.hole]

    def keys(self) -> Iterable[str]:
        return (hole.key for hole in self.holes)


def _outside(reader: Reader) -> None:
    """Tells of gaps where nothing can be filled in."""
    block = reader.block
    said = [*block.hints, *(entry.text for entry in block.entries), *([block.after] if block.after else [])]
    for fragment in said:
        if fragment.gaps:
            reader.fault("gap-elsewhere", fragment.gaps[0].place)


class _Marks(HTMLParser):
    """Counts the marks of gaps that stand in text: not in a link, and not in an attribute."""

    found = 0
    _links = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._links -= tag == "a"

    def handle_comment(self, data: str) -> None:
        self.found += data.startswith("gap:") and not self._links


def _in_text(html: str) -> bool:
    """Whether every gap can become a field: in the middle of a tag it would break the page."""
    marks = _Marks()
    marks.feed(html)
    return marks.found == len(_MARK.findall(html))


def _parted(whole: Fragment) -> tuple[Fragment | None, str]:
    """The paragraphs before the first one with a gap: what is asked. And the HTML of the rest."""
    first = whole.html.index("<!--gap:")
    end = whole.html.rfind("</p>", 0, first) + len("</p>")
    if end < len("</p>"):
        return None, whole.html
    asked = whole.html[:end]
    return Fragment(asked, re.sub(r"<[^>]*>", "", asked), whole.place), whole.html[end:]


def _holes(reader: Reader, gaps: Iterable[Written]) -> Iterator[Hole]:
    written = list(gaps)
    entries = reader.block.entries
    for entry in entries:
        if not entry.numbered:
            reader.fault("gap-note-no-number", entry.place)
    for entry in entries[len(written) :]:
        reader.fault("gap-note-too-many", entry.place, count=len(written))
    seen: dict[str, int] = {}
    for at, gap in enumerate(written):
        feedback = entries[at].text if at < len(entries) else None
        seen[gap.text] = seen.get(gap.text, 0) + 1
        key = key_of(gap.text if seen[gap.text] == 1 else f"{gap.text} {seen[gap.text]}")
        parts = [part.strip() for part in gap.text.split("|")]
        signed = [part for part in parts if part.startswith(_SIGNS)]
        if not all(part.lstrip("+-").strip() for part in parts):
            reader.fault("gap-empty", gap.place)
        if signed and len(signed) < len(parts):
            reader.fault("gap-sign-missing", gap.place)
            signed = []
        words = _words(reader, gap, signed) if signed else []
        accepted = [word.text for word in words if word.right] if signed else parts
        yield Hole(key=key, number=at + 1, accepted=tuple(accepted), words=tuple(words), feedback=feedback)


def _words(reader: Reader, gap: Written, signed: list[str]) -> list[Word]:
    words = [Word(key=key_of(part[1:].strip()), text=part[1:].strip(), right=part[0] == "+") for part in signed]
    if len(words) < 2:
        reader.fault("gap-one-word", gap.place)
    elif not any(word.right for word in words):
        reader.fault("gap-none-right", gap.place)
    if len({word.key for word in words}) < len(words):
        reader.fault("gap-word-twice", gap.place)
    return words
