"""Issue forms of GitHub, from the models: one question for each thing that somebody without Git can say.

What a form asks, `struin.proposal` reads back; both go by the same questions. What a form cannot bring along (pictures,
sound) and what is ours to say (licence, day of review) is not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from struin.model import RELATION_TYPES
from struin.schema import Schema, front_matter_schema
from struin.settings import Settings
from struin.slices import Collection
from struin.strings import Catalogue

# The kinds that a stranger may propose; the principles are the bundle's own.
KINDS = ("stories", "quotes", "exercises", "trails", "sessions")
OURS = frozenset({"draft", "cover", "sound", "passport.licence", "passport.review_by", "passport.consent.withdrawn"})
FOLDER = ".github/ISSUE_TEMPLATE"
BETWEEN = " | "  # the parts of one line, where a line is a thing with parts
LONGEST_LINE = 120  # characters; what may be longer gets a larger box

_ELEMENTS = {
    "line": "input",
    "number": "input",
    "date": "input",
    "text": "textarea",
    "lines": "textarea",
    "rows": "textarea",
    "body": "textarea",
    "choice": "dropdown",
    "first": "dropdown",
    "choices": "dropdown",
    "others": "dropdown",
    "yes": "checkboxes",
}
_MANY = ("choices", "others")


@dataclass(frozen=True)
class Question:
    """One box of a form. `path` is the field that it fills, () the body. `shape` says how an answer is written; of a
    list whose first counts most, "first" and "others" are two questions. `options`: what one chooses → the value.
    `refers`: an answer is the id of an item."""

    path: tuple[str, ...]
    shape: str
    label: str
    about: str
    required: bool
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    parts: tuple[Question, ...] = ()
    refers: bool = False

    @property
    def id(self) -> str:
        ending = f"-{self.shape}" if self.shape == "others" else ""
        return "-".join(self.path or ("body",)).replace("_", "-") + ending


def questions(collection: Collection, words: Catalogue, settings: Settings) -> tuple[Question, ...]:
    """What is asked for one kind, the body last: there a line that looks like a question's title can do no harm."""
    schema = front_matter_schema(collection, words, settings)
    asking = _Asking(collection.name, words, settings)
    asked = [*asking.about(schema, (), required=True)]
    name = words.text(f"{collection.name}.name.one")
    label = words.text("form.body", name=name[:1].lower() + name[1:])
    return (*asked, Question((), "body", label, words.text("form.about.body"), required=True))


