"""The fields of a form from the JSON Schema of a kind's front matter, as Sveltia CMS wants them in its configuration.

Nothing here knows a kind: what the model of a kind says, its form asks. Names and hints are those of the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from struin.strings import Catalogue

Field = dict[str, Any]
Schema = Mapping[str, Any]

# What every item has, in the order in which editors write it; what a kind adds goes in between. A file is written in
# the order of its form, so another order here would show up in every proposal.
FIRST = ("title", "summary", "principles", "themes", "audience", "goal", "minutes", "language_note")
LAST = ("relations", "cover", "sound", "passport", "draft")
# What comes first inside a field.
INSIDE = ("shows", "practises", "uses", "voices", "contrasts", "deepens", "item", "own", "title")
LONG = 120  # a text that may be longer gets room for more than one line
PICTURES = ".svg,.png,.jpg,.jpeg,.webp,.avif,.gif"
# Where files of items are; an item names them without a folder, which only a field of its own folder can say.
MEDIA = {"choose_url": False, "media_folder": "/content/media", "public_folder": ""}
# One line, nothing that could be markup: as `struin.fields.plain_text` has it.
PLAIN = r"^[^<>\r\n]*$"


@dataclass(frozen=True)
class Forms:
    """What forms are made with. `named` gives the words for values that are a bundle's own: by field, then by value.

    `given` are the first values of a new item, by the path of the field (`passport.licence`).
    """

    words: Catalogue
    named: Mapping[str, Mapping[str, str]]
    given: Mapping[str, Any]
    _items: dict[tuple[str, ...], list[dict[str, str]]] = field(default_factory=dict)

    def fields(self, kind: str, schema: Schema) -> list[Field]:
        """The fields of a kind's form, without the body."""
        names = schema["properties"].keys()
        order = [
            *(name for name in FIRST if name in names),
            *(name for name in names if name not in FIRST + LAST),
            *(name for name in LAST if name in names),
        ]
        return [self._field(kind, (name,), schema) for name in order if not _closed(schema["properties"][name])]

    def _inside(self, kind: str, above: tuple[str, ...], schema: Schema) -> list[Field]:
        names = sorted(schema["properties"], key=lambda name: INSIDE.index(name) if name in INSIDE else len(INSIDE))
        return [self._field(kind, (*above, name), schema) for name in names]

    def _field(self, kind: str, path: tuple[str, ...], around: Schema) -> Field:
        name, schema = path[-1], around["properties"][path[-1]]
        made: Field = {"name": name, "label": self.label(kind, path), "required": name in around.get("required", ())}
        if hint := self._hint(path, schema):
            made["hint"] = hint
        made |= self._widget(kind, path, schema)
        if made["widget"] == "boolean" and not made["required"]:
            made |= self._perhaps()
        if ".".join(path) in self.given:
            made["default"] = self.given[".".join(path)]
        return made

    def _hint(self, path: tuple[str, ...], schema: Schema) -> str:
        """What a field is for: as the guide says it, unless that is about how a file is written."""
        key = f"editor.hints.{'.'.join(path)}"
        return self.words.text(key) if key in self.words else str(schema.get("description", ""))

    def label(self, kind: str, path: tuple[str, ...]) -> str:
        """What people call a field; of a field that no catalogue names, its own name."""
        dotted = ".".join(path)
        for key in (f"{kind}.labels.{dotted}", f"editor.labels.{dotted}", f"editor.labels.{path[-1]}"):
            if key in self.words:
                return self.words.text(key)
        return path[-1].replace("_", " ").capitalize()

    def _widget(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        if path[-2:] == ("cover", "image"):
            return {"widget": "image", "accept": PICTURES, **MEDIA}
        if path[:1] == ("sound",) and path[-1] in ("file", "captions"):
            return {"widget": "file", **MEDIA}
        if "enum" in schema or schema.get("format") == "item":
            return {"widget": "select", "options": self._options(kind, path, schema), "dropdown_threshold": 0}
        made = getattr(self, f"_{schema.get('type', 'string')}", self._string)(kind, path, schema)
        return dict(made)

    def _string(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        if schema.get("format") == "date":
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": False}
        made: Field = {"widget": "text" if schema.get("maxLength", 0) > LONG else "string"}
        limits = {"minlength": schema.get("minLength"), "maxlength": schema.get("maxLength")}
        made |= {name: limit for name, limit in limits.items() if limit}
        pattern = schema.get("pattern", PLAIN)
        made["pattern"] = [pattern, self.words.text("editor.plain" if pattern == PLAIN else "editor.pattern")]
        return made

    def _integer(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        limits = {"min": schema.get("minimum"), "max": schema.get("maximum")}
        return {"widget": "number", "value_type": "int", "step": 1} | {
            name: limit for name, limit in limits.items() if limit is not None
        }

    def _number(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        return self._integer(kind, path, schema) | {"value_type": "float", "step": "any"}

    def _boolean(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        return {"widget": "boolean"}

    def _perhaps(self) -> Field:
        """For a truth value that may be left out: a switch would write `false` where nobody wrote anything."""
        return {
            "widget": "select",
            "options": [{"label": self.words.text(f"editor.{each}"), "value": each == "yes"} for each in ("yes", "no")],
        }

    def _object(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        return {"widget": "object", "collapsed": "auto", "fields": self._inside(kind, path, schema)}

    def _array(self, kind: str, path: tuple[str, ...], schema: Schema) -> Field:
        inner = schema["items"]
        limits = {"min": schema.get("minItems"), "max": schema.get("maxItems")}
        made: Field = {name: limit for name, limit in limits.items() if limit}
        if "enum" in inner or inner.get("format") == "item":
            options = self._options(kind, path, inner)
            return made | {"widget": "select", "multiple": True, "options": options, "dropdown_threshold": 0}
        made |= {"widget": "list", "collapsed": "auto"}
        if inner.get("type") == "object":
            fields = self._inside(kind, path, inner)
            return made | {"fields": fields, "summary": f"{{{{fields.{_telling(inner)}}}}}"}
        each = {"name": path[-1], "label": self.label(kind, path), **self._widget(kind, path, inner)}
        return made | {"field": each}

    def _options(self, kind: str, path: tuple[str, ...], schema: Schema) -> list[dict[str, str]]:
        values = tuple(schema.get("enum", ()))
        if schema.get("format") == "item":
            # The same list for all fields: there are as many options as items.
            if values not in self._items:
                self._items[values] = [
                    {"label": self._option(kind, path, "item", each), "value": each} for each in values
                ]
            return self._items[values]
        return [{"label": self._option(kind, path, path[-1], each), "value": each} for each in values]

    def _option(self, kind: str, path: tuple[str, ...], field: str, value: str) -> str:
        named = self.named.get(field, {})
        if value in named:
            return named[value]
        dotted = ".".join(path)
        for key in (f"{kind}.{dotted}.{value}", f"editor.options.{dotted}.{value}", f"{dotted}.{value}"):
            if key in self.words:
                return self.words.text(key)
        return value


def _closed(schema: Schema) -> bool:
    """A field that a kind does not have although all kinds do: it may only be empty."""
    return schema.get("maxItems") == 0


def _telling(schema: Schema) -> str:
    """The field that tells entries of a list apart best: the first that must be text, else the first text."""
    texts = [name for name, each in schema["properties"].items() if each.get("type") == "string"]
    must = [name for name in texts if name in schema.get("required", ())]
    told: list[str] = must or texts or list(schema["properties"])
    return told[0]
