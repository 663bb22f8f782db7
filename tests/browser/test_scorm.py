"""SCORM packages in a learning platform: the run-time of scorm-again plays the platform, in a real Chromium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browsing import Server, Visit
from built import once
from learning import EVERY, MORNING, SHORT, WORDS, make, presenter_of
from modules import module
from struin.exports import exports
from struin.exports.zipped import unzipped
from struin.present import Presenter

pytestmark = pytest.mark.browser

VERSIONS = ("1.2", "2004")
AXE = (Path(__file__).parents[1] / "vendor/axe-core/axe.min.js").read_text(encoding="utf-8")
# A platform in one page: its API, what it was told, and the package in a frame inside a frame.
PLATFORM = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Leeromgeving</title>
<script src="/scorm12.min.js"></script><script src="/scorm2004.min.js"></script><body></body></html>"""
OPEN = """async ({version, name, memory}) => {
  const quiet = {autocommit: false, logLevel: 5, lmsCommitUrl: false, throwExceptions: false};
  const old = version === "1.2";
  const api = old ? new Scorm12API(quiet) : new Scorm2004API(quiet);
  const words = old
    ? {status: "cmi.core.lesson_status", learner: "cmi.core.student_id", call: "LMS"}
    : {status: "cmi.completion_status", learner: "cmi.learner_id", call: ""};
  if (memory) api.loadFromJSON(memory, "");
  window[old ? "API" : "API_1484_11"] = api;
  window.told = [];
  for (const what of ["Initialize", "Commit", "Finish", "Terminate"]) api.on(words.call + what, () => told.push(what));
  api.on(`${words.call}SetValue`, (element, value) => told.push(`${element}=${value}`));
  window.memory = () => JSON.parse(JSON.stringify(api.cmi));
  const middle = document.createElement("iframe");
  document.body.replaceChildren(middle);
  const frame = middle.contentDocument.createElement("iframe");
  middle.width = 900; middle.height = 900; frame.width = 850; frame.height = 850;
  const ready = new Promise((done) => (frame.onload = done));
  frame.src = `/${name}/index.html`;
  middle.contentDocument.body.append(frame);
  await ready;
}"""
CLOSE = "() => document.body.replaceChildren()"


def _package(presenter: Presenter, subject: str, version: str) -> bytes:
    made: bytes = exports()[{"1.2": "scorm12", "2004": "scorm2004"}[version]].make(presenter, subject)
    return made


def _unpack(folder: Path) -> None:
    root = folder.with_name(f"{folder.name}-project")
    make(root)
    folder.mkdir()
    for subject in (SHORT, EVERY, MORNING):
        # Without the address of the site: nothing may lead out of the package.
        presenter = presenter_of(root, None if subject == SHORT else "https://struin.example/")
        for version in VERSIONS:
            for path, content in unzipped(_package(presenter, subject, version)).items():
                file = folder / f"{subject.partition('/')[2]}-{version}" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


@pytest.fixture(scope="module")
def platform(shared: Path) -> Iterator[Server]:
    again = module("scorm-again") / "dist"
    folder = once(shared / "scorm", _unpack)
    with Server(folder, headers={}) as server:
        server.extra["platform.html"] = PLATFORM.encode()
        for name in ("scorm12.min.js", "scorm2004.min.js"):
            shutil.copyfile(again / name, folder / name)
        yield server


@pytest.fixture
def learner(chromium: Any, platform: Server) -> Iterator[Callable[[], Visit]]:
    visits: list[Visit] = []

    def opened() -> Visit:
        visits.append(Visit(chromium, platform.url))
        return visits[-1]

    yield opened
    for visit in visits:
        visit.close()
    assert [fault for visit in visits for fault in visit.faults] == []


def _open(visit: Visit, version: str, name: str, memory: object = None) -> Any:
    visit.go("platform.html")
    visit.page.evaluate(OPEN, {"version": version, "name": f"{name}-{version}", "memory": memory})
    return visit.page.frames[-1]


