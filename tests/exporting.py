"""A bundle with sessions for the tests of exports: plain ones, and texts that break files made without care."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from struin.exports.running_order import RunningOrder
from struin.exports.telling import Told
from struin.pipeline import load
from struin.present import Presenter, Site
from world import bundle_world, front, item

ADDRESS = "https://example.org/struinen/"
# Each is one line of text that the model lets in, and that means something to XML, Markdown, Typst or a calendar.
ODD = (
    r"#strong[x] $x^2$ `raw` @ref // /* c */ = kop *vet* _schuin_ \u{41}",
    r"- 1. + ; , : \n \\ [a](b) ![c](d) {e} | f ~~g~~ &amp; &#60; www.voorbeeld.nl",
    "שלום עולם, مرحبا بالعالم",
    "🎉 漢字 Łódź Şükran ė ﬁ",
    "1. Begint met een nummer",
)
LONG = ("Zin met zeshonderd tekens en een komma, " * 15).strip()[:599]
_PASSPORT = {"origin": "own", "anonymised": True, "licence": "CC BY-SA 4.0", "review_by": "2999-01-01"}


def session(*blocks: dict[str, Any], **values: Any) -> str:
    """A valid session as an editor would write it."""
    usual = {
        "title": "Een sessie",
        "summary": "Een regel die zin geeft om dit open te doen.",
        "principles": ["open"],
        "themes": ["taal"],
        "audience": ["professional"],
        "goal": "Iedereen heeft gezegd wat er niet in het verslag stond.",
        "start": "09:30",
        "group": {"min": 4, "max": 12},
        "room": "Een kring van stoelen en een tafel.",
        "blocks": list(blocks),
        "safety": "Wie niets wil zeggen, zegt niets.",
        "passport": _PASSPORT,
    }
    written = front(**{**usual, **values}) + "De koffie is al op.\n"
    return written.replace("review_by: '2999-01-01'", "review_by: 2999-01-01")


MORNING = session(
    {"own": "welcome", "title": "Jas uit", "minutes": 10, "do": "Hang je jas op.", "note": "Begin op tijd."},
    {"item": "stories/jas", "minutes": 10, "do": "Lees om de beurt voor."},
    {"item": "exercises/kring", "minutes": 15},
    {"own": "break", "title": "Pauze", "minutes": 15, "at": "10:15"},
    {"item": "exercises/kring", "minutes": 20, "note": "Korter kan niet."},
    {"own": "step", "title": "Eén zin voor morgen", "minutes": 10, "at": "10:40", "do": "Schrijf één zin."},
    title="Een ochtend om de tafel",
)
NIGHT = session(
    {"own": "welcome", "title": "Soep", "minutes": 90},
    {"item": "exercises/kring", "minutes": 15},
    {"own": "step", "title": "Naar huis", "minutes": 30, "at": "04:00"},
    title="Een nacht",
    start="01:00",
)
LATE = session(
    {"own": "welcome", "title": "Soep", "minutes": 90},
    {"own": "step", "title": "Naar huis", "minutes": 30, "at": "00:30"},
    title="Tot na middernacht",
    start="22:00",
)
STRANGE = session(
    {"own": "welcome", "title": ODD[0], "minutes": 10, "do": LONG, "note": ODD[1]},
    {"item": "exercises/vreemd", "minutes": 15, "do": ODD[2], "note": ODD[3]},
    title=ODD[3],
    goal=ODD[1],
    room=ODD[0],
    safety=ODD[4] + " en " + ODD[2],
)
FILES: dict[str, str | bytes] = {
    "stories/jas.md": item("stories", title="De jas aan"),
    "quotes/stoel.md": item("quotes", title="Een stoel te veel"),
    "exercises/kring.md": item(
        "exercises",
        title="Wie zit er niet",
        material=["stoelen", "Een pen", "een pen"],
        steps=[
            {"minutes": 5, "do": "Ga zitten. Kijk rond."},
            {"minutes": 10, "do": "Vertel wat je zag.", "note": "Vraag door naar wie er niet is."},
        ],
    ),
    "exercises/vreemd.md": item(
        "exercises",
        title="Vreemde tekens",
        goal=ODD[1],
        material=[ODD[0]],
        steps=[{"minutes": 15, "do": ODD[0], "note": LONG}],
        debrief=[ODD[1], ODD[2]],
        safety=ODD[3] + ODD[3],
    ),
    "sessions/ochtend.md": MORNING,
    "sessions/nacht.md": NIGHT,
    "sessions/laat.md": LATE,
    "sessions/vreemd.md": STRANGE,
}


@cache
def presenter(address: str | None = None) -> Presenter:
    """Of that bundle, loaded once for all tests of a process."""
    root = bundle_world(Path(mkdtemp(prefix="struin-exporting-")), FILES)
    return Presenter(load(root), Site(True, None, address))


def said(told: Told) -> list[str]:
    """Every text that a reader of any format should find, in the order in which it is told."""
    found = [told.title, told.goal, *(text for _, text in told.facts)]
    found += [text for block in told.blocks for text in (block.times, block.title)]
    found += [*told.material, told.safety]
    for block in told.blocks:
        found += [block.title, block.about, *block.remarks]
        for passage in block.passages:
            found += [text for line in passage.lines for text in (line.lead, line.text, line.note) if text]
    return found


def missing(texts: list[str], where: str) -> list[str]:
    """Which of the texts are not found one after the other in a larger one. White space makes no difference."""
    whole, at, lost = plain(where), 0, []
    for text in texts:
        found = whole.find(plain(text), at)
        if found < 0:
            lost.append(text)
        else:
            at = found
    return lost


def plain(text: str) -> str:
    """Without white space, marks that only turn the writing round, and differences of form (a ligature)."""
    return re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad]+", "", unicodedata.normalize("NFKC", text))


def order_of(name: str) -> RunningOrder:
    from struin.exports.running_order import running_order

    return running_order(presenter(), f"sessions/{name}")
