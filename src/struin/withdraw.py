"""Withdraws an item from everything: its file, its pictures and sounds, every reference to it (feature E7).

What stays is its address, with a page that says that it is gone. What Git still remembers is listed, not rewritten:
that concerns everybody who has a copy, so people decide it.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from struin.addresses import FILE, Reason, Withdrawal, read_addresses
from struin.filenames import item_id
from struin.marks import Location
from struin.rewriting import Unreadable, files_that_name, ids_changed, items, links_changed, text_of, write_all
from struin.source import Source, read_file
from struin.validate import likeliest_item

CACHE = ".cache"  # pictures to share and the like, which may show a title
GIT_SECONDS = 60
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)


class WithdrawRefused(Exception):
    """Nothing was changed. `code` and `values` choose and fill the text in `withdraw.<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Commit:
    """A commit in which the item's file changed: its short hash and its day."""

    hash: str
    on: str


@dataclass(frozen=True)
class Withdrawn:
    """What was done. `removed` and `changed` are paths; `naming` are files that a person has to look at, since they
    name the item in a way that no program can mend; `history` is where Git remembers it, or None without Git."""

    item: str
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    naming: tuple[str, ...]
    history: tuple[Commit, ...] | None


def withdraw(root: Path, item: str, reason: Reason, today: date) -> Withdrawn:
    """Withdraws `item` ("stories/de-jas"). Raises WithdrawRefused, Unreadable, and OSError when a file cannot be
    written; then nothing or little has changed, and Git knows."""
    item = item_id(item, root)
    collection, _, name = item.partition("/")
    path = f"content/{item}.md"
    addresses, faults = read_addresses(root)
    ids = items(root)
    if item not in ids or (root / path).is_symlink():
        if item in addresses.withdrawn:
            raise WithdrawRefused("already", item=item, on=addresses.withdrawn[item].on)
        raise WithdrawRefused("unknown", item=item, meant=likeliest_item(item, ids) or "")
    if collection == "principles":
        raise WithdrawRefused("principle", item=item)
    if faults:
        raise WithdrawRefused("addresses", file=FILE)
    media = tuple(_own_media(root, path))
    texts: dict[str, str | None] = {path: None, **dict.fromkeys(media)}
    for other, text in files_that_name(root, name):
        if other not in (path, FILE):
            changed = _without(root, other, text, item)
            if changed != text:
                texts[other] = changed
    texts[FILE] = addresses.with_withdrawal(item, Withdrawal(on=today, reason=reason)).as_yaml()
    history = _history(root, (path, *media))
    write_all(root, texts)
    shutil.rmtree(root / CACHE, ignore_errors=True)
    named = ((other, text) for other, text in files_that_name(root, name) if other != FILE)
    naming = tuple(other for other, text in named if ids_changed(text, item, "") != text)
    changed_files = tuple(each for each, text in texts.items() if text is not None and each != FILE)
    return Withdrawn(item, (path, *media), changed_files, naming, history)


def _own_media(root: Path, path: str) -> Iterator[str]:
    """The pictures and sounds of the item at `path` that no other file names."""
    folder = root / "content" / "media"
    own = text_of(root, path)
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.name in own and all(other == path for other, _ in files_that_name(root, file.name)):
            yield file.relative_to(root).as_posix()


def _without(root: Path, path: str, text: str, item: str) -> str:
    """The text of a file without references to the item: links become their words, entries of lists go."""
    text = _links_as_words(path, text, item)
    front = _FRONT.match(text)
    if not path.startswith("content/") or not path.endswith(".md") or not front:
        return text
    source, _ = read_file(root, Path(path))
    places = list(_places(source, item)) if source else []
    if not places:
        return text
    try:
        return f"---\n{_front_without(front['front'], places)}---\n{text[front.end() :]}"
    except YAMLError as problem:
        raise Unreadable(path) from problem


def _links_as_words(path: str, text: str, item: str) -> str:
    mark = "\ue000"  # no text of an editor may hold it
    text = links_changed(path, text, item, lambda match: f"{match['before']}{mark}{match['to']}")
    words = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    # An address may stand apart, at the foot of the text: `[label]: there.md`.
    for label in re.findall(rf"(?m)^ {{0,3}}\[([^\]\n]+)\]:\s*<?{mark}", text):
        text = re.sub(rf"(?i){words}\[{re.escape(label)}\]", r"\1", text)
        text = re.sub(rf"(?i)\[({re.escape(label)})\](?:\[\])?(?![:(\[])", r"\1", text)
    text = re.sub(rf"(?m)^ {{0,3}}\[[^\]\n]+\]:\s*<?{mark}.*\n?", "", text)
    return re.sub(rf"{words}\(\s*<?{mark}[^)]*\)", r"\1", text).replace(mark, "")


def _places(source: Source, item: str) -> Iterator[Location]:
    """Where the front matter refers to it: the entry of a list that is or holds the reference."""
    for location in source.value_marks:
        value: Any = source.front
        for part in location:
            value = value[part]
        if value == item and location[:1] != ("passport",):
            yield location[:-1] if isinstance(location[-1], str) and len(location) > 1 else location


def _front_without(front: str, places: list[Location]) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000  # lines stay as long as they are
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(front)
    for location in reversed(places):  # from behind, so that the numbers before stay right
        around = [data]
        for part in location[:-1]:
            around.append(around[-1][part])
        del around[-1][location[-1]]
        # A list or a group of which nothing is left says nothing.
        for depth in range(len(location) - 1, 0, -1):
            if not around[depth]:
                del around[depth - 1][location[depth - 1]]
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _history(root: Path, paths: tuple[str, ...]) -> tuple[Commit, ...] | None:
    """The commits of all branches that touched these files, newest first."""
    command = ["git", "-C", str(root), "log", "--all", "--full-history", "--format=%h %as", "--", *paths]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=GIT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    return tuple(Commit(*line.split(" ", 1)) for line in done.stdout.splitlines() if " " in line)
