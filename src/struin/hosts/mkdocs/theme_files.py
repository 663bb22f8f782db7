"""The theme's files as they go out: one stylesheet and one script for every page, and nothing of Material's."""

from __future__ import annotations

import re
from pathlib import Path

import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from struin import emit
from struin.present import Presenter

THEME = Path(__file__).parent / "theme"
STYLES = "assets/struin"
STYLESHEET = f"{STYLES}/struin.css"
SCRIPT = f"{STYLES}/struin.js"
# What is general comes first; the kinds' and the components' own styles follow, paper has the last word.
FIRST = ("tokens", "base", "marks", "shell", "prose", "cards", "page", "hub", "overview")
LAST = ("print",)
_UNDERNEATH = Path(material.__file__).parent
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def stylesheet(presenter: Presenter) -> str:
    """All styles that a page may need, in their order, without comments and indentation."""
    first, last = ([_part(f"{name}.css") for name in names] for names in (FIRST, LAST))
    css = "\n".join([*first, emit.common(presenter, ".css"), *last])
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _part(name: str) -> str:
    return (THEME / STYLES / name).read_text(encoding="utf-8")


def script(presenter: Presenter) -> str:
    """The scripts that every page has: what the others build on, the components' own, then the page's."""
    return f"{emit.common(presenter, '.js')}\n{_part('shell.js')}"


def put_in_place(files: Files, presenter: Presenter, config: MkDocsConfig) -> None:
    """Takes out the files of Material, which no page uses, and those that became parts of one."""
    for file in list(files):
        at = Path(file.abs_src_path) if file.abs_src_path else None
        ours = at is not None and at.parent == THEME / STYLES and (at.suffix == ".css" or at.name == "shell.js")
        if at is not None and (ours or at.is_relative_to(_UNDERNEATH)):
            files.remove(file)
    files.append(File.generated(config, STYLESHEET, content=stylesheet(presenter)))
    files.append(File.generated(config, SCRIPT, content=script(presenter)))
