"""A Bundle: the whole, read, checked and linked, ready to be presented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from struin.addresses import Addresses
from struin.diagnostics import Diagnostic, has_errors
from struin.doors import Door
from struin.glossary import Term
from struin.graph import Graph, fixed_order
from struin.likeness import Likeness
from struin.media import MediaFile
from struin.model import Entry
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue


@dataclass(frozen=True)
class Bundle:
    """Everything that is published. With errors among the diagnostics it is only good for showing those."""

    root: Path
    settings: Settings
    words: Catalogue
    collections: Mapping[str, Collection]
    graph: Graph
    likeness: Mapping[str, Sequence[Likeness]]
    doors: Mapping[str, Sequence[Door]]
    media: Sequence[MediaFile]
    diagnostics: Sequence[Diagnostic]
    glossary: Sequence[Term] = ()
    addresses: Addresses = field(default_factory=Addresses)

    @property
    def ok(self) -> bool:
        return not has_errors(self.diagnostics)

    @property
    def entries(self) -> Mapping[str, Entry]:
        return self.graph.entries

    @cached_property
    def by_home(self) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
        """Entries by collection and home principle, in the order of the principles; inside that in a fixed order."""
        order = {principle: index for index, principle in enumerate(self.settings.principles)}
        sorted_entries = sorted(
            self.entries.values(), key=lambda e: (order.get(e.principles[0], 99), fixed_order(e.id))
        )
        grouped: dict[str, dict[str, list[Entry]]] = {name: {} for name in self.collections}
        for entry in sorted_entries:
            grouped[entry.collection].setdefault(entry.principles[0], []).append(entry)
        return {kind: {home: tuple(entries) for home, entries in homes.items()} for kind, homes in grouped.items()}
