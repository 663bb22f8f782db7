"""`struin export session|exercise ID --to FORMAT` and `struin export deck [PRINCIPLE]`: a file to take along."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from struin.bundle import Bundle
from struin.cli.machine import reason, write_whole
from struin.exports import CannotExport, exports, file_name, taking
from struin.filenames import item_id
from struin.markup import cool_down
from struin.pipeline import ContentErrors, load
from struin.present import Presenter
from struin.report import as_text
from struin.strings import catalogue
from struin.validate import likeliest, likeliest_item

COLLECTIONS = {"session": "sessions", "exercise": "exercises"}
DECK = "deck"


class _WrongUse(Exception):
    """The text tells what was asked wrongly."""


def add(command: argparse.ArgumentParser) -> None:
    text = catalogue().text
    kinds = command.add_subparsers(dest="kind", required=True, metavar=text("cli.export.kind"))
    for kind in (*COLLECTIONS, DECK):
        one = kinds.add_parser(kind, help=text(f"cli.export.{kind}"))
        one.add_argument("--root", type=Path, default=argparse.SUPPRESS, help=text("cli.root"))
        one.add_argument("--out", type=Path, default=None, help=text("cli.export.out"))
        if kind == DECK:
            one.add_argument("subject", nargs="?", default="", metavar="PRINCIPLE", help=text("cli.export.principle"))
            continue
        one.add_argument("subject", metavar="ID", help=text("cli.export.id"))
        one.add_argument("--to", required=True, metavar="|".join(taking(kind)), help=text("cli.export.to"))
        if kind == "session":
            one.add_argument("--date", default=None, metavar="2026-12-01", help=text("cli.export.date"))


def run(arguments: argparse.Namespace) -> int:
    """0 when the file is there; 1 when content, format or disk are at fault; 2 for what was asked wrongly."""
    try:
        form = _form(arguments)
        day = _day(arguments, form)
        bundle = load(arguments.root)
        subject = _subject(bundle, arguments.kind, arguments.subject)
    except ContentErrors as errors:
        print(as_text(errors.diagnostics), file=sys.stderr)
        return 1
    except _WrongUse as problem:
        print(problem, file=sys.stderr)
        return 2
    finally:
        cool_down()
    from struin.hosts.mkdocs.address import NotInOrder, site_of  # heavy: only who exports waits for it

    try:
        presenter = Presenter(bundle, site_of(arguments.root / "mkdocs.yml"))
    except NotInOrder:
        print(_text("config"), file=sys.stderr)
        return 1
    out = arguments.out or Path(file_name(form, subject, bundle.words))
    if out.is_dir():
        out = out / file_name(form, subject, bundle.words)
    try:
        write_whole(out, exports()[form].make(presenter, subject, *([day] if day else [])))
    except CannotExport as problem:
        print(problem.message(catalogue()), file=sys.stderr)
        return 1
    except OSError as problem:
        print(_text("not-written", out=out, reason=reason(problem)), file=sys.stderr)
        return 1
    silent = f"exports.{form}.without_address"
    if not presenter.site.url and silent in catalogue():
        print(catalogue().text(silent), file=sys.stderr)
    print(_text("done", out=out))
    return 0


def _text(key: str, **values: object) -> str:
    return catalogue().text(f"cli.export.{key}", **values)


def _form(arguments: argparse.Namespace) -> str:
    """The format that was asked for. Raises _WrongUse for one that there is not, or not for this kind."""
    known = taking(arguments.kind)
    if arguments.kind == DECK:
        return known[0]
    form: str = arguments.to
    if form in known:
        return form
    values = {"to": form, "known": ", ".join(known)}
    if form in exports():
        raise _WrongUse(_text(f"not-for-{arguments.kind}", **values))
    raise _WrongUse(_meant("to-unknown", likeliest(form, known), **values))


def _day(arguments: argparse.Namespace, form: str) -> date | None:
    """The day that was named. Raises _WrongUse when it is missing, is none, or says nothing to the format."""
    written: str | None = getattr(arguments, "date", None)
    dated = getattr(exports()[form], "DATED", "")
    if written is None:
        if dated == "required":
            raise _WrongUse(_text("date-missing", id=arguments.subject, to=form))
        return None
    if not dated:
        raise _WrongUse(_text("date-useless", to=form))
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise _WrongUse(_text("date-none", date=written)) from None


def _subject(bundle: Bundle, kind: str, written: str) -> str:
    """The whole id of what was named, with or without its collection. Raises _WrongUse for what is not there."""
    if kind == DECK:
        principles = bundle.settings.principles
        name = item_id(written, bundle.root).removeprefix("principles/")
        if not name or name in principles:
            return name
        values = {"id": written, "known": ", ".join(principles)}
        raise _WrongUse(_meant("principle-unknown", likeliest_item(name, principles), **values))
    collection = COLLECTIONS[kind]
    found = item_id(written, bundle.root)
    found = found if "/" in found else f"{collection}/{found}"
    ids = [each for each in bundle.entries if each.startswith(f"{collection}/")]
    if found in ids:
        return found
    raise _WrongUse(_meant(f"{kind}-unknown", likeliest_item(found, ids), id=written))


def _meant(key: str, meant: str | None, **values: object) -> str:
    return _text(f"{key}-meant", meant=meant, **values) if meant else _text(key, **values)
