"""The form editor on a real repository: what it writes passes the check, and what it did not touch stays the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import Server, Visit
from built import PROJECT, Built, run
from editing import HARMLESS, Editor
from repositories import git
from struin.frontmatter import as_tuples
from struin.slices import discover
from struin.source import read_file

pytestmark = pytest.mark.browser

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" /></svg>\n'
BODY = """De deur ging al open voor ik de bel had gevonden.

‘Die doet het niet,’ zei hij. *Al jaren niet.*

/// choice | id: bel

Wat zeg je?

- [x] Je vraagt wie er dan wel binnenkomt.
  > Iedereen die klopt, zegt hij.
- [ ] Je zegt dat je hem kunt maken.
  > Dan komt er nog meer volk.
///"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The bundle in a repository of its own."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "content")
    git(tmp_path, "commit", "-qm", "Bundle")
    return tmp_path


@pytest.fixture
def editor(chromium: Any, site: Built, repository: Path) -> Iterator[Editor]:
    """With the policy that the page itself has, as on a server that sends none."""
    with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
        visitor = Visit(chromium, server.url, locale="nl-NL", height=1000)
        yield Editor(visitor, repository)
        visitor.close()
    assert [fault for fault in visitor.faults if not any(each in fault for each in HARMLESS)] == []


def test_a_story_made_in_the_form_passes_the_check(editor: Editor) -> None:
    editor.go("stories/new")
    editor.write("title", "De bel die niemand mist")
    editor.write("summary", "Er woonden er zeven, en iedereen klopte.")
    editor.choose("principles", "Lerend werken")
    editor.choose("themes", "Luisteren")
    editor.choose("audience", "professionals")
    editor.choose("narrator", "een professional")
    editor.write("question", "Wat had jij gedaan met die bel?")
    editor.field("body").get_by_role("textbox").first.click()
    editor.page.keyboard.insert_text(BODY)
    editor.add("relations")
    editor.choose("relations.shows", "Lerend werken (principe)")
    editor.choose("relations.contrasts", "De brandweerman (verhaal)")
    editor.add("cover")
    editor.write("cover.alt", "Een deur zonder bel.")
    picture = {"name": "Deur zonder Bel.svg", "mimeType": "image/svg+xml", "buffer": PICTURE}
    editor.field("cover.image").locator("input[type=file]").first.set_input_files(picture)  # type: ignore[arg-type]
    expect(editor.field("cover.image").locator("img").first).to_be_visible()
    editor.field("passport").get_by_role("button", name="Uitvouwen").first.click()
    editor.field("passport.anonymised").get_by_role("switch").click()
    editor.save()

    written = "content/stories/de-bel-die-niemand-mist.md"
    assert editor.write_back() == ["content/media/deur-zonder-bel.svg", written]
    text = (editor.repository / written).read_text(encoding="utf-8")
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    keys = [line.partition(":")[0] for line in front.splitlines() if not line.startswith(" ")]
    assert keys == [
        *("title", "summary", "principles", "themes", "audience", "narrator", "question"),
        *("relations", "cover", "passport"),
    ]
    assert "  image: deur-zonder-bel.svg\n" in front
    assert "\n  review_by: 20" in front  # a date, so without quotes
    assert body.strip() == BODY
    done = run("struin", "check", "--root", str(editor.repository))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "de-bel-die-niemand-mist" not in done.stdout


def first_of_each_kind() -> list[str]:
    """Of every kind the item with the most in it: its front matter is the longest."""
    chosen = []
    for kind in discover():
        files = (PROJECT / "content" / kind).glob("*.md")
        chosen.append(max(files, key=lambda file: (len(file.read_text("utf-8").split("\n---\n")[0]), file.stem)))
    return [f"{file.parent.name}/{file.stem}" for file in chosen]


def test_what_was_not_touched_stays_the_same(editor: Editor) -> None:
    items = first_of_each_kind()
    before = {item: model(editor.repository, item) for item in items}
    for item in items:
        kind, _, name = item.partition("/")
        editor.go(f"{kind}/entries/{name}")
        summary = editor.page.locator('[data-key-path="summary"]').locator("input, textarea").first
        old = before[item][0].summary
        expect(summary).to_have_value(old)
        summary.fill(f"{old[:-1]}!")
        editor.save()
    assert editor.write_back() == sorted(f"content/{item}.md" for item in items)
    for item in items:
        was, body = before[item]
        now, saved = model(editor.repository, item)
        assert (now, saved.strip("\n")) == (
            was.model_copy(update={"summary": f"{was.summary[:-1]}!"}),
            body.strip("\n"),
        )


def model(root: Path, item: str) -> tuple[Any, str]:
    """The item as its model has it, and its body."""
    kind, _, name = item.partition("/")
    source, faults = read_file(root, root / "content" / kind / f"{name}.md")
    assert source is not None, faults
    return discover()[kind].model.model_validate(as_tuples(source.front)), source.body
