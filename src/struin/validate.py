"""VALIDATE: a Source becomes an Entry, or a list of everything that is wrong with it.

pydantic finds the faults; this module tells them to an editor: at the place of the key or value, in the words
of the catalogue, with what the field is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from struin.anonymity import look_for_traces
from struin.diagnostics import Diagnostic, Place, error, has_errors, in_order, warning
from struin.fields import purpose
from struin.frontmatter import as_tuples
from struin.interaction import Interaction, read
from struin.markup import Body
from struin.model import Entry, Item
from struin.passport import check_passport
from struin.settings import Settings
from struin.slices import Collection, InteractionType, interactions
from struin.source import Source, place_of
from struin.strings import LANGUAGES, Catalogue, catalogue

Location = tuple[str | int, ...]

# pydantic's error types → what the field should have been, as a key under `kinds` in the catalogue.
_EXPECTED = {
    "string_type": "text",
    "int_type": "number",
    "bool_type": "yes-no",
    "tuple_type": "list",
    "list_type": "list",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "model_type": "mapping",
    "dict_type": "mapping",
    "model_attributes_type": "mapping",
}
_LIMITS = {
    "string_too_short": ("text-too-short", "min_length"),
    "string_too_long": ("text-too-long", "max_length"),
    "too_short": ("list-too-short", "min_length"),
    "too_long": ("list-too-long", "max_length"),
    "greater_than_equal": ("number-too-small", "ge"),
    "less_than_equal": ("number-too-large", "le"),
}


def likeliest(written: object, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None."""
    from rapidfuzz import process  # only who made a mistake waits for it

    match = process.extractOne(str(written), list(known), processor=str.lower, score_cutoff=70)
    return match[0] if match else None


def likeliest_item(written: str, ids: Iterable[str]) -> str | None:
    """The id of the item that was probably meant, or None. Names decide: all of a kind share the rest of the id.
    Ids have no capitals."""
    from rapidfuzz import fuzz, process

    written = written.lower()
    name = written.rpartition("/")[2]
    near = process.extract(name, {each: each.rpartition("/")[2] for each in ids}, scorer=fuzz.ratio, score_cutoff=60)
    return max(near, key=lambda match: (match[1], fuzz.ratio(written, match[2])))[2] if near else None


def validate(
    source: Source, collection: Collection, settings: Settings | None, words: Catalogue, today: date
) -> tuple[Item | None, list[Diagnostic]]:
    """Checks the front matter of one source against its collection's model. An Item, unless there are errors."""
    item: Item | None = None
    found: list[Diagnostic] = []
    try:
        item = collection.model.model_validate(as_tuples(source.front))
    except ValidationError as problem:
        teller = _Teller(source, collection, words)
        found += [finding for fault in _without_echoes(problem.errors()) for finding in teller.tell(fault)]
    told = {finding.place for finding in found}
    if settings:
        found += (finding for finding in _check_words(source, settings) if finding.place not in told)
    found += check_passport(source, today)
    found += look_for_traces(source)
    return (None if has_errors(found) else item), found


def with_body(
    source: Source,
    item: Item | None,
    body: Body,
    types: Mapping[str, InteractionType] | None = None,
    principles: Sequence[str] = (),
) -> tuple[Entry | None, list[Diagnostic]]:
    """The Entry of an item and its rendered body, unless either has errors. `types` are those of exercises (the
    package's, if none are given); `principles` are the ids that exercises may name."""
    found = list(body.diagnostics)
    made: list[Interaction | None] = []
    if body.interactions:
        models = {name: each.model for name, each in (interactions() if types is None else types).items()}
        for block in body.interactions:
            interaction, faults = read(block, models, principles)
            made.append(interaction)
            found += faults
    elif item is not None and item.needs_exercise:
        found.append(error("interaction-needed", place_of(source, item.needs_exercise)))
    if not body.text.strip() and not has_errors(found):
        found.append(error("body-missing", Place(source.path, source.body_line)))
    if any(sentence in source.body for sentence in _template_sentences()):
        found.append(warning("body-untouched", Place(source.path, source.body_line)))
    if item is None or has_errors(found):
        return None, found
    entry = Entry(
        f"{source.collection}/{source.name}",
        source.collection,
        source.name,
        item,
        source,
        body,
        tuple(filter(None, made)),
    )
    return entry, in_order(found) if made else found


@cache
def _template_sentences() -> tuple[str, ...]:
    """What `struin new` writes where the text is to come, in each language that a bundle may have."""
    return tuple(catalogue(language).text("scaffold.body") for language in LANGUAGES)