def _told(visit: Visit) -> list[str]:
    told: list[str] = visit.page.evaluate("told")
    return told


def _status(told: list[str], version: str) -> list[str]:
    element = "cmi.core.lesson_status" if version == "1.2" else "cmi.completion_status"
    return [each.partition("=")[2] for each in told if each.startswith(f"{element}=")]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_platform_is_told_that_somebody_is_done_and_nothing_of_what_they_filled_in(
    learner: Callable[[], Visit], version: str
) -> None:
    visit = learner()
    lesson = _open(visit, version, "kort")
    assert _told(visit)[0] == "Initialize"
    assert _status(_told(visit), version) == ["incomplete"]
    assert "onthoudt" in lesson.locator("[data-recorded]").inner_text()

    lesson.get_by_role("radio").nth(1).check()
    lesson.locator("struin-choice [data-do=check]").click()
    assert _status(_told(visit), version) == ["incomplete"], "one of two exercises"
    lesson.get_by_role("textbox").fill(WORDS)
    lesson.locator("struin-reflect [data-do=check]").click()
    assert _status(_told(visit), version) == ["incomplete", "completed"]
    assert "weet dat je dit deed" in lesson.locator("[data-said]").inner_text()
    assert _told(visit)[-1] == "Commit", "completion is kept at once"

    memory = visit.page.evaluate("memory()")
    visit.page.evaluate(CLOSE)
    told = _told(visit)
    assert told[-1] == ("Finish" if version == "1.2" else "Terminate")
    assert not [each for each in told if any(word in each for word in ("score", "passed", "failed", "time", "success"))]
    assert WORDS not in json.dumps([told, memory]), "what somebody writes stays in the browser"
    kept = [each.partition("=")[2] for each in told if each.startswith("cmi.suspend_data=")][-1]
    assert kept.startswith("struin1:")
    assert len(kept) == len("struin1:") + 2 * 8

    # Another day, the same browser: it is still done, and the words are still there.
    lesson = _open(visit, version, "kort", memory)
    assert _status(_told(visit), version) == []
    assert lesson.get_by_role("textbox").input_value() == WORDS
    assert "al mee klaar" in lesson.locator("[data-said]").inner_text()
    # Who learns next on this machine finds nothing of it.
    other = {**memory, "learner_id": "ander", "core": {**memory.get("core", {}), "student_id": "ander"}}
    lesson = _open(visit, version, "kort", other)
    assert lesson.get_by_role("textbox").input_value() == ""


@pytest.mark.parametrize("version", VERSIONS)
def test_a_session_goes_on_where_it_was_left(learner: Callable[[], Visit], version: str) -> None:
    visit = learner()
    lesson = _open(visit, version, "ochtend")
    assert lesson.locator(".chapter:visible").count() == 1
    onward = lesson.locator(".chapter:visible [data-go='1']")
    for _ in range(3):
        onward.click()
    assert lesson.locator(".chapter:visible .chapter__title").inner_text() == "Kort"
    assert lesson.locator(".chapter:visible .chapter__title").evaluate("(title) => title === document.activeElement")
    assert lesson.locator(".lesson__tick:visible").count() == 3
    lesson.locator(".chapter:visible").get_by_role("radio").nth(0).check()
    lesson.locator("struin-choice:visible [data-do=check]").click()
    memory = visit.page.evaluate("memory()")
    visit.page.evaluate(CLOSE)
    assert _told(visit)[-1] in ("Finish", "Terminate")
    assert any(each.endswith("exit=suspend") for each in _told(visit))

    # Somebody else's machine: what was done is known, what was answered is not.
    visit = learner()
    lesson = _open(visit, version, "ochtend", memory)
    assert lesson.locator(".chapter:visible .chapter__title").inner_text() == "Kort"
    assert lesson.locator(".lesson__tick:visible").count() == 3
    assert lesson.get_by_role("radio").nth(0).is_checked() is False
    lesson.locator(".chapter:visible").get_by_role("textbox").fill(WORDS)
    lesson.locator("struin-reflect:visible [data-do=check]").click()
    assert lesson.locator(".lesson__tick:visible").count() == 4
    lesson.locator(".lesson__step").last.click()
    lesson.locator(".chapter:visible [data-go='1']").click()
    assert "nog niet" in lesson.locator("[data-said]").inner_text()
    rest = lesson.locator("[data-rest] a").all_inner_texts()
    assert rest == ["Een stoel", "Wat ~ doet = je {als} ::het # stoort ]] nu"]
    lesson.locator("[data-rest] a").first.click()
    lesson.locator(".chapter:visible [data-go='1']").click()
    hostile = lesson.locator(".chapter:visible")
    hostile.locator("struin-choice input").nth(0).check()
    hostile.locator("struin-choice [data-do=check]").click()
    hostile.locator("struin-match select").first.select_option(index=1)
    hostile.locator("struin-match [data-do=check]").click()
    assert "completed" not in _status(_told(visit), version)
    hostile.locator("struin-gap input").first.fill("aan")
    hostile.locator("struin-gap [data-do=check]").click()
    assert _status(_told(visit), version)[-1] == "completed"


