"""Packages of npm that read what we export. They are fetched once, as tests/npm/package-lock.json names them.

    module("scorm-again")     the folder of the package, or the test is skipped with the reason
    node(script, text)        what a script of Node says when it is given that text; it may require those packages

They stay outside the project, in the folder for temporary files: some have licences that ours does not go with.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from built import PROJECT

NAMED = PROJECT / "tests/npm"
FETCHING, RUNNING = 300, 60  # seconds


def module(name: str) -> Path:
    """The folder of a package of tests/npm/package.json. Skips the test where it cannot be had."""
    folder, reason = _fetched()
    found = folder / "node_modules" / name
    if not found.is_dir():
        pytest.skip(f"{name} (npm): {reason or 'not in the lock file'}")
    return found


def node(script: str, text: str = "") -> str:
    """What `script` prints in Node, with `text` on its input. Skips the test without the packages."""
    folder, reason = _fetched()
    program = shutil.which("node")
    if reason or not program:
        pytest.skip(f"node: {reason or 'not installed'}")
    done = subprocess.run(
        [program, "-e", script], cwd=folder, input=text, capture_output=True, text=True, timeout=RUNNING, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@cache  # once in a process; the lock keeps the processes of one run apart
def _fetched() -> tuple[Path, str]:
    """The folder that holds the packages, and the reason in words if it does not."""
    lock = NAMED / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    home = Path(tempfile.gettempdir()) / f"struin-npm-{digest}-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    folder, ready = home / "packages", home / "ready"
    with (home / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if ready.exists():
            return folder, ""
        npm = shutil.which("npm")
        if not npm:
            return folder, "npm is not installed"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(NAMED / name, folder / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        try:
            done = subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=FETCHING
            )
        except subprocess.TimeoutExpired:
            return folder, f"npm took more than {FETCHING} s"
        if done.returncode:
            return folder, f"npm: {(done.stderr or done.stdout).strip()[-300:]}"
        ready.touch()
    return folder, ""
