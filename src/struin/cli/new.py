"""`struin new <collection> <title>`: writes a template for a new item, with every field explained."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date

from struin.filenames import slug
from struin.report import as_text
from struin.scaffold import scaffold
from struin.settings import read_settings
from struin.slices import discover, words
from struin.strings import catalogue
from struin.validate import likeliest

NAME = "new"


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
    known = words(settings.language, arguments.root)
    if arguments.collection not in collections:
        named = {kind: known.text(f"{kind}.name.other").lower() for kind in collections}
        meant = _meant(arguments.collection.lower(), named)
        shown = ", ".join(f"{kind} ({name})" for kind, name in named.items())
        values = {"collection": arguments.collection, "meant": meant, "known": shown}
        print(text("cli.new.unknown-meant" if meant else "cli.new.unknown", **values), file=sys.stderr)
        return 2
    name = slug(arguments.title)
    if not name:
        print(text("cli.new.no-name", title=arguments.title), file=sys.stderr)
        return 2
    path = arguments.root / "content" / arguments.collection / f"{name}.md"
    place = path.relative_to(arguments.root)
    template = scaffold(
        collections[arguments.collection],
        arguments.title,
        settings,
        known,
        date.today(),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8") as file:  # "x": never over what somebody wrote
            file.write(template)
    except OSError:
        there = path.exists()
        print(text("cli.new.exists" if there else "cli.new.not-written", path=place), file=sys.stderr)
        return 2 if there else 1
    print(text("cli.new.done", path=place))
    return 0


def _meant(written: str, named: Mapping[str, str]) -> str | None:
    """The kind that was probably meant, by its own name or by what readers call it."""
    near = likeliest(written, [*named, *named.values()])
    return next((kind for kind, name in named.items() if near in (kind, name)), None)
