"""What goes into the body renderer and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from struin.diagnostics import Diagnostic, Place


@dataclass(frozen=True)
class Job:
    """One body to render. `path` is POSIX and relative to the bundle's root
    (`content/stories/de-jas-aan.md`); `body` is Markdown with LF line ends; `body_line` is the line of the
    file on which the body begins, from 1."""

    path: str
    body: str
    body_line: int = 1


@dataclass(frozen=True)
class Link:
    """A tie out of a body: `target` is `collection/name` for an item, or the file name of a picture or
    sound."""

    target: str
    place: Place


@dataclass(frozen=True)
class Body:
    """A rendered body.

    `html` is always what the sanitiser returned. Items are linked as
    `href="item:stories/de-jas-aan#anchor"`, files of `content/media/` as `src="media:kaart.svg"`. `text` is
    the plain text, one line per block. A body with an error among its `diagnostics` must not be published:
    its html is safe, but something was taken out."""

    html: str
    text: str
    links: tuple[Link, ...]
    media: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]
