"""What a macro of `macros/` builds on: the page it stands on, finding items, and refusing a wrong use kindly."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from docstring_parser import parse
from markupsafe import Markup

from struin.graph import fixed_order
from struin.hosts.mkdocs.field_manual import FieldManual, field_manual
from struin.hosts.mkdocs.field_manual import examples as file_examples
from struin.hosts.mkdocs.macro_guard import MacroMistake
from struin.hosts.mkdocs.manual import Manual, manuals
from struin.model import Entry
from struin.present import Presenter
from struin.slices import Collection
from struin.validate import likeliest, likeliest_item

MacroFunction = Callable[..., str]


class _Withdrawn(Exception):
    """A macro names an item that was withdrawn: there is nothing to show, and nothing to wait for with publishing."""


def macro(function: MacroFunction) -> MacroFunction:
    """Marks a method as a macro. Arguments that do not fit become a MacroMistake that shows the docstring's example."""
    parameters = list(inspect.signature(function).parameters.values())[1:]

    @functools.wraps(function)
    def checked(self: Vocabulary, *args: Any, **kwargs: Any) -> str:
        if fault := _misfit(parameters, args, kwargs):
            code, values = fault
            raise MacroMistake(code, macro=function.__name__, example=examples(function)[0], **values)
        try:
            return function(self, *args, **kwargs)
        except _Withdrawn:
            return ""

    checked.is_struin_macro = True  # type: ignore[attr-defined]
    return checked


