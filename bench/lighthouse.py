"""What a reader's browser loads, and what Lighthouse thinks of it: its four scores per page, as a phone sees it.

    python bench/lighthouse.py                     # a made-up bundle of 1,000 items
    python bench/lighthouse.py --site site         # a site that is built already

Needs npx (Node.js) and Chromium; npx gets Lighthouse, this machine's browser is used. The site is served from
this machine with gzip, as any web server does; Lighthouse slows the line down to that of a phone. Each page is
looked at several times: the table has the median. The table goes to the screen and, unless told otherwise,
between the markers in bench/README.md.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import generate
from measure import Failed

HERE = Path(__file__).resolve().parent
LIGHTHOUSE = "lighthouse@13"
START, END = "<!-- lighthouse: start -->", "<!-- lighthouse: end -->"
SCORES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu"
SECONDS = 300
PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"}
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Text goes gzipped, and connections stay open."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        found = path.is_file()
        path = path if found else Path(self.directory) / "404.html"
        if not path.is_file():
            self.send_error(404)
            return
        body, is_packed = packed(path)
        self.send_response(200 if found else 404)
        kind = self.guess_type(path)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: the table is what matters."""


@functools.cache
def packed(path: Path) -> tuple[bytes, bool]:
    body = path.read_bytes()
    return (gzip.compress(body, 6), True) if path.suffix in PACKED else (body, False)


@dataclass(frozen=True)
class Look:
    """One look at one page: scores from 0 to 100, what was transferred in bytes by kind, and what is left to mend."""

    scores: dict[str, int]
    bytes_by_kind: dict[str, int]
    left: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.bytes_by_kind.values())


def look(npx: str, url: str, folder: Path) -> Look:
    report = folder / "report.json"
    command = [npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report}"]
    try:
        done = subprocess.run(
            [*command, f"--chrome-flags={FLAGS}"],
            capture_output=True, text=True, timeout=SECONDS, check=False, cwd=folder, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise Failed(f"Lighthouse did not come back within {SECONDS} s") from problem
    if done.returncode or not report.is_file():
        raise Failed((done.stderr or done.stdout).strip()[-1500:] or "Lighthouse said nothing")
    said = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return Look(
        {name: round(100 * (said["categories"][name]["score"] or 0)) for name in SCORES},
        transferred(said),
        tuple(left(said)),
    )


def transferred(said: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for request in said["audits"]["network-requests"]["details"]["items"]:
        kind = str(request.get("resourceType", "Other"))
        found[kind] = found.get(kind, 0) + int(request.get("transferSize") or 0)
    return found


def left(said: dict[str, Any]) -> list[str]:
    """The audits that count and are not perfect."""
    names = {
        reference["id"]
        for name in SCORES
        for reference in said["categories"][name]["auditRefs"]
        if reference["weight"] > 0
    }
    audits = ((name, said["audits"][name]) for name in sorted(names))
    return [
        f"{name} ({audit.get('displayValue') or audit['title']})"
        for name, audit in audits
        if audit["score"] is not None and audit["score"] < 0.9
    ]


def addresses(site: Path) -> dict[str, str]:
    """One page of each kind that is there, by its name."""
    items = json.loads((site / "catalog.json").read_text(encoding="utf-8"))["items"]
    first = {item["collection"]: item["url"] for item in reversed(items)}
    wanted = {
        "home": "",
        "wall": "struinen/",
        "principle": first.get("principles"),
        "story": first.get("stories"),
        "exercise": first.get("exercises"),
        "map": "kaart/",
    }
    return {
        name: address
        for name, address in wanted.items()
        if address is not None and (site / address / "index.html").is_file()
    }


def build(size: int, folder: Path) -> Path:
    """A made-up bundle of so many items as a site."""
    source = folder / "source"
    generate.write_struin(source, generate.items(size))
    program = str(Path(sys.executable).parent / "struin")
    done = subprocess.run(
        [program, "build", "--root", str(source)], capture_output=True, text=True, timeout=600, check=False
    )
    if done.returncode:
        raise Failed(done.stderr.strip()[-1500:])
    return source / "site"


def measure(npx: str, site: Path, runs: int, folder: Path) -> dict[str, list[Look]]:
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        looks: dict[str, list[Look]] = {}
        for name, address in addresses(site).items():
            url = f"http://127.0.0.1:{server.server_address[1]}/{address}"
            looks[name] = [look(npx, url, folder) for _ in range(runs)]
            print(f"  {name}: {looks[name][-1].scores}", file=sys.stderr, flush=True)
        server.shutdown()
    return looks


def table(looks: dict[str, list[Look]]) -> str:
    kinds = ("Document", "Stylesheet", "Script", "Font")
    lines = [
        f"| Page | {' | '.join(name.replace('-', ' ').capitalize() for name in SCORES)} | Transferred | "
        + " | ".join(kinds) + " |",
        "|---|" + "---:|" * (len(SCORES) + 1 + len(kinds)),
    ]  # fmt: skip
    for name, each in looks.items():
        scores = [f"{statistics.median(one.scores[score] for one in each):.0f}" for score in SCORES]
        sizes = [each[0].total, *(each[0].bytes_by_kind.get(kind, 0) for kind in kinds)]
        lines.append(f"| {' | '.join([name, *scores, *(f'{size / 1024:.1f} KiB' for size in sizes)])} |")
    mend = sorted({f"{name}: {fault}" for name, each in looks.items() for fault in each[-1].left})
    if mend:
        lines += ["", "Left to mend:", "", *(f"- {fault}" for fault in mend)]
    return "\n".join(lines)


def write_down(text: str) -> None:
    page = HERE / "README.md"
    before, start, rest = page.read_text("utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise Failed(f"bench/README.md lacks the markers {START} and {END}")
    page.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", "utf-8")


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)


def main() -> int:
    parser = argparse.ArgumentParser(description="Lighthouse on one page of each kind.")
    parser.add_argument("--site", type=Path, help="a built site; without it a made-up bundle is built")
    parser.add_argument("--items", type=int, default=1_000, help="size of that bundle (default 1,000)")
    parser.add_argument("--runs", type=int, default=3, help="looks at each page (default 3)")
    parser.add_argument("--no-write", action="store_true", help="leave bench/README.md as it is")
    options = parser.parse_args()
    npx, browser = shutil.which("npx"), chromium()
    if npx is None or browser is None:
        print(f"Missing: {'npx (it comes with Node.js 20 or newer)' if npx is None else 'Chromium'}", file=sys.stderr)
        return 1
    os.environ["CHROME_PATH"] = browser
    try:
        with tempfile.TemporaryDirectory(prefix="struin-lighthouse-") as name:
            site = options.site or build(options.items, Path(name))
            text = table(measure(npx, site.resolve(), options.runs, Path(name)))
        print(text)
        if not options.no_write:
            write_down(text)
    except (Failed, OSError, ValueError) as problem:
        print(f"Lighthouse stopped: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
