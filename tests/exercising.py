"""A small site with the exercises of every type's examples, each type on a page of its own, for tests that try them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from built import PROJECT, build
from bundles import SETTINGS, common, principle, project, story
from struin.slices import interactions

TYPES = tuple(interactions())
CHOICE = "exercises/zelf-choice/"
STORY = "stories/met-een-vraag/"
PLAIN = "stories/verhaal-0/"
# Exercises may name any principle of the real bundle.
PRINCIPLES = tuple(yaml.safe_load((PROJECT / "content/bundle.yml").read_text(encoding="utf-8"))["principles"])


def page_of(kind: str) -> str:
    return f"exercises/zelf-{kind}/"


def examples(kind: str) -> str:
    """The right examples of a type, one below the other."""
    folder = interactions()[kind].folder / "examples/valid"
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.md")))


def exercise(title: str, body: str) -> str:
    front = common(title, "lerend-werken")
    more = "goal: Je hebt gemerkt wat je doet aan de deur.\nminutes: 4\ntogether: alone\nlevel: light\n"
    safety = "safety: Er is niemand die meekijkt met wat je kiest.\n"
    return f"---\n{front}{more}form: [self-check]\n{safety}---\nJe staat voor de deur.\n\n{body}"


def make(folder: Path) -> None:
    """Builds the site into `folder`."""
    root = folder.with_name(f"{folder.name}-project")
    files: dict[str, str | bytes] = {
        f"content/{page_of(kind).rstrip('/')}.md": exercise(f"Probeer {kind}", examples(kind)) for kind in TYPES
    }
    files["content/stories/met-een-vraag.md"] = story("Met een vraag", f"Er was eens een jas.\n\n{examples('choice')}")
    for name in PRINCIPLES:
        files[f"content/principles/{name}.md"] = principle(name.replace("-", " ").capitalize())
    files["content/bundle.yml"] = re.sub(r"principles: .*", f"principles: [{', '.join(PRINCIPLES)}]", SETTINGS)
    project(root, files, each=1)
    shutil.copytree(PROJECT / "content/media", root / "content/media", dirs_exist_ok=True)
    build(root, folder)
