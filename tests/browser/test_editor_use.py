"""The form editor as people use it: by keys alone, in two tabs, on a telephone, on files that were written by hand."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import Server, Visit
from built import PROJECT, Built, build, run
from bundles import project, quote
from editing import HARMLESS, Editor
from repositories import git
from struin.source import read_file

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
AUDIT = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await axe.run(document, { iframes: false, runOnly: tags });
  return violations.map((each) => each.id);
}"""
# What the program does not do well: on a narrow screen its list of kinds names a list of items that is not there.
PROGRAM = {"aria-valid-attr-value"}
# Where the keys are: role, name, field.
AT = """() => {
  const at = document.activeElement;
  const named = (at.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
  const label = named.map((each) => each?.textContent ?? "").join(" ").trim();
  const name = at.getAttribute("aria-label") || label || at.textContent;
  const field = at.closest("[data-key-path]")?.dataset.keyPath;
  return `${at.getAttribute("role") || at.tagName} ${name.trim().slice(0, 40)} @${field ?? ""}`;
}"""
FRONT = quote().partition("\n---\n")[0]
ODD = {
    "windows": (FRONT + "\n---\nEen.\n\nTwee.\n").replace("\n", "\r\n"),
    "rules": FRONT + "\n---\nBoven.\n\n---\n\nOnder.  \nMet een harde regel.\n\n```\n---\ntitle: x\n---\n```\n",
    "tabs": FRONT + "\n---\nEen lijst:\n\n-\tmet een tab\n\n\tEn een stuk code.   \n",
    "signs": FRONT
    + "\n---\n🙂 👨‍👩‍👧 e\u0301 \\* &amp; *zo* _zo_ [a](b.md) ![x](../media/k.svg)\n\n| a |\n|---|\n| 1 |\n",
    "long": FRONT
    + "\n---\n"
    + ("Een zin die maar doorgaat, want er is veel te zeggen. " * 30 + "\n\n") * 40
    + "Klaar.\n",
    "open": FRONT + "\n---\nZonder nieuwe regel",
    "newer": FRONT + "\nrelations:\n  deepens: [stories/van-gisteravond, stories/verhaal-0]\n---\nTekst.\n",
    "draft": FRONT + "\ndraft: true\n---\nTekst.\n",
    "empty": FRONT + "\n---\n",
}
CHANGED = "Een regel van een ander."


