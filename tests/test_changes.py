"""What a change does to a bundle, told to the people who read along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from built import run
from repositories import git
from struin.change_report import as_markdown, as_text
from struin.changes import Changes, Relation, compare
from struin.pipeline import load
from struin.rename import rename
from struin.report import escaped
from struin.revision import UnknownRevision, check_out
from world import bundle_world, item

TODAY = date(2026, 11, 1)
BASE: dict[str, str | bytes] = {
    "stories/jas.md": item("stories", title="De jas", relations={"shows": ["principles/open"]}),
    "quotes/stoel.md": item("quotes", title="Een stoel", relations={"voices": ["stories/jas"]}),
    "exercises/tafel.md": item("exercises", title="De tafel"),
}
MORE = {f"quotes/citaat-{n}.md": item("quotes", title=f"Citaat {n}") for n in range(4)}
STOPS = ("stories/jas", "exercises/tafel", *(f"quotes/citaat-{n}" for n in range(4)))
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>'
LONG = "Toen " + "en ".join(["liep ik verder "] * 12) + "tot de deur.\n"


def changes(folder: Path, files: Mapping[str, str | bytes | None]) -> tuple[Changes, Path]:
    """Between BASE and what it becomes with `files`; None takes a file away. With the root of the latter."""
    base = bundle_world(folder / "base", BASE)
    texts = {path: text for path, text in {**BASE, **files}.items() if text is not None}
    head = bundle_world(folder / "head", texts)
    return compare(load(base, today=TODAY), load(head, today=TODAY)), head


def test_nothing_changes_when_nothing_changed(tmp_path: Path) -> None:
    found, head = changes(tmp_path, {})
    assert found.empty
    assert as_text(found, load(head, today=TODAY)) == "Er verandert niets voor lezers.\n"


def test_a_new_a_changed_and_a_removed_card_are_told_with_what_hangs_on_them(tmp_path: Path) -> None:
    found, head = changes(
        tmp_path,
        {
            "stories/deur.md": item("stories", f"Er stond [een deur](jas.md) open.\n\n{LONG}", title="De deur"),
            "exercises/tafel.md": item("exercises", "Ga zitten.\n", title="De lange tafel"),
            "quotes/stoel.md": None,
        },
    )
    assert [each.id for each in found.new] == ["stories/deur"]
    assert [(each.id, each.fields) for each in found.changed] == [("exercises/tafel", ("title", "body"))]
    assert [(each.id, each.title) for each in found.removed] == [("quotes/stoel", "Een stoel")]
    assert found.gained == (Relation("stories/deur", "mentions", "stories/jas"),)
    assert found.lost == (Relation("quotes/stoel", "voices", "stories/jas"),)
    assert found.lonely == ("stories/deur",)
    assert [(hint.id, hint.code) for hint in found.hints] == [("stories/deur", "long")]
    assert all(each.id not in ("exercises/tafel", "stories/deur") for each in found.doors)
    told = as_text(found, load(head, today=TODAY))
    assert told.startswith(
        "Nieuw: 1. Veranderd: 1. Weg: 1.\n\nNieuwe kaarten\n\n"
        "- Verhaal: De deur (stories/deur). Er stond een deur open.\n"
    )
    assert "- Oefening: De lange tafel (exercises/tafel): de titel, de tekst. Ga zitten.\n" in told
    assert "- De deur (stories/deur) *noemt* De jas (stories/jas)\n" in told
    assert "- `quotes/stoel` *zegt" in told
    assert "een zin van 51 woorden" in told
    assert f"Deuren die ergens anders heen gaan ({len(found.doors)})\n" in told
    moved = found.doors[0]
    shown = LexborHTMLParser(as_markdown(found, load(head, today=TODAY), "https://voorbeeld.example/"))
    assert len(shown.css("details")) == 1  # few will read those: closed at first
    assert moved.id in shown.css_first("details").text()


def test_an_item_that_nobody_refers_to_any_more_is_told(tmp_path: Path) -> None:
    found, _ = changes(tmp_path, {"quotes/stoel.md": item("quotes", title="Een stoel")})
    assert found.lonely == ("stories/jas",)


def test_where_one_starts_needs_nobody_that_refers_to_it(tmp_path: Path) -> None:
    trail = item(
        "stories",
        title="De weg",
        narrator=...,
        question=...,
        start="Waar begin je als je het niet weet?",
        stops=[{"item": each, "why": "Kijk hier maar eens naar."} for each in STOPS],
    )
    found, _ = changes(tmp_path, {"trails/weg.md": trail, **MORE})
    assert [each.id for each in found.new if each.id.startswith("trails/")] == ["trails/weg"]
    assert found.lonely == ()


def test_a_door_that_only_comes_is_a_door_that_moved(tmp_path: Path) -> None:
    new = item("stories", "Er stond [een tafel](../exercises/tafel.md).\n", title="De deur")
    found, _ = changes(tmp_path, {"stories/deur.md": new})
    moved = {each.id: (each.gone, each.come) for each in found.doors}
    assert moved["exercises/tafel"] == ((), ("stories/deur",))


def test_a_picture_that_is_another_of_the_same_size_has_changed(tmp_path: Path) -> None:
    base = bundle_world(tmp_path / "base", {**BASE, "media/jas.svg": DRAWING})
    head = bundle_world(tmp_path / "head", {**BASE, "media/jas.svg": DRAWING.replace(b"v4z", b"v3z")})
    found = compare(load(base, today=TODAY), load(head, today=TODAY))
    assert found.media == {"jas.svg": 0}
    assert not found.empty


def test_weight_is_in_bytes_and_a_text_that_goes_makes_it_less(tmp_path: Path) -> None:
    found, _ = changes(tmp_path, {"exercises/tafel.md": item("exercises", "é\n", title="De tafel")})
    less, _ = changes(tmp_path / "less", {"exercises/tafel.md": item("exercises", "e\n", title="De tafel")})
    assert found.weight - less.weight == 1
    assert less.weight < 0


def test_an_old_name_of_what_the_base_never_had_is_no_renaming(tmp_path: Path) -> None:
    """Both are new: an item that was renamed before anybody else saw it."""
    base = bundle_world(tmp_path / "base", BASE)
    head = bundle_world(tmp_path / "head", {**BASE, "stories/deur.md": item("stories", title="De deur")})
    rename(head, "stories/deur", "poort")
    found = compare(load(base, today=TODAY), load(head, today=TODAY))
    assert found.renamed == ()
    assert [each.id for each in found.new] == ["stories/poort"]


def test_a_renamed_item_is_the_same_item(tmp_path: Path) -> None:
    base = bundle_world(tmp_path / "base", BASE)
    head = bundle_world(tmp_path / "head", BASE)
    rename(head, "stories/jas", "mantel")
    found = compare(load(base, today=TODAY), load(head, today=TODAY))
    assert (found.new, found.removed, found.lost, found.gained) == ((), (), (), ())
    assert found.renamed == (("stories/jas", "stories/mantel"),)


def test_what_the_passport_says_of_what_changed_is_told_at_its_line(tmp_path: Path) -> None:
    old = item("stories", title="De deur", passport={"review_by": date(2026, 1, 1)})
    found, _ = changes(tmp_path, {"stories/deur.md": old})
    assert [(each.code, each.place.file) for each in found.passport] == [("review-past", "content/stories/deur.md")]


def test_what_is_heavier_is_told_in_kib(tmp_path: Path) -> None:
    found, head = changes(tmp_path, {"media/jas.svg": DRAWING})
    assert found.media == {"jas.svg": len(DRAWING)}
    assert found.weight == len(DRAWING)
    assert "- `jas.svg` +0.1 KiB\n" in as_markdown(found, load(head, today=TODAY))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1))
def test_any_text_of_an_author_is_just_that_text_in_markdown(text: str) -> None:
    shown = LexborHTMLParser(markdown(f"x {escaped(text)} x"))
    assert [node.tag for node in shown.css("body *")] == ["p"]
    assert shown.text().replace("\u200b", "").split() == f"x {text} x".replace("\u200b", "").split()


def test_a_title_is_no_markup_nor_a_call_to_somebody(tmp_path: Path) -> None:
    title = "![x](https://x.example/a.png) @noor #12 `a` **b**"
    found, head = changes(tmp_path, {"stories/deur.md": item("stories", title=title)})
    told = as_markdown(found, load(head, today=TODAY), "https://voorbeeld.example/")
    shown = LexborHTMLParser(markdown(told))
    assert {node.attributes["src"] for node in shown.css("img")} == {
        "https://voorbeeld.example/assets/pictures/stories/deur.png"
    }
    assert "@noor" not in shown.text()
    assert title in shown.text().replace("\u200b", "")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A bundle in a folder of a repository, with one commit."""
    root = bundle_world(tmp_path / "repository/bundle", BASE)
    git(root.parent, "init", "-q")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "one")
    return root


