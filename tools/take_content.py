"""Takes `content/` from a stranger's commit, and nothing else: for checks of a pull request.

    python tools/take_content.py REPOSITORY BASE HEAD [REPORT]

REPOSITORY is a clone that holds both commits. Its files are never checked out: what a commit holds is read from Git's
own store, so no filter, link or file name of a stranger can do anything. In the working folder `content/` then is that
of HEAD. What HEAD changes elsewhere is named and left, so that our code checks their content. Prints findings as
annotations of GitHub, and writes them as Markdown to REPORT, empty if there are none; exits with 1 if something in
`content/` was refused, and then `content/` is as it was.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from struin.report import escaped

CONTENT = "content"
MOST_FILES = 50_000
MOST_BYTES = 25_000_000  # of one file; pictures and sound are far smaller
MOST_IN_ALL = 1_000_000_000
MOST_TOLD = 100  # lines of a list for people
REFUSED = "Dit kan niet in de bundel"
OUTSIDE = "Dit staat buiten content/ en is niet meegenomen: een beheerder kijkt ernaar"
PLAIN = ("100644", "100755")
KINDS = {"120000": "een symbolische koppeling", "160000": "een andere Git-repository"}


@dataclass(frozen=True)
class Blob:
    """A file in a commit: its mode, the id of what it holds, its size in bytes and its path."""

    mode: str
    id: str
    size: int
    path: str


def git(repository: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What a command of Git prints. Raises CalledProcessError. No configuration of a stranger's clone runs anything."""
    safe = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"]
    command = ["git", "-C", str(repository), *safe, *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=300).stdout


def commit_id(repository: Path, name: str) -> str:
    """The whole id of a commit. Raises CalledProcessError if there is none of that name."""
    return git(repository, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def blobs(repository: Path, commit: str) -> list[Blob]:
    """The files under `content/` in a commit."""
    listed = git(repository, "ls-tree", "-r", "-l", "-z", "--full-tree", commit, CONTENT)
    found = []
    for line in filter(None, listed.split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _, blob, size = about.decode().split()
        found.append(Blob(mode, blob, int(size) if size.isdigit() else 0, path.decode("utf-8", "surrogateescape")))
    return found


def left(repository: Path, base: str, head: str) -> list[str]:
    """The paths outside `content/` that differ since the commits parted."""
    parted = git(repository, "merge-base", base, head).decode().strip()
    names = git(repository, "diff-tree", "-r", "-z", "--name-only", "--no-renames", parted, head).split(b"\0")
    paths = (name.decode("utf-8", "surrogateescape") for name in names if name)
    return [path for path in paths if not path.startswith(f"{CONTENT}/")]


def refusals(files: list[Blob]) -> Iterator[tuple[str, str]]:
    """What cannot be taken, each as its path and why."""
    if len(files) > MOST_FILES:
        yield CONTENT, f"meer dan {MOST_FILES} bestanden"
    if sum(file.size for file in files) > MOST_IN_ALL:
        yield CONTENT, f"samen groter dan {MOST_IN_ALL // 1_000_000} MB"
    seen: set[str] = set()
    for file in files:
        parts = PurePosixPath(file.path).parts
        above = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        # Git itself makes no such thing, but who makes commits by hand can.
        if file.path == CONTENT or file.path in seen or above & seen:
            yield file.path, "een bestand en een map van dezelfde naam"
            continue
        seen.add(file.path)
        if file.mode not in PLAIN:
            yield file.path, KINDS.get(file.mode, "geen gewoon bestand")
        elif file.size > MOST_BYTES:
            yield file.path, f"groter dan {MOST_BYTES // 1_000_000} MB"
        elif ".." in parts or "\\" in file.path or not file.path.isprintable() or any(map(_hidden, parts)):
            yield file.path, "een naam die hier niet kan"


def _hidden(part: str) -> bool:
    return part.casefold().rstrip(". ") in {".git", ".gitattributes", ".gitmodules"}


def write(repository: Path, files: list[Blob], folder: Path) -> None:
    """Writes the files into a folder that is empty yet."""
    wanted = "".join(f"{file.id}\n" for file in files).encode()
    stream = git(repository, "cat-file", "--batch", "--buffer", given=wanted)
    start = 0
    for file in files:
        end = stream.index(b"\n", start)
        size = int(stream[start:end].split()[2])
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stream[end + 1 : end + 1 + size])
        start = end + 1 + size + 1


def annotation(severity: str, path: str, text: str) -> str:
    """A line that GitHub shows at a file. Source of the escapes: its documentation, 'Workflow commands'."""
    shown = _printable(path)
    for sign in "%:,\r\n":
        shown = shown.replace(sign, f"%{ord(sign):02X}")
    return f"::{severity} file={shown}::{text}"


def markdown(refused: Sequence[tuple[str, str]], outside: Sequence[str]) -> str:
    """The same for the people who read the pull request."""
    parts = (
        (REFUSED, [f"{_shown(path)}: {why}" for path, why in refused]),
        (OUTSIDE, [_shown(path) for path in outside]),
    )
    told = []
    for title, lines in parts:
        more = [f"… en nog {len(lines) - MOST_TOLD}"] if len(lines) > MOST_TOLD else []
        told += [f"### {title}\n", *(f"- {line}" for line in (*lines[:MOST_TOLD], *more)), ""] if lines else []
    return "\n".join(told)


def _shown(path: str) -> str:
    return escaped(_printable(path))


def _printable(path: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in path)


def main(arguments: list[str]) -> int:
    repository, base, head = Path(arguments[0]), arguments[1], arguments[2]
    base, head = commit_id(repository, base), commit_id(repository, head)
    outside = left(repository, base, head)
    files = blobs(repository, head)
    refused = list(refusals(files))
    for path in outside:
        print(annotation("warning", path, f"{OUTSIDE}."))
    for path, why in refused:
        print(annotation("error", path, f"{REFUSED}: {why}."))
    if arguments[3:]:
        Path(arguments[3]).write_text(markdown(refused, outside), encoding="utf-8")
    if refused:
        return 1
    with tempfile.TemporaryDirectory(dir=".") as folder:
        write(repository, files, Path(folder))
        made = Path(folder) / CONTENT
        made.mkdir(exist_ok=True)
        shutil.rmtree(CONTENT, ignore_errors=True)
        shutil.move(made, CONTENT)
    print(f"{len(files)} bestanden uit {head[:12]} klaargezet in {CONTENT}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
