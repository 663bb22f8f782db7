"""GitHub as far as the form editor asks it, on real Git repositories: what it is told to do can be seen with Git.

It stands where the browser would ask api.github.com, so the form and its page need not know that it is another. What it
does not know it notes in `unknown`: a test that finds something there has not seen what it wanted to see.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Route

API = "https://api.github.com"
TOKEN = "github_pat_proef"
WHO = {"GIT_AUTHOR_NAME": "Maker", "GIT_AUTHOR_EMAIL": "maker@example.org"} | {
    "GIT_COMMITTER_NAME": "Maker", "GIT_COMMITTER_EMAIL": "maker@example.org",
}  # fmt: skip
DATE = "2026-01-05T10:00:00Z"
# `file_3: object(expression: "main:content/x.md")`: what is asked for, under which name.
ALIAS = re.compile(r"(\w+_\d+):\s+(\w+)\(\s*\w+: (\"(?:[^\"\\]|\\.)*\"|\$branch)")
COLUMNS = "%(objecttype)|%(objectname)|%(objectsize)|%(path)"


class Missing(Exception):
    """GitHub says 404."""


@dataclass
class GitHub:
    """`login` is who signs in; `writes` is whether that person may write in `repo` ("owner/name")."""

    folder: Path
    repo: str
    login: str
    writes: bool
    pulls: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[int, list[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    def start(self, content: Path) -> None:
        """Makes the repository, its content that of a folder."""
        home = self.path(self.repo)
        home.mkdir(parents=True)
        self.git(self.repo, "init", "-q", "--bare", "-b", "main")
        self.git(self.repo, f"--work-tree={content.parent}", "add", content.name)
        self.git(self.repo, f"--work-tree={content.parent}", "commit", "-qm", "Bundle")

    def path(self, repo: str) -> Path:
        return self.folder / f"{repo}.git"

    def git(self, repo: str, *command: str, text: bytes = b"", **more: str) -> str:
        done = subprocess.run(
            ["git", f"--git-dir={self.path(repo)}", "-c", "core.quotepath=off", *command],
            input=text, capture_output=True, check=True, timeout=60, env=os.environ | WHO | more,
        )  # fmt: skip
        return done.stdout.decode()

    def branches(self, repo: str) -> list[str]:
        return self.git(repo, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def answer(self, route: Route) -> None:
        request = route.request
        body = json.loads(request.post_data) if request.post_data else {}
        path = unquote(urlsplit(request.url).path)
        headers = {"access-control-allow-origin": "*"}
        if request.headers.get("authorization") != f"token {TOKEN}":
            route.fulfill(status=401, headers=headers, json={"message": "Bad credentials"})
            return
        try:
            if path == "/graphql":
                said: Any = {"data": self.asked(body["query"], body["variables"])}
            else:
                said = self.told(request.method, path, body)
        except Missing:
            route.fulfill(status=404, headers=headers, json={"message": "Not Found"})
            return
        if isinstance(said, bytes):
            route.fulfill(headers=headers | {"content-type": "application/octet-stream"}, body=said)
        else:
            route.fulfill(headers=headers, json=said)

    # REST: docs.github.com/en/rest

    def told(self, method: str, path: str, body: dict[str, Any]) -> Any:
        if path == "/user":
            return {"id": 7, "login": self.login, "name": "Maker", "email": "", "avatar_url": "data:,", "html_url": ""}
        parts = path.removeprefix("/repos/").split("/", 2)
        repo, rest = "/".join(parts[:2]), parts[2] if len(parts) > 2 else ""
        if not self.path(repo).is_dir():
            raise Missing
        match method, *rest.split("/", 3):
            case "GET", "":
                return self.about(repo)
            case "POST", "forks":
                fork = f"{self.login}/{repo.partition('/')[2]}"
                shutil.copytree(self.path(repo), self.path(fork))
                return self.about(fork)
            case "POST", "merge-upstream":
                self.git(repo, "fetch", "-q", str(self.path(self.repo)), f"+{body['branch']}:{body['branch']}")
                return {"merge_type": "fast-forward"}
            case "GET", "git", "trees", revision:
                listed = self.git(repo, "ls-tree", "-r", f"--format={COLUMNS}", revision).splitlines()
                rows = (line.split("|", 3) for line in listed)
                return {"tree": [{"type": a, "sha": b, "size": int(c), "path": d} for a, b, c, d in rows]}
            case "GET", "git", "blobs", name:
                return self.git(repo, "cat-file", "blob", name).encode()
            case "GET", "compare", *_:
                return {"files": self.compared(rest.removeprefix("compare/"))}
            case "POST", "pulls":
                return self.proposed(body)
            case ("POST", "issues", number, "labels"):
                self.labels.setdefault(int(number), []).extend(body["labels"])
                return [{"name": name} for name in body["labels"]]
            case ("GET", "issues", number):
                return {"labels": [{"name": name} for name in self.labels.get(int(number), [])]}
            case ("PATCH", "issues", number):
                self.labels[int(number)] = body["labels"]
                return {}
        self.unknown.append(f"{method} {path}")
        raise Missing

    def about(self, repo: str) -> dict[str, Any]:
        own = repo.startswith(f"{self.login}/")
        return {
            "full_name": repo, "private": False, "owner": {"type": "Organization"}, "allow_forking": True,
            "permissions": {"push": self.writes or own}, "fork": own, "parent": {"full_name": self.repo},
        }  # fmt: skip

    def proposed(self, body: dict[str, Any]) -> dict[str, Any]:
        number = len(self.pulls) + 1
        self.pulls.append(body | {"number": number})
        dates = {"created_at": DATE, "updated_at": DATE, "html_url": f"https://github.com/{self.repo}/pull/{number}"}
        head = {"sha": self.head(*self.place(body["head"]))}
        return dates | {"number": number, "node_id": f"PR_{number}", "title": body["title"], "head": head}

    def place(self, head: str) -> tuple[str, str]:
        """The repository and the branch of "owner:branch" or "branch"."""
        owner, _, branch = head.rpartition(":")
        return (f"{owner}/{self.repo.partition('/')[2]}" if owner else self.repo), branch

    def head(self, repo: str, branch: str) -> str:
        return self.git(repo, "rev-parse", f"refs/heads/{branch}").strip()

    def compared(self, span: str) -> list[dict[str, str]]:
        base, _, head = span.partition("...")
        repo, branch = self.place(head)
        words = {"A": "added", "M": "modified", "D": "removed"}
        rows = self.git(repo, "diff", "--name-status", "--no-renames", f"{base}...{branch}").splitlines()
        return [{"status": words[row[0]], "filename": row[2:]} for row in rows]

    # GraphQL: docs.github.com/en/graphql

    def asked(self, query: str, given: dict[str, Any]) -> dict[str, Any]:
        repo = f"{given.get('owner')}/{given.get('repo')}"
        if "createCommitOnBranch" in query:
            return {"createCommitOnBranch": {"commit": self.committed(given["input"])}}
        if "createRef(" in query:
            new = given["input"]
            self.git(new["repositoryId"], "fetch", "-q", str(self.path(self.repo)), new["oid"])
            self.git(new["repositoryId"], "update-ref", new["name"], new["oid"], "0" * 40)
            return {"createRef": {"ref": {"name": new["name"]}}}
        if "fork: repository(" in query:
            base = {"ref": {"target": {"oid": self.head(repo, given["branch"])}}}
            return {"fork": {"id": f"{given['forkOwner']}/{given['forkRepo']}"}, "base": base}
        if "markPullRequestReadyForReview" in query:
            self.pulls[int(given["input"]["pullRequestId"].removeprefix("PR_")) - 1]["draft"] = False
            return {"markPullRequestReadyForReview": {"pullRequest": {"isDraft": False}}}
        if aliases := ALIAS.findall(query):
            return {"repository": {alias: self.found(repo, *about, query) for alias, *about in aliases}}
        if "history(first: 1)" in query:
            sha, _, message = self.git(repo, "log", "-1", "--format=%H|%s", given["branch"]).strip().partition("|")
            nodes = [{"oid": sha, "message": message}]
            return {"repository": {"ref": {"target": {"oid": sha, "history": {"nodes": nodes}}}}}
        if "forks(" in query:
            return {"repository": {"forks": {"nodes": []}}}
        if "refs(refPrefix" in query:
            return {
                "repository": {"refs": {"nodes": list(self.drafts(repo, given["prefix"].removeprefix("refs/heads/")))}}
            }
        if "pullRequests(" in query:
            nodes = [self.shown(each) for each in self.pulls if self.labels.get(each["number"])]
            return {"repository": {"pullRequests": {"nodes": nodes, "totalCount": len(nodes)}}}
        if "ref(qualifiedName: $branch)" in query:
            return {"repository": {"ref": {"target": {"oid": self.head(repo, given["branch"])}}}}
        self.unknown.append(query)
        return {}

    def found(self, repo: str, kind: str, name: str, query: str) -> Any:
        """What one of many things that are asked for at once is."""
        if kind == "ref":
            author = {"name": "Maker", "email": "", "user": {"id": 7, "login": self.login}}
            nodes = [{"oid": "0" * 40, "author": author, "committedDate": DATE}]
            return {"target": {"history": {"nodes": nodes}}}
        if kind == "object" and "on Blob" in query:
            text, oid = (
                self.git(repo, "cat-file", "blob", json.loads(name)),
                self.git(repo, "rev-parse", json.loads(name)),
            )
            more = {"oid": oid.strip(), "byteSize": len(text.encode())}
            return more | {"text": text, "isTruncated": False, "isBinary": False}
        if kind == "object":
            return {"status": None, "deployments": {"nodes": []}, "checkSuites": {"nodes": []}}
        return {
            "nodes": [self.shown(each) for each in self.pulls if each["head"] == f"{self.login}:{json.loads(name)}"]
        }

    def drafts(self, repo: str, prefix: str) -> Iterator[dict[str, Any]]:
        for branch in self.branches(repo):
            if branch.startswith(prefix):
                target = {
                    "oid": self.head(repo, branch),
                    "message": "",
                    "committedDate": DATE,
                    "author": {"name": "Maker"},
                }
                yield {"name": branch.removeprefix(prefix), "target": target}

    def shown(self, pull: dict[str, Any]) -> dict[str, Any]:
        """A pull request as GraphQL has it."""
        repo, branch = self.place(pull["head"])
        words = {"added": "ADDED", "modified": "MODIFIED", "removed": "DELETED"}
        files = [
            {"path": each["filename"], "changeType": words[each["status"]]}
            for each in self.compared(f"{pull['base']}...{pull['head']}")
        ]
        labels = [{"name": name} for name in self.labels.get(pull["number"], [])]
        return {
            "id": f"PR_{pull['number']}", "number": pull["number"], "title": pull["title"], "url": "", "state": "OPEN",
            "isDraft": pull["draft"], "isCrossRepository": ":" in pull["head"], "createdAt": DATE, "updatedAt": DATE,
            "headRefName": branch, "headRefOid": self.head(repo, branch), "author": {"login": self.login},
            "headRepositoryOwner": {"login": repo.partition("/")[0]},
            "labels": {"nodes": labels}, "files": {"nodes": files},
        }  # fmt: skip

    def committed(self, given: dict[str, Any]) -> dict[str, Any]:
        repo, branch = given["branch"]["repositoryNameWithOwner"], given["branch"]["branchName"]
        assert given["expectedHeadOid"] == self.head(repo, branch)
        own = {"GIT_INDEX_FILE": str(self.folder / "index")}
        self.git(repo, "read-tree", branch, **own)
        found: dict[str, Any] = {}
        for number, each in enumerate(given["fileChanges"]["additions"]):
            blob = self.git(repo, "hash-object", "-w", "--stdin", text=base64.b64decode(each["contents"])).strip()
            self.git(repo, "update-index", "--add", "--cacheinfo", f"100644,{blob},{each['path']}", **own)
            found[f"file_{number}"] = {"oid": blob}
        for each in given["fileChanges"]["deletions"]:
            self.git(repo, "update-index", "--force-remove", each["path"], **own)
        tree = self.git(repo, "write-tree", **own).strip()
        message = given["message"]["headline"].encode()
        sha = self.git(repo, "commit-tree", tree, "-p", branch, "-F", "-", text=message).strip()
        self.git(repo, "update-ref", f"refs/heads/{branch}", sha)
        return found | {"oid": sha, "committedDate": DATE}
