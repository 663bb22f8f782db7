"""Makes a bundle of any size out of nothing, always the same, and the same pages for Material alone.

    python bench/generate.py struin 1000 FOLDER
    python bench/generate.py material 1000 FOLDER

The mix is that of the real bundle: six principles, and of the rest 1 % trails, 45 % stories, 25 % quotes and 29 %
exercises, each tied to others. The plain project holds what a reader sees on those pages, as an editor would
write it there: a title in the front matter, the rest as Markdown, ties as ordinary links.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from words import WORDS, Writer

PROJECT = Path(__file__).resolve().parent.parent
PRINCIPLES = {
    "van-mens-tot-mens-werken": "Van mens tot mens werken",
    "lerend-werken": "Lerend werken",
    "kijken-naar-het-hele-gezin": "Kijken naar het hele gezin en wat eromheen staat",
    "patronen-samen-zien": "Patronen samen zien",
    "nuchter-over-veiligheid": "Nuchter en open over veiligheid",
    "samen-doen-wat-nodig-is": "Samen doen wat nodig is",
}
COLLECTIONS = ("principles", "stories", "quotes", "exercises", "trails")
AUDIENCE = ("professional", "team-leader", "trainer", "student")
NARRATORS = ("professional", "parent", "child", "neighbour", "team-leader", "volunteer", "teacher")
FORMS = ("talk", "write", "draw", "move", "play", "roleplay", "observe", "walk")
MENU = "\nnav:\n  - index.md\nnot_in_nav: |\n  *\n"
TIES = {
    "shows": "Dit verhaal laat zien",
    "practises": "Oefent",
    "voices": "Zegt het in eigen woorden",
    "contrasts": "Schuurt met",
    "deepens": "Gaat dieper in op",
    "uses": "Gebruikt",
}


@dataclass
class Made:
    """One made-up item. `front` is its front matter as Struin reads it, `relations` is part of it."""

    collection: str
    name: str
    front: dict[str, Any]
    body: str
    relations: dict[str, list[str]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.collection}/{self.name}"


def items(size: int, seed: int = 1) -> list[Made]:
    """`size` items, at least ten: six principles and the rest in the mix above."""
    if size < 10:
        raise ValueError(f"a bundle of {size} items is too small to be one: at least 10")
    rest = size - len(PRINCIPLES)
    stories, quotes, trails = round(rest * 0.45), round(rest * 0.25), round(rest * 0.01)
    chance = random.Random(seed)
    writer = Writer(chance)
    made = [principle(name, title, writer) for name, title in PRINCIPLES.items()]
    made += [story(n, writer) for n in range(stories)]
    made += [quote(n, writer) for n in range(quotes)]
    made += [exercise(n, writer) for n in range(rest - stories - quotes - trails)]
    tie(made, chance)
    places = [item.id for item in made if item.collection != "principles"]
    return made + [trail(n, writer, places) for n in range(trails)]


def common(writer: Writer, *, home: bool = True) -> dict[str, Any]:
    """The keys every item has; title and summary differ per item."""
    chance = writer.chance
    first = writer.noun()
    title = f"{first[0].upper()}{first[1:]} en {writer.noun()} van {writer.pick('names')}"
    front: dict[str, Any] = {"title": title, "summary": writer.line(40, 180)}
    if home:
        front["principles"] = chance.sample(list(PRINCIPLES), chance.choice((1, 1, 2)))
    front["themes"] = chance.sample(WORDS["themes"], chance.randint(1, 3))
    front["audience"] = chance.sample(AUDIENCE, chance.randint(1, 2))
    return front


def passport(writer: Writer) -> dict[str, Any]:
    review = date(2031, 1 + writer.chance.randrange(12), 1)
    return {"origin": "composed", "anonymised": True, "licence": "CC BY-SA 4.0", "review_by": review}


def principle(name: str, title: str, writer: Writer) -> Made:
    front = common(writer, home=False) | {
        "title": title,
        "heart": writer.line(20, 130),
        "senses": {sense: [writer.line(15, 90) for _ in range(3)] for sense in ("see", "hear", "feel")},
        "practice": [{"helpful": writer.line(20, 120), "better_left": writer.line(20, 120)} for _ in range(6)],
        "leaders": [writer.line(20, 120) for _ in range(4)],
        "when_hard": writer.line(80, 400),
        "passport": passport(writer),
    }
    return Made("principles", name, front, writer.prose(130))


def story(number: int, writer: Writer) -> Made:
    front = common(writer) | {
        "narrator": writer.chance.choice(NARRATORS),
        "question": f"Wie {writer.chance.choice(('zag', 'hoorde', 'miste'))} {writer.thing()}?",
        "passport": passport(writer),
    }
    return Made("stories", name_of(front, "verhaal", number), front, writer.prose(writer.chance.randint(150, 400)))


def quote(number: int, writer: Writer) -> Made:
    front = common(writer) | {
        "speaker": f"{writer.pick('people')}, {writer.noun()} in de hand",
        "passport": passport(writer),
    }
    return Made("quotes", name_of(front, "citaat", number), front, writer.line(60, 190))


def exercise(number: int, writer: Writer) -> Made:
    chance = writer.chance
    steps: list[dict[str, Any]] = [
        {"minutes": chance.choice((5, 10, 15)), "do": writer.line(60, 300)} for _ in range(chance.randint(3, 6))
    ]
    steps[0]["note"] = writer.line(30, 120)
    fewest = chance.randint(2, 6)
    front = common(writer) | {
        "goal": writer.line(40, 160),
        "minutes": sum(step["minutes"] for step in steps),
        "group": {"min": fewest, "max": fewest + chance.randint(2, 14)},
        "together": chance.choice(("together", "either")),
        "level": chance.choice(("light", "medium", "demanding")),
        "form": chance.sample(FORMS, 2),
        "setting": chance.sample(("room", "online", "outside"), 1),
        "room": writer.line(20, 120),
        "material": [writer.noun() for _ in range(3)],
        "steps": steps,
        "debrief": [f"Wat deed {writer.thing()} met jou?" for _ in range(3)],
        "variations": [writer.line(30, 140)],
        "safety": writer.line(60, 250),
        "passport": passport(writer),
    }
    return Made("exercises", name_of(front, "oefening", number), front, writer.prose(45))


def trail(number: int, writer: Writer, places: list[str]) -> Made:
    chance = writer.chance
    stops = [{"item": each, "why": writer.line(20, 120)} for each in chance.sample(places, chance.randint(5, 9))]
    front = common(writer) | {
        "start": f"Ik wil iets met {writer.noun()}, maar wat?",
        "stops": stops,
        "passport": passport(writer),
    }
    return Made("trails", name_of(front, "route", number), front, writer.prose(30))


def name_of(front: dict[str, Any], kind: str, number: int) -> str:
    """A file name as an editor would choose it, made unique by kind and number."""
    words = re.sub(r"[^a-z]+", "-", front["title"].lower()).strip("-")[:40].strip("-")
    return f"{words}-{kind}-{number + 1}"


def tie(made: list[Made], chance: random.Random) -> None:
    """Gives every item but the principles one to four typed relations, none of them to itself."""
    by_kind = {kind: [item.id for item in made if item.collection == kind] for kind in COLLECTIONS}
    for item in made:
        if item.collection == "principles":
            continue
        home = f"principles/{item.front['principles'][0]}"
        others = {kind: pair(ids, item, chance) for kind, ids in by_kind.items()}
        if item.collection == "stories":
            relations = {"shows": [home], "contrasts": others["stories"][:1] + others["quotes"][:1]}
        elif item.collection == "quotes":
            relations = {"voices": [home, *others["stories"][:1]]}
        else:
            relations = {"practises": [home, *others["stories"][:1]], "uses": others["quotes"][:1]}
        if chance.random() < 0.2:
            relations["deepens"] = others["exercises"][:1]
        item.relations = {kind: ids for kind, ids in relations.items() if ids}


def pair(ids: list[str], item: Made, chance: random.Random) -> list[str]:
    """Two items at most, never the item itself."""
    return [other for other in chance.sample(ids, min(2, len(ids))) if other != item.id]


def write_struin(root: Path, made: list[Made]) -> None:
    """A bundle in `root`: the project's own settings and theme, the made-up items as content."""
    for item in made:
        front = dict(item.front)
        if item.relations:
            front["relations"] = item.relations
        write(root / "content" / f"{item.id}.md", front, item.body)
    shutil.copytree(PROJECT / "macros", root / "macros")
    for name in ("content/bundle.yml", "docs/index.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / name, root / name)
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(without_menu(settings) + MENU, "utf-8")


def without_menu(settings: str) -> str:
    """The project's mkdocs.yml without its menu, whose hand-written pages name real items."""
    return re.sub(r"(?ms)^(nav|not_in_nav):.*?(?=^\S|\Z)", "", settings)


def write_material(root: Path, made: list[Made]) -> None:
    """The same pages for Material alone, with a menu that holds only the index."""
    titles = {item.id: item.front["title"] for item in made}
    for item in made:
        write(
            root / "docs" / f"{item.id}.md",
            {"title": item.front["title"]},
            "\n\n".join(visible(item, titles)),
        )
    write(root / "docs" / "index.md", {"title": "Struinen"}, "Een bundel om te meten.")
    (root / "mkdocs.yml").write_text(
        "site_name: Struinen\n"
        "theme:\n  name: material\n  language: nl\n  font: false\n"
        "plugins:\n  - search\n"
        "markdown_extensions:\n  - admonition\n  - attr_list\n  - footnotes\n  - md_in_html\n  - tables\n"
        "  - pymdownx.details\n  - pymdownx.superfences\n  - pymdownx.tabbed:\n      alternate_style: true\n" + MENU,
        "utf-8",
    )


def visible(item: Made, titles: dict[str, str]) -> Iterator[str]:
    """The paragraphs of a page as a reader sees them: fields as headings, lists and lines, ties as links."""
    front = item.front
    yield f"# {front['title']}"
    yield f"*{front['summary']}*"
    yield item.body if item.collection != "quotes" else f"> {item.body}\n>\n> — {front['speaker']}"
    if item.collection == "principles":
        for sense, lines in front["senses"].items():
            yield f"## {sense}"
            yield bullets(lines)
        yield "## Helpend en beter laten"
        yield "| Helpend | Beter laten |\n|---|---|\n" + "\n".join(
            f"| {pair['helpful']} | {pair['better_left']} |" for pair in front["practice"]
        )
        yield "## Wat een leidinggevende kan doen"
        yield bullets(front["leaders"])
        yield front["when_hard"]
    elif item.collection == "stories":
        yield f"**{front['question']}**"
    elif item.collection == "exercises":
        group = f"{front['group']['min']}–{front['group']['max']} mensen"
        yield f"{front['goal']} {front['minutes']} minuten, {group}. {front['room']}"
        yield "## Stappen"
        yield "\n".join(f"1. {step['do']} ({step['minutes']} min) {step.get('note', '')}" for step in front["steps"])
        yield "## Nodig"
        yield bullets(front["material"])
        yield "## Nabespreken"
        yield bullets(front["debrief"])
        yield "## Anders"
        yield bullets(front["variations"])
        yield front["safety"]
    if item.collection == "trails":
        yield f"**{front['start']}**"
        yield "\n".join(f"1. [{titles[stop['item']]}](../{stop['item']}.md) {stop['why']}" for stop in front["stops"])
    for kind, ids in item.relations.items():
        yield f"## {TIES[kind]}"
        yield bullets([f"[{titles[i]}](../{i}.md)" for i in ids])
    yield "Thema’s: " + ", ".join(front["themes"])


def bullets(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def write(path: Path, front: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(f"---\n{head}---\n{body}\n", "utf-8")


def main(arguments: list[str]) -> int:
    kinds = {"struin": write_struin, "material": write_material}
    if len(arguments) != 3 or arguments[0] not in kinds or not arguments[1].isdigit():
        print("usage: generate.py struin|material SIZE FOLDER", file=sys.stderr)
        return 2
    kinds[arguments[0]](Path(arguments[2]), items(int(arguments[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
