"""Takes the outlines of letters out of the fonts of the theme, for pictures that are drawn at build.

    python tools/letters.py

Pictures for sharing (components/picture) are drawn by a library that reads neither WOFF2 nor one weight out of a
variable font. Outlines in plain numbers also make a line's width known without asking anyone. Needed again only when
the fonts change; tests/components/test_picture.py notices.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = Path(__file__).resolve().parent.parent / "src/struin"
FONTS = SOURCE / "hosts/mkdocs/theme/assets/struin/fonts"
LETTERS = SOURCE / "components/picture/letters.json"
FACES = {"display": ("fraunces.woff2", 600), "text": ("atkinson.woff2", 600)}
NEGLIGIBLE = 0.008  # of the height of the type: kerning below this is not seen
LICENCE = "SIL Open Font License 1.1: outlines of Fraunces and Atkinson Hyperlegible Next, see OFL-*.txt of the theme"


def face(file: str, weight: int) -> dict[str, Any]:
    """One weight of a font: its units, each letter as [advance, outline], and pairs with less or more between them."""
    font = instantiateVariableFont(TTFont(FONTS / file), {"wght": weight})
    units, glyphs = font["head"].unitsPerEm, font.getGlyphSet()
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    letters: dict[str, list[Any]] = {}
    for letter, name in sorted(names.items()):
        pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
        glyphs[name].draw(pen)
        letters[letter] = [round(glyphs[name].width), pen.getCommands()]
    pairs, usual = kerning(font), [letter for letter in names if letter.isascii() or letter in "‘’“”"]
    kern = {
        one + other: pairs[names[one], names[other]]
        for one in usual
        for other in usual
        if abs(pairs.get((names[one], names[other]), 0)) > units * NEGLIGIBLE
    }
    return {"units": units, "letters": letters, "kern": kern}


def kerning(font: Any) -> dict[tuple[str, str], int]:
    """What the font's table of pairs adds between two glyphs; the first rule that names a pair counts."""
    table = font["GPOS"].table
    features = (each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "kern")
    lookups = {at for feature in features for at in feature.LookupListIndex}
    found: dict[tuple[str, str], int] = {}
    for at in sorted(lookups):
        for sub in table.LookupList.Lookup[at].SubTable:
            rule = getattr(sub, "ExtSubTable", sub)
            if rule.LookupType != 2:
                continue
            for number, first in enumerate(rule.Coverage.glyphs):
                for second, value in pairs_of(rule, first, number, font.getGlyphOrder()):
                    found.setdefault((first, second), value)
    return found


def pairs_of(rule: Any, first: str, number: int, glyphs: list[str]) -> list[tuple[str, int]]:
    """The second glyphs of one rule that begins with `first`, and what comes between."""
    if rule.Format == 1:
        return [(each.SecondGlyph, advance(each.Value1)) for each in rule.PairSet[number].PairValueRecord]
    row = rule.Class1Record[rule.ClassDef1.classDefs.get(first, 0)].Class2Record
    classes = rule.ClassDef2.classDefs
    return [(each, advance(row[classes.get(each, 0)].Value1)) for each in glyphs]


def advance(value: Any) -> int:
    return getattr(value, "XAdvance", 0) or 0 if value else 0


def made() -> str:
    faces = {name: face(*of) for name, of in FACES.items()}
    return json.dumps({"licence": LICENCE, **faces}, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> int:
    LETTERS.write_text(made(), encoding="utf-8")
    print(f"{LETTERS.relative_to(SOURCE.parent.parent)}: {LETTERS.stat().st_size // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
