"""Chooses the doors of an item: 4 to 6 ways onward, each with its reason (feature B4).

At most two of a kind and two for the same reason; at least two kinds, at least one to another principle; the last
door is 'Ken je dit al?', which leads to the next item on the ring. First come the ties that editors wrote, then
what resembles, then whatever comes along the ring.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from struin.graph import MENTIONS, Graph, Tie
from struin.likeness import Likeness

MOST = 6
LEAST = 4
MOST_OF_A_KIND = 2
MOST_OF_A_TIE = 2
SKIP = "skip"
BELONGS = "belongs"
SUGGESTED = "suggested"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Door:
    """A way onward. `tie` is a relation's name, `inverse:` and its name, or belongs, suggested, elsewhere, skip."""

    target: str
    tie: str
    theme: str | None = None


def tie_name(tie: Tie) -> str:
    return f"inverse:{tie.type}" if tie.inverse else tie.type


def choose_doors(entry_id: str, graph: Graph, likeness: Mapping[str, Sequence[Likeness]]) -> tuple[Door, ...]:
    """The doors of one item, the skip door last. Fewer than LEAST only in a bundle that has no more items."""
    skip = _skip(entry_id, graph)
    chosen: list[Door] = []
    spare: list[Door] = []
    taken = {entry_id, skip}
    kinds: Counter[str] = Counter()
    ties: Counter[str] = Counter()
    for door in _candidates(entry_id, graph, likeness):
        if door.target in taken:
            continue
        taken.add(door.target)
        kind = graph.entries[door.target].collection
        tie = door.tie.rpartition(":")[2]  # both sides of a tie say much the same
        if kinds[kind] < MOST_OF_A_KIND and ties[tie] < MOST_OF_A_TIE and len(chosen) < MOST - 1:
            chosen.append(door)
            kinds[kind] += 1
            ties[tie] += 1
        else:
            spare.append(door)
    chosen += spare[: max(0, LEAST - 1 - len(chosen))]
    doors = [*chosen, Door(skip, SKIP)] if skip != entry_id else chosen
    return tuple(_varied(entry_id, doors, graph))


def _skip(entry_id: str, graph: Graph) -> str:
    return graph.after(entry_id)


def _candidates(entry_id: str, graph: Graph, likeness: Mapping[str, Sequence[Likeness]]) -> Iterator[Door]:
    """The ways onward, best first. What the item's page leads to already comes last."""
    shown = {tie.target for tie in graph.ties[entry_id] if not graph.told(tie)}
    ways = list(_ways(entry_id, graph, likeness))
    yield from (door for door in ways if door.target not in shown)
    yield from (door for door in ways if door.target in shown)


def _ways(entry_id: str, graph: Graph, likeness: Mapping[str, Sequence[Likeness]]) -> Iterator[Door]:
    ties = [tie for tie in graph.ties[entry_id] if graph.told(tie)]
    written = [tie for tie in ties if tie.type != MENTIONS]
    for tie in (*written, *(tie for tie in ties if tie.type == MENTIONS)):
        yield Door(tie.target, tie_name(tie))
    for principle in graph.entries[entry_id].principles:
        home = f"principles/{principle}"
        if home in graph.entries and home != entry_id:
            yield Door(home, BELONGS)
    for alike in likeness.get(entry_id, ()):
        yield Door(alike.target, SUGGESTED, alike.theme)
    for steps in range(2, min(len(graph.ring), 12)):
        yield Door(graph.after(entry_id, steps), ELSEWHERE)


def _varied(entry_id: str, doors: list[Door], graph: Graph) -> list[Door]:
    """Makes sure that there are two kinds among the doors and that one leads to another principle: by one more door,
    or else by changing the weakest that can be missed."""
    own = set(graph.entries[entry_id].principles)

    def two_kinds(some: Sequence[Door]) -> bool:
        return len({graph.entries[door.target].collection for door in some}) > 1

    def elsewhere(some: Sequence[Door]) -> bool:
        return any(not own & set(graph.entries[door.target].principles) for door in some)

    # Often one door brings both; where none does, one after the other.
    for wishes in ((two_kinds, elsewhere), (two_kinds,), (elsewhere,)):
        if doors and not all(wish(doors) for wish in wishes):
            kept = (*wishes, *(wish for wish in (two_kinds, elsewhere) if wish(doors)))
            doors = next((found for found in _changed(entry_id, doors, graph) if all(w(found) for w in kept)), doors)
    return doors


def _changed(entry_id: str, doors: list[Door], graph: Graph) -> Iterator[list[Door]]:
    """The doors with one to elsewhere among them; the last, which skips, stays. The least change comes first."""
    known = {door.target for door in doors}
    targets = [graph.after(entry_id, steps) for steps in range(2, min(len(graph.ring), 400))]
    last = len(doors) - 1
    places = [(last, last)] if len(doors) < MOST else [(place, place + 1) for place in reversed(range(last))]
    for start, end in places:
        for target in targets:
            if target not in known:
                yield [*doors[:start], Door(target, ELSEWHERE), *doors[end:]]
