"""The editors' guide says what the models say: every field of every kind, with what the check holds it to."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from built import PROJECT, Built, build
from bundles import project
from struin.bundle import Bundle
from struin.cli import parser
from struin.cli.manual import Command, commands
from struin.hosts.mkdocs.field_manual import Field, examples, field_manual
from struin.pipeline import load
from struin.scaffold import must_be_empty
from struin.slices import discover
from test_slices import RECIPES, TODAY
from world import bundle_world

KINDS = discover()
PAGES = {
    "exercises": "werkvormen", "principles": "principes", "quotes": "citaten", "sessions": "sessies",
    "stories": "verhalen", "trails": "routes",
}  # fmt: skip


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A small bundle with a kind of its own."""
    root = bundle_world(tmp_path_factory.mktemp("guide"))
    folder = root / "collections/recipes"
    for name, content in RECIPES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(content), encoding="utf-8")
    return load(root, today=TODAY)


def named(fields: tuple[Field, ...] | list[Field], path: str) -> Field:
    first, _, rest = path.partition(".")
    found = next(field for field in fields if field.name == first)
    return named(list(found.fields), rest) if rest else found


def fields_of(bundle: Bundle, kind: str) -> list[Field]:
    manual = field_manual(bundle, bundle.collections[kind])
    return [*manual.own, *manual.shared]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_is_in_its_manual_once_with_its_sentence(bundle: Bundle, kind: str) -> None:
    told = fields_of(bundle, kind)
    model = KINDS[kind].model.model_fields
    assert sorted(field.name for field in told) == sorted(n for n, field in model.items() if not must_be_empty(field))
    assert all(field.says and field.must for field in told)


def test_limits_and_choices_are_those_of_the_model(bundle: Bundle) -> None:
    stories, exercises = fields_of(bundle, "stories"), fields_of(bundle, "exercises")
    assert (named(stories, "title").must, named(stories, "title").limits) == ("moet", "tekst van 3 tot 80 tekens")
    assert named(stories, "draft").must == "mag"
    assert ("neighbour", "een buur") in named(stories, "narrator").choices
    assert dict(named(stories, "themes").choices) == dict(bundle.settings.themes)
    assert named(stories, "relations.shows").limits == "een lijst · map en naam, zonder .md, uit: Principes"
    assert named(stories, "passport.consent.given_on").limits == "een datum als 2027-05-31"
    assert named(exercises, "steps.minutes").limits == "een getal van 1 tot 480"
    assert named(exercises, "debrief").must == "moet, behalve bij form: [self-check]"
    assert named(exercises, "debrief").limits == "een lijst van 2 tot 6 · tekst van 2 tot 300 tekens"


def test_what_the_check_may_say_of_a_kind_comes_from_its_examples(bundle: Bundle) -> None:
    told = field_manual(bundle, bundle.collections["sessions"]).told
    assert "Een eigen blok heeft een titel nodig." in [message for message, _ in told]
    assert len(set(told)) == len(told)


def test_a_kind_of_the_bundles_own_has_a_manual_too(bundle: Bundle) -> None:
    course = named(fields_of(bundle, "recipes"), "course")
    assert [choice for choice, _ in course.choices] == ["soup", "main"]
    assert named(fields_of(bundle, "recipes"), "ingredients.grams").must == "moet"


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_shows_its_fields_and_a_whole_file_that_passes(
    site: Built, bundle: Bundle, kind: str
) -> None:
    page = site.pages[f"redactie/{PAGES[kind]}/"]
    names = [node.text().strip() for node in page.all(".manual > .fields > .fields__one > dt > code")]
    assert names == [field.name for field in fields_of(bundle, kind)]
    # tests/test_slices.py has each of these files checked.
    shown = [node.text().strip() for node in page.all(".manual__file code")]
    right = [text.strip() for text in examples(KINDS[kind]).values()]
    assert shown
    assert [text for text in shown if text not in right] == []


def flat(found: list[Command]) -> list[Command]:
    return [each for command in found for each in (command, *flat(list(command.parts)))]


def test_every_command_has_its_purpose_and_an_example_that_the_command_line_takes() -> None:
    told = commands()
    assert len(told) == 12
    for command in told:
        assert command.about
        assert command.when
        assert command.example.startswith(command.name)
        assert parser().parse_args(shlex.split(command.example)[1:]).command == command.name.split()[1]
    assert all(argument.says for command in flat(told) for argument in command.arguments)


