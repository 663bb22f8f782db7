"""A built site as a visitor finds it: pages by address, their links and anchors. Knows nothing of how it is made."""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

PROJECT = Path(__file__).resolve().parents[1]
SECONDS = 240  # what a slow and busy machine may take for one command; nothing waits longer than it must
ROOT = "http://site.invalid/"
SITE = "https://example.org/struinen/"  # where the site of the fixture `addressed` says that it stands
# Every attribute that makes a browser load or go somewhere.
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background", "srcset")


@dataclass(frozen=True)
class Link:
    """One address on a page. `target` is relative to the site's root, without fragment; None if it leads elsewhere."""

    tag: str
    attribute: str
    written: str
    target: str | None
    fragment: str


@dataclass(frozen=True)
class Page:
    """One page. `address` is relative to the site's root: "", "stories/de-jas/", "404.html"."""

    address: str
    html: str
    _parsed: list[HTMLParser] = field(default_factory=list, compare=False, repr=False)

    @property
    def tree(self) -> HTMLParser:
        if not self._parsed:
            self._parsed.append(HTMLParser(self.html))
        return self._parsed[0]

    def all(self, selector: str) -> list[Node]:
        return list(self.tree.css(selector))

    def text(self, selector: str) -> str:
        """The text of the first element that answers to the selector; it has to be there."""
        node = self.tree.css_first(selector)
        assert node is not None, f"{self.address}: no {selector}"
        return " ".join(node.text().split())

    @cached_property
    def ids(self) -> list[str]:
        return [str(node.attributes["id"]) for node in self.all("[id]")]

    @cached_property
    def links(self) -> list[Link]:
        return list(self._links())

    def _links(self) -> Iterator[Link]:
        for name in ADDRESSES:
            for node in self.all(f"[{name}]"):
                written = node.attributes[name] or ""
                target, fragment = urldefrag(urljoin(ROOT + self.address, written.strip()))
                inside = target.removeprefix(ROOT).partition("?")[0] if target.startswith(ROOT) else None
                yield Link(node.tag, name, written, inside if inside is None else unquote(inside), unquote(fragment))

    @property
    def doors(self) -> list[str]:
        """The ids of the items behind the doors, in their order."""
        found = [node.attributes["href"] or "" for node in self.all(".doors .door a[href]")]
        return [urljoin(ROOT + self.address, href).removeprefix(ROOT).rstrip("/") for href in found]


@dataclass(frozen=True)
class Built:
    """A site's folder, read at most once."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        found = {}
        for file in sorted(self.folder.rglob("*.html")):
            address = file.relative_to(self.folder).as_posix().removesuffix("index.html")
            found[address] = Page(address, file.read_text(encoding="utf-8"))
        return found

    @cached_property
    def files(self) -> set[str]:
        return {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}

    @cached_property
    def catalog(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "catalog.json").read_text(encoding="utf-8"))
        return found

    @property
    def items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.catalog["items"]
        return items

    def item_page(self, item_id: str) -> Page:
        return self.pages[f"{item_id}/"]

    def page_at(self, target: str) -> Page | None:
        """The page at an address that a link names, as a plain file server would find it."""
        return self.pages.get(target) or self.pages.get(f"{target}/" if target else "")

    def kinds_of_pages(self) -> dict[str, str]:
        """One address of each kind of page: each collection's item and overview, home, a hand-written page, 404."""
        chosen = {"home": "", "lost": "404.html"}
        for item in self.items:
            chosen.setdefault(item["collection"], item["url"])
            chosen.setdefault(f"overview of {item['collection']}", f"{item['collection']}/")
        for address, page in self.pages.items():
            if page.all("main article.doc:not(.editor)"):
                chosen.setdefault("hand-written", address)
        return chosen


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Makes `folder` in the first process that asks for it; the others wait and use it."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            aside = folder.with_name(f"{folder.name}.new")
            make(aside)
            aside.rename(folder)
    return folder


def run(*command: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """A Python module as a command, `run("struin", "check")`; what it prints is kept."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def build(root: Path, out: Path) -> Built:
    """Builds the bundle at `root` into `out` by the command that everybody uses; it has to succeed."""
    done = run("struin", "build", "--root", str(root), "--out", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(out)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
