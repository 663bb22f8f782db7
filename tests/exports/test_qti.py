"""QTI 3 packages as files: whole, consistent, and by the schemas of 1EdTech where these are at hand.

The schemas are in no package that tests may fetch. $STRUIN_QTI_SCHEMAS names a folder that holds them, with what they
import: `imsqti_asiv3p0*.xsd` for items and tests, `imsqtiv3p0_imscpv1p2_v1p0.xsd` for manifests.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from built import PROJECT, once
from learning import EVERY, HOSTILE, MORNING, SHORT, TITLE, make, presenter_of
from struin.exports.qti.export import holds
from struin.exports.qti.export import make as qti
from struin.exports.zipped import unzipped
from struin.present import Presenter

SUBJECTS = (EVERY, HOSTILE, MORNING, SHORT)


@pytest.fixture(scope="module")
def presenter(shared: Path) -> Presenter:
    return presenter_of(once(shared / "learning", make))


def _documents(files: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for path, content in files.items():
        if path.endswith(".xml"):
            yield path, etree.fromstring(content)


def _names(root: etree._Element, element: str, attribute: str) -> list[str]:
    return [str(each.get(attribute)) for each in root.iter(f"{{*}}{element}")]


def test_a_package_names_all_its_files_and_a_test_all_its_items(presenter: Presenter) -> None:
    for subject in SUBJECTS:
        files = unzipped(qti(presenter, subject))
        assert next(iter(files)) == "imsmanifest.xml"
        documents = dict(_documents(files))
        manifest, test = documents.pop("imsmanifest.xml"), documents.pop("test.xml")
        listed = set(_names(manifest, "file", "href"))
        assert listed == set(files) - {"imsmanifest.xml"}
        resources = _names(manifest, "resource", "identifier")
        assert len(resources) == len(set(resources))
        assert set(_names(manifest, "dependency", "identifierref")) == set(resources) - set(resources[:1])
        assert sorted(_names(test, "qti-assessment-item-ref", "href")) == sorted(documents)
        for path, item in documents.items():
            assert path == f"items/{item.get('identifier')}.xml"


def test_every_item_declares_what_it_uses(presenter: Presenter) -> None:
    for subject in SUBJECTS:
        files = unzipped(qti(presenter, subject))
        for path, item in _documents(files):
            if not path.startswith("items/"):
                continue
            responses = _names(item, "qti-response-declaration", "identifier")
            outcomes = _names(item, "qti-outcome-declaration", "identifier")
            asked = [str(each.get("response-identifier")) for each in item.iter() if each.get("response-identifier")]
            assert sorted(asked) == sorted(responses), path
            assert set(_names(item, "qti-feedback-block", "outcome-identifier")) <= set(outcomes), path
            assert set(_names(item, "qti-set-outcome-value", "identifier")) == set(outcomes), path
            known = {str(each.get("identifier")) for each in item.iter() if each.get("identifier")}
            for declared in item.iter("{*}qti-response-declaration"):
                if declared.get("base-type") != "string":
                    values = [str(value.text).split() for value in declared.iter("{*}qti-value")]
                    assert {name for each in values for name in each} <= known, path
            for source in _names(item, "img", "src"):
                assert source.removeprefix("../") in files, path
            for href in _names(item, "a", "href"):
                assert href.startswith("https://struin.example/bundel/"), path


def test_every_type_becomes_what_it_is(presenter: Presenter) -> None:
    files = unzipped(qti(presenter, EVERY))
    kinds: dict[str, set[str]] = {}
    for path, item in _documents(files):
        if path.startswith("items/"):
            found = {etree.QName(each).localname for each in item.iter() if isinstance(each.tag, str)}
            kind = path.removeprefix("items/proef-exercises-alles-").partition("-")[0]
            kinds.setdefault(kind, set()).update(name for name in found if name.endswith("-interaction"))
            scored = "SCORE" in _names(item, "qti-outcome-declaration", "identifier")
            assert scored is (kind in ("choice", "gap", "match", "order")), "a score only where something is right"
    choice, text = "qti-choice-interaction", "qti-extended-text-interaction"
    assert kinds == {
        "choice": {choice},
        "dilemma": {choice, text},
        "flip": set(),
        "gap": {"qti-text-entry-interaction", "qti-inline-choice-interaction"},
        "intention": {choice, text},
        "match": {"qti-match-interaction"},
        "observe": {"qti-hotspot-interaction", text},
        "order": {"qti-order-interaction"},
        "reflect": {text},
        "scale": {choice},
        "statements": {choice},
    }
    assert "Niet meegenomen" in files["test.xml"].decode()
    assert "Vertakt verhaal" in files["test.xml"].decode()


def test_hostile_text_is_text(presenter: Presenter) -> None:
    files = unzipped(qti(presenter, HOSTILE))
    documents = dict(_documents(files))
    assert documents["test.xml"].get("title") == TITLE
    item = documents["items/proef-exercises-vijandig-teken.xml"]
    assert item.get("title") == f"{TITLE} 1"
    words = "".join(item.itertext())
    for said in ("{ ~ = # : } staat er, en [id:gestolen]", "\\</script\\> ]] \\>", "<script> is hier tekst"):
        assert said in words
    assert not [each for each in item.iter() if isinstance(each.tag, str) and each.tag.endswith("script")]


def test_two_runs_give_the_same_bytes(presenter: Presenter) -> None:
    again = presenter_of(presenter.bundle.root)
    for subject in SUBJECTS:
        assert qti(presenter, subject) == qti(again, subject)


def test_packages_answer_to_the_schemas_of_the_standard(presenter: Presenter) -> None:
    named = os.environ.get("STRUIN_QTI_SCHEMAS")
    if not named:
        pytest.skip("the schemas of QTI 3 (1EdTech): $STRUIN_QTI_SCHEMAS names no folder with them")
    folder = Path(named)
    parts = etree.XMLSchema(etree.parse(sorted(folder.glob("imsqti_asiv3p0*.xsd"))[0]))
    manifests = etree.XMLSchema(etree.parse(folder / "imsqtiv3p0_imscpv1p2_v1p0.xsd"))
    real = presenter_of(PROJECT, None)
    subjects = [(presenter, subject) for subject in SUBJECTS]
    subjects += [
        (real, subject)
        for subject, entry in real.bundle.entries.items()
        if subject.startswith("exercises/") and any(map(holds, entry.interactions))
    ]
    for each, subject in subjects:
        for path, document in _documents(unzipped(qti(each, subject))):
            (manifests if path == "imsmanifest.xml" else parts).assertValid(document)
