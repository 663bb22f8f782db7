"""Covers of the fifth principle: houses under a light."""

from __future__ import annotations

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _lit(c: Canvas) -> str:
    return "s" if c.ground != "s" else "p"


def _row(c: Canvas, dice: Dice, foot: float, low: float, high: float, walls: list[str], most: int = 6) -> None:
    """Houses side by side over the stage, each of its own width, height and roof."""
    x, end, i = c.x(-0.02), c.x(1.02), 0
    while x < end - 30 and i < most:
        wide = c.stage * dice.between(0.13, 0.26)
        c.house(x, foot, wide, c.h * dice.between(low, high), walls[i % len(walls)], _lit(c), dice.upto(5))
        x += wide + c.stage * dice.pick((0.0, 0.0, 0.02, 0.06))
        i += 1


def street(c: Canvas, dice: Dice) -> None:
    c.disc(c.x(dice.between(0.15, 0.85)), c.y(dice.between(0.2, 0.32)), c.h * dice.between(0.12, 0.26), c.ink[3])
    foot = c.y(dice.between(0.8, 0.88))
    c.path(f"M0 {n(foot)}H{c.w}V{c.h}H0z", c.ink[1])
    _row(c, dice, foot + 1, 0.18, 0.46, [c.ink[0], "i", c.ink[1], c.ink[4]])
    if dice.chance(0.5):
        c.person(c.x(dice.between(0.2, 0.8)), c.y(0.97), c.h * 0.24, "p", c.ink[3], "i")


def lantern(c: Canvas, dice: Dice) -> None:
    x, up = c.x(dice.between(0.36, 0.64)), c.y(0.2)
    spread = c.stage * dice.between(0.24, 0.34)
    floor = c.y(0.9)
    c.path(f"M{n(x)} {n(up)}L{n(x + spread)} {n(floor)}H{n(x - spread)}z", _lit(c))
    side = dice.pick((-1, 1))
    c.house(
        x + side * c.stage * 0.42 - c.stage * 0.12,
        floor + 1,
        c.stage * 0.24,
        c.h * dice.between(0.34, 0.5),
        c.ink[0],
        "p",
        dice.upto(5),
    )
    c.house(
        x - side * c.stage * 0.48 - c.stage * 0.1,
        floor + 1,
        c.stage * 0.2,
        c.h * dice.between(0.2, 0.34),
        c.ink[1],
        "p",
        dice.upto(5),
    )
    c.box(0, floor, c.w, c.h - floor, c.ink[0])
    post = x + spread * 0.55 * side
    c.line(
        f"M{n(post)} {n(floor)}V{n(up - 18)}Q{n(post)} {n(up - 44)} {n((post + x) / 2)} {n(up - 40)}T{n(x)} {n(up)}",
        "i" if c.ground != "d" else "p",
        7,
    )
    c.path(f"M{n(x - 26)} {n(up + 6)}q26-44 52 0z", "i" if c.ground != "d" else "p")
    c.person(x - spread * 0.3, floor + 2, c.h * dice.between(0.34, 0.44), "d", c.ink[2], "i")
    if dice.chance(0.6):
        c.person(x + spread * 0.16, floor + 2, c.h * dice.between(0.22, 0.4), "i", "m", "d")


def one_house(c: Canvas, dice: Dice) -> None:
    c.disc(c.x(dice.between(0.1, 0.9)), c.y(0.26), c.h * dice.between(0.14, 0.3), c.ink[3])
    c.hill(dice.between(0.74, 0.84), c.ink[1], dice.between(0.04, 0.16))
    wide, foot = c.stage * dice.between(0.38, 0.5), c.y(0.93)
    x = c.x(dice.between(0.42, 0.58)) - wide / 2
    tall = c.h * dice.between(0.38, 0.46)
    c.house(x, foot, wide, tall, c.ink[0], _lit(c), dice.pick((0, 2, 3)))
    door = wide * 0.24
    at = x + wide * dice.pick((0.12, 0.38, 0.62))
    c.path(f"M{n(at)} {n(foot)}v-{n(tall * 0.46)}h{n(door)}v{n(tall * 0.46)}z", _lit(c))
    c.path(f"M{n(at)} {n(foot)}h{n(door)}l{n(door * 0.8)} {n(c.h * 0.08)}h-{n(door * 2)}z", _lit(c))
    c.person(at + door / 2, foot, tall * 0.4, "d" if c.ground != "d" else "m", "i", "")


