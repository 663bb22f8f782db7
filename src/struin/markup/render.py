"""RENDER one body: Markdown to sanitised HTML, its links, and what is wrong with it and where."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping

from struin.diagnostics import Diagnostic, error, in_order, warning
from struin.markup.blocks import render_with_blocks
from struin.markup.extensions import Renderer, words
from struin.markup.locate import Finder
from struin.markup.sanitise import Sanitiser, plain_text
from struin.markup.types import Body, Job, Link

MOST_BYTES = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


class _Tools(threading.local):
    """The Markdown instance and the sanitiser keep state while they work: one of each per thread."""

    renderer: Renderer | None = None
    sanitiser: Sanitiser | None = None
    keywords: Mapping[str, str] = {}


_tools = _Tools()


def prepare(own_words: Mapping[str, str] | None = None) -> None:
    """Makes the tools of this thread beforehand. `own_words` is what `extensions.words()` gives."""
    own = words() if own_words is None else own_words
    _tools.renderer = Renderer(own)
    _tools.keywords = {own[key]: key.split(".")[1] for key in own if key.startswith("keyword.")}
    _tools.sanitiser = Sanitiser()


def render_one(job: Job) -> Body:
    """The body of one file, without limits on time or memory: for content that is trusted, and for the
    workers.

    Whatever the author wrote, the outcome is a Body; MemoryError alone is left to the caller.
    """
    finder = Finder(job)
    size = len(job.body.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        return failed(job, "body-too-big", size=_kilobytes(size), limit=_kilobytes(MOST_BYTES))
    control = _CONTROL.search(job.body)
    if control:
        place = finder.place_at(control.start())
        found = error("body-control-character", place, character=f"U+{ord(control[0]):04X}")
        return Body("", "", (), (), (found,))
    if _tools.renderer is None:
        prepare()
    # Exercises are cut out first; a body without them pays nothing.
    return render_with_blocks(job, _render, _tools.keywords) if "///" in job.body else _render(job)


def _render(job: Job) -> Body:
    """A text that holds no exercises, or a piece of one."""
    renderer, sanitiser = _tools.renderer, _tools.sanitiser
    if renderer is None or sanitiser is None:
        raise RuntimeError("the renderer was not made")
    finder = Finder(job)
    try:
        html = renderer.html(job.body)
    except RecursionError:
        return failed(job, "body-too-deep")
    except MemoryError:
        raise
    except Exception:
        # The extensions are not ours; odd text makes some of them stumble. The file is to blame, not the
        # build.
        return failed(job, "body-unreadable")
    clean, judged = sanitiser.sanitise(html, job.path, renderer.tabs)
    found_here: list[Diagnostic] = []
    for finding in judged.findings:
        place = finder.place(*finding.sought)
        found_here.append((warning if finding.warns else error)(finding.code, place, **finding.values))
    return Body(
        html=clean,
        text=plain_text(clean),
        links=tuple(Link(target, finder.place("address", value, nth)) for target, value, nth in judged.links),
        media=tuple(Link(target, finder.place("address", value, nth)) for target, value, nth in judged.media),
        diagnostics=tuple(in_order(found_here)),
    )


def failed(job: Job, code: str, **values: object) -> Body:
    """The Body of a file that could not be rendered at all."""
    return Body("", "", (), (), (error(code, Finder(job).place_at(0), **values),))


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.0f} kB"
