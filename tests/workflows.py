"""Workflows of GitHub where there is no GitHub: their steps in a shell, and their scripts beside a GitHub that only
writes down what it is asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from built import PROJECT, SECONDS
from modules import node

FOLDER = PROJECT / ".github/workflows"
# GitHub's side, which writes down what it is asked.
ASKING = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const folder = given.folder ?? require("fs").mkdtempSync(require("path").join(require("os").tmpdir(), "proposed-"));
process.chdir(folder);
for (const [name, text] of Object.entries(given.files)) {
  require("fs").mkdirSync(require("path").dirname(name), { recursive: true });
  require("fs").writeFileSync(name, text);
}
Object.assign(process.env, given.environment);
const asked = [];
const api = (name) => async (values) => {
  asked.push([name, values]);
  if (given.refused[name]) throw Object.assign(new Error(name), { status: given.refused[name] });
  return { data: given.answers[name] ?? { number: 8, id: 8 } };
};
const group = (of) => new Proxy({}, { get: (_, name) => api(`${of}.${name}`) });
const github = {
  rest: new Proxy({}, { get: (_, of) => group(of) }),
  paginate: async (call, values) => (await call(values)).data,
};
const outputs = {};
const core = { info: () => {}, setOutput: (name, value) => { outputs[name] = value; } };
const context = {
  repo: { owner: "o", repo: "r" }, sha: "c0ffee",
  payload: given.payload,
};
const AsyncFunction = (async () => {}).constructor;
new AsyncFunction("github", "context", "core", "require", given.script)(github, context, core, require)
  .then(() => "", (problem) => problem.message)
  .then((failed) => {
    if (!given.folder) require("fs").rmSync(folder, { recursive: true });
    process.stdout.write(JSON.stringify({ asked, failed, outputs }));
  });
"""


def read(file: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def steps(file: Path) -> Iterator[dict[str, Any]]:
    for job in read(file)["jobs"].values():
        yield from job["steps"]


def script_of(job: Mapping[str, Any]) -> str:
    """The one script of a job that Node runs."""
    [script] = [step["with"]["script"] for step in job["steps"] if "script" in step.get("with", {})]
    return str(script)


def asked_of_github(
    script: str,
    payload: Mapping[str, Any],
    files: Mapping[str, str],
    *,
    answers: Mapping[str, Any] | None = None,
    refused: Mapping[str, int] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> dict[str, Any]:
    """What a script asks of GitHub (`asked`: name and values of each call), `outputs`, and how it `failed`, if it did.

    `files` are in the folder where it runs, which is `folder` or one of its own; `answers` are what GitHub gives by the
    name of a call, `refused` the status with which it refuses one.
    """
    given = {
        "script": script, "payload": payload, "files": files, "answers": answers or {}, "refused": refused or {},
        "environment": environment or {}, **({"folder": str(folder)} if folder else {}),
    }  # fmt: skip
    done: dict[str, Any] = json.loads(node(ASKING, json.dumps(given)))
    return done


def in_shell(script: str, folder: Path, values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What a runner does with a script: Bash, which stops at the first command that fails. The commands of an
    environment of its own are those of this one."""
    script = script.replace(".venv/bin/python", sys.executable).replace(
        ".venv/bin/struin", f"{sys.executable} -m struin"
    )
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = {**os.environ, **values}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
