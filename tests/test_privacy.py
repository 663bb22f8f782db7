"""The page on privacy names all that is kept in a browser: a new name in a script needs a new line there."""

from __future__ import annotations

import re

from built import PROJECT

SCRIPTS = PROJECT / "src/struin"
# What is kept, by the name it is kept under, and the words that tell it.
TOLD = {
    "seen": "je opende, en wanneer",
    "kept": "Wat je bewaarde",
    "done": "welke oefeningen je af hebt",
    "answers": "Je antwoorden bij een oefening",
    "route": "De route die je loopt",
    "palette": "licht of donker",
    "leaders": "of je leiding geeft",
    "voice": "hoe snel er wordt voorgelezen",
    "stage": "hoe ver je bent in een sessie",
    "plan": "De sessies die je bouwt",
    "plans": "welke je het laatst open had",
    "off": "niets bewaard",
}
_LISTS = re.compile(r"\blist\(\"(\w+)\"\)")
_STORED = re.compile(r"\bstore\.set\((this\.\w+|\w+|\"[^\"]+\"|`\w+:)")
_CONSTANT = re.compile(r"const NAME = \"(\w+)\"")
_KEY = re.compile(r"get key\(\) \{\s*return `(\w+):")
_OFF = re.compile(r"const OFF = `\$\{prefix\}(\w+)`")


def names() -> set[str]:
    """Every name that a script keeps something under."""
    found = set()
    for file in SCRIPTS.rglob("*.js"):
        code = file.read_text(encoding="utf-8")
        found |= {*_LISTS.findall(code), *_OFF.findall(code)}
        for written in _STORED.findall(code):
            if written.startswith(('"', "`")):
                found.add(written.strip('"`').partition(":")[0])
            elif written == "NAME":
                found |= set(_CONSTANT.findall(code))
            elif written == "this.key":
                found |= set(_KEY.findall(code))
            else:
                # `name`: the list of core/element.js, or what mine/element.js puts back; `to`: what was renamed.
                assert written in ("name", "to"), f"{file}: {written}"
    return found


def test_all_that_is_kept_is_told() -> None:
    page = (PROJECT / "docs/privacy.md").read_text(encoding="utf-8")
    assert names() == TOLD.keys()
    assert {name for name, words in TOLD.items() if words not in page} == set()


def test_nothing_else_of_a_browser_keeps_anything() -> None:
    """Only the core touches the storage, and the first script, which reads the colours. On the editors' page, where
    nothing else of ours runs, so does the program that they write in."""
    other = re.compile(r"\b(sessionStorage|indexedDB|cookieStore|caches\.|document\.cookie|localStorage)\b")
    found = {
        file.name + ":" + file.parent.name for file in SCRIPTS.rglob("*.js") if other.search(file.read_text("utf-8"))
    }
    assert found == {"element.js:core", "first.js:struin", "start.js:editor", "index.js:npm"}
