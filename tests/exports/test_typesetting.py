"""What PDFs are set with: colours of the site, fonts of the theme, and nothing of the machine."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest

from built import PROJECT
from exporting import presenter
from readers import run
from struin.components.cover.cover import cover_svg
from struin.components.emblem.emblem import emblem_svg
from struin.exports import exports
from struin.exports.typesetting import COLOURS, DEEP, FONTS, MID, TINT, coloured, coloured_emblem

TOKENS = PROJECT / "src/struin/hosts/mkdocs/theme/assets/struin/tokens.css"
NAMES = {"soft": "ink-soft"}


def test_the_colours_are_those_of_the_light_scheme() -> None:
    light = TOKENS.read_text(encoding="utf-8").partition('[data-md-color-scheme="slate"]')[0]
    tokens = dict(re.findall(r"--([\w-]+): (#\w{6});", light))
    assert {name: tokens[NAMES.get(name, name)] for name in COLOURS} == COLOURS
    for colours, name in ((DEEP, "c-deep"), (MID, "c-mid"), (TINT, "c-tint")):
        assert colours[1:] == tuple(tokens[f"p{number}-{name}"] for number in range(1, 7))


def test_the_fonts_are_made_from_those_of_the_theme() -> None:
    sys.path.insert(0, str(PROJECT / "tools"))
    try:
        import fonts
    finally:
        sys.path.pop(0)
    for file, face in fonts.FACES.items():
        made = hashlib.sha256(fonts.made(*face)).hexdigest()
        assert hashlib.sha256((FONTS / file).read_bytes()).hexdigest() == made, f"python tools/fonts.py: {file}"
    for licence in fonts.LICENCES:
        assert (FONTS / licence).read_bytes() == (fonts.THEME / licence).read_bytes()
        assert "Reserved Font Name" not in (FONTS / licence).read_text(encoding="utf-8").splitlines()[0]


def test_every_class_of_a_drawing_gets_its_colour() -> None:
    for number in range(1, 7):
        for kind in ("stories", "exercises"):
            assert "class=" not in coloured(cover_svg(f"{kind}/x", number, kind, "tall")).partition(">")[2]
        assert "class=" not in coloured_emblem(emblem_svg(number), number).partition(">")[2]


@pytest.mark.parametrize(("form", "subject"), [("pdf", "sessions/ochtend"), ("deck", "open")])
def test_all_fonts_are_ours_and_go_along(form: str, subject: str, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(exports()[form].make(presenter(), subject))
    rows = run("pdffonts", [file]).splitlines()[2:]
    assert {re.sub(r"^[A-Z]{6}\+|-.*$", "", row.split()[0]) for row in rows} <= {
        "Fraunces",
        "AtkinsonHyperlegibleNext",
        "LibertinusSerif",
        "DejaVuSansMono",
    }
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, in part, readable"
