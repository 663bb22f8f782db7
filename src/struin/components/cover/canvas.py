"""The sheet that a cover is drawn on: its size, its colours by role, and the shapes that all families use.

Colours are class names that `cards.css` fills from the tokens, so that one drawing serves light and dark:
`d` deep, `m` mid and `t` tint of the principle, `s` sun, `a` a colour of another principle, `p` paper, `i` ink.
A line of a colour has the class `l` before it (`ld`).
"""

from __future__ import annotations

from struin.components.cover.dice import Dice

FRAMES = {"card": (400, 300), "wide": (840, 360), "tall": (300, 400), "hero": (1400, 560)}

# On each ground, the colours that stand out, the strongest first.
_ON = {"t": "dmasi", "m": "dptsi", "d": "tmsap", "p": "dmasi", "s": "dipta", "a": "iptds"}


def n(value: float) -> str:
    """A coordinate in as few characters as matter: whole units."""
    return str(round(value))


class Canvas:
    """A sheet of `w` × `h` units. `x(0…1)` counts over the middle part that stays in sight when a hero is cropped."""

    def __init__(self, frame: str, ground: str, dice: Dice, sky: bool = False) -> None:
        self.w, self.h = FRAMES[frame]
        self.full = self.h
        # A scene with people or houses is as high as it is wide at most; in a tall frame it gets more sky.
        if sky and self.h > self.w:
            self.h = round(self.w * 0.78)
        self.frame, self.ground, self.dice = frame, ground, dice
        strong, second, *others = list(_ON[ground])
        self.ink = [strong, second, *dice.shuffled(others)]
        self.parts: list[str] = []
        self.mid = self.w / 2
        # The part of the width on which a scene is set: wide frames give it air at the sides.
        self.stage = min(self.w * (1 if self.full == self.h else 0.84), self.h * 1.5)

    def x(self, share: float) -> float:
        return self.mid + (share - 0.5) * self.stage

    def y(self, share: float) -> float:
        return share * self.h

    def add(self, *parts: str) -> None:
        self.parts.extend(parts)

    def disc(self, x: float, y: float, r: float, colour: str) -> None:
        self.add(f'<circle class="{colour}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}"/>')

    def ring(self, x: float, y: float, r: float, colour: str, width: float) -> None:
        self.add(f'<circle class="l{colour}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}" stroke-width="{n(width)}"/>')

    def box(self, x: float, y: float, w: float, h: float, colour: str, r: float = 0) -> None:
        round_ = f' rx="{n(r)}"' if r else ""
        self.add(f'<rect class="{colour}" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{round_}/>')

    def path(self, d: str, colour: str) -> None:
        self.add(f'<path class="{colour}" d="{d}"/>')

    def line(self, d: str, colour: str, width: float, dash: str = "") -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.add(f'<path class="l{colour}" d="{d}" stroke-width="{n(width)}"{dashed}/>')

    def hill(self, y: float, colour: str, lift: float = 0.1) -> None:
        """Land from side to side, `lift` of the height higher or lower on the way."""
        up, rise = self.y(y), self.h * lift
        self.path(
            f"M0 {n(up)}C{n(self.w * 0.3)} {n(up - rise)} {n(self.w * 0.6)} {n(up + rise)} {self.w} {n(up - rise / 2)}"
            f"V{self.h}H0z",
            colour,
        )

    def person(self, x: float, foot: float, tall: float, body: str, head: str, hair: str = "") -> None:
        """Someone who stands at (`x`, `foot`), `tall` high. The head always sits on the body."""
        dice = self.dice
        r = tall * dice.between(0.15, 0.19)
        wide = tall * dice.between(0.46, 0.66)
        lean = tall * dice.between(-0.06, 0.06)
        shoulder = foot - tall + 1.7 * r
        top, left, right = x + lean, x - wide / 2, x + wide / 2
        hy = shoulder - 0.7 * r
        style = dice.upto(6)
        if hair and style == 0:  # long hair, behind
            self.path(
                f"M{n(top - r * 1.2)} {n(hy + r * 1.5)}V{n(hy)}"
                f"a{n(r * 1.2)} {n(r * 1.2)} 0 0 1 {n(r * 2.4)} 0V{n(hy + r * 1.5)}z",
                hair,
            )
        elif hair and style == 1:  # a bun
            self.disc(top + lean, hy - r * 1.15, r * 0.45, hair)
        shape = dice.upto(3)
        if shape == 0:
            body_d = (
                f"M{n(left)} {n(foot)}C{n(left)} {n(shoulder)} {n(top - wide / 4)} {n(shoulder)} {n(top)} {n(shoulder)}"
            )
            body_d += f"S{n(right)} {n(shoulder)} {n(right)} {n(foot)}z"
        elif shape == 1:
            q = wide * 0.34
            body_d = (
                f"M{n(left)} {n(foot)}V{n(shoulder + q)}q0-{n(q)} {n(q)}-{n(q)}"
                f"H{n(right - q)}q{n(q)} 0 {n(q)} {n(q)}V{n(foot)}z"
            )
        else:
            body_d = (
                f"M{n(left - wide * 0.1)} {n(foot)}"
                f"Q{n(top - wide * 0.3)} {n(shoulder)} {n(top)} {n(shoulder - r * 0.2)}"
            )
            body_d += f"Q{n(top + wide * 0.3)} {n(shoulder)} {n(right + wide * 0.1)} {n(foot)}z"
        self.path(body_d, body)
        self.disc(top, hy, r, head)
        if hair and style in (1, 2, 3):  # a cap of hair, tilted
            tilt = r * dice.between(-0.3, 0.3)
            low, high = hy - r * 0.36 - tilt, hy - r * 0.36 + tilt
            self.path(
                f"M{n(top - r * 0.97)} {n(low)}A{n(r * 1.04)} {n(r * 1.04)} 0 0 1 {n(top + r * 0.97)} {n(high)}z", hair
            )
        elif hair and style == 4:  # curls
            for step in (-0.7, 0, 0.7):
                self.disc(top + step * r, hy - r * (0.95 - abs(step) * 0.4), r * 0.42, hair)

    def house(self, x: float, foot: float, wide: float, tall: float, wall: str, lit: str, roof: int) -> None:
        """A house with its left wall at `x`. `roof`: 0 gable, 1 flat, 2 stepped, 3 lean-to, 4 round."""
        top, end = foot - tall, x + wide
        if roof == 0:
            d = f"M{n(x)} {n(foot)}V{n(top)}L{n(x + wide / 2)} {n(top - wide * 0.42)}L{n(end)} {n(top)}V{n(foot)}z"
        elif roof == 2:
            s = wide / 5
            d = (
                f"M{n(x)} {n(foot)}V{n(top)}h{n(s)}v-{n(s)}h{n(s)}"
                f"v-{n(s)}h{n(s)}v{n(s)}h{n(s)}v{n(s)}H{n(end)}V{n(foot)}z"
            )
        elif roof == 3:
            d = f"M{n(x)} {n(foot)}V{n(top - wide * 0.3)}L{n(end)} {n(top)}V{n(foot)}z"
        elif roof == 4:
            d = f"M{n(x)} {n(foot)}V{n(top)}a{n(wide / 2)} {n(wide / 2)} 0 0 1 {n(wide)} 0V{n(foot)}z"
        else:
            d = f"M{n(x)} {n(foot)}V{n(top)}H{n(end)}V{n(foot)}z"
        self.path(d, wall)
        columns, rows = max(1, min(3, int(wide // 38))), max(1, min(3, int(tall // 45)))
        pane = min(wide / columns * 0.42, tall / rows * 0.4)
        dark: list[str] = []
        light: list[str] = []
        for row in range(rows):
            for column in range(columns):
                px = x + (column + 0.5) * wide / columns - pane / 2
                py = top + (row + 0.35) * tall / rows
                (light if self.dice.chance(0.45) else dark).append(
                    f"M{n(px)} {n(py)}h{n(pane)}v{n(pane * 1.2)}h-{n(pane)}z"
                )
        if light:
            self.path("".join(light), lit)
        if dark and self.dice.chance(0.4):
            self.path("".join(dark), self.ground)

    def svg(self, classes: str) -> str:
        drawn = "".join(self.parts)
        if self.full > self.h:
            drawn = f'<g transform="translate(0 {self.full - self.h})">{drawn}</g>'
        return (
            f'<svg class="cover cover--{self.frame} {classes}" viewBox="0 0 {self.w} {self.full}" '
            f'preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">'
            f'<path class="{self.ground}" d="M0 0h{self.w}v{self.full}H0z"/>{drawn}</svg>'
        )
