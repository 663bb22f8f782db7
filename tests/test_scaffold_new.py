"""`struin new`: a template that explains every field, never over what is there, and right once it is filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from struin.cli import main
from struin.diagnostics import Severity
from struin.model import Choice
from struin.pipeline import check
from struin.scaffold import inner_type, must_be_empty, scaffold
from struin.slices import Collection, discover, words
from struin.source import read_file
from world import bundle_world, item, settings_of, told

KINDS = list(discover().values())
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
TODAY = date(2028, 2, 29)
# What an editor would put in a field, where a sentence will not do.
FILLING: dict[str, Any] = {
    "principles": ["open"],
    "themes": ["taal"],
    "audience": ["professional"],
    "minutes": 10,
    "min": 2,
    "max": 8,
    "review_by": "2999-01-01",
    "item": "principles/open",
    "sessions.start": "09:30",
}
# What is one of two, so that neither has to be filled in: the line as it stands in the template, and the choice.
ONE_OF_TWO = {"    # item:": "    item: principles/open"}
LINE = "Zo staat het er, met gewone woorden, en het is niet te kort voor een veld."


def template(kind: Collection, title: str = "Een nieuw begin") -> str:
    return scaffold(kind, title, settings_of(), words("nl"), TODAY)


def new(root: Path, *arguments: str) -> int:
    return main(["new", "--root", str(root), *arguments])


def filled_in(kind: Collection, text: str) -> str:
    """The template with something in every field that has to be filled in; comments stay where they are."""
    head, _, _ = text.removeprefix("---\n").partition("\n---\n")
    lines = []
    for line in head.split("\n"):
        match = re.fullmatch(r"( *(?:- )?)([a-z_]+):( \[\])?", line)
        if line in ONE_OF_TWO:
            lines.append(ONE_OF_TWO[line])
        elif match and not opens_a_group(kind, match[2]):
            lines.append(f"{match[1]}{match[2]}: {value(kind, match[2], many=bool(match[3]))}")
        else:
            lines.append(line)
    return f"---\n{with_enough_groups(kind, chr(10).join(lines))}\n---\nEen jas over een stoel.\n"


def with_enough_groups(kind: Collection, head: str) -> str:
    """The template shows one entry of each list of groups; a principle has six pairs, so that entry is repeated."""
    for name, field in kind.model.model_fields.items():
        least = max((getattr(each, "min_length", 1) or 1 for each in field.metadata), default=1)
        if opens_a_group(kind, name) and least > 1:
            block = re.search(rf"(?m)^{name}:\n((?:  .*(?:\n|\Z))+)", head)
            assert block, name
            head = f"{head[: block.end()]}{block[1] * (least - 1)}{head[block.end() :]}"
    return head


def named(model: type[BaseModel], name: str) -> list[Any]:
    """The fields of a name at any depth of a model."""
    found = [field for key, field in model.model_fields.items() if key == name]
    for field in model.model_fields.values():
        inner, _ = inner_type(field)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += named(inner, name)
    return found


def opens_a_group(kind: Collection, name: str) -> bool:
    inner, _ = inner_type(named(kind.model, name)[0])
    return isinstance(inner, type) and issubclass(inner, BaseModel)


def value(kind: Collection, name: str, *, many: bool) -> str:
    inner, _ = inner_type(named(kind.model, name)[0])
    for known in (f"{kind.name}.{name}", name):
        if known in FILLING:
            return str(FILLING[known]).replace("'", "")
    if isinstance(inner, type) and issubclass(inner, Choice):
        first = next(iter(inner)).value
        return f"[{first}]" if many else first
    return f"['{LINE}', '{LINE}', '{LINE}', '{LINE}']" if many else LINE


@EACH_KIND
def test_a_template_is_front_matter_that_can_be_read(tmp_path: Path, kind: Collection) -> None:
    root = bundle_world(tmp_path, {f"{kind.name}/nieuw.md": template(kind)})
    source, findings = read_file(root, Path(f"content/{kind.name}/nieuw.md"))
    assert told(findings) == ""
    assert source is not None
    assert source.front["title"] == "Een nieuw begin"
    assert source.front["passport"]["review_by"] == date(2029, 2, 28)
    required = {name for name, field in kind.model.model_fields.items() if field.is_required()}
    assert set(source.front) == required


@EACH_KIND
def test_every_field_stands_in_the_template_below_the_sentence_that_explains_it(kind: Collection) -> None:
    text = template(kind)
    catalogue = words("nl")
    for name, field in kind.model.model_fields.items():
        if must_be_empty(field):
            assert not re.search(rf"^#? ?{name}:", text, re.MULTILINE)
            continue
        keys = [f"{head}fields.{name}{tail}" for head in (f"{kind.name}.", "") for tail in ("", ".purpose")]
        sentence = next(catalogue.text(key) for key in keys if key in catalogue)
        assert re.search(rf"^# {re.escape(sentence)}.*\n(#? *(#|{name}:|- ))", text, re.MULTILINE), name


@EACH_KIND
def test_an_empty_template_does_not_pass(tmp_path: Path, kind: Collection) -> None:
    root = bundle_world(tmp_path, {f"{kind.name}/nieuw.md": template(kind)}, principles=("open", "nieuw"))
    codes = {finding.code for finding in check(root, today=TODAY)}
    assert "field-wrong-type" in codes
    assert codes <= {"field-wrong-type", "field-missing", "list-too-short", "choice-unknown", "body-untouched"}


@EACH_KIND
def test_a_template_passes_the_check_once_it_is_filled_in(tmp_path: Path, kind: Collection) -> None:
    text = filled_in(kind, template(kind))
    assert text.count("\n# ") > 10  # the explanations are still there
    root = bundle_world(tmp_path, {f"{kind.name}/nieuw.md": text}, principles=("open", "nieuw"))
    assert told(each for each in check(root, today=TODAY) if each.severity is Severity.ERROR) == ""


def test_a_template_with_its_head_filled_in_and_its_body_untouched_is_told_of(tmp_path: Path) -> None:
    kind = discover()["quotes"]
    head, _, _ = filled_in(kind, template(kind)).rpartition("\n---\n")
    body = template(kind).partition("\n---\n")[2]
    root = bundle_world(tmp_path, {"quotes/nieuw.md": f"{head}\n---\n{body}"})
    line = head.count("\n") + 3
    assert told(check(root, today=TODAY)) == (
        f"content/quotes/nieuw.md:{line}:1: let op: Onder de kop staat nog de regel die ‘struin new’ er neerzette. "
        "[body-untouched]\n"
        "    Haal die regel weg en schrijf daar de tekst. Nog niet zover? Zet dan ‘draft: true’ in de kop.\n"
    )


@EACH_KIND
def test_a_template_leaves_room_for_what_an_editor_writes(kind: Collection) -> None:
    """The head may hold 8 kB, and the explanations count."""
    head = template(kind).split("\n---\n")[0].encode()
    assert len(head) < 4500


@pytest.mark.parametrize(
    "title", ['De "jas": een begin', "Jas # 3", "- jas", "@jas & broek", "C:\\jas", "Één jas", "yes"]
)
def test_a_title_is_written_so_that_it_is_read_back_as_it_is(tmp_path: Path, title: str) -> None:
    head = template(discover()["stories"], title).removeprefix("---\n").partition("\n---\n")[0]
    assert yaml.safe_load(head)["title"] == title


# The command


@EACH_KIND
def test_the_command_writes_a_template_with_a_name_made_from_the_title(
    tmp_path: Path, kind: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    assert new(root, kind.name, "Één jas & een kraan!") == 0
    path = root / "content" / kind.name / "een-jas-een-kraan.md"
    assert path.is_file()
    assert capsys.readouterr().out == (
        f"content/{kind.name}/een-jas-een-kraan.md staat klaar. Vul het in en draai dan ‘struin check’.\n"
    )


def test_the_command_never_writes_over_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = bundle_world(tmp_path, {"stories/de-jas.md": item("stories")})
    before = (root / "content/stories/de-jas.md").read_bytes()
    assert new(root, "stories", "De jas") == 2
    assert (root / "content/stories/de-jas.md").read_bytes() == before
    assert capsys.readouterr().err == (
        "content/stories/de-jas.md bestaat al. Kies een andere titel; er is niets veranderd.\n"
    )


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = bundle_world(tmp_path, {"stories": "Geen map.\n"})
    assert new(root, "stories", "De jas") == 1
    assert capsys.readouterr().err.startswith("content/stories/de-jas.md is niet te schrijven: ")


def test_an_unknown_kind_is_refused_with_the_one_that_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    assert new(root, "storys", "De jas") == 2
    assert capsys.readouterr().err == (
        f"Er is geen soort ‘storys’; bedoel je ‘stories’? Kies uit: {', '.join(discover())}.\n"
    )
    assert not (root / "content/storys").exists()


def test_an_unknown_kind_that_resembles_none_gets_the_list_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(bundle_world(tmp_path), "../..", "De jas") == 2
    assert capsys.readouterr().err == (f"Er is geen soort ‘../..’. Kies uit: {', '.join(discover())}.\n")


@pytest.mark.parametrize("title", ["", "!!", "漢字", "..", "/"])
def test_a_title_of_which_no_name_can_be_made_is_refused(
    tmp_path: Path, title: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    before = sorted(root.rglob("*"))
    assert new(root, "stories", title) == 2
    assert f"Van de titel ‘{title}’ is geen bestandsnaam te maken." in capsys.readouterr().err
    assert sorted(root.rglob("*")) == before


def test_a_title_cannot_lead_out_of_the_folder_of_its_kind(tmp_path: Path) -> None:
    root = bundle_world(tmp_path)
    assert new(root, "stories", "../../etc/passwd") == 0
    assert (root / "content/stories/etc-passwd.md").is_file()


def test_without_settings_nothing_is_written_and_it_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = bundle_world(tmp_path)
    (root / "content/bundle.yml").unlink()
    assert new(root, "stories", "De jas") == 1
    assert "content/bundle.yml:1:1: fout: De instellingen van de bundel ontbreken." in capsys.readouterr().err
    assert not (root / "content/stories").exists()
