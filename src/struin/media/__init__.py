"""MEDIA: check the pictures, sounds and films of `content/media/`, and copy them to the site.

A file must be what its name says, small enough, plainly named and safe to open. The published copy has no
location and no other metadata; a photo with a location gives a warning that says so. PDF is not taken: it
can hold scripts and forms, and nothing here can look inside."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from struin.diagnostics import Diagnostic, Place, error, has_errors, in_order, warning
from struin.filenames import flaw, ignored, printable, slug
from struin.media.metadata import BrokenFileError, Stripped, strip
from struin.media.svg import check_svg

FOLDER = "content/media"
MOST_BYTES = 5_000_000
MUCH_BYTES = 500_000
MOST_PIXELS = 40_000_000

# Extension → what the page shows it as, and its media type.
KINDS: dict[str, tuple[str, str]] = {
    "svg": ("image", "image/svg+xml"),
    "png": ("image", "image/png"),
    "jpg": ("image", "image/jpeg"),
    "jpeg": ("image", "image/jpeg"),
    "webp": ("image", "image/webp"),
    "mp3": ("audio", "audio/mpeg"),
    "ogg": ("audio", "audio/ogg"),
    "m4a": ("audio", "audio/mp4"),
    "mp4": ("video", "video/mp4"),
    "webm": ("video", "video/webm"),
    "vtt": ("captions", "text/vtt"),
}
_BEGINNINGS: dict[str, re.Pattern[bytes]] = {
    "svg": re.compile(rb"(?:\xef\xbb\xbf)?\s*<", re.DOTALL),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
    "mp3": re.compile(rb"ID3|\xff[\xe0-\xff]"),
    "ogg": re.compile(rb"OggS"),
    "m4a": re.compile(rb"....ftyp", re.DOTALL),
    "mp4": re.compile(rb"....ftyp", re.DOTALL),
    "webm": re.compile(rb"\x1a\x45\xdf\xa3.{0,60}webm", re.DOTALL),
    "vtt": re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT[ \t\r\n]"),
}

# `overflow="visible"` on the drawing itself, so in its first tag of that name.
_BLEEDS = re.compile(rb"""\A(?:(?!<svg\b).)*<svg\b[^>]*?\soverflow=["']visible["']""", re.DOTALL)


@dataclass(frozen=True)
class MediaFile:
    """One file that may be published. `size` is in bytes, of the published copy; `digest` is the sha256 of
    the file in `content/media/`; `width` and `height` are in pixels, None where they are not known. A drawing
    `bleeds` if it goes on beyond its viewBox, to fill frames of other proportions without being cut."""

    name: str
    path: Path
    kind: str
    mime: str
    size: int
    digest: str
    width: int | None = None
    height: int | None = None
    bleeds: bool = False


def check_media(root: Path) -> tuple[list[MediaFile], list[Diagnostic]]:
    """The files of `content/media/` that may be published, by name, and what is wrong with these and the
    others."""
    folder = root / FOLDER
    files: list[MediaFile] = []
    found: list[Diagnostic] = []
    if folder.is_symlink() or (root / "content").is_symlink():
        return [], [error("media-symlink", Place(FOLDER), name=folder.name)]
    if not folder.is_dir():
        return [], []
    for path in sorted(folder.iterdir()):
        if ignored(path.name):
            continue
        file, findings = check_file(root, path)
        found += findings
        if file is not None:
            files.append(file)
    return files, in_order(found)


def check_file(root: Path, path: Path) -> tuple[MediaFile | None, list[Diagnostic]]:
    """One file: what is known of it, or None if it may not be published; and the findings."""
    found = list(_outside(root, path))
    if found:
        return None, found
    data = path.read_bytes()
    stripped, inside = _inside(path.name, data)
    found = list(inside)
    if stripped is None or has_errors(found):
        return None, found
    kind, mime = KINDS[_extension(path.name)]
    return MediaFile(
        name=path.name,
        path=path,
        kind=kind,
        mime=mime,
        size=len(stripped.data),
        digest=hashlib.sha256(data).hexdigest(),
        width=stripped.width,
        height=stripped.height,
        bleeds=_extension(path.name) == "svg" and _BLEEDS.search(data) is not None,
    ), found


def publish_media(files: Iterable[MediaFile], out_dir: Path) -> list[Diagnostic]:
    """Writes the copies for readers into `out_dir` (made if needed), without metadata.

    A file that changed since it was checked is checked again; what is wrong with it then is returned, and
    it is not written. Raises OSError if the folder cannot be written."""
    out_dir.mkdir(parents=True, exist_ok=True)
    found: list[Diagnostic] = []
    for file in files:
        place = Place(f"{FOLDER}/{file.name}")
        if file.path.is_symlink() or not file.path.is_file():
            found.append(error("media-changed", place, name=file.name))
            continue
        data = file.path.read_bytes()
        stripped, findings = _inside(file.name, data)
        changed = hashlib.sha256(data).hexdigest() != file.digest
        if stripped is None or has_errors(findings) or len(data) > MOST_BYTES:
            found += findings or [error("media-changed", place, name=file.name)]
            continue
        if changed:
            found += findings
        (out_dir / file.name).write_bytes(stripped.data)
    return found


def _outside(root: Path, path: Path) -> Iterator[Diagnostic]:
    """What is wrong with a file without opening it."""
    place = Place(printable(f"{FOLDER}/{path.name}"))
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        yield error("media-symlink", place, name=path.name)
        return
    if stat.S_ISDIR(mode):
        yield error("media-folder", place, name=path.name)
        return
    if not stat.S_ISREG(mode):
        yield error("media-not-a-file", place, name=path.name)
        return
    if Path(os.path.realpath(path)).parent != Path(os.path.realpath(root)) / FOLDER:
        yield error("media-symlink", place, name=path.name)
        return
    stem, _, extension = path.name.rpartition(".")
    if extension.lower() not in KINDS:
        yield error("media-kind", place, name=path.name, kinds=", ".join(KINDS))
        return
    if extension != extension.lower() or flaw(stem) is not None:
        better = slug(stem)
        yield error("media-name", place, name=path.name, better=f"{better or 'naam'}.{extension.lower()}")
    size = path.stat().st_size
    if size > MOST_BYTES:
        yield error("media-too-big", place, name=path.name, size=_megabytes(size), limit=_megabytes(MOST_BYTES))


def _inside(name: str, data: bytes) -> tuple[Stripped | None, list[Diagnostic]]:
    """What to publish of a file, and what is wrong inside it."""
    path = f"{FOLDER}/{name}"
    place = Place(path)
    extension = _extension(name)
    if not _BEGINNINGS[extension].match(data):
        return None, [error("media-content", place, name=name, extension=extension)]
    found: list[Diagnostic] = []
    if extension == "svg":
        found, size = check_svg(data, path)
        stripped = Stripped(data, False, *(size or (None, None)))
    else:
        try:
            stripped = strip(data, extension)
            if extension == "vtt":
                data.decode("utf-8")
        except (BrokenFileError, UnicodeDecodeError):
            return None, [error("media-broken", place, name=name, extension=extension)]
    if stripped.located:
        found.append(warning("media-location-removed", place, name=name))
    if (stripped.width or 0) * (stripped.height or 0) > MOST_PIXELS and extension != "svg":
        size_shown = f"{stripped.width} × {stripped.height}"
        found.append(error("media-pixels", place, name=name, size=size_shown))
    elif len(data) > MUCH_BYTES and KINDS[extension][0] == "image":
        found.append(warning("media-big", place, name=name, size=_megabytes(len(data))))
    return stripped, found


def _extension(name: str) -> str:
    return name.rpartition(".")[2]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