def test_an_example_exports_a_session_that_is_there() -> None:
    example = next(each.example for each in commands() if each.name == "struin export")
    assert (PROJECT / f"content/sessions/{shlex.split(example)[3]}.md").is_file()


def test_the_page_of_commands_says_what_help_says(site: Built) -> None:
    page = site.pages["redactie/opdrachten/"]
    assert [node.text().strip() for node in page.all(".manual h2 code")] == [each.name for each in commands()]
    shown = " ".join(" ".join(node.text() for node in page.all(".manual")).split())
    for command in commands():
        assert command.when in shown
        assert all(argument.written in shown for argument in command.arguments)


def guide_pages(site: Built) -> list[str]:
    return sorted(address for address in site.pages if address.startswith("redactie/"))


def test_from_every_page_of_the_guide_one_gets_back_to_its_start_and_to_all_others(site: Built) -> None:
    addresses = guide_pages(site)
    assert {"redactie/stand/", "redactie/schrijven/", "redactie/verhalen/"} <= set(addresses)
    for address in addresses:
        page = site.pages[address]
        there = [
            (str(node.attributes["href"]), node.attributes.get("aria-current"))
            for node in page.all(".guide-more__leaf")
        ]
        others = [href for href, current in there if current is None]
        assert len(others) == len(addresses) - 1, address
        assert [current for _, current in there if current] == (["page"] if address != "redactie/" else []), address
        assert {link.target for link in page.links if link.written in others} == set(addresses) - {address}
        back = [str(node.attributes["href"]) for node in page.all(".guide-back a")]
        assert back == ([] if address == "redactie/" else ["../../redactie/"]), address
    assert not [each for each in site.pages if each not in addresses and site.pages[each].all("struin-guide")]


def test_the_pages_of_a_guide_stand_in_the_order_in_which_its_start_names_them(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Begin\n\n[Twee](twee.md) en [een](een.md#een-al).\n",
        "een.md": "# Een & al\n",
        "twee.md": "# Twee\n",
    }
    pages["drie.md"] = "---\ndescription: Waar 3 < 4.\n---\n# Drie\n"
    root = project(tmp_path / "bundle", {f"docs/uitleg/{name}": text for name, text in pages.items()}, each=1)
    site = build(root, tmp_path / "site")
    names = [node.text().split() for node in site.pages["uitleg/een/"].all(".guide-more__leaf")]
    assert [" ".join(each) for each in names] == ["Begin", "Twee", "Een & al Hier ben je nu.", "Drie Waar 3 < 4."]


def test_a_long_page_says_what_is_on_it_under_its_first_sentences(site: Built) -> None:
    page = site.pages["redactie/oefeningen/"]
    parts = page.all(".guide-parts a")
    assert [str(node.attributes["href"])[1:] for node in parts[-2:]] == [
        "struin-soort-scale",
        "struin-soort-statements",
    ]
    assert {str(node.attributes["href"])[1:] for node in parts} <= set(page.ids)
    # Of a type only its name, and nothing out of the exercises themselves.
    assert "Kiezen" in [node.text().strip() for node in parts]
    assert len(parts) == len(page.all("article > h2")) + len(page.all(".manual > h2"))
    order = [node.tag for node in page.all("article > h1, article > p, article > nav, article > h2")]
    assert order[:4] == ["h1", "p", "nav", "h2"]


def test_a_file_in_the_guide_is_line_by_line_the_file(site: Built) -> None:
    for node in site.pages["redactie/verhalen/"].all(".manual__file code"):
        lines = [line.text() for line in node.css(".manual__line")]
        assert "".join(lines) == node.text()
        assert all(line.endswith("\n") and "\n" not in line[:-1] for line in lines)


def test_a_table_keeps_its_roles_and_the_names_of_its_columns(tmp_path: Path) -> None:
    table = "# Proef\n\n| Wat | Hoe *snel* |\n|---|---|\n| `a` | vlug |\n"
    root = project(tmp_path / "bundle", {"docs/proef.md": table}, each=1)
    page = build(root, tmp_path / "site").pages["proef/"]
    assert [node.attributes["role"] for node in page.all("struin-table > table, .table tr")] == ["table", "row", "row"]
    cells = [(node.attributes["role"], node.attributes["data-column"]) for node in page.all(".table td")]
    assert cells == [("cell", "Wat"), ("cell", "Hoe snel")]
    assert [node.attributes["role"] for node in page.all(".table th")] == ["columnheader"] * 2
    assert any(str(node.attributes["href"]).endswith("/table.css") for node in page.all("link[rel=stylesheet]"))
