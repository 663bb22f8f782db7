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
from struin.passport import NOTICE, Expiry, expiries
from struin.present import Presenter
from struin.views import Card

PATH = "redactie/stand/"
MOST = 15  # lines of a list


@dataclass(frozen=True)
class Share:
    """How many items of a kind each audience has: a number, and which percentage of that kind it is."""

    kind: str
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Sign:
    """What asks for attention, where it is told, and how many there are of it."""

    part: str
    name: str
    number: int


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
    reviews = [each for each in found if each.what == "review"]
    oldest = [Line(presenter.card(each.id, prefix), _day(presenter, each.changed)) for each in insight.oldest]
    lonely = [Line(presenter.card(each.id, prefix), _linked(presenter, each.linked_from)) for each in insight.lonely]
    lists = (
        ("lonely", lonely),
        ("consent", [_expiry(presenter, each, prefix) for each in consents]),
        ("review", [_expiry(presenter, each, prefix) for each in reviews]),
        ("oldest", oldest),
    )
    soon = {"thin": len(insight.thin), "lonely": len(lonely), "consent": _soon(consents), "review": _soon(reviews)}
    words = presenter.bundle.words
    signs = [
        Sign(part, words.text(f"dashboard.signs.{part}", days=NOTICE.days), number) for part, number in soon.items()
    ]
    return presenter.render(
        "components/dashboard/page.html", prefix,
        insight=insight, kinds=insight.kinds, principles=presenter.principles(prefix),
        shares=_shares(presenter, insight), audience=bundle.settings.audience.values(), signs=signs,
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
    return Line(presenter.card(each.id, prefix), f"{_day(presenter, each.on)} ({when})")


def _soon(found: list[Expiry]) -> int:
    return sum(each.days <= NOTICE.days for each in found)


def _day(presenter: Presenter, day: date) -> str:
    words = presenter.bundle.words
    month = words.text("exports.months").split()[day.month - 1]
    return words.text("dashboard.day", day=day.day, month=month, year=day.year)


def _thin(presenter: Presenter, what: str, where: str, items: int) -> str:
    words, settings = presenter.bundle.words, presenter.bundle.settings
    if what in ("themes", "audience"):
        return words.text(f"insight.thin.{what}", name=getattr(settings, what)[where], items=items)
    title = presenter.bundle.entries[f"principles/{where}"].item.title
    return words.text("insight.thin.cell", kind=words.text(f"{what}.name.other"), name=title, items=items)


def _shares(presenter: Presenter, insight: Insight) -> list[Share]:
    """For each kind how many items there are for each audience, and which part of that kind that is."""
    bundle = presenter.bundle
    totals = Counter(entry.collection for entry in bundle.entries.values())
    found = Counter((entry.collection, each) for entry in bundle.entries.values() for each in entry.item.audience)
    return [
        Share(
            kind,
            tuple((found[kind, key], round(100 * found[kind, key] / totals[kind])) for key in bundle.settings.audience),
        )
        for kind in insight.kinds
    ]
