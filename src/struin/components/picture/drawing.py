"""Draws one picture for sharing: 1200 × 630, a door that is open on the item's cover, and the title beside it.

Colours are those of the light scheme, as the picture stands on other sites; tests/components/test_picture.py holds
them to tokens.css.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import Path

import resvg_py

from struin.components.cover.cover import FRAMES, cover_svg
from struin.components.picture.letters import LEADING, face

WIDTH, HEIGHT = 1200, 630
MOST_BYTES = 100 * 1024
PAPER, SAND, INK, INK_SOFT, SUN = "#FBF6EC", "#F2E9D8", "#231D17", "#5C5145", "#E8B23A"
ON_BLOCK, ON_BLOCK_SOFT = "#FFFBF3", "#F6E9DA"
DEEP = ("#8F321F", "#6E4A00", "#2C5634", "#174F55", "#303B66", "#6C2F53")
MID = ("#C8553D", "#D99A1C", "#5B8C5A", "#2F7F86", "#4A5A8C", "#9B4F7C")
TINT = ("#F7DFD4", "#F8E8C4", "#DDEBD8", "#D3E8E8", "#DEE2F1", "#F1DDE8")
MARK = '<path fill="{wood}" d="M8 38V17C8 9 13 3 20 3s12 6 12 14v21z"/><path fill="{leaf}" d="M8 38V17C8 9 13 3 20 3l3 5v29z"/><circle fill="{wood}" cx="18" cy="23" r="2"/>'  # noqa: E501
EDGE = 72
_CLASS = re.compile(r'class="(l?[a-z])"')


@dataclass(frozen=True)
class Subject:
    """What a picture shows. `principle` counts from 1; 0 is for what belongs to none, which gets a street of doors.

    `above` and `below` are small words around the title; `own` is the file of the item's own cover, `digest` its
    sha256, and `mime` its type.
    """

    title: str
    above: str
    below: str
    name: str
    seed: str
    principle: int
    collection: str
    own: str = ""
    mime: str = ""
    digest: str = ""


def png(subject: Subject) -> bytes:
    """The picture as PNG, at most MOST_BYTES: an own cover that would weigh more is left for a drawn one."""
    made = _png(svg(subject))
    return made if len(made) <= MOST_BYTES or not subject.own else _png(svg(subject, own=False))


def _png(drawing: str) -> bytes:
    # Fonts of the machine would cost time, and differ from one to the other.
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True))


def svg(subject: Subject, *, own: bool = True) -> str:
    """The picture as SVG that needs nothing from outside."""
    parts = _street(subject) if subject.principle == 0 else _open_door(subject, own)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{''.join(parts)}</svg>"
    )


def _open_door(subject: Subject, own: bool) -> list[str]:
    """One door at the right; the title on the wall of the principle's colour."""
    deep, tint = DEEP[subject.principle - 1], TINT[subject.principle - 1]
    left, top, wide, foot = 716, 60, 412, 578
    arch = _arch(left, top, wide, foot)
    # The wall has a hole through which the cover is seen: clipping the cover would take twice the time.
    parts = [
        _inside(subject, left, top, wide, foot, own),
        f'<path fill="{deep}" fill-rule="evenodd" d="M0 0h{WIDTH}v{HEIGHT}H0z{arch}z"/>',
        f'<path fill="{INK}" fill-opacity=".28" d="M0 {foot}h{WIDTH}V{HEIGHT}H0z"/>',
        f'<path fill="{SUN}" d="M{left} {foot}h{wide}l44 {HEIGHT - foot}H{left - 44}z"/>',
        _frame(arch, tint, 15),
    ]
    width = left - 2 * EDGE + 16
    parts += _words(subject.above, EDGE, 106, width, 40, 30, SUN)
    under, small = face("text").fitted(subject.below, width, 72, 27, 18) if subject.below else ([], 0)
    room = foot - 92 - len(under) * small * LEADING - 16 - 138
    lines, size = face("display").fitted(subject.title, width, room, 92, 40)
    parts += _block(lines, size, EDGE, 138, ON_BLOCK)
    parts += _words(subject.below, EDGE, foot - 92, width, 72, 27, ON_BLOCK_SOFT, last=True)
    return [*parts, *_signed(subject.name, foot - 14, ON_BLOCK, SUN, ON_BLOCK)]


