"""`struin report`: what there is of everything, and what could do with attention. It never fails for what it finds."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median

from struin import change_report
from struin.bundle import Bundle
from struin.changes import compare
from struin.insight import LEAST_KINDS, LEAST_LINKS, Insight, Lonely, look_over
from struin.markup import cool_down
from struin.pipeline import ContentErrors, load
from struin.report import as_text
from struin.revision import UnknownRevision, check_out
from struin.strings import Catalogue, catalogue

FORMATS = ("text", "json", "markdown")
MOST = 12  # lines of a list; --all gives all
WIDEST = 160  # signs of a sentence that is shown


def add(command: argparse.ArgumentParser) -> None:
    words = catalogue()
    command.add_argument("--format", choices=FORMATS, default="text", help=words.text("cli.report.format"))
    command.add_argument("--all", action="store_true", help=words.text("cli.report.all"))
    command.add_argument("--base", metavar="REV", help=words.text("cli.report.base"))
    command.add_argument("--site", metavar="URL", help=words.text("cli.report.site"))
    command.add_argument("--source", metavar="URL", help=words.text("cli.report.source"))


def run(arguments: argparse.Namespace) -> int:
    """0; 1 when the content has errors, which are told instead, in Markdown where that was asked for; 2 for a revision
    that Git does not know."""
    if arguments.base is None and arguments.format == "markdown":
        print(catalogue().text("cli.report.markdown"), file=sys.stderr)
        return 2
    try:
        bundle = load(arguments.root)
        if arguments.base is not None:
            return _compared(arguments, bundle)
    except ContentErrors as errors:
        if arguments.format == "markdown":
            print(change_report.as_faults(errors.diagnostics, arguments.source), end="")
        else:
            print(as_text(errors.diagnostics), file=sys.stderr)
        return 1
    finally:
        cool_down()
    insight = look_over(bundle, date.today())
    print(as_data(insight) if arguments.format == "json" else as_lines(insight, bundle, everything=arguments.all))
    return 0


def _compared(arguments: argparse.Namespace, bundle: Bundle) -> int:
    """Tells what changed since a revision."""
    words = bundle.words
    with tempfile.TemporaryDirectory() as folder:
        try:
            base_root = check_out(arguments.root, arguments.base, Path(folder))
        except UnknownRevision as problem:
            print(words.text("cli.report.unknown-base", base=arguments.base, reason=problem), file=sys.stderr)
            return 2
        try:
            changes = compare(load(base_root), bundle)
        except ContentErrors as errors:
            print(words.text("cli.report.broken-base", base=arguments.base), file=sys.stderr)
            print(as_text(errors.diagnostics), file=sys.stderr)
            return 1
    if arguments.format == "json":
        print(json.dumps(asdict(changes), ensure_ascii=False, indent=2, default=str))
    elif arguments.format == "markdown":
        print(change_report.as_markdown(changes, bundle, arguments.site), end="")
    else:
        print(change_report.as_text(changes, bundle), end="")
    return 0


def as_data(insight: Insight) -> str:
    """Everything, lists whole, as JSON with the names of Insight."""
    return json.dumps(asdict(insight), ensure_ascii=False, indent=2, default=str)


def as_lines(insight: Insight, bundle: Bundle, *, everything: bool = False) -> str:
    """For a person: a heading and a few lines for each part, in the language of the bundle."""
    words = bundle.words
    parts = (
        ("table", [_total(insight, words), "", *_table(insight, words)]),
        ("thin", [_thin(each.what, each.where, each.items, words) for each in insight.thin]),
        ("lonely", [_lonely(each, words) for each in insight.lonely]),
        ("reading", [f"{each.score:6.1f}  {each.id}" for each in insight.reading if each.score is not None]),
        ("sentences", [f"{each.words:6}  {each.id}: {_short(each.text)}" for each in insight.sentences]),
        *([("oldest", [f"{each.changed}  {each.id}" for each in insight.oldest])] if insight.oldest else []),
        ("reviews", [f"{each.review_by}  {each.id}" + _past(each.past, words) for each in insight.reviews]),
    )
    lines: list[str] = []
    for name, found in parts:
        lines += [words.text(f"insight.{name}.title"), ""]
        if f"insight.{name}.about" in words:
            lines += [f"  {line}" for line in _about(name, insight, words)] + [""]
        whole = everything or name in ("table", "thin", "lonely")
        shown = found if whole else found[:MOST]
        lines += [f"  {line}".rstrip() for line in shown] or [f"  {words.text('insight.none')}"]
        if len(found) > len(shown):
            lines.append(f"  {words.text('insight.more', number=len(found) - len(shown))}")
        lines.append("")
    return "\n".join(lines).rstrip()


def _about(name: str, insight: Insight, words: Catalogue) -> Iterator[str]:
    scores = [each.score for each in insight.reading if each.score is not None]
    values = {"median": f"{median(scores):.1f}" if scores else "–", "links": LEAST_LINKS, "kinds": LEAST_KINDS}
    yield from words.text(f"insight.{name}.about", **values).splitlines()


def _total(insight: Insight, words: Catalogue) -> str:
    return words.text("insight.total", items=len(insight.reviews), words=sum(each.words for each in insight.reading))


def _table(insight: Insight, words: Catalogue) -> list[str]:
    heads = ["", *(words.text(f"{kind}.name.other") for kind in insight.kinds), words.text("insight.together")]
    rows = [[name, *row.values(), sum(row.values())] for name, row in insight.table.items()]
    sums = [sum(row[kind] for row in insight.table.values()) for kind in insight.kinds]
    rows.append([words.text("insight.together"), *sums, sum(sums)])
    first = max(len(str(row[0])) for row in rows)
    widths = [first, *(max(len(head), 3) for head in heads[1:])]
    return [_row(heads, widths), *(_row(row, widths) for row in rows)]


def _row(cells: Sequence[object], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "  ".join([f"{first[0]:<{first[1]}}", *(f"{cell:>{width}}" for cell, width in others)])


def _thin(what: str, where: str, items: int, words: Catalogue) -> str:
    if what in ("themes", "audience"):
        return words.text(f"insight.thin.{what}", name=where, items=items)
    return words.text("insight.thin.cell", kind=words.text(f"{what}.name.other"), name=where, items=items)


def _lonely(each: Lonely, words: Catalogue) -> str:
    if not each.linked_from:
        return words.text("insight.lonely.nobody", item=each.id)
    return words.text("insight.lonely.few", item=each.id, others=", ".join(each.linked_from))


def _past(past: bool, words: Catalogue) -> str:
    return f"  {words.text('insight.reviews.past')}" if past else ""


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[:WIDEST].rpartition(' ')[0]} …"
