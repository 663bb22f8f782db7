"""Spelling and other hints: a thought for the writer where there is something to think about, and silence elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from built import PROJECT
from struin.hints import Hint, hints
from struin.insight import texts
from struin.pipeline import load
from struin.spelling import own_words, unknown_words
from world import bundle_world, item, real_bundle


@pytest.mark.parametrize(
    "text",
    [
        "Ze hing de jas aan de kapstok, naast die van opa’s zus.",
        "Dat doet hij níet, zegt Fatmagül Yıldız uit Emmer-Compascuum.",
        "Wijkverpleegkundige, keukentafelgesprek, veiligheidsplan, huisartsenpost.",
        "Kijk op www.voorbeeld.example of mail naar x@voorbeeld.example.",
        "’s Avonds, zo’n 3 keer, de 2e keer: auto’s en baby’tjes.",
    ],
)
def test_good_words_and_names_and_addresses_are_left_alone(text: str) -> None:
    assert unknown_words([text], "nl") == []


def test_what_no_dictionary_knows_is_told_once_in_its_order() -> None:
    assert unknown_words(["Ik wordt het gezzin, het gezzin en de jasd."], "nl") == ["gezzin", "jasd"]


def test_a_word_of_the_bundles_own_is_known(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/words.txt").write_text("# van ons\ngezzin  # zo heet het hier\n\n")
    assert unknown_words(["Het gezzin en de jasd."], "nl", own_words(tmp_path)) == ["jasd"]
    assert own_words(tmp_path / "nergens") == frozenset()


def test_a_language_without_a_dictionary_has_no_hints() -> None:
    assert unknown_words(["gezzin"], "en") == []


def test_the_bundle_itself_is_spelled_well() -> None:
    known = own_words(PROJECT)
    entries = real_bundle().entries.values()
    told = {entry.id: unknown_words(texts(entry), "nl", known) for entry in entries}
    assert {each: words for each, words in told.items() if words} == {}


def told(folder: Path, body: str, **values: object) -> list[tuple[str, dict[str, object]]]:
    root = bundle_world(folder, {"stories/jas.md": item("stories", body, **values)})
    found: list[Hint] = list(hints(load(root).entries["stories/jas"], "nl"))
    return [(hint.code, hint.values) for hint in found]


def test_a_plain_story_gets_no_hint(tmp_path: Path) -> None:
    assert told(tmp_path, "Er hing een jas. Zij keek [naar de keuken](https://voorbeeld.example) en zweeg.\n") == []


def test_a_heading_that_skips_a_level_is_told(tmp_path: Path) -> None:
    body = "Er hing een jas.\n\n## Toen\n\nNiets.\n\n#### Later\n\nIets.\n"
    assert told(tmp_path, body) == [("heading", {"text": "Later", "level": 4, "expected": 3})]


def test_a_link_that_says_nothing_is_told(tmp_path: Path) -> None:
    body = "Wil je meer weten, [klik hier](https://voorbeeld.example). Of [hier](https://voorbeeld.example).\n"
    assert [values["text"] for code, values in told(tmp_path, body) if code == "link"] == ["klik hier", "hier"]


def test_a_hard_text_is_told_with_its_score(tmp_path: Path) -> None:
    body = "Multidisciplinaire verantwoordelijkheidsverdeling impliceert onvermijdelijk organisatorische " * 5 + ".\n"
    assert [code for code, _ in told(tmp_path, body)][:2] == ["hard", "long"]
