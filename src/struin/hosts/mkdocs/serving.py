"""The development server: builds again at every change, and shows what is wrong instead of dying of it.

MkDocs' own server ends at an exception in the first build, and hangs at one in a later build. Here the
builder never raises: a build that fails becomes an error page, and the next change brings the site back. A
build is made aside and swapped in (`struin.publish`), so a browser never meets half a site. What is read
anew: content, docs, macros, templates, styles and mkdocs.yml. Changes in the library's own Python and strings
need a restart.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserverVFS

import struin
from struin.hosts.mkdocs.building import explain, read_config, reported
from struin.hosts.mkdocs.error_page import write_error_page
from struin.publish import publish
from struin.strings import DEFAULT_LANGUAGE, catalogue

PACKAGE = Path(struin.__file__).resolve().parent
WATCHED = ("content", "docs", "macros")
_UNREAD = frozenset({".py", ".yml"})  # files of the library that a running server has read once and for all


def serve(config_file: Path, host: str, port: int, open_browser: bool = False) -> int:
    """Serves the site of `config_file` until Ctrl-C (or SIGTERM), and returns the exit code.

    That is 0, or 2 when it cannot start (no such file, a port in use); one line on stderr then says why. With
    `port` 0 it takes any free one; the address is printed.
    """
    config_file = config_file.resolve()
    if not config_file.is_file():
        return _cannot_start("no-config", file=config_file.name)
    # Modules of macros are imported again and again: a cached .pyc of the same second would hide a change,
    # and writing one in a watched folder would look like a change.
    sys.dont_write_bytecode = True
    logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)  # says which requests found nothing
    with tempfile.TemporaryDirectory(prefix="struin-serve-") as folder, _ended_by_sigterm():
        site = Path(folder).resolve() / "site"
        try:
            server = _Server(host, port, site)
        except (OSError, OverflowError) as error:
            code = {errno.EADDRINUSE: "port-taken", errno.EACCES: "port-denied"}.get(
                getattr(error, "errno", None) or 0, "no-address"
            )
            return _cannot_start(code, host=host, port=port, other=port + 1)
        builds = _Builds(config_file, site, server)
        server.builder = builds.build
        try:
            for path in (*(config_file.parent / name for name in WATCHED), config_file, PACKAGE):
                server.watch_if_there(path)
            server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            _say("stopped")
        finally:
            builds.end()
            server.shutdown()
    return 0


class _Server(LiveReloadServer):
    """MkDocs' server, with the port taken before anything is built, and the first build made in its loop."""

    def __init__(self, host: str, port: int, root: Path) -> None:
        super().__init__(builder=lambda: None, host=host, port=port, root=str(root))
        self._bound = False
        try:
            self.server_bind()
        except BaseException:
            self.server_close()
            raise
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.server_address[1]}/"
        self.observer = _FileObserver(timeout=0.3)  # type: ignore[assignment]  # MkDocs names one kind
        self.error_handler = self._page_for_error
        self._want_rebuild = True
        # Requests wait for as long as these two differ: from now until the first build is done.
        self._wanted_epoch = self._visible_epoch + 1

    def server_bind(self) -> None:
        """`serve` calls this again; by then it is done."""
        if not self._bound:
            super().server_bind()
            self._bound = True

    def watch_if_there(self, path: Path) -> None:
        if path.exists():
            self.watch(str(path))

    def _page_for_error(self, code: int) -> bytes | None:
        """The site's 404.html with the script that reloads it after the next build; MkDocs omits that."""
        epoch = self._visible_epoch
        try:
            page = (Path(self.root) / f"{code}.html").read_bytes()
        except OSError:
            return None
        injected: bytes = self._inject_js_into_html(page, epoch)  # type: ignore[no-untyped-call]
        return injected


class _FileObserver(PollingObserverVFS):
    """Watches what editors write: no caches, no swap files; a single file by way of its folder.

    Many editors write a file by removing it and making it anew, and a watch on the file itself ends there. A watch
    on a folder ends likewise when the folder goes, and git takes it away to bring it back: here it counts as empty.
    """

    def __init__(self, timeout: float) -> None:
        super().__init__(self._stat, os.scandir, polling_interval=timeout)
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
        return super().schedule(_Filter(event_handler, _matters), path, recursive=recursive, **more)


class _Filter(FileSystemEventHandler):
    def __init__(self, inner: FileSystemEventHandler, matters: Callable[[Path], bool]) -> None:
        self._inner = inner
        self._matters = matters

    def dispatch(self, event: FileSystemEvent) -> None:
        # A move has a second path, as when an editor puts its finished file in the place of the old one.
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if any(self._matters(Path(path)) for path in paths):
            self._inner.dispatch(event)


def _matters(path: Path) -> bool:
    if "__pycache__" in path.parts or path.name.startswith((".", "#")) or path.name.endswith(("~", ".swp", ".pyc")):
        return False
    return not (path.suffix in _UNREAD and path.is_relative_to(PACKAGE))


class _Builds:
    """What happens at each change: a build published into the served folder, or else an error page."""

    def __init__(self, config_file: Path, site: Path, server: _Server) -> None:
        self._config_file = config_file
        self._root = config_file.parent
        self._site = site
        self._server = server
        self._config: MkDocsConfig | None = None  # the last that could be read
        self._plugins_know = False  # plugins have been handed the server

    def build(self) -> None:
        """Never raises, but for Ctrl-C."""
        _say("building")
        start = time.monotonic()
        try:
            publish(self._site, self._render, root=self._root, durable=False)
        except (Exception, SystemExit) as error:
            self._show(error, start)
        else:
            _say("ready", seconds=_seconds(start), url=self._server.url)

    def end(self) -> None:
        if self._config is not None:
            self._config.plugins.on_shutdown()

    def _render(self, out: Path) -> None:
        with reported(self._root):
            config = read_config(self._config_file, out, strict=False)
            config.site_url = self._server.url
            first = self._config is None
            self._config = config
            if first:
                config.plugins.on_startup(command="serve", dirty=False)
            for path in (config.docs_dir, *config.watch):
                self._server.watch_if_there(Path(path))
            build(config, serve_url=self._server.url)
            if not self._plugins_know:
                self._plugins_know = True
                config.plugins.on_serve(self._server, config=config, builder=self._server.builder)

    def _show(self, error: BaseException, start: float) -> None:
        """Tells what went wrong, once on the terminal, and in the browser."""
        try:
            failure = explain(error, self._root)
            print(failure, file=sys.stderr, flush=True)
            publish(self._site, lambda out: write_error_page(failure, out), root=self._root, durable=False)
        except Exception as second:  # a finding without words, a full disk: the last page stays
            traceback.print_exception(error)
            _say("error-page-failed", reason=second)
        else:
            _say("broken", seconds=_seconds(start), url=self._server.url)


@contextlib.contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the server as Ctrl-C does, so that its temporary folder goes too."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _seconds(start: float) -> str:
    mark = catalogue(DEFAULT_LANGUAGE).text("publish.decimal-mark")
    return f"{time.monotonic() - start:.1f}".replace(".", mark)


def _say(key: str, **values: Any) -> None:
    print(catalogue(DEFAULT_LANGUAGE).text(f"publish.serving.{key}", **values), flush=True)


def _cannot_start(key: str, **values: Any) -> int:
    print(catalogue(DEFAULT_LANGUAGE).text(f"publish.serving.{key}", **values), file=sys.stderr, flush=True)
    return 2
