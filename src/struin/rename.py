"""Renames an item: its file, every reference and link to it, and its old address, which leads on (feature E8)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from struin.addresses import FILE, read_addresses
from struin.filenames import flaw, item_id
from struin.rewriting import FRONT, files_that_name, ids_changed, items, links_changed, text_of, write_all
from struin.validate import likeliest_item


class RenameRefused(Exception):
    """Nothing was changed. `code` and `values` choose and fill the text in `rename.<code>`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Renamed:
    """What was done: the files that changed, the item's own (as it is called now) first."""

    new: str
    files: tuple[str, ...]


def rename(root: Path, old: str, new: str) -> Renamed:
    """Renames the item `old` ("stories/de-jas") to `new`, which may leave out the collection.

    Raises RenameRefused, Unreadable, and OSError when a file cannot be written; in each case nothing has changed.
    """
    old = item_id(old, root)
    collection, _, name = old.partition("/")
    where, _, new_name = item_id(new, root).rpartition("/")
    new = f"{collection}/{new_name}"
    file = root / "content" / f"{old}.md"
    ids = items(root)
    if old not in ids or file.is_symlink():
        raise RenameRefused("unknown", item=old, meant=likeliest_item(old, ids) or "")
    if where and where != collection:
        raise RenameRefused("other-kind", item=old, kind=where)
    if flaw(new_name):
        raise RenameRefused("name", name=new_name)
    addresses, faults = read_addresses(root)
    if faults:
        raise RenameRefused("addresses", file=FILE)
    if old == new or (root / "content" / f"{new}.md").exists():
        raise RenameRefused("taken", item=new)
    if addresses.renamed.get(new, old) != old:
        raise RenameRefused("former", item=new, now=addresses.renamed[new])
    if new in addresses.withdrawn:
        raise RenameRefused("withdrawn", item=new)
    texts: dict[str, str | None] = {f"content/{new}.md": text_of(root, f"content/{old}.md")}
    for path, text in files_that_name(root, name):
        target = f"content/{new}.md" if path == f"content/{old}.md" else path
        changed = _changed(path, text, old, new)
        if collection == "principles":
            changed = _principle_changed(path, changed, name, new_name)
        if changed != text or target != path:
            texts[target] = changed
    texts[f"content/{old}.md"] = None
    texts[FILE] = addresses.with_rename(old, new).as_yaml()
    write_all(root, texts)
    return Renamed(new, tuple(path for path, text in texts.items() if text is not None and path != FILE))


def _changed(path: str, text: str, old: str, new: str) -> str:
    def to_new(match: re.Match[str]) -> str:
        return f"{match['before']}{posixpath.join(posixpath.dirname(match['to']), posixpath.basename(new))}.md"

    return ids_changed(path, links_changed(path, text, old, to_new), old, new)


def _principle_changed(path: str, text: str, old: str, new: str) -> str:
    """Principles are named without the collection in the list `principles` of items and of `bundle.yml`, in scales, and
    by macros. A name can be a common word, so nowhere else."""
    word = rf"(?<![\w./-]){re.escape(old)}(?![\w/-]|\.md)"
    if path.startswith("docs/"):
        return re.sub(rf"(\bprinciple\s*=\s*[\"']){re.escape(old)}(?=[\"'])", rf"\g<1>{new}", text)
    match = FRONT.match(text) if path.endswith(".md") else None
    front = text[: match.end()] if match else "" if path.endswith(".md") else text
    body = text[len(front) :]
    listed = re.compile(r"^principles:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
    front = listed.sub(lambda found: "principles:" + re.sub(word, new, found[0].removeprefix("principles:")), front)
    return front + re.sub(rf"(?m)^([ \t]*[-*+] +){word}(?=\s*:)", rf"\g<1>{new}", body)
