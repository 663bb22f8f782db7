"""What the preview in the form editor is told, `preview.json`: the site's own templates as data, their words, and what
stands around an item. Nothing here knows a kind; what a kind's model works out, its own `preview.js` does again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from struin.components.cover.cover import FRAMES, cover_svg
from struin.components.editor.templates import Translation, Untranslatable
from struin.emit import Asset
from struin.model import Item
from struin.present import Presenter
from struin.strings import LANGUAGES, catalogue

FOLDER = "assets/struin/editor/preview/"
DATA = f"{FOLDER}preview.json"
STYLES = ("assets/struin/struin.css", "assets/struin/item.css", f"{FOLDER}preview.css")
_HERE = Path(__file__).parent
_SCRIPT = "preview.js"  # of a kind, in its own folder
_ANY = {"card": "components/editor/_card.html", "page": "components/editor/_page.html"}
# What depends on all of the bundle: which doors lead onward is only known when the site is built.
_WITHOUT = ("_doors.html",)
# The keys of words that scripts ask for: whole, or as far as they are written.
_ASKED = re.compile(r"[\"'`]((?:[a-z][\w-]*\.)+[\w-]*)")


def assets(presenter: Presenter) -> Iterator[Asset]:
    """The preview's data, scripts and style; the scripts of kinds each under the name of its kind."""
    text = json.dumps(data(presenter), ensure_ascii=False, separators=(",", ":"))
    yield Asset(DATA, f"{text}\n".encode())
    for file in _files(".js", ".css"):
        yield Asset(f"{FOLDER}{file.name}", file.read_bytes())
    for name, script in _kind_scripts(presenter).items():
        yield Asset(f"{FOLDER}kinds/{name}.js", script.read_bytes())


def _files(*suffixes: str) -> list[Path]:
    return sorted(file for file in (_HERE / "preview").iterdir() if file.suffix in suffixes)


def _kind_scripts(presenter: Presenter) -> dict[str, Path]:
    files = {name: kind.folder / _SCRIPT for name, kind in presenter.bundle.collections.items()}
    return {name: file for name, file in files.items() if file.is_file()}


def data(presenter: Presenter) -> dict[str, Any]:
    """All that `preview.js` is told. Pictures are SVG; a kind names the templates of its card and its page."""
    bundle, settings = presenter.bundle, presenter.bundle.settings
    templates = Translation(presenter.environment, _WITHOUT)
    for name in _ANY.values():
        templates.add(name)
    kinds = {name: _kind(name, templates) for name in bundle.collections}
    for name in _kind_scripts(presenter):
        kinds[name]["script"] = f"kinds/{name}.js"
    numbers = range(1, len(settings.principles) + 1)
    types = {name: each for name, each in presenter.components.items() if hasattr(each, "model")}
    return {
        "themes": dict(settings.themes),
        "audience": dict(settings.audience),
        "principles": [
            {"id": each.id, "title": each.title, "number": each.number} for each in presenter.principles("")
        ],
        "items": {key: [entry.item.title, _number(presenter, key)] for key, entry in bundle.entries.items()},
        "directories": presenter.site.directory_urls,
        "kinds": kinds,
        "common": [*Item.model_fields, "body"],
        "templates": templates.trees,
        "covers": [{frame: cover_svg(settings.id, number, "", frame) for frame in FRAMES} for number in numbers],
        "emblems": [presenter.emblem(number) for number in numbers],
        "exercises": {name: _exercise(each) for name, each in types.items()},
        "keywords": _keywords(),
        "words": _words(presenter, templates.keys | _asked(presenter), types),
    }


def _number(presenter: Presenter, entry_id: str) -> int:
    principle = presenter.card(entry_id, "").principle
    return principle.number if principle else 0


def _kind(name: str, templates: Translation) -> dict[str, str]:
    """The templates of a kind, or those that suit any where the preview cannot do what its own do."""
    made = {}
    for part, suits_any in _ANY.items():
        own = f"{name}/{part}.html"
        try:
            templates.add(own)
            made[part] = own
        except Untranslatable:
            made[part] = suits_any
    return made


def _exercise(each: Any) -> dict[str, Any]:
    """What a type of exercises knows, and the shortest example that its folder has."""
    files = sorted((each.folder / "examples/valid").glob("*.md"), key=lambda file: (file.stat().st_size, file.name))
    example = files[0].read_text(encoding="utf-8").strip() if files else ""
    return {"takes": sorted(each.model.takes), "settings": sorted(each.model.settings), "example": example}


def _keywords() -> dict[str, str]:
    """The words that begin a part of an exercise, in any language, each with what it begins."""
    beginning = "markup.keyword."
    return {
        words.text(key): key.removeprefix(beginning)
        for words in map(catalogue, LANGUAGES)
        for key in sorted(words.keys())
        if key.startswith(beginning)
    }


def _asked(presenter: Presenter) -> set[str]:
    scripts = [*_files(".js"), *_kind_scripts(presenter).values()]
    return {key for file in scripts for key in _ASKED.findall(file.read_text(encoding="utf-8"))}


def _words(presenter: Presenter, keys: Iterable[str], types: Mapping[str, Any]) -> dict[str, str]:
    """The words that the keys name, and all words whose key begins as one that is no whole key."""
    words = presenter.bundle.words
    known = words.keys()
    of_kinds = (
        f"{kind}.{part}" for kind in presenter.bundle.collections for part in ("name.one", "name.other", "this")
    )
    wanted = {*keys, *of_kinds, *(f"{name}.{part}" for name in types for part in ("name", "about"))}
    whole = wanted & known
    begun = tuple(wanted - known)
    return {key: words.open(key) for key in sorted(known) if key in whole or key.startswith(begun)}
