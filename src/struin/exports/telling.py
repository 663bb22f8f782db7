"""A running order in words: what every format says, in one shape that each of them only has to lay out.

The texts are plain and fit for XML, calendars and paper: without control characters, on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from struin.exports.running_order import Part, RunningOrder, running_order
from struin.present import Presenter
from struin.schedule import DAY, clock
from struin.strings import Catalogue

ZONE = "Europe/Amsterdam"
# Signs that XML 1.0 does not hold, and the ends of lines that are no white space to everyone.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """One thing that is said. `lead` goes before it (a step's time and minutes); `note` is for the trainer only."""

    text: str
    lead: str = ""
    note: str = ""


@dataclass(frozen=True)
class Passage:
    """Something said of a block under a label. `form` is "text", "steps" (numbered), "list" or "note"."""

    label: str
    form: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """One block. `times` is "09:30–09:45", `about` its kind and minutes, `remarks` what is odd about its time."""

    start: str
    times: str
    minutes: str
    title: str
    about: str
    number: int
    url: str
    remarks: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Told:
    """The whole. `facts` are pairs of a label and what stands there; `words` the headings by name."""

    title: str
    goal: str
    facts: tuple[tuple[str, str], ...]
    material: tuple[str, ...]
    safety: str
    blocks: tuple[Block, ...]
    source: str
    url: str
    words: dict[str, str]
    bundle: str
    language: str


HEADINGS = ("goal", "overview", "time", "what", "minutes", "material", "safety", "order", "note")


def fit(text: str) -> str:
    """The same text on one line, without signs that break a file."""
    return " ".join(_UNFIT.sub(" ", text).split())


def moments(order: RunningOrder, day: date) -> list[tuple[datetime, datetime]]:
    """When each block really begins and ends if the first is on `day`, as times of ZONE.

    As struin.schedule, but half an hour is half an hour in the night in which the clock changes too. A time that does
    not exist that night is counted on from the hour before it; of one that comes twice the first is meant (RFC 5545).
    """
    zone = ZoneInfo(ZONE)

    def at(minutes: int) -> datetime:
        local = datetime.combine(day, time(), zone) + minutes * _MINUTE
        return local.astimezone(UTC)

    now = at(order.start)
    found = []
    for part in order.parts:
        if part.fixed and not part.slot.late:
            now = max(now, at(part.slot.start))
        begins, now = now, now + part.minutes * _MINUTE
        found.append((begins.astimezone(zone), now.astimezone(zone)))
    return found


def told(order: RunningOrder, words: Catalogue, *, name: str, licence: str, day: date | None = None) -> Told:
    """`order` in words; `name` and `licence` are those of the bundle. With a day the times are those of that day."""
    text = words.text
    night = 0
    if day is None:
        times = [(clock(part.slot.start), clock(part.slot.end)) for part in order.parts]
        total = order.minutes
    else:
        when = moments(order, day)
        times = [(f"{begins:%H:%M}", f"{ends:%H:%M}") for begins, ends in when]
        total = (when[-1][1].astimezone(UTC) - when[0][0].astimezone(UTC)) // _MINUTE
        night = _hours_ahead(when[-1][1]) - _hours_ahead(when[0][0])
    return Told(
        title=fit(order.title),
        goal=fit(order.goal),
        facts=tuple(_facts(order, words, f"{times[0][0]}–{times[-1][1]}", total, day, night)),
        material=tuple(map(fit, order.material)),
        safety=fit(order.safety),
        blocks=tuple(
            _block(part, begins, ends, words) for part, (begins, ends) in zip(order.parts, times, strict=True)
        ),
        source=fit(text("exports.source", name=name, licence=licence)),
        url=order.url,
        words={each: text(f"exports.{each}") for each in HEADINGS},
        bundle=fit(name),
        language=words.language,
    )


def _hours_ahead(when: datetime) -> int:
    """Of UTC, by the clock of that moment."""
    return (when.utcoffset() or timedelta()) // timedelta(hours=1)


def length(minutes: int, words: Catalogue) -> str:
    """ "45 min", "2 uur" or "2 uur 15"."""
    hours, rest = divmod(minutes, 60)
    form = "minutes" if not hours else "both" if rest else "hours"
    return words.text(f"sessions.length.{form}", hours=hours, minutes=rest)


def day_in_words(day: date, words: Catalogue) -> str:
    """ "dinsdag 1 december 2026"."""
    weekdays, months = words.text("exports.weekdays").split(), words.text("exports.months").split()
    return words.text(
        "exports.date", weekday=weekdays[day.weekday()], day=day.day, month=months[day.month - 1], year=day.year
    )


def _facts(
    order: RunningOrder, words: Catalogue, times: str, total: int, day: date | None, night: int
) -> Iterator[tuple[str, str]]:
    text = words.text
    if day:
        yield text("exports.day"), day_in_words(day, words)
    span = text("exports.span_next_day", times=times) if order.next_day else times
    yield text("exports.when"), text("exports.span", times=span, length=length(total, words))
    if night:
        yield text("exports.mind"), text(f"exports.clock_{'forward' if night > 0 else 'back'}")
    yield text("exports.people"), people(order.least, order.most, words)
    yield text("exports.room"), fit(order.room)


def people(least: int, most: int, words: Catalogue) -> str:
    if least == most:
        return words.text("sessions.people_exact", n=most)
    return words.text("sessions.people_range", min=least, max=most)


def _block(part: Part, begins: str, ends: str, words: Catalogue) -> Block:
    minutes = words.text("exports.n_minutes", n=part.minutes)
    return Block(
        start=begins,
        times=f"{begins}–{ends}",
        minutes=str(part.minutes),
        title=fit(part.title),
        about=words.text("exports.about", kind=part.kind, minutes=minutes),
        number=part.number,
        url=part.url,
        remarks=tuple(_remarks(part, words)),
        passages=tuple(
            replace(each, lines=tuple(line for line in each.lines if line.text))
            for each in _passages(part, begins, words)
            if any(line.text for line in each.lines)
        ),
    )


def _remarks(part: Part, words: Catalogue) -> Iterator[str]:
    if part.slot.late:
        yield words.count("exports.late", part.slot.late)
    elif part.slot.wait:
        yield words.count("exports.wait", part.slot.wait)
    elif part.fixed:
        yield words.text("exports.fixed")
    if part.written_for:
        yield words.text("exports.written_for", written=part.written_for, minutes=part.minutes)


def _passages(part: Part, begins: str, words: Catalogue) -> Iterator[Passage]:
    def passage(name: str, form: str, texts: Sequence[str]) -> Passage:
        return Passage(words.text(f"exports.{name}"), form, tuple(Line(fit(each)) for each in texts))

    yield passage("goal", "text", [part.goal])
    yield passage("do", "text", [part.do])
    yield passage("note", "note", [part.note])
    yield Passage(words.text("exports.steps"), "steps", tuple(_steps(part, begins, words)))
    yield passage("question", "text", [part.question])
    yield passage("debrief", "list", part.debrief)
    yield passage("safety", "text", [part.safety])


def _steps(part: Part, begins: str, words: Catalogue) -> Iterator[Line]:
    """Steps with the time that each begins; without it when the block has other minutes than they take."""
    now = int(begins[:2]) * 60 + int(begins[3:])
    for step in part.steps:
        minutes = words.text("exports.n_minutes", n=step.minutes)
        lead = minutes if part.written_for else words.text("exports.lead", time=clock(now % DAY), minutes=minutes)
        now += step.minutes
        yield Line(fit(step.do), lead, fit(step.note))


def of_session(presenter: Presenter, session: str, day: date | None = None) -> Told:
    """A session by its id, in the words of its bundle. Raises KeyError for an id that is not in the bundle."""
    return told_of(presenter, running_order(presenter, session), day)


def told_of(presenter: Presenter, order: RunningOrder, day: date | None = None) -> Told:
    bundle = presenter.bundle
    return told(order, bundle.words, name=bundle.settings.name, licence=bundle.settings.licence, day=day)
