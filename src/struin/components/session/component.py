"""The page where a trainer builds a session: `sessie/`. All of it happens in the browser; see components/rundown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from struin.emit import Asset, Page
from struin.present import Presenter

PATH = "sessie/"
READY = "sessions"  # the kind of ready-made ones, shortest first
SORTABLE = "assets/struin/sortable.js"
_VENDORED = Path(__file__).parent / "vendor/sortable-1.15.7.js"
_WORD = "session.word."
# The script fills these in, so for the page they stay as they are.
_BLANKS = {
    name: f"{{{name}}}"
    for name in ["all", "blocks", "h", "least", "length", "most", "n", "now", "people", "time", "title", "was", "what"]
}


def assets(_: Presenter) -> Iterator[Asset]:
    yield Asset(SORTABLE, _VENDORED.read_bytes())


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words
    texts = {
        key.removeprefix(_WORD): words.text(key, **_BLANKS) for key in sorted(words.keys()) if key.startswith(_WORD)
    }

    def render() -> Markup:
        prefix = presenter.prefix(PATH)
        ready = [
            (entry.minutes or 0, entry_id)
            for entry_id, entry in presenter.bundle.entries.items()
            if entry.collection == READY
        ]
        cards = [presenter.card(entry_id, prefix) for _, entry_id in sorted(ready)]
        return presenter.render("components/session/page.html", prefix, texts=texts, ready=cards)

    yield Page(PATH, words.text("session.title"), words.text("session.summary"), "hub", None, None, render)
