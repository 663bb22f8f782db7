"""The form editor speaks Dutch throughout: what its program has no Dutch for is added to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import struin.components.editor.component as editor
from built import Built

ENGLISH = Path(__file__).parents[1] / "vendor/sveltia-cms/en-US.json"
PROGRAM = Path(editor.__file__).parent / "vendor" / "sveltia"


def sentences(words: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, said in words.items():
        if isinstance(said, dict):
            yield from sentences(said, f"{above}{name}.")
        else:
            yield f"{above}{name}", said


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return dict(sentences(json.loads(ENGLISH.read_text("utf-8"))))


@pytest.fixture(scope="module")
def dutch(site: Built) -> dict[str, str]:
    """As a browser gets it."""
    script = (site.folder / editor.NAMES / "locales/nl.js").read_text("utf-8")
    return dict(sentences(json.loads(script.removeprefix("export default ").removesuffix(";\n"))))


def test_the_english_that_is_compared_with_is_that_of_the_program(english: dict[str, str]) -> None:
    text = (PROGRAM / "npm/index.js").read_text("utf-8")
    plain = {said for said in english.values() if re.fullmatch(r"[\w ,.’“”…?!:;()/-]{12,}", said)}
    assert len(plain) > 300
    assert {said for said in plain if said not in text} == set()


def test_every_sentence_is_there_in_dutch(english: dict[str, str], dutch: dict[str, str]) -> None:
    assert sorted(dutch) == sorted(english)


def test_what_we_say_names_the_same_things(english: dict[str, str], dutch: dict[str, str]) -> None:
    own = dict(sentences(json.loads((PROGRAM / "locales/nl.json").read_text("utf-8"))))
    ours = {name for name, said in dutch.items() if own.get(name) != said}
    assert ours > dutch.keys() - own.keys()
    # What is filled in, the forms of a number, and what is written in a configuration.
    names = re.compile(r"\{\$\w+|\}\} (?:one|\*)|`[^`]+`")
    for name in ours:
        assert set(names.findall(dutch[name])) == set(names.findall(english[name])), name


def test_a_sentence_that_came_or_went_in_the_program_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nl.json"
    file.write_text(json.dumps({"domain": "Domein"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"missing\.domain is by now in the program's own Dutch"):
        editor.dutch(file)
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"instead\.status\.in_review is not in the program's own Dutch"):
        editor.dutch(file)


def test_only_languages_that_are_there_can_be_chosen(site: Built) -> None:
    text = (site.folder / editor.NAMES / "npm/index.js").read_text("utf-8")
    assert "`en-US,nl`.split" in text
    assert "zh-TW`.split" not in text
