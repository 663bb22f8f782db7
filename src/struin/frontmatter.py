"""Reads front matter: strict YAML, from the parser's events straight into values and their places.

Strict means: a plain word is a number, a boolean or a date only if writing that back gives the same text, so
`1:30`, `no`, `007` and `1.10` stay text; no duplicate keys, anchors, aliases, tags or merge keys; bounded in
size, depth and number of values. Events come one by one and reading stops at the first that breaks a bound:
no input makes the work or the stack grow.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from struin.diagnostics import Diagnostic, Place, error
from struin.marks import Location, Marks, line_of, packed, shared
from struin.yaml_faults import explain, without_entry

# libyaml's parser is ten times faster, but PyYAML may have been built without it.
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 8 * 1024
MAX_DEPTH = 4  # mappings and lists below the top mapping; `steps: [{do: …}]` uses two
MAX_VALUES = 1000
MAX_FINDINGS = 20
MAX_ROUNDS = 6  # how many syntax errors are looked for

# Characters that are invisible, break lines elsewhere or turn the reading direction around. Not tab and LF.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TAB = re.compile(r"^ *(\t)", re.MULTILINE)
_ODD_SPACE = re.compile(
    "^ *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]*:)?([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE
)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_INT = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.(?:0|[0-9]{0,29}[1-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NODES = frozenset({ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent})
_ASK = object()  # in a mapping: the next node is a key


@dataclass(frozen=True, slots=True)
class Front:
    """What a front matter says, and where: `marks` of keys (list entries: start), `value_marks` of values."""

    values: dict[str, Any]
    marks: Marks
    value_marks: Marks


def read_front(text: str, file: str, most: int = MAX_BYTES) -> tuple[Front | None, list[Diagnostic]]:
    """Reads the text between the `---` lines of `file`: line 2 and on, with LF line ends.

    `most` is how many bytes it may have. None if what is there cannot be trusted to be what was meant; if
    duplicate keys (the first counts) are the only fault, there is a Front beside the errors.
    """
    size = 0
    for number, line in enumerate(text.split("\n"), 2):
        size += len(line.encode("utf-8", "replace")) + 1
        if size > most + 1:
            return None, [error("front-too-large", Place(file, number), limit=most // 1024)]
    # With the opening line put back, the parser's lines are the file's lines.
    text = f"---\n{FORBIDDEN.sub(chr(0xFFFD), text)}"
    spaces = [_at(file, text, match.start(1), "yaml-tab") for match in _TAB.finditer(text)]
    spaces += [_at(file, text, match.start(1), "yaml-space") for match in _ODD_SPACE.finditer(text)]
    if spaces:
        return None, spaces[:MAX_FINDINGS]

    reading = _Reading(file, text)
    findings = dict.fromkeys(reading.findings)
    for _ in range(MAX_ROUNDS):
        if reading.broken is None:
            break
        # Leave out the entry with the fault and look once more, so that all faults are told in one run.
        text = without_entry(text, reading.broken)
        reading = _Reading(file, text)
        findings |= dict.fromkeys(found for found in reading.findings if not found.code.startswith("front-"))
    usable = all(finding.code == "yaml-duplicate-key" for finding in findings)
    return (reading.front() if usable else None), list(findings)[:MAX_FINDINGS]


class _Reading:
    """One pass over the events. `broken`: line (from 0) of a syntax error that a next pass may leave out."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.findings: list[Diagnostic] = []
        self.broken: int | None = None
        self._values: dict[str, Any] = {}
        self._locations: list[Location] = [()]
        self._keys = array("I", [packed(0, 0)])
        self._starts = array("I", [packed(0, 0)])
        self._run(text)

    def front(self) -> Front:
        locations = tuple(self._locations)
        return Front(self._values, Marks(self.file, locations, self._keys), Marks(self.file, locations, self._starts))

    def _run(self, text: str) -> None:
        try:
            self._read(text)
        except yaml.MarkedYAMLError as problem:
            code, line, column, values = explain(problem, text.split("\n"))
            self.findings.append(error(code, Place(self.file, line + 1, column + 1), **values))
            if code not in ("yaml-quote-open", "yaml-bracket-open", "yaml-documents"):
                self.broken = line
        except yaml.YAMLError:
            self.findings.append(error("yaml-syntax", Place(self.file)))

    def _find(self, code: str, event: Any, **values: Any) -> None:
        mark = event.start_mark
        self.findings.append(error(code, Place(self.file, mark.line + 1, mark.column + 1), **values))

    def _read(self, text: str) -> None:
        container: dict[str, Any] | list[Any] | None = None
        location: Location = ()
        key: Any = _ASK
        key_position = 0
        repeated = False
        stack: list[tuple[dict[str, Any] | list[Any], Location]] = []
        for event in _events(text):
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                if stack:
                    container, location = stack.pop()
                continue
            if kind not in _NODES:
                if kind is DocumentStartEvent and container is not None:
                    self._find("yaml-documents", event)
                    return
                continue
            self._refuse_marked(event)
            if container is None:
                if kind is not MappingStartEvent:
                    if kind is ScalarEvent and event.value == "" and event.implicit[0]:
                        self.findings.append(error("front-empty", Place(self.file)))
                    else:
                        self._find("front-not-mapping", event)
                    return
                container = self._values
                continue
            mark = event.start_mark
            position = packed(mark.line, mark.column)
            if key is _ASK and type(container) is dict:
                if kind is not ScalarEvent:
                    self._find("yaml-key-complex", event)
                    return
                key, key_position = self._key(event), position
                repeated = key in container
                if repeated:
                    first = line_of(self._keys[self._locations.index((*location, key))])
                    self._find("yaml-duplicate-key", event, key=key, first=first)
                continue

            # A value: in a mapping under `key`, in a list at the end.
            if type(container) is list:
                here, key_position = (*location, len(container)), position
            else:
                here = (*location, key)
            here = shared(here)
            self._locations.append(here)
            self._keys.append(key_position)
            self._starts.append(position)
            if len(self._locations) > MAX_VALUES + 1:
                self._find("yaml-too-many", event, limit=MAX_VALUES)
                return
            value: Any = None
            if kind is ScalarEvent:
                value = self._scalar(event)
            elif kind is MappingStartEvent:
                value = {}
            elif kind is SequenceStartEvent:
                value = []
            if type(container) is list:
                container.append(value)
            elif not repeated:
                container[key] = value
            key = _ASK
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append((container, location))
                if len(stack) > MAX_DEPTH:
                    self._find("yaml-depth", event, limit=MAX_DEPTH)
                    return
                container, location = value, here

    def _refuse_marked(self, event: Any) -> None:
        if type(event) is AliasEvent:
            self._find("yaml-anchor", event, sign="*")
            return
        if event.anchor is not None:
            self._find("yaml-anchor", event, sign="&")
        if event.tag is not None:
            self._find("yaml-tag", event)

    def _key(self, event: Any) -> str:
        key = self._scalar(event)
        if not isinstance(key, str):
            self._find("yaml-key", event, key=event.value)
        elif key == "<<" and event.implicit[0]:
            self._find("yaml-merge", event)
        return sys.intern(event.value)

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        if event.implicit[0]:
            return _plain(text)
        if event.style == '"' and (bad := FORBIDDEN.search(text)):
            self._find("yaml-escape-control", event, character=f"U+{ord(bad[0]):04X}")
        return text


def _events(text: str) -> Iterator[Any]:
    parser = PARSER(text)
    try:
        while True:
            event = parser.get_event()
            yield event
            if type(event) is StreamEndEvent:
                return
    finally:
        parser.dispose()


def _plain(text: str) -> Any:
    """What an unquoted word means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-0123456789":
        return text
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text  # 2027-02-30: the model knows that a date was wanted here
    return text


def _at(file: str, text: str, index: int, code: str) -> Diagnostic:
    before = text.rfind("\n", 0, index)
    return error(code, Place(file, text.count("\n", 0, index) + 1, index - before))


def as_tuples(value: Any) -> Any:
    """Lists as tuples: the models are frozen and strict, and a strict tuple refuses a list."""
    if isinstance(value, list):
        return tuple(as_tuples(each) for each in value)
    if isinstance(value, dict):
        return {key: as_tuples(each) for key, each in value.items()}
    return value
