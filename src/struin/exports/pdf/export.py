"""A session as PDF: the trainer's running order on A4, tagged, to print or to read on a screen."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from struin.exports.telling import of_session
from struin.exports.typesetting import typeset
from struin.present import Presenter

SUFFIX = "pdf"
TAKES = frozenset({"session"})
DATED = "optional"
TEMPLATE = Path(__file__).parent / "running-order.typ"


def make(presenter: Presenter, subject: str, day: date | None = None) -> bytes:
    settings = presenter.bundle.settings
    told = asdict(of_session(presenter, subject, day))
    return typeset(TEMPLATE, {**told, "bundle": settings.name}, settings.language)
