"""What a session can be made of, as data, and the schema of a session's file."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.addresses import Addresses
from struin.components.rundown import component
from struin.components.rundown.schema import FILE
from struin.present import Presenter, Site
from world import real_bundle

HEAD = {"format": "struin-session", "version": 1, "title": "Proef", "start": "09:30"}
BLOCK = {"item": None, "own": "break", "title": "Pauze", "minutes": 15}


@cache
def made() -> dict[str, Any]:
    """All assets by path, as data."""
    presenter = Presenter(real_bundle(), Site())
    found = {}
    for asset in component.assets(presenter):
        text = asset.content.decode()
        found[asset.path] = json.loads(text.removeprefix(f'Struin.provide("{asset.path}",').removesuffix(");\n"))
    return found


def test_every_exercise_story_and_session_has_its_details_and_nothing_else_has() -> None:
    entries = real_bundle().entries
    kinds = ("exercises", "stories", "sessions")
    wanted = {f"assets/struin/plan/{key}.js" for key, entry in entries.items() if entry.collection in kinds}
    assert set(made()) == {*wanted, component.STOCK, FILE}


def test_the_details_of_an_exercise_are_those_of_its_file() -> None:
    item: Any = real_bundle().entries["exercises/teken-de-keuken"].item
    found = made()["assets/struin/plan/exercises/teken-de-keuken.js"]
    assert found["url"] == "exercises/teken-de-keuken/"
    assert found["minutes"] == sum(step["minutes"] for step in found["steps"]) == item.minutes
    assert found["group"] == [item.group.min, item.group.max]
    assert found["material"] == list(item.material)
    assert found["level"] == "vraagt wat"
    assert found["forms"] == ["tekenen", "praten"]
    assert found["worksheet"] is None


def test_addresses_in_a_body_are_seen_from_the_root_of_the_site() -> None:
    for path, found in made().items():
        for html in (found.get("body"), found.get("worksheet")) if isinstance(found, dict) else ():
            for link in HTMLParser(html or "").css("a[href]"):
                assert not (link.attributes["href"] or "").startswith("."), path


def test_a_self_check_has_a_worksheet_and_its_body_is_without_the_exercise() -> None:
    checks = [entry for entry in real_bundle().entries.values() if getattr(entry.item, "self_check", False)]
    assert checks
    for entry in checks:
        found = made()[f"assets/struin/plan/{entry.id}.js"]
        assert len(HTMLParser(found["worksheet"]).css(".interaction")) == len(entry.interactions), entry.id
        assert HTMLParser(found["body"]).css(".interaction, form, input, button") == [], entry.id


def test_the_blocks_of_a_ready_made_session_are_those_of_a_plan() -> None:
    validator = Draft202012Validator(made()[FILE])
    sessions = [found for path, found in made().items() if "/plan/sessions/" in path]
    assert sessions
    for found in sessions:
        plan = {**HEAD, "title": found["title"], "start": found["start"], "blocks": found["blocks"]}
        assert list(validator.iter_errors(plan)) == [], found["id"]


def test_what_there_is_to_choose_from_has_what_building_needs() -> None:
    stock = made()[component.STOCK]
    assert {row["id"].partition("/")[0] for row in stock} == {"exercises", "stories"}
    for row in stock:
        details = made()[f"assets/struin/plan/{row['id']}.js"]
        assert row == {name: details.get(name, row.get("formerly")) for name in row}


def test_an_item_that_was_renamed_is_in_stock_with_the_ids_it_had() -> None:
    addresses = Addresses(renamed={"exercises/de-tafel": "exercises/teken-de-keuken"})
    presenter = Presenter(replace(real_bundle(), addresses=addresses), Site())
    asset = next(each for each in component.assets(presenter) if each.path == component.STOCK)
    stock = json.loads(asset.content.decode().partition(",")[2].removesuffix(");\n"))
    assert {row["id"]: row["formerly"] for row in stock if "formerly" in row} == {
        "exercises/teken-de-keuken": ["exercises/de-tafel"]
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0},
        {"minutes": 481},
        {"minutes": 1.5},
        {"at": "24:00"},
        {"own": "lunch"},
        {"item": "exercises/x"},
        {"own": None},
        {"colour": "red"},
    ],
    ids=json.dumps,
)
def test_the_schema_refuses_what_the_page_would_put_right(wrong: dict[str, Any]) -> None:
    validator = Draft202012Validator(made()[FILE])
    Draft202012Validator.check_schema(made()[FILE])
    assert list(validator.iter_errors({**HEAD, "blocks": [BLOCK]})) == []
    assert list(validator.iter_errors({**HEAD, "blocks": [{**BLOCK, **wrong}]})) != []
