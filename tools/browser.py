"""Prints the path of a Chromium to test with, or says in one line what is missing.

Tried in turn: the one named by $STRUIN_BROWSER, Debian's headless shell (installed when root), the system's own
browser, Playwright's own download. The shell is the same Chromium without a window around it, and takes half the
time for a test. Playwright drives it, so that must start too. Tests read the path from $STRUIN_BROWSER, which
`make test` sets.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
SECONDS = 900  # a package of 100 MB on a slow line


def starts(path: str) -> bool:
    """Whether this file is a browser that runs: a leftover wrapper of a removed snap exists but does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def from_system(*names: str) -> str | None:
    """The first of these browsers that starts."""
    for name in names:
        path = shutil.which(name)
        if path and starts(path):
            return path
    return None


def from_debian() -> str | None:
    """The headless shell, already there or of Debian's package; installs only as root, and only where apt-get is."""
    return from_system(SHELL) or (from_system(SHELL) if install(SHELL) else None)


def install(package: str) -> bool:
    """Installs a Debian package, where that can be done without asking anybody: as root, with apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing Debian's {package} …", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", package])
    return all(succeeds(command, quiet) for command in commands)


def driver_fault() -> str | None:
    """Why Playwright's driver does not start, or None: it is a Node.js that needs a library a bare Debian lacks."""
    for attempt in (1, 2):
        done = subprocess.run(
            [sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return None
        if attempt == 1 and not ("libatomic" in done.stderr and install("libatomic1")):
            break
    return (done.stderr.strip().splitlines() or ["no reason given"])[-1]


def from_playwright() -> str | None:
    """Playwright's own download, kept in the user's cache between runs."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        print("Downloading Playwright's Chromium …", file=sys.stderr, flush=True)
        if not succeeds([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ)):
            return None
    return path if starts(path) else None


def succeeds(command: list[str], environment: dict[str, str]) -> bool:
    """Runs a command silently; its words would drown the one line that counts."""
    try:
        done = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find() -> str:
    """The path of a browser that starts; raises LookupError with the one line to show."""
    named = os.environ.get("STRUIN_BROWSER")
    if named:
        path = shutil.which(named)
        if not path or not starts(path):
            raise LookupError(f"STRUIN_BROWSER names {named}, which does not start")
        return path
    path = from_debian() or from_system(*NAMES, *PLACES) or from_playwright()
    if not path:
        raise LookupError(
            "a browser; install Chromium (Debian: apt-get install chromium), or name one in STRUIN_BROWSER"
            " (without a network none can be downloaded)"
        )
    return path


def main() -> int:
    try:
        path = find()
        fault = driver_fault()
        if fault:
            raise LookupError(f"Playwright does not start: {fault}")
    except LookupError as missing:
        print(f"Missing: {missing}", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
