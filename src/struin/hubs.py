"""Cuts the overview of each kind into pages of a bounded size, grouped by principle.

The first page links to all others, so every item stays within three clicks of home at any size: home → overview →
page of the overview → item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from struin.bundle import Bundle
from struin.model import Entry

CARDS_PER_PAGE = 96
CARDS_PER_FILE = 12


@dataclass(frozen=True)
class HubPlan:
    """One page of an overview: its address without suffix (`stories/` or `stories/blad-2`), and its sections."""

    collection: str
    page: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]


def plan_hubs(bundle: Bundle) -> Mapping[str, Sequence[HubPlan]]:
    """The pages of every kind's overview, in order; a kind without items has one page, empty."""
    return {kind: _pages(kind, homes) for kind, homes in bundle.by_home.items()}


def _pages(kind: str, homes: Mapping[str, Sequence[Entry]]) -> list[HubPlan]:
    flat = [(home, entry) for home, entries in homes.items() for entry in entries]
    pages = [flat[start : start + CARDS_PER_PAGE] for start in range(0, len(flat), CARDS_PER_PAGE)] or [[]]
    plans = []
    for number, page in enumerate(pages, 1):
        sections: dict[str, list[Entry]] = {}
        for home, entry in page:
            sections.setdefault(home, []).append(entry)
        address = f"{kind}/" if number == 1 else f"{kind}/blad-{number}"
        plans.append(HubPlan(kind, address, tuple((home, tuple(each)) for home, each in sections.items())))
    return plans


def page_with(plans: Sequence[HubPlan], principle: str) -> str:
    """The page on which a principle's section begins."""
    return next(plan.page for plan in plans if any(home == principle for home, _ in plan.sections))


def card_files(bundle: Bundle) -> Sequence[Sequence[Entry]]:
    """All entries, those of one kind and principle together: a filter then needs few files of cards."""
    ordered = [entry for homes in bundle.by_home.values() for entries in homes.values() for entry in entries]
    return [ordered[start : start + CARDS_PER_FILE] for start in range(0, len(ordered), CARDS_PER_FILE)]
