"""The moods of `verras/`: each can be answered by the real bundle, and none lacks its words."""

from __future__ import annotations

import pytest

from struin.components.mood.component import Mood, moods, offered, pages
from struin.present import Presenter, Site
from struin.strings import LANGUAGES, catalogue
from world import bundle_of, entry, real_bundle

LEAST = 8  # fewer would be seen through in a week


def test_there_are_four_to_six_moods_with_words_in_every_language() -> None:
    assert 4 <= len(moods()) <= 6
    for language in LANGUAGES:
        assert all(f"mood.moods.{mood.id}" in catalogue(language) for mood in moods())


@pytest.mark.parametrize("mood", moods(), ids=lambda mood: mood.id)
def test_enough_in_the_real_bundle_answers_to_a_mood(mood: Mood) -> None:
    bundle = real_bundle()
    assert set(mood.themes) <= set(bundle.settings.themes)
    assert set(mood.kinds) <= set(bundle.collections)
    assert sum(mood.fits(each) for each in bundle.entries.values()) >= LEAST


def test_an_item_fits_by_one_theme_and_by_its_kind() -> None:
    story = entry("stories/jas", themes=("taal", "buurt"))
    assert Mood("a").fits(story)
    assert Mood("b", themes=("humor", "buurt")).fits(story)
    assert Mood("c", themes=("buurt",), kinds=("stories",)).fits(story)
    assert not Mood("d", themes=("humor",)).fits(story)
    assert not Mood("e", themes=("buurt",), kinds=("quotes",)).fits(story)


def test_a_mood_that_nothing_answers_to_is_not_offered() -> None:
    bundle = bundle_of(
        [entry("principles/open"), entry("principles/dichtbij"), entry("stories/jas"), entry("quotes/zin")]
    )
    assert [mood.id for mood, _ in offered(Presenter(bundle, Site()))] == ["carry"]


def test_the_page_lists_some_of_every_mood_for_who_has_no_javascript() -> None:
    presenter = Presenter(real_bundle(), Site())
    (page,) = pages(presenter)
    html = str(page.render())
    for mood, found in offered(presenter):
        assert f'id="struin-mood-{mood.id}"' in html
        assert f'href="../{found[0]}/"' in html
