"""PRESENT: an Entry and its neighbours become the HTML of a page. A pure function of content, templates and Site.

The Jinja environment is Struin's own: autoescape, StrictUndefined, and templates from the package and its slices
only. Authors' Markdown never passes through it; a rendered body enters as finished Markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from struin.bundle import Bundle
from struin.components.cover.cover import cover_svg
from struin.components.emblem.emblem import emblem_svg
from struin.doors import BELONGS, ELSEWHERE, SKIP, SUGGESTED
from struin.doors import Door as ChosenDoor
from struin.graph import MENTIONS
from struin.hubs import HubPlan, card_files, page_with, plan_hubs
from struin.model import Entry
from struin.slices import Component, InteractionType, components, interactions
from struin.views import Card, Door, Group, HubPage, ItemPage, PrincipleRef, Tie

ROOT = "\ue000"  # stands for the way back to the site's root in a card that is kept; no title can hold it
INTERACTION = "interaction"  # the component that all types of exercises build on
CARDS_PER_GROUP = 7
CARDS_PER_LANE = 4  # of each principle on the front page
TEMPLATES = Path(__file__).parent / "templates"
_ITEM_LINK = re.compile(r'href="item:([^"#]+)')
_TAG = re.compile(r"<(struin-[a-z]+)")
_INTERACTION = re.compile(r"<!--interaction:\d+-->")
_MEDIA = re.compile(r'src="media:([^"]+)"')
_FIRST_SENTENCE = re.compile(r"^(.{20,160}?[.!?…]’?)(?=\s|$)|^(.{1,160})(?=\s|$)", re.DOTALL)


def _in_place(html: str, interactions: Iterable[str]) -> str:
    """A body with its exercises where they were written."""
    following = iter(interactions)
    return _INTERACTION.sub(lambda _: next(following), html)


@dataclass(frozen=True)
class Site:
    """How addresses are made. `edit_base` is put before `content/…` to make an edit link; None for none.

    `url` is the whole address of the site, ending in a slash; None when it is not known.
    """

    directory_urls: bool = True
    edit_base: str | None = None
    url: str | None = None

    def address(self, page: str) -> str:
        """The address, relative to the site's root, of `stories/de-jas-aan` or of the overview `stories/`."""
        if page.endswith("/") or not page:
            return page if self.directory_urls else f"{page}index.html"
        return f"{page}/" if self.directory_urls else f"{page}.html"


