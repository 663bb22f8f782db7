"""Terms explained in place: the first of each in a body is marked, and a page `begrippen/` has them all.

What is marked is a link to that page, so that it works anywhere; the script lets it show its meaning in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape, unescape
from itertools import groupby
from typing import Any

from markupsafe import Markup

from struin.emit import Page
from struin.present import Presenter

PATH = "begrippen/"
# Where a term stays as it is: it is a link or a button already, a title, or not running text.
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"})
_CLOSED = _TITLES | {"a", "abbr", "audio", "button", "code", "dfn", "kbd", "label", "pre", "samp", "svg", "video"}
_PART = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+|<""")
_VOID = frozenset({"br", "hr", "img", "input", "source", "track", "wbr"})


def pages(presenter: Presenter) -> Iterator[Page]:
    words, terms = presenter.bundle.words, presenter.bundle.glossary
    if not terms:
        return
    by_letter = [(letter.upper(), list(each)) for letter, each in groupby(terms, key=lambda term: term.anchor[0])]

    def render() -> Markup:
        return presenter.render("components/glossary/page.html", presenter.prefix(PATH), letters=by_letter)

    def search_text() -> Markup:
        return Markup("").join(Markup("<p>{}: {}</p>").format(term.name, term.means) for term in terms)

    yield Page(
        PATH, words.text("glossary.title"), words.text("glossary.summary"), "hub", None, None, render, search_text
    )


def body(presenter: Presenter, html: Markup, prefix: str) -> Markup:
    """The body with the first occurrence of each term marked."""
    terms = presenter.bundle.glossary
    return Markup(mark(html, terms, prefix + presenter.site.address(PATH))) if terms else html


def mark(html: str, terms: Sequence[Any], address: str) -> str:
    """HTML as the sanitiser writes it, with the first occurrence of each term as a link to `address#anchor`.

    Only running text is looked at. Words have to be whole; of terms that begin alike the longest counts.
    """
    pattern, by_form = _compiled(tuple(terms))
    done: set[str] = set()
    closed = 0

    def link(match: re.Match[str]) -> str:
        term = by_form[_folded(unescape(match[0]))]
        if term.anchor in done:
            return match[0]
        done.add(term.anchor)
        return (
            f'<struin-glossary data-name="{escape(term.name)}" data-means="{escape(term.means)}">'
            f'<a class="term" href="{escape(address)}#{term.anchor}">{match[0]}</a></struin-glossary>'
        )

    parts = []
    for part in _PART.finditer(html):
        tag = (part[2] or "").lower()
        if tag in _CLOSED and tag not in _VOID:
            closed += -1 if part[1] else 1
        parts.append(part[0] if tag or closed else pattern.sub(link, part[0]))
    return "".join(parts)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@cache
def _compiled(terms: tuple[Any, ...]) -> tuple[re.Pattern[str], Mapping[str, Any]]:
    """One pattern for all forms of all terms. Forms are grouped by first letter, so that most words fail at once."""
    by_form = {_folded(form): term for term in terms for form in term.forms}
    forms = sorted({form for term in terms for form in term.forms}, key=lambda form: (form[0].lower(), -len(form)))
    groups = []
    for _, group in groupby(forms, key=lambda form: form[0].lower()):
        alike = list(group)
        either = {alike[0][0].lower(), alike[0][0].upper()}
        rest = "|".join(_written(form) for form in alike)
        groups.append(f"(?=[{re.escape(''.join(sorted(either)))}])(?:{rest})")
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(groups)})(?![\w-])"), by_form


def _written(form: str) -> str:
    """A form as it may stand in HTML. Letter case counts only for what is all capitals: GI is no word of a song."""
    words = r"\s+".join(re.escape(escape(word, quote=False)) for word in form.split())
    return words if form.isupper() else f"(?i:{words})"
