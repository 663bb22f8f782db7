"""The import rule of the house: one way, slices apart, and a core that knows no host."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import struin

SOURCE = Path(struin.__file__).parent
MACROS = SOURCE.parents[1] / "macros"

# A part may import what stands on a row above it, and its own modules. What shares a row stands beside each other.
ROWS = """
    strings
    diagnostics  schedule
    filenames  filesystem  interrupts  watching  yaml_faults  sentences  spelling  revision  traces
    marks
    frontmatter
    source
    markup  media  publish
    interaction
    fields
    model
    slices  settings  passport  anonymity
    validate
    addresses  rewriting  history
    rename  withdraw
    graph  likeness  glossary
    doors
    bundle
    insight
    hubs  views  cover  emblem  site
    viewing
    present  reach
    catalog
    emit
    exports
    pipeline  report  scaffold  schema  quiz
    snippets
    issue_form
    proposal
    hints
    changes
    change_report
    hosts
    cli
    macros
"""
# Some have a shorter list than their row would give.
ONLY = {
    "markup": {"strings", "diagnostics", "source", "interrupts"},
    "media": {"strings", "diagnostics", "source", "filenames"},
    "cover": set(),
    "emblem": set(),
    "macros": {"hosts", "cli"},
}
# Slices import the model, the strings and their own files; what makes pages or files may also present and emit.
SLICES = {
    "collections": {"model", "strings", "schedule"},
    "components": {
        "model",
        "schema",
        "insight",
        "passport",
        "strings",
        "schedule",
        "media",
        "views",
        "present",
        "emit",
        "cover",
        "exports",
    },
    "exports": {"exports", "model", "strings", "schedule", "bundle", "views", "present", "emit", "cover", "emblem"},
    "interactions": {"interaction", "markup", "strings", "views", "present", "emit"},
}
# Drawings, which presenting uses like a library; and modules beside the formats, which all formats share.
SHARED = {"components.cover": "cover", "components.emblem": "emblem"}
SHARED |= {
    f"exports.{name}": "exports"
    for name in ("kept", "lessons", "packages", "running_order", "scorm", "telling", "typesetting", "wording", "zipped")
}
ONLY_HOSTS = {"mkdocs", "mkdocs_macros", "material"}
ROW = {part: number for number, row in enumerate(ROWS.strip().splitlines()) for part in row.split()}


def part_of(module: str) -> str:
    """The part of the house that a module belongs to: `markup`, or a slice as `collections.stories`; "" the package."""
    parts = module.split(".")
    if parts[0] == "macros":
        return "macros"
    if len(parts) == 1 or parts[1] == "__main__":
        return "cli" if parts[-1] == "__main__" else ""
    if parts[1] in SLICES and len(parts) > 2:
        part = f"{parts[1]}.{parts[2]}"
        return SHARED.get(part, part)
    return parts[1]


def imported(tree: ast.Module, module: str, *, package: bool) -> Iterator[str]:
    """The modules that a module imports, anywhere in it, by their full names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            above = parts[: len(parts) - node.level + package] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            for each in node.names:
                # `from struin import emit` names a module; `from struin.emit import Page` does not.
                yield f"{start}.{each.name}" if start == "struin" and is_part(each.name) else start


def is_part(name: str) -> bool:
    return name in ROW or name in SLICES


def faults(module: str, code: str, *, package: bool = False) -> list[str]:
    """Every import of a module that the rule does not allow, as `importer: imported`."""
    here = part_of(module)
    found = []
    for other in imported(ast.parse(code), module, package=package):
        top = other.partition(".")[0]
        there = part_of(other) if top in ("struin", "macros") else ""
        of_a_host = top in ONLY_HOSTS and here != "hosts"
        against = there not in ("", here) and not allowed(here, there)
        if of_a_host or against:
            found.append(f"{module}: {other}")
    return sorted(set(found))


def allowed(here: str, there: str) -> bool:
    kind = here.partition(".")[0]
    if kind in SLICES and here not in ROW:
        return there in SLICES[kind]
    if there.partition(".")[0] in SLICES and there not in ROW:
        return False  # nothing but discovery knows a slice
    return ROW[there] < ROW[here] and there in ONLY.get(here, ROW)


def sources() -> Iterator[tuple[str, Path]]:
    """Every module of the project by its full name."""
    for top in (SOURCE, MACROS):
        for file in sorted(top.rglob("*.py")):
            parts = (top.name, *file.relative_to(top).with_suffix("").parts)
            yield ".".join(part for part in parts if part != "__init__"), file


def test_every_module_has_a_place_in_the_order() -> None:
    parts = {part_of(module) for module, _ in sources()} - {""}
    homeless = {part for part in parts if part not in ROW and part.partition(".")[0] not in SLICES}
    assert homeless == set()
    assert len(parts) > 25


def test_every_module_imports_only_what_stands_above_it() -> None:
    wrong = [
        fault
        for module, file in sources()
        for fault in faults(module, file.read_text(encoding="utf-8"), package=file.name == "__init__.py")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("struin.source", "from struin.model import Item"),
        ("struin.markup.render", "from struin.validate import likeliest"),
        ("struin.markup.render", "import struin.media"),
        ("struin.media.svg", "def f():\n    from struin.pipeline import load"),
        ("struin.graph", "from struin import present"),
        ("struin.graph", "from . import likeness"),
        ("struin.markup.pool", "from ..model import Item"),
        ("struin.present", "from struin.hosts.mkdocs.pages import StruinPage"),
        ("struin.present", "from struin.collections.stories.model import Story"),
        ("struin.pipeline", "from mkdocs.config import load_config"),
        ("struin.cli.build", "import mkdocs.commands.build"),
        ("struin.collections.stories.model", "from struin.collections.quotes.model import Quote"),
        ("struin.collections.stories.model", "from struin.present import Presenter"),
        ("struin.collections.stories.model", "import material"),
        ("struin.components.wall.component", "from struin.components.trail.component import step"),
        ("struin.components.wall.component", "from struin.pipeline import load"),
        ("struin.components.cover.cover", "from struin.model import Item"),
        ("macros", "from struin.pipeline import load"),
    ],
)
def test_an_import_against_the_rule_is_found(module: str, code: str) -> None:
    assert len(faults(module, code)) == 1


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("struin.graph", "from struin.source import place_of\nimport networkx\nimport json"),
        (
            "struin.markup.render",
            "from struin.markup.types import Body\nfrom .types import Job\nfrom struin import strings",
        ),
        ("struin.collections.stories.model", "from struin.model import Item\nfrom .words import x"),
        ("struin.components.wall.component", "from struin.emit import Asset"),
        ("struin.present", "from struin.components.cover.cover import cover_svg"),
        ("struin.hosts.mkdocs.plugin", "from mkdocs.plugins import BasePlugin\nfrom struin import emit"),
        ("struin.cli.build", "from struin.hosts.mkdocs.building import build_site\nfrom struin import __version__"),
        ("struin.__main__", "from struin.cli import main"),
    ],
)
def test_an_import_by_the_rule_is_left_alone(module: str, code: str) -> None:
    assert faults(module, code) == []


def test_checking_content_does_not_load_the_host() -> None:
    """The rule as it is felt: what the command for editors imports, in a new process, holds no mkdocs."""
    code = (
        "import sys, struin.cli, struin.pipeline, struin.emit, struin.scaffold\n"
        "print([name for name in sys.modules if name.startswith('mkdocs')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
