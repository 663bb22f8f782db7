"""READ: a file of `content/<collection>/` becomes a Source: front matter, positions and body.

Nothing is opened that is a link or not a plain file, and nothing big is read whole. Faults in one file never
hide those in another, and as many as can be found in one file are told at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from struin.diagnostics import Diagnostic, Place, error, in_order, warning
from struin.filenames import flaw, folded, ignored, printable, propose
from struin.frontmatter import FORBIDDEN, read_front
from struin.marks import Location

CONTENT = "content"
MEDIA = "media"
LOOSE_FILES = frozenset({"addresses.yml", "bundle.yml", "glossary.yml", "words.txt"})
MAX_BYTES = 1_000_000
MAX_CHARACTERS = 5  # forbidden characters that are told of per file

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt"})
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
_DELIMITER = re.compile(r"^---[ \t]*$", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Absent on Windows, where opening cannot follow a link or wait for a pipe in the same way.
_OPEN = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _OPEN |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: its front matter's plain values with the place of each, and its body.

    `marks` hold the place of each key by location (`("steps", 0, "minutes")`; of a list entry its start; `()`
    is line 1) and `value_marks` that of each value. `body` has LF line ends and starts on `body_line`.
    `name` is the file's stem; if that is a faulty name (told as an error), it is the name proposed instead.
    `digest` is the SHA-256 of the file's bytes, in hexadecimal.
    """

    path: str
    collection: str
    name: str
    front: dict[str, Any]
    marks: Mapping[Location, Place]
    value_marks: Mapping[Location, Place]
    body: str
    body_line: int
    digest: str

    def light(self) -> Source:
        """The same file without what it says, for who has that already: in a large bundle it weighs."""
        return replace(self, front={}, marks={}, value_marks={}, body="")


def place_of(source: Source, location: Location, *, key: bool = False) -> Place:
    """Where a value (or its key) stands; for what is absent, the nearest thing around it."""
    while location:
        marks = (source.marks, source.value_marks) if key else (source.value_marks, source.marks)
        for mark in marks:
            if location in mark:
                return mark[location]
        location, key = location[:-1], True
    return Place(source.path)


def read_tree(
    root: Path, collections: Collection[str], on_read: Callable[[Source], None] = lambda source: None
) -> tuple[list[Source], list[Diagnostic]]:
    """Reads every item of the bundle at `root`, in the order of collection and name, with all findings.

    `collections` are the names of the folders that `content/` may have beside `media/`. `on_read` is called with
    each item at once, for who can go on with it while the next are read.
    """
    sources: list[Source] = []
    findings: list[Diagnostic] = []
    if (root / CONTENT).is_symlink():
        return [], [error("symlink", Place(CONTENT))]
    if not (root / CONTENT).is_dir():
        return [], [error("content-missing", Place(CONTENT))]
    for entry in _entries(root, CONTENT, findings):
        place = Place(printable(f"{CONTENT}/{entry.name}"))
        if entry.is_symlink():
            findings.append(error("symlink", place))
        elif entry.is_dir():
            if entry.name in collections:
                for source in _read_collection(root, entry.name, findings):
                    sources.append(source)
                    on_read(source)
            elif entry.name != MEDIA:
                findings.append(_unknown_folder(place, entry.name, collections))
        elif entry.name.endswith(".md"):
            findings.append(error("file-loose-item", place, known=", ".join(sorted(collections))))
        elif entry.name not in LOOSE_FILES:
            findings.append(warning("file-loose", place))
    return sources, in_order(findings)


def read_file(root: Path, path: Path) -> tuple[Source | None, list[Diagnostic]]:
    """Reads one item, whatever its neighbours; `path` is `content/<collection>/<name>.md`, absolute or not.

    Raises ValueError if `path` cannot be an item's.
    """
    relative = path.relative_to(root) if path.is_absolute() else path
    parts = relative.parts
    if len(parts) != 3 or parts[0] != CONTENT or ".." in parts or not parts[2].endswith(".md"):
        raise ValueError(f"not the path of an item: {path}")
    for folder in (relative.parents[1], relative.parents[0], relative):
        if (root / folder).is_symlink():
            return None, [error("symlink", Place(printable(folder.as_posix())))]
    try:
        source, findings = _item(root, parts[1], parts[2], taken=())
    except FileNotFoundError:
        return None, [error("file-unreadable", Place(printable(relative.as_posix())))]
    return source, in_order(findings)


def _entries(root: Path, folder: str, findings: list[Diagnostic]) -> list[os.DirEntry[str]]:
    """What an editor put in a folder, sorted by name."""
    try:
        with os.scandir(root / folder) as entries:
            return sorted((entry for entry in entries if not ignored(entry.name)), key=_by_name)
    except OSError:
        findings.append(error("folder-unreadable", Place(printable(folder))))
        return []


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _faulty_last(name: str) -> tuple[bool, str]:
    return flaw(name.removesuffix(".md")) is not None, name


def _unknown_folder(place: Place, name: str, collections: Collection[str]) -> Diagnostic:
    known = sorted({*collections, MEDIA})
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    if near:
        return error("folder-unknown-near", place, name=name, near=near[0], known=", ".join(known))
    return error("folder-unknown", place, name=name, known=", ".join(known))


