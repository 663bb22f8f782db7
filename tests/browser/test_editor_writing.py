"""How the form editor writes a file: as editors write it by hand, and so that every text is read as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from browsing import Server, Visit
from built import Built
from struin.components.editor.component import FOLDER
from struin.frontmatter import FORBIDDEN, read_front

pytestmark = pytest.mark.browser

Write = Callable[[list[dict[str, Any]]], list[str]]
# What YAML takes for something else, in a value that stands alone, in a list and in a pair.
ODD = [
    *("a: b", "a #b", "a:", "- a", "-", "--- a", "? a", ": a", "# a", "[a]", "{a}", "a, b", "&a", "*a", "!a", "|", ">"),
    *("'a'", '"a"', "‘a’", "%a", "@a", "`a`", "~", "null", "true", "No", "on", "y", "", " a", "a ", "a\\b", 'a"b', "="),
    *("<<", "1", "-1", "1.5", "1e3", "0x1f", "0o7", "1_000", "13:30", "1:30:00", "2027-9-1", "2027", ".5", "+1"),
    *("1,5", "12 uur", "0800-2000 bellen", "3-1", "🙂 een gezin", "a\tb", "\ta", "a\u00a0", "\u00a0a", "a\u00a0: b"),
    *(".inf", "x" * 900),
]  # fmt: skip


def is_text(value: str) -> bool:
    """What may stand in a field: characters that editors are allowed, and not a date, which is written as one."""
    return not FORBIDDEN.search(value) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)


TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(is_text), max_size=30)


@pytest.fixture(scope="module")
def write(chromium: Any, site: Built) -> Iterator[Write]:
    with Server(site.folder) as server:
        visitor = Visit(chromium, server.url)
        page = visitor.go("404.html")
        script = "async ([path, items]) => items.map((await import(path)).toFile)"
        yield lambda items: page.evaluate(script, [f"{server.url}{FOLDER}writing.js", items])
        visitor.close()


@given(TEXTS)
@example(ODD)
@settings(max_examples=40)
def test_every_text_is_read_as_it_was(write: Write, texts: list[str]) -> None:
    front = {
        "each": {f"in-{number}": text for number, text in enumerate(texts)},
        "list": texts,
        "pairs": [{"do": text, "note": text, "minutes": 5} for text in texts],
        "last": {"of": texts},
    }
    (file,) = write([{**front, "body": "Tekst.\n"}])
    head, _, body = file.removeprefix("---\n").partition("\n---\n")
    read, findings = read_front(f"{head}\n", "x.md", most=10**6)
    assert findings == []
    assert read is not None
    assert (read.values, body) == (front, "Tekst.\n")


def test_a_file_in_the_usual_style_stays_the_same_to_the_letter(write: Write) -> None:
    def plain(value: Any) -> Any:
        """As the program has it: dates are texts."""
        if isinstance(value, dict):
            return {name: plain(each) for name, each in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return value if isinstance(value, str | int | float | bool | None) else value.isoformat()

    text = """\
---
title: "Eén ding: de sleutel"
summary: Bij de deur staan zeven paar schoenen. Er wonen er drie.
principles: [kijken-naar-het-hele-gezin]
audience: [professional, team-leader]
start: "13:30"
group: {min: 4, max: 12}
material: []
steps:
  - minutes: 5
    do: Ga zitten.
  - do: "Zeg: ja."
debrief:
  - Wie miste je?
relations:
  shows: [principles/kijken-naar-het-hele-gezin, quotes/zeven-paar-schoenen]
passport:
  origin: composed
  anonymised: true
  licence: CC BY-SA 4.0
  review_by: 2027-09-01
---
Ik telde ze terwijl ze thee zette…
"""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    read, _ = read_front(f"{head}\n", "x.md")
    assert read is not None
    assert write([{**plain(read.values), "body": body}]) == [text]
