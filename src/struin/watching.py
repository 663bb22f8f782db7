"""Watches the files of a bundle while they are being written: what changed, without the traces of editors' programs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserverVFS


def is_written(path: Path) -> bool:
    """Whether a file is one that people write: no cache, no swap file."""
    return not (
        "__pycache__" in path.parts or path.name.startswith((".", "#")) or path.name.endswith(("~", ".swp", ".pyc"))
    )


def at_each_change(folders: Iterable[Path], act: Callable[[], None]) -> None:
    """Calls `act` now, and again after each change in the folders that are there. Ends by an exception only, such as
    KeyboardInterrupt. A change while `act` is at work is not lost."""
    changed = threading.Event()
    observer = FileObserver(0.3, is_written)
    for folder in folders:
        if folder.is_dir():
            observer.schedule(_Told(changed), str(folder), recursive=True)
    observer.start()
    try:
        while True:
            changed.clear()
            act()
            changed.wait()
    finally:
        observer.stop()
        observer.join()


class _Told(FileSystemEventHandler):
    """Notes that something changed. Only reading a file, which some observers tell of too, changes nothing."""

    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "deleted"):
            self._changed.set()


class FileObserver(PollingObserverVFS):
    """Watches what editors write: no caches, no swap files; a single file by way of its folder.

    Many editors write a file by removing it and making it anew, and a watch on the file itself ends there. A watch
    on a folder ends likewise when the folder goes, and git takes it away to bring it back: here it counts as empty.
    """

    def __init__(self, seconds: float, matters: Callable[[Path], bool]) -> None:
        """Looks every so many seconds; `matters` says of which files a change is told."""
        super().__init__(self._stat, os.scandir, polling_interval=seconds)
        self._matters = matters
        self._roots: set[str] = set()

    def _stat(self, path: str) -> os.stat_result:
        try:
            return Path(path).stat()
        except FileNotFoundError:
            if path not in self._roots:
                raise
            return Path(path).parent.stat()

    def schedule(
        self, event_handler: FileSystemEventHandler, path: str | Path, *, recursive: bool = False, **more: Any
    ) -> ObservedWatch:
        target = Path(path)
        if target.is_file():
            only = _Filter(event_handler, lambda changed: changed == target)
            return super().schedule(only, str(target.parent), recursive=False, **more)
        self._roots.add(str(path))
        return super().schedule(_Filter(event_handler, self._matters), path, recursive=recursive, **more)


class _Filter(FileSystemEventHandler):
    def __init__(self, inner: FileSystemEventHandler, matters: Callable[[Path], bool]) -> None:
        self._inner = inner
        self._matters = matters

    def dispatch(self, event: FileSystemEvent) -> None:
        # A move has a second path, as when an editor puts its finished file in the place of the old one.
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if any(self._matters(Path(path)) for path in paths):
            self._inner.dispatch(event)
