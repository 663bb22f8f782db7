"""Issue forms: what GitHub takes, all that a kind has, and the way back from what somebody filled in to an item's file.

A filled-in form is put together here as GitHub does it: `### title`, an empty line, the answer or `_No response_`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from built import PROJECT
from struin.cli import main
from struin.issue_form import FOLDER, KINDS, OURS, Question, issue_form, issue_forms, likeness, questions
from struin.proposal import MOST, as_file, fits, read_proposal
from struin.settings import read_settings
from struin.slices import discover, words
from struin.source import Source, read_file, read_tree
from world import bundle_world, make_world

COLLECTIONS = discover()
SETTINGS = read_settings(PROJECT)[0]
assert SETTINGS is not None
ASKED = {kind: questions(COLLECTIONS[kind], words("nl"), SETTINGS) for kind in KINDS}
TODAY = date(2026, 11, 22)
EACH_KIND = pytest.mark.parametrize("kind", KINDS)
SOURCES = [source for source in read_tree(PROJECT, tuple(COLLECTIONS))[0] if source.collection in KINDS]


def at(front: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = front
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def without(front: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Front matter without what is ours to say; an empty list says the same as none."""
    kept = {}
    for name, value in front.items():
        if f"{above}{name}" not in OURS and value != []:
            kept[name] = without(value, f"{above}{name}.") if isinstance(value, dict) else value
    return kept


def chosen(question: Question, value: str) -> str:
    return next(word for word, option in question.options.items() if option == value)


def answer(question: Question, front: Mapping[str, Any], body: str) -> str:
    """What a person would fill in, so that it says what an item says."""
    value = at(front, question.path) if question.path else body
    if question.shape == "yes":
        return f"- [{'X' if value else ' '}] Ja, alles is eruit waaraan iemand te herkennen is"
    if question.shape in ("first", "others"):
        value = value[:1] if question.shape == "first" else value[1:]
        return ", ".join(chosen(question, each) for each in value)
    if value is None:
        return ""
    if question.shape == "choices":
        return ", ".join(chosen(question, each) for each in value)
    if question.shape == "choice":
        return chosen(question, value)
    if question.shape == "date":
        return f"{value.day}-{value.month}-{value.year}"
    if question.shape == "rows":
        return "\n".join(" | ".join(part_of(part, row) for part in question.parts).rstrip(" |") for row in value)
    return "\n".join(value) if question.shape == "lines" else str(value)


def part_of(part: Question, row: Mapping[str, Any]) -> str:
    value = row.get(part.path[-1])
    return "" if value is None else str(chosen(part, value) if part.options else value).replace("|", "\\|")


def form(asked: Sequence[Question], answers: Mapping[str, str]) -> str:
    """An issue as GitHub makes it from a form; `answers` by the question's title."""
    assert answers.keys() <= {question.label for question in asked}
    return "\n\n".join(f"### {each.label}\n\n{answers.get(each.label) or '_No response_'}" for each in asked)


def filled(source: Source) -> dict[str, str]:
    return {each.label: answer(each, source.front, source.body) for each in ASKED[source.collection]}


def read_back(folder: Path, kind: str, text: str) -> Source:
    """What the reader of items makes of the file that a form became."""
    proposal, findings = read_proposal(text, ASKED[kind], SETTINGS, TODAY)  # type: ignore[arg-type]
    assert proposal is not None, findings
    make_world(folder, {f"content/{kind}/proef.md": as_file(proposal)})
    source, found = read_file(folder, Path(f"content/{kind}/proef.md"))
    assert source is not None, found
    assert found == []
    return source


# The forms


