"""Publishing: build a site aside, then put it in place in one step, so that a site is always whole.

The building goes on in a workshop, a sibling folder `.<name>.struin-<random>` on the same filesystem:

    .site.struin-3f…/.struin-lock   held (flock) by the living process that builds here
    .site.struin-3f…/new/           the site in the making; after the swap: the site that was replaced
    .site.struin-3f…/old/           only where a swap takes two steps: the site on its way out

Where the system can exchange two folders (Linux: renameat2 with RENAME_EXCHANGE), there is no moment at which
`site` is absent or half. Elsewhere the swap is two renames; who is killed exactly between them leaves no
`site`, and the next publish puts the old one back before it does anything else.

Only two things are ever deleted: a folder that carries our marker, and a folder that is empty. The lock of a
workshop is let go by the system when its process dies, however it dies; the next publish clears the workshop.
On a system without flock (Windows) workshops of dead builds stay until someone removes them.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from struin.filesystem import exchange, flush_filesystem, flush_folder, take_lock
from struin.strings import DEFAULT_LANGUAGE, catalogue

MARKER = ".struin-site"
_LOCK = ".struin-lock"
_NEW, _OLD = "new", "old"
MARKER_TEXT = "Struin writes this folder and replaces it as a whole at every build. Keep nothing else in it.\n"
_SOURCES = ("content", "docs", "macros", "src", ".git")
_DISK_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ATTEMPTS = 100  # each is lost only to another build that published in the same instant


class PublishError(Exception):
    """Nothing was published. `code` and `values` choose and fill the text in `publish.<area>.<code>`."""

    area = "failed"

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def message(self, language: str = DEFAULT_LANGUAGE) -> str:
        return catalogue(language).text(f"publish.{self.area}.{self.code}", **self.values)

    def __str__(self) -> str:
        return self.message()


class PublishRefused(PublishError):
    """The target is not a folder that Struin may replace; nothing was built or touched."""

    area = "refused"


class PublishFailed(PublishError):
    """The machine got in the way (a full disk, no access); the site stands as it was."""


def publish(site_dir: Path, build: Callable[[Path], None], *, root: Path | None = None, durable: bool = True) -> None:
    """Calls `build` with a fresh folder and makes that folder `site_dir` in one step.

    `root` is the project's folder (default: the current one): it, its parents and sources are never replaced.
    `durable` flushes the new site to the disk first, so that it also survives a power cut.
    Raises PublishRefused, PublishFailed, or what `build` raises; then `site_dir` is byte for byte as it was.
    """
    site = _absolute(site_dir)
    _refuse_unsafe(site, (root or Path.cwd()).resolve())
    try:
        _sweep(site)
        _refuse_foreign(site)
        with _workshop(site) as shop:
            fresh = shop / _NEW
            fresh.mkdir()
            (fresh / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
            build(fresh)
            if not any(path.name != MARKER for path in fresh.iterdir()):
                raise PublishFailed("nothing-built", folder=site)
            if not _is_ours(fresh):
                (fresh / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
            if durable:
                flush_filesystem(fresh)
            _swap(shop, site)
            if durable:
                flush_folder(site.parent)
    except PublishError:
        raise
    except Exception as error:
        failure = _failure(error, site)
        if failure is None:
            raise
        raise failure from error


# What may be replaced


def _absolute(path: Path) -> Path:
    """Absolute, links in the parents followed, the last part as it is: it may be a link, which is refused."""
    path = Path.cwd() / path
    return path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name


def _refuse_unsafe(site: Path, root: Path) -> None:
    """Refuses folders whose loss would hurt, whatever they carry."""
    if _is_among(site, (root, *root.parents)):
        raise PublishRefused("project", folder=site)
    with contextlib.suppress(RuntimeError):  # no home folder is known
        home = Path.home()
        if _is_among(site, (home, *home.parents)):
            raise PublishRefused("home", folder=site)
    for folder in (site, *site.parents):
        if _is_among(folder, [root / name for name in _SOURCES]):
            raise PublishRefused("source", folder=site)
    if not site.parent.is_dir():
        raise PublishRefused("no-parent", folder=site, parent=site.parent)
    if os.path.ismount(site):  # unlike Path.is_mount, also when another build has it between two renames
        raise PublishRefused("mount", folder=site)
    _refuse_foreign(site)


def _refuse_foreign(site: Path) -> None:
    try:
        mode = site.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise PublishRefused("symlink", folder=site)
    if not stat.S_ISDIR(mode):
        raise PublishRefused("not-a-folder", folder=site)
    if _is_foreign(site):
        raise PublishRefused("foreign", folder=site)


def _is_foreign(folder: Path) -> bool:
    """Whether it holds something, but not our marker; seen in one look, as another build may be replacing it."""
    try:
        with os.scandir(folder) as entries:
            plain = {entry.name: entry.is_file(follow_symlinks=False) for entry in entries}
    except FileNotFoundError:
        return False
    return bool(plain) and not plain.get(MARKER, False)


def _is_among(path: Path, others: tuple[Path, ...] | list[Path]) -> bool:
    """By identity where both exist, as one folder can have several spellings; else by name."""
    for other in others:
        try:
            if path.samefile(other):
                return True
        except OSError:
            if path == other:
                return True
    return False


def _is_ours(folder: Path) -> bool:
    try:
        return stat.S_ISREG((folder / MARKER).lstat().st_mode)
    except OSError:
        return False


def _failure(error: BaseException, site: Path) -> PublishFailed | None:
    """The machine's own failure behind an exception of a build, if that is what it was."""
    if isinstance(error, OSError) and error.errno in _NO_ACCESS:
        return PublishFailed("no-access", folder=site, what=error.filename or site)
    at: BaseException | None = error
    while at is not None:  # a host wraps what it meets
        if isinstance(at, OSError) and at.errno in _DISK_FULL:
            return PublishFailed("disk-full", folder=site)
        at = at.__cause__ or at.__context__
    return None


