"""What a change does to a bundle, for the people who read along: cards that come, change and go, what they are tied to,
which doors move, how much heavier it gets (feature E5). It compares two bundles and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from struin.bundle import Bundle
from struin.diagnostics import Diagnostic
from struin.graph import MENTIONS
from struin.hints import Hint, hints
from struin.model import Entry
from struin.spelling import own_words


@dataclass(frozen=True)
class CardChange:
    """A card that is new, changed or removed. `fields` are the names of what changed, "body" for the text."""

    id: str
    title: str
    kind: str
    first_line: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relation:
    """A tie between two items, as an editor wrote it down. `type` is "mentions" for a link in a text."""

    source: str
    type: str
    target: str


@dataclass(frozen=True)
class MovedDoors:
    """An item that itself did not change, while some of its doors now lead elsewhere."""

    id: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """All of it. `lonely` are items that nobody refers to any more, `passport` what the check says of consent and
    review of what is new or changed, `notes` what else it remarks there; `weight` is in bytes, of texts and of media,
    after less before."""

    new: tuple[CardChange, ...]
    changed: tuple[CardChange, ...]
    removed: tuple[CardChange, ...]
    renamed: tuple[tuple[str, str], ...]
    gained: tuple[Relation, ...]
    lost: tuple[Relation, ...]
    lonely: tuple[str, ...]
    doors: tuple[MovedDoors, ...]
    passport: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]
    hints: tuple[Hint, ...]
    weight: int
    media: Mapping[str, int]

    @property
    def empty(self) -> bool:
        return not (self.new or self.changed or self.removed or self.renamed or self.media)


PASSPORT = ("consent-", "review-", "not-anonymised", "trace-")


def compare(base: Bundle, head: Bundle) -> Changes:
    """What became different from `base` to `head`. An item that was renamed is the same item."""
    renamed = {old: new for old, new in head.addresses.renamed.items() if old in base.entries and new in head.entries}
    before = {renamed.get(each, each): entry for each, entry in base.entries.items()}
    after = head.entries
    changed = [_card(head, each, _fields(before[each], after[each])) for each in sorted(before.keys() & after.keys())]
    touched = {each.id for each in changed if each.fields} | (after.keys() - before.keys())
    had, has = _relations(base, renamed), _relations(head, {})
    known_words = own_words(head.root)
    files = {f"content/{each}.md" for each in touched}
    remarked = [each for each in head.diagnostics if each.place.file in files]
    return Changes(
        new=tuple(_card(head, each) for each in sorted(after.keys() - before.keys())),
        changed=tuple(each for each in changed if each.fields),
        removed=tuple(_card(base, each) for each in sorted(before.keys() - after.keys())),
        renamed=tuple(sorted(renamed.items())),
        gained=tuple(sorted(has - had, key=_by_source)),
        lost=tuple(sorted(had - has, key=_by_source)),
        lonely=tuple(sorted(_lonely(has, after) - _lonely(had, before))),
        doors=tuple(_moved(base, head, renamed, touched)),
        passport=tuple(each for each in remarked if each.code.startswith(PASSPORT)),
        notes=tuple(each for each in remarked if not each.code.startswith(PASSPORT)),
        hints=tuple(
            hint for each in sorted(touched) for hint in hints(after[each], head.settings.language, known_words)
        ),
        weight=_weight(head) - _weight(base),
        media=_media(base, head),
    )


def _card(bundle: Bundle, entry_id: str, fields: Iterable[str] = ()) -> CardChange:
    entry = bundle.entries[entry_id]
    first = next((line for line in entry.body.text.splitlines() if line.strip()), "").strip()
    kind = bundle.words.text(f"{entry.collection}.name.one")
    return CardChange(entry_id, entry.item.title, kind, first, tuple(fields))


def _fields(before: Entry, after: Entry) -> Iterator[str]:
    for name in type(after.item).model_fields:
        if getattr(before.item, name, None) != getattr(after.item, name):
            yield name
    if before.body.html != after.body.html or before.interactions != after.interactions:
        yield "body"


def _relations(bundle: Bundle, renamed: Mapping[str, str]) -> set[Relation]:
    ties = ((each, tie) for each, ties in bundle.graph.ties.items() for tie in ties if not tie.inverse)
    return {Relation(renamed.get(each, each), tie.type, renamed.get(tie.target, tie.target)) for each, tie in ties}


def _by_source(relation: Relation) -> tuple[bool, str, str, str]:
    return (relation.type == MENTIONS, relation.source, relation.type, relation.target)


def _lonely(relations: Iterable[Relation], ids: Iterable[str]) -> set[str]:
    """Trails and sessions are where one starts; nobody needs to refer to those."""
    return {each for each in ids if not each.startswith(("trails/", "sessions/"))} - {each.target for each in relations}


def _moved(base: Bundle, head: Bundle, renamed: Mapping[str, str], touched: set[str]) -> Iterator[MovedDoors]:
    for old in sorted(base.entries):
        new = renamed.get(old, old)
        if new in head.entries and new not in touched:
            had = {renamed.get(door.target, door.target) for door in base.doors[old]}
            has = {door.target for door in head.doors[new]}
            if had != has:
                yield MovedDoors(new, tuple(sorted(had - has)), tuple(sorted(has - had)))


def _weight(bundle: Bundle) -> int:
    return sum(len(entry.body.html.encode()) for entry in bundle.entries.values()) + sum(_sizes(bundle).values())


def _sizes(bundle: Bundle) -> dict[str, int]:
    return {file.name: file.path.stat().st_size for file in bundle.media}


def _media(base: Bundle, head: Bundle) -> dict[str, int]:
    """Files of media that came, went or changed, with how many bytes heavier each is."""
    had, has = _sizes(base), _sizes(head)
    digests = {file.name: file.digest for file in base.media}, {file.name: file.digest for file in head.media}
    names = sorted({*had, *has})
    return {name: has.get(name, 0) - had.get(name, 0) for name in names if digests[0].get(name) != digests[1].get(name)}
