"""A pull request of a stranger with everything that one could think of: what is taken, what is told, and that nothing
runs. What happens in a browser is in browser/test_strangers.py."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from built import PROJECT, SECONDS, run, snapshot
from bundles import project, story
from repositories import git
from strangers import BODIES, FRONTS, body_files, front_files

TAKE = PROJECT / "tools/take_content.py"
CANARY = "canary-was-here"
TOUCH = f"import pathlib; pathlib.Path('{CANARY}').write_text('x')"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

# Outside content/: never taken, each named.
OUTSIDE: dict[str, str] = {
    "mkdocs.yml": f"site_name: !!python/object/apply:os.system ['touch {CANARY}']\n",
    "macros/__init__.py": f"{TOUCH}\ndef define_env(env): pass\n",
    "macros/extra.py": f"{TOUCH}\n",
    "docs/index.md": f"---\nrender_macros: true\n---\n{{{{ ''.__class__.__mro__ }}}}\n<script>{TOUCH}</script>\n",
    "docs/assets/struin.js": "alert(1)\n",
    "src/struin/__init__.py": f"{TOUCH}\n",
    "collections/stories/model.py": f"{TOUCH}\n",
    "components/core/component.py": f"{TOUCH}\n",
    "interactions/choice/model.py": f"{TOUCH}\n",
    "tools/environment.py": f"{TOUCH}\n",
    "tools/take_content.py": f"{TOUCH}\n",
    "requirements.lock": "evil==1.0 --hash=sha256:00\n",
    "pyproject.toml": f'[tool.hatch.build.hooks.custom]\npath = "{CANARY}.py"\n',
    "conftest.py": f"{TOUCH}\n",
    "sitecustomize.py": f"{TOUCH}\n",
    "Makefile": f"check:\n\ttouch {CANARY}\n",
    ".ci/run": f"#!/bin/sh\ntouch {CANARY}\n",
    ".github/workflows/check.yml": f"on: pull_request_target\njobs: {{a: {{steps: [{{run: touch {CANARY}}}]}}}}\n",
    ".gitattributes": "* filter=evil\n",
    ".gitmodules": f'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch {CANARY}"\n',
    "contents/stories/x.md": "x\n",
    "Content/stories/x.md": "x\n",
    "content.md": "x\n",
}
# In content/, but of a sort that cannot be taken: mode and what it holds. Each is named, and then nothing is taken.
REFUSED: dict[str, tuple[str, bytes]] = {
    "content/stories/koppeling.md": ("120000", b"/etc/passwd"),
    "content/stories/boven.md": ("120000", b"../../mkdocs.yml"),
    "content/media/map": ("120000", b"/etc"),
    "content/vreemd": ("160000", b""),
    "content/stories/bom.md": ("100644", b"x" * 25_000_001),
    "content/media/.gitattributes": ("100644", b"* filter=evil\n"),
    "content/.GitModules": ("100644", b"[submodule]\n"),
    "content/stories/regel\neinde.md": ("100644", b"x"),
    "content/stories/terug\\..\\x.md": ("100644", b"x"),
    "content/stories/\u202egp.md": ("100644", b"x"),
}
# In content/, taken, and told by the check: the code of what is told.
TOLD: dict[str, tuple[str | bytes, str]] = {
    "content/stories/De-Jas.md": (story(), "name-capital"),
    "content/stories/de jas.md": (story(), "name-space"),
    "content/stories/de-jas;touch.md": (story(), "name-character"),
    "content/stories/$(touch x).md": (story(), "name-"),
    "content/stories/index.md": (story(), "name-reserved"),
    "content/stories/con.md": (story(), "name-reserved"),
    "content/stories/jaś.md": (story(), "name-non-ascii"),
    "content/model.py": (TOUCH, "file-loose"),
    "content/stories/model.py": (TOUCH, "file-"),
    "content/macros/__init__.py": (TOUCH, "folder-unknown"),
    "content/stories/binair.md": (b"\xff\xfe\x00x", "not-utf8"),
    "content/stories/nul.md": (f"{story()}\0", "control-character"),
    "content/media/script.svg": (SVG.format("<script>alert(1)</script>"), "svg-"),
    "content/media/event.svg": (SVG.format('<path onload="alert(1)" d="M0 0"/>'), "svg-"),
    "content/media/extern.svg": (SVG.format('<image href="https://evil.example/x.png"/>'), "svg-"),
    "content/media/vreemd.svg": (SVG.format("<foreignObject><p>x</p></foreignObject>"), "svg-"),
    "content/media/entiteit.svg": (f'<!DOCTYPE svg [<!ENTITY a "x">]>{SVG.format("&a;")}', "svg-"),
    "content/media/pagina.html": ("<script>alert(1)</script>", "media-"),
    "content/media/nep.png": ("<script>alert(1)</script>", "media-"),
    "content/media/programma.exe": (b"MZ\x00", "media-"),
}  # fmt: skip


def commit(repository: Path, files: Mapping[str, tuple[str, bytes]]) -> str:
    """A commit on top of the last one that holds these files too, whatever a file system thinks of their names."""
    git(repository, "read-tree", "HEAD")
    for path, (mode, data) in files.items():
        known = mode == "160000"
        blob = "1" * 40 if known else git(repository, "hash-object", "-w", "--stdin", given=data)
        git(repository, "update-index", "-z", "--index-info", given=f"{mode} {blob}\t{path}\0".encode())
    tree = git(repository, "write-tree", "--missing-ok")
    return git(repository, "commit-tree", tree, "-p", "HEAD", "-m", "Een verhaal")


def plain(files: Mapping[str, str | bytes]) -> dict[str, tuple[str, bytes]]:
    return {path: ("100644", text if isinstance(text, bytes) else text.encode()) for path, text in files.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Our own branch, as the workflow checks it out."""
    root = project(tmp_path / "ours", each=1)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "ours")
    return root


