"""No module is longer than what one reads in one go; those that still are have their names here, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "macros", "tools", "bench")
KINDS = {".py", ".js", ".css"}
MOST = 300  # lines
SRC = "src/struin/"
LONG = {
    f"{SRC}{name}"
    for name in (
        "exports/qti/items.py",
        "frontmatter.py",
        "model.py",
        "present.py",
        # Stylesheets
        "collections/exercises/style.css",
        "collections/principles/style.css",
        "collections/sessions/style.css",
        "collections/trails/style.css",
        "components/finder/style.css",
        "components/interaction/style.css",
        "components/map/style.css",
        "components/mine/style.css",
        "components/session/style.css",
        "components/stage/style.css",
        "components/takeaway/style.css",
        "components/wall/style.css",
        "hosts/mkdocs/theme/assets/struin/base.css",
        "hosts/mkdocs/theme/assets/struin/hub.css",
        "hosts/mkdocs/theme/assets/struin/prose.css",
        "hosts/mkdocs/theme/assets/struin/tokens.css",
    )
}


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
