"""A session as a calendar file (RFC 5545): one appointment on a day, with the running order as its text."""

from __future__ import annotations

from datetime import date

from struin.exports.running_order import running_order
from struin.exports.telling import told_of
from struin.present import Presenter

SUFFIX = "ics"
TAKES = frozenset({"session"})
DATED = "required"


def make(presenter: Presenter, subject: str, day: date) -> bytes:
    from struin.exports.ics.calendar import written

    order = running_order(presenter, subject)
    return written(order, told_of(presenter, order, day), presenter.bundle.settings.id, day)
