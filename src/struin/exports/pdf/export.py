"""A session as PDF: the trainer's running order on A4, tagged, to print or to read on a screen."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from struin.exports.telling import Told, of_session
from struin.exports.typesetting import typeset
from struin.present import Presenter

SUFFIX = "pdf"
TAKES = frozenset({"session"})
DATED = "optional"
TEMPLATE = Path(__file__).parent / "running-order.typ"
plan = of_session


def written(told: Told) -> bytes:
    return typeset(TEMPLATE, asdict(told), told.language)


def make(presenter: Presenter, subject: str, day: date | None = None) -> bytes:
    return written(plan(presenter, subject, day))
