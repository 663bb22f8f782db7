"""What tests give the preview in the form editor: scripts for its page, faulty exercises, hostile text, a kind."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from built import PROJECT
from struin.interaction import read
from struin.markup import Job, render_one
from struin.present import Presenter
from struin.slices import interactions
from struin.source import read_file

VIEWS = """async (items) => {
  const at = new URL("../../assets/struin/editor/", location.href);
  const [{ Bundle, View }, { whole }, data, told] = await Promise.all([
    import(new URL("preview/view.js", at).href),
    import(new URL("configuration.js", at).href),
    fetch(new URL("preview/preview.json", at)).then((each) => each.json()),
    fetch(new URL("config.json", at)).then((each) => each.json()),
  ]);
  const bundle = new Bundle(data, whole(told).collections, new URL("../../", location.href));
  for (const [kind, { script }] of Object.entries(data.kinds)) {
    if (script) bundle.derive[kind] = (await import(new URL(`preview/${script}`, at).href)).default;
  }
  const asset = (name) => `media/${name}`;
  const find = async (kind, name) => items[`${kind}/${name}`];
  await bundle.meet(Object.keys(items), find, asset);
  return Object.fromEntries(Object.entries(items).map(([id, fields]) => {
    const [kind, slug] = id.split("/");
    const view = new View(bundle, kind, { fields, slug, asset });
    return [id, { card: view.html("card"), page: view.html("page"), faults: view.body.faults }];
  }));
}"""
GUARD = """async (bodies) => {
  const at = new URL("../../assets/struin/editor/preview/", location.href);
  const { body } = await import(new URL("body.js", at).href);
  const data = await (await fetch(new URL("preview.json", at))).json();
  const prose = { html: (text) => ({ html: text }), line: (text) => text, site: { picture: () => null } };
  return bodies.map((text) => body(text, prose, data, () => "").faults.map(({ code, line }) => [code, line]));
}"""
FAULTY = {
    "unclosed": "Een zin.\n\n/// choice | id: a\n\nVraag?\n\n- [x] Ja.\n  > Ja.\n- [ ] Nee.\n  > Nee.\n",
    "unclosed by the next": "/// flip | id: a\n\nV\n\n- a\n  > b\n\n/// order | id: b\n\nW\n\n1. a\n2. b\n///\n",
    "unknown type": "/// choise | id: a\n\nVraag?\n///\n",
    "no type at all": "/// xyzzy | id: a\n\nVraag?\n///\n",
    "no id": "Tekst\n\n/// reflect\n\nVraag?\n///\n",
    "bad id": "/// reflect | id: Eerste_Vraag\n\nVraag?\n///\n",
    "same id": "/// reflect | id: a\n\nV?\n///\n\n/// reflect | id: a\n\nW?\n///\n",
    "unknown option": "/// reflect | id: a\n    line: 3\n    kleur: rood\n    line: 4\n    zo maar\n\nVraag?\n///\n",
    "empty": "/// reflect | id: a\n///\n",
    "indented": "- een\n  /// choice | id: a\n",
    "nested": "/// note\n/// choice | id: a\n///\n///\n",
    "not taken": "/// order | id: a\n\nZet op volgorde.\n\n- [ ] een\n- [x] twee\n\n## Deel {#Deel}\n\n### Drie\n///\n",
    "stray": "/// flip | id: a\n\nV\n\n- a\n  > b\n\nNiets.\n\n- c\n> d\n- \n\nHint:\n///\n",
    "in code": "```\n/// choise | id: a\n```\n\n<!--\n/// choice\n-->\n\nTekst\n",
    "a plain block": "/// tip | Let op\nTekst.\n///\n",
}
HOSTILE_LINE = '<img src=x onerror="parent.ran=1"><script>parent.ran=1</script>'
HOSTILE = """<script>parent.ran = 1</script><img src=x onerror="parent.ran=1"><svg onload="parent.ran=1"></svg>

