"""Old addresses: `content/addresses.yml`, what an item was called before and what has been withdrawn.

    renamed:
      stories/de-jas: stories/de-jas-aan
    withdrawn:
      stories/een-ander: {on: 2026-11-22, reason: consent}

Readers and other sites have kept these addresses, so each of them leads somewhere for good. The file holds ids and
dates only: nothing of what a withdrawn item said. `struin rename` and `struin withdraw` write it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from struin.diagnostics import Diagnostic, Place, error
from struin.fields import Choice, Reference, Strict
from struin.frontmatter import Front, as_tuples, read_front
from struin.marks import Location

FILE = "content/addresses.yml"
MAX_BYTES = 200_000


class Reason(Choice):
    """Why an item was withdrawn; what its page says depends on it."""

    CONSENT = "consent"
    SAFETY = "safety"
    RIGHTS = "rights"
    OUTDATED = "outdated"


class Withdrawal(Strict):
    on: date
    reason: Reason


class Written(Strict):
    renamed: Mapping[Reference, Reference] = {}
    withdrawn: Mapping[Reference, Withdrawal] = {}


@dataclass(frozen=True)
class Addresses:
    """`renamed` leads from an id that was to the one that is; `withdrawn` are ids that are no more."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)

    def former(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of an item: what it was called before."""
        names: dict[str, list[str]] = {}
        for old, new in self.renamed.items():
            names.setdefault(new, []).append(old)
        return {new: tuple(sorted(olds)) for new, olds in names.items()}

    def with_rename(self, old: str, new: str) -> Addresses:
        """After `old` became `new`: addresses that led to `old` lead on at once, and none leads to itself."""
        led = {before: new if after == old else after for before, after in self.renamed.items()}
        return replace(self, renamed={before: after for before, after in (led | {old: new}).items() if before != new})

    def with_withdrawal(self, gone: str, withdrawal: Withdrawal) -> Addresses:
        """After `gone` was withdrawn: what led to it is withdrawn as well."""
        before = [old for old, new in self.renamed.items() if new == gone]
        renamed = {old: new for old, new in self.renamed.items() if new != gone}
        return Addresses(renamed, {**self.withdrawn, **dict.fromkeys([*before, gone], withdrawal)})

    def as_yaml(self) -> str:
        """The text of the file: in a fixed order, an entry a line."""
        lines = []
        if self.renamed:
            lines += ["renamed:", *(f"  {old}: {new}" for old, new in sorted(self.renamed.items()))]
        if self.withdrawn:
            gone = sorted(self.withdrawn.items())
            lines.append("withdrawn:")
            lines += [f"  {name}: {{on: {each.on}, reason: {each.reason.value}}}" for name, each in gone]
        return "".join(f"{line}\n" for line in lines)


def read_addresses(root: Path) -> tuple[Addresses, list[Diagnostic]]:
    """The old addresses of the bundle at `root`, and what is wrong with the file that holds them."""
    front, found = _read(root)
    if front is None:
        return Addresses(), found
    try:
        written = Written.model_validate(as_tuples(front.values))
    except ValidationError as problem:
        faults = {tuple(part for part in fault["loc"] if part != "[key]") for fault in problem.errors()}
        return Addresses(), found + [
            error("addresses-form", _place(front, loc), field=".".join(map(str, loc)) or FILE)
            for loc in sorted(faults, key=str)
        ]
    return Addresses(written.renamed, written.withdrawn), found


def check_addresses(root: Path, addresses: Addresses) -> Iterator[Diagnostic]:
    """What does not fit the items that there are, faulty ones and drafts too."""
    front = _read(root)[0] if addresses.renamed or addresses.withdrawn else None
    if front is None:
        return
    known = {f"{file.parent.name}/{file.stem}" for file in (root / "content").glob("*/*.md")}
    for old, new in addresses.renamed.items():
        place = _place(front, ("renamed", old))
        if old in known:
            yield error("addresses-taken", place, item=old)
        elif new not in known:
            yield error("addresses-nowhere", place, item=new)
    for gone in addresses.withdrawn:
        if gone in known:
            yield error("addresses-back", _place(front, ("withdrawn", gone)), item=gone)


def _read(root: Path) -> tuple[Front | None, list[Diagnostic]]:
    file = root / FILE
    if file.is_symlink():
        return None, [error("symlink", Place(FILE))]
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError):
        return None, [error("addresses-unreadable", Place(FILE))]
    if all(not line.strip() or line.startswith("#") for line in text.splitlines()):
        return None, []
    front, found = read_front(text, FILE, MAX_BYTES)
    return front, [replace(finding, place=_shifted(finding.place)) for finding in found]


def _place(front: Front, location: Location) -> Place:
    while location and location not in front.marks:
        location = location[:-1]
    return _shifted(front.marks[location]) if location else Place(FILE)


def _shifted(place: Place) -> Place:
    """`read_front` counts from below the opening dashes of an item; this file has none."""
    return replace(place, line=max(1, place.line - 1))
