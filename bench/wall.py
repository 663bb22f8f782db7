"""How fast the wall answers: from the choice of an option until counts and cards are there, in Chromium.

    python bench/wall.py                           # a made-up bundle of 10,000 items
    python bench/wall.py --size 1000
    python bench/wall.py --site site               # a site that is built already

Two figures per answer, each with the work of style and layout that follows from it:

counts  the number of cards that fit, and the count of every option: what a facet answers
cards   the same with the cards in their place; their files come from this machine, so this has no line in it

The first choice, which loads the items and makes the index of them, is told by itself.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import generate
from measure import Failed

HERE = Path(__file__).resolve().parent
LIMIT = 50  # milliseconds, for the counts
ROUNDS = 3
# Chooses an option; counts are there when the number on the wall has been told, cards when they are no longer busy.
CHOOSE = """async ([name, value]) => {
  const box = document.querySelector(`.pick__box[name="${name}"][value="${value}"]`);
  const cards = document.querySelector(".wall__cards");
  const total = document.querySelector("struin-wall");
  const counted = () => [...document.querySelectorAll(".pick__count")].map((each) => each.textContent).join();
  const before = counted();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const begun = performance.now();
  const changed = new Promise((done) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      total.offsetHeight;
      done(performance.now() - begun);
    });
    watch.observe(document.querySelector(".facets"), { subtree: true, childList: true, characterData: true });
  });
  const hung = new Promise((done) => {
    const watch = new MutationObserver(() => {
      if (cards.hasAttribute("aria-busy")) return;
      watch.disconnect();
      total.offsetHeight;
      done(performance.now() - begun);
    });
    watch.observe(cards, { attributes: true, attributeFilter: ["aria-busy"] });
  });
  box.click();
  const whole = await hung;
  return { counts: before === counted() ? null : await changed, cards: whole };
}"""


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Nothing: the figures are what matters."""


def made_up(size: int, folder: Path) -> Path:
    """The site of a made-up bundle, built in `folder`."""
    generate.write_struin(folder / "bundle", generate.items(size))
    site = folder / "site"
    command = [sys.executable, "-m", "struin", "build", "--root", str(folder / "bundle"), "--out", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if done.returncode:
        raise Failed(done.stdout + done.stderr)
    return site


def browser() -> str:
    finder = [sys.executable, str(HERE.parent / "tools/browser.py")]
    done = subprocess.run(finder, capture_output=True, text=True, timeout=1000, check=False)
    if done.returncode:
        raise Failed(done.stderr)
    return done.stdout.strip()


def choices(page: Page) -> list[list[str]]:
    """Every option, in an order that goes from facet to facet, so that several are on at once."""
    offered: list[list[str]] = page.evaluate(
        "() => [...document.querySelectorAll('.pick__box')].map((box) => [box.name, box.value])"
    )
    by_facet: dict[str, list[list[str]]] = {}
    for name, value in offered:
        by_facet.setdefault(name, []).append([name, value])
    longest = max(len(each) for each in by_facet.values())
    return [each[turn] for turn in range(longest) for each in by_facet.values() if turn < len(each)]


def measure(page: Page, address: str) -> tuple[dict[str, float], dict[str, list[float]]]:
    """Milliseconds of the first choice, and of all later ones: each option on, and off again two choices later."""
    page.goto(address)
    page.wait_for_function("() => document.querySelector('struin-wall').dataset.day")
    every = choices(page)
    first = page.evaluate(CHOOSE, every[0])
    page.evaluate(CHOOSE, every[0])
    figures: dict[str, list[float]] = {"counts": [], "cards": []}
    on: list[list[str]] = []

    def choose(option: list[str]) -> None:
        told: dict[str, Any] = page.evaluate(CHOOSE, option)
        for name, series in figures.items():
            if told[name] is not None:
                series.append(told[name])

    for option in every * ROUNDS:
        choose(option)
        on.append(option)
        if len(on) > 2:
            choose(on.pop(0))
    return first, figures


def told(figures: dict[str, list[float]]) -> str:
    lines = [f"{'':8}{'answers':>9}{'median':>10}{'p95':>10}{'slowest':>10}"]
    for name, series in figures.items():
        p95 = statistics.quantiles(series, n=20)[-1]
        lines.append(
            f"{name:8}{len(series):>9}{statistics.median(series):>7.1f} ms{p95:>7.1f} ms{max(series):>7.1f} ms"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--size", type=int, default=10_000, help="items in the made-up bundle")
    reader.add_argument("--site", type=Path, help="a built site to measure instead")
    options = reader.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        try:
            site = options.site or made_up(options.size, Path(folder))
            path = browser()
        except Failed as problem:
            print(problem, file=sys.stderr)
            return 1
        handler = functools.partial(Handler, directory=str(site))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        first, figures = measure(page, f"http://127.0.0.1:{server.server_address[1]}/struinen/")
        cards = page.locator(".wall__cards .card").count()
        print(f"{page.locator('struin-wall').get_attribute('data-total')} items, {cards} cards on the page at most")
        print(f"first choice, with loading: {first['cards']:.0f} ms")
        print(told(figures))
        chromium.close()
        server.shutdown()
    return int(statistics.quantiles(figures["counts"], n=20)[-1] > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
