"""The passport of an item: whose it is, whether it may be published today, and what runs out when (feature E7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import ValidationError

from struin.diagnostics import Diagnostic, error, warning
from struin.frontmatter import as_tuples
from struin.model import Entry, Origin, Passport
from struin.source import Source, place_of

# How long before its end a consent is told of: time enough to ask the person again.
NOTICE = timedelta(days=60)


def check_passport(source: Source, today: date) -> Iterator[Diagnostic]:
    """Promise: nobody's story is published without a consent that is there, valid today and not withdrawn."""
    try:
        passport = Passport.model_validate(as_tuples(source.front.get("passport")))
    except ValidationError:
        return  # told as a fault of the item
    if passport.origin is not Origin.OWN and not passport.anonymised:
        yield error("not-anonymised", place_of(source, ("passport", "anonymised")))
    if passport.consent and passport.consent.withdrawn:  # whatever the origin: somebody said no
        yield error("consent-withdrawn", place_of(source, ("passport", "consent", "withdrawn")))
    if passport.origin.needs_consent:
        yield from _check_consent(source, passport, today)
    elif passport.consent is not None:
        yield warning("consent-not-needed", place_of(source, ("passport", "consent"), key=True))
    if passport.review_by < today:
        yield warning("review-past", place_of(source, ("passport", "review_by")), date=passport.review_by.isoformat())


def _check_consent(source: Source, passport: Passport, today: date) -> Iterator[Diagnostic]:
    consent = passport.consent
    if consent is None:
        yield error("consent-missing", place_of(source, ("passport", "origin")), origin=passport.origin.value)
        return
    until, given = (place_of(source, ("passport", "consent", name)) for name in ("valid_until", "given_on"))
    if consent.valid_until < today:
        yield error("consent-past", until, date=consent.valid_until.isoformat())
    elif consent.valid_until <= today + NOTICE and not consent.withdrawn:
        yield warning("consent-ends", until, date=consent.valid_until.isoformat())
    if consent.given_on > today:
        yield error("consent-future", given, date=consent.given_on.isoformat())


@dataclass(frozen=True)
class Expiry:
    """Something of an item that runs out: `what` is "consent" or "review". `days` from today; negative once past."""

    id: str
    what: str
    on: date
    days: int


def expiries(entries: Iterable[Entry], today: date) -> list[Expiry]:
    """What runs out when, soonest first."""
    found = []
    for entry in entries:
        passport = entry.item.passport
        dates = [("review", passport.review_by)]
        if passport.origin.needs_consent and passport.consent:
            dates.append(("consent", passport.consent.valid_until))
        found += [Expiry(entry.id, what, on, (on - today).days) for what, on in dates]
    return sorted(found, key=lambda each: (each.on, each.id, each.what))
