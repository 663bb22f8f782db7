"""Looks over a whole Bundle for its editors: what there is of everything, where it is thin, what nobody refers to, how
hard texts are to read, and what has waited longest for a review (feature E12). It judges nothing and refuses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from struin.bundle import Bundle
from struin.model import Entry
from struin.revision import last_changes
from struin.sentences import sentences

# A kind is thin at a principle that has less than this part of what the principles have of it on average.
THIN = 0.6
FEW = 3  # a theme or audience with fewer items than this is thin
LEAST_LINKS, LEAST_KINDS = 2, 2
LEAST_WORDS = 20  # a score over fewer words says nothing


@dataclass(frozen=True)
class Thin:
    """Too little of something: `what` is a kind, "themes" or "audience", `where` a principle or the theme."""

    what: str
    where: str
    items: int


@dataclass(frozen=True)
class Lonely:
    """An item that too few refer to, and those that do."""

    id: str
    linked_from: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How easy a text is by Flesch-Douma (higher is easier; 100 and over is very easy), None if it is too short."""

    id: str
    words: int
    score: float | None


@dataclass(frozen=True)
class Sentence:
    id: str
    words: int
    text: str


@dataclass(frozen=True)
class Review:
    id: str
    review_by: date
    past: bool


@dataclass(frozen=True)
class Age:
    """An item and the day on which its file was last changed."""

    id: str
    changed: date


@dataclass(frozen=True)
class Insight:
    """All of it. `table` counts items by home principle and kind; lists begin with what asks most for attention."""

    kinds: tuple[str, ...]
    table: Mapping[str, Mapping[str, int]]
    thin: tuple[Thin, ...]
    lonely: tuple[Lonely, ...]
    reading: tuple[Reading, ...]
    sentences: tuple[Sentence, ...]
    reviews: tuple[Review, ...]
    oldest: tuple[Age, ...]


def look_over(bundle: Bundle, today: date, *, reading: bool = True) -> Insight:
    """Without `reading` how hard the texts are is left out: that takes longer than all the rest."""
    entries = list(bundle.entries.values())
    # A principle is not counted at itself.
    kinds = tuple(kind for kind in bundle.collections if kind != "principles" and bundle.by_home.get(kind))
    table = {
        principle: {kind: len(bundle.by_home[kind].get(principle, ())) for kind in kinds}
        for principle in bundle.settings.principles
    }
    said = [Sentence(entry.id, len(text.split()), text) for entry in entries for text in _sentences(entry)]
    reviews = [Review(each.id, each.item.passport.review_by, each.item.passport.review_by < today) for each in entries]
    return Insight(
        kinds=kinds,
        table=table,
        thin=(*_thin_cells(table, kinds), *_thin_words(bundle, entries)),
        lonely=tuple(_lonely(bundle)),
        reading=tuple(_readings(entries, bundle.settings.language)) if reading else (),
        sentences=tuple(sorted(said, key=lambda each: (-each.words, each.id))),
        oldest=tuple(_ages(entries, last_changes(bundle.root))),
        reviews=tuple(sorted(reviews, key=lambda each: (each.review_by, each.id))),
    )


def _thin_cells(table: Mapping[str, Mapping[str, int]], kinds: Sequence[str]) -> Iterator[Thin]:
    for kind in kinds:
        average = sum(row[kind] for row in table.values()) / len(table)
        yield from (Thin(kind, name, row[kind]) for name, row in table.items() if row[kind] < THIN * average)


def _thin_words(bundle: Bundle, entries: Sequence[Entry]) -> Iterator[Thin]:
    for what in ("themes", "audience"):
        used = Counter(each for entry in entries for each in getattr(entry.item, what))
        yield from (Thin(what, each, used[each]) for each in getattr(bundle.settings, what) if used[each] < FEW)


def _lonely(bundle: Bundle) -> Iterator[Lonely]:
    """What editors wrote down counts, not what the site adds. Trails are left out: those are where one starts."""
    others: dict[str, set[str]] = {each: set() for each in bundle.entries}
    for each, ties in bundle.graph.ties.items():
        for tie in ties:
            if not tie.inverse:
                others[tie.target].add(each)
    for each, known in others.items():
        kinds = {other.partition("/")[0] for other in known}
        if bundle.entries[each].collection != "trails" and (len(known) < LEAST_LINKS or len(kinds) < LEAST_KINDS):
            yield Lonely(each, tuple(sorted(known)))


def _ages(entries: Sequence[Entry], changed: Mapping[str, date]) -> Iterator[Age]:
    """The longest untouched first; nothing where Git knows one day for all, as in a copy without its history."""
    if len(set(changed.values())) > 1:
        ages = (Age(each.id, changed[each.source.path]) for each in entries if each.source.path in changed)
        yield from sorted(ages, key=lambda age: (age.changed, age.id))


def texts(entry: Entry) -> Iterator[str]:
    """The lines of an item's text and of its own fields."""
    yield from (line for line in entry.body.text.splitlines() if line.strip())
    yield from entry.item.own_texts()


def _sentences(entry: Entry) -> Iterator[str]:
    return (sentence for text in texts(entry) for sentence in sentences(text))


def _readings(entries: Sequence[Entry], language: str) -> list[Reading]:
    """From hard to easy; what is too short to say comes last."""
    found = []
    for entry in entries:
        words = sum(len(text.split()) for text in texts(entry))
        found.append(Reading(entry.id, words, readability(entry, language) if words >= LEAST_WORDS else None))
    return sorted(found, key=lambda each: (each.score is None, each.score or 0, each.id))


def readability(entry: Entry, language: str) -> float:
    """How easy a text is by the formula of its language, for Dutch Flesch-Douma: the higher the easier."""
    import textstat  # it takes a while, and nothing else needs it

    textstat.set_lang(language)
    return round(float(textstat.flesch_reading_ease(" ".join(map(_stopped, texts(entry))))), 1)


def _stopped(line: str) -> str:
    """Lines without a stop, such as those of a list, would otherwise become one sentence."""
    return line if line.rstrip("’”)").endswith((".", "!", "?", "…")) else f"{line}."
