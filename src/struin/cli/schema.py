"""`struin schema`: JSON Schema of every kind's front matter, for programs that complete and check while one types."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from struin.report import as_text
from struin.schema import DIALECT, front_matter_schema
from struin.settings import Settings, read_settings
from struin.slices import discover, words
from struin.snippets import snippets
from struin.strings import catalogue

NAME = "schema"
FOLDER = ".vscode/schemas"
SNIPPETS = "struin.code-snippets"  # in the folder above it, where VS Code looks


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("collection", nargs="?", help=text("cli.schema.collection"))


def run(arguments: argparse.Namespace) -> int:
    """Prints the schema of one kind, or writes those of all and of content/bundle.yml, and the snippets. 0; 1 if they
    cannot be written; 2 for an unknown kind."""
    text = catalogue().text
    settings, findings = read_settings(arguments.root)
    if settings is None:
        print(as_text(findings), file=sys.stderr)
        return 1
    ids = [f"{file.parent.name}/{file.stem}" for file in sorted((arguments.root / "content").glob("*/*.md"))]
    collections = discover(arguments.root)
    known = words(settings.language, arguments.root)
    if arguments.collection is None:
        made = {name: front_matter_schema(each, known, settings, ids) for name, each in collections.items()}
        made["bundle"] = {"$schema": DIALECT, **Settings.model_json_schema()}
        folder = arguments.root / FOLDER
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, schema in made.items():
                (folder / f"{name}.json").write_text(_json(schema), encoding="utf-8")
            shortened = snippets(collections, known, settings, date.today())
            (folder.parent / SNIPPETS).write_text(_json(shortened), encoding="utf-8")
        except OSError:
            print(text("cli.schema.not-written", folder=FOLDER), file=sys.stderr)
            return 1
        print(text("cli.schema.done", folder=".vscode", number=len(collections)))
    elif arguments.collection in collections:
        print(_json(front_matter_schema(collections[arguments.collection], known, settings, ids)), end="")
    else:
        values = {"collection": arguments.collection, "known": ", ".join(collections)}
        print(text("cli.new.unknown", **values), file=sys.stderr)
        return 2
    return 0


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
