"""Promise 2: nothing that a stranger writes runs in a browser, with the policy on and with the policy off.

All of it is refused by the check. Here the check is passed by on purpose, to see that the second lock holds too.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from browsing import HEADERS, Server, Visit
from built import PROJECT, SECONDS, Built, once
from bundles import project, story
from strangers import BODIES
from struin.markup import Job, render_one
from struin.pipeline import load
from struin.present import Presenter, Site

pytestmark = pytest.mark.browser

POLICIES = ("policy on", "policy off")
AT_A_TIME = 15
OPENING = '<div class="column story__text prose">'
# Whatever runs leaves a trace: a function called, a dialog, a request, a message, another page.
CANARIES = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch", "postMessage"]) {
  const own = window[name];
  window[name] = (...given) => { window.__ran.push(name); return name === "fetch" ? own(...given) : undefined; };
}
addEventListener("error", (event) => { if (event.message) window.__ran.push(event.message); });
"""
# Everything that a visitor might do with the content, and what is in it that should not be.
PROVOKE = """(selector) => {
  const found = [...window.__ran], home = document.querySelector(selector);
  const events = ["mouseover", "mouseenter", "pointerenter", "pointerdown", "focus", "focusin", "blur", "toggle",
    "animationstart", "animationend", "transitionend", "load", "error", "input", "change", "keydown", "wheel", "copy",
    "paste", "scroll", "auxclick", "dblclick", "contextmenu", "beforetoggle", "submit", "begin", "end"];
  for (const each of [home, ...home.querySelectorAll("*")]) {
    for (const name of events) each.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
    if (!each.closest("a[href], area")) each.click?.();
    for (const name of ["href", "src", "action", "formAction", "data", "xlink:href"]) {
      const address = each.getAttribute(name);
      if (!address) continue;
      const protocol = new URL(address, document.baseURI).protocol;
      if (!["http:", "https:", "mailto:", "tel:"].includes(protocol)) found.push(`${each.localName} ${protocol}`);
      if (each.localName !== "a" && new URL(address, document.baseURI).origin !== location.origin)
        found.push(`${each.localName} ${name} elsewhere`);
    }
    const style = getComputedStyle(each);
    if (["fixed", "sticky"].includes(style.position) && !each.closest("dialog")) found.push(`${each.localName} fixed`);
    if (/^(script|iframe|object|embed|base|meta|link|form|style|math|portal|template|frame)$/.test(each.localName)
        || each.shadowRoot) found.push(each.localName);
  }
  return [...new Set([...found, ...window.__ran])];
}"""


@pytest.fixture(scope="module")
def presenter(tmp_path_factory: pytest.TempPathFactory) -> Presenter:
    return Presenter(load(project(tmp_path_factory.mktemp("small"))), Site())


def shown(presenter: Presenter, name: str) -> str:
    """What a page would show of a strange body, if the item were not refused."""
    entry = presenter.bundle.entries["stories/verhaal-0"]
    body = render_one(Job(f"content/stories/{name}.md", BODIES[name], 1))
    return str(presenter.body(replace(entry, body=body), "../../"))


class Stage:
    """A real page of the real site, in which the body is replaced, on a server with or without the policy."""

    def __init__(self, chromium: Any, server: Server, site: Built, *, policy: bool) -> None:
        self.chromium, self.server, self.policy = chromium, server, policy
        story = next(item for item in site.items if item["collection"] == "stories")
        page = site.pages[story["url"]].html
        start = page.index(OPENING) + len(OPENING)
        self.before, self.after = page[:start], page[page.index("</div>", start) :]
        if not policy:
            self.before = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", self.before)
            assert "Content-Security-Policy" not in self.before
        server.headers = HEADERS if policy else {}

    def play(self, bodies: Sequence[str]) -> list[str]:
        """Everything that was noticed on a page with these bodies."""
        address = "stories/op-het-toneel/"
        sections = "".join(f"<section>{body}</section>" for body in bodies)
        self.server.extra[address] = f"{self.before}{sections}{self.after}".encode()
        visitor = Visit(self.chromium, self.server.url)
        visitor.context.add_init_script(CANARIES)
        # A picture that a body asks for by name is not there; that is no harm.
        page = visitor.page
        moves: list[str] = []
        page.on("framenavigated", lambda frame: moves.append(frame.url))
        page.on("popup", lambda popup: moves.append(popup.url))
        try:
            visitor.go(address)
            found = list(page.evaluate(PROVOKE, ".story__text"))
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            found += page.evaluate("() => window.__ran")
        except Error as error:  # the page was left while we looked at it
            found = [error.message]
        found += [f"went to {url}" for url in moves if url.partition("#")[0] != self.server.url + address]
        found += [fault for fault in visitor.faults if not re.search(r"/media/|Failed to load resource", fault)]
        visitor.close()
        return found


