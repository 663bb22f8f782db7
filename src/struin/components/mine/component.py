"""The page that shows everything that is kept in this browser, and empties it: `mijn/`."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from struin.emit import Page
from struin.present import Presenter

PATH = "mijn/"


def stored_words(presenter: Presenter) -> dict[str, str]:
    """What things are called that components and kinds keep: whoever keeps something says so in `<name>.stored`, or
    under `stored` if it is kept by another name."""
    words = presenter.bundle.words
    names = {*presenter.components, *presenter.bundle.collections}
    own = {name: words.text(f"{name}.stored") for name in sorted(names) if f"{name}.stored" in words}
    shared = (key.partition(".")[2] for key in sorted(words.keys()) if key.startswith("stored."))
    return own | {name: words.text(f"stored.{name}") for name in shared}


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words

    def render() -> Markup:
        kinds = {name: words.text(f"{name}.name.one") for name in presenter.bundle.collections}
        return presenter.render(
            "components/mine/page.html", presenter.prefix(PATH), kinds=kinds, stored=stored_words(presenter)
        )

    yield Page(PATH, words.text("mine.title"), words.text("mine.summary"), "hub", None, None, render)
