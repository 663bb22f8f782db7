"""SCORM 1.2, which nearly every learning platform takes. What it holds is made by `struin.exports.scorm`."""

from __future__ import annotations

from struin.exports.scorm.package import package
from struin.present import Presenter

SUFFIX = "scorm12.zip"
TAKES = frozenset({"exercise", "session"})


def make(presenter: Presenter, subject: str) -> bytes:
    """The package of an exercise or a session by its id."""
    return package(presenter, subject, "1.2")
