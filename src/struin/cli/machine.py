"""What commands ask of the machine: a file that is written whole or not at all, and why something did not work."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from struin.strings import catalogue

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read-only",
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.EISDIR: "folder",
    errno.EEXIST: "there",
    errno.ENAMETOOLONG: "long",
}


def reason(problem: OSError) -> str:
    """The reason as a part of a sentence; the system's own words for what is rare."""
    key = _REASONS.get(problem.errno or 0)
    return catalogue().text(f"cli.because.{key}") if key else problem.strerror or type(problem).__name__


def write_whole(file: Path, content: bytes) -> None:
    """Puts a file in its place when it is whole. Raises OSError; then what was there is still there."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(file)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_new(file: Path, text: str) -> None:
    """Writes a file that is not there yet, never over what somebody wrote: FileExistsError. Raises OSError otherwise;
    then there is no file."""
    with file.open("xb") as stream:
        try:
            stream.write(text.encode())
            stream.flush()
        except BaseException:  # half a text is of no use
            file.unlink()
            raise