def _street(subject: Subject) -> list[str]:
    """Six doors in a row, under the title."""
    parts, foot = [f'<path fill="{PAPER}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'], 594
    parts.append(f'<path fill="{SAND}" d="M0 {foot}h{WIDTH}V{HEIGHT}H0z"/>')
    wide, top = 142, 350
    step = (WIDTH - 2 * EDGE - wide) / 5
    for number in range(1, 7):
        left = round(EDGE + (number - 1) * step)
        other = Subject("", "", "", "", f"{subject.seed}|{number}", number, subject.collection)
        arch, inside = _arch(left, top, wide, foot), _inside(other, left, top, wide, foot, False)
        parts.append(
            f'<clipPath id="d{number}"><path d="{arch}z"/></clipPath><g clip-path="url(#d{number})">{inside}</g>'
        )
        parts.append(_frame(arch, DEEP[number - 1], 6))
    width = WIDTH - 2 * EDGE
    parts += _signed(subject.name, 100, INK, DEEP[0], SUN) if subject.above else []
    lines, size = face("display").fitted(subject.title, width, 110, 104, 44)
    top = 128 if subject.above else 66
    parts += _block(lines, size, EDGE, top, INK)
    under = top + len(lines) * size * LEADING
    return [*parts, *_words(subject.below, EDGE, under + 34, width, 330 - under, 30, INK_SOFT)]


def _arch(left: int, top: int, wide: int, foot: int) -> str:
    half = wide / 2
    return f"M{left} {foot}V{top + half}a{half} {half} 0 0 1 {wide} 0V{foot}"


def _frame(arch: str, colour: str, width: int) -> str:
    return f'<path fill="none" stroke="{colour}" stroke-width="{width}" d="{arch}"/>'


def _inside(subject: Subject, left: int, top: int, wide: int, foot: int, own: bool) -> str:
    """The cover, over the whole place of the door and a little beyond."""
    high = foot - top
    if own and subject.own:
        data = base64.b64encode(Path(subject.own).read_bytes()).decode()
        return (
            f'<path fill="{PAPER}" d="M{left} {top}h{wide}V{foot}H{left}z"/>'
            f'<image x="{left}" y="{top}" width="{wide}" height="{high}" preserveAspectRatio="xMidYMid slice" '
            f'href="data:{subject.mime};base64,{data}"/>'
        )
    cover = cover_svg(subject.seed, subject.principle, subject.collection, "tall")
    head, _, drawn = cover.removesuffix("</svg>").partition(">")
    guest = re.search(r"\ba-(\d)", head)
    width, height = FRAMES["tall"]
    scale = max(wide / width, high / height)
    x, y = left + (wide - width * scale) / 2, top + (high - height * scale) / 2
    colours = _colours(subject.principle, int(guest.group(1)) if guest else 1)
    drawn = _CLASS.sub(lambda match: colours[match.group(1)], drawn)
    place = f"translate({x:.1f} {y:.1f}) scale({scale:.4f})"
    return f'<g stroke-linecap="round" stroke-linejoin="round" transform="{place}">{drawn}</g>'


def _colours(number: int, guest: int) -> dict[str, str]:
    """What the letters of a cover's classes stand for, as attributes; see components/cover/canvas.py."""
    by_class = {"d": DEEP[number - 1], "m": MID[number - 1], "t": TINT[number - 1], "a": MID[guest - 1]}
    by_class |= {"s": SUN, "p": ON_BLOCK, "i": INK}
    fills = {name: f'fill="{colour}"' for name, colour in by_class.items()}
    return fills | {f"l{name}": f'fill="none" stroke="{colour}"' for name, colour in by_class.items()}


def _words(
    text: str, x: float, y: float, width: float, height: float, size: int, colour: str, *, last: bool = False
) -> list[str]:
    """Small words from baseline `y` on, or with `last` up to it."""
    if not text:
        return []
    lines, size = face("text").fitted(text, width, height, size, 18)
    start = y - (len(lines) - 1) * size * LEADING if last else y
    drawn = "".join(face("text").drawn(line, x, start + at * size * LEADING, size) for at, line in enumerate(lines))
    return [f'<g fill="{colour}">{drawn}</g>']


def _block(lines: list[str], size: int, x: float, top: float, colour: str) -> list[str]:
    """A title, hung from `top`."""
    first = top + size * 0.86
    drawn = "".join(face("display").drawn(line, x, first + at * size * LEADING, size) for at, line in enumerate(lines))
    return [f'<g fill="{colour}">{drawn}</g>']


def _signed(name: str, y: float, colour: str, wood: str, leaf: str) -> list[str]:
    """The mark and the name of the bundle."""
    mark = MARK.format(wood=wood, leaf=leaf)
    lines, size = face("display").fitted(name, 480, 40, 34, 18)
    return [
        f'<g transform="translate({EDGE - 9} {y - 39}) scale(1.1)">{mark}</g>',
        *(f'<g fill="{colour}">{face("display").drawn(line, EDGE + 40, y - 2, size)}</g>' for line in lines[:1]),
    ]
