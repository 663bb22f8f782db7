"""A session as a Word document. What makes it, with the library that it needs, is loaded when it is asked for."""

from __future__ import annotations

from datetime import date

from struin.exports.telling import of_session
from struin.present import Presenter

SUFFIX = "docx"
TAKES = frozenset({"session"})
DATED = "optional"


def make(presenter: Presenter, subject: str, day: date | None = None) -> bytes:
    from struin.exports.docx.document import written

    settings = presenter.bundle.settings
    return written(of_session(presenter, subject, day), settings.name, settings.language)
