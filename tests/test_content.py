"""The bundle's own texts: rich enough, each its own, tied together, and nobody else's sentences.

No sentence may come from the five documents that the bundle is drawn from. Those lie outside the project, so
`data/source-eight-grams.txt` holds only a hash of each run of eight words in them. It was made by

    .venv/bin/python tests/test_content.py SOURCE.txt … > tests/data/source-eight-grams.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from struin.bundle import Bundle
from struin.pipeline import load

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
EIGHT_GRAMS = HERE / "data" / "source-eight-grams.txt"
LEAST_PER_PRINCIPLE = {"stories": 7, "quotes": 10, "exercises": 6}
SHORTEST_STORY, LONGEST_STORY = 150, 450

# Words that families do not call themselves by, and words from policy papers. Each as a pattern with its inflections.
LEFT_OUT = (
    r"casus\w*|casuïstiek",
    r"cliënt\w*",
    r"probleemgezin\w*",
    r"multiproble\w*",
    r"moeilijke ouders?",
    r"zorgmijd\w*",
    r"(ga|gaan|gaat|ging|gingen) (\w+ ){0,3}in gesprek|in gesprek (te )?gaan",
    r"handvat\w*",
    r"aan de slag",
    r"verbindingen|verbinding",
    r"krachtgericht\w*",
    r"inzetten op|(zet|zetten) (\w+ ){0,3}in op",
    r"borgen|borgt|borging|geborgd",
    r"uitrol\w*|uitgerold\w*",
    r"stip(pen)? (op|aan) de horizon",
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load(PROJECT)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def prose(text: str) -> str:
    """The text without the addresses of its links."""
    return re.sub(r"\]\([^)]*\)", "]", text)


def eight_grams(text: str) -> Iterator[tuple[str, str]]:
    """Each run of eight words in the text, with its hash."""
    found = words(text)
    for index in range(len(found) - 7):
        run = " ".join(found[index : index + 8])
        yield hashlib.blake2b(run.encode(), digest_size=8).hexdigest(), run


def written() -> list[Path]:
    return sorted([*(PROJECT / "content").glob("*/*.md"), *(PROJECT / "docs").rglob("*.md")])


def twice(of_each: dict[str, str]) -> dict[str, list[str]]:
    """What occurs more than once, and where."""
    counts = Counter(of_each.values())
    return {what: [each for each in of_each if of_each[each] == what] for what in counts if counts[what] > 1}


def linked_from(bundle: Bundle) -> dict[str, set[str]]:
    """For every item those that refer to it, in a relation or in a body."""
    others: dict[str, set[str]] = {each: set() for each in bundle.entries}
    for each, ties in bundle.graph.ties.items():
        for tie in ties:
            if not tie.inverse:
                others[tie.target].add(each)
    return others


def test_no_eight_words_in_a_row_come_from_the_sources() -> None:
    known = set(EIGHT_GRAMS.read_text(encoding="ascii").split())
    assert len(known) > 1_000
    borrowed = [
        f"{path.relative_to(PROJECT)}: {run}"
        for path in written()
        for digest, run in eight_grams(prose(path.read_text(encoding="utf-8")))
        if digest in known
    ]
    assert borrowed == []


def test_no_text_uses_a_word_to_leave_out() -> None:
    pattern = re.compile(rf"\b(?:{'|'.join(LEFT_OUT)})\b", re.IGNORECASE)
    used = [
        f"{path.relative_to(PROJECT)}: {match[0]}"
        for path in written()
        for match in pattern.finditer(prose(path.read_text(encoding="utf-8")))
    ]
    assert used == []


@pytest.mark.parametrize("collection", sorted(LEAST_PER_PRINCIPLE))
def test_every_principle_has_enough_of_every_kind(bundle: Bundle, collection: str) -> None:
    homes = bundle.by_home[collection]
    thin = {
        principle: len(homes.get(principle, ()))
        for principle in bundle.settings.principles
        if len(homes.get(principle, ())) < LEAST_PER_PRINCIPLE[collection]
    }
    assert thin == {}


def test_every_item_is_linked_from_two_others_of_two_kinds(bundle: Bundle) -> None:
    """But for trails: those are where one starts from."""
    lonely = {
        each: others
        for each, others in linked_from(bundle).items()
        if not each.startswith("trails/") and (len(others) < 2 or len({other.split("/")[0] for other in others}) < 2)
    }
    assert lonely == {}


def test_wandering_crosses_principles(bundle: Bundle) -> None:
    """From every principle, editors' own ties lead straight into each of the other five."""
    crossings = {
        (entry.principles[0], bundle.entries[tie.target].principles[0])
        for entry in bundle.entries.values()
        for tie in bundle.graph.ties[entry.id]
    }
    names = bundle.settings.principles
    assert {(one, other) for one in names for other in names} - crossings == set()


def test_a_story_can_be_read_between_two_visits(bundle: Bundle) -> None:
    lengths = {
        entry.id: len(words(entry.body.text)) for entry in bundle.entries.values() if entry.collection == "stories"
    }
    assert {each: length for each, length in lengths.items() if not SHORTEST_STORY <= length <= LONGEST_STORY} == {}


def test_no_two_items_share_a_title(bundle: Bundle) -> None:
    assert twice({entry.id: entry.item.title.casefold() for entry in bundle.entries.values()}) == {}


def test_no_two_items_begin_with_the_same_three_words(bundle: Bundle) -> None:
    openings = {entry.id: " ".join(words(prose(entry.body.text))[:3]) for entry in bundle.entries.values()}
    assert twice(openings) == {}


def test_own_drawings_are_many_light_wordless_and_described(bundle: Bundle) -> None:
    drawings = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "content/media").glob("*.svg")}
    covers = {entry.item.cover.image: entry.item.cover.alt for entry in bundle.entries.values() if entry.item.cover}
    assert len(drawings) >= 14
    assert [name for name, drawn in drawings.items() if len(drawn.encode()) > 12 * 1024] == []
    assert [name for name, drawn in drawings.items() if "<text" in drawn] == []
    assert drawings.keys() - covers.keys() == set()
    assert [image for image, alt in covers.items() if len(alt) < 40] == []
    assert len(set(covers.values())) == len(covers)


if __name__ == "__main__":
    print("\n".join(sorted({each for name in sys.argv[1:] for each, _ in eight_grams(Path(name).read_text("utf-8"))})))
