"""The shapes of exercises: what every type of interaction has, and what a type reads its own part with.

A type is a folder under `interactions/`. Its `model.py` has one subclass of Interaction, whose `parse` makes one of a
Block that the grammar has read. What an editor did wrong is told to the Reader, at the place where it stands.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from struin.diagnostics import Diagnostic, Place, error, has_errors
from struin.markup import Block, Fragment, Listed, Part
from struin.strings import catalogue

Each = TypeVar("Each")
_YES, _NO = frozenset({"yes", "ja", "true"}), frozenset({"no", "nee", "false"})


def key_of(text: str) -> str:
    """What an option is remembered by: the same as long as its words are the same, wherever it stands."""
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def shuffled(items: Sequence[Each], seed: str) -> list[Each]:
    """The items in another order, the same for the same seed. Of some orders it is the one that gives away least: the
    fewest items where they stood, or right behind the one they stood behind."""

    def left(order: Sequence[int]) -> int:
        same = sum(now == was for now, was in enumerate(order))
        return same + sum(after - before == 1 for before, after in pairwise(order))

    orders = (sorted(range(len(items)), key=lambda at: key_of(f"{seed} {turn} {at}")) for turn in range(12))
    return [items[at] for at in min(orders, key=left)]


class Frozen(BaseModel):
    """A part of an interaction."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Answer(Frozen):
    """An entry of a list. `right` is None where nothing is right or wrong; `target` is what stands behind `=>`."""

    key: str
    text: Fragment
    place: Place
    right: bool | None = None
    target: Fragment | None = None
    feedback: Fragment | None = None


class Section(Frozen):
    """A part of an interaction with a title; `id` is as written, or a key of the title."""

    id: str
    title: Fragment
    place: Place
    lead: Fragment | None = None
    answers: tuple[Answer, ...] = ()


class Interaction(Frozen):
    """What every interaction has.

    `takes` says which parts of the grammar the type knows: entries, checks (boxes), numbers (`1.`), arrows, notes
    (feedback), parts, gaps, examples. What it does not take is told as a fault; `=>` and `[[…]]` are then plain text.
    `settings` are the names of its options.
    """

    takes: ClassVar[Collection[str]] = ()
    settings: ClassVar[Collection[str]] = ()

    type: str
    id: str
    prompt: Fragment | None = None
    hints: tuple[Fragment, ...] = ()
    after: Fragment | None = None

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        """The interaction that was written. Faults go to the reader; then what is returned is not used."""
        return cls(**reader.common())

    def keys(self) -> Iterable[str]:
        """The keys of all that can be chosen: when these change, answers that were kept may no longer fit."""
        return ()

    @property
    def version(self) -> str:
        """Differs when the set of options differs; their order is no matter."""
        return key_of(" ".join(sorted(self.keys())))


