"""The recipes for servers send what the pages say themselves, and leave the form editor's page to its own policy."""

from __future__ import annotations

import re

import pytest

from built import PROJECT, Built
from struin.components.editor.component import PATH

RECIPES = PROJECT / "recipes/server"
META = 'meta[http-equiv="Content-Security-Policy"]'


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "htaccess"])
def test_a_server_sends_the_policy_of_the_pages(name: str, site: Built) -> None:
    text = (RECIPES / name).read_text("utf-8")
    policy = str(site.pages[""].all(META)[0].attributes["content"])
    sent = re.findall(r'"((?:default-src|frame-ancestors)[^"]*)"', text)
    assert sorted(sent) == sorted(
        [f"{policy}; frame-ancestors 'none'", f"{policy}; frame-ancestors 'self'", "frame-ancestors 'none'"]
    )


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile", "htaccess"])
def test_the_form_and_exercises_in_frames_are_left_out(name: str) -> None:
    text = (RECIPES / name).read_text("utf-8")
    for page in (PATH, "embed/"):
        assert re.search(rf"/{page}\(index\\\.html\)\?\$", text), page


def test_a_host_that_adds_rules_up_gets_only_what_no_page_says() -> None:
    lines = (RECIPES / "_headers").read_text("utf-8").splitlines()
    assert lines == ["/*", "  Content-Security-Policy: frame-ancestors 'none'", "  X-Content-Type-Options: nosniff"]
