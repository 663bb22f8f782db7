"""Discovers slices: kinds of items, components and types of exercises, one folder each, in the package and in a
bundle's own folders.

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
from typing import TypeVar

from struin.interaction import Interaction
from struin.model import Item
from struin.strings import Catalogue, catalogue, slice_files

PACKAGE = Path(__file__).parent / "collections"
SHARED = PACKAGE.parent / "components/shared"  # what several components are built on, see struin.components
T = TypeVar("T")


@dataclass(frozen=True)
class Collection:
    """One kind: its name is its folder's name, and the folder of its items under `content/`."""

    name: str
    folder: Path
    model: type[Item]


def _import(file: Path, name: str) -> ModuleType:
    """A slice's module: by its name when it is in the package, else from its file."""
    if file.is_relative_to(PACKAGE.parent):
        return importlib.import_module(name)
    name = f"struin_bundle.{file.parent.name}.{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic looks up annotations in the module by its name
    spec.loader.exec_module(module)
    return module


def _only(folder: Path, slices: str, base: type[T]) -> type[T]:
    """The one subclass of `base` that a slice's model.py defines."""
    module = _import(folder / "model.py", f"struin.{slices}.{folder.name}.model")
    models = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__
    ]
    if len(models) != 1:
        found = f"must define exactly one subclass of {base.__name__}, found {len(models)}"
        raise TypeError(f"{folder / 'model.py'} {found}")
    return models[0]


def _collection(folder: Path) -> Collection:
    return Collection(folder.name, folder, _only(folder, "collections", Item))


def _folders(root: Path | None) -> list[Path]:
    homes = [PACKAGE] + ([root / "collections"] if root else [])
    return [file.parent for home in homes for file in sorted(home.glob("*/model.py"))]


@cache
def _discover(folders: tuple[Path, ...]) -> Mapping[str, Collection]:
    return {folder.name: _collection(folder) for folder in folders}


def discover(root: Path | None = None) -> Mapping[str, Collection]:
    """All collections by name: the package's, then those of the bundle at `root`, which may replace one."""
    return _discover(tuple(_folders(root.resolve() if root else None)))


@dataclass(frozen=True)
class Component:
    """A part that pages share; see struin.components for what its folder may hold."""

    name: str
    folder: Path

    @property
    def tag(self) -> str:
        """The custom element that calls for its script and style."""
        return f"struin-{self.name}"

    def has(self, file: str) -> bool:
        return (self.folder / file).is_file()

    def part(self, suffix: str) -> list[Path]:
        """The files of its scripts (`.js`) or styles (`.css`), in the order in which they are joined."""
        return _parts(self, suffix)

    def module(self) -> ModuleType | None:
        """Its `component.py`, if it has one."""
        file = self.folder / "component.py"
        return _import(file, f"struin.components.{self.name}.component") if file.is_file() else None


@cache  # asked for by every page
def _parts(component: Component, suffix: str) -> list[Path]:
    folder = component.folder
    shared = [SHARED / f"{name}{suffix}" for name in getattr(component.module(), "BUILDS_ON", ())]
    if suffix == ".css":
        return [*(file for file in shared if file.is_file()), *stylesheets(folder)]
    parts = sorted(file.name for file in folder.glob("*.part.js"))
    names = ("scoring.js", *parts, "element.js")
    return [file for file in [*shared, *(folder / name for name in names)] if file.is_file()]


def stylesheets(folder: Path) -> list[Path]:
    """The styles of a slice in their order: `style.css`, then its parts, `*.part.css`."""
    return [file for file in (folder / "style.css", *sorted(folder.glob("*.part.css"))) if file.is_file()]


@cache
def components(root: Path | None = None) -> Mapping[str, Component]:
    """All components by name: the package's, then those of the bundle at `root`, which may replace one."""
    homes = [PACKAGE.parent / "components"] + ([root / "components"] if root else [])
    folders = [folder for home in homes for folder in sorted(home.glob("*")) if folder.is_dir()]
    return {folder.name: Component(folder.name, folder) for folder in folders if folder.name.isidentifier()}


@dataclass(frozen=True)
class InteractionType(Component):
    """A type of exercise: a component with a model. The component that all types build on goes along with it."""

    model: type[Interaction]


@cache
def interactions(root: Path | None = None) -> Mapping[str, InteractionType]:
    """All types of exercises by name: the package's, then those of the bundle at `root`, which may replace one."""
    homes = [PACKAGE.parent / "interactions"] + ([root / "interactions"] if root else [])
    folders = [file.parent for home in homes for file in sorted(home.glob("*/model.py"))]
    return {
        folder.name: InteractionType(folder.name, folder, _only(folder, "interactions", Interaction))
        for folder in folders
    }


def words(language: str, root: Path | None = None) -> Catalogue:
    """The catalogue of one language, with the strings of the bundle's own slices."""
    homes = ("collections", "components", "interactions") if root else ()
    own = [folder for home in homes if root for folder in root.resolve().glob(f"{home}/*")]
    return catalogue(language, tuple(file for folder in sorted(own) for file in slice_files(folder, language)))
