"""`struin check`: tells all problems of the content at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from struin.diagnostics import has_errors
from struin.markup import cool_down
from struin.pipeline import DOCS, BodyCache, check
from struin.report import FORMATS, told
from struin.strings import catalogue


def add(command: argparse.ArgumentParser) -> None:
    words = catalogue()
    command.add_argument("--format", choices=FORMATS, default="text", help=words.text("cli.check.format"))
    command.add_argument("--watch", action="store_true", help=words.text("cli.check.watch"))
    command.add_argument("--strict", action="store_true", help=words.text("cli.check.strict"))


def run(arguments: argparse.Namespace) -> int:
    """0 when there are no errors (with --strict: no findings at all), else 1. With --watch it goes on until Ctrl-C."""
    cache: BodyCache = {}
    codes = []

    def once() -> None:
        findings = check(arguments.root, cache=cache if arguments.watch else None)
        output = told(findings, arguments.format)
        if output:
            print(output, flush=True)
        codes.append(int(bool(findings) if arguments.strict else has_errors(findings)))

    try:
        if arguments.watch:
            _watch(arguments.root, once)
        else:
            once()
    finally:
        cool_down()
    return codes[-1]


def _watch(root: Path, once: Callable[[], None]) -> None:
    """Checks at each change until Ctrl-C. The lines before and after tell a program, such as VS Code, which findings
    belong together."""
    from struin.watching import at_each_change  # only who watches waits for it

    text = catalogue().text

    def between() -> None:
        print(text("cli.check.begins"), flush=True)
        once()
        print(text("cli.check.waits"), flush=True)

    at_each_change((root / name for name in ("content", DOCS)), between)
