"""The search index as it is written: what it holds, what it leaves out, and that it is the same each time."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from built import snapshot
from bundles import exercise, project, quote, story
from struin.components.search import index
from struin.components.search.index import NotIndexed, suggestions, write_index
from struin.components.search.settled import _decoded, _encoded, settle
from struin.emit import pages
from struin.hosts.mkdocs.theme_files import stylesheet
from struin.pipeline import load
from struin.present import Presenter, Site
from struin.strings import catalogue

MARK = b"pagefind_dcd"
FILES = {
    "content/stories/jas.md": story("De jas aan", "Alle verhalen begonnen bij de kapstok.\n"),
    "content/stories/mok.md": story("De mok", "Dit verhaal ging over koffie en geld.\n", "lerend-werken"),
    "content/quotes/stoel.md": quote("Een stoel"),
    "content/exercises/tafel.md": exercise("De tafel"),
}


@pytest.fixture
def presenter(tmp_path: Path) -> Presenter:
    return Presenter(load(project(tmp_path / "root", FILES)), Site())


def unpacked(file: Path) -> bytes:
    data = gzip.decompress(file.read_bytes())
    assert data.startswith(MARK)
    return data[len(MARK) :]


def fragments(folder: Path) -> list[dict[str, Any]]:
    found = [json.loads(unpacked(file)) for file in (folder / "fragment").glob("*.pf_fragment")]
    return sorted(found, key=lambda each: str(each["url"]))


def test_the_index_has_one_record_of_each_page_that_is_to_be_found(presenter: Presenter, tmp_path: Path) -> None:
    write_index(presenter, tmp_path / "pagefind")
    found = fragments(tmp_path / "pagefind")
    items = [each["url"] for each in found if each["filters"]["kind"] != ["page"]]
    assert items == sorted(f"/{presenter.site.address(entry)}" for entry in presenter.bundle.entries)
    searched = {page.path for page in pages(presenter) if page.search_text is not None}
    assert {each["url"].strip("/") for each in found} == {path.strip("/") for path in searched}


def test_addresses_follow_the_form_that_the_site_has(presenter: Presenter, tmp_path: Path) -> None:
    plain = Presenter(presenter.bundle, Site(directory_urls=False))
    write_index(plain, tmp_path / "pagefind")
    assert "/stories/jas.html" in [each["url"] for each in fragments(tmp_path / "pagefind")]


def test_a_record_tells_title_summary_kind_and_principles(presenter: Presenter, tmp_path: Path) -> None:
    write_index(presenter, tmp_path / "pagefind")
    mok = next(each for each in fragments(tmp_path / "pagefind") if each["url"] == "/stories/mok/")
    assert mok["meta"] == {"title": "De mok", "summary": "Een samenvatting van een regel."}
    assert mok["filters"] == {"kind": ["stories"], "principle": ["2"]}
    assert "koffie en geld" in mok["content"]


def test_no_record_holds_words_of_doors_buttons_or_the_frame(presenter: Presenter, tmp_path: Path) -> None:
    write_index(presenter, tmp_path / "pagefind")
    words = catalogue("nl")
    frame = [words.text(key) for key in ("interface.doors.title", "interface.page.licence", "interface.skip")]
    for each in fragments(tmp_path / "pagefind"):
        if each["filters"]["kind"] == ["page"]:
            continue
        others = [entry.item.title for entry in presenter.bundle.entries.values() if f"/{entry.id}/" != each["url"]]
        assert not [text for text in [*frame, *others] if text in each["content"]], each["url"]


def test_titles_with_signs_stay_text(tmp_path: Path) -> None:
    root = project(tmp_path / "root", {"content/stories/jas.md": story("\"Jas & 'sjaal' {page}\"")})
    write_index(Presenter(load(root), Site()), tmp_path / "pagefind")
    assert "Jas & 'sjaal' {page}" in [each["meta"]["title"] for each in fragments(tmp_path / "pagefind")]


def test_words_are_indexed_by_their_dutch_stem(presenter: Presenter, tmp_path: Path) -> None:
    write_index(presenter, tmp_path / "pagefind")
    indexed = b"".join(unpacked(file) for file in (tmp_path / "pagefind/index").glob("*.pf_index"))
    assert b"verhaal" in indexed
    assert b"verhalen" not in indexed


def test_an_index_made_twice_is_the_same_to_the_byte(presenter: Presenter, tmp_path: Path) -> None:
    made = []
    for turn in range(4):  # two lists of four would come out alike by chance now and then
        write_index(presenter, tmp_path / str(turn))
        made.append(snapshot(tmp_path / str(turn)))
    assert all(each == made[0] for each in made)


def test_what_names_a_file_names_one_that_is_there(presenter: Presenter, tmp_path: Path) -> None:
    write_index(presenter, tmp_path)
    entry = json.loads((tmp_path / "pagefind-entry.json").read_text(encoding="utf-8"))
    meta, _ = _decoded(unpacked(tmp_path / f"pagefind.{entry['languages']['nl']['hash']}.pf_meta"), 0)
    assert [name for name, _ in meta[3]] == ["kind", "principle"]
    for name, file in meta[3]:
        found, _ = _decoded(unpacked(tmp_path / f"filter/{file}.pf_filter"), 0)
        assert found[0] == name
        assert found[1] == sorted(found[1])
    assert len(list(tmp_path.glob("*.pf_meta"))) == 1


@pytest.mark.parametrize("value", [0, 23, 24, 255, 256, 65_536, 2**32, -1, -169, "", "é" * 300, [], [["a", [1, -2]]]])
def test_what_is_written_reads_back(value: object) -> None:
    data = _encoded(value)
    assert _decoded(data, 0) == (value, len(data))


def test_a_file_in_another_form_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "filter").mkdir()
    kept = {
        "filter/nl_1.pf_filter": gzip.compress(MARK + b"\xf6"),
        "pagefind.nl_2.pf_meta": gzip.compress(b"something else"),
        "pagefind-entry.json": b'{"languages": {"nl": {"hash": "nl_2"}}}',
    }
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    settle(tmp_path)
    assert snapshot(tmp_path) == kept


def test_an_older_index_makes_place(presenter: Presenter, tmp_path: Path) -> None:
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind/old.txt").write_text("old", encoding="utf-8")
    write_index(presenter, tmp_path / "pagefind")
    assert not (tmp_path / "pagefind/old.txt").exists()
    assert not list((tmp_path / "pagefind").glob("*ui*"))


def test_a_large_bundle_is_indexed_in_parts_that_hold_each_page_once(
    presenter: Presenter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_index(presenter, tmp_path / "whole")
    monkeypatch.setattr(index, "PART", 2)
    write_index(presenter, tmp_path / "parted")
    folders = [tmp_path / "parted", *sorted((tmp_path / "parted").glob("part-*"))]
    assert len(folders) == index.parts(presenter) > 1
    pieces = [fragments(folder) for folder in folders]
    assert max(map(len, pieces)) == 2
    urls = [each["url"] for piece in pieces for each in piece]
    assert sorted(urls) == [each["url"] for each in fragments(tmp_path / "whole")]
    assert not [file for folder in folders[1:] for file in folder.glob("*.js")]


def test_a_program_that_fails_is_told_by_what_it_said(
    presenter: Presenter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind.sh"
    program.write_text("#!/bin/sh\necho no room >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(index, "get_executable", lambda: program)
    with pytest.raises(NotIndexed, match="no room"):
        write_index(presenter, tmp_path / "pagefind")
    monkeypatch.setattr(index, "get_executable", lambda: None)
    with pytest.raises(NotIndexed, match="no program"):
        write_index(presenter, tmp_path / "pagefind")


def test_suggestions_are_themes_that_items_speak_of(tmp_path: Path) -> None:
    files = {
        "content/bundle.yml": (
            "id: proef\nname: Proef\ndescription: Om te proeven.\nlanguage: nl\nlicence: CC BY-SA 4.0\n"
            "principles: [van-mens-tot-mens-werken, lerend-werken]\naudience: {professional: professionals}\n"
            "themes: {luisteren: Luisteren, tijd: Tijd, kinderen-horen: Kinderen horen, geld: Geld}\n"
        ),
        "content/stories/een.md": story(body="Zij luisterde. Er was tijd.\n"),
        "content/stories/twee.md": story(body="Wie luistert, hoort meer.\n"),
    }
    assert suggestions(Presenter(load(project(tmp_path, files)), Site())) == ["luisteren", "tijd"]


def test_one_stylesheet_holds_everything_in_its_order_without_comments(presenter: Presenter) -> None:
    css = stylesheet(presenter)
    places = [css.index(part) for part in ("--paper:", "@font-face", ".skip {", ".prose", ".search__field {", "@page")]
    assert places == sorted(places)
    assert "/*" not in css
    assert not re.search(r"^\s|\n\n", css)
    assert css.count("{") == css.count("}")
