"""From the form to a proposal on GitHub: by who may write there, and by who may not and gets a copy to write in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from playwright.sync_api import Page, expect

import struin.components.editor.component as editor
from browsing import Server, Visit
from built import PROJECT, Built
from editing import ADDRESS, HARMLESS, Editor
from forge import API, TOKEN, GitHub
from struin.components.editor.backend import forge

pytestmark = pytest.mark.browser

BASE = "https://github.com/huis/bundel/edit/main/"
SUMMARY = "Er woonden er zeven, en iedereen klopte."
FILE = "content/stories/de-bel-die-niemand-mist.md"


class Connected(Editor):
    """The form editor of a site whose `repo_url` leads to a GitHub of our own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, token: str = TOKEN) -> None:
        self.page.get_by_role("button", name="Inloggen met een toegangstoken").click()
        self.dialog.get_by_role("textbox").fill(token)
        self.dialog.get_by_role("button", name="Inloggen").click()

    @property
    def dialog(self) -> Any:
        return self.page.get_by_role("alertdialog")

    def tell(self) -> None:
        """A story with all that it needs."""
        self.go("stories/new")
        self.write("title", "De bel die niemand mist")
        self.write("summary", SUMMARY)
        for field, choice in {
            "principles": "Lerend werken",
            "themes": "Luisteren",
            "audience": "professionals",
        }.items():
            self.choose(field, choice)
        self.choose("narrator", "een professional")
        self.write("question", "Wat had jij gedaan met die bel?")
        self.field("body").get_by_role("textbox").first.click()
        self.page.keyboard.insert_text("De deur ging al open voor ik de bel had gevonden.")
        self.field("passport").get_by_role("button", name="Uitvouwen").first.click()
        self.field("passport.anonymised").get_by_role("switch").click()
        self.page.get_by_role("button", name="Opslaan", exact=True).click()


@pytest.fixture
def connected(chromium: Any, site: Built) -> Callable[[GitHub], Any]:
    """The page as it is with `repo_url`: with its own policy, and with GitHub's address as nobody changed it."""
    found = forge(BASE)
    page = site.pages[ADDRESS].html.replace(str(escape(editor.policy(None))), str(escape(editor.policy(found))))
    configuration = json.loads((site.folder / editor.CONFIG).read_text("utf-8"))
    assert found is not None
    configuration["config"]["backend"] |= found.backend()

    @contextmanager
    def opened(github: GitHub) -> Iterator[Connected]:
        with Server(site.folder, headers={"X-Content-Type-Options": "nosniff"}) as server:
            server.extra[ADDRESS] = page.replace('data-connected="no"', 'data-connected="yes"').encode()
            server.extra[editor.CONFIG] = json.dumps(configuration).encode()
            visitor = Visit(chromium, server.url, locale="nl-NL", height=1000)
            visitor.context.route(f"{API}/**", github.answer)
            visitor.expected |= {f"{API}/user", f"{API}/repos/{github.login}/bundel"}  # no such key, no such copy
            visitor.go(ADDRESS).locator("#struin-schrijven").click()
            yield Connected(visitor.page)
            visitor.close()
        harmless = (*HARMLESS, f"asks another host: {API}/", "says error: Error Invalid token")
        assert [fault for fault in visitor.faults if not any(each in fault for each in harmless)] == []
        assert github.unknown == []

    return opened


def story(github: GitHub, repo: str, branch: str) -> str:
    """The file that a branch adds; it changes nothing else."""
    assert github.git(github.repo, "rev-list", "--count", "main").strip() == "1"
    changed = github.git(repo, "diff", "--name-status", f"main...{branch}").split()
    assert changed == ["A", FILE]
    assert github.git(repo, "log", "-1", "--format=%s", branch).strip() == "Nieuw: Verhaal de-bel-die-niemand-mist"
    return github.git(repo, "show", f"{branch}:{FILE}")


def test_what_is_saved_becomes_a_pull_request(connected: Callable[[GitHub], Any], tmp_path: Path) -> None:
    github = GitHub(tmp_path, "huis/bundel", "maker", writes=True)
    github.start(PROJECT / "content")
    with connected(github) as form:
        form.sign_in("not-a-token")
        expect(form.page.get_by_text("Het opgegeven token is ongeldig.")).to_be_visible()
        form.sign_in()
        expect(form.page.get_by_role("button", name="Nieuw").first).to_be_visible()
        form.tell()
        expect(form.dialog).to_contain_text("nog niemand weet ervan")
        branch = "cms/stories/de-bel-die-niemand-mist"
        proposed = {"head": branch, "base": "main", "draft": True, "title": "Nieuw: Verhaal de-bel-die-niemand-mist"}
        (pull,) = github.pulls
        assert {name: pull[name] for name in proposed} == proposed
        assert github.labels == {1: ["sveltia-cms/draft"]}
        text = story(github, "huis/bundel", branch)
        assert text.startswith(
            f"---\ntitle: De bel die niemand mist\nsummary: {SUMMARY}\nprinciples: [lerend-werken]\n"
        )
        assert text.endswith("\n---\nDe deur ging al open voor ik de bel had gevonden.\n")
        form.dialog.get_by_role("button", name="Laat het nalezen").click()
        form.page.wait_for_url("**/collections/stories")
        assert not pull["draft"]
        assert github.labels == {1: ["sveltia-cms/pending_review"]}
        form.page.reload()  # as who comes back another day
        form.go("stories/entries/de-bel-die-niemand-mist")
        expect(form.field("summary").locator("input, textarea").first).to_have_value(SUMMARY)
        expect(form.page.get_by_text("Wordt nagelezen").first).to_be_visible()


def test_who_may_not_write_proposes_from_a_copy(connected: Callable[[GitHub], Any], tmp_path: Path) -> None:
    github = GitHub(tmp_path, "huis/bundel", "maker", writes=False)
    github.start(PROJECT / "content")
    with connected(github) as form:
        form.sign_in()
        expect(form.dialog).to_contain_text("een eigen kopie van de bundel")
        form.dialog.get_by_role("button", name="Maak de kopie").click()
        expect(form.page.get_by_role("button", name="Nieuw").first).to_be_visible()
        form.tell()
        expect(form.dialog).to_contain_text("nog niemand weet ervan")
        branch = "cms/maker/bundel/stories/de-bel-die-niemand-mist"
        assert github.pulls == []
        assert f"summary: {SUMMARY}\n" in story(github, "maker/bundel", branch)
        assert github.branches("huis/bundel") == ["main"]
        form.dialog.get_by_role("button", name="Laat het nalezen").click()
        form.page.wait_for_url("**/collections/stories")
        (pull,) = github.pulls
        assert (pull["head"], pull["base"], pull["draft"]) == (f"maker:{branch}", "main", False)
        assert github.labels == {}  # who may not write may not label
