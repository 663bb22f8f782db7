"""Covers of the third principle: a child, a family and all that stands around them."""

from __future__ import annotations

from math import cos, pi, sin

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _around(c: Canvas, dice: Dice, x: float, y: float, r: float, count: int, size: float, colours: str) -> None:
    """`count` dots on a circle, none at quite the same distance."""
    start = dice.between(0, 2 * pi)
    for i in range(count):
        angle = start + i * 2 * pi / count + dice.between(-0.18, 0.18)
        c.disc(x + r * cos(angle), y + r * sin(angle), size * dice.between(0.6, 1.25), colours[i % len(colours)])


def onion(c: Canvas, dice: Dice) -> None:
    x, y = c.x(dice.between(0.36, 0.64)), c.y(dice.between(0.42, 0.62))
    count = dice.upto(2) + 3
    outer = c.h * dice.between(0.52, 0.74)
    colours = [c.ink[1], "p", c.ink[0], c.ink[3], "s"]
    for i in range(count):
        c.disc(x, y, outer * (1 - i / (count + 0.35)), colours[i])
    heart = outer * (1 - (count - 1) / (count + 0.35))
    _around(c, dice, x, y, heart * 0.45, dice.upto(3) + 2, heart * 0.26, c.ink[2] + c.ink[4] + "p")
    _around(c, dice, x, y, outer * (1 - 0.5 / (count + 0.35)), dice.upto(4) + 4, c.h * 0.035, "ip" + c.ink[3])


def rainbow(c: Canvas, dice: Dice) -> None:
    x, foot = c.x(dice.between(0.4, 0.6)), c.y(dice.between(0.9, 1))
    count, outer = dice.upto(3) + 3, c.h * dice.between(0.76, 0.9)
    band = outer * 0.55 / count
    for i in range(count):
        r = outer - i * band
        c.path(
            f"M{n(x - r)} {n(foot)}a{n(r)} {n(r)} 0 0 1 {n(2 * r)} 0z", (c.ink[1], c.ink[3], c.ink[0], "p", c.ink[2])[i]
        )
    inner = outer - (count - 1) * band
    c.box(0, foot, c.w, c.h, c.ink[0])
    people = dice.upto(3) + 2
    for i in range(people):
        place = x + (i - (people - 1) / 2) * inner * 1.1 / people
        tall = inner * (dice.between(0.7, 0.86) if i % 2 == 0 else dice.between(0.4, 0.6))
        c.person(place, foot + 1, tall, ("i", c.ink[1], "s", "d")[i], ("p", "s", "m", "t")[i], "")
    _around(c, dice, x, foot, outer + c.h * 0.07, 9, c.h * 0.03, c.ink[0] + c.ink[3])


def table_from_above(c: Canvas, dice: Dice) -> None:
    x, y = c.mid, c.y(0.5)
    rx, ry = c.stage * dice.between(0.24, 0.32), c.h * dice.between(0.24, 0.32)
    seats, start, empty = dice.upto(4) + 4, dice.between(0, 6), dice.upto(4)
    for i in range(seats):
        angle = start + i * 2 * pi / seats
        sx, sy = x + rx * 1.35 * cos(angle), y + ry * 1.4 * sin(angle)
        if i == empty:
            c.ring(sx, sy, c.h * 0.085, c.ink[0], 5)
        else:
            c.disc(sx, sy, c.h * dice.between(0.075, 0.11), c.ink[(0, 2, 3, 1)[i % 4]])
    c.add(f'<ellipse class="{c.ink[1]}" cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}"/>')
    for i in range(seats):
        angle = start + i * 2 * pi / seats
        c.disc(x + rx * 0.7 * cos(angle), y + ry * 0.68 * sin(angle), c.h * 0.052, "p" if i != empty else c.ground)
    c.disc(x, y, c.h * 0.07, c.ink[3])
    c.disc(x + c.h * 0.02, y - c.h * 0.01, c.h * 0.035, c.ink[0])


