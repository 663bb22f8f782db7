"""Every text colour on every ground where it may stand, computed from the tokens: at least AA, light and dark."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import struin

TOKENS = Path(struin.__file__).parent / "hosts/mkdocs/theme/assets/struin/tokens.css"
AA = 4.5
GRAPHIC = 3.0
SCHEMES = {
    "light": 'body,\n[data-md-color-scheme="default"] {',
    "dark": '@media screen {\n  [data-md-color-scheme="slate"] {',
    "dark without JavaScript": '.no-js [data-md-color-scheme="default"] {',
}
PRINCIPLES = range(1, 7)

# text: the grounds on which it may stand
PAIRS = [
    *product(
        ["ink", "ink-soft", *(f"p{i}-text" for i in PRINCIPLES)],
        ["paper", "sand", "card", *(f"p{i}-ground" for i in PRINCIPLES)],
    ),
    *product(["on-block", "on-block-soft"], [f"p{i}-block" for i in PRINCIPLES]),
    ("on-inverse", "inverse"),
    ("on-night", "night"),
    ("on-sun", "sun"),
]
# what is drawn and means something: lines of focus, rules of a principle
GRAPHICS = list(product(["focus"], ["paper", "sand", "card", *(f"p{i}-ground" for i in PRINCIPLES)]))


def scheme(name: str) -> dict[str, str]:
    """The colours of a scheme: token → six hexadecimal digits."""
    css = TOKENS.read_text(encoding="utf-8")
    start = css.index(SCHEMES[name]) + len(SCHEMES[name])
    block = css[start : css.index("}", start)]
    return {name: value.lower() for name, value in re.findall(r"--([a-z0-9-]+):\s*#([0-9A-Fa-f]{6});", block)}


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_low(name: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    colours = scheme(name)
    found = ((text, ground, contrast(colours[text], colours[ground])) for text, ground in pairs)
    return [f"--{text} on --{ground}: {ratio:.2f}" for text, ground, ratio in found if ratio < least]


@pytest.mark.parametrize("name", SCHEMES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    assert not too_low(name, PAIRS, AA)


@pytest.mark.parametrize("name", SCHEMES)
def test_focus_can_be_seen(name: str) -> None:
    assert not too_low(name, GRAPHICS, GRAPHIC)


def test_dark_is_the_same_with_and_without_javascript() -> None:
    assert scheme("dark") == scheme("dark without JavaScript")


def test_both_schemes_name_the_same_colours() -> None:
    assert scheme("light").keys() == scheme("dark").keys()


def test_the_measure_itself() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)
