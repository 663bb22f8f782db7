"""What a pull request gets told: its steps run in a shell, and what they leave goes to the script that tells."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from built import PROJECT, SECONDS
from bundles import project, story
from repositories import git
from workflows import FOLDER, asked_of_github, in_shell, read, script_of

CHECK = read(FOLDER / "check.yml")["jobs"]["check"]["steps"]
REPORT = read(FOLDER / "report.yml")["jobs"]["report"]
FAULTY = "---\ntitle: X\nkleur: rood\n---\nTekst.\n"
FINDINGS = json.dumps(
    [{"severity": "error", "code": "x", "file": "content/a.md", "line": 1, "message": "m", "hint": "h"}] * 11
)
MAIN_MOVED = "content/stories/ondertussen.md"
HEAD = "a" * 40
RUN = {
    "event": "pull_request", "head_sha": HEAD, "head_branch": "verhaal", "id": 5, "html_url": "https://example.org/run",
}  # fmt: skip


def checked(folder: Path, files: Mapping[str, str], previews: str = "") -> tuple[bool, Path, str]:
    """Runs the check on a proposal that puts `files` in; whether it passed, where it ran, and all it printed.

    Meanwhile somebody else added a story to main. What checks out and what installs is done here instead.
    """
    origin = project(
        folder / "origin", {"tools/take_content.py": (PROJECT / "tools/take_content.py").read_bytes()}, each=1
    )
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "ours")
    git(origin, "checkout", "-q", "-b", "stranger")
    for path, text in files.items():
        (origin / path).parent.mkdir(parents=True, exist_ok=True)
        (origin / path).write_text(text, encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "theirs")
    git(origin, "checkout", "-q", "main")
    (origin / MAIN_MOVED).write_text(story("Ondertussen"), encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "meanwhile")
    git(origin, "checkout", "-q", "--detach")
    git(origin, "merge", "-q", "--no-ff", "stranger", "-m", "merged")
    merged = git(origin, "rev-parse", "HEAD")
    git(origin, "branch", "pull", merged)

    ours = folder / "ours"
    for command in (
        ["clone", "-q", "-b", "main", str(origin), "ours"],
        ["clone", "-q", "-n", str(origin), "ours/.proposed"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, timeout=SECONDS)
    values = {
        "MERGED": merged, "SOURCE": "https://example.org/o/r/blob/x/", "PREVIEW_URL": previews, "NUMBER": "7",
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"), "GITHUB_ENV": str(folder / "environment"),
    }  # fmt: skip
    failed, outcomes, printed = False, {}, ""
    for step in CHECK:
        if "environment.py" in step.get("run", "environment.py"):
            continue
        if not due(step.get("if", ""), failed, outcomes, values):
            continue
        done = in_shell(step["run"], ours, values)
        if (folder / "environment").exists():
            lines = (folder / "environment").read_text(encoding="utf-8").splitlines()
            values |= dict(line.split("=", 1) for line in lines)
        outcomes[step.get("id", "")] = "success" if done.returncode == 0 else "failure"
        failed = failed or done.returncode != 0
        printed += done.stdout + done.stderr
    return not failed, ours, printed


def due(condition: str, failed: bool, outcomes: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Whether a step runs: only the conditions that are written in this workflow."""
    if not condition:
        return not failed
    parts = {
        "!cancelled()": True, "failure()": failed, "env.PREVIEW_URL != ''": not failed and values["PREVIEW_URL"] != "",
        "steps.taken.outcome == 'success'": outcomes.get("taken") == "success",
    }  # fmt: skip
    return all(parts[part] for part in condition.removeprefix("${{ ").removesuffix(" }}").split(" && "))


def told(
    ours: Path, passed: bool, *, previews: str = "", changed: Sequence[str] = (), login: str = "noor"
) -> list[tuple[str, dict[str, Any]]]:
    """What the second workflow asks of GitHub after a run of `login`'s proposal that left this."""
    files = {f"report/{file.name}": file.read_text(encoding="utf-8") for file in sorted((ours / "report").iterdir())}
    repository = {"owner": {"login": login}, "full_name": f"{login}/r"}
    run = {**RUN, "conclusion": "success" if passed else "failure", "head_repository": repository}
    answers = {
        "pulls.list": [{"number": 7, "head": {"sha": HEAD}}], "issues.listComments": [],
        "pulls.listFiles": [{"filename": name} for name in changed],
    }  # fmt: skip
    environment = {"PREVIEW_URL": previews}
    done = asked_of_github(script_of(REPORT), {"workflow_run": run}, files, answers=answers, environment=environment)
    assert done["failed"] == ""
    assert (done["outputs"] == {"number": 7}) == (
        login == "o" or not any(".github/" in name.lower() for name in changed)
    )
    return [(name, values) for name, values in done["asked"]]


def comment(asked: list[tuple[str, dict[str, Any]]]) -> str:
    [text] = [values["body"] for name, values in asked if name == "issues.createComment"]
    return str(text)


