"""`struin new <collection> <title>`: writes a template for a new item, with every field explained."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from struin.cli.kinds import unknown_kind
from struin.cli.machine import reason, write_new
from struin.filenames import slug
from struin.report import as_text
from struin.scaffold import scaffold
from struin.settings import read_settings
from struin.slices import discover, words
from struin.strings import catalogue


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("collection", help=text("cli.new.collection"))
    command.add_argument("title", help=text("cli.new.title"))


def run(arguments: argparse.Namespace) -> int:
    """0 and the new file's path; 1 if it cannot be written; 2 for an unknown kind, an unusable title, a file that is
    there already."""
    text = catalogue().text
    settings, findings = read_settings(arguments.root)
    if settings is None:
        print(as_text(findings), file=sys.stderr)
        return 1
    collections = discover(arguments.root)
    if arguments.collection not in collections:
        known = words(settings.language, arguments.root)
        print(unknown_kind(arguments.collection, collections, known), file=sys.stderr)
        return 2
    name = slug(arguments.title)
    if not name:
        print(text("cli.new.no-name", title=arguments.title), file=sys.stderr)
        return 2
    path = arguments.root / "content" / arguments.collection / f"{name}.md"
    shown = path.relative_to(arguments.root)
    template = scaffold(
        collections[arguments.collection],
        arguments.title,
        settings,
        words(settings.language, arguments.root),
        date.today(),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        write_new(path, template)
    except OSError as problem:
        if path.exists():
            print(text("cli.new.exists", path=shown), file=sys.stderr)
            return 2
        print(text("cli.new.not-written", path=shown, reason=reason(problem)), file=sys.stderr)
        return 1
    print(text("cli.new.done", path=shown))
    return 0
