"""Where previews are put: one commit always, so that nothing which was taken away lives on in its history."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from built import SECONDS
from repositories import git
from workflows import FOLDER, asked_of_github, in_shell, read

JOBS = read(FOLDER / "report.yml")["jobs"]


@pytest.fixture
def previews(tmp_path: Path) -> Path:
    """A repository as on the forge, with the file that it began with."""
    bare = tmp_path / "previews.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(bare)], check=True, timeout=SECONDS)
    begun = tmp_path / "begun"
    subprocess.run(["git", "clone", "-q", str(bare), str(begun)], check=True, timeout=SECONDS, capture_output=True)
    (begun / "README.md").write_text("Voorbeelden\n", encoding="utf-8")
    git(begun, "add", "-A")
    git(begun, "commit", "-qm", "begin")
    git(begun, "push", "-q", "origin", "HEAD:main")
    return bare


def runs(job: str, folder: Path, previews: Path, opened: Sequence[int] = (), **values: str) -> None:
    """Runs the steps of a job that are ours, with that repository for the one on the forge."""
    folder.mkdir(exist_ok=True)
    own = {
        "RUNNER_TEMP": str(folder), "KEY": "geheim", "PREVIEW_REPOSITORY": "o/previews", "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{previews}.insteadOf", "GIT_CONFIG_VALUE_0": "git@github.com:o/previews.git",
    }  # fmt: skip
    for step in JOBS[job]["steps"]:
        if "run" in step:
            done = in_shell(step["run"], folder, {**own, **values})
            assert done.returncode == 0, done.stdout + done.stderr
        elif "script" in step["with"]:
            answers = {"pulls.list": [{"number": number} for number in opened]}
            assert asked_of_github(step["with"]["script"], {}, {}, answers=answers, folder=folder)["failed"] == ""


def there(previews: Path) -> set[str]:
    return set(git(previews, "ls-tree", "-r", "--name-only", "main").splitlines())


def put(folder: Path, previews: Path, number: str, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / "preview" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "preview" / path).write_text(text, encoding="utf-8")
    runs("preview", folder, previews, NUMBER=number)


def test_a_preview_takes_the_place_of_the_one_before_and_leaves_no_history(previews: Path, tmp_path: Path) -> None:
    put(tmp_path / "a", previews, "7", {"index.html": "een naam die er niet had mogen staan", "oud.html": "x"})
    put(tmp_path / "b", previews, "8", {"index.html": "acht"})
    put(tmp_path / "c", previews, "7", {"index.html": "zeven", ".gitattributes": "* filter=x", "x/.git/config": "x"})
    assert there(previews) == {".nojekyll", "README.md", "robots.txt", "7/index.html", "8/index.html"}
    assert git(previews, "show", "main:7/index.html") == "zeven"
    assert git(previews, "rev-list", "--count", "main") == "1"


def test_what_is_closed_is_taken_away_and_what_is_open_stays(previews: Path, tmp_path: Path) -> None:
    for number in ("7", "8", "70"):
        put(tmp_path / number, previews, number, {"index.html": number})
    runs("tidy", tmp_path / "tidy", previews, opened=(70, 8))
    assert there(previews) == {".nojekyll", "README.md", "robots.txt", "8/index.html", "70/index.html"}
    assert git(previews, "rev-list", "--count", "main") == "1"


def test_it_is_tidied_every_day_and_never_while_another_preview_is_put() -> None:
    assert read(FOLDER / "report.yml")[True]["schedule"]
    assert {JOBS[job]["concurrency"] for job in ("preview", "tidy")} == {"previews"}
    assert JOBS["tidy"]["permissions"] == {"pull-requests": "read"}
