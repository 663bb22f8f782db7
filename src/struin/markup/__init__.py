"""RENDER bodies: authors' Markdown to HTML that is safe by construction.

`Rendering` is what the pipeline uses: worker processes, with a limit on time and memory per body.
`render_one` is the pure function beneath it. Text of authors is never a template; what is not on the list
is refused with its place, and the html is always what the sanitiser returned."""

from struin.markup.pool import Rendering, cool_down, render_all, warm_up
from struin.markup.types import Block, Body, Fragment, Gap, Job, Link, Listed, Part


def render_one(job: Job) -> Body:
    """One body, in this process and without limits; see struin.markup.render."""
    from struin.markup import render  # heavy, and a build needs it in its workers only

    return render.render_one(job)


__all__ = [
    "Block",
    "Body",
    "Fragment",
    "Gap",
    "Job",
    "Link",
    "Listed",
    "Part",
    "Rendering",
    "cool_down",
    "render_all",
    "render_one",
    "warm_up",
]
