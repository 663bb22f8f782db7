"""A page for every item with exercises that holds these and nothing around them: for a frame on another site, such as a
learning platform. It tells the page around it how high it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from struin.emit import Page
from struin.present import Presenter

# In the frame there is only room for the exercise.
_LINK = re.compile(r'<a (?=[^>]*href="(?!#))')


def pages(presenter: Presenter) -> Iterator[Page]:
    bundle = presenter.bundle
    for entry_id, entry in sorted(bundle.entries.items()):
        if entry.interactions:
            yield Page(
                f"{entry_id}/embed", entry.item.title, entry.item.summary, "embed", None, None,
                partial(_render, presenter, entry_id),
            )  # fmt: skip


def _render(presenter: Presenter, entry_id: str) -> Markup:
    prefix = presenter.prefix(f"{entry_id}/embed")
    view = presenter.item_view(presenter.bundle.entries[entry_id], prefix)
    page = presenter.render("components/embed/page.html", prefix, page=view)
    return Markup(_LINK.sub('<a target="_blank" ', page))