@EACH_KIND
def test_a_form_keeps_to_what_github_takes(kind: str) -> None:
    """Source: GitHub's documentation, 'Syntax for GitHub's form schema' and 'Common validation errors'."""
    made = issue_form(COLLECTIONS[kind], words("nl"), SETTINGS)  # type: ignore[arg-type]
    assert made.keys() == {"name", "description", "title", "body"}
    assert all(isinstance(made[key], str) and len(made[key]) >= 3 for key in ("name", "description", "title"))
    asked = [element for element in made["body"] if element["type"] != "markdown"]
    for element in asked:
        attributes = element["attributes"]
        assert element["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element["id"])
        assert attributes["label"].strip() == attributes["label"] != ""
        assert "\n" not in attributes["label"] + attributes["description"]
        allowed = {"label", "description"}
        if element["type"] == "dropdown":
            allowed |= {"multiple", "options"}
            options = attributes["options"]
            assert options
            assert all(isinstance(option, str) and option.casefold() != "none" for option in options)
            assert len({option.casefold() for option in options}) == len(options)
            # Several choices are written with a comma between them.
            assert not attributes["multiple"] or not any("," in option for option in options)
        if element["type"] == "checkboxes":
            assert "validations" not in element
            assert [option.keys() for option in attributes["options"]] == [{"label", "required"}]
            allowed |= {"options"}
        else:
            assert isinstance(element["validations"]["required"], bool)
        assert attributes.keys() == allowed
    assert len({element["id"] for element in asked}) == len(asked)
    assert len({likeness(element["attributes"]["label"]) for element in asked}) == len(asked)


@EACH_KIND
def test_what_must_be_there_must_be_filled_in(kind: str) -> None:
    needed = {".".join(each.path) for each in ASKED[kind] if each.required}
    assert {
        "title",
        "summary",
        "principles",
        "themes",
        "audience",
        "passport.origin",
        "passport.anonymised",
        "",
    } <= needed
    assert not any(path.startswith(("relations", "passport.consent")) for path in needed)


@EACH_KIND
def test_every_field_of_the_model_is_asked_or_ours(kind: str) -> None:
    asked = {each.path[0] for each in ASKED[kind] if each.path}
    assert set(COLLECTIONS[kind].model.model_fields) - asked == {each for each in OURS if "." not in each}


def test_the_committed_forms_are_those_that_the_models_make() -> None:
    made = dict(issue_forms(COLLECTIONS, words("nl"), SETTINGS))  # type: ignore[arg-type]
    there = {file.name: file.read_text(encoding="utf-8") for file in (PROJECT / FOLDER).iterdir()}
    assert there == made, "run struin schema"
    assert len(there) == len(KINDS) + 1
    forms = [yaml.safe_load(text) for name, text in there.items() if name != "config.yml"]
    assert len({form["name"] for form in forms}) == len(forms)


# The way back


def test_every_item_of_the_bundle_can_be_filled_in_and_comes_back_as_it_was(tmp_path: Path) -> None:
    different = []
    for source in SOURCES:
        back = read_back(tmp_path, source.collection, form(ASKED[source.collection], filled(source)))
        same = without(back.front) == without(source.front) and back.body.strip() == source.body.strip()
        different += [] if same else [(source.path, without(source.front), without(back.front))]
    assert different == []
    assert len(SOURCES) > 150


def test_a_form_is_told_from_those_of_other_kinds_by_its_titles() -> None:
    first = {source.collection: source for source in SOURCES}
    for kind, source in first.items():
        text = form(ASKED[kind], filled(source)).replace("\n", "\r\n")
        assert [each for each in KINDS if fits(text, ASKED[each])] == [kind]
    assert first.keys() == set(KINDS)


STORY = next(source for source in SOURCES if source.collection == "stories" and "relations" in source.front)
STORIES = ASKED["stories"]
LABEL = {each.path: each.label for each in STORIES}
TITLE, SUMMARY, BODY = LABEL[("title",)], LABEL[("summary",)], LABEL[()]
# Whatever is in an answer, it is that answer and nothing else. Texts of more lines are one line, but in the body.
HOSTILE = [
    "---",
    "---\ndraft: true\n---",
    "...\n---\ntitle: Anders",
    "Een jas\ntitle: Een ander",
    "Een jas\npassport:\n  origin: own",
    "title: Een ander",
    "### Een kop die geen vraag is",
    "### Titel van iets",
    "#### Titel",
    " ### Titel",
    "`### Titel`",
    "{{ 7 * 7 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{# weg #}",
    "{{ config.load_file('x: !!python/object/apply:os.system [id]') }}",
    "!!python/object/apply:os.system [touch x]",
    "&anker *anker",
    "<<: *anker",
    "? sleutel\n: waarde",
    "[1, 2",
    "{a: 1}",
    "| meer\n  regels",
    "> gevouwen",
    "'enkel",
    '"dubbel',
    '"dubbel"',
    "\\x41\\n\\u0041",
    "a: b # c",
    "# commentaar",
    "@naam",
    "`id` $(id) ; touch x && echo ${{ github.token }}",
    "::set-output name=x::y",
    "::error file=x::y",
    "%0A%0Dtitle: x",
    "no",
    "null",
    "~",
    "true",
    "2027-01-01",
    "0x1F",
    "1_000",
    "- [x] Ja, alles is eruit waaraan iemand te herkennen is",
    "_No response_ en verder",
    "--8<-- 'mkdocs.yml'",
    "../../../../etc/passwd",
    "C:\\CON",
    "tab\there",
    "een\u00a0vaste spatie",
    "[x]: javascript:alert(1)",
    "![x](https://example.org/x.png)",
    "https://example.org/struin/stories/de-jas/",
    "a" * 7000,
]


def on_one_line(text: str) -> str:
    return " ".join(line.strip(" \t") for line in text.split("\n") if line.strip(" \t"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_answer_stays_the_text_of_that_answer(tmp_path: Path, text: str) -> None:
    whole = read_back(tmp_path, "stories", form(STORIES, filled(STORY)))
    for label, name in ((TITLE, "title"), (SUMMARY, "summary"), (LABEL[("question",)], "question")):
        back = read_back(tmp_path, "stories", form(STORIES, {**filled(STORY), label: text}))
        assert back.front == {**whole.front, name: on_one_line(text)}
        assert back.body == whole.body
    back = read_back(tmp_path, "stories", form(STORIES, {**filled(STORY), BODY: text}))
    assert back.front == whole.front
    assert back.body == f"{text.rstrip()}\n"


# What could be read in two ways, or by nobody, is told.
TOLD: dict[str, tuple[str, str]] = {
    "a question's title in the body": (BODY, f"Er was eens.\n\n### {TITLE}\n\nAnders"),
    "a question's title in an answer": (SUMMARY, f"Een zin.\n### {BODY}\n\nAnders"),
    "with blanks after it": (SUMMARY, f"Een zin.\n### {TITLE}  \n\nAnders"),
    "by another line end": (SUMMARY, f"Een zin.\r### {TITLE}\rAnders"),
    "by a line end of Windows": (SUMMARY, f"Een zin.\r\n### {TITLE}\r\nAnders"),
    "a zero byte": (TITLE, "Een jas\0"),
    "an escape": (BODY, "Een \x1b[31mjas"),
    "a line separator": (TITLE, "Een jas\u2028title: x"),
    "a next line": (TITLE, "Een jas\x85title: x"),
    "a turned direction": (TITLE, "Een \u202esaj"),
    "half a character": (BODY, "Een \ud800jas"),
    "a byte order mark": (TITLE, "\ufeffEen jas"),
    "nothing": (TITLE, "_No response_"),
    "only blanks": (BODY, " \n\t\n "),
    "a megabyte": (BODY, "Een jas. " * 120_000),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_could_be_read_in_two_ways_is_told_and_not_read(case: str) -> None:
    label, text = TOLD[case]
    proposal, findings = read_proposal(form(STORIES, {**filled(STORY), label: text}), STORIES, SETTINGS, TODAY)  # type: ignore[arg-type]
    assert proposal is None
    assert len(findings) == 1
    assert findings[0].message().endswith(".")


def test_titles_that_were_taken_away_or_moved_are_told() -> None:
    text = form(STORIES, filled(STORY))
    for wrong in ("", "Hallo", text.replace(f"### {TITLE}\n", ""), text.partition(f"### {BODY}")[0]):
        assert read_proposal(wrong, STORIES, SETTINGS, TODAY)[0] is None  # type: ignore[arg-type]
        assert not fits(wrong, STORIES)
    moved = form(STORIES[::-1], filled(STORY))
    proposal, findings = read_proposal(moved, STORIES, SETTINGS, TODAY)  # type: ignore[arg-type]
    assert (proposal, [each.code for each in findings]) == (None, ["form-order"])


LINES = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [*HOSTILE[:-1], f"### {TITLE}", "\r", "\n"]
)


@settings(max_examples=150, deadline=None)
@given(title=st.lists(LINES, max_size=3).map("\n".join), body=st.lists(LINES, max_size=5).map("\n".join))
def test_any_text_is_told_or_comes_back_in_its_own_place(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: str
) -> None:
    text = form(STORIES, {**filled(STORY), TITLE: title, BODY: body})
    proposal, findings = read_proposal(text, STORIES, SETTINGS, TODAY)  # type: ignore[arg-type]
    assert (proposal is None) == bool(findings)
    if proposal is None:
        return
    folder = make_world(tmp_path_factory.mktemp("any"), {"content/stories/proef.md": as_file(proposal)})
    back, found = read_file(folder, Path("content/stories/proef.md"))
    assert back is not None
    assert found == []
    assert without(back.front) == {**without(STORY.front), "title": on_one_line(title.replace("\r", "\n"))}
    assert back.body.split() == body.split()


ROWS = next(source for source in SOURCES if source.collection == "sessions")


def test_a_bar_in_a_text_parts_nothing_and_too_many_parts_are_told(tmp_path: Path) -> None:
    asked = ASKED["sessions"]
    blocks = next(each for each in asked if each.path == ("blocks",))
    lines = "- 10 | | Welkom | Koffie \\| thee\n\n* 30 | https://example.org/struin/exercises/teken-de-keuken/"
    back = read_back(tmp_path, "sessions", form(asked, {**filled(ROWS), blocks.label: lines}))
    assert back.front["blocks"] == [
        {"minutes": 10, "own": "welcome", "title": "Koffie | thee"},
        {"minutes": 30, "item": "exercises/teken-de-keuken"},
    ]
    text = form(asked, {**filled(ROWS), blocks.label: "10 | a | b | c | d | e | f | g"})
    _, findings = read_proposal(text, asked, SETTINGS, TODAY)  # type: ignore[arg-type]
    assert [each.code for each in findings] == ["form-parts"]
    assert text.split("\n")[findings[0].place.line - 1].startswith("10 | a")


def test_an_address_is_an_id_only_where_an_item_is_asked_for(tmp_path: Path) -> None:
    label = LABEL[("relations", "deepens")]
    lines = "- https://example.org/struin/stories/de-jas/?q=1#tekst\nstories/de-trui\nhttps://example.org/"
    back = read_back(tmp_path, "stories", form(STORIES, {**filled(STORY), label: lines}))
    assert back.front["relations"]["deepens"] == ["stories/de-jas", "stories/de-trui", "https://example.org/"]
    # Long ones are not looked at: that could take minutes.
    text = form(STORIES, {**filled(STORY), label: "https://" + "a-" * 50_000})
    assert read_proposal(text, STORIES, SETTINGS, TODAY)[0] is not None  # type: ignore[arg-type]


def test_other_readers_of_yaml_read_the_same(tmp_path: Path) -> None:
    for text in ("14:05", "09:30", "yes", "No", "on", "1_000", "0o17", "1e3", "007"):
        back = read_back(tmp_path, "stories", form(STORIES, {**filled(STORY), TITLE: text}))
        head = (tmp_path / "content/stories/proef.md").read_text(encoding="utf-8").split("---\n")[1]
        assert yaml.safe_load(head)["title"] == back.front["title"] == text


def test_a_form_that_came_in_on_a_leap_day_is_read_again_a_year_later() -> None:
    proposal, _ = read_proposal(form(STORIES, filled(STORY)), STORIES, SETTINGS, date(2028, 2, 29))  # type: ignore[arg-type]
    assert proposal is not None
    assert proposal.front["passport"]["review_by"] == date(2029, 2, 28)


# The command


GOOD = {
    "title": "De jas van een ander",
    "summary": "Een regel die zin geeft om dit open te doen.",
    "principles": ["open"],
    "themes": ["taal"],
    "audience": ["professional"],
    "narrator": "neighbour",
    "question": "Wie had er niet gebeld?",
    "passport": {"origin": "own", "anonymised": True},
}


def proposed(root: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str) -> tuple[int, str]:
    (root / "form.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    code = main(["propose", "--root", str(root), str(root / "form.md"), *more])
    return code, capsys.readouterr().out


@pytest.fixture
def asked_here(tmp_path: Path) -> tuple[Path, Sequence[Question]]:
    root = bundle_world(tmp_path)
    known = read_settings(root)[0]
    assert known is not None
    return root, questions(COLLECTIONS["stories"], words("nl"), known)


def test_a_good_form_becomes_a_file_with_its_own_name_never_over_another(
    asked_here: tuple[Path, Sequence[Question]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, asked = asked_here
    text = form(asked, {each.label: answer(each, GOOD, "Er hing een jas.") for each in asked})
    assert proposed(root, capsys, text) == (0, "content/stories/de-jas-van-een-ander.md\n")
    written = (root / "content/stories/de-jas-van-een-ander.md").read_bytes()
    assert proposed(root, capsys, text, "--kind", "stories") == (0, "content/stories/de-jas-van-een-ander-2.md\n")
    assert (root / "content/stories/de-jas-van-een-ander.md").read_bytes() == written
    event = json.dumps({"issue": {"body": text.replace("\n", "\r\n")}})
    assert proposed(root, capsys, event, "--event") == (0, "content/stories/de-jas-van-een-ander-3.md\n")
    assert proposed(root, capsys, text, "--kind", "quotes")[0] == 1


def files_of(root: Path) -> list[Path]:
    return sorted(file for file in (root / "content").rglob("*") if file.is_file())


OWED = {"passport": {"origin": "told", "anonymised": True}}
LOST = {"relations": {"deepens": ["stories/nergens"]}}
# In the words of the form: no names of fields, and what somebody with a form can do.
SHORT = "De tekst in ‘Waar gaat het over?’ is te kort; minstens 10 tekens. Schrijf er iets bij.\n"
NO_CONSENT = (
    "‘Waar komt de tekst vandaan?’: Bij een verteld of overgenomen tekst hoort een toestemming, en die ontbreekt. "
    "Vul de drie vragen over toestemming in."
)
NOWHERE = "‘Verband: dit gaat dieper in op’: Er is geen tekst ‘stories/nergens’. Plak het adres van een tekst die er is"
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "too short": ({"summary": "Kort."}, "Er hing een jas.", SHORT),
    "no consent": (OWED, "Er hing een jas.", NO_CONSENT),
    "markup": ({"title": "Een <b>jas</b>"}, "Er hing een jas.", "In ‘Titel’ staat een teken"),
    "script": ({}, "Er hing\n\n<script>alert(1)</script>", "‘De tekst (verhaal), regel 3’: "),
    "trace": ({}, "Bel me op 06-12345678.", "‘De tekst (verhaal), regel 1’: "),
    "no such item": (LOST, "Er hing een jas.", NOWHERE),
    "no letters": ({"title": "!!!"}, "Er hing een jas.", "Van deze titel"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_the_check_finds_is_told_at_its_question_and_nothing_is_left(
    asked_here: tuple[Path, Sequence[Question]], capsys: pytest.CaptureFixture[str], case: str
) -> None:
    root, asked = asked_here
    more, body, begin = WRONG[case]
    before = files_of(root)
    text = form(asked, {each.label: answer(each, {**GOOD, **more}, body) for each in asked})
    code, out = proposed(root, capsys, text)
    assert code == 1
    assert out.startswith(begin), out
    assert files_of(root) == before


def test_what_is_no_form_is_told_and_what_is_not_there_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    for text in ("", "Hallo", "\ud800", "x" * (MOST + 1)):
        assert proposed(root, capsys, text)[0] == 1
    for text in ("", "[]", "{}", '{"issue": 1}', "[" * 100_000):
        assert proposed(root, capsys, text, "--event")[0] == 2
    assert proposed(root, capsys, '{"issue": {"body": null}}', "--event")[0] == 1
    assert main(["propose", "--root", str(root), str(root / "nergens.md")]) == 2
