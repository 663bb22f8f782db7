"""`struin import mkdocs-quiz FILE`: prints a page of another system in the way that this one is written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from struin.diagnostics import has_errors
from struin.quiz import convert
from struin.report import as_text
from struin.strings import catalogue

DIALECTS = {"mkdocs-quiz": convert}


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("dialect", choices=list(DIALECTS), help=text("cli.import.dialect"))
    command.add_argument("file", type=Path, help=text("cli.import.file"))


def run(arguments: argparse.Namespace) -> int:
    """0 with the page on the output; 1 if a part of it could not be converted; 2 for a file that cannot be read."""
    words = catalogue()
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        print(words.text("cli.import.unreadable", file=arguments.file), file=sys.stderr)
        return 2
    made, found = DIALECTS[arguments.dialect](text, arguments.file.as_posix(), words)
    print(made, end="")
    if found:
        print(as_text(found), file=sys.stderr)
    return 1 if has_errors(found) else 0
