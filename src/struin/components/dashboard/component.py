"""The state of the bundle for its editors, `redactie/stand/`: what there is, where it is thin, what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from struin.emit import Page
from struin.insight import Insight, look_over
from struin.passport import Expiry, expiries
from struin.present import Presenter
from struin.views import Card

PATH = "redactie/stand/"
MOST = 15  # lines of a list


@dataclass(frozen=True)
class Share:
    """How many items an audience has of each kind. `part` is a percentage of the items of that kind."""

    name: str
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Line:
    """An item in a list, with what is told of it."""

    card: Card
    told: str


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words.text
    yield Page(
        PATH, words("dashboard.title"), words("dashboard.about"), "dashboard", None, None, partial(_page, presenter)
    )


def _page(presenter: Presenter) -> Markup:
    bundle, today = presenter.bundle, date.today()
    prefix = presenter.prefix(PATH)
    insight = look_over(bundle, today, reading=False)
    found = expiries(bundle.entries.values(), today)
    consents = [each for each in found if each.what == "consent"]
    oldest = [Line(presenter.card(each.id, prefix), str(each.changed)) for each in insight.oldest]
    lists = (
        (
            "lonely",
            [Line(presenter.card(each.id, prefix), _linked(presenter, each.linked_from)) for each in insight.lonely],
        ),
        ("oldest", oldest),
        ("consent", [_expiry(presenter, each, prefix) for each in consents]),
        ("review", [_expiry(presenter, each, prefix) for each in found if each.what == "review"]),
    )
    return presenter.render(
        "components/dashboard/page.html", prefix,
        insight=insight, kinds=insight.kinds, principles=presenter.principles(prefix),
        shares=_shares(presenter, insight),
        lists=lists, most=MOST, thin=[_thin(presenter, each.what, each.where, each.items) for each in insight.thin],
        thin_cells={(each.what, each.where) for each in insight.thin}, total=len(bundle.entries),
    )  # fmt: skip


def _linked(presenter: Presenter, others: tuple[str, ...]) -> str:
    words = presenter.bundle.words
    titles = [presenter.bundle.entries[each].item.title for each in others]
    return words.text("dashboard.linked", others=", ".join(titles)) if others else words.text("dashboard.nobody")


def _expiry(presenter: Presenter, each: Expiry, prefix: str) -> Line:
    words = presenter.bundle.words
    when = words.text("passport_list.past") if each.days < 0 else words.count("passport_list.days", each.days)
    return Line(presenter.card(each.id, prefix), f"{each.on} ({when})")


def _thin(presenter: Presenter, what: str, where: str, items: int) -> str:
    words, settings = presenter.bundle.words, presenter.bundle.settings
    if what in ("themes", "audience"):
        return words.text(f"insight.thin.{what}", name=getattr(settings, what)[where], items=items)
    title = presenter.bundle.entries[f"principles/{where}"].item.title
    return words.text("insight.thin.cell", kind=words.text(f"{what}.name.other"), name=title, items=items)


def _shares(presenter: Presenter, insight: Insight) -> list[Share]:
    """For each audience how many items there are of each kind, and which part of that kind that is."""
    bundle = presenter.bundle
    totals = Counter(entry.collection for entry in bundle.entries.values())
    found = Counter((each, entry.collection) for entry in bundle.entries.values() for each in entry.item.audience)
    return [
        Share(name, tuple((found[key, kind], round(100 * found[key, kind] / totals[kind])) for kind in insight.kinds))
        for key, name in bundle.settings.audience.items()
    ]
