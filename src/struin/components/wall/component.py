"""The wall: a page of its own, `struinen/`, and what its templates need on the front page as well.

Without JavaScript there is a register: everything in one fixed order, grouped by principle. With it a mosaic
comes above the register, other cards on top each day, and facets to choose by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from struin.components.wall.facets import QUICK, facets
from struin.emit import Page
from struin.present import Presenter
from struin.views import Card, PrincipleRef

BUILDS_ON = ("choices",)
PATH = "struinen/"
WHOLE = 250  # up to so many items the register holds them all
FIRST = 6  # of each kind at each principle, in the register of a larger bundle


@dataclass(frozen=True)
class Shelf:
    """What one principle has of one kind. `more` is the address of all of them, or None when these are all."""

    kind: str
    cards: tuple[Card, ...]
    total: int
    more: str | None


def shelves(presenter: Presenter, prefix: str) -> Iterator[tuple[PrincipleRef, tuple[Shelf, ...]]]:
    """The register: for each principle its shelves, in a fixed order."""
    bundle = presenter.bundle
    most = None if len(bundle.entries) <= WHOLE else FIRST
    for ref in presenter.principles(prefix):
        found = []
        for kind, homes in bundle.by_home.items():
            entries = homes.get(ref.id, ())
            if kind == "principles" or not entries:
                continue
            cards = tuple(presenter.card(entry.id, prefix) for entry in entries[:most])
            more = presenter.hub_href(kind, ref.id, prefix) if len(cards) < len(entries) else None
            found.append(Shelf(bundle.words.text(f"{kind}.name.other"), cards, len(entries), more))
        yield ref, tuple(found)


def runs(presenter: Presenter) -> str:
    """Of which kind the files of cards are, in their order: `exercises:3 quotes:5`. A file has that of its first."""
    kinds = (entries[0].collection for entries in presenter.card_files)
    return " ".join(f"{kind}:{len(list(files))}" for kind, files in groupby(kinds))


def values(presenter: Presenter) -> dict[str, Any]:
    """What the templates of the wall see, wherever they stand."""
    found = facets(presenter)
    return {
        "quick": [facet for facet in found if facet.name in QUICK],
        "rest": [facet for facet in found if facet.name not in QUICK],
        "total": len(presenter.bundle.entries),
        "runs": runs(presenter),
    }


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words

    def render() -> Markup:
        prefix = presenter.prefix(PATH)
        register = list(shelves(presenter, prefix))
        return presenter.render("components/wall/page.html", prefix, register=register, **values(presenter))

    yield Page(PATH, words.text("wall.title"), words.text("wall.summary"), "hub", None, None, render)
