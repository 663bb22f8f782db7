"""What VS Code gets: snippets that become items, a check that goes on, and patterns that find what it says."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from built import PROJECT
from struin.cli import main
from struin.pipeline import check
from struin.report import as_text
from struin.slices import discover, words
from struin.snippets import Snippet, escaped, snippets
from world import bundle_world, item, settings_of

TODAY = date(2028, 2, 29)
KINDS = discover()
STOP = re.compile(r"(?<!\\)\$(?:\{\d+\|(?P<options>(?:[^\\|]|\\.)*)\|\}|\{\d+:(?P<given>(?:[^\\}]|\\.)*)\}|\d+)")


def with_comments(name: str) -> Any:
    """A file of `.vscode/`, which is JSON with comments."""
    text = (PROJECT / ".vscode" / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"(?m)^\s*//.*$", "", text))


def left_alone(snippet: Snippet) -> str:
    """What a snippet becomes when one goes through all its stops: first choices, what is given, and nothing."""

    def filled(stop: re.Match[str]) -> str:
        text = (stop["options"] or "").split(",")[0] or stop["given"] or ""
        return re.sub(r"\\(.)", r"\1", text)

    return re.sub(r"\\([\\$}])", r"\1", STOP.sub(filled, "\n".join(snippet["body"]))) + "\n"


@pytest.fixture(scope="module")
def made() -> dict[str, Snippet]:
    return snippets(KINDS, words("nl"), settings_of(), TODAY)


def test_a_text_cannot_begin_or_end_a_stop() -> None:
    text = r"Kost $5 en } en \ en ${1:iets}"
    assert left_alone({"body": [escaped(text)]}) == f"{text}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_a_snippet_left_alone_is_an_item_of_which_only_what_is_empty_is_told(
    tmp_path: Path, made: dict[str, Snippet], kind: str
) -> None:
    text = left_alone(made[words("nl").text(f"{kind}.name.one")])
    root = bundle_world(tmp_path, {f"{kind}/nieuw.md": text}, principles=("open", "nieuw"))
    found = [each for each in check(root, today=TODAY) if each.place.file == f"content/{kind}/nieuw.md"]
    lines = text.splitlines()
    no_value = {"field-wrong-type", "text-too-short", "reference-form", "time-form"}
    assert {each.code for each in found} <= no_value | {"list-too-short", "body-missing", "block-item-or-own"}
    # Where a value is told of, there is none.
    for each in found:
        if each.code in no_value:
            assert re.fullmatch(r'[ a-z_-]+:( |""|\[\])*', lines[each.place.line - 1]), lines[each.place.line - 1]


def test_each_field_has_a_snippet_with_what_it_is_for_and_its_choices(made: dict[str, Snippet]) -> None:
    narrator = made["narrator (stories)"]
    assert narrator["prefix"] == ["narrator"]
    assert narrator["description"] == "Wie het vertelt."
    assert narrator["body"][0].startswith("narrator: ${1|professional,parent,")
    assert made["draft (exercises, principles, quotes, sessions, stories, trails)"]["body"] == [
        "draft: ${1|true,false|}"
    ]


def test_the_command_writes_them_where_vs_code_looks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = bundle_world(tmp_path)
    assert main(["schema", "--root", str(root)]) == 0
    told = f"In .vscode staan de schema’s en snippets van {len(KINDS)} soorten, "
    assert capsys.readouterr().out == f"{told}in .github/ISSUE_TEMPLATE de formulieren voor wie iets voorstelt.\n"
    written = json.loads((root / ".vscode/struin.code-snippets").read_text(encoding="utf-8"))
    assert {"Verhaal", "Sessie"} <= set(written)
    assert all(each["body"] and each["prefix"] and each["description"] for each in written.values())


def test_the_settings_name_the_schema_of_every_kind_and_of_the_bundle() -> None:
    expected = {f".vscode/schemas/{kind}.json": f"content/{kind}/*.md" for kind in KINDS}
    expected[".vscode/schemas/bundle.json"] = "content/bundle.yml"
    assert with_comments("settings.json")["yaml.schemas"] == expected


def problems(output: str, matcher: dict[str, Any]) -> list[tuple[str, int, int, str, str]]:
    """What VS Code makes of an output: a finding where two lines fit the two patterns, its messages joined."""
    first, second = matcher["pattern"]
    lines, found = output.splitlines(), []
    for line, below in pairwise(lines):
        head, hint = re.search(first["regexp"], line), re.search(second["regexp"], below)
        if head and hint:
            message = f"{head[first['message']]}\n{hint[second['message']]}"
            place = (head[first["file"]], int(head[first["line"]]), int(head[first["column"]]))
            found.append((*place, message, head[first["code"]]))
    return found


def test_the_patterns_of_the_task_find_every_finding_with_its_place_and_hint(tmp_path: Path) -> None:
    root = bundle_world(
        tmp_path,
        {
            "stories/de-jas.md": item("stories", titel="De jas", themes=["taal", "taal"], narrator="buurman: twee"),
            "quotes/twee.md": item("quotes", relations={"voices": ["stories/er-niet"]}),
        },
    )
    findings = check(root, today=TODAY)
    matchers = with_comments("tasks.json")["tasks"][0]["problemMatcher"]
    seen = {each["severity"]: problems(as_text(findings), each) for each in matchers}
    expected: dict[str, list[Any]] = {"error": [], "warning": []}
    for each in findings:
        place = (each.place.file, each.place.line, each.place.column)
        expected[each.severity.value].append((*place, f"{each.message()}\n{each.hint()}", each.code))
    assert seen == expected
    assert len(seen["error"]) > 2
    assert seen["warning"]


def test_the_check_goes_on_and_its_lines_tell_the_task_when(tmp_path: Path) -> None:
    root = bundle_world(tmp_path, {"stories/de-jas.md": item("stories")})
    matcher = with_comments("tasks.json")["tasks"][0]["problemMatcher"][0]
    begins, ends = (re.compile(matcher["background"][name]) for name in ("beginsPattern", "endsPattern"))
    command = [sys.executable, "-m", "struin", "check", "--watch", "--root", str(root)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as running:
        assert running.stdout is not None

        def round_of_it() -> str:
            assert running.stdout is not None
            assert begins.search(running.stdout.readline())
            told = ""
            for line in running.stdout:
                if ends.search(line):
                    return told
                told += line
            raise AssertionError("it ended")

        try:
            assert round_of_it() == "Alles in orde.\n"
            (root / "content/stories/de-jas.md").write_text(item("stories", titel="De jas"), encoding="utf-8")
            assert "content/stories/de-jas.md:" in round_of_it()
            running.send_signal(signal.SIGINT)
            assert running.wait(20) == 130
        finally:
            running.kill()