[een](javascript:parent.ran=1) [twee](https://example.org/) <a href="jav&#9;ascript:parent.ran=1">drie</a>
[vier](data:text/html,<script>parent.ran=1</script> "x") ![vijf](https://example.org/x.png "onload=1")

<iframe srcdoc="<script>parent.parent.ran=1</script>"></iframe><style>body { display: none }</style>
<form action="javascript:parent.ran=1"><button>zes</button></form><base href="https://example.org/">
<img data-src="https://example.org/y.png"><p style="position:fixed">zeven</p>
<math><mtext><table><mglyph><style><img src=x onerror=parent.ran=1>

/// choice" onclick="parent.ran=1 | id: "><img src=x onerror=parent.ran=1>

/// <img src=x onerror="parent.ran=1"> | id: a

/// reflect | id: "><svg/onload=parent.ran=1>
    lines: "><img src=x onerror=parent.ran=1>

Vraag <img src=x onerror="parent.ran=1"> [[<img src=x onerror=parent.ran=1>|b]]
///

/// tip | <img src=x onerror="parent.ran=1">
einde van de tekst
///
"""
ALONE = """async (fields) => {
  window.ran = 0;
  window.CMS_MANUAL_INIT = true;
  await import(new URL("../../assets/struin/editor/sveltia/npm/index.js", location.href).href);
  const { clean } = await import(new URL("../../assets/struin/editor/preview/prose.js", location.href).href);
  const shown = await (VIEWS)({ "quotes/x": fields });
  const host = document.createElement("div");
  document.body.append(host);
  host.append(clean(shown["quotes/x"].card), clean(shown["quotes/x"].page));
  for (const link of host.querySelectorAll("a")) link.target = "nowhere";
  await Promise.all([...host.querySelectorAll("img")].map((each) => each.decode().catch(() => null)));
  return [window.ran, host.textContent.includes("einde van de tekst")];
}"""
OWN = """async ([data, collections, fields]) => {
  const { Bundle, View } = await import(new URL("../../assets/struin/editor/preview/view.js", location.href).href);
  const bundle = new Bundle(data, collections, new URL("../../", location.href));
  const view = new View(bundle, "kites", { fields, slug: "rood", asset: () => null });
  return [view.html("card"), view.html("page")];
}"""
KITE = {
    "model.py": """\
\"\"\"A kite.\"\"\"

from struin.model import Choice, Item, Line


class Wind(Choice):
    SOFT = "soft"
    HARD = "hard"


class Kite(Item):
    wind: Wind
    tails: tuple[Line, ...] = ()
""",
    "card.html": "{% filter upper %}{{ card.title }}{% endfilter %}\n",
    "page.html": "<h1>{{ page.card.title | wordcount }}</h1>\n",
    "style.css": "",
    "strings.nl.yml": "kites:\n  name: {one: Vlieger, other: Vliegers}\n  this: Deze vlieger\n  intro: Hoog.\n"
    "  labels: {tails: Staarten}\n  wind: {soft: zacht, hard: hard}\n",
    "fields.nl.yml": "kites:\n  fields:\n    wind: Hoe hard het waait.\n    tails: Wat eraan hangt.\n",
}
# What only a build knows: which doors lead onward, who points here. The rest of a page has to be the same.
BUILT_ONLY = ".doors, .ties, .group"
BY_TYPE = {"interaction-prompt-missing"}  # what a type itself asks, the preview does not know
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="40" height="30"><rect /></svg>\n'
DANGEROUS = ("script", "iframe", "style", "form", "base", "[onerror]", "[onload]", "[onclick]", "[style]", "math")


class Bare(Presenter):
    """Without what components add to pages."""

    def slot(self, name: str, prefix: str, **values: Any) -> Markup:
        return Markup("")


def words(html: str, without: str = "") -> str:
    tree = HTMLParser(html)
    if without:
        for node in tree.css(without):
            node.decompose()
    return "".join(tree.body.text().split()) if tree.body else ""


def written(presenter: Presenter) -> dict[str, Any]:
    """All items as the form has them."""
    found = {}
    for key in presenter.bundle.entries:
        source, faults = read_file(PROJECT, PROJECT / f"content/{key}.md")
        assert source is not None, faults
        found[key] = json.loads(json.dumps({**source.front, "body": source.body}, default=str))
    return found


def checked(text: str) -> list[list[Any]]:
    """What the check says of the form of exercises in a text: code and line."""
    models = {name: each.model for name, each in interactions().items()}
    body = render_one(Job("content/stories/jas.md", text))
    faults = [*body.diagnostics, *(fault for block in body.interactions for fault in read(block, models)[1])]
    return [
        [each.code, each.place.line]
        for each in faults
        if each.code.startswith("interaction-") and each.code not in BY_TYPE
    ]
