"""Tells Changes to the people who read along with a pull request: in plain words, as Markdown or as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from struin.bundle import Bundle
from struin.changes import CardChange, Changes, Relation
from struin.diagnostics import Diagnostic
from struin.graph import MENTIONS
from struin.report import as_markdown as faults_as_markdown
from struin.report import escaped
from struin.strings import catalogue

MOST_LINES = 20  # of a section that may grow long
FOLDED = ("doors",)  # sections that are long soon, and that few need
MOST_HINTS = 5  # of one item
LONGEST_LINE = 160  # signs of a card's first line
PICTURES = "assets/pictures"


@dataclass(frozen=True)
class _Style:
    """How one form is written: what is done with an author's words, an item's name, a heading, a picture, and with the
    heading of a long list that few will read: what comes before and after that."""

    words: Callable[[str], str]
    name: Callable[[str, str], str]
    heading: Callable[[str], str]
    picture: Callable[[str], str]
    folded: Callable[[str], tuple[str, tuple[str, ...]]]


def as_text(changes: Changes, bundle: Bundle) -> str:
    """For a terminal."""
    style = _Style(
        lambda text: " ".join(text.split()), lambda title, item: f"{title} ({item})", str, lambda _: "", _unfolded
    )
    return "\n".join(_lines(changes, bundle, style)).strip() + "\n"


def as_markdown(changes: Changes, bundle: Bundle, site: str | None = None) -> str:
    """For a comment. `site` is the whole address of a preview, ending in a slash: with it names are links, and new and
    changed cards have their picture."""

    def name(title: str, item: str) -> str:
        shown = f"**{escaped(title)}**"
        return f"[{shown}]({site}{item}/)" if site and item in bundle.entries else f"{shown} (`{item}`)"

    def picture(item: str) -> str:
        return f'  <br><img src="{site}{PICTURES}/{item}.png" width="240" alt="">' if site else ""

    style = _Style(escaped, name, lambda text: f"### {text}", picture, _folded)
    title = f"## {bundle.words.text('changes.title')}"
    return "\n".join([title, "", *_lines(changes, bundle, style)]).strip() + "\n"


def as_faults(diagnostics: Sequence[Diagnostic], source: str | None = None) -> str:
    """For a comment, when there is nothing to compare yet: all that has to change first, as Markdown. `source` as in
    `struin.report.as_markdown`."""
    words = catalogue()
    parts = (f"## {words.text('changes.faults.title')}", words.text("changes.faults.about"))
    return "\n\n".join((*parts, faults_as_markdown(diagnostics, source=source))) + "\n"


def _unfolded(title: str) -> tuple[str, tuple[str, ...]]:
    return title, ()


def _folded(title: str) -> tuple[str, tuple[str, ...]]:
    return f"<details><summary><strong>{title}</strong></summary>", ("", "</details>")


def _lines(changes: Changes, bundle: Bundle, style: _Style) -> Iterator[str]:
    if changes.empty:
        yield bundle.words.text("changes.nothing")
        return
    yield bundle.words.text("changes.total", **_total(changes))
    sections = (
        ("new", [_card(each, bundle, style) for each in changes.new]),
        ("changed", [_card(each, bundle, style) for each in changes.changed]),
        ("removed", [_card(each, bundle, style) for each in changes.removed]),
        ("renamed", [f"`{old}` → `{new}`" for old, new in changes.renamed]),
        ("passport", [_finding(each, style) for each in changes.passport]),
        ("notes", [_finding(each, style) for each in changes.notes]),
        ("hints", list(_hints(changes, bundle, style))),
        ("lonely", [_named(each, bundle, style) for each in changes.lonely]),
        ("gained", [_relation(each, bundle, style) for each in changes.gained]),
        ("lost", [_relation(each, bundle, style) for each in changes.lost]),
        ("media", [_medium(name, weight) for name, weight in changes.media.items()]),
        ("doors", [_doors(each.id, each.gone, each.come, bundle, style) for each in changes.doors]),
    )
    for name, lines in sections:
        if lines:
            whole = name in ("new", "changed", "removed", "passport", "lonely")
            shown = lines if whole else lines[:MOST_LINES]
            more = (
                [bundle.words.text("changes.more", number=len(lines) - len(shown))] if len(lines) > len(shown) else []
            )
            title = bundle.words.text(f"changes.{name}")
            head, foot = style.folded(f"{title} ({len(lines)})") if name in FOLDED else (style.heading(title), ())
            yield from ("", head, "", *(f"- {line}" for line in (*shown, *more)), *foot)
    yield ""
    yield bundle.words.text("changes.weight", weight=_kib(changes.weight))


def _total(changes: Changes) -> dict[str, int]:
    return {name: len(getattr(changes, name)) for name in ("new", "changed", "removed")}


def _card(card: CardChange, bundle: Bundle, style: _Style) -> str:
    line = f"{card.kind}: {style.name(card.title, card.id)}"
    if card.fields:
        line += f": {', '.join(_field(each, bundle) for each in card.fields)}"
    first = f" {style.words(_cut(card.first_line))}" if card.first_line else ""
    return f"{line}.{first}{style.picture(card.id) if card.id in bundle.entries else ''}"


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE].rpartition(' ')[0]} …"


def _field(name: str, bundle: Bundle) -> str:
    key = f"changes.field.{name}"
    return bundle.words.text(key) if key in bundle.words else f"`{name}`"


def _named(item: str, bundle: Bundle, style: _Style) -> str:
    entry = bundle.entries.get(item)
    return style.name(entry.item.title, item) if entry else f"`{item}`"


def _relation(relation: Relation, bundle: Bundle, style: _Style) -> str:
    told = "changes.mentions" if relation.type == MENTIONS else f"ties.{relation.type}.own"
    words = bundle.words.text(told, this="").strip()
    words = words[:1].lower() + words[1:]
    return f"{_named(relation.source, bundle, style)} *{words}* {_named(relation.target, bundle, style)}"


def _doors(item: str, gone: Sequence[str], come: Sequence[str], bundle: Bundle, style: _Style) -> str:
    values = {
        name: ", ".join(_named(each, bundle, style) for each in ids) or "–"
        for name, ids in (("gone", gone), ("come", come))
    }
    return bundle.words.text("changes.moved", item=_named(item, bundle, style), **values)


def _finding(finding: Diagnostic, style: _Style) -> str:
    return f"`{finding.place}` {style.words(finding.message())}"


def _hints(changes: Changes, bundle: Bundle, style: _Style) -> Iterator[str]:
    told: Counter[str] = Counter()
    for hint in changes.hints:
        told[hint.id] += 1
        if told[hint.id] <= MOST_HINTS:
            values = {key: style.words(str(value)) for key, value in hint.values.items()}
            yield f"{_named(hint.id, bundle, style)}: {bundle.words.text(f'hints.{hint.code}', **values)}"


def _medium(name: str, weight: int) -> str:
    return f"`{name}` {_kib(weight)}"  # a name in content/media/ has letters, digits and hyphens only


def _kib(number: int) -> str:
    """Bytes as KiB with a sign: "+12.5 KiB"."""
    return f"{number / 1024:+.1f} KiB"
