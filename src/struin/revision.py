"""What Git keeps of a bundle: how it was in a revision, and when each file was last changed."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tarfile
from datetime import date
from pathlib import Path

from struin.strings import catalogue

SECONDS = 120
_SAID = {"not a git repository": "no-repository", "Needed a single revision": "absent"}  # what Git says, and our code
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What a bundle is read from: its content, and its own kinds and parts. No other file of that revision is taken.
PARTS = ("content", "docs", "collections", "components", "interactions")


class UnknownRevision(Exception):
    """Git does not know the revision, or there is no Git. `code` and `values` choose and fill the text in
    `revision.<code>`, which is the `str()` of it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def __str__(self) -> str:
        return catalogue().text(f"revision.{self.code}", **self.values)


def check_out(root: Path, revision: str, folder: Path) -> Path:
    """Puts the bundle at `root` as it was in `revision` into `folder` and gives that. Raises UnknownRevision."""
    commit = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    # Asked from within `root`, Git tells of that folder and packs it with names that begin there.
    known = _git(root, "ls-tree", "--name-only", commit).decode().splitlines()
    parts = [name for name in known if name in PARTS]
    if not parts:
        return folder
    packed = _git(root, "archive", "--format=tar", commit, "--", *parts)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")  # refuses links and paths that lead outside
    return folder


def last_changes(root: Path) -> dict[str, date]:
    """By path, relative to `root`: the day of the last commit that changed a file of `content/`. Empty without Git."""
    try:
        log = _git(root, "log", "--format=%x00%as", "--name-only", "--relative", "-z", "--no-renames", "--", "content")
    except UnknownRevision:
        return {}
    found: dict[str, date] = {}
    day = date.min
    for part in log.decode("utf-8", "surrogateescape").split("\0"):
        name = part.strip("\n")
        if _DAY.fullmatch(name):
            day = date.fromisoformat(name)
        elif name:
            found.setdefault(name, day)  # the newest commit comes first
    return found


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except OSError as problem:
        raise UnknownRevision("no-git") from problem
    except subprocess.TimeoutExpired as problem:
        raise UnknownRevision("slow", seconds=SECONDS) from problem
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise next(
            (UnknownRevision(code) for sign, code in _SAID.items() if sign in said), UnknownRevision("other", said=said)
        )
    return done.stdout
