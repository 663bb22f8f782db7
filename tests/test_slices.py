"""Every kind of item is a whole folder: found by itself, shown by its examples, and enough to add a new one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import html5lib
import jsonschema
import pytest

from struin.catalog import catalog, schema
from struin.emit import common, pages
from struin.hubs import plan_hubs
from struin.model import Item
from struin.pipeline import check, load
from struin.present import Presenter, Site
from struin.scaffold import scaffold
from struin.settings import read_settings
from struin.slices import Collection, discover
from struin.strings import LANGUAGES
from test_doors import connected, promises
from world import bundle_world, item, make_world, told

PROJECT = Path(__file__).resolve().parents[1]
TODAY = date(2027, 6, 1)
KINDS = discover()


def examples(sort: str) -> list[object]:
    return [
        pytest.param(kind, file, id=f"{kind.name}-{file.stem}")
        for kind in KINDS.values()
        for file in sorted((kind.folder / "examples" / sort).glob("*.md"))
    ]


def shown_in_a_world(folder: Path, kind: Collection, example: Path) -> Path:
    """A bundle with the settings of the real one, plain principles, and the example as an item of its kind."""
    settings, _ = read_settings(PROJECT)
    assert settings is not None
    files: dict[str, str | bytes] = {"content/bundle.yml": (PROJECT / "content/bundle.yml").read_bytes()}
    files |= {f"content/principles/{name}.md": item("principles") for name in settings.principles}
    return make_world(folder, files | {f"content/{kind.name}/{example.name}": example.read_bytes()})


# Each kind's folder


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_a_kind_has_all_its_files_in_its_own_folder(kind: Collection) -> None:
    files = {file.relative_to(kind.folder).as_posix() for file in kind.folder.rglob("*") if file.is_file()}
    both = {f"{name}.{language}.yml" for name in ("strings", "fields") for language in LANGUAGES}
    assert {"model.py", "page.html", "card.html", "style.css"} | both <= files
    assert issubclass(kind.model, Item)
    assert kind.folder.name == kind.name


@pytest.mark.parametrize("kind", list(KINDS.values()), ids=lambda kind: kind.name)
def test_a_kind_shows_what_is_right_and_what_is_wrong(kind: Collection) -> None:
    valid, invalid = kind.folder / "examples/valid", kind.folder / "examples/invalid"
    assert list(valid.glob("*.md"))
    assert len(list(invalid.glob("*.md"))) >= 2
    assert {file.stem for file in invalid.glob("*.md")} == {file.stem for file in invalid.glob("*.txt")}


@pytest.mark.parametrize(("kind", "example"), examples("valid"))
def test_a_valid_example_passes_the_check(tmp_path: Path, kind: Collection, example: Path) -> None:
    assert told(check(shown_in_a_world(tmp_path, kind, example), today=TODAY)) == ""


@pytest.mark.parametrize(("kind", "example"), examples("invalid"))
def test_an_invalid_example_gives_exactly_the_text_beside_it(tmp_path: Path, kind: Collection, example: Path) -> None:
    expected = example.with_suffix(".txt").read_text(encoding="utf-8")
    assert told(check(shown_in_a_world(tmp_path, kind, example), today=TODAY)) == expected


# A new kind is one folder

RECIPES: dict[str, str | bytes] = {
    "model.py": """\
\"\"\"A recipe: something to eat together.\"\"\"

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from struin.model import Choice, Item, Line, Strict


class Course(Choice):
    SOUP = "soup"
    MAIN = "main"


class Ingredient(Strict):
    what: Line
    grams: Annotated[float, Field(gt=0)]


class Recipe(Item):
    course: Course
    ingredients: Annotated[tuple[Ingredient, ...], Field(min_length=1)]
    stove: Literal["gas", "fire"] = "gas"

    @model_validator(mode="after")
    def no_empty_pan(self) -> Recipe:
        if sum(each.grams for each in self.ingredients) < 10:
            raise PydanticCustomError("empty-pan", "daar word je niet vol van")
        return self
""",
    "page.html": """\
<article class="page page--recipe">
  <h1>{{ page.card.title }}</h1>
  <p>{{ t("recipes.course." ~ page.item.course) }}</p>
  <ul>{% for each in page.item.ingredients %}<li>{{ each.grams }} g {{ each.what }}</li>{% endfor %}</ul>
  <div class="prose">{{ page.body }}</div>
  {% include "_end.html" %}
</article>
""",
    "card.html": """\
<article class="card card--recipe card--{{ size }}">
  <h3><a class="card__link" href="{{ card.href }}">{{ card.title }}</a></h3><p>{{ card.kind }}</p>
</article>
""",
    "style.css": ".card--recipe { border: 1px solid; }\n",
    "strings.nl.yml": """\
recipes:
  name: {one: Recept, other: Recepten}
  this: Dit recept
  intro: Om samen te eten.
  course: {soup: soep, main: hoofdgerecht}
""",
    "strings.en.yml": """\
recipes:
  name: {one: Recipe, other: Recipes}
  this: This recipe
  intro: To eat together.
  course: {soup: soup, main: main course}
""",
    "fields.nl.yml": """\
recipes:
  fields:
    course: Of het soep is of het hoofdgerecht.
    ingredients: {purpose: Wat erin gaat., what: Wat het is., grams: Hoeveel gram.}
    stove: Waarop het kookt.
""",
    "fields.en.yml": """\
recipes:
  fields:
    course: Whether it is soup or the main course.
    ingredients: {purpose: What goes in., what: What it is., grams: How many grams.}
    stove: What it cooks on.
