"""Files to take along, one folder for each format. Nothing lists them: a folder with an `export.py` is one.

    export.py       SUFFIX = "docx"                    the file is <name>.<SUFFIX>
                    TAKES = frozenset({"session"})     of "session", "exercise" and "deck"
                    make(presenter, subject) -> bytes  of an item's id; a deck: of a principle's name, or "" for all
    strings.*.yml   its words; what several formats say is in the core's catalogue, under `exports`

One that can be of a day has `DATED = "required"` or `"optional"` and `make(presenter, subject, day)`. What is made
depends on nothing else: the same content gives the same bytes. A module of a format is imported for every command, so
the libraries that it works with are imported only when it makes something.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from struin.strings import Catalogue

_HERE = Path(__file__).parent


class CannotExport(Exception):
    """There is nothing to make of this subject in this format; told to a person as `exports.cannot.<code>`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def message(self, words: Catalogue) -> str:
        return words.text(f"exports.cannot.{self.code}", **self.values)


@cache
def exports() -> Mapping[str, ModuleType]:
    """The module `export` of every format, by the name of its folder, in alphabetical order."""
    names = sorted(file.parent.name for file in _HERE.glob("*/export.py"))
    return {name: import_module(f"{__name__}.{name}.export") for name in names}


def taking(kind: str) -> list[str]:
    """The names of the formats for a "session", an "exercise" or a "deck"."""
    return [name for name, module in exports().items() if kind in module.TAKES]


def file_name(form: str, subject: str, words: Catalogue) -> str:
    """`<name>.<suffix>` for an item's id or a principle's name; a format may call its files something more."""
    name, key = subject.rpartition("/")[2], f"exports.{form}.file"
    if key in words:
        name = words.text(key, name=name).rstrip("-")
    return f"{name}.{exports()[form].SUFFIX}"
