"""Exercises in a text: cut out before Markdown sees it, read by one grammar, told of at the line where they stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from struin.diagnostics import Diagnostic
from struin.markup import Block, Body, Job, render_one

PATH = "content/stories/jas.md"
GOOD = """\
/// choice | id: jas-aan
    several: no

Ze doet open met haar **jas** nog aan.

Wat doe je?

- [ ] Je vraagt [hoe het gaat](../stories/hoe.md).
  > Ze zegt: *goed*.
  >
  > Wat zou ze anders zeggen?
- [x] Je wacht.
  En je kijkt.

  > Zij ook.

Hint: Kijk naar haar.

Hint: Kijk naar de deur.

Daarna: Tel vandaag de jassen.

En morgen weer.
///
"""


def rendered(body: str, line: int = 1) -> Body:
    return render_one(Job(PATH, body, line))


def block(body: str) -> Block:
    made = rendered(body)
    assert made.diagnostics == ()
    (only,) = made.interactions
    return only


def codes(body: Body) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in body.diagnostics]


def only_code(found: tuple[Diagnostic, ...]) -> str:
    (finding,) = found
    return f"{finding.place.line}:{finding.place.column} {finding.code}"


# --- The grammar


def test_everything_that_a_block_holds_is_found() -> None:
    made = block(GOOD)
    assert (made.type, made.id, made.place.line) == ("choice", "jas-aan", 1)
    assert {name: option.value for name, option in made.options.items()} == {"several": "no"}
    assert made.prompt
    assert made.prompt.html == "<p>Ze doet open met haar <strong>jas</strong> nog aan.</p>\n<p>Wat doe je?</p>"
    first, second = made.entries
    assert first.text.html.startswith('Je vraagt <a href="item:stories/hoe"')
    assert (first.checked, second.checked) == (False, True)
    assert first.note
    assert first.note.html == "<p>Ze zegt: <em>goed</em>.</p>\n<p>Wat zou ze anders zeggen?</p>"
    assert second.text.text == "Je wacht. En je kijkt."
    assert second.note
    assert second.note.text == "Zij ook."
    assert [hint.text for hint in made.hints] == ["Kijk naar haar.", "Kijk naar de deur."]
    assert made.after
    assert made.after.html == "<p>Tel vandaag de jassen.</p>\n<p>En morgen weer.</p>"


def test_the_text_around_it_stays_and_a_mark_is_in_its_place() -> None:
    made = rendered(f"Vooraf.\n{GOOD}Achteraf.\n")
    assert made.html.strip() == "<p>Vooraf.</p>\n<!--interaction:0-->\n<p>Achteraf.</p>"
    assert made.text.splitlines() == ["Vooraf.", "Ze doet open met haar jas nog aan.", "Wat doe je?", "Achteraf."]


def test_links_in_a_block_are_links_of_the_text() -> None:
    made = rendered(f"Zie [dit](../stories/dit.md).\n\n{GOOD}", 10)
    assert [(link.target, link.place.line, link.place.column) for link in made.links] == [
        ("stories/dit", 10, 11), ("stories/hoe", 19, 32),
    ]  # fmt: skip


def test_parts_have_a_title_an_id_a_lead_and_entries() -> None:
    made = block(
        "/// branch | id: deur\n\nBegin.\n\n## De *deur* {#de-deur}\n\nHij staat open.\n\n- Naar binnen => de-gang\n"
        "- Weg => weg\n\n## Weg\n\nJe loopt.\n///\n"
    )
    door, away = made.parts
    assert (door.id, door.title.html, door.place.line) == ("de-deur", "De <em>deur</em>", 5)
    assert door.lead
    assert door.lead.text == "Hij staat open."
    assert [(entry.text.text, entry.target and entry.target.text) for entry in door.entries] == [
        ("Naar binnen", "de-gang"), ("Weg", "weg"),
    ]  # fmt: skip
    assert (away.id, away.title.text, away.entries) == ("", "Weg", ())


def test_gaps_are_kept_apart_from_markdown() -> None:
    made = block(
        "/// gap | id: woorden\n\nVul in.\n\nEen goed gesprek is [[_luisteren_|horen]] *en* [[+mag|-moet]].\n///\n"
    )
    assert made.prompt
    assert [gap.text for gap in made.prompt.gaps] == ["_luisteren_|horen", "+mag|-moet"]
    assert [(gap.place.line, gap.place.column) for gap in made.prompt.gaps] == [(5, 21), (5, 48)]
    assert "is <!--gap:0--> <em>en</em> <!--gap:1-->." in made.prompt.html


def test_numbers_and_words_of_another_language_are_known() -> None:
    made = block(
        "/// order | id: eerst\n\nZet op volgorde.\n\n1. Bellen\n2. Gaan\n10) Koffie\n\nAfterwards: Klaar.\n///\n"
    )
    assert [(entry.numbered, entry.text.text) for entry in made.entries] == [
        (True, "Bellen"), (True, "Gaan"), (True, "Koffie"),
    ]  # fmt: skip
    assert made.after
    assert made.after.text == "Klaar."


def test_code_in_a_prompt_may_look_like_anything() -> None:
    made = block("/// choice | id: code\n\nKijk:\n\n```\n- [ ] geen antwoord\n///\n## kop\n```\n\n- [x] Ja\n///\n")
    assert len(made.entries) == 1
    assert made.parts == ()


# --- What is none


@pytest.mark.parametrize(
    "text",
    [
        "/// details | Meer\nTekst.\n///\n",
        "/// note\nTekst.\n///\n",
        "/// tab | Een\nTekst.\n///\n",
        "```\n/// choice | id: code\n///\n```\n",
        "~~~ md\n/// choice | id: code\n\n- [x] a\n///\n~~~\n",
        "<!--\n/// choice | id: weg\n\n- [x] a\n///\n-->\n\nTekst.\n",
        "Kijk op file:///tmp en ///\n",
        "Een /// choice midden in een regel.\n",
    ],
)
def test_what_is_no_exercise_is_left_alone(text: str) -> None:
    made = rendered(text)
    assert (made.interactions, made.diagnostics) == ((), ())
    assert "interaction" not in made.html


def test_an_author_cannot_forge_a_mark() -> None:
    made = rendered(f"<!--interaction:0-->\n\n{GOOD}\n\n`<!--interaction:0-->`\n")
    assert made.html.count("<!--") == 1


# --- Faults, each at its place

FAULTY = [
    ("/// choice\n\nVraag?\n\n- [x] a\n///\n", "1:1 interaction-id-missing"),
    ("/// choice | jas\n\nVraag?\n///\n", "1:1 interaction-id-missing"),
    ("/// choice | id: Jas Aan\n\nVraag?\n///\n", "1:1 interaction-id-missing"),
    ("/// choice | id: Jas_aan\n\nVraag?\n///\n", "1:18 interaction-id-form"),
    ("Tekst.\n\n/// choice | id: jas\n\nVraag?\n", "3:1 interaction-unclosed"),
    ("/// choice | id: jas\n///\n", "1:1 interaction-empty"),
    ("/// choice | id: jas\n    geen instelling\n\nVraag?\n///\n", "2:5 interaction-option-form"),
    ("/// choice | id: jas\n    a: b\n    a: c\n\nVraag?\n///\n", "3:5 interaction-option-twice"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] a\n> b\n///\n", "6:1 interaction-note-not-indented"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] a\n  - b\n///\n", "6:1 interaction-list-in-list"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] a\n  >\n///\n", "6:4 interaction-feedback-empty"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ]\n///\n", "5:1 interaction-entry-empty"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] a\n\nZomaar.\n///\n", "7:1 interaction-stray"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] > a\n///\n", "5:7 interaction-line-not-plain"),
    ("/// choice | id: jas\n\nVraag?\n\n### Kop\n///\n", "5:1 interaction-heading"),
    ("/// choice | id: jas\n\nVraag?\n\n##  {#x}\n///\n", "5:1 interaction-part-nameless"),
    ("/// choice | id: jas\n\nVraag?\n\n## Kop {#Kop}\n///\n", "5:10 interaction-part-id"),
    ("/// choice | id: jas\n\nVraag?\n\nHint:\n///\n", "5:1 interaction-keyword-empty"),
    ("- lijst\n\n  /// choice | id: jas\n", "3:3 interaction-indented"),
    ("/// details | Meer\n\n/// choice | id: jas\n///\n\nTekst.\n///\n", "3:1 interaction-nested"),
    ("<div>\n/// choice | id: jas\n\nVraag?\n///\n</div>\n", "2:1 interaction-no-place"),
    ("/// choice | id: jas\n\nVraag?[^1]\n\n[^1]: Noot.\n///\n", "3:1 interaction-has-id"),
    ("/// choice | id: jas\n\nVraag <blink>?\n///\n", "3:7 html-tag-refused"),
    ("/// choice | id: jas\n\nVraag?\n\n- [ ] a\n  > b <script>\n///\n", "6:7 html-tag-refused"),
]


@pytest.mark.parametrize(("text", "told"), FAULTY, ids=[told for _, told in FAULTY])
def test_a_fault_is_told_at_its_place(text: str, told: str) -> None:
    assert only_code(rendered(text).diagnostics) == told


def test_two_of_the_same_name_in_a_text_are_told() -> None:
    made = rendered(f"{GOOD}\n{GOOD}", 20)
    assert codes(made) == [("interaction-id-twice", 45, 1)]
    assert made.diagnostics[0].values["line"] == 20


def test_a_block_that_is_not_closed_ends_where_the_next_begins() -> None:
    made = rendered("/// choice | id: een\n\nVraag?\n\n/// choice | id: twee\n\nNog een?\n///\n\nTekst.\n")
    assert codes(made) == [("interaction-unclosed", 1, 1)]
    assert [each.id for each in made.interactions] == ["een", "twee"]
    assert "<p>Tekst.</p>" in made.html


def test_faults_outside_keep_their_line() -> None:
    assert codes(rendered(f"{GOOD}\n<blink>\n", 5))[0][1:] == (30, 1)


# --- Whatever is written

LINES = """\
/// choice | id: een
/// choice | id: twee
///
////
/// details | x
    several: yes
- [ ] a
- [x] b => c
  > feedback
> quote
  - nested
## Kop {#kop}
# x
Hint: h
Daarna:
Tekst [[gat]] *x*
```
~~~
<!--
-->
<div>
</div>
1. een

[^1]: noot
| a | b |
<script>alert(1)</script>
[x](javascript:y)
""".splitlines()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=24))
def test_whatever_is_written_the_outcome_is_safe_and_every_line_is_there(lines: list[str]) -> None:
    text = "\n".join(lines)
    made = rendered(text, 7)
    last = 7 + text.count("\n")
    assert all(7 <= each.place.line <= last + 1 and each.place.column >= 1 for each in made.diagnostics)
    marks = re.findall(r"<!--.*?-->", made.html)
    own = [f"<!--interaction:{number}-->" for number in range(len(made.interactions))]
    assert set(marks) <= set(own)
    if not made.diagnostics:
        assert marks == own
    whole = made.html + "".join(str(each) for each in made.interactions)
    assert "<script" not in whole
    assert 'href="javascript' not in whole