def take(root: Path, head: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TAKE), ".", "main", head]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=SECONDS, check=False)


def named(output: str, severity: str) -> set[str]:
    """The files that annotations of a severity name, their escapes undone."""
    found = re.findall(rf"^::{severity} file=([^,:\n]*)", output, re.MULTILINE)
    return {re.sub(r"%([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), path) for path in found}


def own(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in snapshot(root).items() if not path.startswith((".git/", "site/", ".cache/"))}


def test_what_cannot_be_taken_is_named_and_then_nothing_is(repository: Path) -> None:
    before = own(repository)
    done = take(repository, commit(repository, REFUSED))
    assert done.returncode == 1, done.stderr
    shown = {"".join(sign if sign.isprintable() else "�" for sign in path) for path in REFUSED}
    assert named(done.stdout, "error") == shown
    assert own(repository) == before


def test_nothing_outside_content_is_taken_and_each_file_of_it_is_named(repository: Path) -> None:
    before = own(repository)
    good = {"content/stories/nieuw.md": story("Nieuw")}
    done = take(repository, commit(repository, plain({**OUTSIDE, **good})))
    assert done.returncode == 0, done.stderr
    assert named(done.stdout, "warning") == set(OUTSIDE)
    after = own(repository)
    assert after.pop("content/stories/nieuw.md") == good["content/stories/nieuw.md"].encode()
    assert after == before


def test_what_our_own_branch_changed_meanwhile_is_not_told_as_theirs(repository: Path) -> None:
    theirs = commit(repository, plain({"content/stories/nieuw.md": story("Nieuw")}))
    (repository / "docs/over.md").write_text("# Over\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "ours went on")
    done = take(repository, theirs)
    assert done.returncode == 0, done.stderr
    assert named(done.stdout, "warning") == set()


def test_a_file_in_the_place_of_the_folder_is_named(repository: Path) -> None:
    before = own(repository)
    git(repository, "read-tree", "--empty")
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"x")
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{blob},content")
    head = git(repository, "commit-tree", git(repository, "write-tree"), "-p", "HEAD", "-m", "x")
    done = take(repository, head)
    assert (done.returncode, done.stderr) == (1, "")
    assert named(done.stdout, "error") == {"content"}
    assert own(repository) == before


def test_a_name_that_stands_twice_in_a_tree_made_by_hand_is_named(repository: Path) -> None:
    before = own(repository)
    blob = git(repository, "hash-object", "-w", "--stdin", given=b"x")
    inner = git(repository, "mktree", given=f"100644 blob {blob}\tx.md\n".encode())
    raw = b"".join(
        b"%s %s\0%s" % (mode, b"jas", bytes.fromhex(sha)) for mode, sha in ((b"100644", blob), (b"40000", inner))
    )
    content = git(repository, "hash-object", "-w", "-t", "tree", "--literally", "--stdin", given=raw)
    top = git(repository, "mktree", given=f"040000 tree {content}\tcontent\n".encode())
    done = take(repository, git(repository, "commit-tree", top, "-p", "HEAD", "-m", "x"))
    assert (done.returncode, done.stderr) == (1, "")
    assert named(done.stdout, "error") == {"content/jas/x.md"}
    assert own(repository) == before


def test_a_proposal_has_so_many_files_and_bytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TAKE.parent))
    taking = importlib.import_module("take_content")
    one = [taking.Blob("100644", "1", taking.MOST_BYTES, f"content/media/{number}.svg") for number in range(41)]
    assert [path for path, _ in taking.refusals(one[:40])] == []
    assert [path for path, _ in taking.refusals(one)] == ["content"]
    many = [taking.Blob("100644", "1", 1, f"content/media/{number}.svg") for number in range(taking.MOST_FILES + 1)]
    assert [path for path, _ in taking.refusals(many[1:])] == []
    assert [path for path, _ in taking.refusals(many)] == ["content"]
    assert taking.annotation("error", "a%0A:,b\n.md", "x") == "::error file=a%250A%3A%2Cb�.md::x"


