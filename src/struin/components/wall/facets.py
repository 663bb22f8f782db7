"""What one can choose by on the wall: the facets, their options, and how many items each holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from struin.model import Entry
from struin.present import Presenter

MINUTES = (2, 5, 15, 30)
MORE = "more"
TOGETHER = ("alone", "together")
QUICK = ("kind", "minutes", "together", "unseen")  # those that are in sight at once
Fits = Callable[[Entry, str], bool]


@dataclass(frozen=True)
class Option:
    """One thing to choose. `value` stands in the address; `number` is that of a principle, else 0."""

    value: str
    label: str
    count: int
    number: int = 0


@dataclass(frozen=True)
class Facet:
    """A question with its options. Options of one facet add up, facets narrow each other."""

    name: str
    label: str
    options: tuple[Option, ...]


def within(minutes: int | None, option: str) -> bool:
    """Whether something takes as long as an option says. What has no minutes, such as a quote, is short."""
    return (minutes or 0) > MINUTES[-1] if option == MORE else (minutes or 0) <= int(option)


def goes(together: str | None, option: str) -> bool:
    """Whether something goes alone, or with others. What says nothing is read alone."""
    return (together or "alone") in (option, "either")


def facets(presenter: Presenter) -> tuple[Facet, ...]:
    """All facets in their order, without options that no item has and without facets that are left with none."""
    bundle, words = presenter.bundle, presenter.bundle.words
    entries = tuple(bundle.entries.values())

    def facet(
        name: str, labels: Mapping[str, str], fits: Fits, number: Callable[[str], int] = lambda _: 0
    ) -> Iterator[Facet]:
        counted = [(value, sum(fits(entry, value) for entry in entries)) for value in labels]
        options = tuple(Option(value, labels[value], count, number(value)) for value, count in counted if count)
        if options:
            yield Facet(name, words.text(f"wall.{name}"), options)

    # The kinds that there is most of first: their order would else be that of the folders.
    many = Counter(entry.collection for entry in entries)
    kinds = {name: words.text(f"{name}.name.other") for name, _ in many.most_common()}
    minutes = {str(most): words.text("wall.minutes_most", n=most) for most in MINUTES}
    minutes[MORE] = words.text("wall.minutes_more")
    company = {option: words.text(f"wall.company.{option}") for option in TOGETHER}
    principles = {ref.id: ref.title for ref in presenter.principles("")}
    return (
        *facet("kind", kinds, lambda entry, value: entry.collection == value),
        *facet("together", company, lambda entry, value: goes(getattr(entry.item, "together", None), value)),
        *facet("minutes", minutes, lambda entry, value: within(entry.minutes, value)),
        *facet("unseen", {"1": words.text("wall.unseen_only")}, lambda entry, value: True),
        *facet("principle", principles, lambda entry, value: value in entry.principles, bundle.settings.number),
        *facet("audience", bundle.settings.audience, lambda entry, value: value in entry.item.audience),
        *facet("theme", bundle.settings.themes, lambda entry, value: value in entry.item.themes),
    )
