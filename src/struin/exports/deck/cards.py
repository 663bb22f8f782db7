"""What stands on the cards of a deck, always from the content as it is."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from struin.components.cover.cover import cover_svg
from struin.components.emblem.emblem import emblem_svg
from struin.exports.running_order import address
from struin.exports.telling import fit, people
from struin.exports.typesetting import coloured, coloured_emblem
from struin.model import Entry
from struin.present import Presenter

KINDS = ("principles", "stories", "quotes", "exercises")
MOST = 120  # signs of a step in short
PAIRS = 3  # of what a principle's card shows
_SENTENCE = re.compile(r".+?[.!?…]’?(?=\s|$)")
_LINK = re.compile(r"^https?://(?:www\.)?")


@dataclass(frozen=True)
class Step:
    lead: str
    text: str


@dataclass(frozen=True)
class Cover:
    """A file of content/media/; `digest` stands for what it holds."""

    file: str
    mime: str
    digest: str
    width: int
    height: int


@dataclass(frozen=True)
class Card:
    """One card. `lead` is what it says on its back before all else; `says` the words of a quote, on the front.

    `cover` is the item's own picture and `alt` its description; without one a cover is drawn. What a kind has not is
    "" or empty.
    """

    id: str
    collection: str
    kind: str
    number: int
    principle: str
    title: str
    facts: str
    cover: Cover | None
    alt: str
    says: str = ""
    lead: str = ""
    goal: str = ""
    question: str = ""
    speaker: str = ""
    lines: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    self_check: bool = False
    url: str = ""
    shown: str = ""
    code_alt: str = ""


def cards(presenter: Presenter, principle: str) -> Iterator[Card]:
    """The cards of a principle: its own first, then stories, quotes and exercises, each in their fixed order."""
    for kind in KINDS:
        for entry in presenter.bundle.by_home.get(kind, {}).get(principle, ()):
            yield _card(presenter, entry)


def _card(presenter: Presenter, entry: Entry) -> Card:
    card = presenter.card(entry.id, "")
    words, item = presenter.bundle.words, entry.item
    own = _own(presenter, entry)
    url = address(presenter, entry.id)
    return Card(
        id=entry.id,
        collection=entry.collection,
        kind=card.kind,
        number=card.principle.number if card.principle else 0,
        principle=fit(card.principle.title) if card.principle else "",
        title=fit(item.title),
        facts=" · ".join(_facts(presenter, entry)),
        cover=own,
        alt=fit(item.cover.alt) if own and item.cover else "",
        url=url,
        shown=_LINK.sub("", url).rstrip("/"),
        code_alt=words.text("exports.deck.code", url=url) if url else "",
        **_told(entry, card.first_line, words),
    )


def _facts(presenter: Presenter, entry: Entry) -> Iterator[str]:
    words, item = presenter.bundle.words, entry.item
    if entry.collection == "exercises":
        company: Any = getattr(item, "group", None)
        yield words.text("exports.n_minutes", n=entry.minutes)
        if company and company.max > 1:
            yield people(company.min, company.max, words)
        else:
            yield words.text("exercises.together.alone")


def _told(entry: Entry, first_line: str, words: Any) -> dict[str, Any]:
    item: Any = entry.item
    match entry.collection:
        case "principles":
            return {"lead": fit(item.heart), "lines": tuple(fit(each.helpful) for each in item.practice[:PAIRS])}
        case "stories":
            return {"lead": fit(first_line), "question": fit(item.question)}
        case "quotes":
            return {"says": fit(entry.body.text), "speaker": fit(item.speaker)}
        case _:
            steps = item.steps or ()
            short = (Step(words.text("exports.n_minutes", n=each.minutes), shortened(each.do)) for each in steps)
            return {"goal": fit(item.goal), "steps": tuple(short), "self_check": item.self_check}


def shortened(text: str, most: int = MOST) -> str:
    """The first sentence, or when that is long what fits of it."""
    found = _SENTENCE.match(fit(text))
    sentence = found[0] if found else fit(text)
    if len(sentence) <= most:
        return sentence
    return f"{sentence[:most].rpartition(' ')[0] or sentence[:most]} …"


def _own(presenter: Presenter, entry: Entry) -> Cover | None:
    """The item's own picture, but for a principle, which has its emblem."""
    named = entry.item.cover.image if entry.item.cover and entry.collection != "principles" else None
    found = (file for file in presenter.bundle.media if file.name == named)
    return next(
        (Cover(str(each.path), each.mime, each.digest, each.width or 3, each.height or 4) for each in found), None
    )


def picture(card: Card) -> str:
    """What stands on the front of a card, as SVG."""
    own = card.cover
    if own is None:
        if card.collection == "principles":
            return coloured_emblem(emblem_svg(card.number), card.number)
        return coloured(cover_svg(card.id, card.number or 1, card.collection, "tall"))
    if own.mime == "image/svg+xml":
        return Path(own.file).read_text(encoding="utf-8")
    data = base64.b64encode(Path(own.file).read_bytes()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {own.width} {own.height}">'
        f'<image width="{own.width}" height="{own.height}" href="data:{own.mime};base64,{data}"/></svg>'
    )


@cache  # a card stands in the deck of its principle and in that of all
def code(url: str) -> str:
    """A QR code as SVG, with the quiet border that readers want; 15 % of it may be damaged. "" for no address."""
    if not url:
        return ""
    import segno

    written = io.BytesIO()
    segno.make(url, error="m", micro=False, boost_error=False).save(
        written, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False
    )
    return written.getvalue().decode()
