"""Likeness: rare words and shared themes bring items together, by an amount of work that grows with their number."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from struin import likeness
from struin.likeness import ITEMS_PER_WORD, SUGGESTIONS, WORDS_PER_ITEM, suggestions
from struin.model import Entry
from world import entry, real_bundle

COMMON = ["gezin", "gesprek", "tafel", "moeder", "vader", "kind", "huis", "straat", "school", "avond"]


def generated(number: int) -> list[Entry]:
    """Items of which every tenth shares a rare word; all share common ones and have one of two themes."""
    dice = random.Random(3)
    return [
        entry(
            f"stories/item-{n}",
            themes=[dice.choice(("taal", "tijd"))],
            text=" ".join([*dice.choices(COMMON, k=30), f"{'abcdefghij'[n % 10]}zeldzaam", f"{chr(97 + n % 26)}groep"]),
        )
        for n in range(number)
    ]


def work(entries: Sequence[Entry], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many items are looked at in all, over all words of all items."""
    visited = 0
    real = likeness._window

    def counting(ids: Sequence[str], index: int) -> Sequence[str]:
        nonlocal visited
        window = real(ids, index)
        visited += len(window)
        return window

    with monkeypatch.context() as patched:
        patched.setattr(likeness, "_window", counting)
        suggestions(entries)
    return visited


def test_the_work_per_item_is_bounded_and_does_not_grow_with_the_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = work(generated(700), monkeypatch), work(generated(1400), monkeypatch)
    assert small > 700 * 2 * ITEMS_PER_WORD  # the limits are felt: here everything shares several words
    assert large <= 2 * small * 1.05
    assert large <= 1400 * (WORDS_PER_ITEM + 1) * ITEMS_PER_WORD


def test_no_more_is_looked_at_than_so_many_items_per_word() -> None:
    ids = [str(number) for number in range(1000)]
    for index in (0, 500, 999):
        window = likeness._window(ids, index)
        assert len(window) == len(set(window)) == ITEMS_PER_WORD
        assert str(index) in window


def test_items_with_the_same_rare_words_find_each_other() -> None:
    others = [entry(f"stories/ander-{n}", themes=["tijd"], text=" ".join(COMMON)) for n in range(12)]
    one = entry("stories/een", themes=["taal"], text="Opa schaaft aan de boekenkast in de schuur.")
    two = entry("quotes/twee", themes=["buurt"], text="Wie schaven wil, vraagt opa om de boekenkasten te laten staan.")
    found = suggestions([*others, one, two])
    assert found["stories/een"][0].target == "quotes/twee"
    assert found["quotes/twee"][0].target == "stories/een"
    assert found["stories/een"][0].theme is None


def test_a_shared_theme_brings_items_together_and_is_named() -> None:
    others = [entry(f"stories/ander-{n}", themes=["tijd"], text=f"Woord{chr(97 + n)}") for n in range(12)]
    pair = [
        entry("stories/een", themes=["schaamte"], text="Wit"),
        entry("quotes/twee", themes=["schaamte"], text="Zwart"),
    ]
    found = suggestions([*others, *pair])
    assert [(each.target, each.theme) for each in found["stories/een"]] == [("quotes/twee", "schaamte")]


def test_words_that_stand_everywhere_bring_nothing_together() -> None:
    alike = [
        entry(f"stories/item-{n}", themes=[theme], text=" ".join(COMMON))
        for n, theme in enumerate(("taal", "tijd", "schaamte", "buurt"))
    ]
    assert set(suggestions(alike).values()) == {()}


def test_an_item_is_never_like_itself_and_gets_so_many_suggestions_at_most() -> None:
    found = suggestions(generated(200))
    for here, alike in found.items():
        assert here not in [each.target for each in alike]
        assert len({each.target for each in alike}) == len(alike) <= SUGGESTIONS


def test_in_the_real_bundle_nearly_every_item_resembles_something() -> None:
    bundle = real_bundle()
    lonely = [here for here in bundle.entries if not bundle.likeness[here]]
    assert len(lonely) <= len(bundle.entries) // 20
