"""The hand-drawn emblems of the six principles, one SVG file each, ready to stand in a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def emblem_svg(principle: int) -> str:
    """The emblem of a principle by its number (1 to 6), decorative, without ids. Raises ValueError for another number.

    Lines take `currentColor`; the classes `e-fill`, `e-soft` and `e-sun` are coloured by the page's style.
    """
    if not 1 <= principle <= 6:
        raise ValueError(f"there is no emblem {principle}: principles count from 1 to 6")
    return (_HERE / f"{principle}.svg").read_text(encoding="utf-8").strip()
