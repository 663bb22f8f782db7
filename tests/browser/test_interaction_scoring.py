"""What tells right from wrong, and what makes a day in a calendar: pure functions, many cases on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from browsing import Server, Visit
from exercising import ALL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(chromium: Any, exercises: Server) -> Iterator[Page]:
    visitor = Visit(chromium, exercises.url)
    yield visitor.go(ALL)
    visitor.close()


TYPED = [
    (["luisteren", "horen"], "Luisteren.", "fits"),
    (["luisteren", "horen"], "  luisteren ", "fits"),
    (["luisteren", "horen"], "hóren", "fits"),
    (["luisteren", "horen"], "luistren", "near"),
    (["luisteren", "horen"], "luistreen", "near"),  # two letters that changed places are one slip
    (["luisteren", "horen"], "luistrn", "near"),
    (["luisteren", "horen"], "luitrn", "misfits"),
    (["luisteren", "horen"], "hoen", "near"),
    (["luisteren", "horen"], "hen", "misfits"),
    (["mag"], "mig", "misfits"),  # in a short word a slip is another word
    (["112"], "113", "misfits"),
    (["0800-0113"], "08000113", "fits"),
    (["0800-0113"], "0800 0112", "misfits"),
    (["Veilig Thuis"], "veilg thius", "near"),
    (["’s nachts"], "'s nachts", "fits"),
    (["luisteren"], "x" * 200, "misfits"),
    (["luisteren"], ".", "misfits"),
]


def test_slips_are_forgiven_as_far_as_the_word_is_long(page: Page) -> None:
    score = "(all) => all.map(([accepted, given]) => Struin.scoring.typed(accepted, given))"
    told = page.evaluate(score, [*TYPED, (["luisteren", "horen"], "hooren", "near")])
    assert [each["fit"] for each in told[:-1]] == [fit for _, _, fit in TYPED]
    assert told[-1] == {"fit": "near", "meant": "horen"}
    whole = "given => Struin.scoring.gap([{fitting: ['a', 'b']}, {fitting: ['tien'], typed: true}], given)"
    assert page.evaluate(whole, ["b", "Tien"])["correct"] is True
    assert page.evaluate(whole, ["", "tien"]) == {
        "correct": False, "fitting": 1, "each": [{"fit": "open"}, {"fit": "fits"}]
    }  # fmt: skip


SCORES = [
    # given, what may stay, what fits earlier, what fits later; the right order is that of the letters
    ("abcd", "abcd", "", ""),
    ("bcda", "bcd", "a", ""),
    ("dabc", "abc", "", "d"),
    ("cba", "b", "a", "c"),
]


def test_as_few_steps_as_can_be_are_told_to_move(page: Page) -> None:
    score = "([right, given]) => Struin.scoring.order([...right], [...given])"
    for given, *told in SCORES:
        right = "".join(sorted(given))
        result = page.evaluate(score, [right, given])
        assert ["".join(result[name]) for name in ("stays", "earlier", "later")] == told
        assert result["correct"] is (given == right)
    assert page.evaluate(score, ["abc", ""])["correct"] is False
    assert len(page.evaluate(score, ["abcd", "acbd"])["stays"]) == 3  # b or c: either may go


def test_cards_that_lie_nowhere_are_open_and_others_fit_or_fit_elsewhere(page: Page) -> None:
    right = {"a": "1", "b": "2", "c": "1"}
    score = "([right, given]) => Struin.scoring.match(right, given)"
    assert page.evaluate(score, [right, right])["correct"] is True
    assert page.evaluate(score, [right, {"a": "1", "b": "1", "x": "9"}]) == {
        "correct": False, "fits": ["a"], "misfits": ["b"], "open": 1
    }  # fmt: skip
    assert page.evaluate(score, [right, {}])["open"] == 3


def calendar(page: Page, **about: Any) -> str:
    values = {"uid": "a/b@struin", "day": "2026-11-29", "text": "Bel terug", "about": "Deze week"} | about
    made: str = page.evaluate(
        "about => Struin.scoring.intention({...about, stamp: new Date('2026-11-22T04:05:06.789Z')})", values
    )
    return made


def test_lines_are_folded_and_nothing_that_was_typed_becomes_a_line_of_its_own(page: Page) -> None:
    long = "één, twee; drie\\vier " * 20 + "👩‍👧 einde"
    made = calendar(page, text=long, about="a\r\nEND:VCALENDAR\nBEGIN:VEVENT")
    lines = made.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert made.endswith("END:VCALENDAR\r\n")
    assert made.count("\n") == made.count("\r\n")
    assert sum(line == "END:VCALENDAR" for line in lines) == 1
    unfolded = made.replace("\r\n ", "").split("\r\n")
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))
    plain = summary.removeprefix("SUMMARY:").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    assert plain == long
    assert "DESCRIPTION:a\\nEND:VCALENDAR\\nBEGIN:VEVENT" in unfolded
    assert "DTSTAMP:20261122T040506Z" in unfolded
    assert "DTEND;VALUE=DATE:20270101" in calendar(page, day="2026-12-31")
