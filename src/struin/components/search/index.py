"""The index that Pagefind searches: a record of each item's own words only, made anew by every build.

Pagefind needs about 0.1 MB of memory for every page, all at once. A large bundle is therefore indexed in parts, one
after the other: the first in `pagefind/`, the others in `pagefind/part-2/` and so on, which the search window takes
together (Pagefind's `mergeIndex`).

Pagefind's program reads a folder of HTML, so the items are written to one that lasts only as long as it reads:
title and summary as data, body and own fields as text. Its Python interface would take the texts directly, but
waits a tenth of a second for the answer to each. Two of Pagefind's files come out in any order; `settled` gives
them one, so that a build stays the same to the byte.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable
from math import ceil
from pathlib import Path
from threading import Thread

from markupsafe import Markup
from pagefind.service import get_executable

from struin.components.search.settled import settle
from struin.emit import Page, pages
from struin.present import Presenter

SECONDS = 600
PART = 400  # items; with it 10,000 items stay under 500 MB for the whole build
IN_MEMORY = "/dev/shm"
ENOUGH = 512 * 1024**2  # bytes; 10,000 items take about a tenth of it
SUGGESTIONS = 3
PAGE = "page"
STEM = 6
_LETTERS = re.compile(r"[^\W\d_]+")
# What the window of ours has no use for: Pagefind's own windows.
_OF_THE_FIRST = ("*.js", "wasm.*")
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
_RECORD = Markup(
    '<!doctype html><html lang="{language}"><head><title>{page.title}</title></head><body>'
    '<i data-pagefind-meta="title[title]" title="{page.title}"></i>'
    '<i data-pagefind-meta="summary[title]" title="{page.description}"></i>'
    '<i data-pagefind-filter="kind[title]" title="{kind}"></i>{principles}'
    "<div data-pagefind-body>{text}</div></body></html>"
)
_PRINCIPLE = Markup('<i data-pagefind-filter="principle[title]" title="{}"></i>')


class NotIndexed(Exception):
    """Pagefind did not make an index; the text holds the end of what it said."""


def records(presenter: Presenter) -> Iterable[tuple[Page, Markup]]:
    """The pages that a search finds, each with the HTML of its own words beside title and summary."""
    for page in pages(presenter):
        if page.search_text is not None:
            yield page, page.search_text()


def parts(presenter: Presenter) -> int:
    """In how many parts the index comes."""
    return max(1, ceil(sum(page.search_text is not None for page in pages(presenter)) / PART))


def kind(presenter: Presenter, page: Page) -> str:
    """What the filter calls it: the item's kind, or `page` for a page that is no item."""
    return page.kind if page.path in presenter.bundle.entries else PAGE


def kinds_found(presenter: Presenter) -> set[str]:
    """The values that the filter has."""
    return {kind(presenter, page) for page in pages(presenter) if page.search_text is not None}


class Indexing:
    """Pagefind at work in the background: the pages can be written meanwhile. `done` waits for it."""

    def __init__(self, presenter: Presenter, folder: Path) -> None:
        """Writes the records and starts Pagefind, which makes `folder` anew. Raises NotIndexed if that cannot start."""
        program = get_executable()
        if program is None:
            raise NotIndexed("pagefind has no program for this system")
        self._index = folder
        shutil.rmtree(folder, ignore_errors=True)
        self._aside = tempfile.TemporaryDirectory(prefix="struin-search-", dir=_quick(), ignore_cleanup_errors=True)
        self._folder = Path(self._aside.name)
        for number, (page, text) in enumerate(records(presenter)):
            address = presenter.site.address(page.path)
            file = self._folder / str(number // PART) / (f"{address}index.html" if address.endswith("/") else address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_record(presenter, page, text), encoding="utf-8")
        self._language = presenter.bundle.settings.language
        self._running: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._problem = ""
        self._thread = Thread(target=self._run, args=(str(program),), daemon=True)
        self._thread.start()

    def _run(self, program: str) -> None:
        """Pagefind over each part. It runs in a folder where no settings of others lie about."""
        try:
            for number, part in enumerate(sorted(self._folder.iterdir(), key=lambda each: int(each.name)), 1):
                into = self._index.absolute() / (f"part-{number}" if number > 1 else "")
                command = [program, "--site", part.name, "--output-path", str(into)]
                self._pagefind([*command, "--force-language", self._language])
                if self._problem:
                    return
                _tidy(into, first=number == 1)
        except OSError as problem:
            self._problem = str(problem)

    def _pagefind(self, command: list[str]) -> None:
        with tempfile.TemporaryFile() as log:
            self._running = subprocess.Popen(
                command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
            if self._stopped:
                self._running.kill()
            code = self._running.wait()
            log.seek(0)
            said = log.read().decode("utf-8", "replace")
        if code or not (Path(command[4]) / "pagefind.js").is_file():
            self._problem = said[-2000:].strip() or f"pagefind ended with {code}"

    def done(self) -> None:
        """Waits until the index is whole. Raises NotIndexed when Pagefind failed; then there is no index at all."""
        self._thread.join(timeout=SECONDS)
        problem = self._problem or ("pagefind does not end" if self._thread.is_alive() else "")
        self.close()
        if problem:
            shutil.rmtree(self._index, ignore_errors=True)
            raise NotIndexed(problem)

    def close(self) -> None:
        """Ends Pagefind if it still runs, and clears its folder: nobody will ask for the index any more."""
        self._stopped = True
        if self._running and self._running.poll() is None:
            self._running.kill()
        self._thread.join()
        self._aside.cleanup()

    def __del__(self) -> None:
        # A build that failed while Pagefind ran.
        if hasattr(self, "_thread"):
            self.close()


def _tidy(index: Path, *, first: bool) -> None:
    """Leaves what the search window needs, in a fixed order. A further part is read by the scripts of the first."""
    for pattern in (*_UNUSED, *(() if first else _OF_THE_FIRST)):
        for file in index.glob(pattern):
            file.unlink()
    settle(index)


def _quick() -> str | None:
    """Linux' folder in memory, if it can be written: thousands of small files come and go there at no cost."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK) or shutil.disk_usage(IN_MEMORY).free < ENOUGH:
        return None
    return IN_MEMORY


def write_index(presenter: Presenter, folder: Path) -> None:
    """Indexes all items into `folder`, which is made anew. Raises NotIndexed when Pagefind fails."""
    Indexing(presenter, folder).done()


def _record(presenter: Presenter, page: Page, text: Markup) -> str:
    entry, settings = presenter.bundle.entries.get(page.path), presenter.bundle.settings
    numbers = [settings.number(name) for name in entry.principles] if entry else []
    principles = Markup("").join(_PRINCIPLE.format(number) for number in numbers)
    return _RECORD.format(
        language=settings.language, page=page, kind=kind(presenter, page), principles=principles, text=text
    )


def suggestions(presenter: Presenter) -> list[str]:
    """Words to try: themes of one word, those first that the most items speak of. At most three."""
    settings = presenter.bundle.settings
    single = [label.lower() for label in settings.themes.values() if _LETTERS.fullmatch(label)]
    # A word's beginning stands for all its forms: enough for a suggestion, and quick in a large bundle.
    wanted = {label[:STEM]: label for label in single}
    if not wanted:
        return []
    begins = re.compile(rf"\b({'|'.join(map(re.escape, wanted))})")
    found: Counter[str] = Counter()
    for entry in presenter.bundle.entries.values():
        found.update(set(begins.findall(entry.body.text.lower())))
    chosen = sorted(found, key=lambda each: (-found[each], each))[:SUGGESTIONS]
    return [wanted[each] for each in chosen]
