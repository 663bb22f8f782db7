"""The Markdown that authors may write: which extensions, and the small changes that keep text of authors
text.

No snippets, no macros, no emoji from elsewhere, no custom fences: nothing that reads a file, runs code or
loads from another site. `{{ … }}`, `{% … %}` and `{# … #}` are ordinary text."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor

from struin import strings
from struin.markup.grammar import KEYWORDS
from struin.markup.rules import CALLOUTS, RESERVED, TABS
from struin.strings import DEFAULT_LANGUAGE, LANGUAGES, Catalogue

_EXTENSIONS = [
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.sane_lists",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.caption",
    "pymdownx.blocks.details",
    "pymdownx.blocks.tab",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.mark",
    "pymdownx.saneheaders",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]


def words(language: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """The few words that rendering itself puts on a page, read from one file: a worker needs no other
    texts."""
    texts = Catalogue(language, [Path(strings.__file__).parent / language / "markup.yml"])
    keys = ["footnote-back", *(f"callout.{kind}" for kind in CALLOUTS)]
    own = {key: texts.text(f"markup.{key}") for key in keys}
    # The words that begin a part of an exercise are known in every language: a worker serves bundles in any.
    for other in LANGUAGES:
        known = Catalogue(other, [Path(strings.__file__).parent / other / "markup.yml"])
        own |= {f"keyword.{key}.{other}": known.text(f"markup.keyword.{key}") for key in KEYWORDS}
    return own


class Renderer:
    """One Markdown instance, made once per process and reset for each body.

    `tabs` is the unguessable word with which ids of generated tabs begin; `html()` returns them so.
    """

    def __init__(self, own_words: Mapping[str, str]) -> None:
        self.tabs = f"tabs{secrets.token_hex(12)}"
        self._words = dict(own_words)
        self._markdown = self._build()

    def html(self, body: str) -> str:
        """The body as HTML, not yet sanitised. An extension that stumbles over odd input raises what it
        likes."""
        try:
            self._markdown.reset()
            return self._markdown.convert(body)
        except BaseException:
            # What was half-done must not leak into the next body.
            self._markdown = self._build()
            raise

    def _build(self) -> Markdown:
        return Markdown(
            extensions=[*_EXTENSIONS, _OwnChanges(self.tabs, self._words)],
            extension_configs={
                "markdown.extensions.footnotes": {"BACKLINK_TITLE": self._words["footnote-back"]},
                # An inline style would be refused; the attribute says the same.
                "markdown.extensions.tables": {"use_align_attribute": True},
                "markdown.extensions.toc": {"marker": "", "slugify": _heading_id},
                "pymdownx.blocks.caption": {"types": ["caption"]},
                "pymdownx.blocks.tab": {"alternate_style": True},
                "pymdownx.highlight": {"pygments_lang_class": True, "anchor_linenums": False},
                "pymdownx.tabbed": {"alternate_style": True},
                "pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": False},
            },
            output_format="html",
        )


def _heading_id(text: str, separator: str) -> str:
    """A heading's id. Never empty, and never one that belongs to the site itself."""
    slug = slugify(text, separator).strip("-_.")
    if not slug or not slug[0].isalpha() or slug.startswith(RESERVED):
        slug = f"kop-{slug}".rstrip("-")
    return slug[:80]


class _OwnChanges(Extension):
    """What differs from the extensions as they come."""

    def __init__(self, tabs: str, own_words: Mapping[str, str]) -> None:
        super().__init__()
        self._tabs = tabs
        self._words = own_words

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name Markdown calls)
        md.treeprocessors.register(_AttributesOnly(md), "attr_list", 8)
        # After all others (the table of contents is 5), before the text is unescaped (0).
        md.treeprocessors.register(_Finish(md, self._tabs, self._words), "struin", 1)


class _AttributesOnly(AttrListTreeprocessor):
    """Attribute lists, except that `{{ … }}`, `{% … %}` and `{# … #}` are left as text."""

    BASE_RE = r"\{(?![{%]|#[ }])\:?[ ]*([^\}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class _Finish(Treeprocessor):
    """Numbers tabs over both ways of writing them, and gives call-outs without a title one in the site's
    language."""

    def __init__(self, md: Markdown, tabs: str, own_words: Mapping[str, str]) -> None:
        super().__init__(md)
        self._tabs = tabs
        self._titles = {kind: own_words[f"callout.{kind}"] for kind in CALLOUTS}

    def run(self, root: Element) -> None:
        number = 0
        for element in root.iter():
            if element.tag == "div" and "data-tabs" in element.attrib and "tabbed-set" in element.get("class", ""):
                number += 1
                self._number_tabs(element, number)
            elif element.tag == "summary" or element.get("class") == "admonition-title":
                self._translate(element)

    def _number_tabs(self, group: Element, number: int) -> None:
        inputs = group.findall("input")
        labels = group.findall("div[@class='tabbed-labels']/label")
        for count, (field, label) in enumerate(zip(inputs, labels, strict=False), 1):
            name = f"{self._tabs}_{number}_{count}"
            field.set("id", name)
            field.set("name", f"{self._tabs}_{number}")
            label.set("for", name)
        group.set("data-tabs", f"{self._tabs}:{number}:{len(inputs)}")

    def _translate(self, title: Element) -> None:
        kind = (title.text or "").lower()
        # The extensions put the capitalised English kind where no title was written.
        if len(title) == 0 and kind in self._titles and title.text == kind.capitalize():
            title.text = self._titles[kind]


def public_tabs(html: str, tabs: str) -> str:
    """The html with the tabs' ids as the theme knows them (`__tabbed_1_2`, `data-tabs="1:2"`)."""
    return html.replace(f'data-tabs="{tabs}:', 'data-tabs="').replace(tabs, TABS) if tabs in html else html
