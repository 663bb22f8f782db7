"""Small whole bundles from strings: valid by themselves, of any size, so that a test writes only what it is about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from built import PROJECT
from world import make_world

SETTINGS = """\
id: proef
name: Proef
description: Een bundel om te proeven.
language: nl
licence: CC BY-SA 4.0
principles: [van-mens-tot-mens-werken, lerend-werken]
themes: {luisteren: Luisteren, fouten: Fouten}
audience: {professional: professionals}
"""
PASSPORT = "passport: {origin: composed, anonymised: true, licence: CC BY-SA 4.0, review_by: 2099-01-01}\n"
HOMES = ("van-mens-tot-mens-werken", "lerend-werken")
FRONT_PAGE = "---\ntitle: Proef\nrender_macros: true\n---\n{{ front() }}\n"


def common(title: str, home: str = HOMES[0], more: str = "") -> str:
    """The front matter that every item has, without its dashes; `more` are whole lines."""
    return (
        f"title: {title}\nsummary: Een samenvatting van een regel.\nprinciples: [{home}]\n"
        f"themes: [luisteren]\naudience: [professional]\n{more}{PASSPORT}"
    )


def story(
    title: str = "De jas", body: str = "De jas hing aan de kapstok.\n", home: str = HOMES[0], more: str = ""
) -> str:
    return f"---\n{common(title, home, more)}narrator: parent\nquestion: Wat hangt er bij jou?\n---\n{body}"


def quote(title: str = "Een stoel", body: str = "Er stond een stoel te veel.\n", home: str = HOMES[0]) -> str:
    return f"---\n{common(title, home)}speaker: een buurvrouw van drie hoog\n---\n{body}"


def exercise(title: str = "De tafel", home: str = HOMES[0]) -> str:
    return (
        f"---\n{common(title, home)}goal: Zien wie er aan tafel zit en wie niet.\nminutes: 10\n"
        "group: {min: 2, max: 6}\ntogether: together\nlevel: light\nform: [talk]\nsetting: [room]\n"
        "room: Een tafel met stoelen.\nmaterial: [een pen]\nsteps:\n  - {minutes: 5, do: Ga zitten en kijk rond.}\n"
        "  - {minutes: 5, do: Vertel wat je zag.}\ndebrief: [Wat zag je het eerst?, Wie miste je?]\n"
        "variations: [Doe het staand.]\nsafety: Stoppen mag altijd en zonder uitleg.\n---\nGa zitten.\n"
    )


def principle(title: str) -> str:
    lines = "[Een regel over wat je ziet., Een tweede regel., Een derde regel.]"
    pair = "  - {helpful: Je vraagt het nog een keer., better_left: Je vult het zelf in.}\n"
    front = common(title).replace(f"principles: [{HOMES[0]}]\n", "")
    return (
        f"---\n{front}heart: Je vraagt het aan wie het aangaat.\nsenses:\n  see: {lines}\n  hear: {lines}\n"
        f"  feel: {lines}\npractice:\n{pair * 6}leaders: [Vraag het., Wacht even., Bel terug., Zeg het hardop.]\n"
        "when_hard: Is het moeilijk, zeg dan dat het moeilijk is, en vraag wie mee kan denken.\n---\nBegin klein.\n"
    )


def items(each: int) -> dict[str, str]:
    """Two principles, and so many stories, quotes and exercises, spread over both."""
    found = {f"content/principles/{home}.md": principle(home.replace("-", " ").capitalize()) for home in HOMES}
    for number in range(each):
        home = HOMES[number % 2]
        found[f"content/stories/verhaal-{number}.md"] = story(f"Verhaal {number}", home=home)
        found[f"content/quotes/citaat-{number}.md"] = quote(f"Citaat {number}", home=home)
        found[f"content/exercises/oefening-{number}.md"] = exercise(f"Oefening {number}", home=home)
    return found


def project(folder: Path, files: Mapping[str, str | bytes] | None = None, *, each: int = 2, settings: str = "") -> Path:
    """A whole project in `folder`: a small bundle, a front page, the macros and mkdocs.yml of the real project.

    `files` come on top, or in the place of what is there; `settings` are lines for mkdocs.yml.
    """
    configuration = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    # The real navigation names hand-written pages that a small bundle has not.
    configuration = re.sub(r"(?ms)^(nav|not_in_nav):.*?(?=^\S|\Z)", "", configuration)
    shutil.copytree(PROJECT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    own: dict[str, str | bytes] = {
        "mkdocs.yml": f"{configuration}\nnav:\n  - index.md\nnot_in_nav: '*'\n{settings}",
        "docs/index.md": FRONT_PAGE,
        "content/bundle.yml": SETTINGS,
    }
    return make_world(folder, own | items(each) | dict(files or {}))
