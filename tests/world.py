"""A world for a test: a bundle's root built from strings, and findings told the way an editor sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from struin.bundle import Bundle
from struin.diagnostics import Diagnostic, Place, Severity
from struin.doors import choose_doors
from struin.frontmatter import as_tuples
from struin.graph import link
from struin.likeness import suggestions
from struin.markup import Body, Link
from struin.model import Entry
from struin.pipeline import load
from struin.settings import Settings
from struin.slices import discover, words
from struin.source import Source

# A good story as an editor would write it, for tests that change one thing about it.
STORY = """\
---
title: De jas aan
summary: Een regel die zin geeft om dit open te doen.
principles: [open]
themes: [taal, tijd]
audience: [professional]
narrator: neighbour
question: Wie had er niet gebeld?
relations:
  shows: [principles/open]
passport:
  origin: own
  anonymised: true
  licence: CC BY-SA 4.0
  review_by: 2999-01-01
---
Er hangt een jas over de stoel.
"""


def make_world(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes `files` (path → content; a str as UTF-8, its line ends as they are) and returns the root."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def told(diagnostics: Iterable[Diagnostic], language: str = "nl") -> str:
    """Findings in order, each as `path:line:column: fout|let op: message [code]` with its hint below it."""
    words = {Severity.ERROR: "fout", Severity.WARNING: "let op"}
    return "".join(
        f"{finding.place}: {words[finding.severity]}: {finding.message(language)} [{finding.code}]\n"
        f"    {finding.hint(language)}\n"
        for finding in diagnostics
    )


# --- A small but valid bundle, as an editor would write it

PRINCIPLES = ("open", "dichtbij")

_PASSPORT = {"origin": "own", "anonymised": True, "licence": "CC BY-SA 4.0", "review_by": date(2999, 1, 1)}
_COMMON = {
    "summary": "Een regel die zin geeft om dit open te doen.",
    "principles": ["open"],
    "themes": ["taal"],
    "audience": ["professional"],
}
_BODY = "Er hangt een jas over de stoel. ‘Die is van Noor,’ zegt iemand.\n"
_FRONT: dict[str, dict[str, Any]] = {
    "principles": {
        **_COMMON,
        "title": "Een principe",
        "principles": ...,
        "heart": "Wat het hart ervan is.",
        "senses": {sense: ["een ding", "nog een ding", "een derde ding"] for sense in ("see", "hear", "feel")},
        "practice": [
            {"helpful": f"Je doet dit, keer {n}.", "better_left": f"Je laat dat, keer {n}."} for n in range(6)
        ],
        "leaders": [f"Vraag het maandag, keer {n}." for n in range(4)],
        "when_hard": "Dan ga je zitten, en je wacht tot er iemand iets zegt. Dat duurt langer dan je denkt.",
    },
    "stories": {**_COMMON, "title": "Een verhaal", "narrator": "neighbour", "question": "Wie had er niet gebeld?"},
    "quotes": {**_COMMON, "title": "Een citaat", "speaker": "buurvrouw van drie hoog"},
    "exercises": {
        **_COMMON,
        "title": "Een oefening",
        "goal": "Je hebt gemerkt wie er niet aan tafel zat.",
        "minutes": 15,
        "group": {"min": 2, "max": 12},
        "together": "together",
        "level": "light",
        "form": ["talk"],
        "setting": ["room"],
        "room": "Een kring van stoelen.",
        "material": [],
        "steps": [{"minutes": 5, "do": "Ga zitten."}, {"minutes": 10, "do": "Vertel wat je zag."}],
        "debrief": ["Wat zag je?", "Wat zag je niet?"],
        "variations": ["Doe het buiten."],
        "safety": "Wie niets wil zeggen, zegt niets.",
    },
}


def front(**values: Any) -> str:
    """The head of an item between its dashes. A value of `...` leaves the key out."""
    written = {key: value for key, value in values.items() if value is not ...}
    dumped = yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{dumped}---\n"


def item(kind: str, body: str = _BODY, **values: Any) -> str:
    """A valid item of a kind, with other values where given; `passport` adds to the usual one."""
    passport = {**_PASSPORT, **values.pop("passport", {})}
    return front(**{**_FRONT[kind], "passport": passport, **values}) + body


def settings(principles: Sequence[str] = PRINCIPLES) -> str:
    """The text of a `content/bundle.yml`."""
    return yaml.safe_dump(
        {
            "id": "proef",
            "name": "Proef",
            "description": "Een bundel om mee te proeven.",
            "language": "nl",
            "licence": "CC BY-SA 4.0",
            "principles": list(principles),
            "themes": {"taal": "Taal", "tijd": "Tijd", "schaamte": "Schaamte", "buurt": "De buurt"},
            "audience": {"professional": "professionals", "team-leader": "leidinggevenden"},
        },
        sort_keys=False,
    )


def bundle_world(
    folder: Path, files: Mapping[str, str | bytes] | None = None, principles: Sequence[str] = PRINCIPLES
) -> Path:
    """A bundle with its settings and a page for each principle; `files` (relative to `content/`) come on top."""
    texts: dict[str, str | bytes] = {"bundle.yml": settings(principles)}
    texts |= {f"principles/{name}.md": item("principles", title=f"Principe {name}") for name in principles}
    return make_world(folder, {f"content/{path}": text for path, text in (texts | dict(files or {})).items()})


# --- Entries without files, for what comes after reading


def entry(
    entry_id: str,
    *,
    principles: Sequence[str] = ("open",),
    themes: Sequence[str] = ("taal",),
    text: str = "Er hangt een jas over de stoel.",
    relations: Mapping[str, Sequence[str]] | None = None,
    links: Sequence[str] = (),
) -> Entry:
    """A checked item that no file holds. A principle belongs to itself, whatever `principles` says."""
    collection, _, name = entry_id.partition("/")
    path = f"content/{entry_id}.md"
    values = {**_FRONT[collection], "title": f"Over {name}", "themes": list(themes), "passport": dict(_PASSPORT)}
    values |= {
        "principles": list(principles),
        "relations": {key: list(value) for key, value in (relations or {}).items()},
    }
    if collection == "principles":
        del values["principles"]
    body = Body(f"<p>{text}</p>", text, tuple(Link(each, Place(path, 30)) for each in links), (), ())
    read = Source(path, collection, name, values, {}, {}, text, 30, "")
    checked = discover()[collection].model.model_validate(as_tuples(values))
    return Entry(entry_id, collection, name, checked, read, body)


def settings_of(principles: Sequence[str] = PRINCIPLES) -> Settings:
    return Settings.model_validate(yaml.safe_load(settings(principles)))


def bundle_of(entries: Sequence[Entry], principles: Sequence[str] = PRINCIPLES) -> Bundle:
    """Entries linked as the pipeline links them; faults in their references are not looked at."""
    known = settings_of(principles)
    graph, _ = link(entries, known)
    likeness = suggestions(entries)
    doors = {each: choose_doors(each, graph, likeness) for each in graph.entries}
    return Bundle(Path(), known, words(known.language), discover(), graph, likeness, doors, (), ())


@cache
def real_bundle() -> Bundle:
    """The project's own bundle, loaded once for all tests of a process."""
    return load(Path(__file__).resolve().parents[1])
