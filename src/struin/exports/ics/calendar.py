"""Writes what is told of a session as a calendar file.

Times are by the clock of the zone, whose rules go along. A time that the clock shows twice (the night on which it goes
back) is written in UTC where the second is meant, as by the clock it would be the first (RFC 5545, 3.3.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from struin.exports.running_order import RunningOrder
from struin.exports.telling import ZONE, Block, Passage, Told, moments

WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def written(order: RunningOrder, told: Told, bundle: str, day: date) -> bytes:
    """The file for a session of the bundle with this id. The same session on the same day has the same UID."""
    calendar = Calendar()
    calendar.add("prodid", "-//Struin//Struin//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", told.title)
    calendar.add_component(_zone())
    when = moments(order, day)
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'struin:{bundle}/{order.id}/{day}')}@struin")
    # When it was made would be different each time, and tells a calendar nothing.
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", _moment(when[0][0]))
    event.add("dtend", _moment(when[-1][1]))
    event.add("summary", told.title)
    event.add("description", "\n".join(_text(told)))
    if told.url:
        event.add("url", told.url)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _moment(when: datetime) -> datetime:
    return when.astimezone(UTC) if when.fold else when


def _zone() -> Timezone:
    """The rule of the European Union since 1996: the last Sundays of March and October (directive 2000/84/EC)."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    rules = (
        (TimezoneDaylight, "CEST", WINTER, SUMMER, datetime(1996, 3, 31, 2), 3),
        (TimezoneStandard, "CET", SUMMER, WINTER, datetime(1996, 10, 27, 3), 10),
    )
    for kind, name, before, after, first, month in rules:
        part = kind()
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _text(told: Told) -> Iterator[str]:
    """All of it as lines, the programme first: some calendars cut a long text short."""
    words = told.words
    yield told.goal
    yield ""
    yield from (f"{label}: {said}" for label, said in told.facts)
    yield from ("", words["overview"].upper())
    yield from (f"{block.times}  {block.title}" for block in told.blocks)
    if told.material:
        yield from ("", words["material"].upper())
        yield from (f"- {each}" for each in told.material)
    yield from ("", words["safety"].upper(), told.safety)
    yield from ("", words["order"].upper())
    for block in told.blocks:
        yield from _block(block, words["note"])
    yield from ("", told.source)


def _block(block: Block, note: str) -> Iterator[str]:
    yield from ("", f"{block.times} {block.title}", block.about, *block.remarks)
    if block.url:
        yield block.url
    for passage in block.passages:
        yield from _passage(passage, note)


def _passage(passage: Passage, note: str) -> Iterator[str]:
    if passage.form in ("text", "note"):
        yield from (f"{passage.label}: {line.text}" for line in passage.lines)
        return
    yield f"{passage.label}:"
    for number, line in enumerate(passage.lines, 1):
        yield f"{number}. ({line.lead}) {line.text}" if passage.form == "steps" else f"- {line.text}"
        if line.note:
            yield f"   {note}: {line.note}"
