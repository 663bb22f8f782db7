"""File names of items: an item's id is its file name, so names are checked, and a better one is proposed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9-]{1,58}[a-z0-9]")
SHORTEST, LONGEST = 3, 60

# Pages of their own, or names that Windows cannot hold.
RESERVED = frozenset({"index", "readme", "con", "prn", "aux", "nul"}) | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)
}
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_APOSTROPHES = re.compile("['’‘`]")
_OTHER = re.compile(r"[^a-z0-9]+")
_IGNORED = re.compile(r"\..*|.*~|~\$.*|#.*#|.*\.(?:sw[a-p]|tmp|bak|orig)|thumbs\.db|desktop\.ini|4913", re.IGNORECASE)


def ignored(name: str) -> bool:
    """Whether an editor program or the system made a file for itself, such as `.DS_Store` or `x.md~`."""
    return _IGNORED.fullmatch(name) is not None


def flaw(name: str) -> str | None:
    """The code of the first thing wrong with an item's name (a file name without `.md`), or None."""
    if not unicodedata.is_normalized("NFC", name):
        return "name-nfd"
    if not name.isascii():
        return "name-non-ascii"
    if name.lower() in RESERVED:
        return "name-reserved"
    if name != name.lower():
        return "name-capital"
    for code, characters in (("name-space", " "), ("name-dot", ".")):
        if characters in name:
            return code
    if re.search(r"[^a-z0-9-]", name):
        return "name-character"
    if not SHORTEST <= len(name) <= LONGEST:
        return "name-length"
    if NAME.fullmatch(name) is None:
        return "name-edge"
    return None


def folded(name: str) -> str:
    """Equal for names that some file system takes for one: letter case and accents' notation do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def slug(text: str) -> str:
    """A valid name made from a title or from a wrong name; "" if no letter of it can be used."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = _APOSTROPHES.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    name = _OTHER.sub("-", plain).strip("-")
    if len(name) > LONGEST:
        name = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    if name and not name[0].isalpha():
        name = f"nr-{name}"[:LONGEST].rstrip("-")
    return name if NAME.fullmatch(name) and name not in RESERVED else ""


def propose(name: str, taken: Container[str]) -> str:
    """A valid name near `name` that is not `taken`; "" if there is none."""
    wanted = slug(name)
    if not wanted or wanted not in taken:
        return wanted
    numbered = (f"{wanted[: LONGEST - 3].rstrip('-')}-{n}" for n in range(2, 100))
    return next((candidate for candidate in numbered if candidate not in taken), "")


def item_id(written: str, root: Path) -> str:
    """The id that somebody means who names an item: a path will do, of any system, with or without `content/` and
    `.md`. What is no id comes out as it is."""
    path = written.strip().replace("\\", "/")
    for before in (f"{root.as_posix()}/", "./", "content/"):
        path = path.removeprefix(before)
    return path.removesuffix(".md")


def printable(path: str) -> str:
    """A path that can be printed on one line, whatever bytes a stranger's file name holds."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in path)