def test_what_the_platform_keeps_stays_within_its_limits(learner: Callable[[], Visit]) -> None:
    """With more exercises than there will ever be, and whatever is in the place of what was kept."""
    visit = learner()
    for version, most in (("1.2", 4096), ("2004", 64000)):
        visit.go(f"kort-{version}/index.html")
        found = visit.page.evaluate(
            """() => {
              const { packed, unpacked, mark } = StruinConnection;
              const marks = Array.from({length: 20000}, (_, number) => mark(`exercises/een-naam-${number}/oefening`));
              const kept = packed(marks);
              const odd = [null, 7, "", "struin1", "struin1:zz", "{}", "struin1:0011223", "x".repeat(5000)];
              return {size: kept.length, same: unpacked(kept).every((each, n) => each === marks[n]),
                      different: new Set(marks).size, odd: odd.map((each) => unpacked(each).length)};
            }"""
        )
        assert found["size"] <= most
        assert found["same"]
        assert found["different"] > 19990
        assert found["odd"] == [0] * 8
    # The largest there is, done whole.
    lesson = _open(visit, "1.2", "alles")
    marks = lesson.evaluate("""() => {
      const checks = [...document.querySelectorAll(".interaction")];
      for (const check of checks) { check.finish(); }
      return checks.length;
    }""")
    assert marks >= 20
    kept = [each for each in _told(visit) if each.startswith("cmi.suspend_data=")][-1]
    assert len(kept) == len("cmi.suspend_data=struin1:") + 8 * marks <= 4096
    assert _told(visit).count("Commit") <= 3, "a platform is not asked to keep everything at every step"
    assert _status(_told(visit), "1.2")[-1] == "completed"