def _read_collection(root: Path, collection: str, findings: list[Diagnostic]) -> Iterator[Source]:
    folder = f"{CONTENT}/{collection}"
    entries = _entries(root, folder, findings)
    # Of names that some file system takes for one, the first good one counts.
    first: dict[str, str] = {}
    for name in sorted((entry.name for entry in entries), key=_faulty_last):
        first.setdefault(folded(name), name)
    stems = {name.removesuffix(".md") for name in first.values() if name.endswith(".md")}
    for entry in entries:
        place = Place(printable(f"{folder}/{entry.name}"))
        stem, extension = Path(entry.name).stem, Path(entry.name).suffix
        if entry.is_symlink():
            findings.append(error("symlink", place))
        elif entry.is_dir():
            code = "folder-beside-item" if entry.name in stems else "folder-nested"
            findings.append(error(code, place, name=entry.name))
        elif not entry.is_file():
            findings.append(error("file-special", place))
        elif extension != ".md":
            findings.append(_wrong_type(place, entry.name, stem, extension.lower(), stems))
        else:
            other = first[folded(entry.name)]
            rival = other if other != entry.name else None
            try:
                source, found = _item(root, collection, entry.name, stems, rival)
            except FileNotFoundError:
                continue  # taken away since the folder was listed, as editor programs do while saving
            findings += found
            if source:
                stems.add(source.name)
                yield source


def _wrong_type(place: Place, name: str, stem: str, extension: str, stems: Container[str]) -> Diagnostic:
    if extension in _MARKDOWN and stem in stems:
        return error("id-twice", place, name=name, other=f"{stem}.md")
    if extension in _MARKDOWN:
        return error("file-not-md", place, name=name, proposal=propose(stem, stems) or "een-korte-titel")
    return error("file-picture" if extension in _PICTURES else "file-type", place, name=name)


def _item(
    root: Path, collection: str, file: str, taken: Container[str], other: str | None = None
) -> tuple[Source | None, list[Diagnostic]]:
    """Reads one file. `taken` are the names in its collection; `other` is the file its name collides with.

    Raises FileNotFoundError.
    """
    path = printable(f"{CONTENT}/{collection}/{file}")
    name = file.removesuffix(".md")
    code = "name-collision" if other else flaw(name)
    findings: list[Diagnostic] = []
    if code:
        proposal = propose(name, taken)
        shown = {"proposal": proposal or "een-korte-titel", "name": file, "other": other or ""}
        findings.append(error(code, Place(path), **shown))
        name = "" if other else proposal
    try:
        data = _bytes(root / CONTENT / collection / file)
    except FileNotFoundError:
        raise
    except OSError:
        return None, [*findings, error("file-unreadable", Place(path))]
    if data is None:
        return None, [*findings, error("file-special", Place(path))]
    if len(data) > MAX_BYTES:
        return None, [*findings, error("file-too-large", Place(path), limit=MAX_BYTES // 1_000_000)]
    source, found = _parsed(path, collection, name, data)
    return (source if name else None), findings + found


def _bytes(file: Path) -> bytes | None:
    """The bytes of a plain file, at most one more than MAX_BYTES; None if it is none. Raises OSError."""
    descriptor = os.open(file, _OPEN)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return stream.read(MAX_BYTES + 1)


def _parsed(path: str, collection: str, name: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """The Source of a file's bytes; None after any error but a BOM or a duplicate key, which leave sense."""
    findings: list[Diagnostic] = []
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(_BOM):
        findings.append(error("bom", Place(path)))
        data = data.removeprefix(_BOM)
    if not data.strip():
        return None, [error("file-empty", Place(path))]
    broken = False
    try:
        text = data.decode()
    except UnicodeDecodeError as problem:
        before = _lf(data[: problem.start].decode())
        place = _place(path, before, len(before))
        findings.append(error("not-utf8", place, byte=f"0x{data[problem.start]:02X}"))
        if data.startswith(_UTF16):
            return None, findings
        text, broken = data.decode(errors="replace"), True
    text = _lf(text)
    for count, match in enumerate(FORBIDDEN.finditer(text)):
        if count == MAX_CHARACTERS:
            break
        place = _place(path, text, match.start())
        findings.append(error("control-character", place, character=f"U+{ord(match[0]):04X}"))
        broken = True

    opening = _DELIMITER.match(text)
    if not opening:
        return None, [*findings, error("front-missing", Place(path))]
    closing = _DELIMITER.search(text, opening.end())
    if not closing:
        return None, [*findings, error("front-unclosed", Place(path))]
    front, found = read_front(text[opening.end() + 1 : closing.start()], path)
    findings += found
    if front is None or broken:
        return None, findings
    body_line = text.count("\n", 0, closing.start()) + 2
    body = text[closing.end() + 1 :]
    source = Source(path, collection, name, front.values, front.marks, front.value_marks, body, body_line, digest)
    return source, findings


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(path: str, text: str, index: int) -> Place:
    return Place(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
