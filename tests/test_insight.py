"""`struin report`: what there is of everything and what could do with attention, on small bundles that show each thing.

The whole text stands in `snapshots/report.txt`. After a change of words, run the tests in this file once with
`UPDATE_SNAPSHOTS=1`, and read the difference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from struin.cli import main
from struin.cli.report import MOST, as_lines
from struin.insight import Insight, look_over
from struin.pipeline import load
from struin.sentences import sentences
from world import PRINCIPLES, bundle_world, item

SNAPSHOT = Path(__file__).parent / "snapshots" / "report.txt"
TODAY = date(2026, 11, 22)
EASY = "De jas hing aan de haak. De hond lag op de mat. Zij keek naar de deur en wachtte op de bel van half vijf.\n"
HARD = (
    "Verantwoordelijkheidsverdeling tussen samenwerkingspartners veronderstelt organisatorische randvoorwaarden, "
    "informatievoorziening, besluitvormingsprocedures, kwaliteitsbeoordelingen, verantwoordingsverplichtingen, "
    "deskundigheidsbevordering en overeenstemming, en dat alles moet er zijn voor wie er nog aan begint.\n"
)
HOME, OTHER = PRINCIPLES[:2]


def story(
    title: str, body: str = EASY, home: str = HOME, review: date = date(2028, 1, 1), **relations: list[str]
) -> str:
    return item(
        "stories", body, title=title, principles=[home], passport={"review_by": review}, relations=relations
    )  # fmt: skip


def quote(title: str, **relations: list[str]) -> str:
    return item("quotes", "Ik stond er, en ik had niets bij me.\n", title=title, relations=relations)


FILES = {
    # De jas is linked from a story and a quote, de hond from two stories only, de bel from nobody.
    "stories/de-jas.md": story("De jas", deepens=["stories/de-hond"]),
    "stories/de-hond.md": story("De hond", HARD, review=date(2026, 6, 1), deepens=["stories/de-jas"]),
    "stories/de-bel.md": story("De bel", deepens=["stories/de-hond"]),
    "quotes/het-hek.md": quote("Het hek", deepens=["stories/de-jas"]),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bundle_world(tmp_path, dict(FILES))


@pytest.fixture
def insight(root: Path) -> Insight:
    return look_over(load(root, today=TODAY), TODAY)


def test_the_whole_text_is_as_it_was(root: Path, insight: Insight) -> None:
    text = as_lines(insight, load(root, today=TODAY)) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8")


def test_the_table_counts_each_item_once_at_its_home(insight: Insight) -> None:
    assert insight.table[HOME] == {"quotes": 1, "stories": 3}
    assert sum(sum(row.values()) for row in insight.table.values()) == 4


def test_a_principle_with_far_less_of_a_kind_than_the_others_is_thin(tmp_path: Path) -> None:
    files = {f"stories/verhaal-{n}.md": story(f"Verhaal {n}", home=OTHER if n < 2 else HOME) for n in range(9)}
    found = look_over(load(bundle_world(tmp_path, dict(files))), TODAY).thin
    assert [(each.what, each.where, each.items) for each in found if each.what == "stories"] == [("stories", OTHER, 2)]


def test_a_theme_that_hardly_anyone_names_is_thin(tmp_path: Path) -> None:
    files = {f"stories/verhaal-{n}.md": story(f"Verhaal {n}") for n in range(4)}
    bundle = load(bundle_world(tmp_path, dict(files)))
    thin = {each.where for each in look_over(bundle, TODAY).thin if each.what == "themes"}
    used = {theme for entry in bundle.entries.values() for theme in entry.item.themes}
    assert thin == set(bundle.settings.themes) - used


def test_lonely_is_what_fewer_than_two_items_of_two_kinds_refer_to(insight: Insight) -> None:
    lonely = {each.id: each.linked_from for each in insight.lonely if not each.id.startswith("principles/")}
    assert lonely == {
        "quotes/het-hek": (), "stories/de-bel": (), "stories/de-hond": ("stories/de-bel", "stories/de-jas"),
    }  # fmt: skip


def test_a_hard_text_stands_before_an_easy_one_and_a_short_one_has_no_score(insight: Insight) -> None:
    scores = {each.id: each.score for each in insight.reading}
    hard, easy = scores["stories/de-hond"], scores["stories/de-jas"]
    assert hard is not None
    assert easy is not None
    assert hard < 0 < 90 < easy
    assert scores["quotes/het-hek"] is None
    assert insight.reading[0].id == "stories/de-hond"
    assert insight.reading[-1].id == "quotes/het-hek"


def test_a_list_without_stops_is_not_one_long_sentence(tmp_path: Path) -> None:
    scores = []
    for stop in ("", "."):
        body = "Ze nam mee wat er lag, en dat was niet zo veel.\n\n" + f"- een lamp van oma{stop}\n" * 9
        bundle = load(bundle_world(tmp_path / (stop or "geen"), {"stories/de-jas.md": story("De jas", body)}))
        scores.append(next(each.score for each in look_over(bundle, TODAY).reading if each.id == "stories/de-jas"))
    assert scores[0] == scores[1]


def test_the_longest_sentence_comes_first_with_its_words_counted(insight: Insight) -> None:
    assert (insight.sentences[0].id, insight.sentences[0].words) == ("stories/de-hond", len(HARD.split()))
    lengths = [each.words for each in insight.sentences]
    assert lengths == sorted(lengths, reverse=True)
    assert all(len(each.text.split()) == each.words for each in insight.sentences)


def test_the_review_that_is_overdue_comes_first_and_says_so(insight: Insight) -> None:
    assert [(each.id, each.past) for each in insight.reviews if each.past] == [("stories/de-hond", True)]
    assert insight.reviews[0].id == "stories/de-hond"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("‘Is dit iedereen?’ Ik knik.", ["‘Is dit iedereen?’", "Ik knik."]),
        ("‘En?’ vroeg ze. ‘Nee.’", ["‘En?’ vroeg ze.", "‘Nee.’"]),
        ("Op nr. 14 brandt licht.", ["Op nr. 14 brandt licht."]),
        ("Zonder punt", ["Zonder punt"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_takes_a_breath(line: str, found: list[str]) -> None:
    assert sentences(line) == found


def test_the_command_prints_what_fits_and_all_prints_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {f"stories/verhaal-{n}.md": story(f"Verhaal {n}") for n in range(MOST + 3)}
    root = str(bundle_world(tmp_path, dict(files)))
    assert main(["report", "--root", root]) == 0
    short = capsys.readouterr().out
    assert main(["report", "--root", root, "--all"]) == 0
    whole = capsys.readouterr().out
    assert "Met --all zie je alles." in short
    assert "Met --all zie je alles." not in whole
    assert len(whole.splitlines()) > len(short.splitlines())


def test_a_program_gets_everything_as_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--root", str(root), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["table"][HOME] == {"quotes": 1, "stories": 3}
    assert len(told["reading"]) == len(told["reviews"]) == 4 + len(PRINCIPLES)
    assert told["reviews"][0] == {"id": "stories/de-hond", "review_by": "2026-06-01", "past": True}


def test_with_errors_in_the_content_those_are_told_instead(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/stories/de-jas.md").write_text("---\ntitle: 3\n---\n", encoding="utf-8")
    assert main(["report", "--root", str(root)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "content/stories/de-jas.md:2:8" in captured.err


def test_other_commands_do_not_wait_for_textstat() -> None:
    code = "import sys, struin.cli; sys.exit('textstat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
