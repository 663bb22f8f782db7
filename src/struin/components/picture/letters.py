"""Lines of type as outlines: how wide they are, where they break, and what to draw. No font is read or needed."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LEADING = 1.1


@dataclass(frozen=True)
class Face:
    """One weight of a font, from letters.json. Measures are in its own units; y counts upwards there."""

    units: int
    letters: dict[str, list[Any]]
    kern: dict[str, int]

    def spelled(self, text: str) -> str:
        """The text in letters that the face has: without an accent that it lacks, without a sign that it lacks."""
        found = []
        for sign in unicodedata.normalize("NFC", " ".join(text.split())):
            plain = sign if sign in self.letters else unicodedata.normalize("NFKD", sign)
            found += [each for each in plain if each in self.letters]
        return "".join(found)

    def width(self, text: str, size: float) -> float:
        """How wide a line is, in the units of `size`."""
        between = sum(self.kern.get(text[at : at + 2], 0) for at in range(len(text) - 1))
        return float(sum(self.letters[sign][0] for sign in text) + between) * size / self.units

    def drawn(self, text: str, x: float, y: float, size: float) -> str:
        """The line as SVG, from `x` on its baseline `y`; it takes the fill of what it stands in."""
        parts, at = [], 0
        for number, sign in enumerate(text):
            advance, outline = self.letters[sign]
            if outline:
                parts.append(f'<path transform="translate({at})" d="{outline}"/>')
            at += advance + self.kern.get(text[number : number + 2], 0)
        scale = round(size / self.units, 5)
        return f'<g transform="translate({round(x)} {round(y)}) scale({scale} {-scale})">{"".join(parts)}</g>'

    def fitted(self, text: str, width: float, height: float, largest: int, smallest: int) -> tuple[list[str], int]:
        """The text in lines that fit, as large as can be: the lines and the size.

        Words are broken only where even the smallest size is too large for one; that may then get smaller still.
        """
        words, size = self.spelled(text).split(" "), largest
        while size > smallest:
            lines = self._lines(words, width, size)
            if len(lines) * size * LEADING <= height and all(self.width(each, size) <= width for each in lines):
                return lines, size
            size -= 2
        while size > 4:
            lines = self._lines([part for word in words for part in self._pieces(word, width, size)], width, size)
            if len(lines) * size * LEADING <= height:
                return lines, size
            size -= 2
        return [], smallest

    def _lines(self, words: list[str], width: float, size: int) -> list[str]:
        """Lines of about the same width, no more of them than are needed."""
        best = self._filled(words, width, size)
        low, high = width / 2, width
        while high - low > size / 4:
            middle = (low + high) / 2
            lines = self._filled(words, middle, size)
            if len(lines) > len(best) or any(self.width(each, size) > middle for each in lines):
                low = middle
            else:
                best, high = lines, middle
        return best

    def _filled(self, words: list[str], width: float, size: int) -> list[str]:
        lines = [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _pieces(self, word: str, width: float, size: int) -> list[str]:
        """A word in pieces that fit."""
        pieces = [""]
        for sign in word:
            if pieces[-1] and self.width(f"{pieces[-1]}{sign}-", size) > width:
                pieces[-1] += "-"
                pieces.append("")
            pieces[-1] += sign
        return pieces


@cache
def face(name: str) -> Face:
    """The face for titles, "display", or for other words, "text"."""
    known = json.loads((Path(__file__).parent / "letters.json").read_text(encoding="utf-8"))
    return Face(**known[name])
