"""What tests of kept things share: keeping an item, storage that is blocked or full, and texts that would be code."""

from __future__ import annotations

from playwright.sync_api import Page, expect

STORY = "stories/twee-graden/"
QUOTE = "quotes/vader-niet-verschenen/"
EXERCISE = "exercises/vijf-minuten-voor-de-bel/"
# As texts these are harmless. Had one been read as HTML or followed as a link, `window.ran` would be there.
HOSTILE = "\n".join(
    (
        "<img src=x onerror=window.ran=1>",
        "</script><script>window.ran=1</script>",
        "</textarea><svg onload=window.ran=1>",
        "javascript:window.ran=1",
        "{{ 7*7 }} &lt;b&gt; &amp;",
    )
)
BLOCKED = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
FULL = """
const put = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (!key.endsWith(":probe")) throw new DOMException("full", "QuotaExceededError");
  put.call(this, key, value);
};
"""
KEY = "struin:struinen:"


def keep(page: Page, note: str = "") -> None:
    """Keeps the item of the page that is open, with a note if one is given."""
    page.get_by_role("button", name="Bewaar", exact=True).click()
    if note:
        page.get_by_label("Briefje aan jezelf").fill(note)
        page.get_by_role("button", name="Bewaar het briefje").click()
        expect(page.locator(".keep__state")).to_contain_text("Je briefje is bewaard")


def assert_harmless(page: Page) -> None:
    """The hostile text is on the page as it was typed, and nothing of it has become anything else."""
    assert page.evaluate("window.ran") is None
    assert page.locator("img[src=x], svg[onload], a[href^='javascript:']").count() == 0
