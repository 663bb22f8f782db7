"""What the form editor's preview is told: templates as data, and every word that they and the scripts ask for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from built import Built
from struin.components.editor import preview
from struin.components.editor.templates import Translation, Untranslatable
from struin.slices import discover, interactions, words


@pytest.fixture(scope="module")
def data(site: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.folder / preview.DATA).read_text("utf-8"))
    return found


def translation(**templates: str) -> Translation:
    environment = Environment(loader=DictLoader(templates), autoescape=True)
    return Translation(environment, without=["left-out"])


def test_every_kind_has_its_own_templates_in_the_preview(data: dict[str, Any]) -> None:
    own = {kind: (each["card"], each["page"]) for kind, each in data["kinds"].items()}
    assert own == {kind: (f"{kind}/card.html", f"{kind}/page.html") for kind in discover()}
    assert all(data["templates"][name] for names in own.values() for name in names)
    assert data["templates"]["_doors.html"] == []


def test_every_type_of_exercise_has_an_example_and_its_words(data: dict[str, Any]) -> None:
    assert data["exercises"].keys() == interactions().keys()
    for name, each in data["exercises"].items():
        assert each["example"].startswith(f"/// {name} | id: "), name
        assert each["example"].endswith("\n///"), name
        assert {f"{name}.name", f"{name}.about"} <= data["words"].keys()


def test_every_word_that_a_script_asks_for_is_there(data: dict[str, Any]) -> None:
    known = words("nl").keys()
    names = {key.partition(".")[0] for key in known}
    folders = [Path(preview.__file__).parent / "preview", *(kind.folder for kind in discover().values())]
    scripts = [file for folder in folders for file in folder.glob("*.js")]
    asked = {key for file in scripts for key in preview._ASKED.findall(file.read_text("utf-8"))}
    asked = {key for key in asked if key.partition(".")[0] in names and not key.endswith((".js", ".css", ".json"))}
    assert len(asked) > 20
    assert [key for key in asked if key not in known and not any(each.startswith(key) for each in known)] == []
    assert [key for key in asked & known if key not in data["words"]] == []


def test_a_template_becomes_a_tree() -> None:
    found = translation(a="{% for x in all if x.good %}{{ t('fruit.' ~ x.name, n=1) }}{% else %}none{% endfor %}")
    found.add("a")
    key = ["~", [["=", "fruit."], ["of", ["name", "x"], ["=", "name"]]]]
    said = ["out", ["call", ["name", "t"], [key], {"n": ["=", 1]}]]
    good = ["of", ["name", "x"], ["=", "good"]]
    assert found.trees["a"] == [["for", "x", ["name", "all"], [said], ["none"], good]]
    assert found.keys == {"fruit."}


def test_what_a_template_includes_comes_along_unless_it_is_left_out() -> None:
    found = translation(a="{% include 'b' %}{% include 'left-out' %}", b="{% from 'c' import d %}{{ d(1) }}", c="")
    found.add("a")
    b = [["from", "c", [["d", "d"]]], ["out", ["call", ["name", "d"], [["=", 1]], {}]]]
    assert found.trees == {"left-out": [], "a": [["include", "b"], ["include", "left-out"]], "b": b, "c": []}


@pytest.mark.parametrize(
    "text",
    ["{% extends 'b' %}", "{% include other %}", "{{ f(*all) }}", "{% filter upper %}x{% endfilter %}", "{{ 2 ** 3 }}"],
)
def test_a_template_that_does_more_is_refused_and_leaves_nothing(text: str) -> None:
    found = translation(a="{% include 'c' %}" + text, b="x", c="y")
    with pytest.raises(Untranslatable):
        found.add("a")
    assert found.trees == {"left-out": []}
