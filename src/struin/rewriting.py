"""Changes references to an item in editors' files: in front matter, in links of bodies, in pages of `docs/`.

Only the words that refer to it change; whatever else an editor wrote, its order, its quotes and its comments, stays as
it is, and so does code that is shown. All changes are worked out before the first file is written, and if one cannot be
written, none is.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from struin.interrupts import interrupts_put_off
from struin.slices import discover

# Where an address of a Markdown link ends; before it whatever leads there.
_LINK = re.compile(
    r"(?P<before>\]\(\s*<?|^\s{0,3}\[[^\]\n]+\]:\s*<?|\bhref=[\"'])(?P<to>[\w./-]+?)\.md(?=[#)>\s\"'])", re.MULTILINE
)
# What is shown as it is written: between fences, between backticks, and what stands in far enough below an empty line.
_CODE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*\r?$|.*)"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)(?:[^`\n]|(?!(?P=ticks)(?!`))`)+(?P=ticks)(?!`)"
    r"|(?:(?<=\n\n)|(?<=\n\r\n))(?P<deep>(?: {4}|\t)[^\n]*\n?(?:(?:[ \t]*\r?\n)*(?: {4}|\t)[^\n]*\n?)*)",
    re.MULTILINE | re.DOTALL,
)
# Below these, what stands in belongs to them.
_HOLDS = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s*(?:!!!|\?\?\?|===|///|\[\^|:\s)")
FRONT = re.compile(r"\A(?:\ufeff)?---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)
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
    for path in paths_of_texts(root):
        if wanted in (root / path).read_bytes():
            yield path, text_of(root, path)


def paths_of_texts(root: Path) -> Iterator[str]:
    """The paths of the text files of editors, relative to `root`."""
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in SUFFIXES and file.is_file() and not file.is_symlink():
                yield file.relative_to(root).as_posix()


def links_changed(path: str, text: str, item: str, change: Callable[[re.Match[str]], str]) -> str:
    """The text of the file at `path` with every link to an item changed; `change` gets the match, see `_LINK`."""
    target = f"content/{item}"
    shown = _shown_code(path, text)

    def changed(match: re.Match[str]) -> str:
        led = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["to"]))
        in_docs = path.startswith("docs/") and posixpath.relpath(led, "docs") == item
        leads = led == target or in_docs
        return change(match) if leads and not _is_in(shown, match.start("to")) else match[0]

    return _LINK.sub(changed, text)


def ids_changed(path: str, text: str, old: str, new: str) -> str:
    """The text of the file at `path` with the id of an item, where it stands by itself, replaced; in `docs/` also in
    examples of how to write it."""
    shown = [] if path.startswith("docs/") else _shown_code(path, text)

    def changed(match: re.Match[str]) -> str:
        return match[0] if _is_in(shown, match.start()) else new

    return re.sub(rf"(?<![\w./-]){re.escape(old)}(?![\w/-]|\.md)", changed, text)


def _shown_code(path: str, text: str) -> list[tuple[int, int]]:
    """Where a page shows code, in order. Front matter has none."""
    if not path.endswith(".md"):
        return []
    front = FRONT.match(text)
    begin = front.end() if front else 0
    return [each.span() for each in _CODE.finditer(text, begin) if not each["deep"] or _is_code(text, each.start())]


def _is_code(text: str, start: int) -> bool:
    """Whether lines that stand in are code, and not the rest of a list or of a block above them."""
    for line in reversed(text[:start].splitlines()):
        if line.strip() and not line.startswith((" ", "\t")):
            return _HOLDS.match(line) is None
    return True


def _is_in(spans: list[tuple[int, int]], index: int) -> bool:
    return any(start <= index < end for start, end in spans)


def write_all(root: Path, texts: Mapping[str, str | None]) -> None:
    """Writes texts by path, all of them or none; None removes the file. Raises OSError, which names the path; then all
    is as it was."""
    made: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            if text is not None:
                made.append((_beside(root, path, text), root / path))
        with interrupts_put_off():
            _put_in_place(root, made, [path for path, text in texts.items() if text is None])
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


def _put_in_place(root: Path, made: list[tuple[Path, Path]], gone: list[str]) -> None:
    before: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for temporary, path in made:
            before[path] = path.read_bytes() if path.exists() else None
            temporary.replace(path)
        for path in (root / each for each in gone):
            if path.exists():
                before[path] = path.read_bytes()
                path.unlink()
    except OSError as problem:
        for file, data in before.items():
            with suppress(OSError):
                _restore(file, data)
        raise OSError(problem.errno, problem.strerror, path.relative_to(root).as_posix()) from problem


def _restore(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink(missing_ok=True)
    elif not file.exists() or file.read_bytes() != data:
        file.write_bytes(data)


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
