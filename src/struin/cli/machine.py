"""Why the machine would not do something, in words: a full disk, a folder that is not there, no permission."""

from __future__ import annotations

import errno

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
