"""Chromium for tests: finding and starting it, a server for a folder, and a visit that notes all that goes wrong."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from built import PROJECT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    # Whatever a page may try: no name leads anywhere.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
# What a server of one's own sends; the pages carry the same policy in a meta tag for hosts that send no headers.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
WATCH_POLICY = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
});
"""
MILLISECONDS = 30_000  # the longest that a page may take to be as a test wants it, on a busy machine


@functools.cache
def find_browser() -> str:
    """The path of Chromium: $STRUIN_BROWSER, as `make test` sets it, or what tools/browser.py finds."""
    if named := os.environ.get("STRUIN_BROWSER"):
        return named
    finder = [sys.executable, str(PROJECT / "tools/browser.py")]
    done = subprocess.run(finder, capture_output=True, text=True, timeout=1000, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextlib.contextmanager
def starting(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    server: Server  # type: ignore[assignment]

    def __init__(self, *args: Any, folder: Path, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(folder), **kwargs)

    def do_GET(self) -> None:
        page = self.server.extra.get(self.path.lstrip("/").partition("?")[0])
        if page is None:
            super().do_GET()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        body = lost.read_bytes() if code == 404 and lost.is_file() else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Nothing: the tests look at what the browser sees."""


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder on a free port. `headers` go with every answer; `extra` are pages that are no files."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, headers: dict[str, str] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, folder=folder))
        self.headers = HEADERS if headers is None else headers
        self.extra: dict[str, bytes] = {}
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection half way is no fault."""


class Visit:
    """One visitor in a context of its own: `page` is Playwright's, `faults` is what went wrong so far."""

    page: Page

    def __init__(self, browser: Browser, url: str, *, width: int = 1280, height: int = 800, **options: Any) -> None:
        self.url = url
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.expected: set[str] = set()  # addresses whose answer may be an error
        # Without motion: nothing is half way when a test looks at it.
        options = {"reduced_motion": "reduce", "viewport": {"width": width, "height": height}} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(MILLISECONDS)
        if options.get("java_script_enabled", True):
            self.context.add_init_script(WATCH_POLICY)
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.faults.append(f"{self.page.url}: {error.error}"))
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)

    def go(self, address: str = "") -> Page:
        """Opens an address relative to the site's root."""
        self.page.goto(self.url + address)
        return self.page

    @property
    def address(self) -> str:
        """Where the visitor is, relative to the site's root."""
        return self.page.url.removeprefix(self.url)

    def close(self) -> None:
        self.context.close()

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.url, "data:", f"blob:{self.url}")):
            self.faults.append(f"{self.page.url} asks another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.expected:
            self.faults.append(f"{self.page.url}: {response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            about = str(message.location.get("url", ""))
            if about not in self.expected:
                self.faults.append(f"{self.page.url} says {message.type}: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"{self.page.url} opens a {dialog.type}: {dialog.message}")
        dialog.dismiss()