class _Asking:
    def __init__(self, kind: str, words: Catalogue, settings: Settings) -> None:
        self.kind, self.words, self.settings = kind, words, settings

    def about(self, schema: Schema, above: tuple[str, ...], *, required: bool) -> Iterator[Question]:
        for name, described in schema["properties"].items():
            path = (*above, name)
            needed = required and name in schema.get("required", ())
            if ".".join(path) in OURS or described.get("maxItems") == 0:
                continue
            if described.get("type") == "object":
                yield from self.about(described, path, required=needed)
            elif name == "principles":
                yield self.question(path, "first", described, required=needed)
                others = {**described, "maxItems": described["maxItems"] - 1}
                yield self.question(path, "others", others, required=False)
            else:
                yield self.question(path, self.shape(path, described), described, required=needed)

    def shape(self, path: tuple[str, ...], schema: Schema) -> str:
        if schema.get("type") == "array":
            items = schema["items"]
            if items.get("type") == "object":
                return "rows"
            return "choices" if "enum" in items or self.principles(path) else "lines"
        if "enum" in schema:
            return "choice"
        if schema.get("format") == "date":
            return "date"
        other = "text" if schema.get("maxLength", 0) > LONGEST_LINE else "line"
        return {"integer": "number", "boolean": "yes"}.get(schema["type"], other)

    def principles(self, path: tuple[str, ...]) -> bool:
        """Whether it is a tie that leads to principles only: few enough to choose from."""
        relation = RELATION_TYPES.get(path[-1]) if path[0] == "relations" else None
        return relation is not None and relation.targets == frozenset({"principles"})

    def question(self, path: tuple[str, ...], shape: str, schema: Schema, *, required: bool) -> Question:
        known = [f"principles/{each}" for each in self.settings.principles] if self.principles(path) else []
        values = known or schema.get("enum") or schema.get("items", {}).get("enum") or []
        parts = tuple(self.about(schema["items"], path, required=True)) if shape == "rows" else ()
        ending = ".others" if shape == "others" else ""
        return Question(
            path,
            shape,
            self.label(path, schema, ending),
            self.explanation(path, shape, schema, parts, ending),
            required,
            self.options(path, values),
            parts,
            refers="item" in (schema.get("format"), schema.get("items", {}).get("format")),
        )

    def label(self, path: tuple[str, ...], schema: Schema, ending: str) -> str:
        dotted = f"{'.'.join(path)}{ending}"
        for key in (f"form.labels.{self.kind}.{dotted}", f"form.labels.{dotted}"):
            for found in (key, f"{key}.label"):
                if found in self.words:
                    return self.words.text(found)
        return str(schema.get("description", dotted)).rstrip(".")

    def explanation(
        self, path: tuple[str, ...], shape: str, schema: Schema, parts: tuple[Question, ...], ending: str
    ) -> str:
        dotted, text = f"{'.'.join(path)}{ending}", self.words.text
        own = (f"form.about.{self.kind}.{dotted}", f"form.about.{dotted}")
        keys = [found for key in own for found in (key, f"{key}.purpose")]
        told = [next((text(key) for key in keys if key in self.words), str(schema.get("description", "")))]
        if shape == "rows":
            told.append(text("form.rows", parts=BETWEEN.join(part.label for part in parts)))
            told += [
                text("form.choices", part=part.label, options=", ".join(part.options)) for part in parts if part.options
            ]
        elif shape in ("lines", "date"):
            told.append(text(f"form.{shape}"))
        if "maxLength" in schema:
            told.append(text("form.characters", least=schema.get("minLength", 0), most=schema["maxLength"]))
        elif "maxItems" in schema and shape != "first":
            least = 0 if shape == "others" else schema.get("minItems", 0)
            told.append(text("form.number" if least else "form.most", least=least, most=schema["maxItems"]))
        elif "maximum" in schema:
            told.append(text("form.between", least=schema["minimum"], most=schema["maximum"]))
        return " ".join(told)

    def options(self, path: tuple[str, ...], values: list[str]) -> dict[str, str]:
        """Choices in words. GitHub puts a comma between several, so words with one in it are not used."""
        shown = {value: self.choice(path, value) for value in values}
        times = Counter(shown.values())
        return {word if times[word] == 1 and "," not in word else value: value for value, word in shown.items()}

    def choice(self, path: tuple[str, ...], value: str) -> str:
        lists: Mapping[str, Mapping[str, str]] = {
            "themes": self.settings.themes,
            "audience": self.settings.audience,
        }
        if value in lists.get(path[0], {}):
            return lists[path[0]][value]
        if path[-1] == "principles" or self.principles(path):
            return value.rpartition("/")[2].replace("-", " ").capitalize()
        dotted = ".".join((*path, value))
        keys = (f"form.options.{dotted}", f"{self.kind}.{dotted}")
        return next((self.words.text(key) for key in keys if key in self.words), value)


def issue_form(collection: Collection, words: Catalogue, settings: Settings) -> dict[str, Any]:
    """The form as GitHub wants it. Source: its documentation, 'Syntax for GitHub's form schema'."""
    name = words.text(f"{collection.name}.name.one")
    welcome = words.text("form.welcome", licence=settings.licence)
    return {
        "name": name,
        "description": words.text(f"{collection.name}.intro"),
        "title": f"{name}: ",
        "body": [
            {"type": "markdown", "attributes": {"value": welcome}},
            *(_element(question, words) for question in questions(collection, words, settings)),
        ],
    }


def _element(question: Question, words: Catalogue) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.about}
    made = {"type": _ELEMENTS[question.shape], "id": question.id, "attributes": attributes}
    if question.shape == "yes":
        attributes["options"] = [{"label": words.text("form.agreed"), "required": question.required}]
        return made
    if made["type"] == "dropdown":
        attributes["multiple"] = question.shape in _MANY
        attributes["options"] = list(question.options)
    return {**made, "validations": {"required": question.required}}


def as_yaml(form: Mapping[str, Any], words: Catalogue) -> str:
    """The text of a form's file."""
    text = yaml.safe_dump(dict(form), sort_keys=False, allow_unicode=True, width=118)
    return f"# {words.text('form.made')}\n{text}"


def issue_forms(
    collections: Mapping[str, Collection], words: Catalogue, settings: Settings
) -> Iterator[tuple[str, str]]:
    """The files of `.github/ISSUE_TEMPLATE`: name and text."""
    for kind in KINDS:
        if kind in collections:
            yield f"{kind}.yml", as_yaml(issue_form(collections[kind], words, settings), words)
    yield "config.yml", f"# {words.text('form.made')}\nblank_issues_enabled: true\n"


def likeness(label: str) -> str:
    """Labels that are equal here, GitHub takes for one."""
    return re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-")
