"""Pages in the dialect of mkdocs-quiz become pages with exercises, and what is missing in these is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from struin.cli import main
from struin.pipeline import check
from struin.quiz import convert
from struin.strings import catalogue
from world import bundle_world, item

BOXES = """\
Vooraf.

<!-- mkdocs-quiz intro -->
<quiz>
Welke som klopt?
```
- [x] geen antwoord
```
* [] 2 + 2 = 3
> Bijna.
> Tel nog eens.
- [X] 2 + 2 = 4

> Dat telt op.
- [ ] **2 + 2** = 5
> Eén te veel.

Rekenen went.

En nog iets.
</quiz>
Achteraf.
"""


def converted(text: str) -> tuple[str, list[str]]:
    made, found = convert(text, "vragen.md", catalogue())
    return made, [f"{each.place.line} {each.code}" for each in found]


def test_boxes_become_a_choice() -> None:
    assert converted(BOXES) == (
        "Vooraf.\n\n/// choice | id: welke-som-klopt\n\nWelke som klopt?\n```\n- [x] geen antwoord\n```\n\n"
        "- [ ] 2 + 2 = 3\n  > Bijna.\n  > Tel nog eens.\n- [x] 2 + 2 = 4\n  > Dat telt op.\n"
        "- [ ] **2 + 2** = 5\n  > Eén te veel.\n\nDaarna: Rekenen went.\n\nEn nog iets.\n///\nAchteraf.\n",
        [],
    )


def test_the_outcome_passes_the_check(tmp_path: Path) -> None:
    made, _ = converted(BOXES.replace("```\n- [x] geen antwoord\n```\n", ""))
    root = bundle_world(tmp_path, {"stories/rekenen.md": item("stories", made)})
    assert check(root, today=date(2027, 6, 1)) == []


def test_words_between_brackets_become_a_gap() -> None:
    text = "<quiz>\nDe hoofdstad is [[Parijs]].\n\n---\nAan de Seine.\n</quiz>\n"
    made, found = converted(text)
    assert made == (
        "/// gap | id: de-hoofdstad-is\n\nVul in wat er hoort te staan.\n\nDe hoofdstad is [[Parijs]].\n\n"
        "Daarna: Aan de Seine.\n///\n"
    )
    assert found == []


def test_questions_that_begin_alike_have_names_of_their_own() -> None:
    quiz = "<quiz>\nWat nu?\n- [x] a\n> b\n- [ ] c\n> d\n</quiz>\n"
    made, _ = converted(quiz * 3)
    assert [line for line in made.splitlines() if "id:" in line] == [
        "/// choice | id: wat-nu", "/// choice | id: wat-nu-2", "/// choice | id: wat-nu-3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x\n<quiz>\nWat?\n- [ ] a\n- [ ] b\n</quiz>\n", ["2 quiz-none-right"]),
        ("<quiz>\n- [x] a\n- [ ] b\n</quiz>\n", ["1 quiz-no-question"]),
        ("<quiz>\nWat?\n</quiz>\n", ["1 quiz-nothing"]),
        ("x\n\n<quiz>\nWat?\n- [x] a\n", ["3 quiz-unclosed"]),
        ("<?quiz?>\nquestion: Wat?\nanswer: a\n<?/quiz?>\n", ["1 quiz-old-dialect"]),
    ],
)
def test_a_quiz_that_nothing_can_be_made_of_is_told_and_stays(text: str, told: list[str]) -> None:
    assert converted(text) == (text, told)


def test_what_is_missing_is_told_at_its_line_and_content_that_would_mean_something_else_goes_below() -> None:
    made, found = converted("<quiz>\nWat?\n- [x] a\n- [ ] b\n> c\n\nZie:\n\n- een lijst\n</quiz>\n")
    assert found == ["1 quiz-content-below", "3 quiz-feedback-missing"]
    assert made.endswith("  > c\n///\n\nZie:\n\n- een lijst\n")


def test_a_quiz_shown_as_code_stays_code() -> None:
    text = "````md\n```\n<quiz>\n```\n````\n"
    assert converted(text) == (text, [])


def test_the_command_prints_the_page_and_tells_the_rest_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(bundle_world(tmp_path))
    file = tmp_path / "vragen.md"
    file.write_text(BOXES, encoding="utf-8")
    assert main(["import", "--root", root, "mkdocs-quiz", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "/// choice | id: welke-som-klopt" in out
    assert err == ""
    file.write_text("<quiz>\nWat?\n</quiz>\n", encoding="utf-8")
    assert main(["import", "--root", root, "mkdocs-quiz", str(file)]) == 1
    assert "[quiz-nothing]" in capsys.readouterr().err
    assert main(["import", "--root", root, "mkdocs-quiz", str(tmp_path / "nergens.md")]) == 2
    assert "nergens.md’ is niet te lezen" in capsys.readouterr().err
