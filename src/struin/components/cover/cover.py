"""Covers: a picture drawn from an item's id, its principle and its kind. Same input, same picture, for ever.

Each principle has a family of scenes, so that ten thousand covers all look different and all look related. A
cover is composed for its frame instead of being stretched into it.
"""

from __future__ import annotations

from collections.abc import Callable

from struin.components.cover import houses, pattern, people, rings, steps, threads
from struin.components.cover.canvas import FRAMES, Canvas
from struin.components.cover.dice import Dice

_Scene = Callable[[Canvas, Dice], None]
_FAMILIES: tuple[tuple[_Scene, ...], ...] = (
    people.SCENES,
    steps.SCENES,
    rings.SCENES,
    pattern.SCENES,
    houses.SCENES,
    threads.SCENES,
)

# Families that stand on the ground; the others fill their sheet.
_WITH_SKY = (1, 2, 5)

# Which grounds a kind likes; a letter that stands twice comes up twice as often.
_GROUNDS = {"stories": "tttdmsp", "exercises": "ttpmss", "quotes": "ttdd", "principles": "d"}


def cover_svg(seed: str, principle: int, kind: str, frame: str) -> str:
    """The SVG of a cover, decorative (hidden from assistive technology), without ids, at most 2 kB.

    `principle` counts from 1 to 6; `kind` is a collection; `frame` is "card" (4:3), "wide" (21:9), "tall" (3:4)
    or "hero" (5:2, made to be cropped at the sides). Raises KeyError for an unknown frame.
    """
    number = (principle - 1) % 6 + 1
    dice = Dice(f"{seed}|{number}|{kind}")
    scene = dice.pick(_FAMILIES[number - 1])
    ground = dice.pick(_GROUNDS.get(kind, "ttdmp"))
    guest = dice.pick([other for other in range(1, 7) if other != number])
    canvas = Canvas(frame, ground, dice, sky=number in _WITH_SKY)
    scene(canvas, dice)
    return canvas.svg(f"p-{number} a-{guest}")


__all__ = ["FRAMES", "cover_svg"]
