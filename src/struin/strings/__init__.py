"""String catalogues: every text that a reader or an editor sees, per language, outside the code.

The core's catalogues are `strings/<language>/*.yml`; a slice keeps its own in its folder:
`strings.<language>.yml` (words on pages) and `fields.<language>.yml` (what each field is for, for editors).
Keys are flat and dotted; a key may be defined once only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DEFAULT_LANGUAGE = "nl"
LANGUAGES = ("nl", "en")
# The safe loader of libyaml is ten times as fast; PyYAML may have been built without it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HERE = Path(__file__).parent


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in tree.items():
        if not isinstance(key, str):  # YAML takes a bare `on` or `no` for a truth value
            raise ValueError(f"the key {prefix}{key} is no text; put quotes around it")
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{name}.")
        else:
            yield name, str(value)


class Catalogue:
    """The texts of one language. `text("a.b", name=…)` fills in `{name}`; an unknown key is a KeyError.

    A brace that is meant as a brace is written twice in the catalogue.
    """

    def __init__(self, language: str, files: Iterable[Path]) -> None:
        self.language = language
        self._texts: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        for file in files:
            tree = yaml.load(file.read_text(encoding="utf-8"), LOADER) or {}
            for key, value in _flatten(tree):
                if key in self._texts:
                    raise ValueError(f"{file}: the string {key!r} is defined twice")
                self._texts[key] = value

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> frozenset[str]:
        return frozenset(self._texts)

    def text(self, key: str, /, **values: Any) -> str:
        """The text of a key, its `{names}` filled in. Raises KeyError for an unknown key or a value not given."""
        if values:
            return self._texts[key].format(**values)
        if key not in self._plain:  # most texts are asked for as they are, by every page
            self._plain[key] = self._texts[key].format()
        return self._plain[key]

    def open(self, key: str) -> str:
        """The text of a key as it is written, for a script that fills in its `{names}` itself."""
        return self._texts[key]

    def count(self, key: str, number: int, /, **values: Any) -> str:
        """The text for `number` things: `<key>.one` for 1, else `<key>.other`; `{n}` is the number."""
        return self.text(f"{key}.{'one' if number == 1 else 'other'}", n=number, **values)


def slice_files(folder: Path, language: str) -> list[Path]:
    """The catalogue files that a slice may have in its folder."""
    files = (folder / f"{name}.{language}.yml" for name in ("strings", "fields"))
    return [file for file in files if file.is_file()]


def catalogue_files(language: str) -> list[Path]:
    """The catalogue files of the core and of every slice in the package, in a fixed order."""
    slices = sorted(folder for folder in _HERE.parent.glob("*/*") if folder.is_dir())
    own = [file for folder in slices for file in slice_files(folder, language)]
    return sorted((_HERE / language).glob("*.yml")) + own


@cache
def catalogue(language: str = DEFAULT_LANGUAGE, extra: tuple[Path, ...] = ()) -> Catalogue:
    """The catalogue of one language, read once. Raises ValueError for a language that is not there."""
    if language not in LANGUAGES:
        raise ValueError(f"no strings for language {language!r}")
    return Catalogue(language, [*catalogue_files(language), *extra])
