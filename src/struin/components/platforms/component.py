"""Files for learning platforms: each exercise that one does alone, and each ready-made session, in every form that can
hold it. They stand quietly under the item, and all of them on the page `leeromgeving`, by the macro `platforms`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from struin.exports import exports, file_name
from struin.exports.kept import Making
from struin.present import Presenter

FOLDER = "assets/platforms"
KEPT = ".cache/platforms"
FORMS = ("scorm12", "scorm2004", "gift", "qti")
COLLECTIONS = ("sessions", "exercises")
PAGE = "docs/leeromgeving.md"  # a hand-written page tells which file is for what


@dataclass(frozen=True)
class File:
    """A file; `path` is relative to the site's root. `left` are the kinds of exercises that do not fit, in words."""

    form: str
    path: str
    name: str
    left: tuple[str, ...] = ()


def values(presenter: Presenter) -> dict[str, Any]:
    """For its parts of pages: the files by the id of the item, and the items by kind, in the order of their titles."""
    found = files(presenter)
    entries = presenter.bundle.entries
    titles = {each: entries[each].item.title for each in found}
    by_title = sorted(found, key=lambda each: (titles[each].casefold(), each))
    return {
        "platform_files": found,
        "platform_items": {
            kind: [each for each in by_title if entries[each].collection == kind] for kind in COLLECTIONS
        },
        "platform_titles": titles,
        "platform_page": (presenter.bundle.root / PAGE).is_file(),
    }


def files(presenter: Presenter) -> Mapping[str, tuple[File, ...]]:
    """The files of each exercise with something to do on the page, and of each session, by its id."""
    entries = presenter.bundle.entries
    ids = [
        each
        for each, entry in sorted(entries.items())
        if entry.collection == "sessions" or (entry.collection == "exercises" and entry.interactions)
    ]
    return {each: tuple(_files(presenter, each)) for each in ids}


def _files(presenter: Presenter, subject: str) -> Iterator[File]:
    words = presenter.bundle.words
    checks = _checks(presenter, subject)
    for form in FORMS:
        module = exports()[form]
        holds = getattr(module, "holds", None)
        left = [each for each in checks if holds and not holds(each)]
        if holds and len(left) == len(checks):
            continue
        kinds = tuple(dict.fromkeys(words.text(f"{each.type}.name") for each in left))
        path = f"{FOLDER}/{file_name(form, subject, words)}"
        yield File(form, path, words.text(f"platforms.forms.{form}"), kinds)


def _checks(presenter: Presenter, subject: str) -> list[Any]:
    """What one does on the page: of a session, in all of its blocks."""
    entries = presenter.bundle.entries
    blocks: Any = getattr(entries[subject].item, "blocks", None)
    items = [subject] if blocks is None else [block.item for block in blocks if block.item in entries]
    return [each for item in items for each in entries[item].interactions]


def start(presenter: Presenter, site: Path) -> None:
    """They are made while the pages are written."""
    plans = {
        file.path: (file.form, exports()[file.form].plan(presenter, subject))
        for subject, found in files(presenter).items()
        for file in found
    }
    _under_way[presenter] = Making(plans, presenter.bundle.root / KEPT)


def finish(presenter: Presenter, site: Path) -> None:
    if presenter in _under_way:
        _under_way.pop(presenter).into(site)


_under_way: WeakKeyDictionary[Presenter, Making] = WeakKeyDictionary()
