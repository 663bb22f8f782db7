"""Scripts and styles of components: what they are made of, and which pages they go along with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from struin.emit import as_one, assets, files_for, joined
from struin.pipeline import load
from struin.present import Presenter, Site
from struin.slices import SHARED, components
from world import bundle_world, item

TODAY = date(2027, 6, 1)
BUILT_ON = {
    name: each.module().BUILDS_ON  # type: ignore[union-attr]
    for name, each in components().items()
    if hasattr(each.module(), "BUILDS_ON")
}


@pytest.fixture
def presenter(tmp_path: Path) -> Presenter:
    files = {f"{kind}/iets.md": item(kind) for kind in ("stories", "quotes")}
    return Presenter(load(bundle_world(tmp_path, files), today=TODAY), Site())


def test_what_is_written_once_for_several_is_used_by_several() -> None:
    parts = {file.stem for file in SHARED.glob("*.js")}
    assert parts
    for part in parts:
        assert len([name for name, built_on in BUILT_ON.items() if part in built_on]) > 1, part
    assert {part for built_on in BUILT_ON.values() for part in built_on} == parts


@pytest.mark.parametrize("name", list(BUILT_ON))
def test_what_a_component_builds_on_comes_before_its_own(name: str) -> None:
    for suffix in (".js", ".css"):
        shared = [SHARED / f"{part}{suffix}" for part in BUILT_ON[name]]
        first = as_one(file for file in shared if file.is_file())
        assert joined([components()[name]], suffix).startswith(first)


def test_what_is_shared_is_no_file_of_its_own(presenter: Presenter) -> None:
    paths = {asset.path for asset in assets(presenter)}
    assert "assets/struin/components/share.js" in paths
    assert not [path for path in paths if "packing" in path or "choices" in path or "shared" in path]


def test_a_script_that_stands_apart_goes_only_where_its_element_is(presenter: Presenter) -> None:
    script, joint = "assets/struin/components/plan.js", "assets/struin/item.js"
    scripts = {name: files_for(presenter, presenter.item_page(name), ".js") for name in ("stories/iets", "quotes/iets")}
    assert scripts == {"stories/iets": [joint, script], "quotes/iets": [joint]}
    made = {asset.path: asset.content for asset in assets(presenter)}
    assert b'"struin-plan"' in made[script]
    assert b'"struin-plan"' not in made[joint]


def test_remarks_do_not_go_along_and_what_looks_like_one_does(tmp_path: Path) -> None:
    file = tmp_path / "x.js"
    file.write_text(
        "// What it is for.\n"
        "const a = 1; // one\n"
        "const b = { // two\n"
        '  address: "https://struin.example", // as "said"\n'
        "};\n"
        "/* Three\n"
        "   lines. */\n"
        "const c = `; // four ${a}`;\n"
        "const d = a / b; /* five */\n",
        encoding="utf-8",
    )
    assert as_one([file]) == (
        'const a = 1;\nconst b = {\naddress: "https://struin.example", // as "said"\n};\n'
        "const c = `; // four ${a}`;\nconst d = a / b;\n"
    )
