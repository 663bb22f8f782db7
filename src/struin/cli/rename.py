"""`struin rename OLD NEW`: another name for an item; everything that refers to it goes along."""

from __future__ import annotations

import argparse
import sys

from struin.cli.machine import reason
from struin.filenames import item_id
from struin.rename import RenameRefused, rename
from struin.rewriting import Unreadable
from struin.strings import catalogue


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("old", help=text("cli.rename.old"))
    command.add_argument("new", help=text("cli.rename.new"))


def run(arguments: argparse.Namespace) -> int:
    """0; 1 if a file cannot be written; 2 for a name that cannot be, or an item that is not there."""
    words = catalogue()
    try:
        done = rename(arguments.root, arguments.old, arguments.new)
    except RenameRefused as refusal:
        key = "meant" if refusal.values.get("meant") else refusal.code
        print(words.text(f"rename.{key}", **refusal.values), file=sys.stderr)
        return 2
    except Unreadable as problem:
        print(words.text("rename.unreadable", file=problem.path), file=sys.stderr)
        return 1
    except OSError as problem:
        print(words.text("rename.not-written", file=problem.filename, reason=reason(problem)), file=sys.stderr)
        return 1
    print(words.text("rename.done", old=item_id(arguments.old, arguments.root), new=done.new))
    print(words.count("rename.files", len(done.files)))
    for file in done.files:
        print(f"  {file}")
    return 0
