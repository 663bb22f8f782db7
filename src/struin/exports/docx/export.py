"""A session as a Word document. What makes it, with the library that it needs, is loaded when it is asked for."""

from __future__ import annotations

from datetime import date

from struin.exports.telling import Told, of_session
from struin.present import Presenter

SUFFIX = "docx"
TAKES = frozenset({"session"})
DATED = "optional"
plan = of_session


def written(told: Told) -> bytes:
    from struin.exports.docx.document import document_of

    return document_of(told)


def make(presenter: Presenter, subject: str, day: date | None = None) -> bytes:
    return written(plan(presenter, subject, day))
