"""`struin check`: tells all problems of the content at once."""

from __future__ import annotations

import argparse

from struin.diagnostics import has_errors
from struin.markup import cool_down
from struin.pipeline import check
from struin.report import FORMATS, told
from struin.strings import catalogue

NAME = "check"


def add(command: argparse.ArgumentParser) -> None:
    words = catalogue()
    command.add_argument("--format", choices=FORMATS, default="text", help=words.text("cli.check.format"))
    command.add_argument("--strict", action="store_true", help=words.text("cli.check.strict"))


def run(arguments: argparse.Namespace) -> int:
    """0 when there are no errors (with --strict: no findings at all), else 1."""
    findings = check(arguments.root)
    cool_down()
    output = told(findings, arguments.format)
    if output:
        print(output)
    return int(bool(findings) if arguments.strict else has_errors(findings))
