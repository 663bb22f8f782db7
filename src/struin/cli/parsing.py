"""Reads the command line with argparse, in the reader's language: argparse itself knows English only."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from struin.strings import catalogue

# What argparse says, and under which key of `cli.reason` we say it. Versions of Python differ in their quotes.
_REASONS = {
    "missing": r"the following arguments are required: (?P<names>.*)",
    "choice": r"argument (?P<name>.*?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<known>.*?)\)",
    "no-value": r"argument (?P<name>.*?): expected .*argument.*",
    "no-number": r"argument (?P<name>.*?): invalid int value: '?(?P<value>.*?)'?",
    "too-short": r"ambiguous option: (?P<value>.*?) could match (?P<known>.*)",
    "useless-value": r"argument (?P<name>.*?): ignored explicit argument '?(?P<value>.*?)'?",
}


class Parser(argparse.ArgumentParser):
    """A parser of which help, headings and what it says of wrong use come from the string catalogues."""

    def __init__(self, **settings: Any) -> None:
        words = catalogue()
        super().__init__(**{"formatter_class": _Formatter, "add_help": False, **settings})
        self._positionals.title = words.text("cli.headings.arguments")
        self._optionals.title = words.text("cli.headings.options")
        self.add_argument("-h", "--help", action="help", help=words.text("cli.help"))

    def parse_args(  # type: ignore[override]  # it is declared three times there
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        parsed, extra = self.parse_known_args(args, namespace)
        if extra:
            inner = self._subparsers._group_actions[0].choices if self._subparsers else None
            chosen = inner.get(parsed.command) if isinstance(inner, dict) else None
            (chosen or self).refuse(catalogue().text("cli.reason.extra", what=" ".join(extra)))
        return parsed

    def error(self, message: str) -> NoReturn:
        self.refuse(self._told(message))

    def refuse(self, reason: str) -> NoReturn:
        """Ends the program for wrong use; `reason` is a sentence without a full stop."""
        self.print_usage(sys.stderr)
        print(catalogue().text("cli.wrong-use", reason=reason, command=self.prog), file=sys.stderr)
        raise SystemExit(2)

    def _told(self, message: str) -> str:
        text = catalogue().text
        for key, pattern in _REASONS.items():
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match is None:
                continue
            values = match.groupdict()
            if key == "missing":
                values["names"] = "; ".join(self._explained(values["names"].split(", ")))
            elif key == "choice":
                known = [each.strip("'") for each in values["known"].split(", ")]
                meant = _likeliest(values["value"], known)
                values |= {"known": ", ".join(known), "meant": meant or ""}
                key = "choice-meant" if meant else key
            return text(f"cli.reason.{key}", **values)
        return message

    def _explained(self, names: Iterable[str]) -> Iterable[str]:
        """Names of arguments, each with what it is for, or else what it can be."""
        helps = {
            argparse._get_action_name(action): action.help or ", ".join(map(str, action.choices or ()))
            for action in self._actions
        }
        return (f"{name} – {helps[name]}" if helps.get(name) else name for name in names)


def _likeliest(written: str, known: Sequence[str]) -> str | None:
    from struin.validate import likeliest  # only who made a mistake waits for it

    return likeliest(written, known)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        own = f"{catalogue().text('cli.headings.usage')} "
        super().add_usage(usage, actions, groups, own if prefix is None else prefix)
