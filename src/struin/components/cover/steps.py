"""Covers of the second principle: steps, tries and falls on the way up."""

from __future__ import annotations

from struin.components.cover.canvas import Canvas, n
from struin.components.cover.dice import Dice


def _plant(c: Canvas, x: float, foot: float, tall: float, colour: str) -> None:
    c.line(f"M{n(x)} {n(foot)}V{n(foot - tall)}", colour, max(3, tall * 0.07))
    leaf = tall * 0.42
    c.path(
        f"M{n(x)} {n(foot - tall * 0.45)}q{n(leaf)} 0 {n(leaf)}-{n(leaf)}q-{n(leaf)} 0-{n(leaf)} {n(leaf)}"
        f"M{n(x)} {n(foot - tall * 0.7)}q-{n(leaf)} 0-{n(leaf)}-{n(leaf)}q{n(leaf)} 0 {n(leaf)} {n(leaf)}z",
        colour,
    )


def stairs(c: Canvas, dice: Dice) -> None:
    count, up = dice.upto(4) + 4, dice.pick((-1, 1))
    c.disc(c.x(0.5 - up * 0.3), c.y(dice.between(0.24, 0.4)), c.h * dice.between(0.12, 0.24), c.ink[2])
    total = c.w if c.w > c.h * 2 and dice.chance(0.5) else c.stage
    left = c.mid - total / 2
    tread, low, high = total / count, dice.between(0.86, 0.94), dice.between(0.34, 0.46)
    tops = []
    for i in range(count):
        place = i if up > 0 else count - 1 - i
        top = c.y(low + (high - low) * i / (count - 1))
        end = c.w - (left + place * tread) if place == count - 1 else tread + 1
        start = left + place * tread
        if place == 0:
            end, start = start + end, 0.0
        c.box(start, top, max(end, tread + 1), c.h - top, (c.ink[0], c.ink[1])[i % 2])
        tops.append((left + (place + 0.5) * tread, top))
    ball = min(tread * 0.26, c.h * 0.09)
    end_of_walk = dice.upto(count - 2) + 1
    hops = f"M{n(tops[0][0])} {n(tops[0][1] - ball)}"
    for x, top in tops[1 : end_of_walk + 1]:
        hops += f"Q{n(x - up * tread / 2)} {n(top - ball - c.h * 0.2)} {n(x)} {n(top - ball)}"
    c.line(hops, c.ink[3], 4, "1 11")
    x, top = tops[end_of_walk]
    c.disc(x, top - ball, ball, c.ink[3])
    x, top = tops[-1]
    if dice.chance(0.5):
        c.person(x, top, c.h * 0.27, c.ink[4], c.ink[2], "i")
    else:
        _plant(c, x, top, c.h * 0.22, c.ink[4])


def stepping_stones(c: Canvas, dice: Dice) -> None:
    for i in range(3):
        y = c.y(0.2 + i * 0.28)
        swell = c.h * dice.between(0.03, 0.08)
        wave = f"M0 {n(y)}q{n(c.w / 12)}-{n(swell)} {n(c.w / 6)} 0" + f"t{n(c.w / 6)} 0" * 5
        c.line(wave, c.ink[1], c.h * dice.between(0.012, 0.03))
    up, count = dice.pick((-1, 1)), dice.upto(3) + 4
    for i in range(count):
        share = i / (count - 1)
        x = c.x(0.5 + up * (share - 0.5) * 0.9 + dice.between(-0.04, 0.04))
        y, size = c.y(0.88 - share * 0.6), c.h * (0.15 - share * 0.07)
        c.add(
            f'<ellipse class="{c.ink[0] if i != count - 2 else c.ink[3]}" cx="{n(x)}" cy="{n(y)}" '
            f'rx="{n(size * 1.5)}" ry="{n(size * 0.7)}"/>'
        )
        if i == count // 2:
            c.person(x, y, c.h * 0.4, c.ink[2], c.ink[4], "i")


def bounces(c: Canvas, dice: Dice) -> None:
    floor = c.y(dice.between(0.76, 0.86))
    c.box(0, floor, c.w, c.h - floor, c.ink[1])
    count = dice.upto(3) + 3
    x, grow = c.x(0.02), dice.between(1.25, 1.5)
    step = c.stage * 0.96 * (grow - 1) / (grow**count - 1)
    for i in range(count):
        r = step / 2
        tall = min(r * dice.between(1.1, 1.8), c.h * 0.62)
        c.path(
            f"M{n(x)} {n(floor)}a{n(r)} {n(tall)} 0 0 1 {n(2 * r)} 0z", c.ink[(0, 3, 2, 4)[i % 4]] if i != 1 else "p"
        )
        x += step
        step *= grow
    last = x - step / grow / 2
    c.line(f"M{n(last)} {n(floor)}v-{n(c.h * 0.7)}", c.ink[0], 5)
    c.path(
        f"M{n(last)} {n(floor - c.h * 0.7)}l{n(c.h * 0.2)} {n(c.h * 0.07)}l-{n(c.h * 0.2)} {n(c.h * 0.07)}z", c.ink[3]
    )
    c.disc(c.x(0.03), floor - c.h * 0.05, c.h * 0.05, c.ink[3])


