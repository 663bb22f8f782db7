"""The deck of cards: read by other programs, page by page, and its codes with a decoder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from exporting import ADDRESS, FILES, missing, plain, presenter
from readers import codes, pdf_info, pdf_text, pictures, run
from struin.exports import exports, file_name
from struin.exports.deck.cards import Card, cards, shortened
from struin.exports.deck.export import plan, written
from struin.pipeline import load
from struin.present import Presenter, Site
from world import bundle_world, item

MILLIMETRE = 72 / 25.4
WIDE, HIGH = 105 * MILLIMETRE, 148.5 * MILLIMETRE
PRINCIPLE = "open"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path fill="#a33" d="M0 0h40v30H0z"/></svg>'


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cards of a principle: its own, a story, a quote, two exercises, so two sheets with their backs."""
    file = tmp_path_factory.mktemp("deck") / "kaarten.pdf"
    file.write_bytes(exports()["deck"].make(presenter(ADDRESS), PRINCIPLE))
    return file


def of(principle: str = PRINCIPLE) -> list[Card]:
    return list(cards(presenter(ADDRESS), principle))


def words(deck: Path) -> list[list[tuple[str, float, float]]]:
    """The words of each page with the places of their middles, in points from the left and the top."""
    tree = LexborHTMLParser(run("pdftotext", ["-bbox", deck, "-"]))
    return [
        [
            (
                word.text(),
                (float(word.attributes["xmin"] or 0) + float(word.attributes["xmax"] or 0)) / 2,
                (float(word.attributes["ymin"] or 0) + float(word.attributes["ymax"] or 0)) / 2,
            )
            for word in page.css("word")
        ]
        for page in tree.css("page")
    ]


def places(page: list[tuple[str, float, float]]) -> dict[tuple[int, int], str]:
    """What stands on each of the four cards of a page, by its column and row."""
    found: dict[tuple[int, int], str] = {}
    for word, x, y in page:
        place = (int(x // WIDE), int(y // HIGH))
        found[place] = found.get(place, "") + plain(word)
    return found


def test_there_is_a_card_for_everything_of_the_principle_and_nothing_else() -> None:
    assert [card.collection for card in of()] == ["principles", "stories", "quotes", "exercises", "exercises"]
    assert {card.id for card in of()} == {
        "principles/open",
        "stories/jas",
        "quotes/stoel",
        "exercises/kring",
        "exercises/vreemd",
    }
    assert [card.id for card in of("dichtbij")] == ["principles/dichtbij"]
    every = [card for name in ("open", "dichtbij") for card in of(name)]
    assert [card.id for card in plan(presenter(ADDRESS), "").cards] == [card.id for card in every]


def test_the_pages_are_a4_tagged_titled_and_in_pairs(deck: Path) -> None:
    info = pdf_info(deck)
    width, height = map(float, re.findall(r"[\d.]+", info["Page size"])[:2])
    assert (round(width / MILLIMETRE), round(height / MILLIMETRE)) == (210, 297)
    assert info["Tagged"] == "yes"
    assert info["Title"] == "Kaarten: Principe open"
    assert info["Pages"] == "4"


def test_each_back_lies_behind_its_front_when_the_paper_turns_over_its_long_edge(deck: Path) -> None:
    pages = words(deck)
    for first, four in ((0, of()[:4]), (2, of()[4:])):
        fronts, backs = places(pages[first]), places(pages[first + 1])
        assert len(fronts) == len(backs) == len(four)
        for number, card in enumerate(four):
            column, row = number % 2, number // 2
            shown = card.says or card.title
            assert plain(shown) in fronts[column, row]
            behind = card.speaker or card.question or card.goal or card.lead
            assert plain(behind)[:20] in backs[1 - column, row]


def test_nothing_is_printed_near_the_cuts(deck: Path) -> None:
    """Six millimetres on every side: cutting and turning are not that precise."""
    for page in words(deck):
        for word, x, y in page:
            assert 6 * MILLIMETRE < x % WIDE < WIDE - 6 * MILLIMETRE, word
            assert 6 * MILLIMETRE < y % HIGH < HIGH - 6 * MILLIMETRE, word


def test_a_decoder_reads_the_code_on_every_back_and_none_on_the_fronts(deck: Path, tmp_path: Path) -> None:
    shown = pictures(deck, tmp_path, 150)
    for first, four in ((0, of()[:4]), (2, of()[4:])):
        assert codes(shown[first + 1]) == sorted(f"{ADDRESS}{card.id}/" for card in four)
    # zbarimg says that it found nothing by its exit code; in the text of the fronts there is no address either.
    assert "example.org" not in "".join(word for page in words(deck)[::2] for word, _, _ in page)


def test_without_an_address_there_is_neither_code_nor_address(tmp_path: Path) -> None:
    file = tmp_path / "kaarten.pdf"
    file.write_bytes(exports()["deck"].make(presenter(), PRINCIPLE))
    assert "example" not in pdf_text(file)
    assert all(card.url == card.shown == card.code_alt == "" for card in cards(presenter(), PRINCIPLE))


def test_each_kind_says_what_a_table_of_people_needs(deck: Path) -> None:
    text = pdf_text(deck, "-raw")
    front = plain(text)
    for said in (
        "Wat het hart ervan is.", "Je doet dit, keer 0.",  # the principle
        "Er hangt een jas over de stoel.", "Wie had er niet gebeld?",  # the story
        "buurvrouw van drie hoog",  # the quote
        "Je hebt gemerkt wie er niet aan tafel zat.", "15 min · 2 tot 12 mensen", "Vertel wat je zag.",  # the exercise
    ):  # fmt: skip
        assert plain(said) in front, said
    assert missing(["Een stoel te veel"], text) == []


def test_cards_are_always_as_the_content_is(tmp_path: Path) -> None:
    changed = FILES | {"stories/jas.md": item("stories", title="De jas uit", question="Wie hing hem op?")}
    now = Presenter(load(bundle_world(tmp_path, changed)), Site())
    story = next(card for card in cards(now, PRINCIPLE) if card.collection == "stories")
    assert (story.title, story.question) == ("De jas uit", "Wie hing hem op?")


def test_an_own_picture_stands_on_the_card_with_its_description(tmp_path: Path) -> None:
    files = {
        "stories/jas.md": item("stories", cover={"image": "jas.svg", "alt": "Een jas aan een spijker."}),
        "media/jas.svg": DRAWING,
    }
    made = Presenter(load(bundle_world(tmp_path / "root", files)), Site())
    story = next(card for card in cards(made, PRINCIPLE) if card.collection == "stories")
    assert story.cover
    assert story.cover.file.endswith("jas.svg")
    assert story.alt == "Een jas aan een spijker."
    file = tmp_path / "kaarten.pdf"
    file.write_bytes(written(plan(made, PRINCIPLE)))
    (front, *_) = pictures(file, tmp_path, 40)
    from PIL import Image

    with Image.open(front) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or []}
    assert (0xAA, 0x33, 0x33) in colours


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ga zitten. Kijk rond.", "Ga zitten."),
        ("Vraag: ‘Wie mist er?’ Wacht even.", "Vraag: ‘Wie mist er?’"),
        ("Geen punt aan het eind", "Geen punt aan het eind"),
        ("woord " * 40, "woord " * 19 + "woord …"),
        ("x" * 300, "x" * 120 + " …"),
    ],
)
def test_a_step_in_short_is_its_first_sentence(text: str, short: str) -> None:
    assert shortened(text) == short


