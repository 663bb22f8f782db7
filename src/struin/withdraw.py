"""Withdraws an item from everything: its file, its pictures and sounds, every reference to it (feature E7).

What stays is its address, with a page that says that it is gone. What Git still remembers is listed, not rewritten:
that concerns everybody who has a copy, so people decide it.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from struin.addresses import FILE, Reason, Withdrawal, read_addresses
from struin.filenames import item_id
from struin.history import Commit, commits, earlier_paths, earlier_words, prefix
from struin.marks import Location
from struin.rewriting import (
    FRONT,
    Unreadable,
    files_that_name,
    ids_changed,
    items,
    links_changed,
    paths_of_texts,
    text_of,
    write_all,
)
from struin.settings import read_settings
from struin.source import Source, read_file
from struin.strings import DEFAULT_LANGUAGE, catalogue
from struin.validate import likeliest_item

CACHE = ".cache"  # pictures to share and the like, which may show a title
MEDIA = "content/media"
_MEDIA_NAME = r"[\w-]+\.(?:svg|png|jpe?g|gif|webp|avif|mp3|ogg|m4a|wav|mp4|webm|vtt)\b"
LEAST_WORDS = 5  # of a sentence that is looked for elsewhere; shorter ones are anybody's


class WithdrawRefused(Exception):
    """Nothing was changed. `code` and `values` choose and fill the text in `withdraw.<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Withdrawn:
    """What was done. `removed` and `changed` are paths; `kept` are pictures and sounds that others show too; `naming`
    are places, as `path:line`, that a person has to look at: they name the item or say what it said. `history` is where
    Git remembers it, or None without Git, and `paths` are all that it was ever called, with its
    pictures and sounds, from the top of the repository."""

    item: str
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    naming: tuple[str, ...]
    history: tuple[Commit, ...] | None
    paths: tuple[str, ...]


def withdraw(root: Path, item: str, reason: Reason, today: date) -> Withdrawn:
    """Withdraws `item` ("stories/de-jas"). Raises WithdrawRefused, Unreadable, and OSError when a file cannot be
    written; in each case nothing has changed."""
    item = item_id(item, root)
    collection, _, name = item.partition("/")
    path = f"content/{item}.md"
    addresses, faults = read_addresses(root)
    ids = items(root)
    if item not in ids or (root / path).is_symlink():
        if item in addresses.withdrawn:
            raise WithdrawRefused("already", item=item, on=addresses.withdrawn[item].on)
        raise WithdrawRefused(
            "unknown", item=item, meant=addresses.renamed.get(item) or likeliest_item(item, ids) or ""
        )
    if collection == "principles":
        raise WithdrawRefused("principle", item=item)
    if faults:
        raise WithdrawRefused("addresses", file=FILE)
    said = _said(root, path)
    shown = {file: _others(root, path, file) for file in _media_of(root, path)}
    media = tuple(file for file, others in shown.items() if not others)
    instead = catalogue(_language(root)).text("withdraw.instead")
    texts: dict[str, str | None] = {path: None, **dict.fromkeys(media)}
    for other, text in files_that_name(root, name):
        if other not in (path, FILE):
            changed = _without(root, other, text, item, said[0], instead)
            if changed != text:
                texts[other] = changed
    texts[FILE] = addresses.with_withdrawal(item, Withdrawal(on=today, reason=reason)).as_yaml()
    names = [f"content/{old}.md" for old in addresses.former().get(item, ())]
    called = [each for one in (path, *names) for each in (one, *earlier_paths(root, one))]
    paths = _remembered(root, tuple(dict.fromkeys(called)), media)
    history = commits(root, paths)
    write_all(root, texts)
    shutil.rmtree(root / CACHE, ignore_errors=True)
    changed_files = tuple(each for each, text in texts.items() if text is not None and each != FILE)
    kept = tuple(file for file, others in shown.items() if others)
    naming = tuple(_naming(root, item, said))
    begin = prefix(root)
    known = tuple(f"{begin}{each}" for each in paths)
    return Withdrawn(item, (path, *media), changed_files, kept, naming, history, known)


def _language(root: Path) -> str:
    settings, _ = read_settings(root)
    return settings.language if settings else DEFAULT_LANGUAGE


def _media_of(root: Path, path: str) -> list[str]:
    """The pictures and sounds that the item at `path` shows."""
    own = text_of(root, path)
    files = sorted((root / MEDIA).iterdir()) if (root / MEDIA).is_dir() else []
    return [file.relative_to(root).as_posix() for file in files if _stands_in(file.name, own)]


def _others(root: Path, path: str, media: str) -> list[str]:
    name = media.rpartition("/")[2]
    return [other for other, text in files_that_name(root, name) if other != path and _stands_in(name, text)]


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text) is not None


def _remembered(root: Path, paths: tuple[str, ...], media: tuple[str, ...]) -> tuple[str, ...]:
    """With the pictures and sounds that only this item showed, now or in an earlier version."""
    earlier = (f"{MEDIA}/{name}" for name in earlier_words(root, paths, _MEDIA_NAME))
    gone = (file for file in earlier if file in media or not any(True for _ in _shown_by(root, file, paths)))
    return tuple(dict.fromkeys([*paths, *media, *gone]))


def _shown_by(root: Path, media: str, paths: tuple[str, ...]) -> Iterator[str]:
    name = media.rpartition("/")[2]
    yield from (other for other, text in files_that_name(root, name) if other not in paths and _stands_in(name, text))


def _said(root: Path, path: str) -> list[str]:
    """What would give the item away elsewhere: its title first, its summary, and its longer sentences."""
    source, _ = read_file(root, Path(path))
    if source is None:
        return [""]
    front = [str(source.front.get(field) or "") for field in ("title", "summary", "question")]
    words = re.sub(r"\]\([^)]*\)|[*_\[\]`]", "", source.body)
    sentences = [each for line in (*front[1:], *words.split("\n")) for each in re.split(r"(?<=[.!?…])[’”)]*\s", line)]
    return [front[0], *(each.strip() for each in sentences if len(each.split()) >= LEAST_WORDS)]


