"""Git in tests: one way to ask it, as somebody whose settings on this machine have no part in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from built import SECONDS

_WHO = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")


def git(root: Path, *arguments: str, given: bytes | None = None, day: str = "") -> str:
    """What a command of Git prints, without blanks around it. Raises CalledProcessError. `given` goes to its input;
    `day` (2026-11-22) is when a commit is made."""
    when = {f"GIT_{each}_DATE": f"{day}T12:00:00Z" for each in ("AUTHOR", "COMMITTER")} if day else {}
    command = ["git", "-C", str(root), *_WHO, *arguments]
    done = subprocess.run(
        command, input=given, capture_output=True, check=True, timeout=SECONDS, env={**os.environ, **when}
    )
    return done.stdout.decode("utf-8", "surrogateescape").strip()
