"""Old addresses: an item that was renamed is found at its old address, and where one was withdrawn a page says so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from struin.emit import Asset, Page
from struin.present import Presenter


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words.text
    for gone, withdrawal in sorted(presenter.bundle.addresses.withdrawn.items()):
        why = words(f"moved.reason.{withdrawal.reason.value}")
        yield Page(gone, words("moved.gone"), why, "gone", None, None, partial(_gone, presenter, gone, why))


def _gone(presenter: Presenter, gone: str, why: str) -> Markup:
    """Nothing of the item: not its title, and no picture drawn from its id."""
    prefix = presenter.prefix(gone)
    kind = gone.partition("/")[0]
    return presenter.render(
        "components/moved/gone.html", prefix, why=why, kind=kind, principles=presenter.principles(prefix)
    )


def values(presenter: Presenter) -> dict[str, Any]:
    """For the head of pages: whether a search engine should leave this one out."""
    return {"is_gone": presenter.bundle.addresses.withdrawn.keys()}


def assets(presenter: Presenter) -> Iterator[Asset]:
    """A page per old address that leads on by itself, also without JavaScript and from a folder."""
    entries = presenter.bundle.entries
    for old, new in sorted(presenter.bundle.addresses.renamed.items()):
        if new in entries:
            yield _redirect(presenter, old, new, entries[new].item.title)
            if entries[new].interactions:
                yield _redirect(presenter, f"{old}/embed", f"{new}/embed", entries[new].item.title)


def _redirect(presenter: Presenter, old: str, new: str, title: str) -> Asset:
    address = presenter.site.address(old)
    html = presenter.render("components/moved/redirect.html", presenter.prefix(old), new=new, title=title)
    return Asset(f"{address}index.html" if address.endswith("/") else address, str(html).encode())
