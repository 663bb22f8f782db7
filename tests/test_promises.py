"""The promises about what strangers send: none of it runs at build, none is published unseen, each refusal has its
place. What browsers make of it is in browser/test_strangers.py; publishing and media have tests of their own."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest

from built import build, run, snapshot
from bundles import PASSPORT, project, story
from strangers import BODIES, FRONTS, body_files, front_files
from struin.pipeline import check
from struin.source import Source

CANARY = "CANARY"
# What other tools would carry out while they build. Here each is text, or refused; CANARY is a file that none may make.
CODE_IN_BODIES = {
    "jinja": "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
    "jinja-block": "{% set x = namespace.__init__.__globals__['__builtins__'].open('CANARY', 'w') %}",
    "jinja-import": "{% import 'os' as os %}{% include 'mkdocs.yml' %}",
    "jinja-config": "{{ config.load_file('!!python/object/apply:os.system [touch CANARY]') }}",
    "format": "{0.__class__} %(x)s ${HOME} $(touch CANARY) `touch CANARY`",
    "snippet": '--8<-- "mkdocs.yml"',
    "snippet-block": "--8<--\nmkdocs.yml\n--8<--",
    "snippet-address": '--8<-- "https://evil.example/x.md"',
    "include": '{% include "../mkdocs.yml" %}\n\n{!mkdocs.yml!}',
    "exec-block": '```python exec="on"\nopen("CANARY", "w")\n```',
    "front-matter-again": "---\nrender_macros: true\ntemplate: ../../x.html\n---\n\n{{ config }}",
    "emoji": ":smile: :material-account: :fontawesome-brands-github:",
}
CODE_IN_FRONT = {
    "object": "title: !!python/object/apply:os.system ['touch CANARY']",
    "object-new": "title: !!python/object/new:subprocess.Popen [[touch, CANARY]]",
    "name": "title: !!python/name:os.system",
    "env": "title: !ENV HOME",
    "relative": "title: !relative",
    "template": "template: ../../../../tmp/x.html",
    "render-macros": "render_macros: true",
    "hooks": "hooks: [x.py]",
    "search": "search: {boost: 100}",
    "status": "status: new",
    "date-object": "date: !!python/object:datetime.datetime {}",
}


def places(findings: list[dict[str, object]], name: str) -> list[tuple[int, int]]:
    return [(int(str(f["line"])), int(str(f["column"]))) for f in findings if name in str(f["file"])]


# --- 1: content runs no code at build


def test_what_looks_like_code_in_a_body_is_shown_or_refused_and_never_run(tmp_path: Path) -> None:
    files = {f"content/stories/code-{name}.md": story(body=f"{text}\n") for name, text in CODE_IN_BODIES.items()}
    root = project(tmp_path / "root", files)
    (root / "geheim.txt").write_text("GEHEIM", encoding="utf-8")
    findings = json.loads(run("struin", "check", "--format", "json", cwd=root).stdout or "[]")
    refused = {f["file"] for f in findings if f["severity"] == "error"}
    for file in refused:
        (root / file).unlink()
    assert len(refused) < len(files) / 2, refused
    site = build(root, tmp_path / "site")
    for name, text in CODE_IN_BODIES.items():
        if f"content/stories/code-{name}.md" not in refused:
            shown = site.item_page(f"stories/code-{name}").text(".story__text")
            for word in re.findall(r"[A-Za-z]{4,}", text):
                assert word in shown, (name, word)
    for page in site.pages.values():
        assert "site_name" not in page.html
        assert str(tmp_path) not in page.html
    assert list(tmp_path.rglob(CANARY)) == []


@pytest.mark.parametrize("name", CODE_IN_FRONT)
def test_what_looks_like_code_in_front_matter_is_refused_and_never_run(name: str, tmp_path: Path) -> None:
    text = CODE_IN_FRONT[name]
    good = story()
    bad = re.sub("title: .*", text, good) if text.startswith("title") else good.replace("---\n", f"---\n{text}\n", 1)
    root = project(tmp_path, {"content/stories/code.md": bad})
    done = run("struin", "build", cwd=root)
    assert done.returncode == 1
    assert re.search(r"content/stories/code\.md:2:\d+: fout: ", done.stderr), done.stderr
    assert list(tmp_path.rglob(CANARY)) == []
    assert not (root / "site").exists()


# --- 3: every refusal names file, line and column


def test_every_strange_body_is_refused_at_its_line(tmp_path: Path) -> None:
    root = project(tmp_path, body_files())
    done = run("struin", "check", "--format", "json", cwd=root)
    assert done.returncode == 1
    findings = [found for found in json.loads(done.stdout) if found["severity"] == "error"]
    lines = story().count("\n")
    for number, name in enumerate(BODIES):
        found = places(findings, f"vreemd-{number}.md")
        assert found, f"{name} is not refused"
        length = BODIES[name].count("\n") + 1
        # `story()` has one line of body; the stranger's begins where that one is.
        assert all(lines <= line <= lines + length and column >= 1 for line, column in found), (name, found)


def test_every_strange_front_matter_is_refused_at_its_line(tmp_path: Path) -> None:
    root = project(tmp_path, front_files())
    done = run("struin", "check", "--format", "json", cwd=root)
    findings = [found for found in json.loads(done.stdout) if found["severity"] == "error"]
    for number, name in enumerate(FRONTS):
        found = places(findings, f"vreemd-{number}.md")
        assert found, f"{name} is not refused"
        text = front_files()[f"content/stories/vreemd-{number}.md"]
        assert all(1 <= line <= text.count("\n") for line, _ in found)


STRANGE_NAMES = {
    "markup": '<img src=x onerror="alert(1)">.md',
    "quotes": 'a" onmouseover="alert(1).md',
    "braces": "{{ config }}.md",
    "entity": "a&lt;b.md",
    "space": "de jas.md",
    "capitals": "DeJas.md",
    "double": "jas.html.md",
    "decomposed": unicodedata.normalize("NFD", "café.md"),
    "control": "jas\x07.md",
    "newline": "jas\n.md",
    "reversed": "jas\u202egnp.md",
    "underscores": "__config.md",
    "index": "index.md",
    "dash": "-jas.md",
    "percent": "%2e%2e%2fjas.md",
    "fullwidth": "．．／jas.md",
}


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_a_strange_file_name_is_refused_and_named(name: str, tmp_path: Path) -> None:
    root = project(tmp_path, {f"content/stories/{STRANGE_NAMES[name]}": story()})
    errors = [found for found in check(root) if found.severity == "error"]
    assert errors
    assert all(found.place.file.startswith("content/stories/") for found in errors)
    # What is told may be shown on a terminal and in a page: no control characters, on one line.
    for found in errors:
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", f"{found.place}{found.message()}{found.hint()}")


def test_hidden_files_are_an_editors_own_and_never_published(tmp_path: Path) -> None:
    hidden = {f"content/stories/{name}": story("Verborgen") for name in (".jas.md", "..jas.md", ".jas.md.swp")}
    site = build(project(tmp_path / "root", hidden), tmp_path / "site")
    assert all(b"Verborgen" not in content for content in snapshot(site.folder).values())


# --- 9: no item costs more than 5 seconds


def test_an_item_that_would_take_minutes_is_named_and_the_others_are_checked(tmp_path: Path) -> None:
    slow = story(body="![" * 4000 + "\n")
    root = project(tmp_path, {"content/stories/traag.md": slow, "content/stories/fout.md": story(more="titel: x\n")})
    errors = {(found.place.file, found.code) for found in check(root) if found.severity == "error"}
    assert ("content/stories/traag.md", "body-too-slow") in errors
    assert ("content/stories/fout.md", "field-unknown-meant") in errors


# --- 10: broken front matter never publishes, nor loses `draft`

BROKEN = {
    "not closed": "---\ntitle: A\ndraft: true\n\nTekst.\n",
    "not opened": "title: A\ndraft: true\n---\nTekst.\n",
    "a tab": "---\ntitle: A\n\tdraft: true\n---\nTekst.\n",
    "draft twice": "---\n" + story(more="draft: true\ndraft: false\n").removeprefix("---\n"),
    "draft in Dutch": story(more="draft: ja\n"),
    "draft as text": story(more='draft: "true"\n'),
    "draft as a number": story(more="draft: 1\n"),
    "draft misspelt": story(more="Draft: true\n"),
    "draft with a space before": story(more=" draft: true\n"),
    "an open quote": story(more='language_note: "open\ndraft: true\n'),
    "three dashes with a space": "--- \n"
    + story(more="draft: true\n").removeprefix("---\n").replace("---\n", "- --\n"),
    "dots for an end": story(more="draft: true\n").replace("\n---\n", "\n...\n", 1),
    "a comment hides it": story(more="language_note: |\n  # \ndraft : [true]\n"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_front_matter_never_publishes(fault: str, tmp_path: Path) -> None:
    root = project(tmp_path, {"content/stories/stuk.md": BROKEN[fault]})
    done = run("struin", "build", cwd=root)
    assert done.returncode == 1, f"{fault} is published"
    assert "content/stories/stuk.md:" in done.stderr
    assert not (root / "site").exists()


def test_a_draft_is_checked_but_nowhere_in_the_site(tmp_path: Path) -> None:
    secret = "ZwartePietersiliehuis"
    draft = story(f"Titel {secret}", f"Tekst {secret}.\n", more="draft: true\n")
    linked = story("Met verwijzing", "Een zin.\n", more="relations: {contrasts: [stories/geheim]}\n")
    root = project(tmp_path / "root", {"content/stories/geheim.md": draft, "content/stories/met.md": linked})
    site = build(root, tmp_path / "site")
    assert "stories/geheim/" not in site.pages
    assert "stories/met/" in site.pages
    for name, content in snapshot(site.folder).items():
        assert secret.encode() not in content, name
        assert b"stories/geheim" not in content, name
    (root / "content/stories/geheim.md").write_text(draft.replace("summary:", "sumary:"), encoding="utf-8")
    assert any(found.place.file == "content/stories/geheim.md" for found in check(root))


@pytest.mark.parametrize(
    "passport",
    [
        "origin: told, anonymised: true",
        "origin: quoted, anonymised: true",
        "origin: told, anonymised: true, consent: {reference: A-1, given_on: 2020-01-01, valid_until: 2021-01-01}",
        "origin: told, anonymised: true, consent: {reference: A-1, given_on: 2020-01-01, valid_until: 2099-01-01, "
        "withdrawn: true}",
        "origin: told, anonymised: false, consent: {reference: A-1, given_on: 2020-01-01, valid_until: 2099-01-01}",
        "origin: told, anonymised: true, consent: {reference: A-1, given_on: 2098-01-01, valid_until: 2099-01-01}",
    ],
    ids=["told", "quoted", "past", "withdrawn", "not anonymised", "not yet given"],
)
def test_nobodys_story_is_published_without_consent(passport: str, tmp_path: Path) -> None:
    text = story().replace(PASSPORT, f"passport: {{{passport}, licence: CC BY-SA 4.0, review_by: 2099-01-01}}\n")
    root = project(tmp_path, {"content/stories/verteld.md": text})
    done = run("struin", "build", cwd=root)
    assert done.returncode == 1
    line = 1 + text.splitlines().index(next(line for line in text.splitlines() if line.startswith("passport")))
    assert f"content/stories/verteld.md:{line}:" in done.stderr
    assert not (root / "site").exists()


# --- 11: no way out of the content's folder


@pytest.mark.parametrize("way", ["item", "folder", "media", "bundle"])
def test_a_link_in_the_file_system_is_no_way_to_publish_another_file(way: str, tmp_path: Path) -> None:
    root = project(tmp_path / "root")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "geheim.md").write_text(story("Geheim", "Een GEHEIM.\n"), encoding="utf-8")
    (outside / "geheim.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>GEHEIM</text></svg>')
    if way == "item":
        (root / "content/stories/geheim.md").symlink_to(outside / "geheim.md")
    elif way == "folder":
        (root / "content/extra").symlink_to(outside)
        (root / "content/stories/map").symlink_to(outside)
    elif way == "media":
        (root / "content/media").mkdir()
        (root / "content/media/geheim.svg").symlink_to(outside / "geheim.svg")
    else:
        (outside / "bundle.yml").write_bytes((root / "content/bundle.yml").read_bytes())
        (root / "content/bundle.yml").unlink()
        (root / "content/bundle.yml").symlink_to(outside / "bundle.yml")
    done = run("struin", "build", cwd=root)
    if done.returncode == 0:
        assert all(b"GEHEIM" not in content for content in snapshot(root / "site").values())
        pytest.fail(f"a link was followed or passed over in silence: {way}")
    assert "content/" in done.stderr
    assert not (root / "site").exists()


def test_two_names_that_are_one_on_another_machine_are_refused(tmp_path: Path) -> None:
    root = project(tmp_path, {"content/stories/jas.md": story(), "content/stories/jas/index.md": story()})
    assert any(found.severity == "error" for found in check(root))
    if os.path.normcase("A") != os.path.normcase("a"):
        (root / "content/stories/Verhaal-0.md").write_text(story(), encoding="utf-8")
        assert any("Verhaal-0.md" in found.place.file for found in check(root))


def test_a_source_is_plain_data() -> None:
    """What the reader hands on holds no object of YAML and no code: the kinds of values are listed in its contract."""
    assert Source.__dataclass_params__.frozen  # type: ignore[attr-defined]
