"""The catalogue: plain data by a published schema, about what is published and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from struin.catalog import as_json, catalog, schema
from struin.pipeline import load
from struin.present import Presenter, Site
from world import bundle_world, item, real_bundle

TODAY = date(2027, 6, 1)


def listed(folder: Path, files: dict[str, str | bytes], site: Site | None = None) -> dict[str, Any]:
    """The catalogue of a world, its items by id."""
    made = catalog(Presenter(load(bundle_world(folder, files), today=TODAY), site or Site()))
    validator().validate(made)
    return {each["id"]: each for each in made["items"]}


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


FEW: dict[str, str | bytes] = {
    "stories/jas.md": item(
        "stories", "Er hangt een [jas](../quotes/stoel.md).\n", relations={"shows": ["principles/open"]}
    ),
    "quotes/stoel.md": item("quotes", principles=["dichtbij"], themes=["tijd"]),
    "exercises/tafel.md": item("exercises", relations={"uses": ["stories/jas"]}),
}


def test_one_item_whole(tmp_path: Path) -> None:
    assert listed(tmp_path, FEW)["stories/jas"] == {
        "id": "stories/jas",
        "collection": "stories",
        "url": "stories/jas/",
        "title": "Een verhaal",
        "summary": "Een regel die zin geeft om dit open te doen.",
        "principles": ["open"],
        "themes": ["taal"],
        "audience": ["professional"],
        "minutes": 1,
        "interactions": [],
        "relations": [{"type": "shows", "target": "principles/open"}],
        "doors": [
            {"target": "principles/open", "tie": "shows", "reason": "Waar het om gaat"},
            {"target": "quotes/stoel", "tie": "mentions", "reason": "Hier al genoemd"},
            {"target": "principles/dichtbij", "tie": "suggested", "reason": "Ook over: taal"},
            {"target": "exercises/tafel", "tie": "skip", "reason": "Ken je dit al? Sla over"},
        ],
    }


def test_the_real_catalogue_answers_to_its_schema() -> None:
    made = catalog(Presenter(real_bundle(), Site()))
    assert [fault.message for fault in validator().iter_errors(made)] == []
    assert len(made["items"]) == len(real_bundle().entries)
    assert [each["id"] for each in made["items"]] == sorted(real_bundle().entries)


@pytest.mark.parametrize("change", [{"url": 3}, {"doors": None}, {"minutes": 0}, {"extra": "x"}, {"id": "Jas"}])
def test_the_schema_refuses_what_is_not_as_it_says(tmp_path: Path, change: dict[str, Any]) -> None:
    one = listed(tmp_path, FEW)["stories/jas"]
    assert validator().is_valid({"version": 1, "items": [one]})
    assert not validator().is_valid({"version": 1, "items": [one | change]})
    assert not validator().is_valid({"version": 2, "items": [one]})


def test_a_word_or_a_tie_that_stands_twice_is_listed_once(tmp_path: Path) -> None:
    twice = item("stories", themes=["taal", "taal"], relations={"shows": ["principles/open", "principles/open"]})
    one = listed(tmp_path, {**FEW, "stories/jas.md": twice})["stories/jas"]
    assert one["themes"] == ["taal"]
    assert one["relations"] == [{"type": "shows", "target": "principles/open"}]


def test_a_draft_is_not_listed_nor_any_tie_to_it(tmp_path: Path) -> None:
    one = item("stories", relations={"contrasts": ["quotes/stoel"]})
    draft = item("quotes", draft=True)
    made = listed(tmp_path, {**FEW, "stories/jas.md": one, "quotes/stoel.md": draft})
    assert "quotes/stoel" not in made
    assert [
        target for each in made.values() for target in each["relations"] + each["doors"] if target["target"] not in made
    ] == []


def test_a_principle_belongs_to_itself_and_a_quote_takes_no_time(tmp_path: Path) -> None:
    made = listed(tmp_path, FEW)
    assert made["principles/open"]["principles"] == ["open"]
    assert made["quotes/stoel"]["minutes"] is None
    assert made["exercises/tafel"]["minutes"] == 15


def test_addresses_are_those_of_the_site(tmp_path: Path) -> None:
    assert listed(tmp_path, FEW, Site(directory_urls=False))["stories/jas"]["url"] == "stories/jas.html"


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    def made(folder: Path) -> bytes:
        return as_json(catalog(Presenter(load(bundle_world(folder, FEW), today=TODAY), Site())))

    assert made(tmp_path / "een") == made(tmp_path / "twee")
    assert as_json({"title": "é"}) == b'{"title":"\xc3\xa9"}\n'
