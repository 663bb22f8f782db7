"""The styles of a Word document: Word's own, changed at their source, so that a trainer can change them too."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from struin.exports.typesetting import COLOURS

A4 = (Mm(210), Mm(297))
MARGIN = Mm(20)
TEXT_WIDTH = A4[0] - 2 * MARGIN
NOTE = "Trainer note"  # its name as programs see it; a person sees the words of the catalogue
# What every office program has or puts something like it in place of.
DISPLAY, PLAIN = "Georgia", "Calibri"
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
# The style: its face, its size in points, and the space before and after it.
SIZES = {
    "Normal": (PLAIN, 11, 0, 6),
    "Title": (DISPLAY, 26, 0, 6),
    "Subtitle": (PLAIN, 13, 0, 12),
    "Heading 1": (DISPLAY, 16, 20, 6),
    "Heading 2": (DISPLAY, 14, 16, 2),
    "Heading 3": (PLAIN, 11, 8, 2),
    "Caption": (PLAIN, 9, 0, 4),
    "List Bullet": (PLAIN, 11, 0, 3),
    "List Number": (PLAIN, 11, 0, 4),
}


def prepare(document: Document, note: str, language: str) -> None:
    """Sets the language and the styles; `note` is what the style of a trainer's note is called."""
    for name, (face, size, before, after) in SIZES.items():
        style: Any = document.styles[name]
        _face(style, face)
        style.font.size = Pt(size)
        style.font.italic = None if name == "Normal" else False
        style.font.color.rgb = _colour("soft" if name == "Caption" else "ink")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _without_border(style)
    document.styles["Caption"].font.bold = False
    noted: Any = document.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    noted.base_style, noted.quick_style = document.styles["Normal"], True
    noted.paragraph_format.left_indent = noted.paragraph_format.right_indent = Mm(6)
    noted.paragraph_format.space_before, noted.paragraph_format.space_after = Pt(3), Pt(6)
    noted.paragraph_format.keep_together = True
    _aliased(noted, note)
    _shaded(noted, COLOURS["sand"])
    _speaks(document, LANGUAGES.get(language, language))


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(COLOURS[name].removeprefix("#"))


def _face(style: Any, name: str) -> None:
    """Sets a face; that of the theme, which the template's styles ask for, would go before it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for each in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{each}Theme"), None)
        fonts.set(qn(f"w:{each}"), name)
    fonts.attrib.pop(qn("w:cstheme"), None)


def _without_border(style: Any) -> None:
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _shaded(style: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _aliased(style: Any, name: str) -> None:
    aliases = OxmlElement("w:aliases")
    aliases.set(qn("w:val"), name)
    style.element.find(qn("w:name")).addnext(aliases)


def _speaks(document: Document, language: str) -> None:
    """The language in which Word checks the spelling, for the whole document."""
    for part in (document.styles.element, document.settings.element):
        for tag in ("w:lang", "w:themeFontLang"):
            for each in part.iter(qn(tag)):
                each.set(qn("w:val"), language)
