"""PRESENT: an Entry and its neighbours become the HTML of a page. A pure function of content, templates and Site.

The Jinja environment is Struin's own: autoescape, StrictUndefined, and templates from the package and its slices
only. Authors' Markdown never passes through it; a rendered body enters as finished Markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from struin.bundle import Bundle
from struin.components.cover.cover import cover_svg
from struin.components.emblem.emblem import emblem_svg
from struin.hubs import HubPlan
from struin.model import Entry
from struin.site import Site
from struin.slices import Component, InteractionType, components, interactions
from struin.viewing import Viewer
from struin.views import Card, ItemPage

__all__ = ["INTERACTION", "Presenter", "Site"]

ROOT = "\ue000"  # stands for the way back to the site's root in a card that is kept; no title can hold it
INTERACTION = "interaction"  # the component that all types of exercises build on
TEMPLATES = Path(__file__).parent / "templates"
_ITEM_LINK = re.compile(r'href="item:([^"#]+)')
_TAG = re.compile(r"<(struin-[a-z]+)")
_INTERACTION = re.compile(r"<!--interaction:\d+-->")
_MEDIA = re.compile(r'src="media:([^"]+)"')


def _in_place(html: str, interactions: Iterable[str]) -> str:
    """A body with its exercises where they were written."""
    following = iter(interactions)
    return _INTERACTION.sub(lambda _: next(following), html)


class Presenter(Viewer):
    """Presents one Bundle for one Site: fills the templates with the views of it."""

    def __init__(self, bundle: Bundle, site: Site) -> None:
        super().__init__(bundle, site)
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

    def hub_page(self, plan: HubPlan) -> Markup:
        """The main part of one page of an overview."""
        return self.render("hub.html", self.prefix(plan.page), page=self.hub_view(plan))

    def front(self, prefix: str) -> Markup:
        """The main part of the front page."""
        return self.render("home.html", prefix, page=self.front_view(prefix))

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

    def item_view(self, entry: Entry, prefix: str) -> ItemPage:
        """What the page of an item shows."""
        words, settings = self.bundle.words, self.bundle.settings
        principles = tuple(filter(None, (self.principle(name, prefix) for name in entry.principles)))
        edit_base = self.site.edit_base
        return ItemPage(
            card=self.card(entry.id, prefix),
            item=entry.item,
            body=self.body(entry, prefix),
            principle=principles[0] if principles else None,
            principles=principles,
            ties=tuple(self.ties(entry, prefix)),
            refers=self.refers(entry, prefix),
            doors=tuple(self.door(entry, door, prefix) for door in self.bundle.doors[entry.id]),
            breadcrumb=(
                words.text(f"{entry.collection}.name.other"),
                prefix + self.site.address(f"{entry.collection}/"),
            ),
            themes=tuple(settings.themes[theme] for theme in entry.item.themes),
            audience=tuple(settings.audience[each] for each in entry.item.audience),
            passport_words=words.text(f"passport.{entry.item.passport.origin.value}"),
            edit_href=f"{edit_base}{entry.source.path}" if edit_base else None,
            groups=self.groups(entry, prefix) if entry.collection == "principles" else {},
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
