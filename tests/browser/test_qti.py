"""QTI 3 items in a player: @citolab/qti-components, in a real Chromium. Nothing of that program is part of Struin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from browsing import Server, Visit
from built import once
from learning import EVERY, HOSTILE, make, presenter_of
from modules import module
from struin.exports.qti.export import make as qti
from struin.exports.zipped import unzipped

pytestmark = pytest.mark.browser

PLAYER = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Speler</title>
<script src="/index.global.js"></script><body><qti-item><item-container></item-container></qti-item></body></html>"""
# Loads an item, gives the answers that it is told, and else the first there is, and tells what became of it.
PLAY = """async ({path, answers}) => {
  const place = document.querySelector("item-container");
  const ready = new Promise((done, fail) => {
    place.addEventListener("qti-assessment-item-connected", done, {once: true});
    setTimeout(() => fail(new Error(`no item in ${path}`)), 20000);
  });
  place.itemURL = path;
  await ready;
  const item = place.shadowRoot.querySelector("qti-assessment-item");
  await item.updateComplete;
  const settled = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await settled();
  const declared = (name) => item.querySelector(`qti-response-declaration[identifier="${name}"]`);
  const interactions = [...item.querySelectorAll("[response-identifier]")];
  for (const each of interactions) {
    const name = each.getAttribute("response-identifier");
    const many = ["multiple", "ordered"].includes(declared(name).getAttribute("cardinality"));
    const options = [...each.querySelectorAll("[identifier]")].map((option) => option.getAttribute("identifier"));
    const values = answers[name] || [options[0] || "een woord"];
    const answer = many ? values : values[0];
    each.response = answer;
    each.saveResponse(answer);
  }
  await settled();
  item.processResponse();
  await settled();
  const made = item.variables.filter(({type}) => type === "outcome");
  const outcomes = Object.fromEntries(made.map(({identifier, value}) => [identifier, value]));
  const names = [...item.querySelectorAll("*")].map((each) => each.localName);
  const shown = [...item.querySelectorAll("qti-feedback-block")].filter((block) => block.showStatus === "on");
  return {
    title: item.getAttribute("title"), text: item.innerText, outcomes, interactions: interactions.length,
    kinds: interactions.map((each) => each.localName), shown: shown.map((block) => block.textContent.trim()),
    blocks: item.querySelectorAll("qti-feedback-block").length,
    unknown: names.filter((name) => name.startsWith("qti-") && !customElements.get(name)),
  };
}"""
# What the player reads without an element of its own for it.
READ_ONLY = {
    "qti-simple-match-set",
    "qti-correct-response",
    "qti-value",
    "qti-default-value",
    "qti-content-body",
    "qti-map-entry",
    "qti-mapping",
}


def _right(file: Path) -> dict[str, list[str]]:
    """The correct values of each response, as the item declares them: the player takes them off its page."""
    declared = etree.parse(file).getroot().iterfind("{*}qti-response-declaration")
    values = {
        str(each.get("identifier")): [
            str(value.text) for value in each.iterfind("{*}qti-correct-response/{*}qti-value")
        ]
        for each in declared
    }
    return {name: each for name, each in values.items() if each}


def _wrong(right: dict[str, list[str]]) -> dict[str, list[str]]:
    """Other answers of the same form: turned around, or one fewer, or something that is no answer at all."""
    return {
        name: values[::-1][: max(1, len(values) - 1)] if len(values) > 1 else ["x"] for name, values in right.items()
    }


def _unpack(folder: Path) -> None:
    root = folder.with_name(f"{folder.name}-project")
    make(root)
    presenter = presenter_of(root)
    folder.mkdir()
    for subject in (EVERY, HOSTILE):
        for path, content in unzipped(qti(presenter, subject)).items():
            file = folder / subject.rpartition("/")[2] / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


@pytest.fixture(scope="module")
def items(shared: Path) -> Iterator[Server]:
    program = module("@citolab/qti-components") / "cdn/index.global.js"
    folder = once(shared / "qti", _unpack)
    shutil.copyfile(program, folder / "index.global.js")
    with Server(folder, headers={}) as server:
        server.extra["player.html"] = PLAYER.encode()
        yield server


def test_every_item_is_shown_takes_an_answer_and_says_what_there_is_to_say(
    chromium: Any, items: Server, shared: Path
) -> None:
    visit = Visit(chromium, items.url)
    page = visit.go("player.html")
    files = sorted((shared / "qti").glob("*/items/*.xml"))
    assert len(files) >= 24
    kinds: set[str] = set()
    for file in files:
        path = f"/{file.relative_to(shared / 'qti').as_posix()}"
        answers = _right(file)
        right = page.evaluate(PLAY, {"path": path, "answers": answers})
        assert set(right["unknown"]) <= READ_ONLY, path
        kinds |= set(right["kinds"])
        if not right["interactions"]:
            assert "flip" in path
            continue
        assert right["outcomes"]["ANSWERED"] == "yes", path
        always = [each for each in right["shown"] if each]
        assert always or right["blocks"] == 0 or "SAID-RESPONSE" in right["outcomes"], path
        if "SCORE" in right["outcomes"]:
            most = int(file.read_text(encoding="utf-8").partition('normal-maximum="')[2].partition('"')[0])
            assert float(right["outcomes"]["SCORE"]) == most, path
            wrong = page.evaluate(PLAY, {"path": f"{path}?wrong", "answers": _wrong(answers)})
            assert float(wrong["outcomes"]["SCORE"]) < most, path
    assert kinds == {
        "qti-choice-interaction",
        "qti-extended-text-interaction",
        "qti-hotspot-interaction",
        "qti-inline-choice-interaction",
        "qti-match-interaction",
        "qti-order-interaction",
        "qti-text-entry-interaction",
    }
    # What is said goes with the answer: of two options only the chosen one speaks.
    coat = shared / "qti/alles/items/proef-exercises-alles-choice-jas-aan.xml"
    chosen = page.evaluate(PLAY, {"path": f"/alles/items/{coat.name}", "answers": _right(coat)})
    assert "Je zegt wat je ziet en laat haar de rest vertellen" in " ".join(chosen["shown"])
    assert "Dat zegt bijna iedereen" not in " ".join(chosen["shown"])
    hostile = page.evaluate(PLAY, {"path": "/vijandig/items/proef-exercises-vijandig-teken.xml", "answers": {}})
    assert "{ ~ = # : } staat er, en [id:gestolen] en // geen commentaar" in hostile["text"]
    assert page.evaluate("document.scripts.length") == 1, "text made no script"
    visit.close()
    assert visit.faults == []