def gallery_flat(c: Canvas, dice: Dice) -> None:
    wide = c.stage * dice.between(0.62, 0.78)
    x, top, floors = c.mid - wide / 2, c.y(dice.between(0.1, 0.18)), dice.upto(3) + 4
    c.disc(c.x(dice.pick((0.04, 0.96))), c.y(0.24), c.h * 0.14, c.ink[3])
    c.box(x, top, wide, c.h - top, c.ink[0], 3)
    high, rooms = (c.h * 0.94 - top) / floors, dice.upto(3) + 4
    dark: list[str] = []
    lit: list[str] = []
    for floor in range(floors):
        for room in range(rooms):
            d = (
                f"M{n(x + (room + 0.22) * wide / rooms)} {n(top + (floor + 0.2) * high)}"
                f"h{n(wide / rooms * 0.56)}v{n(high * 0.5)}h-{n(wide / rooms * 0.56)}z"
            )
            (lit if dice.chance(0.34) else dark).append(d)
    c.path("".join(dark), c.ink[1])
    c.path("".join(lit), _lit(c))
    c.line("".join(f"M{n(x - 8)} {n(top + (f + 0.86) * high)}H{n(x + wide + 8)}" for f in range(floors)), c.ink[2], 4)
    c.box(0, c.y(0.94), c.w, c.h * 0.06, c.ink[1])
    c.person(x - c.stage * 0.06, c.y(0.96), c.h * 0.2, c.ink[3], c.ink[2], "i")


def canal(c: Canvas, dice: Dice) -> None:
    c.disc(c.x(dice.between(0.2, 0.8)), c.y(0.22), c.h * dice.between(0.1, 0.18), _lit(c))
    water = c.y(dice.between(0.64, 0.7))
    _row(c, dice, water, 0.16, 0.36, [c.ink[0], c.ink[1], "i", c.ink[4]], 5)
    c.path(f"M0 {n(water)}H{c.w}V{c.h}H0z", c.ink[0])
    for i in range(3):
        x, y = c.x(dice.between(0.1, 0.7)), water + (c.h - water) * (0.3 + i * 0.25)
        c.line(f"M{n(x)} {n(y)}h{n(c.stage * dice.between(0.08, 0.26))}", (_lit(c), c.ink[1], "p")[i], c.h * 0.018)
    x, y = c.x(dice.between(0.3, 0.6)), c.y(0.88)
    c.path(
        f"M{n(x)} {n(y)}h{n(c.h * 0.36)}q-{n(c.h * 0.04)} {n(c.h * 0.09)}-{n(c.h * 0.1)} {n(c.h * 0.09)}"
        f"h-{n(c.h * 0.18)}q-{n(c.h * 0.06)} 0-{n(c.h * 0.08)}-{n(c.h * 0.09)}",
        c.ink[3],
    )
    c.person(x + c.h * 0.16, y + 2, c.h * 0.2, "p", c.ink[1], "")


def lighthouse(c: Canvas, dice: Dice) -> None:
    side = dice.pick((-1, 1))
    x, up = c.x(0.5 - side * dice.between(0.16, 0.3)), c.y(0.26)
    far = c.x(0.5 + side * 0.5) + side * c.w * 0.3
    c.path(f"M{n(x)} {n(up)}L{n(far)} {n(c.h * dice.between(-0.1, 0.1))}V{n(c.h * dice.between(0.5, 0.72))}z", _lit(c))
    c.hill(0.8, c.ink[1], side * dice.between(0.05, 0.14))
    for place in (0.18, 0.34):
        c.house(
            c.x(0.5 + side * place) - c.stage * 0.07,
            c.y(0.88),
            c.stage * 0.14,
            c.h * dice.between(0.14, 0.26),
            c.ink[0] if place < 0.2 else "i",
            "p",
            dice.upto(5),
        )
    w = c.h * 0.09
    c.path(f"M{n(x - w)} {n(c.h * 0.9)}L{n(x - w * 0.6)} {n(up)}h{n(w * 1.2)}L{n(x + w)} {n(c.h * 0.9)}z", c.ink[0])
    c.line(
        f"M{n(x - w * 0.75)} {n(c.h * 0.46)}h{n(w * 1.5)}M{n(x - w * 0.85)} {n(c.h * 0.64)}h{n(w * 1.7)}",
        c.ink[2],
        c.h * 0.06,
    )
    c.path(f"M{n(x - w * 0.7)} {n(up)}q{n(w * 0.7)}-{n(w * 1.6)} {n(w * 1.4)} 0z", c.ink[3])
    c.hill(0.9, c.ink[0], 0.03)


SCENES = (street, street, lantern, one_house, gallery_flat, canal, lighthouse)
