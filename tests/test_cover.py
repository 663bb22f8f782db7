"""Covers and emblems: the same input gives the same picture, and pictures are small, valid and quiet."""

from __future__ import annotations

import re
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from struin.components.cover.cover import FRAMES, cover_svg
from struin.components.emblem.emblem import emblem_svg

KINDS = ("stories", "exercises", "quotes", "principles", "a-kind-that-comes-later")
seeds = st.text(min_size=1, max_size=70)


@given(seed=seeds, principle=st.integers(1, 6), kind=st.sampled_from(KINDS), frame=st.sampled_from(sorted(FRAMES)))
def test_a_cover_is_valid_small_and_the_same_every_time(seed: str, principle: int, kind: str, frame: str) -> None:
    svg = cover_svg(seed, principle, kind, frame)
    assert svg == cover_svg(seed, principle, kind, frame)
    assert len(svg.encode()) <= 2048
    tree = ElementTree.fromstring(svg)
    assert tree.get("viewBox") == "0 0 {} {}".format(*FRAMES[frame])
    assert tree.get("aria-hidden") == "true"
    # No ids that could clash on a page with many covers, no styles that a content security policy refuses.
    assert not re.search(r'\s(id|style|href|fill|stroke|on\w+)="', svg)
    assert "nan" not in svg
    assert "inf" not in svg


def test_a_principle_beyond_the_sixth_borrows_a_family() -> None:
    seventh, first = (cover_svg("stories/de-jas-aan", number, "stories", "card") for number in (7, 1))
    assert seventh == first


def test_ten_thousand_items_have_different_covers() -> None:
    covers = {cover_svg(f"stories/item-{i}", i % 6 + 1, "stories", "card") for i in range(10_000)}
    assert len(covers) == 10_000


@pytest.mark.parametrize(("principle", "frame"), list(product(range(1, 7), FRAMES)))
def test_many_covers_fit_in_two_kilobytes(principle: int, frame: str) -> None:
    sizes = [len(cover_svg(f"{kind}/{i}", principle, kind, frame)) for kind in KINDS for i in range(150)]
    assert max(sizes) <= 2048


def test_an_unknown_frame_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        cover_svg("stories/x", 1, "stories", "postcard")


@pytest.mark.parametrize("principle", range(1, 7))
def test_an_emblem_is_valid_and_has_no_ids(principle: int) -> None:
    svg = emblem_svg(principle)
    assert ElementTree.fromstring(svg).get("aria-hidden") == "true"
    assert not re.search(r'\s(id|style|href|on\w+)="', svg)


@pytest.mark.parametrize("principle", [0, 7, -1])
def test_there_are_six_emblems(principle: int) -> None:
    with pytest.raises(ValueError, match="count from 1 to 6"):
        emblem_svg(principle)