@pytest.fixture(params=POLICIES)
def stage(request: pytest.FixtureRequest, chromium: Any, site: Built) -> Iterator[Stage]:
    with Server(site.folder) as server:
        yield Stage(chromium, server, site, policy=request.param == "policy on")


def test_there_are_a_hundred_strange_bodies() -> None:
    assert len(BODIES) >= 100


@pytest.mark.parametrize("start", range(0, len(BODIES), AT_A_TIME))
def test_nothing_in_a_strange_body_runs(start: int, stage: Stage, presenter: Presenter) -> None:
    bodies = {name: shown(presenter, name) for name in list(BODIES)[start : start + AT_A_TIME]}
    if found := stage.play(list(bodies.values())):
        guilty = {name: seen for name, body in bodies.items() if (seen := stage.play([body]))}
        pytest.fail(f"ran: {guilty or found}")


RAW = {
    "script": "<script>alert(1)</script>",
    "onerror": "<img src=x onerror=alert(1)>",
    "onload": "<svg onload=alert(1)>",
    "toggle": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "hover": "<b onmouseover=alert(1)>x</b>",
    "javascript": "<a href='jav&#9;ascript:alert(1)'>x</a>",
    "iframe": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "elsewhere": "<img src=//evil.example/x.png>",
    "refresh": "<meta http-equiv=refresh content='0;url=../../404.html'>",
    "overlay": "<div style='position:fixed;inset:0'>x</div>",
    "form": "<form action=https://evil.example><button>x</button></form>",
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_not_cleaned_is_noticed(name: str, chromium: Any, site: Built) -> None:
    """The tests above would see it: the same eyes on the same stage, with the stranger's own HTML."""
    with Server(site.folder) as server:
        assert Stage(chromium, server, site, policy=False).play([RAW[name]]) != []


# --- front matter: every text of a whole bundle poisoned, past the models, through all templates and the search index

POISON = "\"'><img src=x onerror=alert(1)><script>alert(2)</script></title><svg onload=alert(3)>{{ 7 * 7 }}"
BUILD_POISONED = """
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from struin.hosts.mkdocs import plugin
from struin.hosts.mkdocs.building import build_site
from struin.model import Choice

POISON = sys.argv[3]
# Ids and choices: no texts, and the templates need them as they are.
KEPT = {"principles", "themes", "audience", "relations", "cover", "stops", "together", "level", "form", "setting"}

def poisoned(value: Any) -> Any:
    if isinstance(value, BaseModel):
        fields = {name: poisoned(each) for name, each in dict(value).items() if name not in KEPT}
        return value.model_copy(update=fields)
    if isinstance(value, (tuple, list)):
        return type(value)(poisoned(each) for each in value)
    if isinstance(value, str) and not isinstance(value, Choice):
        return f"{value[:12]} {POISON}"
    return value

def load(*args: Any, **kwargs: Any) -> Any:
    bundle = real(*args, **kwargs)
    entries = {name: replace(entry, item=poisoned(entry.item)) for name, entry in bundle.graph.entries.items()}
    themes = {name: f"{word} {POISON}" for name, word in bundle.settings.themes.items()}
    audience = {name: f"{word} {POISON}" for name, word in bundle.settings.audience.items()}
    words = {"name": f"Proef {POISON}", "description": POISON, "licence": POISON}
    settings = bundle.settings.model_copy(update={"themes": themes, "audience": audience, **words})
    return replace(bundle, graph=replace(bundle.graph, entries=entries), settings=settings)

if __name__ == "__main__":
    real, plugin.load = plugin.load, load
    root = Path(sys.argv[1])
    build_site(root / "mkdocs.yml", Path(sys.argv[2]), root=root)
"""


@pytest.fixture(scope="module")
def poisoned(shared: Path) -> Built:
    def make(folder: Path) -> None:
        root = project(folder / "root", {"content/stories/gewoon.md": story("Gewoon")}, each=3)
        script = folder / "build.py"
        script.write_text(BUILD_POISONED, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script), str(root), str(folder / "site"), POISON],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    return Built(once(shared / "poisoned", make) / "site")


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_in_poisoned_front_matter_runs_on_any_page(policy: str, chromium: Any, poisoned: Built) -> None:
    found: dict[str, list[str]] = {}
    with Server(poisoned.folder, HEADERS if policy == "policy on" else {}) as server:
        for address in poisoned.kinds_of_pages().values():
            html = poisoned.pages[address].html
            if address != "404.html":
                assert "onerror=alert(1)" in html, f"{address} is not poisoned"
            if policy == "policy off":
                html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
            server.extra[address] = html.encode()
            visitor = Visit(chromium, server.url)
            visitor.context.add_init_script(CANARIES)
            page = visitor.go(address)
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
            images = page.evaluate("() => document.querySelectorAll('[onerror], [onload], main script').length")
            found[address] = [*visitor.faults, *page.evaluate("() => window.__ran"), *["markup"] * images]
            assert "49" not in page.title()
            visitor.close()
    assert {address: seen for address, seen in found.items() if seen} == {}


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_in_poisoned_front_matter_runs_in_search_results(policy: str, chromium: Any, poisoned: Built) -> None:
    with Server(poisoned.folder, HEADERS if policy == "policy on" else {}) as server:
        html = poisoned.pages[""].html
        if policy == "policy off":
            html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        server.extra[""] = html.encode()
        visitor = Visit(chromium, server.url)
        visitor.context.add_init_script(CANARIES)
        page: Page = visitor.go()
        page.locator(".bar [data-struin-search]").click()
        for word in ("verhaal", "onerror", "<img src=x onerror=alert(1)>"):
            page.locator(".search__field").fill(word)
            if word != "<img src=x onerror=alert(1)>":
                expect(page.locator(".search [data-results] a").first).to_be_visible()
        assert page.evaluate("() => window.__ran") == []
        assert page.locator("[onerror], [onload], .search script").count() == 0
        faults = visitor.faults
        visitor.close()
    assert faults == []