def house_in_house(c: Canvas, dice: Dice) -> None:
    count, x, foot = dice.upto(2) + 3, c.mid, c.y(0.94)
    wide, tall = c.stage * dice.between(0.62, 0.8), c.h * 0.56
    c.disc(c.x(dice.between(0, 0.2)), c.y(0.2), c.h * 0.1, c.ink[4])
    colours = [c.ink[0], c.ink[1], "p", c.ink[3]]
    for i in range(count):
        share = 1 - i / (count + 0.4)
        w, h = wide * share, tall * share
        c.path(
            f"M{n(x - w / 2)} {n(foot)}V{n(foot - h)}"
            f"L{n(x)} {n(foot - h - w * 0.3)}L{n(x + w / 2)} {n(foot - h)}V{n(foot)}z",
            colours[i],
        )
    small = tall * (1 - (count - 1) / (count + 0.4))
    people = dice.upto(2) + 2
    for i in range(people):
        c.person(
            x + (i - (people - 1) / 2) * small * 0.5,
            foot,
            small * (1.15 - 0.35 * (i % 2)),
            (c.ink[0], c.ink[1], "i")[i],
            ("i", "d", "m")[i],
            "",
        )
    c.box(0, foot, c.w, c.h, c.ink[0])
    for side in (-1, 1):
        c.house(x + side * wide * 0.85 - 30, foot, 60, c.h * dice.between(0.14, 0.26), c.ink[2], "s", dice.upto(5))


def tree(c: Canvas, dice: Dice) -> None:
    x, y = c.x(dice.between(0.4, 0.6)), c.y(0.4)
    c.hill(0.86, c.ink[1], dice.between(-0.08, 0.08))
    c.path(
        f"M{n(x - c.h * 0.05)} {n(c.h * 0.95)}L{n(x - c.h * 0.02)} {n(y)}"
        f"h{n(c.h * 0.04)}L{n(x + c.h * 0.05)} {n(c.h * 0.95)}z",
        "i" if c.ground != "d" else "m",
    )
    r = c.h * dice.between(0.3, 0.36)
    for i in range(dice.upto(3) + 3):
        angle = dice.between(0, 2 * pi)
        c.disc(x + r * 0.5 * cos(angle), y + r * 0.36 * sin(angle), r * dice.between(0.5, 0.8), c.ink[(0, 1)[i % 2]])
    c.disc(x, y, r * 0.62, c.ink[0])
    c.line(
        f"M{n(x)} {n(c.h * 0.86)}V{n(y)}M{n(x)} {n(y + r * 0.6)}"
        f"l{n(r * 0.4)}-{n(r * 0.4)}M{n(x)} {n(y + r * 0.4)}l-{n(r * 0.4)}-{n(r * 0.4)}",
        c.ground,
        4,
    )
    _around(c, dice, x, y, r * 0.66, dice.upto(5) + 6, c.h * 0.035, c.ink[3] + "s" + c.ink[2])
    if dice.chance(0.6):
        side = dice.pick((-1, 1))
        c.person(x + side * c.stage * 0.24, c.y(0.92), c.h * 0.34, c.ink[2], c.ink[3], "i")
        c.person(x + side * c.stage * 0.35, c.y(0.93), c.h * 0.22, c.ink[3], c.ink[2], "i")


def ripples(c: Canvas, dice: Dice) -> None:
    corner = c.x(dice.pick((0.08, 0.92)))
    y, count = c.y(dice.pick((0.1, 0.9))), dice.upto(3) + 4
    reach = (c.stage**2 + c.h**2) ** 0.5 * 0.8
    for i in range(count):
        c.ring(corner, y, reach * (i + 0.6) / count, c.ink[(1, 0, 3)[i % 3]], reach / count * dice.between(0.12, 0.5))
    c.disc(corner, y, reach * 0.25 / count + c.h * 0.03, c.ink[2])
    for i in range(4):
        c.disc(
            c.x(dice.between(0.2, 0.8)),
            c.y(dice.between(0.2, 0.8)),
            c.h * dice.between(0.03, 0.075),
            ("i", "p", c.ink[2], c.ink[3])[i],
        )


SCENES = (onion, onion, rainbow, table_from_above, house_in_house, tree, ripples)
