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
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

import struin
from struin.hosts.mkdocs.building import explain, read_config, reported
from struin.hosts.mkdocs.error_page import write_error_page
from struin.publish import publish
from struin.strings import DEFAULT_LANGUAGE, catalogue
from struin.watching import FileObserver, is_written

PACKAGE = Path(struin.__file__).resolve().parent
WATCHED = ("content", "docs", "macros")
_UNREAD = frozenset({".py", ".yml"})  # files of the library that a running server has read once and for all


def serve(config_file: Path, host: str, port: int, open_browser: bool = False) -> int:
    """Serves the site of `config_file` until Ctrl-C (or SIGTERM), and returns the exit code.

    That is 130, as a shell tells Ctrl-C (or 0), or 2 when it cannot start (no such file, a port in use); one line on
    stderr then says why. With `port` 0 it takes any free one; the address is printed.
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
        except OverflowError:
            return _cannot_start("no-port", port=port)
        except OSError as error:
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
        except KeyboardInterrupt as end:
            _say("stopped")
            ended = 0 if isinstance(end, _Terminated) else 128 + signal.SIGINT
        finally:
            builds.end()
            server.shutdown()
    return ended


class _Terminated(KeyboardInterrupt):
    """SIGTERM came; for MkDocs, which knows only that, it is a Ctrl-C."""


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
        self.observer = FileObserver(0.3, _matters)  # type: ignore[assignment]  # MkDocs names one kind
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


def _matters(path: Path) -> bool:
    return is_written(path) and not (path.suffix in _UNREAD and path.is_relative_to(PACKAGE))


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
    """SIGTERM ends the server as Ctrl-C does, so that its temporary folder goes too. Raises _Terminated."""

    def end(number: int, frame: FrameType | None) -> None:
        raise _Terminated

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
