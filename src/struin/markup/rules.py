"""The allow-list: which tags, attributes, classes, ids and texts may stand in a body, and why the others
may not.

One list serves both locks. The judge (`sanitise.py`) asks it about every attribute and names what is
refused; the sanitiser (nh3) asks it again and takes out what is refused. Lists are closed: what is not
named is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped, unused-ignore]

_PLAIN = (
    "p br hr em strong b i u s del ins mark sub sup small q cite dfn kbd samp var code pre blockquote span "
    "div ul dl dt dd h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr caption figure figcaption summary abbr "
    "ruby rt rp bdi wbr"
)

# Attributes allowed on a tag beside GLOBAL_ATTRIBUTES. `data-tabs`, `id`/`name`/`for` on tabs and
# `type`/`disabled` on a check box are checked further in `refusal`.
TAGS: dict[str, frozenset[str]] = {tag: frozenset() for tag in _PLAIN.split()} | {
    "a": frozenset({"href"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "bdo": frozenset(),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "input": frozenset({"type", "checked", "disabled", "name"}),
    "label": frozenset({"for"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed"}),
    "source": frozenset({"src", "type"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "video": frozenset({"src", "controls", "preload", "width", "height"}),
}
GLOBAL_ATTRIBUTES = frozenset({"id", "class", "title", "lang", "dir"})
ADDRESS_ATTRIBUTES = frozenset({"href", "src"})

# Where a value is one of a few, or a number.
_VALUES = {
    "align": re.compile(r"left|center|right"),
    "checked": re.compile(r"|checked"),
    "colspan": re.compile(r"\d{1,2}"),
    "controls": re.compile(r"|controls"),
    "datetime": re.compile(r"[0-9TWPZHMSD:+.\- ]{1,40}"),
    "default": re.compile(r"|default"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "disabled": re.compile(r"|disabled"),
    "height": re.compile(r"\d{1,4}"),
    "kind": re.compile(r"captions|subtitles|descriptions|chapters"),
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}"),
    "open": re.compile(r"|open"),
    "preload": re.compile(r"none|metadata"),
    "reversed": re.compile(r"|reversed"),
    "rowspan": re.compile(r"\d{1,2}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "srclang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}"),
    "start": re.compile(r"\d{1,5}"),
    "value": re.compile(r"\d{1,5}"),
    "width": re.compile(r"\d{1,4}"),
}

# The kinds of call-out that can be written after `!!!` and `???`. Their default titles are in the catalogue.
_CALLOUTS = (
    "note abstract info tip success question warning failure danger bug example quote "
    "summary hint important check help caution attention error"
)
CALLOUTS = tuple(_CALLOUTS.split())

_OTHER_CLASSES = (
    "admonition admonition-title inline end annotate "
    "footnote footnote-ref footnote-backref "
    "task-list task-list-item task-list-control task-list-indicator "
    "tabbed-set tabbed-alternate tabbed-labels tabbed-content tabbed-block "
    "highlight highlighttable linenos linenodiv filename code hll normal special"
)
_CLASSES = {*CALLOUTS, *_OTHER_CLASSES.split(), *filter(None, STANDARD_TYPES.values())}
# Buttons are links. Material's own two names are the only ones of the site that an author may write.
_BUTTONS = {"button", "button--primary", "md-button", "md-button--primary"}
_CODE_CLASS = re.compile(r"language-[A-Za-z0-9_+#.-]{1,40}")

_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,99}")
_FOOTNOTE_ID = re.compile(r"fn(ref\d*)?:[^\s<>&\"'`]{1,100}")
# Ids of the site itself begin with one of these; an author's may not, or it could take the place of one.
RESERVED = ("__", "md-", "struin-")

TABS = "__tabbed"


@dataclass(frozen=True)
class Refusal:
    """Why something may not stay: a Diagnostic's code and values, and the part of the value that is to
    blame."""

    code: str
    values: dict[str, str] = field(default_factory=dict, hash=False)
    needle: str = ""


def allowed_class(tag: str, name: str) -> bool:
    return name in _CLASSES or (tag == "a" and name in _BUTTONS) or _CODE_CLASS.fullmatch(name) is not None


def allowed_classes(tag: str, value: str) -> str:
    """The classes of `value` that may stay on `tag`."""
    return " ".join(name for name in value.split() if allowed_class(tag, name))


def refusal(tag: str, name: str, value: str, tabs: str = TABS) -> Refusal | None:
    """Why attribute `name` with `value` may not stand on `tag`; None when it may. Addresses are judged
    elsewhere.

    `tabs` is what the ids of generated tabs begin with: while judging, a word no author can know, so that an
    `id="__tabbed_1_1"` written by hand is refused and the same id made by the tabs extension is not.
    """
    if name not in GLOBAL_ATTRIBUTES and name not in TAGS.get(tag, frozenset()):
        return Refusal("html-attribute-refused", {"tag": tag, "attribute": name})
    if name == "class":
        wrong = next((one for one in value.split() if not allowed_class(tag, one)), None)
        return Refusal("class-refused", {"class": wrong}, wrong) if wrong is not None else None
    if name in ("id", "name", "for", "data-tabs"):
        return _identity(tag, name, value, tabs)
    if name == "title":
        wrong = next((sign for sign in "<>&" if sign in value), None)
        return Refusal("title-refused", {"sign": wrong}, value) if wrong else None
    if name == "type":
        fits = value in ("radio", "checkbox") if tag == "input" else re.fullmatch(r"(audio|video)/[\w.+-]+", value)
    else:
        fits = name not in _VALUES or _VALUES[name].fullmatch(value)
    return None if fits else Refusal("html-value-refused", {"tag": tag, "attribute": name, "value": value}, value)


def _identity(tag: str, name: str, value: str, tabs: str) -> Refusal | None:
    """Ids and what points to them: an author's own, a footnote's, or a generated tab's."""
    if name == "data-tabs":
        generated = re.fullmatch(rf"{tabs}:\d+:\d+" if tabs != TABS else r"\d+:\d+", value)
        return None if generated else Refusal("html-attribute-refused", {"tag": tag, "attribute": name})
    if tag in ("input", "label"):
        if re.fullmatch(rf"{tabs}_\d+(_\d+)?", value):
            return None
        return Refusal("id-refused", {"id": value}, value)
    if _FOOTNOTE_ID.fullmatch(value):
        return None
    if _ID.fullmatch(value) and not value.lower().startswith(RESERVED):
        return None
    return Refusal("id-refused", {"id": value}, value)


def element_refusal(tag: str, attributes: dict[str, str], tabs: str = TABS) -> Refusal | None:
    """Why an element may not stand, although each of its attributes may."""
    if tag == "input":
        # The only fields in a body are the radio buttons of tabs and dead check boxes of a task list.
        is_tab = attributes.get("type") == "radio" and "id" in attributes and "name" in attributes
        is_task = attributes.get("type") == "checkbox" and "disabled" in attributes and "name" not in attributes
        if not (is_tab or is_task):
            return Refusal("html-tag-refused", {"tag": tag})
    if tag == "div" and "data-tabs" not in attributes:
        # Scripts that open tabs expect what the extension makes; a hand-made set would break them.
        wrong = next((c for c in attributes.get("class", "").split() if c in ("tabbed-set", "tabbed-alternate")), None)
        if wrong:
            return Refusal("class-refused", {"class": wrong}, wrong)
    return None
