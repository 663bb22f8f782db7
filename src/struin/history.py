"""What Git remembers of files: under which paths it knew them, and in which commits they changed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60


@dataclass(frozen=True)
class Commit:
    """A commit in which one of the files changed: its short hash and its day."""

    hash: str
    on: str


def commits(root: Path, paths: Sequence[str]) -> tuple[Commit, ...] | None:
    """The commits of all branches that touched these files, newest first; None without Git."""
    listed = _log(root, "--all", "--full-history", "--format=%h %as", "--", *paths)
    return None if listed is None else tuple(Commit(*line.split(" ", 1)) for line in listed.splitlines() if " " in line)


def earlier_paths(root: Path, path: str) -> list[str]:
    """What a file was called before, as far as Git can see, relative to `root`."""
    listed = _log(root, "--follow", "--relative", "--format=", "--name-only", "--", path) or ""
    return [each for each in dict.fromkeys(listed.splitlines()) if each and each != path]


def earlier_words(root: Path, paths: Sequence[str], pattern: str) -> list[str]:
    """What a pattern finds in any version that these files ever had."""
    changes = (
        _log(
            root,
            "--all",
            "--full-history",
            "--format=",
            "--patch",
            "--no-ext-diff",
            "--no-textconv",
            "--unified=0",
            "--",
            *paths,
        )
        or ""
    )
    lines = (line for line in changes.splitlines() if line.startswith(("+", "-")))
    return list(dict.fromkeys(word for line in lines for word in re.findall(pattern, line)))


def prefix(root: Path) -> str:
    """How the path of a file in `root` begins, seen from the top of the repository: "" or "folder/"."""
    return (_git(root, "rev-parse", "--show-prefix") or "").strip()


def _log(root: Path, *arguments: str) -> str | None:
    return _git(root, "-c", "core.quotePath=false", "log", *arguments)


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None
