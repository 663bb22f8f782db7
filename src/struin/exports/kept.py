"""Makes files in a process beside the build, and keeps them: what has not changed is never made twice.

A format that can be made so has two halves: `plan(presenter, subject)` gives a dataclass with all that the file is made
from, and `written(plan)` the bytes. A kept file is named by a digest of the plan and of the code, so a plan also has to
name what it only points to (a picture, by its digest). The process has low priority: the pages come first. Run as a
program (`python -m struin.exports.kept LIST`), this is that process.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from struin.exports import exports

KEPT_DAYS = 60  # files that no build used for so long are cleared
SECONDS = 3600
LIBRARIES = ("icalendar", "lxml", "python-docx", "segno", "typst")
_HERE = Path(__file__).parent
_PACKAGE = _HERE.parents[1]


class NotMade(Exception):
    """A file could not be made; the text holds the end of what was said."""


class Making:
    """Files being made into a folder in the background. `into` waits for them."""

    def __init__(self, plans: Mapping[str, tuple[str, Any]], folder: Path) -> None:
        """`plans`: the format and the plan, by the path that the file is to have; `folder` keeps what was made."""
        self._aside = tempfile.TemporaryDirectory(prefix="struin-exports-", ignore_cleanup_errors=True)
        self._kept = _writable(folder) or Path(self._aside.name)
        self._files = {path: self._kept / digest(form, plan) for path, (form, plan) in plans.items()}
        missing = [(*plans[path], file) for path, file in self._files.items() if not file.is_file()]
        self._log = Path(self._aside.name) / "log"
        self._worker = self._start(missing) if missing else None

    def _start(self, jobs: list[tuple[str, Any, Path]]) -> subprocess.Popen[bytes]:
        todo = Path(self._aside.name) / "list"
        todo.write_bytes(pickle.dumps(jobs))
        paths = filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH")))
        with self._log.open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", __name__, str(todo)], stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            )  # fmt: skip

    def into(self, folder: Path) -> None:
        """Puts every file at its path under `folder`. Raises NotMade."""
        try:
            if self._worker and self._worker.wait(timeout=SECONDS):
                raise NotMade(self._log.read_text(encoding="utf-8", errors="replace")[-2000:].strip())
            now = time.time()
            for path, file in self._files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(file.read_bytes())
                os.utime(file, (now, now))
            for file in self._kept.iterdir():
                if file.stat().st_mtime < now - KEPT_DAYS * 24 * 3600:
                    file.unlink(missing_ok=True)
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NotMade(str(problem)) from problem
        finally:
            self.close()

    def close(self) -> None:
        """Ends what still runs: nobody will ask for the files any more."""
        if self._worker and self._worker.poll() is None:
            self._worker.kill()
            self._worker.wait()
        self._aside.cleanup()

    def __del__(self) -> None:
        # A build that failed meanwhile.
        if hasattr(self, "_worker"):
            self.close()


def digest(form: str, plan: Any) -> str:
    """The name under which what is made of a plan is kept."""
    told = [form, asdict(plan), _code()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """A digest of all that files are made with."""
    folders = (_HERE, _HERE.parent / "components/cover", _HERE.parent / "components/emblem")
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix not in ("", ".pyc"))
    joined = b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files if file.is_file())
    versions = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{versions} {hashlib.sha256(joined).hexdigest()}"


def _writable(folder: Path) -> Path | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def main() -> int:
    """Makes what is on the named list. A file appears whole or not at all: two builds may make the same one."""
    if hasattr(os, "nice"):
        os.nice(10)
    for form, plan, file in pickle.loads(Path(sys.argv[1]).read_bytes()):
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_bytes(exports()[form].written(plan))
        part.replace(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
