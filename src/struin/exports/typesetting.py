"""Sets PDFs: a template in Typst and data of ours become the bytes of a tagged PDF.

The data goes in as JSON and comes out as strings, which Typst shows as they are: nothing that an editor wrote is
read as markup. Fonts are those beside this file (made from the theme's by tools/fonts.py) and the typesetter's own,
never those of the machine, and there is no clock: the same data gives the same bytes. Nothing is fetched.

Colours are those of the light scheme, as paper is; tests/exports/test_typesetting.py holds them to tokens.css.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).parent  # templates may use what is in here: common.typ
FONTS = _HERE / "fonts"
COLOURS = {
    "paper": "#FBF6EC",
    "sand": "#F2E9D8",
    "ink": "#231D17",
    "soft": "#5C5145",
    "line": "#DCCFB8",
    "sun": "#E8B23A",
    "on-block": "#FFFBF3",
    "on-block-soft": "#F6E9DA",
    "card": "#FFFDF8",
}
# By the number of a principle, from 0 for what belongs to none.
DEEP = ("#5C5145", "#8F321F", "#6E4A00", "#2C5634", "#174F55", "#303B66", "#6C2F53")
MID = ("#5C5145", "#C8553D", "#D99A1C", "#5B8C5A", "#2F7F86", "#4A5A8C", "#9B4F7C")
TINT = ("#F2E9D8", "#F7DFD4", "#F8E8C4", "#DDEBD8", "#D3E8E8", "#DEE2F1", "#F1DDE8")
_CLASS = re.compile(r'class="(l?[a-z])"')
_GUEST = re.compile(r"\ba-(\d)")


def typeset(template: Path, data: Any, language: str) -> bytes:
    """The PDF of a Typst template, which finds `data` by `json(bytes(sys.inputs.data))`.

    It answers to PDF/UA-1 where every letter is in the fonts. Where one is not, a box stands in its place, and the
    letter in what is read aloud or copied. That standard forbids it: such a file is a tagged PDF without the claim.
    """
    import typst

    whole = {"language": language, "colours": COLOURS, "deep": DEEP, "mid": MID, "tint": TINT, "data": data}

    def compiled(odd: bool, standard: Any) -> bytes:
        inputs = {"data": json.dumps({**whole, "odd": odd}, ensure_ascii=False, sort_keys=True)}
        options: Any = {"root": _HERE, "font_paths": _fonts(), "timestamp": 0, "format": "pdf"}
        return bytes(typst.compile(template, sys_inputs=inputs, pdf_standards=standard, **options) or b"")

    try:
        return compiled(False, "ua-1")
    except typst.TypstError as problem:
        if "could not be displayed" not in problem.message:
            raise
    return compiled(True, [])


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def coloured(cover: str) -> str:
    """A drawn cover (struin.components.cover), whose classes wait for a stylesheet, in its colours."""
    head, _, drawn = cover.partition(">")
    number, guest = int(re.findall(r"\bp-(\d)", head)[0]), _GUEST.search(head)
    named = {"d": DEEP[number], "m": MID[number], "t": TINT[number], "a": MID[int(guest[1]) if guest else 1]}
    named |= {"s": COLOURS["sun"], "p": COLOURS["on-block"], "i": COLOURS["ink"]}
    fills = {name: f'fill="{colour}"' for name, colour in named.items()}
    fills |= {f"l{name}": f'fill="none" stroke="{colour}"' for name, colour in named.items()}
    head = head.replace(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" stroke-linecap="round" stroke-linejoin="round" '
    )
    return f"{head}>" + _CLASS.sub(lambda match: fills[match[1]], drawn)


def coloured_emblem(emblem: str, number: int) -> str:
    """The emblem of a principle (struin.components.emblem), likewise, to stand on a light ground."""
    line = f'fill="none" stroke="{DEEP[number]}" stroke-linecap="round" stroke-linejoin="round"'
    named = {
        "e-line": f'{line} stroke-width="2.6"',
        "e-line e-dash": f'{line} stroke-width="2.6" stroke-dasharray="0.5 6.5"',
        "e-fill": f'fill="{MID[number]}"',
        "e-soft": f'fill="{TINT[number]}"',
        "e-sun": f'fill="{COLOURS["sun"]}"',
        "e-rope": f'{line} stroke-width="16"',
        "e-rope e-rope--cut": f'{line} stroke-width="16"',
        "e-rope e-rope--a": f'fill="none" stroke="{MID[number]}" stroke-width="11"',
        "e-rope e-rope--b": f'fill="none" stroke="{COLOURS["sun"]}" stroke-width="11"',
    }
    drawn = re.sub(r'class="(e-[^"]+)"', lambda match: named[match[1]], emblem)
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
