"""The vocabulary of the pages in docs/: what may stand between {{ and }} there.

Each method of Macros is one macro. Its docstring is its manual: the page docs/redactie/macros.md is made from it,
which is why it is in Dutch. A macro stays thin; what it shows is made by the same functions as the items' pages.
"""

from __future__ import annotations

import inspect
from typing import Any

from docstring_parser import parse

from struin.cli.manual import commands
from struin.hosts.mkdocs.vocabulary import Vocabulary, examples, macro

SIZES = ("s", "m", "l", "wide", "tall")
REFERENCES = ("macro_reference", "exercise_reference", "field_reference", "item_example", "command_reference")
ONCE = ("front", "finder", "decks", "platforms", *REFERENCES)  # these have pages of their own


class Macros(Vocabulary):
    @macro
    def card(self, id: str, size: str = "m") -> str:
        """Eén kaart van een tekst, die naar die tekst leidt.

        Args:
            id: de map en de naam van de tekst, zonder .md
            size: hoe groot de kaart is: s, m, l, wide of tall

        Example:
            card("stories/twee-graden")
        """
        self.one_of("card", "maat", size, SIZES)
        view = self.presenter.card(self.entry("card", id).id, self.prefix)
        return self.html("card", self.presenter.card_html(view, size, self.prefix))

    @macro
    def cards(self, collection: str = "", principle: str = "", theme: str = "", limit: int = 6) -> str:
        """Een wand van kaarten die aan alles voldoen wat je noemt, in een vaste volgorde.

        Args:
            collection: de soort, zoals stories of quotes
            principle: de naam van een principe
            theme: een thema uit de lijst in content/bundle.yml
            limit: hoeveel kaarten er hoogstens staan

        Example:
            cards(collection="quotes", principle="lerend-werken", limit=3)
        """
        self.at_least("cards", "limit", limit, 1)
        found = self.find("cards", collection, principle, theme)[:limit]
        views = [self.presenter.card(entry.id, self.prefix) for entry in found]
        return self.render("cards", "wall.html", cards=views)

    @macro
    def quote(self, id: str) -> str:
        """Een citaat, groot.

        Args:
            id: quotes/ en de naam van het citaat

        Example:
            quote("quotes/niet-in-de-map")
        """
        view = self.presenter.card(self.entry("quote", id, "quotes").id, self.prefix)
        return self.html("quote", self.presenter.card_html(view, "wide", self.prefix))

    @macro
    def exercise(self, id: str) -> str:
        """Een oefening, met minuten en groepsgrootte.

        Args:
            id: exercises/ en de naam van de oefening

        Example:
            exercise("exercises/teken-de-keuken")
        """
        view = self.presenter.card(self.entry("exercise", id, "exercises").id, self.prefix)
        return self.html("exercise", self.presenter.card_html(view, "wide", self.prefix))

    @macro
    def principles(self) -> str:
        """De principes als straat van deuren.

        Example:
            principles()
        """
        return self.render("principles", "_street.html", refs=self.presenter.principles(self.prefix))

    @macro
    def doors(self, id: str) -> str:
        """De deuren van een tekst: vier tot zes wegen verder, elk met de reden erbij.

        Args:
            id: de map en de naam van de tekst

        Example:
            doors("stories/twee-graden")
        """
        view = self.presenter.item_view(self.entry("doors", id), self.prefix)
        return self.render("doors", "_doors.html", page=view)

    @macro
    def front(self) -> str:
        """De hele voorpagina: groet, deuren en wand. Hoort alleen op docs/index.md.

        Example:
            front()
        """
        return self.html("front", self.presenter.front(self.prefix))

    @macro
    def finder(self) -> str:
        """De zoeker voor trainers: oefeningen en sessies op tijd, groep en vorm. Hoort alleen op docs/trainers.md.

        Example:
            finder()
        """
        return self.html("finder", self.presenter.slot("finder", self.prefix))

    @macro
    def decks(self) -> str:
        """De kaarten om te printen, per principe en allemaal. Staat er pas als het adres van de site bekend is.

        Example:
            decks()
        """
        return self.html("decks", self.presenter.slot("decks", self.prefix))

    @macro
    def platforms(self) -> str:
        """Alle oefeningen en sessies die een leeromgeving aankan, met hun bestanden. Hoort op docs/leeromgeving.md.

        Example:
            platforms()
        """
        return self.html("platforms", self.presenter.slot("platforms", self.prefix))

    @macro
    def macro_reference(self) -> str:
        """Deze handleiding: elke macro met zijn gegevens, een voorbeeld en wat het voorbeeld laat zien.

        Example:
            macro_reference()
        """
        shown_live = [name for name in self.names() if name not in ONCE]
        return self.render(
            "reference",
            "components/guide/macro_reference.html",
            macros=[self._described(name, live=name in shown_live) for name in self.names()],
        )

    @macro
    def exercise_reference(self) -> str:
        """De handleiding bij de oefeningen: elke soort met voorbeelden, en met fouten en wat de controle dan zegt.

        Example:
            exercise_reference()
        """
        return self.render("exercises", "components/guide/exercise_reference.html", types=self.manuals())

    @macro
    def field_reference(self, collection: str) -> str:
        """De velden van een soort: waar elk voor is, of het er moet staan, wat erin past en waaruit je kiest.

        Args:
            collection: de soort, zoals stories of quotes

        Example:
            field_reference("quotes")
        """
        manual = self.field_manual("field_reference", collection)
        return self.render("fields", "components/guide/field_reference.html", manual=manual, kind=collection)

    @macro
    def item_example(self, collection: str, name: str) -> str:
        """Een ingevuld bestand van een soort, zoals het er helemaal uitziet. De tests lezen het na.

        Args:
            collection: de soort, zoals stories of quotes
            name: het voorbeeld: een bestand in examples/valid van die soort, zonder .md

        Example:
            item_example("quotes", "met-verband")
        """
        source = self.example("item_example", collection, name)
        return self.render("example", "components/guide/item_example.html", source=source)

    @macro
    def command_reference(self) -> str:
        """De opdrachten van struin: waar elke voor is en wat je erbij kunt zetten, zoals --help het zegt.

        Example:
            command_reference()
        """
        return self.render("commands", "components/guide/command_reference.html", commands=commands())

    def _described(self, name: str, live: bool) -> dict[str, Any]:
        function = getattr(type(self), name)
        manual = parse(function.__doc__ or "")
        defaults = inspect.signature(function).parameters
        calls = [self.fitting(call) for call in examples(function)]
        return {
            "name": name,
            "says": manual.short_description,
            "parameters": [
                {
                    "name": each.arg_name,
                    "says": each.description,
                    "optional": _is_optional(defaults[each.arg_name]),
                }
                for each in manual.params
            ],
            "calls": calls,
            "outcome": self.evaluate(calls[0]) if live else "",
        }


def _is_optional(parameter: inspect.Parameter) -> bool:
    return parameter.default is not inspect.Parameter.empty


def define_env(env: Any) -> None:
    """Called by mkdocs-macros at each build."""
    Macros(env).register()
