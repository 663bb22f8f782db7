"""QTI 3: the self-checks of an exercise or a session as a package with a test, for platforms that examine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

from struin.exports.lessons import Chapter, Lesson, name_of, pieces, questions
from struin.exports.packages import Package, media_files, written
from struin.exports.qti.assessment_item import Item
from struin.exports.qti.items import HELD, Maker
from struin.exports.wording import clean, links_of, plain
from struin.present import Presenter

__all__ = ["SUFFIX", "TAKES", "holds", "make", "plan", "written"]

SUFFIX = "qti.zip"
TAKES = frozenset({"exercise", "session"})
_HERE = Path(__file__).parent


def holds(it: Any) -> bool:
    """Whether a self-check fits."""
    return it.type in HELD


def plan(presenter: Presenter, subject: str) -> Package:
    """The package of an exercise or a session by its id. Raises CannotExport when none of its self-checks fits."""
    made = questions(presenter, subject, holds)
    sections: list[tuple[str, str, list[Item]]] = []
    pictures: dict[str, list[str]] = {}
    for chapter in made.chapters:
        if any(map(holds, chapter.interactions)):
            items = list(_items(presenter, chapter, pictures))
            sections.append((chapter.title, chapter.key, items))
    items = [item for _, _, each in sections for item in each]
    texts = {"imsmanifest.xml": _filled(presenter, "manifest.xml", lesson=made, items=items, pictures=pictures)}
    texts["test.xml"] = _filled(presenter, "test.xml", lesson=made, sections=sections, about=_about(presenter, made))
    texts |= {f"items/{item.name}.xml": _filled(presenter, "item.xml", item=item) for item in items}
    return Package(texts, tuple(media_files(presenter, (name for names in pictures.values() for name in names))))


def make(presenter: Presenter, subject: str) -> bytes:
    """The zip of it."""
    return written(plan(presenter, subject))


def _items(presenter: Presenter, chapter: Chapter, pictures: dict[str, list[str]]) -> Iterator[Item]:
    """The items of a chapter; the names of their pictures go to `pictures`, by the item's name."""
    entry = chapter.entry
    assert entry is not None
    known = {file.name: file for file in presenter.bundle.media if file.kind == "image"}

    def picture(name: str) -> tuple[str, tuple[int, int] | None]:
        file = known.get(name)
        if file is None:
            return "", None
        return f"../media/{name}", (file.width, file.height) if file.width and file.height else None

    waiting, number, last = "", 0, ""
    for html, it in pieces(entry):
        before, waiting = waiting + html, ""
        last = it.id if it else last
        if it is not None and not holds(it):
            waiting = before
            continue
        if it is None and not plain(before):
            continue
        number += 1
        maker = Maker(presenter.bundle.words, links_of(presenter), picture)
        name, title = name_of(presenter, entry.id, it.id if it else f"{last}-after"), f"{chapter.title} {number}"
        lead = before if plain(before) else ""
        item = maker.item(it, name, title, lead) if it else maker.reading(name, title, before)
        pictures[item.name] = sorted(each for each in maker.used if each in known)
        yield item


def _about(presenter: Presenter, made: Lesson) -> str:
    """What stands in a comment: where it is from, and what did not fit. A comment may not hold two hyphens in a row."""
    text, settings = presenter.bundle.words.text, presenter.bundle.settings
    left = dict.fromkeys(
        f"{text(f'{it.type}.name')} ({chapter.title})"
        for chapter in made.chapters
        for it in chapter.interactions
        if not holds(it)
    )
    parts = [f"{settings.name}: {made.title}.", f"{settings.licence}.", made.url]
    if left:
        parts.append(text("gift.left", what=", ".join(left)))
    return clean(" ".join(filter(None, parts))).replace("-", "‐")


def _filled(presenter: Presenter, template: str, **values: Any) -> str:
    return clean(_template(presenter.environment, template).render(**values))


@lru_cache(maxsize=4)
def _template(environment: Environment, name: str) -> Template:
    return environment.from_string((_HERE / name).read_text(encoding="utf-8"))
