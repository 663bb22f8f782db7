"""Takes pictures of the built site: `python tools/tour.py [SITE] [FOLDER]`, by default `site` and `build/tour`.

One page of every kind and every way through, at phone and desktop width, light and dark. The pictures are for looking
at: nothing is compared. The browser is found by tools/browser.py.
"""

from __future__ import annotations

import functools
import http.server
import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
PAGES = ("", "struinen/", "kaart/", "verras/", "mijn/", "begrippen/", "over/")
KINDS = ("principles", "stories", "quotes", "exercises", "trails")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# A picture of a whole page shows what a reader only sees on the way down.
WHOLE = """async () => {
  for (const each of document.querySelectorAll(".spread")) each.style.contentVisibility = "visible";
  const pictures = [...document.images];
  for (const each of pictures) each.loading = "eager";
  await Promise.all(pictures.map((each) => each.decode().catch(() => {})));
  await document.fonts.ready;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A picture says enough."""


def addresses(site: Path) -> Iterator[str]:
    """The pages of the tour: the ways through that this site has, and the first item of each kind."""
    yield from (page for page in PAGES if (site / page / "index.html").is_file())
    items = json.loads((site / "catalog.json").read_text(encoding="utf-8"))["items"]
    for kind in KINDS:
        yield from [item["url"] for item in items if item["collection"] == kind][:1]


def pictures(browser: Browser, base: str, pages: list[str], folder: Path) -> int:
    """Takes all pictures; gives how many. An animation would be caught half-way, so motion is off."""
    taken = 0
    for size, (width, height) in WIDTHS.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            tab = context.new_page()
            for page in pages:
                tab.goto(base + page, wait_until="networkidle")
                tab.evaluate(WHOLE)
                name = page.strip("/").replace("/", "-") or "home"
                tab.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                taken += 1
            context.close()
    return taken


def main() -> int:
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "build/tour")
    if not (site / "catalog.json").is_file():
        print(f"There is no site in {site}: run `make build` first.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("STRUIN_BROWSER") or None, args=FLAGS)
        taken = pictures(browser, f"http://127.0.0.1:{server.server_port}/", list(addresses(site)), folder)
        browser.close()
    server.shutdown()
    print(f"{taken} pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