def test_without_a_platform_that_answers_everything_works_and_says_that_nothing_is_recorded(
    learner: Callable[[], Visit], platform: Server
) -> None:
    visit = learner()
    page = visit.go("kort-1.2/index.html")
    assert "Er wordt niets vastgelegd" in page.locator("[data-recorded]").inner_text()
    page.get_by_role("radio").nth(0).check()
    page.locator("struin-choice [data-do=check]").click()
    page.get_by_role("textbox").fill(WORDS)
    page.locator("struin-reflect [data-do=check]").click()
    assert page.locator("[data-said]").inner_text() == "Klaar."
    assert page.locator("a[href]").count() == 0, "without the address of the site nothing leads out"
    # A platform that throws, that says no, and that lets somebody only look.
    stubborn = {
        "throws": "new Proxy({}, {get: () => () => { throw new Error('no'); }})",
        "refuses": "new Proxy({}, {get: () => () => 'false'})",
        "shows": "new Proxy({}, {get: (_, name) => (value) => name === 'GetValue' "
        "? (value === 'cmi.mode' ? 'review' : '') : (name === 'SetValue' ? (parent.written = true, 'true') : 'true')})",
    }
    for name, api in stubborn.items():
        platform.extra[f"{name}.html"] = (
            f"<!doctype html><meta charset='utf-8'><title>x</title><script>window.API_1484_11 = {api};</script>"
            "<iframe src='/kort-2004/index.html' width='800' height='800'></iframe>"
        ).encode()
        page = visit.go(f"{name}.html")
        lesson = page.frame_locator("iframe")
        said = lesson.locator("[data-recorded]")
        assert "vastgelegd" in said.inner_text(), name
        lesson.get_by_role("radio").nth(1).check()
        lesson.locator("struin-choice [data-do=check]").click()
        assert lesson.locator(".option [data-shown]").count() == 1, name
        lesson.get_by_role("radio").nth(0).check()
    assert page.evaluate("window.written") is None, "who only looks back writes nothing"


def test_the_platform_is_found_in_the_window_that_opened_this_one(
    learner: Callable[[], Visit], platform: Server
) -> None:
    script = """window.told = [];
      const answer = (name, values) => (told.push([name, ...values].join(" ")), name === "LMSGetValue" ? "" : "true");
      window.API = new Proxy({}, {get: (_, name) => (...values) => answer(name, values)});"""
    button = "<button onclick=\"window.open('/kort-1.2/index.html')\">Open</button>"
    platform.extra["opener.html"] = (
        f"<!doctype html><meta charset='utf-8'><title>x</title><script>{script}</script>{button}".encode()
    )
    visit = learner()
    page = visit.go("opener.html")
    with page.expect_popup() as opened:
        page.get_by_role("button").click()
    opened.value.wait_for_load_state()
    assert "onthoudt" in opened.value.locator("[data-recorded]").inner_text()
    opened.value.close(run_before_unload=True)
    page.wait_for_function("told.at(-1).startsWith('LMSFinish')")
    told = page.evaluate("told")
    assert told[0].startswith("LMSInitialize")
    assert "LMSSetValue cmi.core.lesson_status incomplete" in told
    assert "LMSSetValue cmi.core.exit suspend" in told


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_a_package_has_no_faults_that_axe_finds_and_buttons_for_thumbs(
    chromium: Any, platform: Server, width: int, scheme: str
) -> None:
    visit = Visit(chromium, platform.url, width=width, color_scheme=scheme, bypass_csp=True)
    for name in ("ochtend-2004", "alles-1.2"):
        page = visit.go(f"{name}/index.html")
        page.evaluate(AXE)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        assert [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        for button in page.locator(".lesson__step:visible, .lesson__button:visible").all():
            assert button.bounding_box()["height"] >= 44
    page = visit.go("ochtend-2004/index.html")
    page.emulate_media(media="print")
    assert page.locator(".chapter:visible").count() == 7
    visit.close()
    assert visit.faults == []


def test_a_package_works_without_javascript_and_from_a_folder(chromium: Any, platform: Server, shared: Path) -> None:
    plain = Visit(chromium, platform.url, java_script_enabled=False)
    page = plain.go("ochtend-2004/index.html")
    assert page.locator(".chapter:visible").count() == 7
    assert page.locator("[data-go]:visible").count() == 0
    assert "Alleen de trainer" not in page.content()
    plain.close()
    folder = Visit(chromium, f"{(shared / 'scorm').as_uri()}/")
    page = folder.go("kort-1.2/index.html")
    page.get_by_role("radio").nth(0).check()
    page.locator("struin-choice [data-do=check]").click()
    assert page.locator(".option [data-shown]").count() == 1
    folder.close()
    assert [*plain.faults, *folder.faults] == []
