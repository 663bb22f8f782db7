"""What to say to who names a kind of item that is not there."""

from __future__ import annotations

from collections.abc import Collection

from struin.strings import Catalogue
from struin.validate import likeliest


def unknown_kind(written: str, kinds: Collection[str], words: Catalogue) -> str:
    """The sentence; it knows what the kinds are called among people (“verhalen”) too."""
    name = written.replace("\\", "/").strip("/").rpartition("/")[2]
    called = {words.text(f"{kind}.name.{number}").lower(): kind for kind in kinds for number in ("one", "other")}
    meant = likeliest(name, kinds) or called.get(likeliest(name, called) or "", "")
    key = "cli.new.unknown-meant" if meant else "cli.new.unknown"
    return words.text(key, collection=written, meant=meant, known=", ".join(kinds))
