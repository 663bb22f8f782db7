"""Nothing a stranger writes in a body runs, and each refusal names its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
import pytest
import yaml

from struin.diagnostics import Severity
from struin.markup import Body, Job, render_one

VECTORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "vectors" / "malicious.yml").read_text(encoding="utf-8")
)
FIRST_LINE = 20
_FORBIDDEN = (
    "script style iframe frame frameset object embed svg math meta base link form button textarea "
    "select option template noscript xmp title dialog body head html portal marquee applet image"
)
FORBIDDEN = frozenset(_FORBIDDEN.split())
ACTIVE = ("style", "srcset", "formaction", "action", "ping", "target")
ADDRESSES = ("https:", "mailto:", "tel:", "item:", "media:", "#")


def render(body: str) -> Body:
    return render_one(Job("content/stories/de-jas.md", body, FIRST_LINE))


def elements(html: str) -> list[Element]:
    """Every element of the html, by another parser than the ones the renderer uses."""
    fragment = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    return [element for element in fragment.iter() if isinstance(element.tag, str)][1:]


def dangers(html: str) -> list[str]:
    found = []
    for element in elements(html):
        if element.tag in FORBIDDEN or "-" in element.tag or "}" in element.tag:
            found.append(element.tag)
        for name, value in element.attrib.items():
            squeezed = "".join(value.split()).lower()
            if str(name).startswith("on") or name in ACTIVE:
                found.append(f"{element.tag} {name}")
            if str(name).startswith("data-"):
                found.append(f"{element.tag} {name}")
            if name in ("href", "src") and not squeezed.startswith(ADDRESSES):
                found.append(f"{element.tag} {name}={value}")
            if name in ("id", "name", "for") and squeezed.startswith(("__", "md-", "struin-")):
                found.append(f"{element.tag} {name}={value}")
            buttons = {"md-button", "md-button--primary"} if element.tag == "a" else set()
            if name == "class" and any(one.startswith(("md-", "merm")) for one in set(value.split()) - buttons):
                found.append(f"{element.tag} {name}={value}")
            if name == "title" and any(sign in value for sign in "<>&"):
                found.append(f"{element.tag} {name}={value}")
    return found


def test_there_are_more_than_sixty_cases() -> None:
    assert len(VECTORS) > 100


@pytest.mark.parametrize("name", VECTORS)
def test_a_malicious_body_is_refused_at_its_place(name: str) -> None:
    vector = VECTORS[name]
    body = render(vector["body"])
    errors = [found for found in body.diagnostics if found.severity is Severity.ERROR]
    shown = [f"{d.place.line - FIRST_LINE + 1}:{d.place.column} {d.code}" for d in errors]
    assert set(vector["finds"]) <= set(shown), shown
    assert {d.place.file for d in errors} <= {"content/stories/de-jas.md"}


@pytest.mark.parametrize("name", VECTORS)
def test_nothing_dangerous_is_left_even_so(name: str) -> None:
    html = render(VECTORS[name]["body"]).html
    # Tabs made by hand keep a harmless shell; that they are refused is tested above.
    found = dangers(html)
    assert [danger for danger in found if "__tabbed_" not in danger and "data-tabs" not in danger] == []
