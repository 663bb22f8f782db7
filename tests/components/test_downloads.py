"""Files to download on the site: they are there, whole, where their links say, and are made once."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from built import Built
from exporting import ADDRESS, presenter
from readers import codes, pdf_info, pictures
from struin.components.downloads import component
from struin.components.downloads.component import DECK, FOLDER, FORMS, downloads
from struin.exports import exports, kept
from struin.exports.kept import Making, NotMade, digest
from struin.exports.running_order import Step
from struin.exports.zipped import unzipped

HEADS = {"docx": b"PK\x03\x04", "pdf": b"%PDF-", "md": b"# "}


def linked(built: Built, address: str) -> list[str]:
    """The files that a page offers, relative to the site's root."""
    page = built.pages[address]
    return [str(link.attributes["href"]).rpartition("../")[2] for link in page.all("struin-downloads a[href]")]


def test_every_session_offers_its_running_order_in_every_form(site: Built) -> None:
    sessions = [item for item in site.items if item["collection"] == "sessions"]
    assert len(sessions) >= 6
    for item in sessions:
        files = linked(site, item["url"])
        assert [file.rpartition(".")[2] for file in files] == list(FORMS)
        for file in files:
            content = (site.folder / file).read_bytes()
            assert content.startswith(HEADS[file.rpartition(".")[2]]), file
            if file.endswith("docx"):
                assert item["title"] in unzipped(content)["word/document.xml"].decode()
        names = [link.attributes["aria-label"] or "" for link in site.pages[item["url"]].all("struin-downloads a")]
        assert all(item["title"] in name for name in names)


def test_without_an_address_there_are_no_decks(site: Built) -> None:
    assert linked(site, "trainers/") == []
    assert [file.name for file in (site.folder / FOLDER).glob("kaarten*")] == []


def test_with_an_address_every_principle_has_its_deck_and_trainers_have_all(addressed: Built, tmp_path: Path) -> None:
    principles = [item for item in addressed.items if item["collection"] == "principles"]
    offered = {file for item in principles for file in linked(addressed, item["url"])}
    assert len(offered) == len(principles) == 6
    every = linked(addressed, "trainers/")
    assert set(every) == offered | {f"{FOLDER}/kaarten.pdf"}
    for file in every:
        info = pdf_info(addressed.folder / file)
        assert (info["Tagged"], int(info["Pages"]) % 2) == ("yes", 0)
    assert int(pdf_info(addressed.folder / FOLDER / "kaarten.pdf")["Pages"]) >= 80
    first = addressed.folder / f"{FOLDER}/kaarten-lerend-werken.pdf"
    backs = pictures(first, tmp_path, 150, "-f", "2", "-l", "2")
    pages = {f"{ADDRESS}{item['url']}" for item in addressed.items}
    assert len(codes(backs[0])) == 4
    assert set(codes(backs[0])) <= pages


# Kept from one build to the next


@dataclass(frozen=True)
class Plan:
    text: str


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many files each process that is started has to make."""
    started: list[int] = []
    start = Making._start

    def counting(self: Making, jobs: list[object]) -> object:
        started.append(len(jobs))
        return start(self, jobs)  # type: ignore[arg-type]

    monkeypatch.setattr(Making, "_start", counting)
    return started


def test_what_has_not_changed_is_not_made_again(tmp_path: Path, counted: list[int]) -> None:
    made = presenter(ADDRESS)
    site, root = tmp_path / "site", made.bundle.root
    for _ in range(2):
        component.start(made, site)
        component.finish(made, site)
    files = sorted(file.name for file in (site / FOLDER).iterdir())
    assert len(files) == 4 * len(FORMS) + 3  # sessions; and decks, of two principles and of all
    assert counted == [len(files)]
    assert len(list((root / component.KEPT).iterdir())) == len(files)


def test_a_change_of_what_is_told_makes_only_that_file_anew(tmp_path: Path, counted: list[int]) -> None:
    from struin.exports.md import export

    one, other = (export.plan(presenter(), f"sessions/{name}") for name in ("ochtend", "laat"))
    for plans in ({"a.md": ("md", one)}, {"a.md": ("md", one), "b.md": ("md", other)}, {"b.md": ("md", other)}):
        Making(plans, tmp_path / "kept").into(tmp_path / "site")
    assert counted == [1, 1]
    assert (tmp_path / "site/a.md").read_bytes() == export.written(one)
    assert (tmp_path / "site/b.md").read_bytes() == export.written(other)


def test_other_code_makes_everything_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest("md", Plan("x"))
    assert before == digest("md", Plan("x"))
    assert len({before, digest("md", Plan("y")), digest("docx", Plan("x"))}) == 3
    monkeypatch.setattr(kept, "_code", lambda: "other")
    assert digest("md", Plan("x")) != before


def test_what_cannot_be_made_fails_the_build_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(NotMade, match="AttributeError"):
        Making({"a.md": ("md", Step(1, "not what is told of a session", ""))}, tmp_path / "kept").into(
            tmp_path / "site"
        )
    assert not list((tmp_path / "kept").iterdir())


def test_a_folder_that_cannot_be_written_to_only_means_that_nothing_is_kept(tmp_path: Path) -> None:
    from struin.exports.md import export

    (tmp_path / "kept").write_text("a file", encoding="utf-8")
    plan = export.plan(presenter(), "sessions/ochtend")
    Making({"a.md": ("md", plan)}, tmp_path / "kept").into(tmp_path / "site")
    assert (tmp_path / "site/a.md").read_bytes() == export.written(plan)


def test_what_no_build_used_for_long_is_cleared(tmp_path: Path) -> None:
    from struin.exports.md import export

    (tmp_path / "kept").mkdir()
    old, new = tmp_path / "kept/old", tmp_path / "kept/new"
    for file, days in ((old, 61), (new, 59)):
        file.write_bytes(b"x")
        os.utime(file, (time.time() - days * 86400,) * 2)
    Making({"a.md": ("md", export.plan(presenter(), "sessions/laat"))}, tmp_path / "kept").into(tmp_path / "site")
    assert (old.exists(), new.exists()) == (False, True)


def test_a_build_that_stopped_leaves_no_process(tmp_path: Path) -> None:
    plans = {"kaarten.pdf": (DECK, exports()[DECK].plan(presenter(ADDRESS), ""))}
    making = Making(plans, tmp_path / "kept")
    worker = making._worker
    assert worker
    making.close()
    assert worker.poll() is not None


def test_files_have_names_of_their_own() -> None:
    found = downloads(presenter(ADDRESS))
    paths = [each.path for key, group in found.items() if key for each in group]
    assert len(set(paths)) == len(paths)
    assert [each.number for each in found[""]] == [1, 2, 0]
