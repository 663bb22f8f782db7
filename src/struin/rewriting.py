"""Changes references to an item in editors' files: in front matter, in links of bodies, in pages of `docs/`.

Only the words that refer to it change; whatever else an editor wrote, its order, its quotes and its comments, stays as
it is. All changes are worked out before the first file is written.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from struin.interrupts import interrupts_put_off
from struin.slices import discover

# Where an address of a Markdown link ends; before it whatever leads there.
_LINK = re.compile(
    r"(?P<before>\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?|\bhref=[\"'])(?P<to>[\w./-]+?)\.md(?=[#)>\s\"'])", re.MULTILINE
)
FOLDERS = ("content", "docs")
SUFFIXES = (".md", ".yml")


class Unreadable(Exception):
    """A file, at `path`, is not what it should be: its text is not UTF-8, or its front matter is broken."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def items(root: Path) -> list[str]:
    """The ids of all items for which there is a file, whatever that holds."""
    kinds = discover(root)
    files = sorted((root / "content").glob("*/*.md"))
    return [f"{file.parent.name}/{file.stem}" for file in files if file.parent.name in kinds]


def text_of(root: Path, path: str) -> str:
    """The text of a file, its line ends as they are. Raises Unreadable."""
    try:
        return (root / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Unreadable(path) from problem


def files_that_name(root: Path, name: str) -> Iterator[tuple[str, str]]:
    """The text files of editors that hold a word, each as its path relative to `root` and its text.

    Raises Unreadable."""
    wanted = name.encode()
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            written = file.suffix in SUFFIXES and file.is_file() and not file.is_symlink()
            if written and wanted in file.read_bytes():
                path = file.relative_to(root).as_posix()
                yield path, text_of(root, path)


def links_changed(path: str, text: str, item: str, change: Callable[[re.Match[str]], str]) -> str:
    """The text of the file at `path` with every link to an item changed; `change` gets the match, see `_LINK`."""
    target = f"content/{item}"

    def changed(match: re.Match[str]) -> str:
        led = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["to"]))
        in_docs = path.startswith("docs/") and posixpath.relpath(led, "docs") == item
        return change(match) if led == target or in_docs else match[0]

    return _LINK.sub(changed, text)


def ids_changed(text: str, old: str, new: str) -> str:
    """The text with the id of an item, where it stands by itself, replaced."""
    return re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w/-]|\.md)", new, text)


def write_all(root: Path, texts: Mapping[str, str | None]) -> None:
    """Writes texts by path, each file whole or not at all; None removes the file. Raises OSError, which
    names the path."""
    made: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            if text is not None:
                made.append((_beside(root, path, text), root / path))
        with interrupts_put_off():  # all of them or none
            for temporary, file in made:
                temporary.replace(file)
            for path, text in texts.items():
                if text is None:
                    (root / path).unlink(missing_ok=True)
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


def _beside(root: Path, path: str, text: str) -> Path:
    """A temporary file in the same folder with that text."""
    file = root / path
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".", suffix="~", dir=file.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode())
        temporary.chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
    except BaseException as problem:
        if temporary:
            temporary.unlink()
        if isinstance(problem, OSError):
            raise OSError(problem.errno, problem.strerror, path) from problem
        raise
    return temporary
