"""The maker of QR codes that goes along with a site: the one that was looked at, with its licence."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from struin.components.stage import component

VENDOR = Path(component.__file__).parent / "vendor"


def test_the_vendored_script_is_the_one_that_is_written_down() -> None:
    told = re.search(r"SHA-256 of `qrcode.js`: `(\w+)`", (VENDOR / "README.md").read_text(encoding="utf-8"))
    assert told
    assert hashlib.sha256((VENDOR / "qrcode.js").read_bytes()).hexdigest() == told[1]


def test_the_script_on_a_site_begins_with_its_licence_and_names_no_other_site() -> None:
    script = component.codes_script()
    licence = (VENDOR / "LICENSE").read_text(encoding="utf-8")
    assert script.startswith(f"/*\n{licence}*/")
    assert "Kazuhiko Arase" in licence
    assert re.findall(r"https?://[^\s\"]+", script) == ["http://www.w3.org/2000/svg"]
    assert script.endswith(f'Struin.provide("{component.CODES}", qrcode);\n')
