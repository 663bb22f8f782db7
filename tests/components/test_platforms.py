"""Files for learning platforms on the site: where they stand, that they are whole, and that none is made twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from built import Built, build, once, snapshot
from learning import EVERY, HOSTILE, MORNING, SHORT, make
from struin.exports.zipped import unzipped

FOLDER = "assets/platforms"


@pytest.fixture(scope="module")
def project(shared: Path) -> Path:
    return once(shared / "learning", make)


@pytest.fixture(scope="module")
def learning(shared: Path, project: Path) -> Built:
    return Built(once(shared / "learning-site", lambda folder: build(project, folder)))


def test_each_item_offers_the_files_that_can_hold_it(learning: Built) -> None:
    def offered(address: str) -> list[str]:
        links = learning.pages[f"{address}/"].all(".platforms__file")
        return [str(link.attributes["href"]).rpartition("/")[2] for link in links]

    for subject in (EVERY, HOSTILE, SHORT, MORNING):
        name = subject.rpartition("/")[2]
        assert offered(subject) == [
            f"{name}.{suffix}" for suffix in ("scorm12.zip", "scorm2004.zip", "gift.txt", "qti.zip")
        ]
    assert offered("exercises/oefening-0") == offered("stories/de-jas") == []
    said = [node.text() for node in learning.pages[f"{EVERY}/"].all(".platforms__left")]
    assert said == ["zonder: Vertakt verhaal, Kaarten, Kijken", "zonder: Vertakt verhaal"]
    names = [node.attributes["aria-label"] for node in learning.pages[f"{SHORT}/"].all(".platforms__file")]
    assert names[0] == "Kort als SCORM 1.2"


def test_every_file_that_is_offered_is_there_and_whole(learning: Built) -> None:
    for page in learning.pages.values():
        for link in page.links:
            if link.target and link.target.startswith(FOLDER):
                assert link.target in learning.files, f"{page.address}: {link.target}"
    for name in sorted(learning.files):
        if name.startswith(FOLDER) and name.endswith(".zip"):
            files = unzipped((learning.folder / name).read_bytes())
            assert next(iter(files)) == "imsmanifest.xml"


def test_a_second_build_gives_the_same_bytes_and_makes_nothing_anew(
    learning: Built, project: Path, tmp_path: Path
) -> None:
    kept = project / ".cache/platforms"
    made = {file.name: file.stat().st_ino for file in kept.iterdir()}
    assert len(made) == 16
    again = build(project, tmp_path / "site")
    assert {file.name: file.stat().st_ino for file in kept.iterdir()} == made
    assert snapshot(again.folder / FOLDER) == snapshot(learning.folder / FOLDER)


def test_the_page_for_teachers_lists_every_file_of_the_real_bundle(site: Built) -> None:
    page = site.pages["leeromgeving/"]
    listed = {link.target for link in page.links if link.target and link.target.startswith(FOLDER)}
    assert listed == {name for name in site.files if name.startswith(FOLDER)}
    assert len(listed) > 100
    for name in sorted(listed):
        if name.endswith(".zip"):
            for path, content in unzipped((site.folder / name).read_bytes()).items():
                if path.endswith(".xml"):
                    etree.fromstring(content)
    checks = {item["id"] for item in site.items if item["collection"] == "exercises" and item["interactions"]}
    names = {str(link.target).rstrip("/") for link in page.links if link.tag == "a" and link.target}
    assert checks <= names
    assert "leeromgeving/" in {link.target for link in site.pages["exercises/kan-ook/"].links}
