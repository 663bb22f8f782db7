"""The command `struin`. Each command is a module here with `add(commands)`; exit 0 well, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from struin import __version__
from struin.cli import build, check, export, import_, new, passport, propose, rename, report, schema, serve, withdraw
from struin.strings import catalogue

WELL, PROBLEMS, WRONG_USE = 0, 1, 2


# What argparse says of wrong use, which is English only; what is not in here stays as it is.
_REASONS = {
    r"the following arguments are required: (?P<what>.+)": "missing",
    r"unrecognized arguments: (?P<what>.+)": "unknown",
    r"argument (?P<what>[^:]+): invalid choice: (?P<written>.+?) \(choose from (?P<known>.+)\)": "choice",
    r"argument (?P<what>[^:]+): invalid int value: (?P<written>.+)": "number",
    r"argument (?P<what>[^:]+): expected one argument": "value",
}


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, catalogue().text("cli.usage") if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        text = catalogue().text
        super().__init__(**{**options, "add_help": False, "formatter_class": _Formatter})
        self._positionals.title, self._optionals.title = text("cli.given"), text("cli.options")
        self.add_argument("-h", "--help", action="help", help=text("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Wrong use, told in the reader's language."""
        text = catalogue().text
        for pattern, name in _REASONS.items():
            if found := re.fullmatch(pattern, message):
                message = text(f"cli.reasons.{name}", **found.groupdict())
        self.print_usage(sys.stderr)
        print(text("cli.wrong-use", reason=message, command=self.prog), file=sys.stderr)
        raise SystemExit(WRONG_USE)


def parser() -> argparse.ArgumentParser:
    words = catalogue()
    top = _Parser(prog="struin", description=words.text("cli.about"))
    top.add_argument("--version", action="version", version=f"struin {__version__}", help=words.text("cli.version"))
    commands = top.add_subparsers(dest="command", required=True, metavar=words.text("cli.command"))
    for module in (check, new, serve, build, report, export, import_, passport, propose, rename, withdraw, schema):
        command = commands.add_parser(
            module.NAME,
            help=words.text(f"cli.{module.NAME}.about"),
            description=words.text(f"cli.{module.NAME}.when"),
            epilog=words.text("cli.example", example=words.text(f"cli.{module.NAME}.example")),
        )
        command.add_argument("--root", type=Path, default=Path(), help=words.text("cli.root"))
        module.add(command)
        command.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code. Wrong use raises SystemExit(2), as argparse does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows its number instead
            stream.reconfigure(errors="backslashreplace")
    chosen = parser().parse_args(arguments)
    root: Path = chosen.root.resolve()
    if not (root / "content").is_dir():
        print(catalogue().text("cli.no-bundle", root=chosen.root), file=sys.stderr)
        return WRONG_USE
    chosen.root = root
    return int(chosen.run(chosen))