""",
}
SOUP = item("quotes", "Snijd de uien.\n", title="Uiensoep", speaker=...).replace(
    "---\n", "---\ncourse: soup\ningredients:\n  - what: uien\n    grams: 500.0\n", 1
)


def world_with_recipes(folder: Path, recipe: str = SOUP) -> Path:
    """A bundle with some items, whose own `collections/recipes/` brings a kind that Struin does not know."""
    files: dict[str, str | bytes] = {f"{kind}/iets.md": item(kind) for kind in ("stories", "quotes", "exercises")}
    files["stories/soep.md"] = item("stories", relations={"uses": ["recipes/uiensoep"]})
    root = bundle_world(folder, {**files, "recipes/uiensoep.md": recipe})
    return make_world(root, {f"collections/recipes/{name}": text for name, text in RECIPES.items()})


def test_a_new_kind_in_one_folder_has_pages_an_overview_cards_doors_and_a_place_in_the_catalogue(
    tmp_path: Path,
) -> None:
    bundle = load(world_with_recipes(tmp_path), today=TODAY)
    presenter = Presenter(bundle, Site())
    made = {page.path: page for page in pages(presenter)}

    assert {"recipes/", "recipes/uiensoep"} <= made.keys()
    page, overview = str(made["recipes/uiensoep"].render()), str(made["recipes/"].render())
    assert "<li>500.0 g uien</li>" in page
    assert "<p>soep</p>" in page
    assert "Snijd de uien." in page
    assert (made["recipes/"].title, made["recipes/"].description) == ("Recepten", "Om samen te eten.")
    assert "card--recipe" in overview
    assert 'href="../recipes/uiensoep/"' in overview

    assert "recipes/uiensoep" in [door.target for door in bundle.doors["stories/soep"]]
    assert promises(bundle) == []
    assert connected(bundle)

    listed = catalog(presenter)
    jsonschema.validate(listed, schema())
    assert "recipes/uiensoep" in [each["id"] for each in listed["items"]]
    assert ".card--recipe" in common(presenter, ".css")
    parser = html5lib.HTMLParser(strict=True)
    for each in (page, overview):
        parser.parse(f"<!doctype html><html><head><title>x</title></head><body>{each}</body></html>")


def test_a_new_kind_is_checked_with_the_sentences_of_its_own_fields(tmp_path: Path) -> None:
    wrong = (
        SOUP.replace("course: soup", "course: soep").replace("grams: 500.0", "gram: veel").replace("uien\n", "x\n", 1)
    )
    assert told(check(world_with_recipes(tmp_path, wrong), today=TODAY)) == (
        "content/recipes/uiensoep.md:2:9: fout: ‘soep’ kan niet in ‘course’; bedoel je ‘soup’? [choice-unknown-meant]\n"
        "    Of het soep is of het hoofdgerecht. Kies uit: soup, main.\n"
        "content/recipes/uiensoep.md:4:5: fout: Het veld ‘ingredients[1].grams’ ontbreekt. [field-missing-inside]\n"
        "    Hoeveel gram. Zet onder ‘ingredients[1]’ een regel met spaties ervoor: ‘grams: …’.\n"
        "content/recipes/uiensoep.md:4:11: fout: De tekst in ‘ingredients[1].what’ is te kort; minstens 2 tekens. "
        "[text-too-short]\n"
        "    Wat het is. Schrijf er iets bij.\n"
        "content/recipes/uiensoep.md:5:5: fout: Het veld ‘ingredients[1].gram’ bestaat hier niet; bedoel je ‘grams’? "
        "[field-unknown-meant]\n"
        "    Verbeter de naam van het veld. Namen van velden zijn Engels en met kleine letters.\n"
    )


def test_what_only_the_new_kind_knows_is_told_in_its_own_words(tmp_path: Path) -> None:
    wrong = SOUP.replace("grams: 500.0", "grams: 5.0").replace("course:", "stove: steam\ncourse:")
    found = check(world_with_recipes(tmp_path, wrong), today=TODAY)
    assert [finding.code for finding in found] == ["field-refused"]
    assert "‘stove’" in found[0].message()
    found = check(world_with_recipes(tmp_path, SOUP.replace("grams: 500.0", "grams: 5.0")), today=TODAY)
    assert "daar word je niet vol van" in found[0].message()


def test_a_new_kind_has_a_template_too(tmp_path: Path) -> None:
    bundle = load(world_with_recipes(tmp_path), today=TODAY)
    text = scaffold(bundle.collections["recipes"], "Erwtensoep", bundle.settings, bundle.words, TODAY)
    assert "# Of het soep is of het hoofdgerecht. Kies uit: soup, main.\ncourse:\n" in text


def test_a_folder_that_defines_no_kind_is_a_programmers_mistake(tmp_path: Path) -> None:
    root = make_world(tmp_path, {"collections/leeg/model.py": "x = 1\n"})
    with pytest.raises(TypeError, match="must define exactly one subclass of Item, found 0"):
        discover(root)


def test_an_overview_of_a_kind_without_items_is_an_empty_page(tmp_path: Path) -> None:
    root = world_with_recipes(tmp_path)
    (root / "content/recipes/uiensoep.md").unlink()
    (root / "content/stories/soep.md").unlink()
    bundle = load(root, today=TODAY)
    assert [(plan.page, plan.sections) for plan in plan_hubs(bundle)["recipes"]] == [("recipes/", ())]
    assert "Recepten" in str(Presenter(bundle, Site()).hub_page(plan_hubs(bundle)["recipes"][0]))