def test_a_good_proposal_is_built_and_told_beside_what_main_has_by_now(tmp_path: Path) -> None:
    passed, ours, printed = checked(tmp_path, {"content/stories/de-trap.md": story("De trap", "Ik zat op de trap.\n")})
    assert passed, printed
    assert (ours / "site/stories/de-trap/index.html").is_file()
    assert (ours / "site/stories/ondertussen/index.html").is_file()
    text = comment(told(ours, passed))
    assert "Verhaal: **De trap** (`stories/de-trap`). Ik zat op de trap" in text
    assert "Nieuw: 1. Veranderd: 0. Weg: 0." in text  # what somebody else added is neither new nor gone
    assert "[Bekijk het voorbeeld](https://example.org/run#artifacts): download" in text
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == (ours / "report/report.md").read_text(
        encoding="utf-8"
    )


def test_where_previews_are_put_the_report_has_links_and_pictures(tmp_path: Path) -> None:
    files = {"content/stories/de-trap.md": story("De trap", "Ik zat op de trap.\n")}
    passed, ours, printed = checked(tmp_path, files, "https://kijk.example.org")
    assert passed, printed
    text = comment(told(ours, passed, previews="https://kijk.example.org"))
    assert "[**De trap**](https://kijk.example.org/7/stories/de-trap/)" in text
    assert '<img src="https://kijk.example.org/7/assets/pictures/stories/de-trap.png"' in text
    assert (ours / "site/assets/pictures/stories/de-trap.png").is_file()
    assert "[Bekijk het voorbeeld](https://kijk.example.org/7/)." in text


def test_who_changes_the_workflow_itself_gets_nothing_of_its_outcome_told_in_our_name(tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report/report.md").write_text("Iedereen moet [hier](https://kwaad.example) zijn, @iedereen.\n")
    (tmp_path / "report/findings.json").write_text(FINDINGS)
    for name in (".github/workflows/check.yml", ".GitHub/workflows/check.yml"):
        asked = told(tmp_path, True, previews="https://kijk.example.org", changed=["content/stories/x.md", name])
        text = comment(asked)
        assert "kwaad" not in text
        assert "verandert ook hoe de controle werkt" in text
        assert not [call for call, _ in asked if call.startswith("checks.")]
    mine = told(tmp_path, True, changed=[".github/workflows/check.yml"], login="o")
    assert "kwaad" in comment(mine)  # who may write here needs no trick
    assert [call for call, _ in mine if call.startswith("checks.")] == ["checks.create"]


def test_previews_have_one_address_in_both_workflows() -> None:
    address = {name: read(FOLDER / f"{name}.yml")["env"]["PREVIEW_URL"] for name in ("check", "report")}
    assert len(set(address.values())) == 1


def test_of_a_faulty_proposal_everything_is_told_at_its_line_and_in_the_comment(tmp_path: Path) -> None:
    """GitHub shows ten errors of a step, so the others become a check of their own."""
    files = {f"content/stories/fout-{number}.md": FAULTY for number in range(8)}
    passed, ours, printed = checked(tmp_path, files)
    assert not passed
    assert not (ours / "site").exists()
    shown = re.findall(r"^::error file=([^,]+),line=(\d+)", printed, re.MULTILINE)
    assert {file for file, _ in shown} == files.keys()
    asked = told(ours, passed)
    notes = [values for name, values in asked if name.startswith("checks.")]
    assert [len(values["output"]["annotations"]) for values in notes] == [50, len(shown) - 60]
    assert [values.get("head_sha", values.get("check_run_id")) for values in notes] == [HEAD, 8]
    noted = [(each["path"], str(each["start_line"])) for values in notes for each in values["output"]["annotations"]]
    assert shown[10:] == noted
    assert all(len(each["title"]) <= 255 for values in notes for each in values["output"]["annotations"])

    shown_text = LexborHTMLParser(markdown(comment(asked)))
    assert {node.text() for node in shown_text.css("p strong")} == files.keys()
    links = [str(node.attributes["href"]) for node in shown_text.css("li a")]
    assert links == [f"https://example.org/o/r/blob/x/{file}?plain=1#L{line}" for file, line in shown]
    assert f"{len(shown)} fouten." in shown_text.text()
    assert "Het veld ‘kleur’ bestaat hier niet." in shown_text.text()


def test_what_is_refused_or_left_is_told_to_people_too(tmp_path: Path) -> None:
    files = {"content/.git-hier/.gitattributes": "x", "mkdocs.yml": "theme: {name: *b*}\n"}
    passed, ours, _ = checked(tmp_path, files)
    assert not passed
    text = LexborHTMLParser(markdown(comment(told(ours, passed)))).text()
    assert "content/.git-hier/.gitattributes: een naam die hier niet kan" in text
    assert "niet meegenomen" in text
    assert "mkdocs.yml" in text


@pytest.mark.parametrize(
    ("files", "conclusion", "says"),
    [
        ({}, "failure", "halverwege gestopt"),
        ({"report.md": "- regel\n" * 20_000}, "success", "Hier past niet alles"),
    ],
)
def test_a_check_that_stopped_and_a_report_that_is_too_long_are_told(
    tmp_path: Path, files: dict[str, str], conclusion: str, says: str
) -> None:
    (tmp_path / "report").mkdir()
    for name, text in files.items():
        (tmp_path / "report" / name).write_text(text, encoding="utf-8")
    text = comment(told(tmp_path, conclusion == "success"))
    assert says in text
    assert "https://example.org/run" in text
    assert len(text) < 65_536
    assert all(line in ("- regel", "") for line in text.splitlines()[1:-1])