def test_the_bundle_of_a_revision_is_that_of_then(repository: Path, tmp_path: Path) -> None:
    (repository / "content/stories/jas.md").unlink()
    (tmp_path / "then").mkdir()
    then = check_out(repository, "HEAD", tmp_path / "then")
    assert (then / "content/stories/jas.md").is_file()


@pytest.mark.parametrize("revision", ["nergens", "--output=/tmp/x", "HEAD~5", ""])
def test_a_revision_that_is_none_is_refused(repository: Path, tmp_path: Path, revision: str) -> None:
    with pytest.raises(UnknownRevision):
        check_out(repository, revision, tmp_path)


def test_the_command_compares_with_a_revision_in_three_forms(repository: Path) -> None:
    (repository / "content/stories/deur.md").write_text(item("stories", title="De deur"))
    for form, begins in (("text", "Nieuw: 1."), ("markdown", "## Wat dit voorstel verandert"), ("json", "{\n")):
        done = run("struin", "report", "--root", str(repository), "--base", "HEAD", "--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(begins)
    done = run("struin", "report", "--root", str(repository), "--base", "nergens")
    assert done.returncode == 2
    assert done.stderr.startswith("Git kent ‘nergens’ hier niet: ")
    done = run("struin", "report", "--root", str(repository), "--format", "markdown")
    assert (done.returncode, done.stderr) == (2, "Markdown is er voor een vergelijking: noem ook --base.\n")
