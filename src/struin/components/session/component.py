"""The page where a trainer builds a session: `sessie/`."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from struin.emit import Page
from struin.present import Presenter

PATH = "sessie/"


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words

    def render() -> Markup:
        return presenter.render("components/session/page.html", presenter.prefix(PATH))

    yield Page(PATH, words.text("session.title"), words.text("session.summary"), "hub", None, None, render)
