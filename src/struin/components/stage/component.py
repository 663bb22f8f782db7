"""The two pages with which a session is run: `sessie/scherm/` for the beamer, `sessie/regie/` for the trainer.

Both are empty until a script fills them with a plan; without one they say what they are. Nothing stands around them.
Beside them the maker of QR codes, which a page loads when it shows one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from markupsafe import Markup

from struin.emit import Asset, Page
from struin.present import Presenter

PAGES = {"screen": "sessie/scherm/", "desk": "sessie/regie/"}
WORDS = "stage.word."  # what the scripts say
CODES = "assets/struin/qrcode.js"
_VENDOR = Path(__file__).parent / "vendor"
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words

    def render(part: str) -> Markup:
        told = sorted(key.removeprefix(WORDS) for key in words.keys() if key.startswith(WORDS))  # noqa: SIM118
        return presenter.render(f"components/stage/{part}.html", presenter.prefix(PAGES[part]), told=told)

    for part, path in PAGES.items():
        title, summary = words.text(f"stage.{part}.title"), words.text(f"stage.{part}.summary")
        yield Page(path, title, summary, "bare", None, None, partial(render, part))


def assets(presenter: Presenter) -> Iterator[Asset]:
    yield Asset(CODES, codes_script().encode())


def codes_script() -> str:
    """The vendored maker of QR codes as a script that `Struin.load` can load: licence first, without its comments."""
    licence = (_VENDOR / "LICENSE").read_text(encoding="utf-8")
    code = _COMMENT.sub("", (_VENDOR / "qrcode.js").read_text(encoding="utf-8"))
    return f'/*\n{licence}*/\n{code}Struin.provide("{CODES}", qrcode);\n'
