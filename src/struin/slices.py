"""Discovers the kinds of items: one folder each, in the package and in a bundle's own `collections/` folder.

A folder is a collection when it holds a `model.py` with exactly one subclass of Item. Nothing lists them, so
a new kind is a new folder and no edit elsewhere.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from struin.model import Item
from struin.strings import Catalogue, catalogue, slice_files

PACKAGE = Path(__file__).parent / "collections"


@dataclass(frozen=True)
class Collection:
    """One kind: its name is its folder's name, and the folder of its items under `content/`."""

    name: str
    folder: Path
    model: type[Item]


def _load(file: Path) -> ModuleType:
    inside = file.is_relative_to(PACKAGE)
    name = f"struin.collections.{file.parent.name}.model" if inside else f"struin_bundle.{file.parent.name}"
    if inside:
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic looks up annotations in the module by its name
    spec.loader.exec_module(module)
    return module


def _collection(folder: Path) -> Collection:
    module = _load(folder / "model.py")
    models = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Item) and value.__module__ == module.__name__
    ]
    if len(models) != 1:
        raise TypeError(f"{folder / 'model.py'} must define exactly one subclass of Item, found {len(models)}")
    return Collection(folder.name, folder, models[0])


def _folders(root: Path | None) -> list[Path]:
    homes = [PACKAGE] + ([root / "collections"] if root else [])
    return [file.parent for home in homes for file in sorted(home.glob("*/model.py"))]


@cache
def _discover(folders: tuple[Path, ...]) -> Mapping[str, Collection]:
    return {folder.name: _collection(folder) for folder in folders}


def discover(root: Path | None = None) -> Mapping[str, Collection]:
    """All collections by name: the package's, then those of the bundle at `root`, which may replace one."""
    return _discover(tuple(_folders(root.resolve() if root else None)))


def words(language: str, root: Path | None = None) -> Catalogue:
    """The catalogue of one language, with the strings of the bundle's own slices."""
    own = tuple(root.resolve().glob("collections/*")) if root else ()
    return catalogue(language, tuple(file for folder in sorted(own) for file in slice_files(folder, language)))
