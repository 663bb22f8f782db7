"""What goes into the body renderer and what comes out of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, slots=True)
class Gap:
    """What an author wrote between `[[` and `]]`."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text of an exercise. `html` is what the sanitiser returned (inline only, where a single line is
    asked for), with `<!--gap:N-->` in the place of each gap; `text` is the same without markup."""

    html: str
    text: str
    place: Place
    gaps: tuple[Gap, ...] = ()

    def __html__(self) -> str:
        """So that a template prints it as finished HTML."""
        return self.html

    def after(self, beginning: re.Pattern[str]) -> tuple[re.Match[str], Fragment] | None:
        """What `beginning` finds at the start of the text, and the fragment without it; None if it finds nothing there.

        It has to match plain words: markup within it is not found.
        """
        match, same = beginning.match(self.text), beginning.match(self.html)
        if not match or not same:
            return None
        place = Place(self.place.file, self.place.line, self.place.column + match.end())
        return match, replace(self, html=self.html[same.end() :], text=self.text[match.end() :], place=place)


@dataclass(frozen=True, slots=True)
class Option:
    """The value of an option, as written, and the places of its name and its value."""

    value: str
    place: Place
    value_place: Place


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list: `checked` is None without a box, `target` what stands behind `=>`, `note` the quote under
    it."""

    text: Fragment
    place: Place
    numbered: bool
    checked: bool | None
    target: Fragment | None
    note: Fragment | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section of an exercise, `## Title {#id}`: its paragraphs and its entries. `id` may be empty."""

    title: Fragment
    id: str
    place: Place
    lead: Fragment | None
    entries: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An exercise as its author wrote it, read by the grammar that all types share; see `struin.markup.blocks`."""

    type: str
    id: str
    place: Place
    options: Mapping[str, Option] = field(default_factory=dict)
    prompt: Fragment | None = None
    entries: tuple[Listed, ...] = ()
    parts: tuple[Part, ...] = ()
    hints: tuple[Fragment, ...] = ()
    examples: tuple[Fragment, ...] = ()
    after: Fragment | None = None


@dataclass(frozen=True)
class Body:
    """A rendered body.

    `html` is always what the sanitiser returned. Items are linked as
    `href="item:stories/de-jas-aan#anchor"`, files of `content/media/` as `src="media:kaart.svg"`. `text` is
    the plain text, one line per block. A body with an error among its `diagnostics` must not be published:
    its html is safe, but something was taken out. In the place of the exercise `interactions[N]` the html has the
    comment `<!--interaction:N-->`; comments of authors never get there."""

    html: str
    text: str
    links: tuple[Link, ...]
    media: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]
    interactions: tuple[Block, ...] = ()
