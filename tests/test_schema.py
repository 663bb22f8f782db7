"""The JSON Schema of a kind says what its model says: what one takes the other takes, and every field is explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from built import PROJECT, run
from struin.schema import Schema, front_matter_schema
from struin.settings import read_settings
from struin.slices import Collection, discover, words
from struin.source import read_file, read_tree
from struin.strings import LANGUAGES
from struin.validate import validate
from world import front, make_world

KINDS = discover()
SETTINGS = read_settings(PROJECT)[0]
IDS = [f"{file.parent.name}/{file.stem}" for file in sorted((PROJECT / "content").glob("*/*.md"))]
TODAY = date(2026, 11, 1)


def plain(value: Any) -> Any:
    """Front matter as JSON knows it: a date is a text."""
    return json.loads(json.dumps(value, default=str))


def faults(schema: Schema, front: Any) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{fault.json_path}: {fault.message}" for fault in checker.iter_errors(plain(front))]


def fields(schema: Schema, above: str = "") -> Iterator[tuple[str, Schema]]:
    for name, field in schema.get("properties", {}).items():
        yield f"{above}{name}", field
        for inner in (field, field.get("items", {})):
            yield from fields(inner, f"{above}{name}.")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(front_matter_schema(KINDS[kind], words("nl"), SETTINGS, IDS))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_explained(kind: str, language: str) -> None:
    schema = front_matter_schema(KINDS[kind], words(language))
    assert [name for name, field in fields(schema) if not field.get("description")] == []


def test_every_item_of_the_bundle_passes() -> None:
    sources, _ = read_tree(PROJECT, KINDS.keys())
    schemas = {name: front_matter_schema(kind, words("nl"), SETTINGS, IDS) for name, kind in KINDS.items()}
    told = {source.path: faults(schemas[source.collection], source.front) for source in sources}
    assert {path: found for path, found in told.items() if found} == {}
    assert len(told) > 100


CASES = [
    ("title", ["De jas"]),
    ("title", 7),
    ("title", "x"),
    ("title", "x" * 81),
    ("principles", []),
    ("principles", "open"),
    ("principles", ["bestaat-niet"]),
    ("themes", ["bestaat-niet"]),
    ("audience", ["iedereen"]),
    ("minutes", "10"),
    ("minutes", 0),
    ("minutes", 481),
    ("cover", "jas.svg"),
    ("cover", {"image": "jas.svg"}),
    ("passport", None),
    ("passport", {"origin": "zelf", "anonymised": True, "licence": "CC0", "review_by": date(2999, 1, 1)}),
    ("relations", {"shows": ["stories"]}),
    ("relations", {"toont": ["principles/lerend-werken"]}),
    ("titel", "De jas"),
    ("narrator", "ik"),
    ("question", ...),
    ("passport", ...),
    ("summary", ...),
]


@pytest.mark.parametrize(("field", "value"), CASES)
def test_what_the_model_refuses_the_schema_refuses_too(tmp_path: Path, field: str, value: Any) -> None:
    known, _ = read_file(PROJECT, next((PROJECT / "content/stories").glob("*.md")))
    assert known is not None
    written = front(**{**known.front, field: value})
    path = "content/stories/jas.md"
    source, _ = read_file(make_world(tmp_path, {path: f"{written}Er hing een jas.\n"}), Path(path))
    assert source is not None
    assert SETTINGS is not None
    assert validate(source, KINDS["stories"], SETTINGS, words("nl"), TODAY)[1] != []
    assert faults(front_matter_schema(KINDS["stories"], words("nl"), SETTINGS, IDS), source.front) != []


def test_a_self_check_may_leave_out_what_a_trainer_needs_and_no_other_exercise_may() -> None:
    schema = front_matter_schema(KINDS["exercises"], words("nl"))
    sources = [source for source in read_tree(PROJECT, ("exercises",))[0] if source.collection == "exercises"]
    team = next(source.front for source in sources if "steps" in source.front)
    without = {key: value for key, value in team.items() if key != "debrief"}
    assert faults(schema, team) == []
    assert faults(schema, without) == ["$: 'debrief' is a required property"]
    assert faults(schema, {**without, "form": ["self-check"]}) == []


def test_a_reference_can_be_completed_from_the_items_it_may_lead_to() -> None:
    schema = front_matter_schema(KINDS["stories"], words("nl"), SETTINGS, IDS)
    offered = schema["properties"]["relations"]["properties"]
    assert {each.partition("/")[0] for each in offered["shows"]["items"]["enum"]} == {"principles"}
    assert offered["deepens"]["items"]["enum"] == IDS


def test_the_command_writes_those_of_all_kinds_or_prints_one(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/bundle.yml").write_bytes((PROJECT / "content/bundle.yml").read_bytes())
    done = run("struin", "schema", "--root", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(file.stem for file in (tmp_path / ".vscode/schemas").iterdir()) == sorted([*KINDS, "bundle"])
    printed = run("struin", "schema", "stories", "--root", str(tmp_path)).stdout
    assert printed == (tmp_path / ".vscode/schemas/stories.json").read_text(encoding="utf-8")
    assert run("struin", "schema", "verhalen", "--root", str(tmp_path)).returncode == 2


def test_a_kind_of_the_bundles_own_has_one_too(tmp_path: Path) -> None:
    folder = tmp_path / "collections/recipes"
    folder.mkdir(parents=True)
    (folder / "model.py").write_text("from struin.model import Item\n\n\nclass Recipe(Item):\n    taste: str\n")
    for language in LANGUAGES:
        (folder / f"strings.{language}.yml").write_text(
            "recipes:\n  name: {one: Recept, other: Recepten}\n  intro: Koken.\n  fields: {taste: Hoe het smaakt.}\n"
        )
    own: Collection = discover(tmp_path)["recipes"]
    schema = front_matter_schema(own, words("nl", tmp_path))
    assert schema["properties"]["taste"] == {"type": "string", "description": "Hoe het smaakt."}