def _misfit(
    parameters: Sequence[inspect.Parameter], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[str, dict[str, Any]] | None:
    """What is wrong with the arguments of a call, as a code and its values; None if they fit."""
    names = [each.name for each in parameters]
    given = dict(zip(names, args, strict=False)) | dict(kwargs)
    for name in kwargs:
        if name not in names:
            meant = likeliest(name, names) or ""
            code = "macro-argument-unknown-meant" if meant else "macro-argument-unknown"
            return code, {"name": name, "meant": meant, "known": ", ".join(names) or "–"}
    if len(args) > len(names) or any(name in kwargs for name in names[: len(args)]):
        return "macro-arguments-many", {"known": ", ".join(names) or "–"}
    for each in parameters:
        if each.name not in given and each.default is inspect.Parameter.empty:
            return "macro-argument-missing", {"name": each.name}
        if each.name in given and _kind(given[each.name]) != str(each.annotation):
            return f"macro-argument-not-{each.annotation}", {"name": each.name}
    return None


def _kind(value: object) -> str:
    """The kind of a value as a macro's parameters name it: `str` or `int`; text that came out of a macro is text."""
    return "str" if isinstance(value, str) else type(value).__name__


def examples(function: Callable[..., Any]) -> list[str]:
    """The calls under `Example:` in a macro's docstring, one per line."""
    described = [part.description or "" for part in parse(function.__doc__ or "").examples]
    return [line.strip() for text in described for line in text.splitlines() if line.strip()]


class Vocabulary:
    """The base of a bundle's macros: each method marked with `@macro` is one. Parameters of a macro are plain text
    and numbers; what it returns is finished HTML."""

    def __init__(self, env: Any) -> None:
        """`env` is the object that mkdocs-macros hands to `define_env`."""
        self._env = env
        self.presenter: Presenter = env.conf.plugins["struin"].presenter

    @classmethod
    def names(cls) -> list[str]:
        """The names of the macros, in the order in which they are written."""
        return [name for name, value in vars(cls).items() if getattr(value, "is_struin_macro", False)]

    def register(self) -> None:
        for name in self.names():
            self._env.macro(getattr(self, name), name)

    # --- for the macros themselves

    @property
    def prefix(self) -> str:
        """The way from the page at hand back to the site's root."""
        return "../" * str(self._env.page.url).count("/")

    def html(self, name: str, content: str) -> str:
        """Finished HTML as one block that Markdown leaves alone."""
        return str(Markup('<div class="macro macro--{}">{}</div>').format(name, Markup(content)))

    def render(self, name: str, template: str, **values: Any) -> str:
        return self.html(name, self.presenter.render(template, self.prefix, **values))

    def manuals(self) -> list[Manual]:
        """The manual of every type of exercise."""
        return list(manuals(self.presenter, self.prefix))

    def field_manual(self, macro_name: str, collection: str) -> FieldManual:
        """The manual of a kind's fields. Raises MacroMistake."""
        return field_manual(self.presenter.bundle, self._kind_of_item(macro_name, collection))

    def example(self, macro_name: str, collection: str, name: str) -> str:
        """A right example of a kind, as its file is. Raises MacroMistake."""
        known = file_examples(self._kind_of_item(macro_name, collection))
        self.one_of(macro_name, "voorbeeld", name, known)
        return known[name]

    def _kind_of_item(self, macro_name: str, collection: str) -> Collection:
        self.one_of(macro_name, "soort", collection, self.presenter.bundle.collections)
        return self.presenter.bundle.collections[collection]

    def evaluate(self, expression: str) -> str:
        """The outcome of a macro call written as text, in the same sandbox as a page."""
        return str(self._env.env.compile_expression(expression)())

    def entry(self, macro_name: str, entry_id: str, collection: str | None = None) -> Entry:
        """The item with this id, or that was called so, of this kind if one is asked for. Raises MacroMistake."""
        entries = self.presenter.bundle.entries
        entry_id = self._now(entry_id)
        if entry_id in self.presenter.bundle.addresses.withdrawn:
            raise _Withdrawn
        if entry_id not in entries:
            meant = likeliest_item(entry_id, entries) or ""
            code = "macro-item-unknown-meant" if meant else "macro-item-unknown"
            raise MacroMistake(code, macro=macro_name, id=entry_id, meant=meant)
        entry = entries[entry_id]
        if collection and entry.collection != collection:
            values = {"collection": entry.collection, "wanted": collection}
            raise MacroMistake("macro-item-kind", macro=macro_name, id=entry_id, **values)
        return entry

    def _now(self, entry_id: str) -> str:
        return self.presenter.bundle.addresses.renamed.get(entry_id, entry_id)

    def fitting(self, call: str) -> str:
        """A call that a macro's docstring shows, with an item of this bundle in the place of one that it has not."""
        entries, principles = self.presenter.bundle.entries, self.presenter.bundle.settings.principles

        def item(match: re.Match[str]) -> str:
            known = sorted((each for each in entries if each.startswith(f"{match[2]}/")), key=fixed_order)
            now = self._now(match[1])
            return match[0] if now not in entries and not known else f'"{now if now in entries else known[0]}"'

        def principle(match: re.Match[str]) -> str:
            now = self._now(f"principles/{match[1]}").rpartition("/")[2]
            return f'principle="{now if now in principles or not principles else principles[0]}"'

        return re.sub(r'principle="([^"]*)"', principle, re.sub(r'"(([a-z-]+)/[a-z0-9-]+)"', item, call))

    def one_of(self, macro_name: str, what: str, value: str, known: Iterable[str] | Mapping[str, Any]) -> None:
        """Refuses a value that is not among the known ones. Raises MacroMistake."""
        if value not in known:
            meant = likeliest(value, known) or ""
            code = "macro-value-unknown-meant" if meant else "macro-value-unknown"
            raise MacroMistake(code, macro=macro_name, value=value, what=what, known=", ".join(known), meant=meant)

    def at_least(self, macro_name: str, name: str, value: int, least: int) -> None:
        """Refuses a number that is too small. Raises MacroMistake."""
        if value < least:
            raise MacroMistake("macro-number-small", macro=macro_name, name=name, value=value, least=least)

    def find(self, macro_name: str, collection: str, principle: str, theme: str) -> list[Entry]:
        """Items that answer to all that is not empty, in their fixed order. Raises MacroMistake."""
        bundle = self.presenter.bundle
        if collection:
            self.one_of(macro_name, "soort", collection, bundle.collections)
        if principle:
            principle = self._now(f"principles/{principle}").removeprefix("principles/")
            self.one_of(macro_name, "principe", principle, bundle.settings.principles)
        if theme:
            self.one_of(macro_name, "thema", theme, bundle.settings.themes)
        found = [
            entry
            for entry in bundle.entries.values()
            if (not collection or entry.collection == collection)
            and (not principle or principle in entry.principles)
            and (not theme or theme in entry.item.themes)
        ]
        return sorted(found, key=lambda entry: fixed_order(entry.id))
