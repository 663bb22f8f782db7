"""Covers of the first principle: people near each other."""

from __future__ import annotations

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _backdrop(c: Canvas, dice: Dice) -> None:
    """Something behind the people: a sun, a window, a hill or the pattern of wallpaper."""
    kind, colour = dice.upto(5), c.ink[3]
    if kind == 0:
        c.disc(c.x(dice.between(0.2, 0.8)), c.y(dice.between(0.25, 0.45)), c.h * dice.between(0.18, 0.34), colour)
    elif kind == 1:
        x, y, w, h = c.x(dice.between(0.05, 0.6)), c.y(0.1), c.h * 0.42, c.h * 0.5
        c.box(x, y, w, h, colour, 6)
        c.line(f"M{n(x + w / 2)} {n(y)}v{n(h)}M{n(x)} {n(y + h / 2)}h{n(w)}", c.ground, 7)
    elif kind == 2:
        c.hill(dice.between(0.5, 0.7), colour, dice.between(0.1, 0.3))
    elif kind == 3:
        gap = c.h / 5
        c.line("".join(f"M{n(gap * (i + 0.5))}-200V{c.h}" for i in range(int(c.w / gap) + 1)), colour, 3, "1 22")
    else:
        side = dice.pick((0, 1))
        c.disc(c.w * side, c.h * dice.between(0.1, 0.9), c.h * dice.between(0.3, 0.5), colour)


def shoulder_to_shoulder(c: Canvas, dice: Dice) -> None:
    _backdrop(c, dice)
    near = dice.between(0.13, 0.21)
    for side, share in ((-1, dice.between(0.72, 0.9)), (1, dice.between(0.6, 0.86))):
        i = 0 if side < 0 else 1
        c.person(c.x(0.5 + side * near), c.h * 1.02, c.h * share, c.ink[i], c.ink[2 - i * 2], c.ink[4 - i])
    if dice.chance(0.4):
        c.person(
            c.x(dice.between(0.42, 0.58)), c.h * 1.02, c.h * dice.between(0.36, 0.46), c.ink[3], c.ink[2], c.ink[4]
        )


def at_the_table(c: Canvas, dice: Dice) -> None:
    lamp = c.x(dice.between(0.4, 0.6))
    glow = c.h * dice.between(0.3, 0.42)
    c.disc(lamp, c.y(0.26), glow, c.ink[4] if c.ink[4] != "i" else c.ink[3])
    c.line(f"M{n(lamp)}-200V{n(c.h * 0.16)}", c.ink[0], 4)
    c.path(f"M{n(lamp - 34)} {n(c.h * 0.26)}q34-64 68 0z", c.ink[2])
    for place in dice.shuffled((0.22, 0.78)) + ([0.5] if dice.chance(0.35) else []):
        small = place == 0.5 or dice.chance(0.25)
        tall = c.h * (0.4 if small else dice.between(0.52, 0.62))
        c.person(
            c.x(place), c.y(0.88), tall, c.ink[1 if place > 0.5 else 0], c.ink[2], c.ink[3] if place < 0.5 else "i"
        )
    c.box(c.x(0.04), c.y(0.78), c.stage * 0.92, c.h * 0.07, c.ink[1], 8)
    c.line(f"M{n(c.x(0.14))} {n(c.h * 0.84)}V{c.h}M{n(c.x(0.86))} {n(c.h * 0.84)}V{c.h}", c.ink[1], 12)
    for place in (0.38, 0.62):
        x, y = c.x(place), c.y(0.78)
        c.path(f"M{n(x - 13)} {n(y - 24)}h26v16q0 9-9 9h-8q-9 0-9-9z", c.ink[3] if place < 0.5 else "p")


def on_the_doorstep(c: Canvas, dice: Dice) -> None:
    side = dice.pick((-1, 1))
    x, w, h = c.x(0.5 + side * 0.2), c.h * 0.46, c.h * 0.84
    c.box(0, c.y(0.9), c.w, c.h * 0.1, c.ink[1])
    c.path(
        f"M{n(x - w / 2)} {n(c.h * 0.92)}V{n(c.h * 0.92 - h + w / 2)}"
        f"a{n(w / 2)} {n(w / 2)} 0 0 1 {n(w)} 0V{n(c.h * 0.92)}z",
        "s" if c.ground != "s" else "p",
    )
    c.person(x, c.y(0.92), c.h * dice.between(0.46, 0.62), c.ink[0], c.ink[1], "i")
    hinge = x - side * w / 2
    c.path(
        f"M{n(hinge)} {n(c.h * 0.92 - h + w / 2)}l{n(-side * w * 0.4)} {n(-c.h * 0.06)}"
        f"V{n(c.h * 0.97)}L{n(hinge)} {n(c.h * 0.92)}z",
        c.ink[0],
    )
    c.disc(hinge - side * w * 0.32, c.y(0.6), 5, c.ground)
    c.person(c.x(0.5 - side * 0.28), c.y(0.97), c.h * dice.between(0.58, 0.68), c.ink[2], c.ink[1], c.ink[0])
    if dice.chance(0.6):
        c.box(c.x(0.5 - side * 0.07) - 20, c.y(0.85), 40, c.h * 0.12, c.ink[3], 6)


