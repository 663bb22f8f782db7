"""The command line: exit 0 well, 1 problems, 2 wrong use; findings on the output, wrong use on the error output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from struin import __version__
from struin.cli import main
from world import bundle_world, item

PROJECT = Path(__file__).resolve().parents[1]
WRONG: dict[str, str | bytes] = {"stories/jas.md": item("stories", narrator="neighbor")}
REMARKABLE: dict[str, str | bytes] = {"stories/jas.md": item("stories", themes=["taal", "taal"])}


def test_a_bundle_in_order_exits_with_zero_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(bundle_world(tmp_path))]) == 0
    assert capsys.readouterr() == ("Alles in orde.\n", "")


def test_problems_exit_with_one_and_are_told_on_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(bundle_world(tmp_path, WRONG))]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(
        "content/stories/jas.md:10:11: fout: ‘neighbor’ kan niet in ‘narrator’; bedoel je ‘neighbour’?"
    )
    assert out.endswith("\n1 fout.\n")
    assert err == ""


def test_remarks_exit_with_zero_unless_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(bundle_world(tmp_path, REMARKABLE))
    assert main(["check", "--root", root]) == 0
    assert main(["check", "--root", root, "--strict"]) == 1
    assert capsys.readouterr().out.count("let op: ‘taal’ staat twee keer in ‘themes’.") == 2


def test_every_format_gives_the_same_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    well, wrong = str(bundle_world(tmp_path / "a")), str(bundle_world(tmp_path / "b", WRONG))
    assert [main(["check", "--root", well, "--format", form]) for form in ("text", "github", "json")] == [0, 0, 0]
    assert capsys.readouterr().out == "Alles in orde.\n[]\n"
    assert [main(["check", "--root", wrong, "--format", form]) for form in ("github", "json")] == [1, 1]
    github, _, rest = capsys.readouterr().out.partition("\n")
    assert github.startswith("::error file=content/stories/jas.md,line=10,col=11,title=")
    assert [each["code"] for each in json.loads(rest)] == ["choice-unknown-meant"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--nothing"],
        ["new", "stories"],
        ["serve", "--port", "tien"],
    ],
)
def test_wrong_use_exits_with_two_and_says_what_is_possible(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Zo werkt het niet: " in err
    assert "--help" in err


def test_outside_a_bundle_it_says_where_to_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"In ‘{tmp_path}’ staat geen map ‘content’. Ga naar de map van de bundel, of noem die met --root.\n"
    )


@pytest.mark.parametrize("command", ["check", "new", "build", "serve"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "--root" in capsys.readouterr().out


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "struin", *arguments],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_it_runs_in_the_folder_where_one_stands_and_as_a_module(tmp_path: Path) -> None:
    done = run(bundle_world(tmp_path, WRONG), "check")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("content/stories/jas.md:10:11: fout: ")
    assert done.stderr == b""
    assert run(tmp_path, "--version").stdout.decode() == f"struin {__version__}\n"


def test_a_terminal_that_cannot_show_a_sign_gets_the_findings_all_the_same(tmp_path: Path) -> None:
    done = run(bundle_world(tmp_path, WRONG), "check", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"[choice-unknown-meant]" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    root = bundle_world(tmp_path, WRONG)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    run(root, "check")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_the_real_bundle_passes_its_own_check() -> None:
    done = run(PROJECT, "check")
    assert (done.returncode, done.stdout.decode()) == (0, "Alles in orde.\n")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", "content/bundle.yml:1:1: fout: "),
        ("id: Proef\n", "content/bundle.yml:1:1: fout: De instelling ‘id’ klopt niet."),
        ("id: proef\nnaam: x\n", "content/bundle.yml:2:1: fout: De instelling ‘naam’ bestaat niet."),
        ("id: proef\n", "content/bundle.yml:1:1: fout: De instelling ‘name’ ontbreekt."),
        ("id: proef\nid: proef\n", "content/bundle.yml:2:1: fout: Het veld ‘id’ staat hier voor de tweede keer"),
        ("themes: {Taal: Taal}\n", "content/bundle.yml:1:10: fout: De instelling ‘themes.Taal’ klopt niet"),
        ("\tid: proef\n", "content/bundle.yml:1:1: fout: Deze regel springt in met een tab."),
    ],
)
def test_wrong_settings_are_told_with_their_place(
    tmp_path: Path, settings: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    (root / "content/bundle.yml").write_text(settings, encoding="utf-8")
    assert main(["check", "--root", str(root)]) == 1
    assert told in capsys.readouterr().out
