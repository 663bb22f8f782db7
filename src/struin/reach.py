"""Proves that there is no dead end (feature B15): the site as a directed graph of pages and the links on them."""

from __future__ import annotations

from collections.abc import Iterator

import networkx

from struin.bundle import Bundle
from struin.diagnostics import Diagnostic, Place, error
from struin.hubs import plan_hubs

HOME = ""
MOST_CLICKS = 3


def pages_graph(bundle: Bundle) -> networkx.DiGraph[str]:
    """Every page as a node; an edge for every link that the templates surely put on it."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for plans in plan_hubs(bundle).values():
        first = plans[0].page
        graph.add_edge(HOME, first)
        for plan in plans:
            graph.add_edge(first, plan.page)
            graph.add_edges_from((plan.page, entry.id) for _, entries in plan.sections for entry in entries)
    for entry_id, doors in bundle.doors.items():
        graph.add_edges_from((entry_id, door.target) for door in doors)
    return graph


def dead_ends(bundle: Bundle) -> Iterator[Diagnostic]:
    """Items further than three clicks from home, and items from which doors alone do not lead to every other."""
    graph = pages_graph(bundle)
    clicks = networkx.single_source_shortest_path_length(graph, HOME)
    doors_only = graph.subgraph(bundle.entries)
    parts = sorted(networkx.strongly_connected_components(doors_only), key=len, reverse=True)
    together = parts[0] if parts else set()
    for entry_id, entry in bundle.entries.items():
        if clicks.get(entry_id, MOST_CLICKS + 1) > MOST_CLICKS:
            yield error("item-out-of-reach", Place(entry.source.path), item=entry_id)
        if entry_id not in together:
            yield error("item-on-an-island", Place(entry.source.path), item=entry_id)