VisitFixture = Callable[..., Visit]


def test_a_word_in_the_address_runs_nothing(visit: VisitFixture) -> None:
    """What a link from elsewhere may carry: a fragment or a query with markup in it."""
    visitor = visit()
    visitor.context.add_init_script(CANARIES)
    for tail in ("#<img src=x onerror=alert(1)>", "?q=<script>alert(1)</script>", "?h=<svg onload=alert(1)>#__search"):
        page = visitor.go(f"stories/{tail}")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        assert page.evaluate("() => window.__ran") == []
        assert page.locator("[onerror], [onload]").count() == 0


def test_what_another_page_left_in_this_browser_runs_nothing(visit: VisitFixture) -> None:
    """On one domain, and on file://, pages of others can write where ours are kept."""
    visitor = visit()
    page = visitor.go()
    page.evaluate(
        """() => {
          const bad = '<img src=x onerror=alert(1)>';
          for (const key of Object.keys(localStorage)) localStorage[key] = bad;
          const { bundle } = document.querySelector("meta[name=struin]").dataset;
          for (const name of ["palette", "kept", "seen", "mood", "search", "exit", "notes"])
            for (const value of [bad, "{", "null", "[]", JSON.stringify({version: 1, data: bad}),
                                 JSON.stringify({version: 1, data: {__proto__: {x: bad}, length: 1e9}})])
              localStorage[`struin:${bundle}:${name}`] = value;
        }"""
    )
    visitor.context.add_init_script(CANARIES)
    for address in ("", "stories/", "verras/"):
        page = visitor.go(address)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("() => window.__ran") == []
        assert page.locator("[onerror], [onload]").count() == 0
