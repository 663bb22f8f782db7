"""A small site with exercises of every type, made of the types' own examples, for tests that try them.

Each type has a page of its own; on ALL they stand together; the pages of EDITED hold some of which another site
(`make_edited`) has a later version, to see what remains of answers.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from built import PROJECT, build
from bundles import SETTINGS, common, principle, project, story
from struin.slices import interactions

TYPES = tuple(interactions())
CHOICE = "exercises/zelf-choice/"
ALL = "exercises/zelf-alles/"
STORY = "stories/met-een-vraag/"
PLAIN = "stories/verhaal-0/"
# Exercises may name any principle of the real bundle.
PRINCIPLES = tuple(yaml.safe_load((PROJECT / "content/bundle.yml").read_text(encoding="utf-8"))["principles"])


def page_of(kind: str) -> str:
    return f"exercises/zelf-{kind}/"


def _examples(kind: str) -> list[Path]:
    return sorted((interactions()[kind].folder / "examples/valid").glob("*.md"))


def examples(kind: str) -> str:
    """The right examples of a type, one below the other."""
    return "\n".join(file.read_text(encoding="utf-8") for file in _examples(kind))


def _all() -> str:
    """Two of every type: first one of each, then another of each."""
    return "\n".join(_examples(kind)[turn].read_text(encoding="utf-8") for turn in (0, 1) for kind in TYPES)


# --- Exercises that an editor changes between two visits


class Edit(NamedTuple):
    """What an editor does with an example: `old` are the words of an option, `new` other words for it, `more` an entry
    that comes before it. `gone` is how an answer that chose it is recognised, if not by its words; `along` are the
    words of what goes when it is removed."""

    example: str
    old: str
    new: str
    more: str
    gone: str = ""
    along: str = ""


EDITS = {
    "branch": Edit(
        "aan-de-deur", "Je doet een stap terug en wacht.", "Je gaat op de stoeprand zitten.",
        "- Je zwaait naar hem. => fluisteren\n",
    ),
    "choice": Edit(
        "een", "Je vraagt of het uitkomt.", "Je vraagt of ze weg moet.",
        "- [ ] Je wacht tot zij iets zegt.\n  > Zij wacht ook.\n",
    ),
    "dilemma": Edit(
        "deur", "Je gaat gewoon, en neemt de post mee die al twee weken in de hal ligt.", "Je gaat gewoon.",
        "- [ ] Je belt haar zus.\n",
    ),
    "flip": Edit("zinnen", "‘Mijn man is er niet.’", "‘Hij is er niet.’", "- ‘Wie bent u?’\n  > Zeg het weer.\n"),
    "gap": Edit("typen", "[[luistert|hoort toe]]", "[[zwijgt]]", "Je zegt [[niets]]. ", "woord 0"),
    "intention": Edit(
        "met-eigen", "Ik houd bij één bezoek mijn pen in mijn tas.", "Ik laat mijn pen thuis.", "- Ik groet iedereen.\n"
    ),
    "match": Edit(
        "paren", "‘Wat zou u zelf willen?’", "‘Wat wilt u?’", "- ‘Tot morgen.’ => ‘Morgen is er weer een.’\n",
        along="‘Nu moet ik iets bedenken wat zij ook goed vindt.’",
    ),
    "observe": Edit(
        "keuken", "Een kind onder de tafel, met één rode en één witte sok.", "Een kind met een boterham.",
        "- (20, 20) Een raam dat openstaat.\n  > Het is fris, of er is iets aangebrand.\n",
    ),
    "order": Edit("voor-de-bel", "Je belt aan.", "Je drukt op de bel.", "1. Je veegt je voeten.\n"),
    "reflect": Edit("een-blad", "De hond lag op de trap", "De kat lag op de trap", "Voorbeeld: Het regende.\n\n"),
    "scale": Edit(
        "zes-principes", "Ik vertelde een collega wat er misging.", "Ik vertelde wat er misging.",
        "- lerend-werken: Ik vroeg wat ik niet zag.\n",
    ),
    "statements": Edit(
        "eens", "Ik mag boos zijn op een ouder.", "Ik mag boos worden.", "- Ik mag te laat komen.\n  > Van wie?\n"
    ),
}  # fmt: skip
# The ways in which they are edited, by the page that they stand on.
EDITED = {"exercises/zelf-bewerkt/": ("moved", "reworded"), "exercises/zelf-gewijzigd/": ("inserted", "removed")}
_ENTRY = r"(?m)^(?:-|\d\.|Voorbeeld:) [^\n]*{}[^\n]*\n(?:  [^\n]*\n)*"


def _turned(text: str) -> str:
    """The same with the entries of every list in the opposite order."""
    entry = r"- [^\n]*\n(?:  [^\n]*\n)*"
    return re.sub(rf"(?m)^(?:{entry})+", lambda found: "".join(reversed(re.findall(entry, found[0]))), text)


def _after(kind: str, way: str, text: str) -> str:
    """The example as it is once an editor has been at it."""
    edit = EDITS[kind]
    assert edit.old in text
    if way == "moved":
        return _turned(text)
    if way == "reworded":
        return text.replace(edit.old, edit.new)
    if kind == "gap":  # a gap stands in a sentence
        start = "Je pen ligt"
        return text.replace(start, edit.more + start) if way == "inserted" else text.replace(edit.old, "luistert")
    if kind == "reflect" and way == "removed":  # one example there has to be
        return text.replace(" Het rook naar verf.", "")
    whole = re.search(_ENTRY.format(re.escape(edit.old)), text)
    assert whole
    return text.replace(whole[0], edit.more + whole[0] if way == "inserted" else "")


def _edited(ways: Iterable[str], *, later: bool) -> str:
    """Of every type one for each way; later they are changed and stand in the opposite order."""
    blocks = []
    for kind, edit in EDITS.items():
        text = (interactions()[kind].folder / f"examples/valid/{edit.example}.md").read_text(encoding="utf-8")
        for way in ways:
            made = _after(kind, way, text) if later else text
            blocks.append(re.sub(r"\| id: \S+", f"| id: {kind}-{way}", made, count=1))
    return "\n".join(reversed(blocks) if later else blocks)


# --- The sites


def exercise(title: str, body: str) -> str:
    front = common(title, "lerend-werken")
    more = "goal: Je hebt gemerkt wat je doet aan de deur.\nminutes: 4\ntogether: alone\nlevel: light\n"
    safety = "safety: Er is niemand die meekijkt met wat je kiest.\n"
    return f"---\n{front}{more}form: [self-check]\n{safety}---\nJe staat voor de deur.\n\n{body}"


def _build(folder: Path, files: dict[str, str]) -> None:
    root = folder.with_name(f"{folder.name}-project")
    for name in PRINCIPLES:
        files[f"content/principles/{name}.md"] = principle(name.replace("-", " ").capitalize())
    files["content/bundle.yml"] = re.sub(r"principles: .*", f"principles: [{', '.join(PRINCIPLES)}]", SETTINGS)
    project(root, files, each=1)
    shutil.copytree(PROJECT / "content/media", root / "content/media", dirs_exist_ok=True)
    build(root, folder)


def _file(page: str) -> str:
    return f"content/{page.rstrip('/')}.md"


def make(folder: Path) -> None:
    """Builds the site into `folder`."""
    files = {_file(page_of(kind)): exercise(f"Probeer {kind}", examples(kind)) for kind in TYPES}
    files[_file(ALL)] = exercise("Probeer alles", _all())
    files |= {_file(page): exercise("Probeer later", _edited(ways, later=False)) for page, ways in EDITED.items()}
    files[_file(STORY)] = story("Met een vraag", f"Er was eens een jas.\n\n{examples('choice')}")
    _build(folder, files)


def make_edited(folder: Path) -> None:
    """Builds a site with the later version of what is on the pages of EDITED."""
    _build(folder, {_file(page): exercise("Probeer later", _edited(ways, later=True)) for page, ways in EDITED.items()})
