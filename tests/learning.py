"""A small bundle to take to learning platforms: every type of exercise, one that is hostile, and a session."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from built import PROJECT
from bundles import common, project, quote
from exercising import PRINCIPLES, SETTINGS, TYPES, examples, exercise, principle, story
from struin.markup import cool_down
from struin.pipeline import load
from struin.present import Presenter, Site

EVERY, HOSTILE, SHORT, MORNING = "exercises/alles", "exercises/vijandig", "exercises/kort", "sessions/ochtend"
SITE = "https://struin.example/bundel/"
# A title that would end a question, a script, a comment or a string in each of the formats.
TITLE = "Wat ~ doet = je {als} ::het # stoort ]] nu"
WORDS = "Ik schreef dit over haar deur."
CHOICE = """\
/// choice | id: jas

Wat doe je?

- [x] Je wacht.
  > Dat kan lang duren.
- [ ] Je gaat.
  > Dat is ook een antwoord.
///
"""
REFLECT = """\
/// reflect | id: zin

Schrijf één zin.

Voorbeeld: De deur stond op een kier.
///
"""
ODD = """\
/// choice | id: teken
    several: yes

{ ~ = # : } staat er, en [id:gestolen] en // geen *commentaar* en \\\\n. Lees
[de jas](../stories/de-jas.md) er nog eens op na.

- [x] =100% ~ goed # zeker {ja} : \\&lt;/script\\&gt; ]] \\&gt;
  > ####Algemeen **nadruk** & “aanhaling” 'enkel' "dubbel"
- [x] $CATEGORY: gestolen
  > `<script>` is hier tekst, -> en -> pijlen ook.
- [ ] ::titel::{T}
  > Niets.

Daarna: } en dan verder.
///

/// match | id: paren

Wat hoort bij wat?

- a -> b => c -> d
  > e
- f = g => h ~ i
///

/// gap | id: gat

Vul in.

Haar {jas} hing [[op # de ~ haak|aan=de: kapstok|a{b}]], en ik [[+mag ~|-moet =|-wil #]].
///
"""


def _session(title: str) -> str:
    return (
        f"---\n{common(title, 'lerend-werken')}goal: Iedereen heeft één keer gezegd wat er niet in het verslag stond.\n"
        'start: "09:30"\ngroup: {min: 3, max: 8}\nroom: Een tafel, en een deur die dicht kan.\n'
        "blocks:\n"
        "  - {own: welcome, title: Welkom, minutes: 10, do: Hang je jas op een andere haak., "
        "note: Alleen de trainer leest dit.}\n"
        "  - {item: exercises/oefening-0, minutes: 10}\n"
        "  - {item: stories/de-jas, minutes: 10}\n"
        "  - {item: exercises/kort, minutes: 10}\n"
        "  - {item: quotes/een-stoel, minutes: 5}\n"
        "  - {item: exercises/vijandig, minutes: 15}\n"
        "  - {own: step, title: Eén zin voor morgen, minutes: 5}\n"
        "safety: Wie niets wil zeggen, zegt niets. Dat is geen antwoord dat uitleg nodig heeft.\n---\nBegin toch.\n"
    )


def make(root: Path) -> None:
    """Writes the bundle to `root`."""
    files: dict[str, str | bytes] = {
        f"content/{EVERY}.md": exercise("Alles bij elkaar", "\n".join(map(_own_ids, TYPES))),
        f"content/{HOSTILE}.md": exercise(json.dumps(TITLE), ODD),
        f"content/{SHORT}.md": exercise("Kort", f"{CHOICE}\n{REFLECT}"),
        "content/stories/de-jas.md": story("De jas", "De jas hing er *nog*. Lees [kort](../exercises/kort.md).\n"),
        "content/quotes/een-stoel.md": quote(),
        f"content/{MORNING}.md": _session("Een ochtend"),
        "content/bundle.yml": SETTINGS.replace(
            "principles: [van-mens-tot-mens-werken, lerend-werken]", f"principles: [{', '.join(PRINCIPLES)}]"
        ),
    }
    for name in PRINCIPLES:
        files[f"content/principles/{name}.md"] = principle(name.replace("-", " ").capitalize())
    project(root, files, each=1)
    shutil.copytree(PROJECT / "content/media", root / "content/media", dirs_exist_ok=True)


def _own_ids(kind: str) -> str:
    """The examples of a type; the types take the same ids for them here and there."""
    return examples(kind).replace("| id: ", f"| id: {kind}-")


def presenter_of(root: Path, url: str | None = SITE) -> Presenter:
    bundle = load(root)
    cool_down()
    return Presenter(bundle, Site(url=url))
