"""SCORM 1.2, which nearly every learning platform takes. What it holds is made by `struin.exports.scorm`."""

from __future__ import annotations

from struin.exports.packages import Package, written
from struin.exports.scorm.package import planned
from struin.present import Presenter

__all__ = ["SUFFIX", "TAKES", "make", "plan", "written"]

SUFFIX = "scorm12.zip"
TAKES = frozenset({"exercise", "session"})


def plan(presenter: Presenter, subject: str) -> Package:
    """The package of an exercise or a session by its id."""
    return planned(presenter, subject, "1.2")


def make(presenter: Presenter, subject: str) -> bytes:
    return written(plan(presenter, subject))
