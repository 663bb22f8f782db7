"""The forge where a bundle is kept, from the address that its edit links begin with (`repo_url` in mkdocs.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_GITHUB = re.compile(r"https://github\.com/(?P<repo>[\w.-]+/[\w.-]+)/edit/(?P<branch>[^/]+)/")
_GITLAB = re.compile(r"https://(?P<host>[\w.-]+)/(?P<repo>[\w./-]+?)/-/edit/(?P<branch>[^/]+)/")


@dataclass(frozen=True)
class Forge:
    """`name` is `github` or `gitlab`. `asks` are the hosts that the form asks, `shows` those it shows pictures from."""

    name: str
    repo: str
    branch: str
    asks: tuple[str, ...]
    shows: tuple[str, ...]
    api: str = ""

    def backend(self) -> dict[str, Any]:
        """The part of the configuration that names it: by a token, since there is no server of ours to sign in at.

        On GitHub who may not write gets a copy of their own, and proposes from there.
        """
        made: dict[str, Any] = {
            "name": self.name, "repo": self.repo, "branch": self.branch, "auth_methods": ["token"],
        }  # fmt: skip
        if self.name == "github":
            made |= {"open_authoring": True, "auth_scope": "public_repo"}
        return made | ({"api_root": self.api} if self.api else {})


def forge(edit_base: str | None) -> Forge | None:
    """The forge that edit links lead to; None without, and for one that the form cannot work with."""
    found = _GITHUB.match(edit_base or "")
    if found:
        return Forge(
            "github", found["repo"].removesuffix(".git"), found["branch"],
            asks=("https://api.github.com",), shows=("https://avatars.githubusercontent.com",),
        )  # fmt: skip
    found = _GITLAB.match(edit_base or "")
    if found:
        host = f"https://{found['host']}"
        api = "" if host == "https://gitlab.com" else f"{host}/api/v4"
        return Forge("gitlab", found["repo"], found["branch"], (host,), (host, "https://secure.gravatar.com"), api)
    return None
