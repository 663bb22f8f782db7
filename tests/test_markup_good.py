"""Every good form of Markdown comes through the sanitiser whole."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from struin.markup import Job, render_one
from struin.markup.extensions import Renderer, public_tabs, words
from struin.markup.sanitise import Sanitiser

VECTORS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "vectors" / "good.yml").read_text(encoding="utf-8")
)
PATH = "content/stories/de-jas.md"
RENDERER = Renderer(words())


def before(body: str) -> str:
    """The page as Markdown made it, not sanitised, without comments."""
    return re.sub(r"<!--.*?-->", "", public_tabs(RENDERER.html(body), RENDERER.tabs), flags=re.DOTALL)


def parsed(html: str) -> Any:
    """The html as nested tuples; addresses within the bundle count as equal, `rel` is left out."""

    def node(element: Element) -> Any:
        attributes = {str(k): v for k, v in element.attrib.items() if k != "rel"}
        for name in ("href", "src"):
            if name in attributes and re.match(r"item:|media:|(?![a-z]+:|#)", attributes[name]):
                attributes[name] = "(within)"
        return (element.tag, attributes, element.text, [node(child) for child in element], element.tail)

    return node(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False))


@pytest.mark.parametrize("name", VECTORS)
def test_a_good_form_survives_as_it_was(name: str) -> None:
    vector = VECTORS[name]
    body = render_one(Job(PATH, vector["body"]))
    assert [(d.code, d.values) for d in body.diagnostics] == []
    assert parsed(body.html) == parsed(before(vector["body"]))
    for piece in vector["holds"]:
        assert piece in body.html


@pytest.mark.parametrize("name", VECTORS)
def test_sanitising_twice_changes_nothing_more(name: str) -> None:
    html = render_one(Job(PATH, VECTORS[name]["body"])).html
    again = Sanitiser().clean(re.sub(r"(item|media):", "../../content/x/", html), PATH)
    assert len(re.findall("<[a-z]", again)) == len(re.findall("<[a-z]", html))


def test_one_body_leaves_nothing_behind_for_the_next() -> None:
    alone = {name: render_one(Job(PATH, vector["body"])) for name, vector in VECTORS.items()}
    turned = {name: render_one(Job(PATH, vector["body"])) for name, vector in reversed(VECTORS.items())}
    assert alone == turned


_SCRAPS = """
* ** _ ` ``` ~~~ [ ] ( ) ! < > </ <b> <i> <div> </div> <p> <table> <td> <!-- --> {{ }} {% %} {.note} {#a} |
---
=== !!! ???
/// tab details caption : :: [^1] [^1]: *[x]: # ## - 1. & &lt; &#106; " ' = href= onclick= id=
__ md- javascript: https://a.nl ../media/a.png a.md x woord
"""
SCRAPS = st.sampled_from([*_SCRAPS.split(), "\n", "\n\n", "\n    ", "\t", " "])


@settings(max_examples=400, deadline=None)
@given(st.lists(SCRAPS, max_size=30).map(" ".join) | st.lists(SCRAPS, max_size=30).map("".join))
def test_whatever_is_written_gives_a_body_and_no_harm(text: str) -> None:
    body = render_one(Job(PATH, text))
    for element in html5lib.parseFragment(body.html, treebuilder="etree", namespaceHTMLElements=False).iter():
        assert not any(str(name).startswith("on") for name in element.attrib)
        assert not element.get("href", "").strip().lower().startswith("javascript")
