"""Other programs that read what we export: LibreOffice, Poppler, ZBar. A test that needs one asks for it by name.

    reader("pdftotext")       the path of the program, or the test is skipped with the reason
    as_pdf(docx, folder)      a document as LibreOffice lays it out
    pdf_text(pdf), pdf_info(pdf), pictures(pdf, folder), codes(picture)

On a machine where that is allowed (Debian, as root) what is missing is installed once, whichever test asks first.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

PACKAGES = {
    "soffice": "libreoffice-writer-nogui",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "zbarimg": "zbar-tools",
}
LOCK = Path(tempfile.gettempdir()) / "struin-readers.lock"
INSTALLING, READING = 900, 120  # seconds


def reader(name: str) -> str:
    """The path of a program of PACKAGES. Skips the test where there is none and none can be installed."""
    found = shutil.which(name)
    if found:
        return found
    reason = _install()
    found = shutil.which(name)
    if found:
        return found
    pytest.skip(f"{name} ({PACKAGES[name]}): {reason or 'not in the packages of this system'}")


@cache  # once in a process; the lock keeps the processes of one run apart
def _install() -> str:
    """Installs all packages; the reason in words if that failed, else ""."""
    if not shutil.which("apt-get"):
        return "not installed, and there is no apt-get"
    if os.geteuid() != 0:
        return "not installed, and only root may install it"
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if all(map(shutil.which, PACKAGES)):
            return ""
        packages = sorted(set(PACKAGES.values()))
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        try:
            for command in (["apt-get", "update", "-qq"], install):
                done = subprocess.run(
                    command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=INSTALLING
                )
                if done.returncode:
                    return f"apt-get: {(done.stderr or done.stdout).strip()[-300:]}"
        except subprocess.TimeoutExpired:
            return f"apt-get took more than {INSTALLING} s"
    return ""


def run(name: str, arguments: Sequence[str | Path]) -> str:
    """What a program says on its output; an AssertionError with its complaint if it fails."""
    command = [reader(name), *map(str, arguments)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=READING)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout.decode()


def as_pdf(document: Path, folder: Path) -> Path:
    """A document laid out by LibreOffice. Each call has a profile of its own: two at once would share a lock."""
    with tempfile.TemporaryDirectory(prefix="struin-soffice-") as profile:
        run(
            "soffice",
            [f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--convert-to", "pdf",
             "--outdir", folder, document],
        )  # fmt: skip
    return folder / f"{document.stem}.pdf"


def pdf_text(pdf: Path, *options: str) -> str:
    """The text of a PDF; `options` are those of pdftotext, such as "-layout"."""
    return run("pdftotext", [*options, "-enc", "UTF-8", pdf, "-"])


def pdf_info(pdf: Path) -> dict[str, str]:
    """What pdfinfo tells: "Title", "Tagged", "Pages", "Page size" and more."""
    lines = (line.partition(":") for line in run("pdfinfo", [pdf]).splitlines())
    return {name: value.strip() for name, _, value in lines}


def pictures(pdf: Path, folder: Path, dpi: int = 150, *options: str) -> list[Path]:
    """Every page as a PNG, in their order."""
    run("pdftoppm", ["-r", str(dpi), "-png", *options, pdf, folder / pdf.stem])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def codes(picture: Path) -> list[str]:
    """What the QR codes in a picture say, sorted."""
    return sorted(run("zbarimg", ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture]).splitlines())
