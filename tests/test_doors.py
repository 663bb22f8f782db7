"""Doors: four to six ways on from every item, each with its reason, whatever a bundle looks like."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Sequence

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from struin.bundle import Bundle
from struin.doors import LEAST, MOST, SKIP
from struin.model import Entry
from struin.present import Presenter, Site
from world import bundle_of, entry, real_bundle

HOMES = ("een", "twee", "drie", "vier", "vijf", "zes")
KINDS = ("stories", "quotes", "exercises")
THEMES = ("taal", "tijd", "schaamte", "buurt")
_TEXT = """
    jas stoel deur kraan brood tafel school fiets hond lamp water kast brief sleutel tuin straat raam trap bel soep
    thee mand doos krant schaar touw boom zand licht nacht kapper tram brug schuur kelder zolder keuken gang muur hek
"""
WORDS = _TEXT.split()


def some_entries(number: int, seed: int = 1) -> list[Entry]:
    """So many items beside the principles, each about something, tied together here and there."""
    dice = random.Random(seed)
    made = [entry(f"principles/{home}") for home in HOMES]
    for n in range(number):
        ties = {"contrasts": [dice.choice(made).id]} if dice.random() < 0.5 else {}
        made.append(
            entry(
                f"{KINDS[n % 3]}/item-{n}",
                principles=dice.sample(HOMES, dice.randint(1, 3)),
                themes=dice.sample(THEMES, 2),
                text=" ".join(dice.choices(WORDS, k=40)),
                relations=ties,
            )
        )
    return made


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Entry], Sequence[str]]:
    """A bundle as lopsided as can be: few or many principles and kinds, ties that all go to one place."""
    homes = HOMES[: draw(st.integers(2, 6))]
    made = [entry(f"principles/{home}") for home in homes]
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
    popular = draw(st.integers(0, len(homes) - 1))
    for n in range(draw(st.integers(3, 30))):
        known = [each.id for each in made]
        relations = draw(
            st.dictionaries(
                st.sampled_from(("contrasts", "deepens", "uses")),
                st.lists(st.sampled_from([*known[:2], known[-1]]), max_size=3, unique=True),
                max_size=3,
            )
        )
        lopsided = draw(st.booleans())
        where = (
            [homes[popular]]
            if lopsided
            else draw(st.lists(st.sampled_from(homes), min_size=1, max_size=3, unique=True))
        )
        made.append(
            entry(
                f"{draw(st.sampled_from(kinds))}/item-{n}",
                principles=where,
                themes=draw(st.lists(st.sampled_from(THEMES), min_size=1, max_size=2, unique=True)),
                text=" ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))),
                relations=relations,
                links=draw(st.lists(st.sampled_from(known), max_size=2)),
            )
        )
    return made, homes


def promises(bundle: Bundle) -> list[str]:
    """What is not as promised about the doors (feature B4)."""
    presenter = Presenter(bundle, Site())
    broken = []
    for here, doors in bundle.doors.items():
        entry = bundle.entries[here]
        others = [bundle.entries[door.target] for door in doors]
        holds = {
            "four to six": LEAST <= len(doors) <= MOST,
            "not twice and not to itself": len({*(other.id for other in others), here}) == len(doors) + 1,
            "two kinds": len({other.collection for other in others}) >= 2,
            "another principle": any(not set(other.principles) & set(entry.principles) for other in others),
            "the last skips": [door.tie == SKIP for door in doors] == [False] * (len(doors) - 1) + [True],
            "reasons": all(presenter.reason(door).strip() for door in doors),
        }
        broken += [f"{here}: {what}" for what, true in holds.items() if not true]
    return broken


def connected(bundle: Bundle) -> bool:
    """Whether every item leads to every other through doors alone."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(bundle.entries)
    graph.add_edges_from((here, door.target) for here, doors in bundle.doors.items() for door in doors)
    return bool(networkx.is_strongly_connected(graph))


def test_the_real_bundle_keeps_every_promise_about_doors() -> None:
    bundle = real_bundle()
    assert len(bundle.entries) > 60
    assert promises(bundle) == []
    assert connected(bundle)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_any_bundle_keeps_every_promise_about_doors(world: tuple[list[Entry], Sequence[str]]) -> None:
    entries, homes = world
    bundle = bundle_of(entries, homes)
    # An item of all principles has no other principle to lead to.
    everywhere = {each.id for each in entries if set(each.principles) == set(homes)}
    broken = [
        fault for fault in promises(bundle) if fault.partition(":")[0] not in everywhere or "principle" not in fault
    ]
    assert broken == []
    assert connected(bundle)


def test_the_same_content_has_the_same_doors_in_every_run() -> None:
    """Python orders sets of texts anew in every process, unless told how."""
    code = "import test_doors as t; b = t.bundle_of(t.some_entries(60), t.HOMES); print(dict(b.doors), b.graph.ring)"
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outcomes) == 1
    assert b"Door(target=" in outcomes.pop()


@pytest.mark.parametrize("number", [30, 140])
def test_one_more_item_leaves_most_doors_as_they_are(number: int) -> None:
    entries = some_entries(number)
    before = bundle_of(entries, HOMES).doors
    new = entry("stories/nieuw", principles=["drie"], themes=["tijd"], text=" ".join(WORDS[:20]))
    after = bundle_of([*entries, new], HOMES).doors
    kept = sum(len({d.target for d in doors} & {d.target for d in after[here]}) for here, doors in before.items())
    assert kept >= 0.8 * sum(map(len, before.values()))


def test_what_an_editor_tied_comes_before_what_resembles() -> None:
    entries = some_entries(40)
    for here, doors in bundle_of(entries, HOMES).doors.items():
        ways = [door.tie.removeprefix("inverse:") for door in doors]
        if "contrasts" in ways and "suggested" in ways:
            assert ways.index("contrasts") < ways.index("suggested"), here


def test_a_door_never_shows_more_than_two_of_a_kind_before_the_skip_while_there_is_choice() -> None:
    bundle = bundle_of(some_entries(60), HOMES)
    for here, doors in bundle.doors.items():
        kinds = [bundle.entries[door.target].collection for door in doors if door.tie not in (SKIP, "elsewhere")]
        assert max(map(kinds.count, kinds), default=0) <= 2, here
