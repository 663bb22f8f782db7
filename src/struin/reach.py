"""Proves that there is no dead end (feature B15): the site as a directed graph of pages and the links on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from struin.bundle import Bundle
from struin.diagnostics import Diagnostic, Place, error
from struin.hubs import plan_hubs

HOME = ""
MOST_CLICKS = 3

# Own code in place of a graph library: importing one took a twentieth of a whole build, for two walks.
Links = Mapping[str, AbstractSet[str]]


def links_of_pages(bundle: Bundle) -> Links:
    """Every page, with the pages that the templates surely link from it."""
    links: dict[str, set[str]] = {HOME: set()}
    for plans in plan_hubs(bundle).values():
        first = plans[0].page
        links[HOME].add(first)
        for plan in plans:
            links.setdefault(first, set()).add(plan.page)
            links.setdefault(plan.page, set()).update(entry.id for _, entries in plan.sections for entry in entries)
    return {**links, **links_of_doors(bundle)}


def links_of_doors(bundle: Bundle) -> Links:
    """Every item, with the items behind its doors."""
    return {entry_id: {door.target for door in doors} for entry_id, doors in bundle.doors.items()}


def clicks_from(start: str, links: Links) -> dict[str, int]:
    """How many clicks each page is away from `start`; without the pages that cannot be reached."""
    clicks, step = {start: 0}, [start]
    while step:
        found = {target for page in step for target in links.get(page, ()) if target not in clicks}
        clicks.update(dict.fromkeys(found, clicks[step[0]] + 1))
        step = list(found)
    return clicks


def largest_circle(links: Links) -> AbstractSet[str]:
    """The largest set of pages that all lead to each other (the largest strongly connected component)."""
    back: dict[str, set[str]] = {page: set() for page in links}
    for page, targets in links.items():
        for target in targets:
            back.setdefault(target, set()).add(page)
    left, largest = set(back), set[str]()
    while len(largest) < len(left):
        page = min(left)
        circle = clicks_from(page, links).keys() & clicks_from(page, back).keys()
        largest = max(largest, circle, key=len)
        left -= circle
    return largest


def dead_ends(bundle: Bundle) -> Iterator[Diagnostic]:
    """Items further than three clicks from home, and items from which doors alone do not lead to every other."""
    clicks = clicks_from(HOME, links_of_pages(bundle))
    together = largest_circle(links_of_doors(bundle))
    for entry_id, entry in bundle.entries.items():
        if clicks.get(entry_id, MOST_CLICKS + 1) > MOST_CLICKS:
            yield error("item-out-of-reach", Place(entry.source.path), item=entry_id)
        if entry_id not in together:
            yield error("item-on-an-island", Place(entry.source.path), item=entry_id)