def _naming(root: Path, item: str, said: list[str]) -> Iterator[str]:
    """Where the item is still named, or where it still says what the item said."""
    title = _as_words(said[0])
    # A title of one word, or two, is often just those words; as a title it begins with a capital.
    known = [re.compile(rf"(?<!\w){re.escape(each)}(?!\w)") for each in (title, title.casefold()) if each]
    sentences = [_as_words(each).casefold() for each in said[1:]]
    file = re.compile(rf"(?<![\w-]){re.escape(item.partition('/')[2])}\.md(?!\w)")
    for path in paths_of_texts(root):
        try:
            text = "" if path == FILE else text_of(root, path)
        except Unreadable:
            continue  # the check tells
        for number, line in enumerate(text.split("\n"), 1):
            words = _as_words(line)
            named = len(title.split()) > 2 and bool(known) and known[1].search(words.casefold())
            if (
                named
                or (known and known[0].search(words))
                or any(each in words.casefold() for each in sentences)
                or file.search(line)
                or ids_changed("", line, item, "") != line
            ):
                yield f"{path}:{number}"


def _as_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\]\([^)]*\)", "", text)))


def _without(root: Path, path: str, text: str, item: str, title: str, instead: str) -> str:
    """The text of a file without references to the item: links become their words, entries of lists go."""
    text = _links_as_words(path, text, item, title, instead)
    front = FRONT.match(text)
    if not path.startswith("content/") or not path.endswith(".md") or not front:
        return text
    source, _ = read_file(root, Path(path))
    places = list(_places(source, item)) if source else []
    if not places:
        return text
    try:
        changed = _front_without(front["front"].replace("\r\n", "\n"), places)
    except YAMLError as problem:
        raise Unreadable(path) from problem
    if "\r\n" in front["front"]:
        changed = changed.replace("\n", "\r\n")
    return f"{text[: front.start('front')]}{changed}{text[front.end('front') :]}"


def _links_as_words(path: str, text: str, item: str, title: str, instead: str) -> str:
    """Links become their words. Where those are the item's title, other words come in their place."""
    mark = "\ue000"  # no text of an editor may hold it
    text = links_changed(path, text, item, lambda match: f"{match['before']}{mark}{match['to']}")
    words = r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]"
    known = re.compile(re.escape(title), re.IGNORECASE)

    def plain(match: re.Match[str]) -> str:
        return known.sub(lambda _: instead, match[1]) if title else match[1]

    # An address may stand apart, at the foot of the text: `[label]: there.md`.
    for label in re.findall(rf"(?m)^ {{0,3}}\[([^\]\n]+)\]:\s*<?{mark}", text):
        text = re.sub(rf"(?i){words}\[{re.escape(label)}\]", plain, text)
        text = re.sub(rf"(?i)\[({re.escape(label)})\](?:\[\])?(?![:(\[])", plain, text)
    text = re.sub(rf"(?m)^ {{0,3}}\[[^\]\n]+\]:\s*<?{mark}.*\n?", "", text)
    return re.sub(rf"{words}\(\s*<?{mark}[^)]*\)", plain, text).replace(mark, "")


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
