"""`struin passport`: which consents and reviews run out when, the soonest first."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from struin.markup import cool_down
from struin.passport import Expiry, expiries
from struin.pipeline import ContentErrors, load
from struin.report import as_text
from struin.strings import Catalogue, catalogue

FORMATS = ("text", "json")


def add(command: argparse.ArgumentParser) -> None:
    words = catalogue()
    command.add_argument("--days", type=int, help=words.text("cli.passport.days"))
    command.add_argument("--format", choices=FORMATS, default="text", help=words.text("cli.report.format"))


def run(arguments: argparse.Namespace) -> int:
    """0; 1 when the content has errors, such as a consent that is past, which are told instead."""
    try:
        bundle = load(arguments.root)
    except ContentErrors as errors:
        print(as_text(errors.diagnostics), file=sys.stderr)
        return 1
    finally:
        cool_down()
    found = expiries(bundle.entries.values(), date.today())
    if arguments.days is not None:
        found = [each for each in found if each.days <= arguments.days]
    if arguments.format == "json":
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join(_line(each, bundle.words) for each in found) or bundle.words.text("passport_list.none"))
    return 0


def _line(each: Expiry, words: Catalogue) -> str:
    when = words.text("passport_list.past") if each.days < 0 else words.count("passport_list.days", each.days)
    return f"{each.on}  {words.text(f'passport_list.{each.what}'):<12}  {each.id}  ({when})"
