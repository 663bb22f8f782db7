"""Covers of the fourth principle: a pattern that repeats, with one place where it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _quarter(x: float, y: float, s: float, turn: int) -> str:
    a = n(s)
    return (
        f"M{n(x)} {n(y)}h{a}a{a} {a} 0 0 1-{a} {a}z",
        f"M{n(x + s)} {n(y)}v{a}a{a} {a} 0 0 1-{a}-{a}z",
        f"M{n(x + s)} {n(y + s)}h-{a}a{a} {a} 0 0 1 {a}-{a}z",
        f"M{n(x)} {n(y + s)}v-{a}a{a} {a} 0 0 1 {a} {a}z",
    )[turn % 4]


def _half(x: float, y: float, s: float, turn: int) -> str:
    r, a = n(s / 2), n(s)
    return (
        f"M{n(x)} {n(y + s)}a{r} {r} 0 0 1 {a} 0z",
        f"M{n(x)} {n(y)}a{r} {r} 0 0 1 0 {a}z",
        f"M{n(x + s)} {n(y)}a{r} {r} 0 0 1-{a} 0z",
        f"M{n(x + s)} {n(y + s)}a{r} {r} 0 0 1 0-{a}z",
    )[turn % 4]


def _leaf(x: float, y: float, s: float, turn: int) -> str:
    a = n(s)
    if turn % 2:
        return f"M{n(x)} {n(y)}a{a} {a} 0 0 1 {a} {a}a{a} {a} 0 0 1-{a}-{a}z"
    return f"M{n(x + s)} {n(y)}a{a} {a} 0 0 1-{a} {a}a{a} {a} 0 0 1 {a}-{a}z"


def _triangle(x: float, y: float, s: float, turn: int) -> str:
    a = n(s)
    return (
        f"M{n(x)} {n(y)}h{a}l-{a} {a}z",
        f"M{n(x + s)} {n(y)}v{a}l-{a}-{a}z",
        f"M{n(x + s)} {n(y + s)}h-{a}l{a}-{a}z",
        f"M{n(x)} {n(y + s)}v-{a}l{a} {a}z",
    )[turn % 4]


def _drop(x: float, y: float, s: float, turn: int) -> str:
    r, a = n(s * 0.32), n(s * 0.64)
    return f"M{n(x + s * 0.18)} {n(y + s / 2)}a{r} {r} 0 1 {turn % 2} {a} 0z"


def _diamond(x: float, y: float, s: float, turn: int) -> str:
    h, w = n(s / 2), n(s / (2 if turn % 2 else 4))
    return f"M{n(x + s / 2)} {n(y)}l{w} {h}l-{w} {h}l-{w}-{h}z"


def _tiles(motif: Callable[[float, float, float, int], str], c: Canvas, dice: Dice) -> None:
    rows = dice.pick((3, 4, 4)) if c.w < c.h * 1.6 else 3
    s = c.h / rows
    columns = int(c.w / s) + 2
    turn_row, turn_column, colour_row, colour_column = (dice.upto(4) for _ in range(4))
    if turn_row == turn_column == 0:
        turn_row = 1
    if colour_row % 2 == colour_column % 2 == 0:
        colour_column = 1
    # Where the pattern is cut off at the left, and which few tiles lie turned: no two sheets are cut alike.
    left = c.mid - columns * s / 2 + s * dice.between(-0.45, 0.45)
    astray = (dice.upto(97) + 5, dice.upto(9))
    odd = (dice.upto(rows), columns // 2 - dice.upto(2))
    first, second = dice.pick(((0, 1), (0, 1), (1, 0), (0, 3), (1, 3)))
    layers: dict[str, list[str]] = {c.ink[first]: [], c.ink[second]: []}
    for row in range(rows):
        for column in range(columns):
            x = left + column * s
            if (row, column) != odd and -s < x < c.w:
                turn = row * turn_row + column * turn_column + ((row * 31 + column * 17) % astray[0] == astray[1])
                colour = c.ink[(first, second)[(row * colour_row + column * colour_column) % 2]]
                layers[colour].append(motif(x, row * s, s, turn))
    for colour, cells in layers.items():
        if cells:
            c.path("".join(cells), colour)
    x, y = left + odd[1] * s, odd[0] * s
    bright = next(colour for colour in "sapmt" if colour not in (c.ground, *layers))
    what = dice.upto(4)
    if what == 0:
        c.disc(x + s / 2, y + s / 2, s * dice.between(0.32, 0.46), bright)
    elif what == 1:
        c.person(x + s / 2, y + s, s * 0.95, bright, c.ink[0], "i")
    elif what == 2:
        c.path(motif(x, y, s, odd[0] * turn_row + odd[1] * turn_column + 2), bright)
        c.ring(x + s / 2, y + s / 2, s * dice.between(0.14, 0.26), c.ink[0], s * 0.08)
    else:
        c.disc(x + s / 2, y + s / 2, s * dice.between(0.4, 0.5), bright)
        c.disc(x + s / 2, y + s / 2, s * dice.between(0.14, 0.26), c.ink[0])


def stitches(c: Canvas, dice: Dice) -> None:
    """Rows of knitting with one stitch dropped."""
    rows = dice.upto(2) + 4
    gap, step = c.h / rows, c.h / rows * dice.between(0.8, 1.1)
    count = int(c.w / step) + 2
    dropped = dice.upto(rows)
    for row in range(rows):
        y = gap * (row + 0.5)
        thread = c.ink[(0, 1, 0, 3)[row % 4]]
        swing = n(gap * 0.62)
        if row == dropped:
            half = int(c.mid / step)
            c.line(f"M-9 {n(y)}q{n(step / 2)}-{swing} {n(step)} 0" + f"t{n(step)} 0" * (half - 1), thread, gap * 0.26)
            x = (half + 1) * step - 9
            c.line(
                f"M{n(x + step * 0.4)} {n(y)}q{n(step / 2)}-{swing} {n(step)} 0" + f"t{n(step)} 0" * (count - half),
                thread,
                gap * 0.26,
            )
            c.disc(x - step * 0.3, y + gap * 0.08, gap * 0.3, "s" if c.ground != "s" else "p")
        else:
            c.line(f"M-9 {n(y)}q{n(step / 2)}-{swing} {n(step)} 0" + f"t{n(step)} 0" * count, thread, gap * 0.26)


def windows(c: Canvas, dice: Dice) -> None:
    """A wall of windows all alike; behind one someone stands."""
    rows = dice.upto(2) + 3 if c.w < c.h * 1.6 else 3
    s = c.h / rows
    columns = int(c.w / (s * dice.between(0.72, 0.95))) + 1
    step = c.w / columns
    arch, w, h = dice.chance(0.5), step * dice.between(0.44, 0.64), s * dice.between(0.54, 0.68)
    odd = (dice.upto(rows), columns // 2 - dice.upto(2))
    frames, x0, y0 = [], 0.0, 0.0
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) * step - w / 2, (row + 0.2) * s
            if (row, column) == odd:
                x0, y0 = x, y
            elif arch:
                frames.append(f"M{n(x)} {n(y + h)}v-{n(h - w / 2)}a1 1 0 0 1 {n(w)} 0v{n(h - w / 2)}z")
            else:
                frames.append(f"M{n(x)} {n(y)}h{n(w)}v{n(h)}h-{n(w)}z")
    c.path("".join(frames), c.ink[0])
    c.box(x0 - w * 0.1, y0 - h * 0.1, w * 1.2, h * 1.1, "s" if c.ground != "s" else "p", w * 0.6 if arch else 2)
    c.person(x0 + w / 2, y0 + h, h * 0.84, "d" if c.ground != "d" else "m", "i", "")
    c.line("".join(f"M0 {n((row + 0.92) * s)}H{c.w}" for row in range(rows)), c.ink[1], s * 0.06)


SCENES = (
    partial(_tiles, _quarter), partial(_tiles, _half), partial(_tiles, _leaf), partial(_tiles, _triangle),
    partial(_tiles, _drop), partial(_tiles, _diamond), stitches, windows,
)  # fmt: skip