class Reader:
    """One Block being read by its type. `principles` are the ids that the bundle knows, `faults` what is wrong."""

    def __init__(self, block: Block, model: type[Interaction], principles: Sequence[str] = ()) -> None:
        self.block, self.model, self.principles = block, model, principles
        self.faults: list[Diagnostic] = []

    def fault(self, code: str, place: Place | None = None, **values: object) -> None:
        """Tells a fault, at the block's header if no place is given. Its words are `diagnostics.<code>.message` and
        `.hint`, in the strings of the type."""
        if f"diagnostics.{code}.message" in catalogue():
            self.faults.append(error(code, place or self.block.place, type=self.block.type, **values))
        else:  # a type of the bundle's own, whose words the core does not have
            self.faults.append(error("interaction-refused", place or self.block.place, reason=code))

    def common(self, *, prompt: bool = True) -> dict[str, Any]:
        """The fields that every interaction has. A missing prompt is a fault, unless `prompt` is False."""
        block = self.block
        if prompt and block.prompt is None:
            self.fault("interaction-prompt-missing")
        return {
            "type": block.type,
            "id": block.id,
            "prompt": self._plain(block.prompt),
            "hints": tuple(filter(None, map(self._plain, block.hints))),
            "after": self._plain(block.after),
        }

    # --- options

    def text(self, name: str, default: str = "") -> str:
        option = self.block.options.get(name)
        return option.value if option else default

    def place_of(self, name: str) -> Place:
        """Where the value of an option stands; the header if it is not there."""
        option = self.block.options.get(name)
        return option.value_place if option else self.block.place

    def yes(self, name: str, default: bool = False) -> bool:
        written = self.text(name, "yes" if default else "no").lower()
        if written not in _YES | _NO:
            self.fault("interaction-option-yes-no", self.place_of(name), option=name)
        return written in _YES

    def number(self, name: str, default: int, least: int, most: int) -> int:
        written = self.text(name, str(default))
        if written.isascii() and written.isdigit() and least <= int(written[:9]) <= most:
            return int(written)
        self.fault("interaction-option-number", self.place_of(name), option=name, least=least, most=most)
        return default

    def labels(self, name: str) -> tuple[str, ...]:
        """The words of an option `a | b | c`; empty if it is not there."""
        return tuple(word.strip() for word in self.text(name).split("|") if word.strip())

    # --- entries and parts

    def answers(self, entries: Iterable[Listed], *, least: int = 0, few: str = "", feedback: str = "") -> list[Answer]:
        """The entries as answers. Fewer than `least` is the fault `few`; one without a quote is the fault `feedback`
        where such a code is given."""
        found: dict[str, Answer] = {}
        for entry in entries:
            text = self._plain(entry.text) or entry.text
            if entry.target and "arrows" not in self.model.takes:
                text = _joined(text, self._plain(entry.target) or entry.target)
            key = key_of(text.text)
            if key in found:
                self.fault("interaction-entry-twice", entry.place, line=found[key].place.line)
            if feedback and entry.note is None:
                self.fault(feedback, entry.place, text=text.text)
            found[key] = Answer(
                key=key,
                text=text,
                place=entry.place,
                right=entry.checked,
                target=self._plain(entry.target) if "arrows" in self.model.takes else None,
                feedback=self._plain(entry.note),
            )
        if len(found) < least:
            self.fault(few, None, least=least)
        return list(found.values())

    def sections(self, parts: Iterable[Part] | None = None) -> list[Section]:
        """The parts with their entries, as they are."""
        chosen = self.block.parts if parts is None else parts
        return [
            Section(
                id=part.id or key_of(part.title.text),
                title=part.title,
                place=part.place,
                lead=self._plain(part.lead),
                answers=tuple(self.answers(part.entries)),
            )
            for part in chosen
        ]

    def _plain(self, fragment: Fragment | None) -> Fragment | None:
        """The fragment; for a type without gaps with `[[…]]` as it was written."""
        if fragment is None or not fragment.gaps or "gaps" in self.model.takes:
            return fragment
        html, text = fragment.html, fragment.text
        for number, gap in enumerate(fragment.gaps):
            html = html.replace(f"<!--gap:{number}-->", escape(f"[[{gap.text}]]"))
            text = text.replace("…", f"[[{gap.text}]]", 1)
        return Fragment(html, text, fragment.place)


def _joined(left: Fragment, right: Fragment) -> Fragment:
    """An entry whose arrow is just an arrow."""
    return Fragment(f"{left.html} =&gt; {right.html}", f"{left.text} => {right.text}", left.place)


def read(
    block: Block, models: Mapping[str, type[Interaction]], principles: Sequence[str] = ()
) -> tuple[Interaction | None, list[Diagnostic]]:
    """The interaction of a block, unless something is wrong with it."""
    model = models.get(block.type)
    if model is None:
        codes = ("interaction-type-unknown", "interaction-type-unknown-meant")
        return None, [_unknown(codes, block.place, block.type, models)]
    reader = Reader(block, model, principles)
    for name, option in block.options.items():
        if name not in model.settings:
            codes = ("interaction-option-unknown", "interaction-option-unknown-meant")
            reader.faults.append(_unknown(codes, option.place, name, model.settings))
    reader.faults += _not_taken(block, model)
    made = model.parse(reader)
    return (None if has_errors(reader.faults) else made), reader.faults


def _unknown(codes: tuple[str, str], place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    """The first code, or the second when it is likely what was meant."""
    from rapidfuzz import process  # only who made a mistake waits for it

    names = sorted(known)
    match = process.extractOne(name, names, score_cutoff=60)
    if match:
        return error(codes[1], place, name=name, meant=match[0])
    return error(codes[0], place, name=name, known=", ".join(names) or "–")


def _not_taken(block: Block, model: type[Interaction]) -> Iterator[Diagnostic]:
    """What stands in the block that its type makes nothing of; the first of each sort."""
    entries = [*block.entries, *(entry for part in block.parts for entry in part.entries)]
    first: dict[str, Place] = {}
    if block.examples:
        first["examples"] = block.examples[0].place
    if block.parts:
        first["parts"] = block.parts[0].place
    for entry in entries:
        first.setdefault("entries", entry.place)
        if entry.numbered:
            first.setdefault("numbers", entry.place)
        if entry.checked is not None:
            first.setdefault("checks", entry.place)
        if entry.note:
            first.setdefault("notes", entry.note.place)
    for feature, place in first.items():
        if feature not in model.takes:
            yield error(f"interaction-no-{feature}", place, type=block.type)
            if feature in ("entries", "parts"):
                return