def opened(chromium: Any, site: Built, repository: Path, **more: Any) -> Iterator[Editor]:
    """The form editor on the bundle in a folder. In the end nothing may have gone wrong."""
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "content")
    git(repository, "commit", "-qm", "Bundle")
    with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
        visitor = Visit(chromium, server.url, locale="nl-NL", **({"height": 1000} | more))
        visitor.context.add_init_script(AXE)
        yield Editor(visitor, repository)
        visitor.close()
    assert [fault for fault in visitor.faults if not any(each in fault for each in HARMLESS)] == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A small bundle with files that somebody wrote in another way, and with a kind of its own; and its site."""
    folder = tmp_path_factory.mktemp("small")
    kind = PROJECT / "src/struin/collections/quotes"
    own = {f"collections/letters/{file.name}": file.read_text("utf-8") for file in kind.iterdir() if file.is_file()}
    own = {name: text.replace("quote", "letter").replace("Quote", "Letter") for name, text in own.items()}
    root = project(folder, {**own, "content/letters/een-brief.md": quote("Een brief")})
    return root, build(root, folder / "site")


@pytest.fixture
def editor(chromium: Any, small: tuple[Path, Built], tmp_path: Path) -> Iterator[Editor]:
    root, site = small
    shutil.copytree(root / "content", tmp_path / "content")
    for name, text in ODD.items():
        (tmp_path / f"content/quotes/x-{name}.md").write_bytes(text.encode())
    yield from opened(chromium, site, tmp_path, width=800)


def change(editor: Editor, item: str, field: str, text: str) -> None:
    kind, _, name = item.partition("/")
    editor.go(f"{kind}/entries/{name}")
    expect(editor.page.get_by_role("button", name="Opslaan", exact=True)).to_be_disabled()
    editor.write(field, text)
    editor.save()


def test_files_written_by_hand_keep_what_they_say(editor: Editor) -> None:
    for name in ODD:
        change(editor, f"quotes/x-{name}", "summary", CHANGED)
    changed = editor.write_back()
    assert sorted(changed) == sorted(f"content/quotes/x-{name}.md" for name in ODD)
    for name, text in ODD.items():
        file = editor.repository / f"content/quotes/x-{name}.md"
        front, body = read(file)
        file.write_bytes(text.encode())
        written, words = read(file)
        assert front == written | {"summary": CHANGED}, name
        assert body == f"{words.rstrip()}\n".lstrip("\n"), name


def read(file: Path) -> tuple[dict[str, Any], str]:
    source, faults = read_file(file.parents[2], file)
    assert source is not None, faults
    return source.front, source.body


def test_a_kind_of_the_bundle_s_own_has_a_form(editor: Editor) -> None:
    change(editor, "letters/een-brief", "speaker", "een nicht uit het oosten")
    editor.go("letters/new")
    editor.write("title", "Nog een brief")
    expect(editor.field("speaker")).to_be_visible()
    assert editor.write_back() == ["content/letters/een-brief.md"]
    assert "speaker: een nicht uit het oosten\n" in (editor.repository / "content/letters/een-brief.md").read_text(
        "utf-8"
    )


class Keys:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self) -> str:
        return str(self.page.evaluate(AT))

    def to(self, place: str) -> None:
        """On with Tab, until the keys are where they have to be."""
        seen = []
        for _ in range(60):
            self.page.keyboard.press("Tab")
            seen.append(self.at())
            if re.fullmatch(place, seen[-1]):
                return
        raise AssertionError(f"no {place} after {seen}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def choose(self, field: str, text: str) -> None:
        self.to(f"combobox .* @{field}")
        self.press("Enter")
        shown = self.page.locator("dialog[open]")
        listed, filtered = shown.get_by_role("listbox"), shown.get_by_role("searchbox")
        expect(listed.or_(filtered).and_(self.page.locator(":focus"))).to_be_visible()
        if filtered.is_visible():
            self.page.keyboard.type(text)
            expect(shown.get_by_role("option").filter(visible=True)).to_have_text([text])
        wanted = shown.get_by_role("option", name=text, exact=True, selected=True)
        deadline = time.monotonic() + 20  # the list listens a moment after it was filtered
        while not wanted.count() and time.monotonic() < deadline:
            self.press("ArrowDown")
        self.press("Enter")
        expect(self.page.locator(f'[data-key-path="{field}"]').first).to_contain_text(text)
        expect(shown).to_have_count(0)


def test_by_keys_alone_a_quote_is_made(editor: Editor) -> None:
    keys, page = Keys(editor.page), editor.page
    keys.to("treeitem .*")
    while "Citaten" not in keys.at():
        keys.press("ArrowDown")
    keys.to("button Nieuw item aanmaken @")
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Titel")).to_be_visible()
    keys.to("textbox Titel @title")
    page.keyboard.type("De bel")
    keys.to("(textbox|TEXTAREA) Samenvatting @summary")
    page.keyboard.type("Iedereen klopte, en niemand belde.")
    keys.choose("principles", "Lerend werken")
    keys.choose("themes", "Luisteren")
    keys.choose("audience", "professionals")
    keys.to("textbox Wie zegt het. @speaker")
    page.keyboard.type("een buurvrouw van drie hoog")
    keys.to("(textbox|TEXTAREA) .* @body")
    page.keyboard.type("Ik klop altijd. Een bel hoor je niet boven vier kinderen uit.")
    keys.to("checkbox .* @relations")
    keys.press("Space")
    keys.choose("relations.deepens", "Verhaal 0 (verhaal)")
    keys.to("button Uitvouwen @passport")
    keys.press("Enter")
    keys.to("switch .* @passport.anonymised")
    keys.press("Space", "Control+S")
    page.wait_for_url("**/collections/quotes")
    assert editor.write_back() == ["content/quotes/de-bel.md"]
    text = (editor.repository / "content/quotes/de-bel.md").read_text("utf-8")
    assert "\nrelations:\n  deepens: [stories/verhaal-0]\n" in text
    done = run("struin", "check", "--root", str(editor.repository))
    assert "de-bel" not in done.stdout


def test_a_second_tab_says_that_the_form_is_open_already(editor: Editor) -> None:
    page = editor.page.context.new_page()
    page.goto(editor.page.url.partition("#")[0])  # where it would open by itself: somebody is at work in it
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("al open in een ander tabblad")
    assert page.evaluate(AUDIT) == []
    page.locator("#struin-schrijven").click()
    expect(page.get_by_role("button", name="Nieuw").first).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_form_has_no_faults_for_aids_but_those_of_the_program(editor: Editor, look: Any) -> None:
    page = editor.page
    page.emulate_media(color_scheme=look)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for place in ("quotes", "quotes/entries/x-newer"):
            editor.go(place)
            expect(page.locator('[data-key-path="title"]' if "/" in place else "text=Een stoel").first).to_be_visible()
            assert set(page.evaluate(AUDIT)) <= PROGRAM
            assert page.evaluate("document.documentElement.scrollWidth") == width
    meta = page.locator('meta[name="viewport"]').last.get_attribute("content") or ""
    assert "maximum-scale" not in meta


def unfold(editor: Editor, name: str) -> Locator:
    """Opens a list; a list of some length folds itself a moment after it came."""
    field, inside = editor.field(name), editor.page.locator(f'[data-key-path^="{name}.0."]').first
    fold = field.get_by_role("button", name="Uitvouwen", exact=True).first
    expect(inside.or_(fold).first).to_be_visible()
    editor.page.wait_for_function("() => new Promise(requestAnimationFrame)")
    if not inside.is_visible():
        fold.click()
        inside.wait_for()
    return field


def test_a_block_of_a_session_and_a_stop_of_a_trail_are_changed_and_nothing_else(
    chromium: Any, site: Built, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    for editor in opened(chromium, site, tmp_path):
        editor.go("sessions/entries/de-eerste-dinsdag")
        unfold(editor, "blocks")
        editor.write("blocks.0.minutes", "12")
        editor.save()
        editor.go("trails/entries/alweer")
        stops = unfold(editor, "stops")
        expect(stops.get_by_role("button", name="toevoegen").last).to_be_disabled()  # nine are enough
        editor.choose("stops.0.item", "Groen of blauw (verhaal)")
        editor.write("stops.0.why", "Eerst: kijk wie er nog meer staat.")
        editor.save()
        assert editor.write_back() == ["content/sessions/de-eerste-dinsdag.md", "content/trails/alweer.md"]
        diff = git(tmp_path, "diff", "--cached", "-U0").splitlines()
        # One note of the session stands in quotation marks that it does not need; it loses them.
        assert [line for line in diff if re.match(r"[+-](?![+-])", line) and "    note: " not in line] == [
            "-    minutes: 10",
            "+    minutes: 12",
            "-  - item: quotes/negen-keer-de-eerste-keer",
            "-    why: In dit huis is iemand van drie er allang aan gewend.",
            "+  - item: stories/een-nieuwe-jas",
            '+    why: "Eerst: kijk wie er nog meer staat."',
        ]
        done = run("struin", "check", "--root", str(tmp_path))
        assert done.returncode == 0, done.stdout
