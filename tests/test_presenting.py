"""Presenting: an item's own picture takes the place of the drawn one, on cards and on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from struin.pipeline import load
from struin.present import Presenter, Site
from world import bundle_world, item

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>'


@pytest.fixture
def presenter(tmp_path: Path) -> Presenter:
    own = item(
        "stories",
        cover={"image": "een-kapstok.svg", "alt": "Een kapstok met “één” jas"},
        language_note="Er staat een scheldwoord in.",
    )
    files = {
        "stories/met-beeld.md": own,
        "stories/zonder-beeld.md": item("stories"),
        "media/een-kapstok.svg": PICTURE,
    }
    root = bundle_world(tmp_path, files)
    return Presenter(load(root), Site())


def test_the_page_shows_the_own_picture_with_its_alt_text(presenter: Presenter) -> None:
    page = presenter.item_page("stories/met-beeld")
    assert 'src="../../media/een-kapstok.svg" alt="Een kapstok met “één” jas"' in page


def test_both_frames_of_a_page_describe_it_since_only_one_is_shown(presenter: Presenter) -> None:
    page = presenter.item_page("stories/met-beeld")
    head = page[: page.index("<h1")]
    assert head.count('alt="Een kapstok met “één” jas"') == head.count("<img") == 2


def test_a_drawing_that_goes_on_beyond_its_frame_fills_every_frame(tmp_path: Path) -> None:
    bleeding = PICTURE.replace("<svg ", '<svg overflow="visible" ')
    files = {"stories/jas.md": item("stories", cover={"image": "jas.svg", "alt": "Een jas"}), "media/jas.svg": bleeding}
    presenter = Presenter(load(bundle_world(tmp_path, files)), Site())
    assert 'class="cover cover--own cover--bleeds"' in presenter.item_page("stories/jas")


def test_a_drawing_that_ends_at_its_frame_is_cut(presenter: Presenter) -> None:
    assert "cover--bleeds" not in presenter.item_page("stories/met-beeld")


def test_a_card_shows_the_own_picture_and_leaves_its_alt_empty(presenter: Presenter) -> None:
    card = presenter.card_html(presenter.card("stories/met-beeld", ""), "m", "../")
    assert 'src="../media/een-kapstok.svg" alt=""' in card
    assert "<svg" in presenter.card_html(presenter.card("stories/zonder-beeld", ""), "m", "../")


def test_the_remark_on_the_language_stands_on_the_page(presenter: Presenter) -> None:
    assert "Er staat een scheldwoord in." in presenter.item_page("stories/met-beeld")
    assert "interface" not in presenter.item_page("stories/zonder-beeld")
