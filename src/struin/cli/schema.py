"""`struin schema`: JSON Schema of every kind's front matter, for programs that complete and check while one types; and
the issue forms of GitHub, for who proposes a text without either."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from struin.cli.kinds import unknown_kind
from struin.cli.machine import reason, write_whole
from struin.issue_form import FOLDER as FORMS
from struin.issue_form import issue_forms
from struin.report import as_text
from struin.schema import DIALECT, front_matter_schema
from struin.settings import Settings, read_settings
from struin.slices import discover, words
from struin.snippets import snippets
from struin.strings import catalogue

EDITOR = ".vscode"
FOLDER = f"{EDITOR}/schemas"
SNIPPETS = "struin.code-snippets"  # where VS Code looks


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("collection", nargs="?", help=text("cli.schema.collection"))


def run(arguments: argparse.Namespace) -> int:
    """Prints the schema of one kind, or writes those of all and of content/bundle.yml, the snippets and
    the issue forms. 0; 1 if they cannot be written; 2 for an unknown kind."""
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
        files = {f"{FOLDER}/{name}.json": _json(schema) for name, schema in made.items()}
        files[f"{EDITOR}/{SNIPPETS}"] = _json(snippets(collections, known, settings, date.today()))
        files |= {f"{FORMS}/{name}": form for name, form in issue_forms(collections, known, settings)}
        for path, written in files.items():
            file = arguments.root / path
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, written.encode())
            except OSError as problem:
                print(text("cli.schema.not-written", file=path, reason=reason(problem)), file=sys.stderr)
                return 1
        print(text("cli.schema.done", folder=EDITOR, number=len(collections), forms=FORMS))
    elif arguments.collection in collections:
        print(_json(front_matter_schema(collections[arguments.collection], known, settings, ids)), end="")
    else:
        print(unknown_kind(arguments.collection, collections, known), file=sys.stderr)
        return 2
    return 0


def _json(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
