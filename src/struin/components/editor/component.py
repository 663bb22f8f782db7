"""The form editor, `redactie/schrijven/`: Sveltia CMS from the bundle itself, its forms made from the models.

No other page has anything of it. The editor's own page has a wider policy than all others, and none of our scripts;
decisions/0010-the-form-editor.md tells why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

from struin.components.editor import preview
from struin.components.editor.backend import Forge, forge
from struin.components.editor.fields import LAST, Field, Forms
from struin.emit import Asset, Page
from struin.present import Presenter
from struin.schema import front_matter_schema

PATH = "redactie/schrijven/"
FOLDER = "assets/struin/editor/"
CONFIG, NAMES = f"{FOLDER}config.json", f"{FOLDER}sveltia/"
START = f"{FOLDER}start.js"
SCRIPTS = ("start.js", "configuration.js", "writing.js")
_HERE = Path(__file__).parent
_VENDOR = _HERE / "vendor" / "sveltia"
_MAIN, _DUTCH = "npm/index.js", "locales/nl.json"
# A browser imports no JSON, so the Dutch words become a script; and what is here already is not asked from elsewhere.
_DUTCH_SCRIPT = "locales/nl.js"
_OURS = _HERE / "program.nl.yml"
_CHANGES = (
    (r"`ar,bg,[\w,-]+,nl,[\w,-]+`\.split", "`en-US,nl`.split", 1),
    (r"import\(`\.\./locales/nl\.json`\)", "import(`../locales/nl.js`)", 1),
    (r"src:url\(https://cdn\.jsdelivr\.net/[^)]*\)\s*format\('[a-z0-9-]*'\)", "src:local('-')", 3),
    (r"`https://www\.githubstatus\.com/api/v2/status\.json`", '`data:,{"status":{"indicator":"none"}}`', 1),
    (r"`https://status-api\.hostedstatus\.com/[^`]*`", '`data:,{"result":{"status_overall":{"status_code":100}}}`', 1),
    (r"=`https://unpkg\.com/@sveltia/cms`,", "=`data:,`,", 1),
    (r"`initial-scale=1`,`maximum-scale=1`", "`initial-scale=1`", 1),  # on a telephone one may enlarge the page
    # By keys the button for a new item opened an empty menu, which is there for index files: we have none.
    (r"(onclick:\(\)=>s\(\),startIcon:e),popup:t,\$\$slots:\{startIcon:!0,popup:!0\}", r"\1,$$slots:{startIcon:!0}", 1),
    # Who typed in a list of choices and went on by keys chose a thing four times: lists that were gone still heard it.
    (r"(destroy\(\)\{this\.#\w+\.reset\(\),)(this\.observer\.disconnect\(\))", r"\1this.activate=()=>{},\2", 1),
    (r"import\(`immutable`\)", "import(`../../preview/fixed.js`)", 1),
    (r"//# sourceMappingURL=index\.js\.map", "", 1),
)
MEDIA_LIMIT = 2_000_000  # bytes of one upload


def pages(presenter: Presenter) -> Iterator[Page]:
    words = presenter.bundle.words.text
    yield Page(
        PATH, words("editor.title"), words("editor.about"), "editor", None, None, partial(_page, presenter),
        policy=policy(forge(presenter.site.edit_base)),
    )  # fmt: skip


def assets(presenter: Presenter) -> Iterator[Asset]:
    yield Asset(CONFIG, _told_once(configuration(presenter, date.today())))
    for script in SCRIPTS:
        yield Asset(f"{FOLDER}{script}", (_HERE / script).read_bytes())
    yield from preview.assets(presenter)
    for file in sorted(_VENDOR.rglob("*")):
        if file.is_file():
            path = file.relative_to(_VENDOR).as_posix()
            if path == _MAIN:
                yield Asset(f"{NAMES}{path}", _main(file).encode())
            elif path == _DUTCH:
                text = json.dumps(dutch(file), ensure_ascii=False, separators=(",", ":"))
                yield Asset(f"{NAMES}{_DUTCH_SCRIPT}", f"export default {text};\n".encode())
            else:
                yield Asset(f"{NAMES}{path}", file.read_bytes())


def _told_once(configuration: dict[str, Any]) -> bytes:
    """The configuration as JSON in which lists of choices that several fields share stand once, under `lists`; a field
    then has the place of its list for `options`. `configuration.js` puts them back. Otherwise it would grow with the
    items times the fields that refer to one."""
    lists: list[Any] = []
    places: dict[int, int] = {}

    def light(value: Any) -> Any:
        if isinstance(value, list):
            return [light(each) for each in value]
        if not isinstance(value, dict):
            return value
        made = {key: light(each) for key, each in value.items() if key != "options"}
        if "options" in value:
            options = value["options"]
            if id(options) not in places:
                places[id(options)] = len(lists)
                lists.append(options)
            made["options"] = places[id(options)]
        return made

    told = {"config": light(configuration), "lists": lists}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _main(file: Path) -> str:
    """The program with the few changes that let it stand alone; another version may need others."""
    text = file.read_text(encoding="utf-8")
    for old, new, times in _CHANGES:
        text, found = re.subn(old, new, text)
        if found != times:
            raise ValueError(f"{file.name} has {found} times what {old!r} finds, not {times}: see what to change in it")
    return text


def dutch(file: Path) -> dict[str, Any]:
    """The program's own Dutch with ours. ValueError for a sentence to add that it has by now, or to say in another way
    that it has no more."""
    own: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    ours = yaml.safe_load(_OURS.read_text(encoding="utf-8"))
    _say(own, ours["missing"], False, "missing")
    _say(own, ours["instead"], True, "instead")
    return own


def _say(own: dict[str, Any], more: dict[str, Any], there: bool, above: str) -> None:
    for name, words in more.items():
        if isinstance(words, dict):
            _say(own.setdefault(name, {}), words, there, f"{above}.{name}")
        elif (name in own) != there:
            raise ValueError(
                f"{_OURS.name}: {above}.{name} is {'not' if there else 'by now'} in the program's own Dutch"
            )
        else:
            own[name] = words


def policy(found: Forge | None) -> str:
    """What the editor's page may do: its program writes style elements, shows pictures that are not yet anywhere, and
    asks the forge. No code from text, nothing from anybody else."""
    asks, shows = (found.asks, found.shows) if found else ((), ())
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            " ".join(("img-src 'self' data: blob:", *shows)),
            "font-src 'self' data:",
            "media-src 'self' blob:",
            " ".join(("connect-src 'self' data: blob:", *asks)),
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'none'",
        )
    )


def _page(presenter: Presenter) -> Markup:
    prefix = presenter.prefix(PATH)
    return presenter.render(
        "components/editor/page.html", prefix,
        forge=forge(presenter.site.edit_base), start=prefix + START,
    )  # fmt: skip


def configuration(presenter: Presenter, today: date) -> dict[str, Any]:
    """All that Sveltia CMS is told. `today` sets the day on which somebody looks at a new item again."""
    bundle = presenter.bundle
    words, settings, site = bundle.words, bundle.settings, presenter.site
    found = forge(site.edit_base)
    titles = {entry_id: _told(presenter, entry_id) for entry_id in bundle.entries}
    named = {
        "principles": {
            name: bundle.entries[f"principles/{name}"].item.title
            for name in settings.principles
            if f"principles/{name}" in bundle.entries
        },
        "themes": settings.themes, "audience": settings.audience, "item": titles,
    }  # fmt: skip
    given = {
        "passport.origin": "own", "passport.anonymised": False, "passport.licence": settings.licence,
        "passport.review_by": (today + timedelta(days=365)).isoformat(),
    }  # fmt: skip
    forms = Forms(words, named, given)
    # Without a forge only a folder on one's own machine can be opened; the program wants a name all the same.
    backend = (found or Forge("github", f"{settings.id}/{settings.id}", "main", (), ())).backend()
    return {
        "load_config_file": False,
        "backend": backend | {"commit_messages": _messages(words.text)},
        "publish_mode": "editorial_workflow",
        "site_url": site.url or "",
        "display_url": site.url or "",
        "app_title": words.text("editor.title"),
        "media_folder": "content/media",
        "public_folder": "",
        "media_library": {"name": "default", "config": {"max_file_size": MEDIA_LIMIT, "slugify_filename": True}},
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-", "maxlength": 60},
        "output": {
            "omit_empty_optional_fields": True,
            "yaml": {"indent_size": 2, "indent_sequences": True, "quote": "none"},
        },
        "show_preview_links": False,
        "collections": [_collection(presenter, kind, forms) for kind in bundle.collections],
    }


def _collection(presenter: Presenter, kind: str, forms: Forms) -> dict[str, Any]:
    bundle = presenter.bundle
    words = bundle.words
    schema = front_matter_schema(bundle.collections[kind], words, bundle.settings, bundle.entries)
    body: Field = {
        "name": "body", "label": words.text("editor.body"), "widget": "markdown", "modes": ["raw"],
        "buttons": [], "editor_components": [],  # they would be there and do nothing: this field shows the source
        "hint": words.text("editor.body_hint"), "required": False,
    }  # fmt: skip
    return {
        "name": kind,
        "label": words.text(f"{kind}.name.other"),
        "label_singular": words.text(f"{kind}.name.one"),
        "description": words.text(f"{kind}.intro"),
        "folder": f"content/{kind}",
        "create": True,
        "delete": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": {"template": "{{title}}", "editable": ["create"], "hint": words.text("editor.slug_hint")},
        "summary": "{{title}}",
        "sortable_fields": ["title"],
        "fields": _with_body(forms.fields(kind, schema), body),
    }


def _with_body(fields: list[Field], body: Field) -> list[Field]:
    """The text comes before what only ties it to the rest: in the file it stands under the front matter anyhow."""
    at = next((index for index, field in enumerate(fields) if field["name"] in LAST), len(fields))
    return [*fields[:at], body, *fields[at:]]


def _told(presenter: Presenter, entry_id: str) -> str:
    """An item as a picker shows it: its title, and what kind it is."""
    entry = presenter.bundle.entries[entry_id]
    return f"{entry.item.title} ({presenter.bundle.words.text(f'{entry.collection}.name.one').lower()})"


def _messages(words: Any) -> dict[str, str]:
    """What is written in the history for each thing an editor does."""
    return {
        name: words(f"editor.commit.{name}", slug="{{slug}}", collection="{{collection}}", path="{{path}}")
        for name in ("create", "update", "delete", "uploadMedia", "deleteMedia")
    }
