"""The settings of a bundle: `content/bundle.yml`, its name and the word lists that items choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from struin.diagnostics import Diagnostic, Place, error
from struin.frontmatter import Front, read_front
from struin.strings import LANGUAGES

FILE = "content/bundle.yml"
_CODES = {"missing": "settings-field-missing", "extra_forbidden": "settings-field-unknown"}
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^<>]*$")]
Address = Annotated[str, Field(max_length=300, pattern=r"^https://[a-z0-9.-]+(/[^\s<>\"'\\]*)?$")]


class Settings(BaseModel):
    """What a bundle sets. `principles` are ids in the order of their colours; mappings go from id to words.

    `exit` puts a button on every page for who must leave at once; it leads to `exit_address`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Id
    name: Words
    description: Words
    language: Annotated[str, Field(pattern=f"^({'|'.join(LANGUAGES)})$")]
    licence: Words
    principles: Annotated[list[Id], Field(min_length=1, max_length=6)]
    themes: Mapping[Id, Words]
    audience: Mapping[Id, Words]
    exit: bool = False
    exit_address: Address = "https://www.buienradar.nl/"

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        """Per field that chooses from a list of the bundle: its choices, each with its words, "" if there are none."""
        return {"principles": dict.fromkeys(self.principles, ""), "themes": self.themes, "audience": self.audience}

    def number(self, principle: str) -> int:
        """The number (from 1) of a principle, which is that of its colour. Raises ValueError if unknown."""
        return self.principles.index(principle) + 1


def read_settings(root: Path) -> tuple[Settings | None, list[Diagnostic]]:
    """Reads `content/bundle.yml` under `root`. Without settings nothing else can be checked."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [error("settings-missing", Place(FILE))]
    except (OSError, UnicodeDecodeError) as problem:
        return None, [error("settings-unreadable", Place(FILE), reason=type(problem).__name__)]
    front, findings = read_front(text, FILE)
    findings = [replace(finding, place=_shifted(finding.place)) for finding in findings]
    if front is None:
        return None, findings
    try:
        return Settings.model_validate(front.values), findings
    except ValidationError as problem:
        return None, findings + [
            error(
                _CODES.get(fault["type"], "settings-field"),
                _place(front, fault["loc"]),
                field=_path(fault["loc"]),
                known=", ".join(Settings.model_fields),
            )
            for fault in problem.errors()
        ]


def _place(front: Front, location: tuple[str | int, ...]) -> Place:
    while location and location not in front.marks:
        location = location[:-1]
    return _shifted(front.marks[location]) if location else Place(FILE)


def _path(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location if part != "[key]") or "bundle.yml"


def _shifted(place: Place) -> Place:
    """`read_front` counts from below the opening dashes of an item; a file of settings has none."""
    return replace(place, line=max(1, place.line - 1))