def _without_echoes(faults: Sequence[ErrorDetails]) -> Iterator[ErrorDetails]:
    """pydantic counts only the good entries of a list, so one with a faulty entry is often 'too short' as well."""
    inside = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
    return (fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in inside)


class _Teller:
    """Turns pydantic's faults of one source into Diagnostics."""

    def __init__(self, source: Source, collection: Collection, words: Catalogue) -> None:
        self.source, self.collection, self.words = source, collection, words

    def tell(self, fault: ErrorDetails) -> Iterator[Diagnostic]:
        location, kind = tuple(fault["loc"]), fault["type"]
        context: Mapping[str, Any] = fault.get("ctx") or {}
        about = {"field": _path(location), "purpose": self.purpose(location)}
        if kind == "missing":
            yield error("field-missing", place_of(self.source, location[:-1], key=True), **about)
        elif kind == "extra_forbidden":
            yield self._unknown(location)
        elif kind in _LIMITS:
            code, limit = _LIMITS[kind]
            yield error(code, place_of(self.source, location), limit=context[limit], **about)
        elif kind == "choice":
            yield self._choice(location, fault["input"], context["choices"], about)
        elif kind in _EXPECTED:
            expected = self.words.text(f"kinds.{_EXPECTED[kind]}")
            written = _written(fault["input"], self.words)
            yield error(
                "field-wrong-type",
                place_of(self.source, location),
                expected=expected,
                written=written,
                **about,
            )
        elif f"diagnostics.{kind}.message" in catalogue():  # our own faults: their type is a diagnostic's code
            location += tuple(context.get("at", ()))
            values = {**context, **about, "written": _written(fault["input"], self.words)}
            yield error(kind, place_of(self.source, location), **values)
        else:  # what the model of a bundle's own slice says
            yield error("field-refused", place_of(self.source, location), reason=fault["msg"], **about)

    def _unknown(self, location: Location) -> Diagnostic:
        known = _known_fields(self.collection.model, location[:-1])
        meant = likeliest(location[-1], known)
        place = place_of(self.source, location, key=True)
        if meant:
            return error("field-unknown-meant", place, field=_path(location), meant=meant)
        return error("field-unknown", place, field=_path(location), known=", ".join(known))

    def _choice(self, location: Location, written: object, choices: list[str], about: dict[str, str]) -> Diagnostic:
        meant = likeliest(written, choices) or ""
        code = "choice-unknown-meant" if meant else "choice-unknown"
        return error(
            code, place_of(self.source, location), written=_written(written, self.words), meant=meant,
            choices=", ".join(choices), **about,
        )  # fmt: skip

    def purpose(self, location: Location) -> str:
        """The sentence on what a field is for; for a list's entry that of the list."""
        names = [str(part) for part in location if isinstance(part, str)]
        while names:
            if told := purpose(self.collection.name, names, self.words):
                return told
            names.pop()
        return ""


def _known_fields(model: Any, location: Location) -> list[str]:
    """The names of the fields at a location inside a model, for 'did you mean'."""
    for part in location:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            model = _inner_model(field.annotation) if field else None
            if model is None:
                return []
    return list(model.model_fields)


def _inner_model(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    arguments = getattr(annotation, "__args__", ())
    return next((inner for each in arguments if (inner := _inner_model(each))), None)


def _path(location: Location) -> str:
    """A location as an editor reads it: `steps[2].minutes`, counting from 1."""
    shown = ""
    for part in location:
        shown += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


def _written(value: object, words: Catalogue) -> str:
    if value is None:
        return words.text("kinds.nothing")
    if isinstance(value, (dict, tuple, list)):
        return words.text("kinds.mapping" if isinstance(value, dict) else "kinds.list")
    if isinstance(value, bool):
        return str(value).lower()
    return f"‘{str(value)[:60]}’"


def _check_words(source: Source, settings: Settings) -> Iterator[Diagnostic]:
    """Themes and audience come from the bundle's word lists; principles from its list of principles.

    Like the passport they are looked at as written, so that another fault in the file does not hide these.
    """
    for field, known in settings.lists.items():
        front = source.front.get(field)
        written = front if isinstance(front, list) else []
        for index, word in enumerate(written):
            if not isinstance(word, str):
                continue
            place = place_of(source, (field, index))
            if word not in known:
                meant = likeliest(word, known) or ""
                code = "word-unknown-meant" if meant else "word-unknown"
                yield error(code, place, field=field, word=word, meant=meant, known=", ".join(known))
            elif word in written[:index]:
                yield warning("word-twice", place, field=field, word=word)
    if source.collection == "principles" and source.name not in settings.principles:
        yield error("principle-not-listed", Place(source.path), name=source.name)