class Presenter:
    """Presents one Bundle for one Site. Cards are kept, since one card stands on many pages at the same depth."""

    def __init__(self, bundle: Bundle, site: Site) -> None:
        self.bundle, self.site = bundle, site
        self._cards: dict[tuple[str, str], Card] = {}
        self._card_html: dict[tuple[str, str], str] = {}
        self._slots: dict[str, list[str]] = {}
        self._bleeding = {file.name for file in bundle.media if file.bleeds}
        self._values: dict[str, dict[str, Any]] = {}
        self._shells: dict[str, Markup] = {}

    @cached_property
    def environment(self) -> Environment:
        kinds = {name: FileSystemLoader(each.folder) for name, each in self.bundle.collections.items()}
        parts = {name: FileSystemLoader(each.folder) for name, each in self.components.items()}
        slices = PrefixLoader({**kinds, "components": PrefixLoader(parts)})
        environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(TEMPLATES), slices]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # made anew for every build; looking at the files' times for each page is not free
        )
        words, settings = self.bundle.words.text, self.bundle.settings
        environment.globals |= {"t": words, "settings": settings, "cover": self.cover, "emblem": self.emblem}
        return environment

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """What pages share, and the types of exercises."""
        return {**components(self.bundle.root), **interactions(self.bundle.root)}

    # --- whole pages

    def item_page(self, entry_id: str) -> Markup:
        """The main part of an item's page, without the shell that a host puts around it."""
        entry = self.bundle.entries[entry_id]
        prefix = self.prefix(entry_id)
        return self.render(f"{entry.collection}/page.html", prefix, page=self.item_view(entry, prefix))

    def search_text(self, entry_id: str) -> Markup:
        """The item's own words beside its title and summary, as plain HTML, for a search index."""
        entry = self.bundle.entries[entry_id]
        own = Markup("").join(Markup("<p>{}</p>").format(text) for text in entry.item.own_texts())
        asked = [each.prompt.html if each.prompt else "" for each in entry.interactions]
        return Markup(_in_place(entry.body.html, asked)) + own

    def render(self, template: str, prefix: str, **values: Any) -> Markup:
        """A template filled in; `prefix` leads from the page back to the site's root (`../../`)."""

        def card(view: Card, size: str = "m") -> Markup:
            return self.card_html(view, size, prefix)

        def href(page: str) -> str:
            return prefix + self.site.address(page)

        def media(name: str) -> str:
            return f"{prefix}media/{name}"

        def slot(name: str) -> Markup:
            return self.slot(name, prefix, **values)

        found = self.environment.get_template(template)
        return Markup(found.render(card=card, href=href, media=media, slot=slot, **values))

    def slot(self, name: str, prefix: str, **values: Any) -> Markup:
        """What the components put in a slot of a page (see struin.components), in the order of their names."""
        return Markup("\n").join(
            self.render(f"components/{part}/{name}.html", prefix, **self._own_values(part), **values)
            for part in self._fillings(name)
        )

    def _own_values(self, part: str) -> dict[str, Any]:
        """What a component gives its own parts of pages besides what the page has; made once."""
        if part not in self._values:
            function = getattr(self.components[part].module(), "values", None)
            self._values[part] = function(self) if function else {}
        return self._values[part]

    def shell(self, prefix: str) -> Markup:
        """What the components put on every page; it differs only by the way back to the site's root."""
        if prefix not in self._shells:
            self._shells[prefix] = self.slot("shell", prefix)
        return self._shells[prefix]

    def _fillings(self, slot: str) -> list[str]:
        """The names of the components that have something for a slot."""
        if slot not in self._slots:
            parts = self.components.values()
            self._slots[slot] = [each.name for each in parts if (each.folder / f"{slot}.html").is_file()]
        return self._slots[slot]

    def called_for(self, html: str) -> list[Component]:
        """The components whose element is on a page, so whose script and style go along with it."""
        tags = set(_TAG.findall(html))
        called = [each for each in self.components.values() if each.tag in tags]
        if any(isinstance(each, InteractionType) for each in called):
            called.insert(0, self.components[INTERACTION])
        return called

    def prefix(self, page: str) -> str:
        return "../" * self.site.address(page).count("/")

    # --- parts

    def card_html(self, view: Card, size: str, prefix: str) -> Markup:
        """A card by its kind's template. It is made once; only the way to the site's root differs between pages."""
        key = (view.id, size)
        if key not in self._card_html:
            template = self.environment.get_template(f"{view.collection}/card.html")
            made = template.render(card=self.card(view.id, ROOT), size=size, href=lambda p: ROOT + self.site.address(p))
            self._card_html[key] = made
        return Markup(self._card_html[key].replace(ROOT, prefix))

    def cover(self, view: Card, frame: str = "card", *, described: bool = False) -> Markup:
        """The item's own picture, or one drawn from its id. On a card it adds nothing to the title: it is not described
        there, but for a page that shows it in the frame of a card."""
        own = view.item.cover
        if own is None:
            number = view.principle.number if view.principle else 1
            return Markup(cover_svg(view.seed, number, view.collection, frame))
        prefix = view.href.removesuffix(self.site.address(view.id))
        alt = own.alt if described or frame in ("hero", "tall") else ""
        bleeds = Markup(" cover--bleeds") if own.image in self._bleeding else ""
        picture = Markup('<img class="cover cover--own{}" src="{}media/{}" alt="{}" loading="lazy">')
        return picture.format(bleeds, prefix, own.image, alt)

    def emblem(self, principle: str | int) -> Markup:
        number = principle if isinstance(principle, int) else self.bundle.settings.number(principle)
        return Markup(emblem_svg(number))

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

    def item_view(self, entry: Entry, prefix: str) -> ItemPage:
        words, settings = self.bundle.words, self.bundle.settings
        principles = tuple(filter(None, (self.principle(name, prefix) for name in entry.principles)))
        edit_base = self.site.edit_base
        return ItemPage(
            card=self.card(entry.id, prefix),
            item=entry.item,
            body=self.body(entry, prefix),
            principle=principles[0] if principles else None,
            principles=principles,
            ties=tuple(self._ties(entry, prefix)),
            refers=self._refers(entry, prefix),
            doors=tuple(self.door(entry, door, prefix) for door in self.bundle.doors[entry.id]),
            breadcrumb=(
                words.text(f"{entry.collection}.name.other"),
                prefix + self.site.address(f"{entry.collection}/"),
            ),
            themes=tuple(settings.themes[theme] for theme in entry.item.themes),
            audience=tuple(settings.audience[each] for each in entry.item.audience),
            passport_words=words.text(f"passport.{entry.item.passport.origin.value}"),
            edit_href=f"{edit_base}{entry.source.path}" if edit_base else None,
            groups=self._groups(entry, prefix) if entry.collection == "principles" else {},
        )

    def body(self, entry: Entry, prefix: str) -> Markup:
        """The rendered body, its links to items and pictures made into addresses seen from this page."""

        def address(match: re.Match[str]) -> str:
            return f'href="{prefix}{self.site.address(match.group(1))}'

        written = entry.body.html
        if entry.interactions:
            written = _in_place(written, self._interactions(entry, prefix))
        linked = _ITEM_LINK.sub(address, written)
        html = Markup(_MEDIA.sub(lambda match: f'src="{prefix}media/{match.group(1)}"', linked))
        for add in self._additions:
            html = add(self, html, prefix)
        return html

    def _interactions(self, entry: Entry, prefix: str) -> Iterator[str]:
        """The exercises of an item, each by the template of its type."""
        last = len(entry.interactions) - 1
        principles = {each.id.rpartition("/")[2]: each for each in self.principles(prefix)}
        for number, each in enumerate(entry.interactions):
            values = {"it": each, "item": entry.id, "uid": f"struin-check-{each.id}", "last": number == last}
            template = f"components/{each.type}/template.html"
            yield self.render(template, prefix, title=entry.item.title, principles=principles, **values)

    @cached_property
    def _additions(self) -> list[Any]:
        """What components do with a body: their functions `body(presenter, html, prefix)`."""
        functions = (getattr(each.module(), "body", None) for each in self.components.values())
        return [each for each in functions if each]

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

    def _refers(self, entry: Entry, prefix: str) -> Mapping[str, Card]:
        ties = self.bundle.graph.ties[entry.id]
        return {tie.target: self.card(tie.target, prefix) for tie in ties if not tie.inverse}

    def _ties(self, entry: Entry, prefix: str) -> Iterator[Tie]:
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

    def _groups(self, entry: Entry, prefix: str) -> Mapping[str, Group]:
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

    def hub_page(self, plan: HubPlan) -> Markup:
        """The main part of one page of an overview."""
        words, prefix = self.bundle.words, self.prefix(plan.page)
        pages = self.hubs[plan.collection]
        sections = tuple(
            (self.principle(home, prefix), tuple(self.card(entry.id, prefix) for entry in entries))
            for home, entries in plan.sections
        )
        numbered = tuple(
            (str(number), prefix + self.site.address(each.page), each is plan) for number, each in enumerate(pages, 1)
        )
        view = HubPage(
            title=words.text(f"{plan.collection}.name.other"),
            intro=words.text(f"{plan.collection}.intro"),
            collection=plan.collection,
            sections=sections,
            pagination=numbered if len(pages) > 1 else (),
            breadcrumb=(words.text("nav.home"), prefix or "./"),
        )
        return self.render("hub.html", prefix, page=view)

    # --- the front page

    def front(self, prefix: str) -> Markup:
        """The main part of the front page: the six doors, and a wall that begins with something of every principle."""
        words = self.bundle.words
        lanes: dict[str, list[Card]] = {name: [] for name in self.bundle.settings.principles}
        # The ring changes principle at nearly every step and kind at most, so its beginning is already a good mixture.
        for entry_id in self.bundle.graph.ring:
            entry = self.bundle.entries[entry_id]
            lane = lanes.get(entry.principles[0])
            if lane is not None and entry.collection != "principles" and len(lane) < CARDS_PER_LANE:
                lane.append(self.card(entry_id, prefix))
        sections = tuple((self.principle(name, prefix), tuple(cards)) for name, cards in lanes.items())
        view = HubPage(
            title=self.bundle.settings.name,
            intro=self.bundle.settings.description,
            collection="",
            sections=tuple((ref, cards) for ref, cards in sections if ref),
            pagination=(),
            breadcrumb=(words.text("nav.home"), prefix or "./"),
        )
        return self.render("home.html", prefix, page=view)
