"""Check an SVG drawing: it may draw, and nothing else.

A drawing is shown as a picture, where scripts sleep; but whoever opens it by its own address wakes them. So
scripts, links, foreign content, animation and anything from elsewhere are refused, with the line. The
published drawing is the file as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from struin.diagnostics import Diagnostic, Place, error

_SVG = "http://www.w3.org/2000/svg"
_DRAWING = (
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata "
    "linearGradient radialGradient stop clipPath mask pattern marker style switch view filter feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode "
    "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence"
)
_ELEMENTS = frozenset(_DRAWING.split())
# What drawing programs write for themselves. Browsers know none of these, so they do nothing.
_PROGRAMS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/sketch/",
    "http://www.serif.com/",
)
_STYLE = re.compile(
    r"@(?!media\b)|\\|image\s*\(|image-set|cross-fade|element\s*\(|\bsrc\b|expression|behaviou?r|binding|https?:|//"
    r"|url\s*\(\s*(?!['\"]?#)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"url\s*\(\s*(?!['\"]?#)|script:|data:|https?:|//|\\", re.IGNORECASE)
_SPLIT = " "


class _Stop(Exception):
    """Nothing after this can be trusted."""


class _Drawing:
    """Gathers what is wrong while the drawing is read."""

    def __init__(self, path: str) -> None:
        self.found: list[Diagnostic] = []
        self.size: tuple[int, int] | None = None
        self._path = path
        self._depth = 0
        self._style: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=_SPLIT)
        self.parser.StartDoctypeDeclHandler = self._declaration
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def refuse(self, code: str, **values: str) -> None:
        place = Place(self._path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.found.append(error(code, place, **values))

    def _declaration(self, *_: object) -> None:
        # Entities can blow up to gigabytes or bring in files; nothing of a drawing needs them.
        self.refuse("svg-declaration-refused", shown="<!DOCTYPE>")
        raise _Stop

    def _instruction(self, target: str, _: str) -> None:
        self.refuse("svg-declaration-refused", shown=f"<?{target}?>")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, tag = name.rpartition(_SPLIT)
        if self._depth == 1:
            if (space, tag) != (_SVG, "svg"):
                self.refuse("svg-namespace" if tag == "svg" else "svg-root", element=tag)
                raise _Stop
            self.size = _size(attributes)
        if self._depth > 100:
            self.refuse("svg-too-deep")
            raise _Stop
        if not (tag in _ELEMENTS if space == _SVG else space.startswith(_PROGRAMS)):
            self.refuse("svg-element-refused", element=tag)
            self._style = None
            return
        self._style = [] if tag.lower() == "style" else None
        for attribute, value in attributes.items():
            self._attribute(attribute.rpartition(_SPLIT)[2], value)

    def _attribute(self, name: str, value: str) -> None:
        squeezed = re.sub(r"[\s\x00-\x1f]", "", value)
        if name.lower().startswith("on") or name.lower() in ("src", "base"):
            self.refuse("svg-attribute-refused", attribute=name)
        elif name.lower() == "href":
            if not squeezed.startswith("#"):
                self.refuse("svg-address-refused", address=value)
        elif name.lower() == "style":
            if _STYLE.search(value):
                self.refuse("svg-style-refused")
        elif name.lower() not in ("about", "resource", "docname", "export-filename") and _ELSEWHERE.search(squeezed):
            self.refuse("svg-address-refused", address=value)

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._style is not None and _STYLE.search("".join(self._style)):
            self.refuse("svg-style-refused")
        self._style = None


def check_svg(data: bytes, path: str) -> tuple[list[Diagnostic], tuple[int, int] | None]:
    """What is wrong with the drawing in the file `path`, and its size in pixels (or the like) if it says
    so."""
    drawing = _Drawing(path)
    try:
        drawing.parser.Parse(data, True)
    except _Stop:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        # An unknown encoding is a LookupError or ValueError, ill-formed XML an ExpatError.
        drawing.refuse("svg-broken")
    return list(_first_of_each(drawing.found)), drawing.size


def _first_of_each(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """At most ten findings of one sort: a drawing can hold thousands of alike elements."""
    told: dict[str, int] = {}
    for finding in found:
        told[finding.code] = told.get(finding.code, 0) + 1
        if told[finding.code] <= 10:
            yield finding


def _size(attributes: dict[str, str]) -> tuple[int, int] | None:
    """Width and height from the viewBox, else from the attributes."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", attributes.get("viewBox", ""))[2:4]
    if len(numbers) != 2:
        sides = (re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", attributes.get(s, "")) for s in ("width", "height"))
        numbers = [side[1] for side in sides if side]
    if len(numbers) != 2:
        return None
    width, height = (round(float(number)) for number in numbers)
    return (width, height) if width > 0 and height > 0 else None