def strange() -> Iterator[tuple[str, str | bytes]]:
    """Bodies and front matter of strangers, each in a story of its own name, and all of TOLD."""
    for kind, files in (("tekst", body_files()), ("kop", front_files())):
        yield from ((path.replace("vreemd", kind), text) for path, text in files.items())
    yield from ((path, text) for path, (text, _) in TOLD.items())


def test_all_of_it_at_once_is_told_in_one_run_at_the_file_that_holds_it_and_runs_nothing(repository: Path) -> None:
    """More than two hundred cases; what strangers' texts may do in a browser is another test's."""
    files = dict(strange())
    assert len(files) + len(OUTSIDE) + len(REFUSED) > 200
    done = take(repository, commit(repository, plain({**OUTSIDE, **files})))
    assert done.returncode == 0, done.stdout + done.stderr
    checked = run("struin", "check", "--root", str(repository), "--format", "json")
    assert checked.returncode == 1, checked.stderr
    findings: dict[str, set[str]] = {}
    for finding in json.loads(checked.stdout):
        findings.setdefault(finding["file"], set()).add(finding["code"])
    # A folder that may not be there is told as a whole.
    told = {path: findings.get(path) or findings.get(str(Path(path).parent), set()) for path in files}
    assert [path for path, codes in told.items() if not codes] == []
    expected = {path: code for path, (_, code) in TOLD.items()}
    assert {
        path: told[path] for path, code in expected.items() if not any(c.startswith(code) for c in told[path])
    } == {}
    annotated = run("struin", "check", "--root", str(repository), "--format", "github")
    assert annotated.returncode == 1
    assert findings.keys() <= named(annotated.stdout, "(?:error|warning)")
    built = run("struin", "build", "--root", str(repository))
    assert built.returncode == 1
    assert not (repository / "site").exists()
    assert not list(repository.rglob(CANARY))
    assert not (PROJECT / CANARY).exists()


def test_the_lists_are_as_long_as_they_seem() -> None:
    assert len(BODIES) > 100
    assert len(FRONTS) > 40
