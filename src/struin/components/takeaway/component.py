"""What the menu loads when it is asked for a Word document: a packer of zips, with its licence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from struin.emit import Asset
from struin.present import Presenter

ZIP = "assets/struin/takeaway/fflate.js"
_VENDOR = Path(__file__).parent / "vendor"


def assets(_: Presenter) -> Iterator[Asset]:
    licence = (_VENDOR / "LICENSE-fflate.txt").read_text(encoding="utf-8")
    code = (_VENDOR / "fflate-0.8.3.js").read_text(encoding="utf-8")
    yield Asset(ZIP, f"/*\n{licence}*/\n{code}\n".encode())
