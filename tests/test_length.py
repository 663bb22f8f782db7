"""No module is longer than what one reads in one go; those that still are have their names here, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "macros", "tools", "bench")
KINDS = {".py", ".js", ".css"}
MOST = 300  # lines
# All colours are named in one place, which tests of contrast, drawings and papers read.
LONG = {"src/struin/hosts/mkdocs/theme/assets/struin/tokens.css"}


def modules() -> Iterator[Path]:
    """Everything that we wrote to run or to style; what others wrote stands in folders called `vendor`."""
    for folder in FOLDERS:
        for file in sorted((PROJECT / folder).rglob("*")):
            if file.suffix in KINDS and "vendor" not in file.parts:
                yield file


def length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_a_module_has_at_most_three_hundred_lines() -> None:
    too_long = {file.relative_to(PROJECT).as_posix() for file in modules() if length(file) > MOST}
    assert sorted(too_long - LONG) == []
    assert sorted(LONG - too_long) == [], "no longer too long, or gone: take the name off the list"


def test_there_are_modules_of_every_kind_to_look_at() -> None:
    assert {file.suffix for file in modules()} == KINDS
    assert len(list(modules())) > 250
