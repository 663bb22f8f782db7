"""`struin passport`: what runs out when, the soonest first, for people and for programs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from struin.cli import main
from struin.passport import expiries
from struin.pipeline import load
from world import bundle_world, item

TODAY = date.today()


def told(review: int, until: int, origin: str = "told") -> dict[str, object]:
    """A passport whose review and consent run out in so many days."""
    consent = {
        "reference": "T-12",
        "given_on": TODAY - timedelta(days=400),
        "valid_until": TODAY + timedelta(days=until),
    }
    return {"origin": origin, "consent": consent, "review_by": TODAY + timedelta(days=review)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    far = {"review_by": TODAY + timedelta(days=900)}
    files = {
        "stories/aaa.md": item("stories", passport=told(700, 61)),
        "stories/bbb.md": item("stories", passport=told(-3, 1)),
        "quotes/aaa.md": item("quotes", passport=told(1, 700, "quoted")),
        "quotes/bbb.md": item("quotes", passport=told(800, 5, "composed")),
        "quotes/ccc.md": item("quotes", passport=far, draft=True),
    }
    root = bundle_world(tmp_path, files)
    for file in (root / "content/principles").iterdir():
        file.write_text(file.read_text().replace("2999-01-01", str(TODAY + timedelta(days=850))))
    return root


def test_the_soonest_comes_first_and_a_consent_that_nobody_needs_is_left_out(root: Path) -> None:
    found = expiries(load(root).entries.values(), TODAY)
    assert [(each.id, each.what, each.days) for each in found] == [
        ("stories/bbb", "review", -3),
        ("quotes/aaa", "review", 1),
        ("stories/bbb", "consent", 1),
        ("stories/aaa", "consent", 61),
        ("quotes/aaa", "consent", 700),
        ("stories/aaa", "review", 700),
        ("quotes/bbb", "review", 800),
        ("principles/dichtbij", "review", 850),
        ("principles/open", "review", 850),
    ]


def test_the_command_tells_people_and_programs_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["passport", "--root", str(root), "--days", "61"]) == 0
    days = {number: TODAY + timedelta(days=number) for number in (-3, 1, 61)}
    assert capsys.readouterr().out.splitlines() == [
        f"{days[-3]}  nalezen       stories/bbb  (is voorbij)",
        f"{days[1]}  nalezen       quotes/aaa  (nog 1 dag)",
        f"{days[1]}  toestemming   stories/bbb  (nog 1 dag)",
        f"{days[61]}  toestemming   stories/aaa  (nog 61 dagen)",
    ]
    assert main(["passport", "--root", str(root), "--days", "60", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told] == ["stories/bbb", "quotes/aaa", "stories/bbb"]
    assert told[2] == {"id": "stories/bbb", "what": "consent", "on": str(days[1]), "days": 1}


def test_a_consent_that_is_past_is_told_in_the_place_of_the_list(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "content/stories/aaa.md").write_text(item("stories", passport=told(700, -1)))
    assert main(["passport", "--root", str(root)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "[consent-past]" in err
