"""Promise 6: what an editor may write survives all the way to the page, and works there under the policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest
import yaml
from playwright.sync_api import Page, expect

from browsing import Server, Visit
from built import Built, build, once
from bundles import project, story

pytestmark = pytest.mark.browser

_ALL: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "vectors" / "good.yml").read_text(encoding="utf-8")
)
# Those that need no other item and no picture or sound.
FORMS = {name: each for name, each in _ALL.items() if not re.search(r"\.md\b|media/", each["body"])}
WORKING = """\
=== "Thuis"

    Thuis is het warm.

=== "Buiten"

    Buiten waait het.

??? note "Wat er achter zit"

    Hierachter zit meer.

- [x] gedaan
- [ ] te doen

Een noot.[^1]

| Dag | Wie |
|:----|----:|
| maandag | zij |

```python
print("jas")
```

[^1]: De noot zelf.
"""


@pytest.fixture(scope="module")
def good(shared: Path) -> Built:
    def make(folder: Path) -> None:
        files = {f"content/stories/vorm-{number}.md": story(name, each["body"]) for number, (name, each) in forms()}
        root = project(folder / "root", {**files, "content/stories/alles.md": story("Alles", WORKING)})
        build(root, folder / "site")

    return Built(once(shared / "good-markdown", make) / "site")


def forms() -> list[tuple[int, tuple[str, dict[str, Any]]]]:
    return list(enumerate(FORMS.items()))


@pytest.fixture
def page(chromium: Any, good: Built) -> Iterator[Page]:
    with Server(good.folder) as server:
        visitor = Visit(chromium, server.url)
        yield visitor.go("stories/alles/")
        visitor.close()
    assert visitor.faults == []


def test_there_are_twenty_forms() -> None:
    assert len(FORMS) >= 20


@pytest.mark.parametrize("name", FORMS)
def test_a_form_reaches_the_page_and_the_page_stays_valid(name: str, good: Built) -> None:
    number = list(FORMS).index(name)
    page = good.item_page(f"stories/vorm-{number}")
    for piece in FORMS[name]["holds"]:
        assert piece in page.html
    parser = html5lib.HTMLParser()
    parser.parse(page.html)
    assert parser.errors == []
    assert len(page.ids) == len(set(page.ids))


def test_no_form_breaks_the_policy_or_asks_for_anything(chromium: Any, good: Built) -> None:
    with Server(good.folder) as server:
        visitor = Visit(chromium, server.url)
        for number, _ in forms():
            expect(visitor.go(f"stories/vorm-{number}/").locator("h1")).to_be_visible()
        visitor.close()
    assert visitor.faults == []


def test_tabs_change_by_mouse_and_by_keyboard(page: Page) -> None:
    expect(page.get_by_text("Thuis is het warm.")).to_be_visible()
    expect(page.get_by_text("Buiten waait het.")).not_to_be_visible()
    page.locator("label", has_text="Buiten").click()
    expect(page.get_by_text("Buiten waait het.")).to_be_visible()
    expect(page.get_by_text("Thuis is het warm.")).not_to_be_visible()
    page.locator(".tabbed-set input:checked").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Thuis is het warm.")).to_be_visible()


def test_what_is_folded_opens_by_mouse_and_by_keyboard(page: Page) -> None:
    hidden = page.get_by_text("Hierachter zit meer.")
    expect(hidden).not_to_be_visible()
    page.locator("summary").filter(has_text="Wat er achter zit").click()
    expect(hidden).to_be_visible()
    page.keyboard.press("Enter")
    expect(hidden).not_to_be_visible()


def test_a_note_leads_there_and_back(page: Page) -> None:
    page.locator(".story__text sup a").click()
    assert re.search(r"#.*fn.*1$", page.url)
    expect(page.get_by_text("De noot zelf.")).to_be_in_viewport()
    page.locator(".footnote a").last.click()
    assert re.search(r"#.*fnref.*1$", page.url)


def test_tables_tasks_and_code_look_like_what_they_are(page: Page) -> None:
    expect(page.locator(".story__text table th").first).to_have_text("Dag")
    align = page.evaluate("() => getComputedStyle(document.querySelectorAll('.story__text td')[1]).textAlign")
    assert align in ("right", "end", "-webkit-right")
    assert page.locator(".story__text input[type=checkbox]").count() == 2
    expect(page.locator(".story__text input[type=checkbox]").first).to_be_checked()
    expect(page.locator(".story__text input[type=checkbox]").first).to_be_disabled()
    assert page.locator(".story__text pre code span").count() > 0
