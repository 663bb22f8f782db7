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
    return tuple(_with_another_principle(entry_id, doors, taken, graph))


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


def _with_another_principle(entry_id: str, doors: list[Door], taken: set[str], graph: Graph) -> list[Door]:
    """Makes sure that one door leads to another principle and that there are two kinds, by swapping the weakest."""
    own = set(graph.entries[entry_id].principles)

    def elsewhere(target: str) -> bool:
        return not own & set(graph.entries[target].principles)

    kinds = {graph.entries[door.target].collection for door in doors}
    if not doors or (any(elsewhere(door.target) for door in doors) and len(kinds) > 1):
        return doors
    for steps in range(2, min(len(graph.ring), 400)):
        target = graph.after(entry_id, steps)
        if elsewhere(target) and target not in {door.target for door in doors}:
            rest = kinds - {graph.entries[doors[-2].target].collection} if len(doors) > 1 else kinds
            if len(kinds) > 1 or graph.entries[target].collection not in rest:
                place = len(doors) - 2 if len(doors) >= MOST else len(doors) - 1
                return [*doors[:place], Door(target, ELSEWHERE), doors[-1]]
    return doors
