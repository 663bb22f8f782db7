"""`struin withdraw ID --reason consent`: takes an item out of everything, and says what is left to do."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator
from datetime import date

from struin.addresses import Reason
from struin.cli.machine import reason
from struin.diagnostics import Severity
from struin.markup import cool_down
from struin.pipeline import check
from struin.report import as_text
from struin.rewriting import Unreadable
from struin.strings import Catalogue, catalogue
from struin.withdraw import Withdrawn, WithdrawRefused, withdraw


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    command.add_argument("item", help=text("cli.withdraw.item"))
    reasons = [each.value for each in Reason]
    command.add_argument("--reason", choices=reasons, required=True, help=text("cli.withdraw.reason"))


def run(arguments: argparse.Namespace) -> int:
    """0; 1 if a file cannot be written or if the bundle now has errors to mend; 2 for an item that is not there."""
    words = catalogue()
    try:
        done = withdraw(arguments.root, arguments.item, Reason(arguments.reason), date.today())
    except WithdrawRefused as refusal:
        key = "meant" if refusal.values.get("meant") else refusal.code
        print(words.text(f"withdraw.{key}", **refusal.values), file=sys.stderr)
        return 2
    except Unreadable as problem:
        print(words.text("withdraw.unreadable", file=problem.path), file=sys.stderr)
        return 1
    except OSError as problem:
        print(words.text("withdraw.not-written", file=problem.filename, reason=reason(problem)), file=sys.stderr)
        return 1
    print("\n".join(_told(done, words)))
    try:
        errors = [finding for finding in check(arguments.root) if finding.severity is Severity.ERROR]
    finally:
        cool_down()
    if errors:
        print(f"\n{words.text('withdraw.left')}\n{as_text(errors)}")
    else:
        print(f"\n{words.text('withdraw.publish')}")
    return int(bool(errors))


def _told(done: Withdrawn, words: Catalogue) -> Iterator[str]:
    yield words.text("withdraw.done", item=done.item)
    for name in ("removed", "changed", "kept", "naming"):
        files = getattr(done, name)
        if files:
            yield ""
            yield words.text(f"withdraw.{name}")
            yield from (f"  {file}" for file in files)
    yield ""
    if not done.history:
        yield words.text("withdraw.no-history")
        return
    yield words.text("withdraw.history")
    yield from (f"  {commit.on}  {commit.hash}" for commit in done.history)
    yield ""
    paths = " ".join(f"--path {shlex.quote(path)}" for path in done.paths)
    yield words.text("withdraw.erase", paths=paths)
