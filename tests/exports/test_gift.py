"""Moodle GIFT, read by the parser of the npm package gift-pegjs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from built import PROJECT, once
from learning import EVERY, HOSTILE, MORNING, SHORT, TITLE, make, presenter_of
from modules import node
from struin.exports import CannotExport
from struin.exports.gift.export import escaped
from struin.exports.gift.export import make as gift
from struin.present import Presenter

PARSE = """
let text = "";
process.stdin.on("data", (part) => (text += part)).on("end", () => {
  const { parse } = require("gift-pegjs");
  const read = (each) => {
    try {
      return parse(each).map((question) => ({ ...question, id: question.id || "" }));
    } catch (fault) {
      return `${fault.message} ${JSON.stringify(fault.location)}`;
    }
  };
  const files = Object.entries(JSON.parse(text));
  console.log(JSON.stringify(Object.fromEntries(files.map(([name, each]) => [name, read(each)]))));
});
"""


@pytest.fixture(scope="module")
def presenter(shared: Path) -> Presenter:
    return presenter_of(once(shared / "learning", make))


def _read(files: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """The questions that the parser finds in each file; its complaint is a failure."""
    found: dict[str, Any] = json.loads(node(PARSE, json.dumps({name: file.decode() for name, file in files.items()})))
    assert {name: each for name, each in found.items() if isinstance(each, str)} == {}
    return found


def test_every_question_is_read_as_the_kind_that_it_is(presenter: Presenter) -> None:
    every = _read({EVERY: gift(presenter, EVERY)})[EVERY]
    kinds = {each["id"].removeprefix("proef-exercises-alles-"): each["type"] for each in every}
    assert kinds["choice-jas-aan"] == "MC"
    assert kinds["match-gezegd-gehoord"] == "Matching"
    assert kinds["order-koffie"] == "Matching"
    assert kinds["reflect-een-zin-over"] == "Essay"
    assert kinds["dilemma-het-cadeautje"] == "MC"
    assert kinds["dilemma-het-cadeautje-why"] == "Essay"
    assert [kind for name, kind in kinds.items() if name.startswith("gap-zonder-agenda")] == ["Short"] * 3
    assert [kind for name, kind in kinds.items() if name.startswith("gap-een-bericht-")] == ["MC"] * 3
    names = [each["id"] for each in every if each["type"] != "Category"]
    assert len(names) == len(set(names))
    assert all(len(name) <= 100 for name in names)
    assert [each["title"] for each in every if each["type"] == "Category"] == ["$course$/top/Proef/Alles bij elkaar"]
    text = gift(presenter, EVERY).decode()
    left = next(line for line in text.splitlines() if "Niet meegenomen" in line)
    assert [name in left for name in ("Vertakt verhaal", "Kaarten", "Kijken", "Dilemma")] == [True, True, True, False]


def test_choosing_keeps_what_is_right_and_what_is_said(presenter: Presenter) -> None:
    one, several = (
        next(each for each in _read({"": gift(presenter, subject)})[""] if each["id"].endswith(name))
        for subject, name in ((SHORT, "kort-jas"), (HOSTILE, "vijandig-teken"))
    )
    assert [(each["isCorrect"], each["text"]["text"], each["feedback"]["text"]) for each in one["choices"]] == [
        (True, "Je wacht.", "<p>Dat kan lang duren.</p>"),
        (False, "Je gaat.", "<p>Dat is ook een antwoord.</p>"),
    ]
    assert [each["weight"] for each in several["choices"]] == [50, 50, -100]


def test_where_nothing_is_wrong_every_answer_counts_in_full(presenter: Presenter) -> None:
    every = _read({"": gift(presenter, EVERY)})[""]
    for name in ("statements-aan-de-kassa", "dilemma-het-cadeautje", "scale-in-de-auto"):
        for each in every:
            if each["type"] == "MC" and name in each["id"]:
                assert all(choice["isCorrect"] or choice["weight"] == 100 for choice in each["choices"]), each["id"]
                assert sum(choice["isCorrect"] for choice in each["choices"]) == 1, "one may be chosen"


def test_hostile_text_comes_back_as_it_was(presenter: Presenter) -> None:
    made = _read({"": gift(presenter, HOSTILE)})[""]
    assert [each["type"] for each in made] == ["Category", "Description", "MC", "Matching", "Short", "MC"]
    by_name = {each["id"].removeprefix("proef-exercises-vijandig-"): each for each in made}
    question = by_name["teken"]
    assert question["title"] == f"{TITLE} 1"
    assert question["stem"]["text"].startswith(r"<p>{ ~ = # : } staat er, en [id:gestolen] en // geen")
    assert '<a href="https://struin.example/bundel/stories/de-jas/">de jas</a>' in question["stem"]["text"]
    assert question["choices"][1]["text"]["text"] == "$CATEGORY: gestolen"
    assert question["choices"][2]["text"]["text"] == "::titel::{T}"
    assert question["globalFeedback"]["text"] == "<p>} en dan verder.</p>"
    # In these the parser leaves the mark that it puts in the place of an escaped sign for a while.
    pairs = [
        (each["subquestion"]["text"], each["subanswer"].replace("&&126;", "~"))
        for each in by_name["paren"]["matchPairs"]
    ]
    assert pairs == [("a -&gt; b", "c → d"), ("f = g", "h ~ i")]
    short = next(each for each in made if each["type"] == "Short")
    assert [each["text"]["text"] for each in short["choices"]] == ["op # de ~ haak", "aan=de: kapstok", "a{b}"]
    assert escaped("a\n\n// b\x00\x1b\\") == r"a // b\\"


def test_a_session_has_a_category_for_each_exercise(presenter: Presenter) -> None:
    made = _read({"": gift(presenter, MORNING)})[""]
    categories = [each["title"] for each in made if each["type"] == "Category"]
    assert categories == [
        "$course$/top/Proef/Een ochtend/Kort",
        f"$course$/top/Proef/Een ochtend/{TITLE.replace(']', ')')}",
    ]


def test_all_of_the_real_bundle_is_read(presenter: Presenter) -> None:
    real = presenter_of(PROJECT, None)
    files: dict[str, bytes] = {}
    none = []
    for subject, entry in real.bundle.entries.items():
        if subject.startswith(("exercises/", "sessions/")) and (entry.interactions or subject.startswith("sessions/")):
            try:
                files[subject] = gift(real, subject)
            except CannotExport:
                none.append(subject)
    read = _read(files)
    assert len(files) > 25
    assert all(len(questions) > 1 for questions in read.values())
    assert {each.type for subject in none for each in real.bundle.entries[subject].interactions} <= {
        "branch",
        "flip",
        "observe",
    }


def test_questions_keep_their_ids_when_texts_change(presenter: Presenter) -> None:
    def ids() -> list[str]:
        return re.findall(r"^// \[id:(.*)\]$", gift(presenter, HOSTILE).decode(), re.MULTILINE)

    entry: Any = presenter.bundle.entries[HOSTILE]
    before, item, interactions = ids(), entry.item, entry.interactions
    choice = interactions[0].model_copy(update={"answers": interactions[0].answers[::-1], "prompt": None})
    object.__setattr__(entry, "item", item.model_copy(update={"title": "Een andere titel"}))
    object.__setattr__(entry, "interactions", (choice, *interactions[1:]))
    try:
        assert ids() == before
        assert len(before) == 5
    finally:
        object.__setattr__(entry, "item", item)
        object.__setattr__(entry, "interactions", interactions)


def test_two_runs_give_the_same_bytes_and_what_does_not_fit_is_told(presenter: Presenter) -> None:
    assert gift(presenter, EVERY) == gift(presenter_of(presenter.bundle.root), EVERY)
    with pytest.raises(CannotExport) as told:
        gift(presenter, "exercises/oefening-0")
    assert told.value.message(presenter.bundle.words) == (
        "In ‘exercises/oefening-0’ staat geen oefening die deze vorm aankan. Een SCORM-pakket kan wel."
    )
