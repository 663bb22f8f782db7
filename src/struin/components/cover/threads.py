"""Covers of the sixth principle: threads that meet."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _colours(c: Canvas, dice: Dice, count: int) -> list[str]:
    pool = [c.ink[0], c.ink[1], c.ink[3], c.ink[0], c.ink[2], c.ink[1], c.ink[4]]
    turn = dice.upto(3)
    return [pool[(i + turn) % len(pool)] for i in range(count)]


def flow(c: Canvas, dice: Dice) -> None:
    """Strands that come in apart, pass through one place, and go on."""
    count = dice.upto(3) + 5
    knot_x, knot_y = c.x(dice.between(0.4, 0.62)), c.y(dice.between(0.4, 0.6))
    for i, colour in enumerate(_colours(c, dice, count)):
        start, end = c.y(dice.between(-0.05, 1.05)), c.y(dice.between(-0.05, 1.05))
        y = knot_y + (i - count / 2) * c.h * 0.022
        c.line(
            f"M-20 {n(start)}C{n(c.w * 0.25)} {n(start)} {n(knot_x - c.h * 0.3)} {n(y)} {n(knot_x)} {n(y)}"
            f"S{n(c.w * 0.8)} {n(end)} {c.w + 20} {n(end)}",
            colour, c.h * dice.between(0.02, 0.062),
        )  # fmt: skip


def star(c: Canvas, dice: Dice) -> None:
    """From all sides to one place."""
    x, y = c.x(dice.between(0.42, 0.58)), c.y(dice.between(0.44, 0.56))
    count, turn = dice.upto(4) + 5, dice.between(0, pi)
    reach = c.w + c.h if c.frame in ("wide", "hero") else c.h * 1.2
    bend = dice.between(-0.7, 0.7)
    for i, colour in enumerate(_colours(c, dice, count)):
        angle = turn + i * 2 * pi / count
        fx, fy = x + reach * cos(angle), y + reach * sin(angle)
        mx, my = x + c.h * 0.5 * cos(angle + bend), y + c.h * 0.5 * sin(angle + bend)
        c.line(f"M{n(x)} {n(y)}Q{n(mx)} {n(my)} {n(fx)} {n(fy)}", colour, c.h * dice.between(0.025, 0.07))
    r = c.h * dice.between(0.13, 0.21)
    c.disc(x, y, r, c.ink[2] if c.ink[2] != "i" else "p")
    for i in range(3):
        c.ring(x, y, r * (0.8 - i * 0.27), c.ink[0], r * 0.1)


def braid(c: Canvas, dice: Dice) -> None:
    strands, turns = 3, dice.upto(3) + 4
    upright = c.frame == "tall"
    along, middle = (c.h, c.mid) if upright else (c.w, c.h / 2)
    turns = turns if upright or c.w < c.h * 2 else turns * 2
    swing, step = c.h * dice.between(0.12, 0.2), along / turns
    width = swing * dice.between(0.5, 0.66)
    start = dice.between(0, 1)
    for i, colour in enumerate((c.ink[0], c.ink[1], c.ink[3])[:strands]):
        phase = start + i * 2 / 3
        points = []
        for k in range(turns * 2 + 3):
            t = (k - 1) * step / 2
            off = swing * 1.5 * sin((k / 2 + phase) * pi)
            points.append((middle + off, t) if upright else (t, middle + off))
        d = f"M{n(points[0][0])} {n(points[0][1])}"
        for k, ((px, py), (qx, qy)) in enumerate(pairwise(points)):
            # A smooth curve takes over the direction of the one before, which saves half of the numbers.
            if upright:
                first = f"C{n(px)} {n((py + qy) / 2)} " if k == 0 else "S"
                d += f"{first}{n(qx)} {n((py + qy) / 2)} {n(qx)} {n(qy)}"
            else:
                first = f"C{n((px + qx) / 2)} {n(py)} " if k == 0 else "S"
                d += f"{first}{n((px + qx) / 2)} {n(qy)} {n(qx)} {n(qy)}"
        c.line(d, colour, width)


def weave(c: Canvas, dice: Dice) -> None:
    gap = c.h / (dice.between(3.6, 6.4) if c.frame != "hero" else dice.between(3.4, 4.2))
    rows, columns = int(c.h / gap) + 1, int(c.w / gap) + 1
    width = gap * dice.between(0.5, 0.78)
    c.line("".join(f"M{n((i + 0.5) * gap)} 0V{c.h}" for i in range(columns)), c.ink[1], width)
    loose = dice.upto(rows - 1)
    for row in range(rows):
        y = (row + 0.5) * gap
        colour = c.ink[3] if row == loose else c.ink[0]
        d = "".join(f"M{n((i + 0.02) * gap)} {n(y)}h{n(gap * 0.96)}" for i in range(columns) if (i + row) % 2)
        c.add(f'<path class="l{colour}" stroke-linecap="butt" stroke-width="{n(width)}" d="{d}"/>')


def yarn(c: Canvas, dice: Dice) -> None:
    x, y, r = c.x(dice.between(0.36, 0.6)), c.y(dice.between(0.48, 0.58)), c.h * dice.between(0.26, 0.34)
    for i in range(dice.upto(2) + 3):
        side = -1 if i % 2 else 1
        end = c.mid + side * (c.w / 2 + 20)
        c.line(
            f"M{n(x)} {n(y + r * 0.7)}"
            f"C{n(x + side * r * 1.5)} {n(c.h * dice.between(0.9, 1.1))} "
            f"{n((x + end) / 2)} {n(c.h * dice.between(0.1, 0.6))} {n(end)} {n(c.h * dice.between(0.1, 0.95))}",
            c.ink[(0, 3, 1, 4)[i % 4]], c.h * 0.026,
        )  # fmt: skip
    c.disc(x, y, r, c.ink[0])
    for i in range(dice.upto(3) + 4):
        angle, bulge = dice.between(0, pi), dice.between(0.2, 0.8)
        ax, ay = r * 0.94 * cos(angle), r * 0.94 * sin(angle)
        c.line(
            f"M{n(x - ax)} {n(y - ay)}Q{n(x + ay * bulge)} {n(y - ax * bulge)} {n(x + ax)} {n(y + ay)}",
            (c.ink[1], c.ink[2], c.ink[3])[i % 3],
            c.h * 0.02,
        )


def rope(c: Canvas, dice: Dice) -> None:
    """People on both sides who hold one rope."""
    floor = c.y(dice.between(0.84, 0.9))
    c.disc(c.mid, c.y(0.36), c.h * dice.between(0.16, 0.28), c.ink[4])
    c.box(0, floor, c.w, c.h - floor, c.ink[1])
    many = dice.upto(2) + 2
    hands = floor - c.h * 0.24
    for i in range(many):
        for side in (-1, 1):
            if side < 0 or i < many - dice.upto(2):
                x = c.mid + side * c.stage * (0.17 + i * 0.15)
                c.person(
                    x,
                    floor + 1,
                    c.h * dice.between(0.36, 0.52),
                    c.ink[(0, 2, 3)[(i + (side > 0)) % 3]],
                    c.ink[(3, 1, 0)[i % 3]],
                    "i",
                )
    sag = c.h * dice.between(0.05, 0.16)
    left, right = c.mid - c.stage * 0.52, c.mid + c.stage * 0.52
    c.line(
        f"M{n(left)} {n(hands)}Q{n(c.mid)} {n(hands + sag)} {n(right)} {n(hands)}",
        c.ink[3] if c.ground != "s" else "i",
        c.h * 0.03,
    )
    c.disc(c.mid, hands + sag / 2, c.h * 0.045, c.ink[3])


SCENES = (flow, flow, star, braid, weave, yarn, rope)
