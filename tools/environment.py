"""Sets up `.venv/` from a lock file, or says in one line what is missing.

Usage: `python3 tools/environment.py run|dev`. `run` holds what building and serving need (requirements.lock),
`dev` also what testing needs (requirements-dev.lock). Nothing is installed that the lock does not name with
its hash.

What was installed is remembered by content, not by time: a fresh clone, a `git checkout` that touches files,
or a folder that was moved are all judged rightly, and a second run takes a few hundredths of a second. Only
the standard library is used, as this runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "struin-setup.json"
LOG = VENV / "struin-setup.log"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

# What a failed installation says somewhere in its output, and what it means for the person at the keyboard.
REASONS = [
    ("DO NOT MATCH THE HASHES", "a downloaded package differs from the one in {lock}; nothing was installed"),
    ("No space left on device", "the disk is full"),
    ("NewConnectionError", "no network: the packages in {lock} cannot be downloaded"),
    ("NameResolutionError", "no network: the packages in {lock} cannot be downloaded"),
    ("Failed to establish a new connection", "no network: the packages in {lock} cannot be downloaded"),
    ("ConnectTimeoutError", "no network: the packages in {lock} cannot be downloaded"),
    ("ReadTimeoutError", "the network is too slow: the packages in {lock} cannot be downloaded"),
    ("ProxyError", "the proxy refuses: the packages in {lock} cannot be downloaded"),
    ("SSLError", "the package index's certificate is not trusted here"),
    ("No matching distribution found", "a package in {lock} has no build for this system or this Python"),
]


class Missing(Exception):
    """Something this machine lacks; its text is the one line to show."""


def fingerprint(level: str) -> str:
    """A digest of everything an installation depends on: lock, project file, Python and folder."""
    digest = hashlib.sha256()
    for name in (LOCKS[level], "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(f"{sys.version_info[:3]}{ROOT}".encode())
    return digest.hexdigest()


def is_ready(level: str) -> bool:
    """Whether `.venv/` already holds this level; `dev` holds all of `run`."""
    if not PYTHON.exists():
        return False
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return any(stamp.get(name) == fingerprint(name) for name in ({level, "dev"}))


def run(command: list[str], lock: str) -> None:
    """Runs a command with its output in the log; turns a failure into one line."""
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n")
        log.flush()
        done = subprocess.run(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, check=False)
    if done.returncode == 0:
        return
    said = LOG.read_text("utf-8", errors="replace").rpartition("\n$ ")[2]
    for sign, reason in REASONS:
        if sign in said:
            raise Missing(f"{reason.format(lock=lock)} (details: {LOG.relative_to(ROOT)})")
    last = [line for line in said.splitlines() if line.strip()][-1]
    raise Missing(f"{last.strip()} (details: {LOG.relative_to(ROOT)})")


def create() -> None:
    """Makes an empty virtual environment, in place of one that another Python or another folder left."""
    config = VENV / "pyvenv.cfg"
    same = f"version = {'.'.join(map(str, sys.version_info[:3]))}"
    if PYTHON.exists() and config.exists() and same in config.read_text("utf-8") and not moved():
        return
    try:
        import ensurepip
        import venv
    except ImportError:
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise Missing(f"this Python has no venv module; on Debian or Ubuntu: apt-get install {name}") from None
    del ensurepip
    if VENV.is_dir():
        shutil.rmtree(VENV)
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except subprocess.CalledProcessError as problem:
        raise Missing(f"Python could not make .venv: {problem}") from None


def moved() -> bool:
    """Whether `.venv/` was made in another folder: its scripts would start that folder's Python."""
    script = VENV / "bin" / "pip"
    try:
        return str(VENV) not in script.read_text("utf-8").partition("\n")[0]
    except OSError:
        return True


def set_up(level: str) -> None:
    """Installs one level, or raises Missing."""
    lock = LOCKS[level]
    print(f"Setting up .venv from {lock} (once; a minute or so) …", file=sys.stderr, flush=True)
    create()
    LOG.unlink(missing_ok=True)
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--retries", "2"]
    # Wheels only: building a package would fetch build tools that no lock names.
    run([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", lock], lock)
    run([*pip, "--no-build-isolation", "--no-deps", "--editable", "."], lock)
    STAMP.write_text(json.dumps({level: fingerprint(level)}), "utf-8")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(f"usage: environment.py {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    level = arguments[0]
    os.environ.pop("PYTHONPATH", None)
    try:
        if is_ready(level):
            return 0
        # Two of these at once would trip over each other: the second waits, and then finds it done.
        with (ROOT / "pyproject.toml").open("rb") as project:
            fcntl.flock(project, fcntl.LOCK_EX)
            if not is_ready(level):
                set_up(level)
    except Missing as missing:
        print(f"Missing: {missing}", file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"Missing: cannot write .venv ({problem.strerror}: {problem.filename})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
