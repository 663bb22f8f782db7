"""What publishing asks of the operating system: exchange two folders in one step, flush, lock a file."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def take_lock(lock: int, *, wait: bool) -> bool:
    """Takes the lock of an open file; False if another holds it, or if that cannot be known here."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system or the filesystem cannot."""
    if sys.platform != "linux" or not hasattr(_libc(), "renameat2"):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if _libc().renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def flush_filesystem(folder: Path) -> None:
    """Puts all that was written so far on the disk; one call, as one per file would outlast the build."""
    if sys.platform == "win32":
        return
    if sys.platform != "linux" or not hasattr(_libc(), "syncfs"):
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _libc().syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Puts the names in a folder on the disk. A filesystem that cannot has nothing to flush."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
