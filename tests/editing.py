"""The form editor in a browser, opened on a repository: shared by the tests of what it writes and of what it shows.

Sveltia CMS works on a folder that the visitor points out. A headless browser has no dialog for that, so it gets one
from the browser's own file system, filled from the repository and written back to it.
"""

from __future__ import annotations

import base64
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from browsing import Visit
from repositories import git

ADDRESS = "redactie/schrijven/"
PICK = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('repo');"
FILL = """async (files) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("repo", { create: true });
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, data] of Object.entries(files)) {
    const parts = path.split("/"), name = parts.pop();
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await file.write(Uint8Array.from(atob(data), (each) => each.charCodeAt(0)));
    await file.close();
  }
}"""
TAKE = """async () => {
  const found = {};
  async function walk(folder, path) {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));
      }
    }
  }
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("repo"), "");
  return found;
}"""
# What the program itself says while it does nothing wrong.
HARMLESS = ("svelte.dev/e/derived_inert", "allow-scripts and allow-same-origin")


class Editor:
    """The form editor, opened on a repository."""

    def __init__(self, visitor: Visit, repository: Path) -> None:
        self.repository = repository
        visitor.context.add_init_script(PICK)
        self.page: Page = visitor.go(ADDRESS)
        files = git(repository, "-c", "core.quotepath=off", "ls-files").splitlines()
        self.page.evaluate(FILL, {path: self.coded(path) for path in files})
        self.page.locator("#struin-schrijven").click()
        self.page.get_by_role("button", name="Werken met een lokale repository").click()
        expect(self.page.get_by_role("button", name="Nieuw").first).to_be_visible()

    def coded(self, path: str) -> str:
        return base64.b64encode((self.repository / path).read_bytes()).decode()

    def field(self, name: str) -> Locator:
        """A field of the form; those out of sight are only made when they come into it."""
        found = self.page.locator(f'[data-key-path="{name}"]').first
        above = name.rpartition(".")[0]
        if above and not found.count():
            upwards = "(each) => each.scrollIntoView({ block: 'start' })"
            self.page.locator(f'[data-key-path^="{above}."]').last.evaluate(upwards)
        found.scroll_into_view_if_needed()
        return found

    def go(self, place: str) -> None:
        self.page.evaluate("(place) => { location.hash = place; }", f"#/collections/{place}")

    def write(self, name: str, text: str) -> None:
        self.field(name).locator("input, textarea").first.fill(text)

    def choose(self, name: str, label: str) -> None:
        box = self.field(name).get_by_role("combobox").first
        box.click()
        option = self.page.get_by_role("option", name=label, exact=True).filter(visible=True).first
        option.wait_for()
        # The list is a dialog that comes in: a click while it does so is not meant for it.
        self.page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))")
        option.click()
        expect(self.field(name)).to_contain_text(label)

    def add(self, name: str) -> None:
        self.field(name).get_by_role("checkbox").first.click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Opslaan", exact=True).click()
        self.page.wait_for_url(lambda url: "/entries/" not in url and not url.endswith("/new"))
        # The form goes a little later than its address; what is written in it then is written nowhere.
        expect(self.page.locator("[data-key-path]")).to_have_count(0)

    def write_back(self) -> list[str]:
        """Puts what the editor saved into the repository; which files that changed, as Git sees it."""
        for path, data in self.page.evaluate(TAKE).items():
            file = self.repository / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(base64.b64decode(data))
        git(self.repository, "add", "-A")
        return git(self.repository, "diff", "--cached", "--name-only").splitlines()
