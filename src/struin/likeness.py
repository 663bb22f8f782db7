"""Which items resemble each other: an inverted index of rare words, bounded so that time stays near-linear.

Every item looks up only its rarest words, and only a bounded part of each word's list of items, so the work per
item does not grow with the bundle (Hugo's related pages, by contrast, grow quadratically).
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from struin.model import Entry

WORDS_PER_ITEM = 14  # how many of its rarest words an item is compared by
ITEMS_PER_WORD = 24  # how many other items one word may bring in
SUGGESTIONS = 8
THEME_WEIGHT = 0.6  # a shared theme, relative to the weight of one rare word
STEM = 6
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Likeness:
    """A suggestion: the other item, and the theme that both have (None when only their words agree)."""

    target: str
    theme: str | None


def suggestions(entries: Sequence[Entry]) -> dict[str, tuple[Likeness, ...]]:
    """For each id the most alike items, best first; at most SUGGESTIONS of them."""
    counts = {entry.id: Counter(map(_stem, _WORD.findall(_text(entry)))) for entry in entries}
    documents = Counter(word for words in counts.values() for word in words)
    common = max(2, len(entries) // 4)  # words in more than a quarter of the items say nothing
    rarity = {word: math.log(len(entries) / number) for word, number in documents.items() if 2 <= number <= common}
    telling = {
        entry_id: heapq.nlargest(
            WORDS_PER_ITEM,
            (word for word in words if word in rarity),
            key=lambda w: (words[w] * rarity[w], w),
        )
        for entry_id, words in counts.items()
    }
    postings: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for word in telling[entry.id]:
            postings[word].append(entry.id)
    for entry in entries:
        for theme in entry.item.themes:
            postings[f"#{theme}"].append(entry.id)
    place = {word: {each: index for index, each in enumerate(ids)} for word, ids in postings.items()}
    by_id = {entry.id: entry for entry in entries}
    return {entry.id: _best(entry, telling[entry.id], postings, place, rarity, by_id) for entry in entries}


def _best(
    entry: Entry,
    telling: Sequence[str],
    postings: Mapping[str, list[str]],
    place: Mapping[str, Mapping[str, int]],
    rarity: Mapping[str, float],
    by_id: Mapping[str, Entry],
) -> tuple[Likeness, ...]:
    scores: dict[str, float] = defaultdict(float)
    for word in [*telling, *(f"#{theme}" for theme in entry.item.themes)]:
        weight = rarity.get(word, THEME_WEIGHT)
        for other in _window(postings[word], place[word][entry.id]):
            scores[other] += weight
    scores.pop(entry.id, None)
    best = heapq.nlargest(SUGGESTIONS, scores, key=lambda other: (scores[other], other))
    themes = set(entry.item.themes)
    return tuple(
        Likeness(other, next((theme for theme in by_id[other].item.themes if theme in themes), None)) for other in best
    )


def _window(ids: Sequence[str], index: int) -> Sequence[str]:
    """At most ITEMS_PER_WORD of a word's items: those around the item itself, wrapping at the ends."""
    if len(ids) <= ITEMS_PER_WORD:
        return ids
    start = index - ITEMS_PER_WORD // 2
    return [ids[(start + step) % len(ids)] for step in range(ITEMS_PER_WORD)]


def _text(entry: Entry) -> str:
    item = entry.item
    return " ".join([item.title, item.summary, *item.own_texts(), entry.body.text]).lower()


def _stem(word: str) -> str:
    """The beginning of a word stands for all its forms: crude, but likeness needs no more, and it costs nothing."""
    return word[:STEM]
