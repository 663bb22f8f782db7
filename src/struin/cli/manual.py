"""The commands as a page for editors tells them: from the same parser, and the same words, as `--help`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from struin.cli import parser
from struin.strings import catalogue

LEFT_OUT = ("help", "root")  # every command has these


@dataclass(frozen=True)
class Argument:
    """What a command can be told: `written` is how, as `--base REV`."""

    written: str
    says: str
    optional: bool
    choices: Sequence[str]


@dataclass(frozen=True)
class Command:
    """One command; one with commands of its own, as `export`, has those in `parts`."""

    name: str
    about: str
    when: str
    example: str
    arguments: Sequence[Argument]
    parts: Sequence[Command] = ()


def commands() -> list[Command]:
    """All commands in the order of `struin --help`."""
    return list(_parts("struin", parser()))


def _parts(above: str, whole: argparse.ArgumentParser) -> Iterator[Command]:
    text = catalogue()
    for action in whole._actions:  # argparse has no other way to ask what it knows
        if not isinstance(action, argparse._SubParsersAction):
            continue
        about = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, inner in action.choices.items():
            example = f"cli.{name}.example"
            yield Command(
                name=f"{above} {name}",
                about=about[name],
                when=inner.description or "",
                example=text.text(example) if above == "struin" and example in text else "",
                arguments=list(_arguments(inner)),
                parts=list(_parts(f"{above} {name}", inner)),
            )


def _arguments(command: argparse.ArgumentParser) -> Iterator[Argument]:
    for action in sorted(command._actions, key=lambda each: bool(each.option_strings)):  # what has no name comes first
        if action.dest in LEFT_OUT or isinstance(action, argparse._SubParsersAction):
            continue
        name = action.option_strings[-1] if action.option_strings else ""
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        choices = list(action.choices or (value.split("|") if "|" in value else ()))
        if name and choices:
            value = ""  # they are told one by one
        optional = action.nargs == "?" if not name else not action.required
        yield Argument(" ".join(filter(None, (name, value))), action.help or "", optional, choices)
