"""Makes of entries what templates see of them (`struin.views`): cards, doors, ties, overviews. No HTML is made here.

A `prefix` leads from the page on which a view stands back to the site's root (`../../`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from struin.bundle import Bundle
from struin.doors import BELONGS, ELSEWHERE, SKIP, SUGGESTED
from struin.doors import Door as ChosenDoor
from struin.graph import MENTIONS
from struin.hubs import HubPlan, card_files, page_with, plan_hubs
from struin.model import Entry
from struin.site import Site
from struin.views import Card, Door, Group, HubPage, PrincipleRef, Tie

CARDS_PER_GROUP = 7
CARDS_PER_LANE = 4  # of each principle on the front page
_FIRST_SENTENCE = re.compile(r"^(.{20,160}?[.!?…]’?)(?=\s|$)|^(.{1,160})(?=\s|$)", re.DOTALL)


class Viewer:
    """The views of one Bundle for one Site. Cards are kept, since one card stands on many pages at the same depth."""

    def __init__(self, bundle: Bundle, site: Site) -> None:
        self.bundle, self.site = bundle, site
        self._cards: dict[tuple[str, str], Card] = {}

    def prefix(self, page: str) -> str:
        return "../" * self.site.address(page).count("/")

    def card(self, entry_id: str, prefix: str) -> Card:
        key = (entry_id, prefix)
        if key not in self._cards:
            self._cards[key] = self._card(self.bundle.entries[entry_id], prefix)
        return self._cards[key]

    def _card(self, entry: Entry, prefix: str) -> Card:
        words = self.bundle.words
        first = _FIRST_SENTENCE.match(entry.body.text.strip())
        return Card(
            id=entry.id,
            collection=entry.collection,
            kind=words.text(f"{entry.collection}.name.one"),
            href=prefix + self.site.address(entry.id),
            title=entry.item.title,
            summary=entry.item.summary,
            principle=self.principle(entry.principles[0], prefix),
            facts=entry.item.facts(words, entry.minutes),
            item=entry.item,
            text=entry.body.text.strip(),
            first_line=first.group(0).strip() if first else "",
            seed=entry.id,
        )

    def principle(self, name: str, prefix: str) -> PrincipleRef | None:
        entry = self.bundle.entries.get(f"principles/{name}")
        if entry is None:
            return None
        heart = getattr(entry.item, "heart", entry.item.summary)
        number = self.bundle.settings.number(name)
        return PrincipleRef(name, entry.item.title, number, prefix + self.site.address(entry.id), heart)

    def principles(self, prefix: str) -> tuple[PrincipleRef, ...]:
        found = (self.principle(name, prefix) for name in self.bundle.settings.principles)
        return tuple(each for each in found if each)

    def door(self, entry: Entry, door: ChosenDoor, prefix: str) -> Door:
        return Door(self.card(door.target, prefix), door.tie, self.reason(door))

    def reason(self, door: ChosenDoor) -> str:
        """Why a door leads there, in words."""
        words = self.bundle.words
        if door.tie == SUGGESTED and door.theme:
            return words.text("doors.suggested-theme", theme=self.bundle.settings.themes[door.theme].lower())
        if door.tie in (BELONGS, SUGGESTED, ELSEWHERE, SKIP):
            return words.text(f"doors.{door.tie}")
        side, _, name = door.tie.rpartition(":")
        return words.text(f"doors.{name}.{side or 'own'}")

    def refers(self, entry: Entry, prefix: str) -> Mapping[str, Card]:
        """The cards of the items that an item itself refers to, by their ids."""
        ties = self.bundle.graph.ties[entry.id]
        return {tie.target: self.card(tie.target, prefix) for tie in ties if not tie.inverse}

    def ties(self, entry: Entry, prefix: str) -> Iterator[Tie]:
        """What an item is tied to, both ways, type by type, with the words for it."""
        words = self.bundle.words
        this = words.text(f"{entry.collection}.this")
        graph = self.bundle.graph
        ties = [tie for tie in graph.ties[entry.id] if graph.told(tie)]
        for relation in (*graph.types, MENTIONS):
            for inverse in (False, True):
                targets = [tie.target for tie in ties if tie.type == relation and tie.inverse is inverse]
                if targets:
                    said = words.text(f"ties.{relation}.{'inverse' if inverse else 'own'}", this=this)
                    # A principle has hundreds of these in a large bundle; its groups show them in pages.
                    yield Tie(said, tuple(self.card(each, prefix) for each in targets[:CARDS_PER_GROUP]))

    def groups(self, entry: Entry, prefix: str) -> Mapping[str, Group]:
        """By kind: the first of the items whose home is this principle."""
        groups = {}
        for kind, homes in self.bundle.by_home.items():
            if kind == entry.collection:
                continue
            entries = homes.get(entry.name, ())
            more = self.hub_href(kind, entry.name, prefix) if len(entries) > CARDS_PER_GROUP else None
            cards = tuple(self.card(each.id, prefix) for each in entries[:CARDS_PER_GROUP])
            groups[kind] = Group(self.bundle.words.text(f"{kind}.name.other"), cards, len(entries), more)
        return groups

    # --- overviews

    @cached_property
    def card_files(self) -> Sequence[Sequence[Entry]]:
        """The entries whose cards scripts load together."""
        return card_files(self.bundle)

    @cached_property
    def hubs(self) -> Mapping[str, Sequence[HubPlan]]:
        return plan_hubs(self.bundle)

    def hub_href(self, kind: str, principle: str, prefix: str) -> str:
        """The address of a principle's section in the overview of a kind."""
        return f"{prefix}{self.site.address(page_with(self.hubs[kind], principle))}#{principle}"

    def hub_view(self, plan: HubPlan) -> HubPage:
        """What one page of an overview shows."""
        words, prefix = self.bundle.words, self.prefix(plan.page)
        pages = self.hubs[plan.collection]
        sections = tuple(
            (self.principle(home, prefix), tuple(self.card(entry.id, prefix) for entry in entries))
            for home, entries in plan.sections
        )
        numbered = tuple(
            (str(number), prefix + self.site.address(each.page), each is plan) for number, each in enumerate(pages, 1)
        )
        return HubPage(
            title=words.text(f"{plan.collection}.name.other"),
            intro=words.text(f"{plan.collection}.intro"),
            collection=plan.collection,
            sections=sections,
            pagination=numbered if len(pages) > 1 else (),
            breadcrumb=(words.text("nav.home"), prefix or "./"),
        )

    def front_view(self, prefix: str) -> HubPage:
        """What the front page shows: the six doors, and a wall that begins with something of every principle."""
        words = self.bundle.words
        lanes: dict[str, list[Card]] = {name: [] for name in self.bundle.settings.principles}
        # The ring changes principle at nearly every step and kind at most, so its beginning is already a good mixture.
        for entry_id in self.bundle.graph.ring:
            entry = self.bundle.entries[entry_id]
            lane = lanes.get(entry.principles[0])
            if lane is not None and entry.collection != "principles" and len(lane) < CARDS_PER_LANE:
                lane.append(self.card(entry_id, prefix))
        sections = tuple((self.principle(name, prefix), tuple(cards)) for name, cards in lanes.items())
        return HubPage(
            title=self.bundle.settings.name,
            intro=self.bundle.settings.description,
            collection="",
            sections=tuple((ref, cards) for ref, cards in sections if ref),
            pagination=(),
            breadcrumb=(words.text("nav.home"), prefix or "./"),
        )
