"""What stands on the cards of a deck, always from the content as it is."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
class Card:
    """One card. `lead` is what it says on its back before all else; `says` the words of a quote, on the front.

    `picture` is SVG, and `alt` its description; a drawn cover has none. `code` is the QR code of `url` as SVG. What a
    kind has not is "" or empty.
    """

    id: str
    collection: str
    kind: str
    number: int
    principle: str
    title: str
    facts: str
    picture: str
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
    code: str = ""
    code_alt: str = ""


def cards(presenter: Presenter, principle: str) -> Iterator[Card]:
    """The cards of a principle: its own first, then stories, quotes and exercises, each in their fixed order."""
    for kind in KINDS:
        for entry in presenter.bundle.by_home.get(kind, {}).get(principle, ()):
            yield _card(presenter, entry)


def _card(presenter: Presenter, entry: Entry) -> Card:
    card = presenter.card(entry.id, "")
    words, item = presenter.bundle.words, entry.item
    picture, alt = _picture(presenter, entry)
    url = address(presenter, entry.id)
    return Card(
        id=entry.id,
        collection=entry.collection,
        kind=card.kind,
        number=card.principle.number if card.principle else 0,
        principle=fit(card.principle.title) if card.principle else "",
        title=fit(item.title),
        facts=" · ".join(_facts(presenter, entry)),
        picture=picture,
        alt=fit(alt),
        url=url,
        shown=_LINK.sub("", url).rstrip("/"),
        code=code(url) if url else "",
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


def _picture(presenter: Presenter, entry: Entry) -> tuple[str, str]:
    """The item's own picture or its drawn cover as SVG, with a description where one was written."""
    own, home = entry.item.cover, presenter.principle(entry.principles[0], "")
    number = home.number if home else 1
    if entry.collection == "principles":
        return coloured_emblem(emblem_svg(number), number), ""
    file = next((each for each in presenter.bundle.media if own and each.name == own.image), None)
    if own is None or file is None:
        return coloured(cover_svg(entry.id, number, entry.collection, "tall")), ""
    if file.mime == "image/svg+xml":
        return file.path.read_text(encoding="utf-8"), own.alt
    data, width, height = base64.b64encode(file.path.read_bytes()).decode(), file.width or 3, file.height or 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{file.mime};base64,{data}"/></svg>',
        own.alt,
    )


def code(url: str) -> str:
    """A QR code as SVG, with the quiet border that readers want; 15 % of it may be damaged."""
    import segno

    written = io.BytesIO()
    segno.make(url, error="m", micro=False, boost_error=False).save(
        written, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False
    )
    return written.getvalue().decode()
