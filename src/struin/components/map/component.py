"""The map of the bundle: a page with a drawing and the same as a list, and where everything lies as data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup

from struin.components.map import drawing
from struin.components.map.layout import Island, Layout, Place, Spot, lay_out
from struin.emit import Asset, Page
from struin.present import Presenter
from struin.views import PrincipleRef

PATH = "kaart"
DRAWN = 400  # up to so many places the drawing that needs no script has a mark for each, and the list a link
DOTTED = 4_000  # up to so many it has at least a dot
TIES = 14  # of one place are shown at most
_NAME = 17  # letters in a line of an island's name


@dataclass(frozen=True)
class Shore:
    """An island as the page draws it."""

    ref: PrincipleRef
    island: Island
    land: str
    lines: tuple[str, ...]
    places: tuple[Place, ...]
    kinds: tuple[tuple[str, int, str], ...]


_LAYOUTS: WeakKeyDictionary[Presenter, Layout] = WeakKeyDictionary()


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words
    yield Page(PATH, words.text("map.title"), words.text("map.intro"), "map", None, None, partial(_page, presenter))


def assets(presenter: Presenter) -> Iterator[Asset]:
    layout = layout_of(presenter)
    kinds = list(presenter.bundle.collections)
    index = {place.id: number for number, place in enumerate(layout.places)}
    places = layout.places
    # Flat lists of whole numbers and one long text: quick to read, however many places there are.
    data = {
        "kinds": kinds,
        "names": " ".join(place.id.partition("/")[2] for place in places),
        "kind": [kinds.index(place.kind) for place in places],
        "island": [place.island for place in places],
        "x": [round(place.x * 10) for place in places],
        "y": [round(place.y * 10) for place in places],
    }
    yield _script("assets/struin/map.js", data)
    ties = presenter.bundle.graph.ties
    near = [[index[tie.target] for tie in ties[place.id] if tie.target in index][:TIES] for place in layout.places]
    yield _script("assets/struin/map-ties.js", near)


def layout_of(presenter: Presenter) -> Layout:
    """The layout of a presenter's bundle, computed once."""
    if presenter not in _LAYOUTS:
        _LAYOUTS[presenter] = lay_out(spots(presenter))
    return _LAYOUTS[presenter]


def spots(presenter: Presenter) -> Mapping[str, Sequence[Spot]]:
    """The items of each principle that has a page, which comes first."""
    bundle = presenter.bundle
    homes: dict[str, list[Spot]] = {}
    for name in bundle.settings.principles:
        if f"principles/{name}" in bundle.entries:
            homes[name] = [Spot(f"principles/{name}", "principles")]
    for kind, by_home in bundle.by_home.items():
        if kind != "principles":
            for home, entries in by_home.items():
                if home in homes:
                    homes[home] += (Spot(entry.id, kind, entry.principles[1:]) for entry in entries)
    return homes


def _page(presenter: Presenter) -> Markup:
    layout = layout_of(presenter)
    prefix = presenter.prefix(PATH)
    refs = {ref.id: ref for ref in presenter.principles(prefix)}
    shores = tuple(_shore(presenter, layout, number, refs, prefix) for number in range(len(layout.islands)))
    kinds = [kind for kind in presenter.bundle.collections if any(place.kind == kind for place in layout.places)]
    whole = len(layout.places) <= DRAWN
    return presenter.render(
        "components/map/page.html",
        prefix,
        layout=layout,
        shores=shores,
        kinds=kinds,
        marks={kind: drawing.MARKS.get(kind, drawing.OTHER_MARK) for kind in kinds},
        drawing=drawing,
        n=drawing.number,
        drawn=whole,
        dotted=not whole and len(layout.places) <= DOTTED,
        cards={place.id: presenter.card(place.id, prefix) for place in layout.places} if whole else {},
    )


def _shore(presenter: Presenter, layout: Layout, number: int, refs: Mapping[str, PrincipleRef], prefix: str) -> Shore:
    island = layout.islands[number]
    places = tuple(place for place in layout.places if place.island == number)
    counts: dict[str, int] = {}
    for place in places[1:]:
        counts[place.kind] = counts.get(place.kind, 0) + 1
    kinds = tuple((kind, count, presenter.hub_href(kind, island.name, prefix)) for kind, count in counts.items())
    lines = tuple(wrap(refs[island.name].title, _NAME))
    return Shore(refs[island.name], island, drawing.land(island), lines, places, kinds)


def _script(path: str, value: Any) -> Asset:
    # Ids are plain and the rest is numbers: nothing here that a script would read otherwise than JSON does.
    return Asset(path, f"Struin.provide({json.dumps(path)},{json.dumps(value, separators=(',', ':'))});\n".encode())