def test_the_longest_texts_that_the_model_lets_in_stay_on_their_cards(tmp_path: Path) -> None:
    """Letters become smaller, and then steps are left for the page; nothing is lost past an edge."""
    long = "Samenwerkingsverbandenoverleg " * 20
    steps = [{"minutes": 5, "do": f"Stap {number} is er een van veel woorden. " + long[:150]} for number in range(20)]
    files = {
        "exercises/lang.md": item(
            "exercises", title=long[:79].strip(), goal=long[:199].strip(), minutes=100, steps=steps
        ),
        "quotes/lang.md": item("quotes", title="Lang", body=f"{'Er stond nog een stoel. ' * 25}\n"),
        "stories/lang.md": item("stories", title=long[:79].strip(), question=long[:159].strip()),
    }
    made = Presenter(load(bundle_world(tmp_path / "root", files)), Site(True, None, ADDRESS))
    file = tmp_path / "kaarten.pdf"
    file.write_bytes(written(plan(made, PRINCIPLE)))
    for page in words(file):
        for word, x, y in page:
            assert 6 * MILLIMETRE < x % WIDE < WIDE - 6 * MILLIMETRE, word
            assert 6 * MILLIMETRE < y % HIGH < HIGH - 6 * MILLIMETRE, word
    text = plain(pdf_text(file))
    assert plain("Stap 0 is er een van veel woorden.") in text
    assert plain("… en verder, op de bladzijde") in text
    assert text.count(plain("Er stond nog een stoel.")) == 25


def test_its_file_has_a_name_that_says_what_it_is() -> None:
    texts = presenter().bundle.words
    assert file_name("deck", "open", texts) == "kaarten-open.pdf"
    assert file_name("deck", "", texts) == "kaarten.pdf"
    assert file_name("docx", "sessions/ochtend", texts) == "ochtend.docx"
