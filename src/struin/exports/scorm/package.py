"""SCORM: an exercise or a session as one object with all that it needs, for any of two versions of the standard.

What both versions share is here; the formats are scorm12 and scorm2004. Decision 7 tells what is recorded and what not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

import struin
from struin import emit
from struin.exports.lessons import Chapter, Lesson, lesson
from struin.exports.packages import Package, media_files, own_file
from struin.exports.wording import clean
from struin.present import INTERACTION, Presenter
from struin.slices import Component, InteractionType

# These stand for the way to the site, and for the version, while a page is made.
ROOT, VERSION = "\ue000", "\ue002"
_HERE = Path(__file__).parent
# The look is the site's own. These are files: nothing of the host that uses them is imported.
_LOOK = Path(struin.__file__).parent / "hosts/mkdocs/theme/assets/struin"
_STYLES = ("tokens", "base", "prose", "print")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_EMBED = re.compile(r'<details class="interaction__embed".*?</details>', re.DOTALL)
_LINK = re.compile(rf'<a\b([^>]*?)href="{ROOT}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_OUTSIDE = re.compile(r'<a (?=href="https?:)')
_MEDIA = re.compile(rf'(src|poster)="{ROOT}(media/[^"]+)"')
_LEFT = re.compile(rf' [a-z-]+="{ROOT}[^"]*"')
# Attributes that hold the id of an element, or several: they have to differ between the chapters of a session.
_IDS = ("id", "for", "name", "list", "popovertarget", "headers", "aria-labelledby", "aria-describedby", "aria-controls")


def planned(presenter: Presenter, subject: str, version: str) -> Package:
    """The package of an item for SCORM "1.2" or "2004". Raises KeyError for an id that is not in the bundle."""
    made, page, called, others = _parts(presenter, subject)
    texts = {
        "index.html": page.replace(VERSION, version),
        "struin.css": _styles(called),
        "struin.js": _script(called),
        "first.js": (_LOOK / "first.js").read_text(encoding="utf-8"),
    }
    files = sorted([*texts, *(path for path, _, _ in others)])
    manifest = clean(_filled(presenter, f"manifest-{version}.xml", lesson=made, files=files))
    return Package({"imsmanifest.xml": manifest, **texts}, others)


@lru_cache(maxsize=1)  # both versions of an item are asked for, one after the other
def _parts(
    presenter: Presenter, subject: str
) -> tuple[Lesson, str, tuple[Component, ...], tuple[tuple[str, str, str], ...]]:
    """What both versions have: the lesson, its page, what this works with, and the files from elsewhere."""
    made = lesson(presenter, subject)
    several = len(made.chapters) > 1
    media: set[str] = set()
    bodies = {each.number: _body(presenter, each, several, media) for each in made.chapters}
    page = clean(_filled(presenter, "page.html", lesson=made, bodies=bodies, several=several, version=VERSION))
    fonts = _fonts("<em" in page or "<i>" in page or "<cite" in page)
    return made, page, tuple(_called(presenter, page)), (*fonts, *media_files(presenter, media))


def _filled(presenter: Presenter, template: str, **values: Any) -> str:
    return _template(presenter.environment, template).render(**values)


@lru_cache(maxsize=4)
def _template(environment: Environment, name: str) -> Template:
    return environment.from_string((_HERE / name).read_text(encoding="utf-8"))


# --- what stands on the page


def _body(presenter: Presenter, chapter: Chapter, several: bool, media: set[str]) -> Markup:
    """The body of a chapter's item, with addresses that work inside the package; its pictures go to `media`."""
    if chapter.entry is None:
        return Markup("")
    html = _EMBED.sub("", presenter.body(chapter.entry, ROOT))
    html = _LINK.sub(lambda match: _linked(presenter, match), html)
    html = _OUTSIDE.sub('<a target="_blank" rel="noopener" ', html)
    media.update(path.removeprefix("media/") for _, path in _MEDIA.findall(html))
    html = _LEFT.sub("", _MEDIA.sub(r'\1="\2"', html))
    return Markup(_apart(html, f"c{chapter.key}-") if several else html)


def _linked(presenter: Presenter, match: re.Match[str]) -> str:
    """A link to a page of the site: whole where its address is known, else only its words."""
    before, path, after, words = match.groups()
    if not presenter.site.url:
        return words
    return f'<a{before}href="{escape(presenter.site.url)}{path}"{after}>{words}</a>'


def _apart(html: str, beginning: str) -> str:
    """The HTML with every id, and all that names one, begun by `beginning`."""
    tree = LexborHTMLParser(f"<main>{html}</main>")
    for name in _IDS:
        for node in tree.css(f"main [{name}]"):
            if name == "name" and node.tag == "meta":
                continue
            value = node.attributes[name] or ""
            node.attrs[name] = " ".join(f"{beginning}{each}" for each in value.split())
    for node in tree.css('main a[href^="#"]'):
        node.attrs["href"] = f"#{beginning}{(node.attributes['href'] or '')[1:]}"
    main = tree.css_first("main")
    return main.inner_html or "" if main else html


# --- what comes along


def _called(presenter: Presenter, page: str) -> Sequence[Component]:
    """What the exercises on the page work with. Other elements are complete without their scripts."""
    called = presenter.called_for(page)
    return [each for each in called if isinstance(each, InteractionType) or each.name == INTERACTION]


@lru_cache(maxsize=64)  # most exercises are of a few types
def _script(called: tuple[Component, ...]) -> str:
    """The connection first, since what is kept depends on who learns; the lesson last, since it asks the exercises."""
    core = (Path(struin.__file__).parent / "components/core/element.js").read_text(encoding="utf-8")
    own = [(_HERE / name).read_text(encoding="utf-8") for name in ("connection.js", "lesson.js")]
    return "\n".join([own[0], core, emit.joined(called, ".js"), own[1]])


@lru_cache(maxsize=64)
def _styles(called: tuple[Component, ...]) -> str:
    look = [(_LOOK / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES]
    whole = "\n".join([*look[:-1], emit.joined(called, ".css"), (_HERE / "style.css").read_text("utf-8"), look[-1]])
    lines = (line.strip() for line in _COMMENT.sub("", whole).splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _fonts(italic: bool) -> Sequence[tuple[str, str, str]]:
    """The fonts with their licences; the slanted one only for a page that needs it."""
    folder = _LOOK / "fonts"
    licences = sorted(file.name for file in folder.glob("OFL-*.txt"))
    names = ["fraunces.woff2", "atkinson.woff2", *(["atkinson-italic.woff2"] if italic else []), *licences]
    return [own_file(f"fonts/{name}", folder / name) for name in names]
