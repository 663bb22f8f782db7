"""Makes the fonts of PDFs out of those of the theme.

    python tools/fonts.py

The typesetter reads neither WOFF2 nor one weight out of a variable font. Needed again only when the theme's fonts
change; tests/exports/test_typesetting.py notices.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = Path(__file__).resolve().parent.parent / "src/struin"
THEME = SOURCE / "hosts/mkdocs/theme/assets/struin/fonts"
FONTS = SOURCE / "exports/fonts"
# The file to make: where from, its weight, and how it is called; the licences leave the names free.
FACES = {
    "fraunces-600.ttf": ("fraunces.woff2", 600, "Fraunces", "SemiBold"),
    "atkinson-400.ttf": ("atkinson.woff2", 400, "Atkinson Hyperlegible Next", "Regular"),
    "atkinson-700.ttf": ("atkinson.woff2", 700, "Atkinson Hyperlegible Next", "Bold"),
    "atkinson-400-italic.ttf": ("atkinson-italic.woff2", 400, "Atkinson Hyperlegible Next", "Italic"),
}
LICENCES = ("OFL-atkinson-hyperlegible-next.txt", "OFL-fraunces.txt")


def made(source: str, weight: int, family: str, style: str) -> bytes:
    """One weight of a font as TrueType; the same bytes for the same font."""
    font = instantiateVariableFont(TTFont(THEME / source, recalcTimestamp=False), {"wght": weight})
    font.flavor = None
    names = font["name"]
    for number, name in ((1, family), (2, style), (4, f"{family} {style}"), (16, family), (17, style)):
        names.setName(name, number, 3, 1, 0x409)
    names.setName(f"{family}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
    written = io.BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()


def main() -> int:
    FONTS.mkdir(exist_ok=True)
    for file, face in FACES.items():
        (FONTS / file).write_bytes(made(*face))
        print(f"{(FONTS / file).relative_to(SOURCE.parent.parent)}: {(FONTS / file).stat().st_size // 1024} KiB")
    for licence in LICENCES:
        (FONTS / licence).write_bytes((THEME / licence).read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
