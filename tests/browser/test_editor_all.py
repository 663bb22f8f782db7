"""Every item of the bundle, opened in the form, changed in one field and saved: all else stays as it was.

Fields come into a form when they come into sight. Here only the first of them do, so that it takes a minute and not
five; with STRUIN_ALL_ITEMS=1 the window is so high that all do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Server, Visit
from built import PROJECT, Built
from editing import HARMLESS, Editor
from repositories import git
from struin.frontmatter import as_tuples
from struin.slices import discover
from struin.source import read_file

pytestmark = pytest.mark.browser

HEIGHT = 6000 if os.environ.get("STRUIN_ALL_ITEMS") else 1000
WIDTH = 800  # too narrow for a preview beside the form
AT_ONCE = 20
# An editor who goes from one item to the next, and does not go back to the list in between.
STAY = """if (location.protocol.startsWith("http") && !localStorage.getItem("sveltia-cms.prefs")) {
  localStorage.setItem("sveltia-cms.prefs", JSON.stringify({ closeOnSave: false, useDraftBackup: false }));
}"""
CHANGE = """async (items) => {
  const until = (found, what) => new Promise((done, fail) => {
    const began = performance.now();
    (function look() {
      const result = found();
      if (result) done(result);
      else if (performance.now() - began > 30_000) fail(new Error(what));
      else setTimeout(look, 5);
    })();
  });
  const box = () => document.querySelector('[data-key-path="summary"] :is(input, textarea)');
  const button = () => [...document.querySelectorAll("button")].find((each) => each.textContent.trim() === "Opslaan");
  for (const [item, old, changed] of items) {
    const [kind, name] = item.split("/");
    location.hash = `#/collections/${kind}/entries/${name}`;
    await until(() => box()?.value === old, `${item} does not open`);
    box().value = changed;
    box().dispatchEvent(new Event("input", { bubbles: true }));
    (await until(() => button() && !button().disabled && button(), `${item} cannot be saved`)).click();
    await until(() => button()?.disabled && box()?.value === changed, `${item} is not saved`);
  }
}"""


@pytest.fixture(scope="module")
def editor(chromium: Any, site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One editor on one repository for all kinds."""
    repository = tmp_path_factory.mktemp("repository")
    shutil.copytree(PROJECT / "content", repository / "content")
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", "content")
    git(repository, "commit", "-qm", "Bundle")
    with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
        visitor = Visit(chromium, server.url, locale="nl-NL", width=WIDTH, height=HEIGHT)
        visitor.context.add_init_script(STAY)
        yield Editor(visitor, repository)
        visitor.close()
    assert [fault for fault in visitor.faults if not any(each in fault for each in HARMLESS)] == []


def model(kind: str, file: Path) -> tuple[Any, str]:
    """The item as its model has it, and its body."""
    source, faults = read_file(file.parents[2], file)
    assert source is not None, faults
    return discover()[kind].model.model_validate(as_tuples(source.front)), source.body


@pytest.mark.parametrize("kind", discover())
def test_all_items_stay_the_same_but_for_what_was_changed(kind: str, editor: Editor) -> None:
    files = sorted((PROJECT / "content" / kind).glob("*.md"))
    before = {file.stem: model(kind, file) for file in files}
    changed = {name: f"{item.summary[:-1]}!" for name, (item, _) in before.items()}
    items = [[f"{kind}/{name}", item.summary, changed[name]] for name, (item, _) in before.items()]
    for start in range(0, len(items), AT_ONCE):
        editor.page.evaluate(CHANGE, items[start : start + AT_ONCE])
    assert set(editor.write_back()) >= {f"content/{kind}/{file.name}" for file in files}
    for name, (item, body) in before.items():
        saved = model(kind, editor.repository / "content" / kind / f"{name}.md")
        assert saved == (item.model_copy(update={"summary": changed[name]}), body), name
