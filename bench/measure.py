"""Runs one command in a fresh process; measures its wall time and the peak memory of its process tree."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PERIOD = 0.1  # seconds between two looks at the tree


class Failed(Exception):
    """The command did not succeed; the text holds the end of its output."""


@dataclass(frozen=True)
class Figure:
    """One run: seconds of wall time, megabytes (10⁶ bytes) at the peak."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path) -> Figure:
    """Measures `command`, started in `folder`; raises Failed if it exits with anything but 0.

    Memory shared between processes counts once (proportional set size), so that workers made by a fork do
    not count twice. Where /proc is missing, the largest single process stands for the tree.
    """
    environment = {**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": str(folder / ".xdg-cache")}
    with (folder / "bench.log").open("w+b") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        peak = Peak(process.pid)
        peak.start()
        code = process.wait()
        seconds = time.perf_counter() - start
        peak.stop()
        if code:
            log.seek(0)
            raise Failed(f"{' '.join(command)} ended with {code}:\n{log.read().decode('utf-8', 'replace')[-3000:]}")
    return Figure(seconds, peak.bytes / 1e6)


class Peak(threading.Thread):
    """Looks at the tree under `pid` ten times a second and remembers the largest sum."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.bytes = 0
        self._done = threading.Event()

    def run(self) -> None:
        if not Path("/proc/self/smaps_rollup").exists():
            return
        while not self._done.wait(PERIOD):
            self.bytes = max(self.bytes, sum(proportional(pid) for pid in tree(self.pid)))

    def stop(self) -> None:
        self._done.set()
        self.join()
        if not self.bytes:
            unit = 1 if sys.platform == "darwin" else 1024
            self.bytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def tree(pid: int) -> Iterator[int]:
    """This process and all below it that still live."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def proportional(pid: int) -> int:
    """A process's proportional set size in bytes; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
