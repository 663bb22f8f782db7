"""A zip for another program, planned first and written later: the pages of a build go before its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from struin.exports.zipped import zipped
from struin.media.metadata import strip
from struin.present import Presenter


@dataclass(frozen=True)
class Package:
    """`texts` are its files by path, the first in front; `others` are files from elsewhere: the path that each is to
    have, where it is, and its digest."""

    texts: Mapping[str, str]
    others: tuple[tuple[str, str, str], ...] = ()


def written(package: Package) -> bytes:
    """The zip. Raises OSError when a file that it points to is gone."""
    texts = {path: text.encode() for path, text in package.texts.items()}
    others = {path: _published(Path(file)) for path, file, _ in package.others}
    return zipped(texts | others, list(texts)[:1])


def _published(file: Path) -> bytes:
    """A file as it is published: a picture without metadata, all others as they are."""
    return strip(file.read_bytes(), file.suffix[1:].lower()).data


def media_files(presenter: Presenter, names: Iterable[str]) -> list[tuple[str, str, str]]:
    """Files of content/media for `others`, in a folder `media`. Names that are not there are left out."""
    known = {file.name: file for file in presenter.bundle.media}
    return [
        (f"media/{name}", str(known[name].path), known[name].digest) for name in sorted(set(names)) if name in known
    ]


@cache
def own_file(path: str, file: Path) -> tuple[str, str, str]:
    """A file of Struin's own for `others`."""
    return path, str(file), hashlib.sha256(file.read_bytes()).hexdigest()
