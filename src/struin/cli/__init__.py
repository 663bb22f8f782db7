"""The command `struin`. Each command is a module here with `add(commands)`; exit 0 well, 1 problems, 2 wrong use."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from struin import __version__
from struin.cli import build, check, export, import_, new, passport, propose, rename, report, schema, serve, withdraw
from struin.strings import catalogue

WELL, PROBLEMS, WRONG_USE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Wrong use, told in the reader's language; argparse itself knows English only."""
        words = catalogue()
        self.print_usage(sys.stderr)
        print(words.text("cli.wrong-use", reason=message, command=self.prog), file=sys.stderr)
        raise SystemExit(WRONG_USE)


def parser() -> argparse.ArgumentParser:
    words = catalogue()
    top = _Parser(prog="struin", description=words.text("cli.about"))
    top.add_argument("--version", action="version", version=f"struin {__version__}")
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
