"""Draws many pictures in processes beside the build, and keeps them: an unchanged item is never drawn twice.

A picture's file is named by a digest of all that it is made from, this code included. The processes have low priority:
the pages come first. Run as a program (`python -m struin.components.picture.work LIST`), this is such a process.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import asdict, astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path

from struin.components.picture.drawing import Subject, png

KEPT_DAYS = 60  # pictures that no build used for so long are cleared
SECONDS = 3600
_HERE = Path(__file__).parent


class NotDrawn(Exception):
    """A picture could not be drawn; the text holds the end of what was said."""


class Drawing:
    """Pictures being drawn into a folder in the background. `into` waits for them."""

    def __init__(self, subjects: Mapping[str, Subject], folder: Path) -> None:
        """`subjects` by the path that the picture is to have; `folder` keeps what was drawn, also for later builds."""
        self._aside = tempfile.TemporaryDirectory(prefix="struin-pictures-", ignore_cleanup_errors=True)
        self._kept = _writable(folder) or Path(self._aside.name)
        self._files = {path: self._kept / f"{_digest(subject)}.png" for path, subject in subjects.items()}
        missing = {self._files[path]: subject for path, subject in subjects.items() if not self._files[path].is_file()}
        self._workers = self._start([{"file": str(file), **asdict(subject)} for file, subject in missing.items()])

    def _start(self, jobs: list[dict[str, object]]) -> list[tuple[subprocess.Popen[bytes], Path]]:
        workers, many = [], min(os.cpu_count() or 1, -(-len(jobs) // 8))
        for number in range(many):
            part, log = (Path(self._aside.name) / f"{number}.{kind}" for kind in ("json", "log"))
            part.write_text(json.dumps(jobs[number::many]), encoding="utf-8")
            with log.open("wb") as said:
                command = [sys.executable, "-m", __name__, str(part)]
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, env=_environment()
                )
            workers.append((process, log))
        return workers

    def into(self, folder: Path) -> None:
        """Puts every picture at its path under `folder`. Raises NotDrawn."""
        try:
            for process, log in self._workers:
                if process.wait(timeout=SECONDS):
                    raise NotDrawn(log.read_text(encoding="utf-8", errors="replace")[-2000:].strip())
            now = time.time()
            for path, file in self._files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(file.read_bytes())
                os.utime(file, (now, now))
            for file in self._kept.glob("*.png*"):
                if file.stat().st_mtime < now - KEPT_DAYS * 24 * 3600:
                    file.unlink(missing_ok=True)
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NotDrawn(str(problem)) from problem
        finally:
            self.close()

    def close(self) -> None:
        """Ends what still runs: nobody will ask for the pictures any more."""
        for process, _ in self._workers:
            if process.poll() is None:
                process.kill()
                process.wait()
        self._aside.cleanup()

    def __del__(self) -> None:
        # A build that failed meanwhile.
        if hasattr(self, "_workers"):
            self.close()


def _writable(folder: Path) -> Path | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK | os.X_OK) else None


def _environment() -> dict[str, str]:
    """A worker finds this package where we found it."""
    package = str(_HERE.parents[2])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))}


def _digest(subject: Subject) -> str:
    # Where an own cover lies does not matter, only what it holds.
    told = [*astuple(subject), _code()]
    told.remove(subject.own)
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """A digest of all that pictures are made with."""
    files = sorted(
        [*_HERE.glob("*.py"), *_HERE.glob("*.json"), *(_HERE.parent / "cover").glob("*.py")], key=lambda file: file.name
    )
    joined = b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)
    return f"{version('resvg_py')} {hashlib.sha256(joined).hexdigest()}"


def main() -> int:
    """Draws the list in the named file. A file appears whole or not at all: two builds may draw the same one."""
    if hasattr(os, "nice"):
        os.nice(10)
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        file = Path(job.pop("file"))
        part = file.with_name(f"{file.name}.{os.getpid()}")
        part.write_bytes(png(Subject(**job)))
        part.replace(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