# The workshop


@contextlib.contextmanager
def _workshop(site: Path) -> Iterator[Path]:
    """A fresh, locked workshop beside `site`; cleared at the end."""
    while True:
        shop = site.parent / f".{site.name}.struin-{secrets.token_hex(8)}"
        shop.mkdir()
        try:
            lock = os.open(shop / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except FileNotFoundError:
            continue  # another build's sweep took the still empty folder
        take_lock(lock, wait=True)
        if os.fstat(lock).st_nlink:
            break
        os.close(lock)  # a sweep was here between our making the lock and taking it
    try:
        yield shop
    finally:
        # What cannot be cleared now (the site is published or untouched by now) the next publish clears.
        with contextlib.suppress(OSError):
            _dismantle(shop, site)
        os.close(lock)


def _sweep(site: Path) -> None:
    """Clears the workshops of dead builds of this site, and puts back a site that one of them moved away."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.struin-[0-9a-f]{{16}}")
    with os.scandir(site.parent) as entries:
        shops = [e.path for e in entries if pattern.fullmatch(e.name) and e.is_dir(follow_symlinks=False)]
    for shop in map(Path, shops):
        with contextlib.suppress(OSError):
            try:
                lock = os.open(shop / _LOCK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            except FileNotFoundError:
                shop.rmdir()  # died before its lock, or after; anything but an empty folder stays
                continue
            try:
                if take_lock(lock, wait=False):
                    _dismantle(shop, site)
            finally:
                os.close(lock)


def _dismantle(shop: Path, site: Path) -> None:
    """Clears a workshop whose lock the caller holds. What is not ours in it stays, and then it stays too."""
    if not {path.name for path in shop.iterdir()} <= {_NEW, _OLD, _LOCK}:
        return
    if (shop / _OLD).is_dir() and not os.path.lexists(site):
        (shop / _OLD).rename(site)
    _remove_output(shop / _NEW)
    _remove_output(shop / _OLD)
    (shop / _LOCK).unlink()
    shop.rmdir()


def _remove_output(folder: Path) -> None:
    """Removes a folder that is ours or empty; the marker goes last, so that a cut-off removal is resumed."""
    if not os.path.lexists(folder):
        return
    if _is_ours(folder):
        for path in list(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != MARKER:
                path.unlink()
        (folder / MARKER).unlink()
    folder.rmdir()


# The swap


def _swap(shop: Path, site: Path) -> None:
    """Puts `shop/new` in the place of `site`. What stood there ends up in the workshop."""
    fresh, old = shop / _NEW, shop / _OLD
    for _ in range(_ATTEMPTS):
        _refuse_foreign(site)
        try:
            fresh.rename(site)  # succeeds where there is nothing or an empty folder, never over anything else
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        try:
            if exchange(fresh, site):
                if _is_foreign(fresh):
                    # Someone put another folder there since we looked: it goes back.
                    exchange(fresh, site)
                    raise PublishRefused("foreign", folder=site)
                return
            _remove_output(old)
            site.rename(old)  # the first of two steps; the next round takes the second
        except FileNotFoundError:
            continue  # another build was between its own two steps
        if _is_foreign(old):
            old.rename(site)
            raise PublishRefused("foreign", folder=site)
    raise PublishFailed("too-busy", folder=site)