def ladder(c: Canvas, dice: Dice) -> None:
    up = dice.pick((-1, 1))
    moon, y = c.x(0.5 + up * 0.24), c.y(0.34)
    c.disc(moon, y, c.h * dice.between(0.24, 0.34), c.ink[2])
    c.hill(dice.between(0.8, 0.88), c.ink[1], dice.between(-0.1, 0.1))
    x1, y1, x2, y2 = c.x(0.5 - up * 0.22), c.h * 0.98, moon - up * c.h * 0.06, y - c.h * 0.08
    gap = c.h * 0.13
    count = dice.upto(4) + 6
    gone = dice.upto(count - 3) + 2
    c.line(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}M{n(x1 + gap)} {n(y1)}L{n(x2 + gap)} {n(y2)}", c.ink[0], 8)
    rungs = ""
    for i in range(1, count):
        share = i / count
        if i != gone:
            rungs += f"M{n(x1 + (x2 - x1) * share)} {n(y1 + (y2 - y1) * share)}h{n(gap)}"
    c.line(rungs, c.ink[0], 7)
    share = gone / count
    c.line(f"M{n(x1 + (x2 - x1) * share + gap * 1.6)} {n(c.h * 0.9)}l{n(gap)} {n(-gap * 0.3)}", c.ink[3], 8)
    c.person(c.x(0.5 - up * 0.38), c.y(0.96), c.h * dice.between(0.34, 0.44), c.ink[3], c.ink[4], "i")


def stack(c: Canvas, dice: Dice) -> None:
    c.disc(c.x(dice.between(0.1, 0.9)), c.y(dice.between(0.2, 0.4)), c.h * dice.between(0.14, 0.3), c.ink[4])
    foot, count = c.y(0.92), dice.upto(3) + 4
    c.box(0, foot, c.w, c.h * 0.08, c.ink[0])
    high = c.h * 0.58 / count
    colours = [c.ink[i % 4] for i in range(count)]
    x = c.mid
    for i, colour in enumerate(colours):
        wide = c.stage * dice.between(0.28, 0.62) * (1 - i * 0.06)
        x = c.mid + c.stage * dice.between(-0.07, 0.07)
        c.box(x - wide / 2, foot - (i + 1) * high, wide, high - 2, colour, dice.pick((0, 4, high / 2)))
    top = foot - count * high
    if dice.chance(0.5):
        _plant(c, x, top, c.h * 0.24, c.ink[0])
    else:
        c.person(x, top, c.h * 0.28, c.ink[2], c.ink[1], "i")


def zigzag(c: Canvas, dice: Dice) -> None:
    peak, y = c.x(dice.between(0.4, 0.62)), c.y(dice.between(0.22, 0.3))
    c.disc(c.x(dice.between(0.05, 0.25)), c.y(0.28), c.h * dice.between(0.1, 0.18), c.ink[2])
    c.path(f"M{n(c.x(-0.15))} {c.h}L{n(peak)} {n(y)}L{n(c.x(1.15))} {c.h}z", c.ink[0])
    c.path(f"M{n(c.x(0.5))} {c.h}L{n(c.x(1))} {n(c.h * dice.between(0.4, 0.55))}L{n(c.x(1.5))} {c.h}z", c.ink[1])
    d, count = f"M{n(c.x(0.3))} {c.h}", dice.upto(3) + 4
    for i in range(1, count + 1):
        share = i / count
        half = c.stage * 0.2 * (1 - share)
        d += f"L{n(peak + (half if i % 2 else -half))} {n(c.h - (c.h - y) * share)}"
    c.line(d, "p" if c.ink[0] != "p" else "s", c.h * 0.022, "2 12" if dice.chance(0.6) else "")
    c.line(f"M{n(peak)} {n(y)}v-{n(c.h * 0.16)}", c.ink[3], 5)
    c.path(
        f"M{n(peak)} {n(y - c.h * 0.16)}h{n(c.h * 0.14)}l-{n(c.h * 0.04)} {n(c.h * 0.045)}"
        f"l{n(c.h * 0.04)} {n(c.h * 0.045)}h-{n(c.h * 0.14)}z",
        c.ink[3],
    )


SCENES = (stairs, stairs, stepping_stones, bounces, ladder, stack, zigzag)