def walking(c: Canvas, dice: Dice) -> None:
    c.disc(c.x(dice.between(0.15, 0.85)), c.y(dice.between(0.3, 0.5)), c.h * dice.between(0.2, 0.36), c.ink[2])
    c.hill(0.66, c.ink[1], dice.between(0.06, 0.2))
    c.hill(0.84, c.ink[0], -dice.between(0.03, 0.1))
    start, step = dice.between(0.22, 0.4), dice.between(0.16, 0.22)
    for i in range(dice.pick((2, 2, 3, 4))):
        tall = c.h * (dice.between(0.4, 0.5) if i % 2 == 0 else dice.between(0.26, 0.46))
        c.person(c.x(start + i * step), c.y(0.9), tall, ("p", c.ink[3], "t", "s")[i], ("s", "i", "p", "m")[i], "i")


def face_to_face(c: Canvas, dice: Dice) -> None:
    r = c.h * dice.between(0.3, 0.37)
    gap = dice.between(0.72, 1.0)
    y = c.y(dice.between(0.44, 0.52))
    c.disc(c.mid, y + r * 0.2, r * dice.between(0.4, 0.8), c.ink[3])
    for side in (-1, 1):
        x, colour, other = c.mid + side * r * gap * 1.15, c.ink[0 if side < 0 else 1], c.ink[1 if side < 0 else 0]
        c.path(
            f"M{n(x + side * r * 0.7)} {n(y + r * 0.3)}"
            f"L{n(x + side * r * 1.3)} {c.h}H{n(x - side * r * 0.3)}V{n(y + r * 0.6)}z",
            colour,
        )
        c.disc(x, y, r, colour)
        c.path(
            f"M{n(x - side * r * 0.9)} {n(y - r * 0.25)}"
            f"l{n(-side * r * 0.36)} {n(r * 0.36)}l{n(side * r * 0.5)} {n(r * 0.14)}z",
            colour,
        )
        c.disc(x - side * r * 0.45, y - r * 0.16, r * 0.08, c.ground)
        # hair: the back of the head, as a part of the same circle
        hair = c.ink[4] if dice.chance(0.5) else other
        c.path(
            f"M{n(x - side * r * 0.34)} {n(y - r * 0.94)}"
            f"A{n(r)} {n(r)} 0 0 {int(side > 0)} {n(x + side * r * 0.8)} {n(y + r * 0.6)}"
            f"Q{n(x + side * r * 0.7)} {n(y - r * 0.5)} {n(x - side * r * 0.34)} {n(y - r * 0.94)}z",
            hair,
        )


def behind_the_window(c: Canvas, dice: Dice) -> None:
    w, h = c.stage * dice.between(0.6, 0.74), c.h * 0.72
    x, y = c.mid - w / 2, c.y(0.1)
    for i in range(-3, 4):  # bricks
        if c.mid + i * c.stage * 0.42 > -60:
            c.box(c.mid + i * c.stage * 0.42, c.y(dice.between(0.02, 0.9)), 44, 14, c.ink[1], 3)
    c.box(x - 12, y - 12, w + 24, h + 24, c.ink[0], 8)
    c.box(x, y, w, h, "s" if c.ground != "s" else "p", 3)
    c.person(c.mid - w * dice.between(0.1, 0.24), y + h, h * dice.between(0.7, 0.85), c.ink[1], "i", c.ink[0])
    c.person(c.mid + w * dice.between(0.1, 0.24), y + h, h * dice.between(0.5, 0.78), "d", "p", c.ink[2])
    curtain = c.ink[2] if c.ink[2] != "s" else "p"
    c.path(f"M{n(x)} {n(y)}h{n(w * 0.2)}q{n(-w * 0.02)} {n(h * 0.6)} {n(-w * 0.2)} {n(h * 0.8)}z", curtain)
    c.path(f"M{n(x + w)} {n(y)}h{n(-w * 0.2)}q{n(w * 0.02)} {n(h * 0.6)} {n(w * 0.2)} {n(h * 0.8)}z", curtain)
    c.box(x - 24, y + h, w + 48, c.h * 0.05, c.ink[0], 4)


SCENES = (
    shoulder_to_shoulder,
    shoulder_to_shoulder,
    at_the_table,
    on_the_doorstep,
    walking,
    face_to_face,
    behind_the_window,
)
