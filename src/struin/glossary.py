"""The glossary of a bundle: `content/glossary.yml`, terms of law and of the field in plain words.

    Veilig Thuis:
      means: Het punt in jouw regio waar je …
      also: [VT]

A bundle without the file has no glossary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import TypeAdapter, ValidationError

from struin.diagnostics import Diagnostic, Place, error
from struin.fields import Strict, Text
from struin.filenames import propose, slug
from struin.frontmatter import Front, as_tuples, read_front
from struin.marks import Location

FILE = "content/glossary.yml"
MAX_BYTES = 100_000

Word = Annotated[str, Text(2, 60)]


@dataclass(frozen=True)
class Term:
    """A term with what it means. `anchor` is its own among all terms; `forms` are all the ways to write it."""

    name: str
    means: str
    also: tuple[str, ...]
    anchor: str

    @property
    def forms(self) -> tuple[str, ...]:
        return self.name, *self.also


class Written(Strict):
    """A term as an editor writes it."""

    means: Annotated[str, Text(15, 400)]
    also: tuple[Word, ...] = ()


_WRITTEN = TypeAdapter(dict[Word, Written])


def read_glossary(root: Path) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """The terms of `content/glossary.yml` under `root` in the order of the alphabet, and what is wrong with it."""
    file = root / FILE
    if file.is_symlink():
        return (), [error("symlink", Place(FILE))]
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError):
        return (), [error("glossary-unreadable", Place(FILE))]
    if len(text.encode()) > MAX_BYTES:
        return (), [error("glossary-too-large", Place(FILE), limit=MAX_BYTES // 1000)]
    if all(not line.strip() or line.startswith("#") for line in text.splitlines()):
        return (), []
    front, found = read_front(text, FILE, MAX_BYTES)
    found = [replace(finding, place=_shifted(finding.place)) for finding in found]
    if front is None:
        return (), found
    try:
        written = _WRITTEN.validate_python(as_tuples(front.values))
    except ValidationError as problem:
        return (), found + [_told(front, fault["type"], fault["loc"]) for fault in problem.errors()]
    found += _twice(front, written)
    return tuple(_terms(written)), found


def _terms(written: dict[str, Written]) -> Iterator[Term]:
    taken: set[str] = set()
    for name in sorted(written, key=slug):
        anchor = propose(name, taken) or f"nr-{len(taken) + 1}"
        taken.add(anchor)
        yield Term(name, written[name].means, written[name].also, anchor)


def _twice(front: Front, written: dict[str, Written]) -> Iterator[Diagnostic]:
    """A word that two terms claim: a reader can be shown one meaning only."""
    claimed: dict[str, str] = {}
    for name, each in written.items():
        for index, form in enumerate((name, *each.also)):
            other = claimed.setdefault(form.casefold(), name)
            if other != name or (index and form.casefold() == name.casefold()):
                where: Location = (name, "also", index - 1) if index else (name,)
                yield error("glossary-twice", _place(front, where), word=form, other=other)


def _told(front: Front, kind: str, loc: Sequence[str | int]) -> Diagnostic:
    """One fault of pydantic in the words of an editor. `loc` begins with the term."""
    location = tuple(part for part in loc if part != "[key]")
    values = {"term": str(location[0]), "field": str(location[-1])}
    place = _place(front, location)
    if len(loc) > len(location):
        return error("glossary-word", place, **values)
    if kind == "missing":
        return error("glossary-missing", place, **values)
    if kind == "extra_forbidden":
        return error("glossary-unknown", place, **values)
    if len(location) == 1:
        return error("glossary-form", place, **values)
    return error("glossary-also" if location[1] == "also" else "glossary-means", place, **values)


def _place(front: Front, location: Location) -> Place:
    while location and location not in front.marks:
        location = location[:-1]
    return _shifted(front.marks[location]) if location else Place(FILE)


def _shifted(place: Place) -> Place:
    """`read_front` counts from below the opening dashes of an item; this file has none."""
    return replace(place, line=max(1, place.line - 1))
