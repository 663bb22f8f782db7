"""Reading hints for a text: how hard it reads, long sentences, headings that skip, links that say nothing (feature E9).

A hint is a thought for the writer. It never blocks, and it never says that a text is good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from struin.insight import LEAST_WORDS, readability, texts
from struin.model import Entry
from struin.sentences import sentences
from struin.spelling import unknown_words

HARD = 45  # Flesch-Douma below this is hard for many; 60 is plain
LONG = 25  # words in a sentence that one loses the thread of
_EMPTY_LINK = re.compile(
    r"(?:klik )?hier|klik|lees (?:meer|verder)|meer|deze (?:link|pagina)|link|here|click here|more", re.I
)
_EMPTY_ALT = re.compile(
    r"(?:afbeelding|foto|plaatje|tekening|image|picture)(?: van| of)?\b.{0,12}|.*\.(?:svg|png|jpe?g|webp)", re.I
)


@dataclass(frozen=True)
class Hint:
    """A thought about one item: `code` and `values` choose and fill the text in `hints.<code>`."""

    id: str
    code: str
    values: dict[str, object]


def hints(entry: Entry, language: str, own_words: Set[str] = frozenset()) -> Iterator[Hint]:
    """What may help the writer of one item, the whole first. `own_words` are right in this bundle."""
    body = LexborHTMLParser(entry.body.html)
    words = sum(len(text.split()) for text in texts(entry))
    if words >= LEAST_WORDS and (score := readability(entry, language)) < HARD:
        yield Hint(entry.id, "hard", {"score": f"{score:.0f}", "limit": HARD})
    for text in texts(entry):
        for sentence in sentences(text):
            number = len(sentence.split())
            if number > LONG:
                yield Hint(entry.id, "long", {"words": number, "sentence": _short(sentence)})
    unknown = unknown_words((entry.item.title, entry.item.summary, *texts(entry)), language, own_words)
    if unknown:
        yield Hint(entry.id, "spelling", {"words": ", ".join(unknown)})
    yield from _headings(entry.id, body)
    for link in body.css("a[href]"):
        if _EMPTY_LINK.fullmatch(link.text().strip(" .…>›→")):
            yield Hint(entry.id, "link", {"text": link.text().strip()})
    alts = [(node.attributes.get("alt") or "").strip() for node in body.css("img")]
    for alt in [*alts, *([entry.item.cover.alt] if entry.item.cover else [])]:
        if not alt or _EMPTY_ALT.fullmatch(alt):
            yield Hint(entry.id, "alt" if alt else "no-alt", {"text": alt})


def _headings(entry_id: str, body: LexborHTMLParser) -> Iterator[Hint]:
    """The page has a first heading already, so that of a text begins at the second level."""
    level = 1
    for node in body.css("h1, h2, h3, h4, h5, h6"):
        own = int((node.tag or "h1")[1])
        if own == 1 or own > level + 1:
            yield Hint(entry_id, "heading", {"text": _short(node.text().strip()), "level": own, "expected": level + 1})
        level = own


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
