"""LINK: Entries become a Graph: checked references, backlinks in the same pass, a ring through everything.

The ring is a fixed tour past every item that keeps changing principle and kind. Each item's last door leads to the
next one on the ring, so by construction every item reaches every other (feature B15), whatever editors tie together.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from struin.diagnostics import Diagnostic, Place, error, warning
from struin.fields import is_reference
from struin.markup import Body
from struin.model import Entry, Item, RelationType, relation_types
from struin.settings import Settings
from struin.source import Source, place_of
from struin.validate import likeliest_item

MENTIONS = "mentions"  # an ordinary link in a body
_LINK = re.compile(r'href="item:([^"#]+)(?:#([^"]*))?"')  # as a rendered body writes it


@dataclass(frozen=True)
class Tie:
    """One typed tie as seen from one side. `inverse` is True when the other item wrote it down."""

    type: str
    target: str
    inverse: bool = False


@dataclass(frozen=True)
class Graph:
    """Entries by id, their ties both ways (own ones first), the ring (each id's successor), and the types of ties."""

    entries: Mapping[str, Entry]
    ties: Mapping[str, tuple[Tie, ...]]
    ring: tuple[str, ...]
    place_on_ring: Mapping[str, int]
    types: Mapping[str, RelationType]

    def told(self, tie: Tie) -> bool:
        """Whether a tie is to be told on the item's page, which may show its own ties of some type already."""
        return tie.inverse or tie.type == MENTIONS or self.types[tie.type].told

    def after(self, entry_id: str, steps: int = 1) -> str:
        """The id that stands `steps` further on the ring."""
        return self.ring[(self.place_on_ring[entry_id] + steps) % len(self.ring)]


def link(
    entries: Sequence[Entry],
    settings: Settings,
    broken: Set[str] = frozenset(),
    drafts: Set[str] = frozenset(),
    faulty: Sequence[tuple[type[Item], Source, Body]] = (),
) -> tuple[Graph, list[Diagnostic]]:
    """Ties entries together. A reference that is wrong gives a Diagnostic and no tie.

    `broken` are ids of items that have errors of their own: those are told once, there, and not again at every
    item that refers to them. A tie to one of the `drafts` waits until that is published; a link in a body cannot.
    `faulty` are items that are no Entry for their errors, but whose references are checked all the same; each with
    the model of its kind.
    """
    everything = [*((type(entry.item), entry.source, entry.body) for entry in entries), *faulty]
    types = relation_types(dict.fromkeys(model for model, _, _ in everything))
    by_id = {entry.id: entry for entry in entries}
    found: list[Diagnostic] = []
    own: dict[str, list[Tie]] = {entry.id: [] for entry in entries}
    inverse: dict[str, list[Tie]] = {entry.id: [] for entry in entries}
    for model, source, body in everything:
        entry_id = f"{source.collection}/{source.name}"
        for relation, target, place in _references(model, source, body):
            if target in broken and target != entry_id:
                continue
            if target in drafts:
                if relation == MENTIONS:
                    found.append(error("link-to-draft", place, target=target))
                continue
            fault = _fault(entry_id, relation, target, place, by_id, types)
            if fault:
                found.append(fault)
                continue
            if entry_id not in by_id:
                continue
            if any(tie.target == target and tie.type == relation for tie in own[entry_id]):
                if relation != MENTIONS:
                    found.append(warning("reference-twice", place, target=target))
                continue
            own[entry_id].append(Tie(relation, target))
            inverse[target].append(Tie(relation, entry_id, inverse=True))
    found += _missing_anchors(entries, by_id)
    found += _missing_principles({*by_id, *broken, *drafts}, entries, settings)
    ring = _ring(entries, settings)
    ties = {entry_id: tuple(_unique(own[entry_id] + inverse[entry_id], types)) for entry_id in by_id}
    return Graph(by_id, ties, ring, {each: index for index, each in enumerate(ring)}, types), found


def _references(model: type[Item], source: Source, body: Body) -> Iterator[tuple[str, str, Place]]:
    """What an item refers to, as it is written: what has the form of a reference, wherever else the item is wrong."""
    for relation, location, target in model.references(source.front):
        if is_reference(target):
            yield relation, target, place_of(source, location)
    for written in body.links:
        yield MENTIONS, written.target, written.place


def _fault(
    entry_id: str,
    relation: str,
    target: str,
    place: Place,
    by_id: Mapping[str, Entry],
    types: Mapping[str, RelationType],
) -> Diagnostic | None:
    if target == entry_id:
        return error("reference-to-itself", place, target=target)
    if target not in by_id:
        meant = likeliest_item(target, by_id)
        code = "reference-unknown-meant" if meant else "reference-unknown"
        return error(code, place, target=target, meant=meant or "")
    kinds = types[relation].targets if relation in types else None
    if kinds is not None and by_id[target].collection not in kinds:
        return error("reference-wrong-kind", place, target=target, relation=relation, kinds=", ".join(sorted(kinds)))
    return None


def _missing_anchors(entries: Sequence[Entry], by_id: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    """Links to a heading or anchor in another item that is not there; as on the page itself, only a remark."""
    for entry in entries:
        # Links stand in the order of the page; those of exercises, which its html does not hold, come after them.
        for (target, anchor), written in zip(_LINK.findall(entry.body.html), entry.body.links, strict=False):
            other = by_id.get(target)
            if not anchor or other is None or f'id="{anchor}"' in other.body.html:
                continue
            if all(anchor != exercise.id for exercise in other.body.interactions):
                yield warning("anchor-unknown", written.place, anchor=anchor, target=target)


def _missing_principles(known: Set[str], entries: Sequence[Entry], settings: Settings) -> Iterator[Diagnostic]:
    """Principles that items belong to or that the settings name, but that have no page."""
    for principle in settings.principles:
        if f"principles/{principle}" not in known and any(principle in entry.principles for entry in entries):
            meant = f"content/principles/{principle}.md"
            yield error("principle-without-page", Place("content/bundle.yml"), principle=principle, file=meant)


def _unique(ties: Sequence[Tie], types: Mapping[str, RelationType]) -> Iterator[Tie]:
    """One tie per other item and type: a symmetric tie that both wrote down is told once."""
    seen: set[tuple[str, str]] = set()
    for tie in ties:
        symmetric = tie.type == MENTIONS or types[tie.type].symmetric
        key = (tie.type if symmetric else f"{tie.type}-{tie.inverse}", tie.target)
        if key not in seen:
            seen.add(key)
            yield tie


def fixed_order(text: str) -> str:
    """A key that shuffles always the same: no item is favoured for its name, and a new one moves no others."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _ring(entries: Sequence[Entry], settings: Settings) -> tuple[str, ...]:
    """All ids in one tour: per principle the kinds woven evenly, and then the principles."""
    lanes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in sorted(entries, key=lambda entry: fixed_order(entry.id)):
        home = entry.principles[0] if entry.principles else ""
        lanes[home][entry.collection].append(entry.id)
    known = {principle: index for index, principle in enumerate(settings.principles)}
    homes = sorted(lanes, key=lambda home: (known.get(home, len(known)), home))
    mixed = []
    for index, home in enumerate(homes):
        woven = _spread([lanes[home][kind] for kind in sorted(lanes[home])])
        # Each principle starts somewhere else, so that neighbours on the ring differ in kind as well.
        start = index % len(woven)
        mixed.append(woven[start:] + woven[:start])
    return tuple(_spread(mixed))


def _spread(lists: Sequence[Sequence[str]]) -> list[str]:
    """Lists of unequal length woven evenly, so that the longest has no tail of its own at the end."""
    placed = [
        ((index + 0.5) / len(each), number, value)
        for number, each in enumerate(lists)
        for index, value in enumerate(each)
    ]
    return [value for _, _, value in sorted(placed)]
