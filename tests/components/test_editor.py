"""The form editor's page and configuration: made from the models, from the bundle itself, under a policy of its own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import struin.components.editor.component as editor
from built import Built
from struin.components.editor.backend import forge
from struin.components.editor.fields import Field, Forms
from struin.schema import front_matter_schema
from struin.slices import discover, words

VENDOR = Path(editor.__file__).parent / "vendor"
GITHUB = "https://github.com/huis/bundel/edit/main/"
GITLAB = "https://gitlab.com/huis/teksten/bundel/-/edit/main/"
OWN_GITLAB = "https://git.example.org/huis/bundel/-/edit/hoofd/"


@pytest.fixture(scope="module")
def configuration(site: Built) -> dict[str, Any]:
    told = json.loads((site.folder / editor.CONFIG).read_text("utf-8"))
    found: dict[str, Any] = told["config"]
    for field in fields_of(found):
        if "options" in field:
            field["options"] = told["lists"][field["options"]]
    return found


def fields_of(value: Any) -> Iterator[Field]:
    """All in it that may be a field."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from fields_of(each)


def paths(fields: list[Field], above: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield f"{above}{field['name']}", field
        yield from paths(field.get("fields", []), f"{above}{field['name']}.")


def asked(schema: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, field in schema.get("properties", {}).items():
        if field.get("maxItems") == 0:
            continue
        yield f"{above}{name}"
        for inner in (field, field.get("items", {})):
            yield from asked(inner, f"{above}{name}.")


def test_every_field_of_every_kind_is_in_its_form(configuration: dict[str, Any]) -> None:
    forms = {each["name"]: each["fields"] for each in configuration["collections"]}
    assert forms.keys() == discover().keys()
    for kind, collection in discover().items():
        found = dict(paths(forms[kind]))
        assert found.pop("body")["widget"] == "markdown"
        assert sorted(found) == sorted(asked(front_matter_schema(collection, words("nl"))))
        assert [path for path, field in found.items() if not field.get("hint")] == []


def test_all_items_can_be_chosen_by_their_title(configuration: dict[str, Any], site: Built) -> None:
    story = next(each for each in configuration["collections"] if each["name"] == "stories")
    options = {each["value"]: each["label"] for each in dict(paths(story["fields"]))["relations.deepens"]["options"]}
    assert options.keys() == {item["id"] for item in site.items}
    assert options["stories/de-brandweerman"] == "De brandweerman (verhaal)"


def test_a_field_that_no_catalogue_knows_has_a_form_too() -> None:
    schema = {
        "properties": {
            "smell": {"type": "string", "maxLength": 30, "minLength": 2},
            "guests": {"type": "array", "maxItems": 3, "items": {"type": "object", "properties": {
                "since": {"type": "string", "format": "date"}, "loud": {"type": "boolean"}}}},
        },
        "required": ["smell"],
    }  # fmt: skip
    smell, guests = Forms(words("nl"), {}, {}).fields("kitchens", schema)
    assert (smell["label"], smell["widget"], smell["maxlength"], smell["required"]) == ("Smell", "string", 30, True)
    assert [each["widget"] for each in guests["fields"]] == ["datetime", "select"]  # left out is not the same as no
    assert (guests["widget"], guests["max"], guests["required"]) == ("list", 3, False)


@pytest.mark.parametrize(
    ("base", "name", "repo", "branch"),
    [
        (GITHUB, "github", "huis/bundel", "main"),
        (GITLAB, "gitlab", "huis/teksten/bundel", "main"),
        (OWN_GITLAB, "gitlab", "huis/bundel", "hoofd"),
    ],
)
def test_the_forge_is_read_from_the_edit_links(base: str, name: str, repo: str, branch: str) -> None:
    found = forge(base)
    assert found is not None
    backend = found.backend()
    assert (backend["name"], backend["repo"], backend["branch"]) == (name, repo, branch)
    assert backend["auth_methods"] == ["token"]
    assert backend.get("open_authoring", False) == (name == "github")
    assert backend.get("api_root") == ("https://git.example.org/api/v4" if base == OWN_GITLAB else None)


@pytest.mark.parametrize(
    "base", [None, "https://bitbucket.org/huis/bundel/src/main/", "http://github.com/a/b/edit/main/"]
)
def test_another_forge_is_none(base: str | None) -> None:
    assert forge(base) is None


def test_the_policy_names_the_forge_and_nobody_else() -> None:
    asks = {"": "", GITHUB: "https://api.github.com", OWN_GITLAB: "https://git.example.org"}
    for base, host in asks.items():
        policy = dict(each.split(" ", 1) for each in editor.policy(forge(base or None)).split("; "))
        assert policy["script-src"] == "'self'"
        assert policy["connect-src"] == f"'self' data: blob: {host}".strip()
        assert (policy["object-src"], policy["form-action"]) == ("'none'", "'none'")


def test_no_other_page_has_a_wider_policy(site: Built) -> None:
    found: dict[str, set[str]] = {}
    for address, page in site.pages.items():
        for node in page.all('meta[http-equiv="Content-Security-Policy"]'):
            found.setdefault(str(node.attributes["content"]), set()).add(address)
    wide = [addresses for policy, addresses in found.items() if "unsafe-inline" in policy]
    assert wide == [{editor.PATH}]
    assert not any("'unsafe-eval'" in policy for policy in found)


def test_only_its_own_script_runs_on_its_page(site: Built) -> None:
    page = site.pages[editor.PATH]
    scripts = [str(node.attributes.get("src")) for node in page.all("script")]
    assert scripts == ["../../assets/struin/first.js", f"../../{editor.START}"]
    assert [address for address, other in site.pages.items() if editor.START in other.html] == [editor.PATH]


def test_the_page_explains_itself_without_scripts(site: Built) -> None:
    page = site.pages[editor.PATH]
    assert "JavaScript" in page.text("noscript")
    assert any(link.target == "redactie/" for link in page.links if link.tag == "a")
    assert "repo_url" in page.text("pre")  # this bundle is not connected: how to


def test_the_program_asks_nobody_else_by_itself(site: Built) -> None:
    text = (site.folder / editor.NAMES / "npm/index.js").read_text("utf-8")
    for host in (
        "cdn.jsdelivr.net/fontsource",
        "githubstatus.com/api",
        "hostedstatus.com",
        "`https://unpkg.com/@sveltia/cms`",
    ):
        assert host not in text, host
    assert (site.folder / editor.NAMES / "locales/nl.js").read_text("utf-8").startswith("export default {")


def test_a_program_that_changed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "index.js"
    file.write_text("another version", encoding="utf-8")
    with pytest.raises(ValueError, match="see what to change"):
        editor._main(file)


def test_what_is_vendored_is_what_is_written_down() -> None:
    told = dict(re.findall(r"- `(sveltia/[^`]+)`: `([0-9a-f]{64})`", (VENDOR / "README.md").read_text("utf-8")))
    files = [file for file in (VENDOR / "sveltia").rglob("*") if file.is_file()]
    assert told == {
        file.relative_to(VENDOR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }
