"""Search: Pagefind's index of the items' own words, and the window that asks it.

A page carries only the few lines that open the window (element.js). The window's HTML and its script (dialog/) are
loaded when somebody opens it, and Pagefind's own script after that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from struin.components.search.index import PAGE, Indexing, kinds_found, parts, suggestions
from struin.emit import Asset, as_one
from struin.present import Presenter

FOLDER = "assets/struin/search"
DIALOG = Path(__file__).parent / "dialog"  # what the window works with, in parts
FIRST = ("principles", "stories", "quotes", "exercises")  # as in the header; other kinds follow


def assets(presenter: Presenter) -> Iterator[Asset]:
    """The window, made by our templates like any page, as a script: a page on file:// may not fetch."""
    words = presenter.bundle.words
    names = sorted(presenter.hubs, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    kinds = [(name, words.text(f"{name}.name.one"), words.text(f"{name}.name.other")) for name in names]
    if PAGE in kinds_found(presenter):
        kinds.append((PAGE, words.text("search.page.one"), words.text("search.page.other")))
    html = presenter.render(
        "components/search/window.html",
        "",
        kinds=kinds,
        principles=presenter.principles(""),
        suggestions=suggestions(presenter),
        parts=parts(presenter),
    )
    path = f"{FOLDER}/window.js"
    yield Asset(path, f"Struin.provide({json.dumps(path)},{json.dumps(str(html))});\n".encode())
    yield Asset(f"{FOLDER}/dialog.js", as_one(sorted(DIALOG.glob("*.js"))).encode())


def start(presenter: Presenter, site: Path) -> None:
    """Pagefind reads the items' words while the pages are written; its index stands beside them."""
    _under_way[presenter] = Indexing(presenter, site / "pagefind")


def finish(presenter: Presenter, site: Path) -> None:
    """Waits for the index."""
    _under_way.pop(presenter).done()


_under_way: WeakKeyDictionary[Presenter, Indexing] = WeakKeyDictionary()
