"""Every type of exercise is a whole folder: found by itself, shown by its examples, the same in both languages."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import html5lib
import pytest
import yaml

from struin.catalog import catalog
from struin.components.search.index import records
from struin.diagnostics import Diagnostic
from struin.emit import assets, pages
from struin.interaction import Interaction
from struin.pipeline import check, load
from struin.present import Presenter, Site
from struin.slices import InteractionType, discover, interactions
from struin.strings import LANGUAGES, catalogue
from test_slices import RECIPES
from world import PRINCIPLES, bundle_world, item, make_world, told

TODAY = date(2027, 6, 1)
TYPES = interactions()
MOST_BYTES = 8 * 1024
EACH_TYPE = pytest.mark.parametrize("kind", list(TYPES.values()), ids=list(TYPES))
ALL_PRINCIPLES = (
    "van-mens-tot-mens-werken", "kijken-naar-het-hele-gezin", "patronen-samen-zien", "samen-doen-wat-nodig-is",
    "nuchter-over-veiligheid", "lerend-werken",
)  # fmt: skip
PICTURES = Path(__file__).parents[1] / "content/media"


def examples(sort: str) -> list[object]:
    return [
        pytest.param(kind, file, id=f"{kind.name}-{file.stem}")
        for kind in TYPES.values()
        for file in sorted((kind.folder / "examples" / sort).glob("*.md"))
    ]


def in_a_story(folder: Path, exercise: str) -> Path:
    """A bundle with the exercise in a story, under one line of text."""
    files: dict[str, str | bytes] = {f"media/{file.name}": file.read_bytes() for file in PICTURES.glob("*.svg")}
    files["stories/voorbeeld.md"] = item("stories", f"Vooraf.\n\n{exercise}", principles=[ALL_PRINCIPLES[0]])
    return bundle_world(folder, files, principles=ALL_PRINCIPLES)


def findings(folder: Path, exercise: str) -> list[Diagnostic]:
    """What there is to say about the exercise; not that nothing shows the pictures of the bundle."""
    return [each for each in check(in_a_story(folder, exercise), today=TODAY) if "media" not in each.place.file]


def shown(folder: Path, exercise: str) -> str:
    bundle = load(in_a_story(folder, exercise), today=TODAY)
    return str(Presenter(bundle, Site()).item_page("stories/voorbeeld"))


# --- Each type's folder


@EACH_TYPE
def test_a_type_has_all_its_files_in_its_own_folder(kind: InteractionType) -> None:
    files = {file.name for file in kind.folder.iterdir() if file.is_file()}
    strings = {f"strings.{language}.yml" for language in LANGUAGES}
    assert {"model.py", "template.html", "element.js", "style.css"} | strings <= files
    assert issubclass(kind.model, Interaction)
    assert f'"struin-{kind.name}"' in (kind.folder / "element.js").read_text(encoding="utf-8")
    for language in LANGUAGES:
        assert {f"{kind.name}.name", f"{kind.name}.about"} <= catalogue(language).keys()


@EACH_TYPE
def test_a_type_shows_what_is_right_and_what_is_wrong(kind: InteractionType) -> None:
    valid, invalid = kind.folder / "examples/valid", kind.folder / "examples/invalid"
    assert len(list(valid.glob("*.md"))) >= 2
    assert list(invalid.glob("*.md"))
    assert {file.stem for file in invalid.glob("*.md")} == {file.stem for file in invalid.glob("*.txt")}


def test_no_type_has_the_name_of_a_component_or_a_kind() -> None:
    bundle_parts = {folder.name for folder in (Path(discover()["stories"].folder).parents[1] / "components").iterdir()}
    assert TYPES.keys() & (bundle_parts | discover().keys()) == set()


@pytest.mark.parametrize(("kind", "example"), examples("valid"))
def test_a_valid_example_passes_the_check(tmp_path: Path, kind: InteractionType, example: Path) -> None:
    assert told(findings(tmp_path, example.read_text(encoding="utf-8"))) == ""


@pytest.mark.parametrize(("kind", "example"), examples("invalid"))
def test_an_invalid_example_gives_exactly_the_text_beside_it(
    tmp_path: Path, kind: InteractionType, example: Path
) -> None:
    expected = example.with_suffix(".txt").read_text(encoding="utf-8")
    assert told(findings(tmp_path, example.read_text(encoding="utf-8"))) == expected


@EACH_TYPE
def test_every_finding_of_a_type_is_shown_by_an_example(kind: InteractionType) -> None:
    files = (kind.folder / "examples/invalid").glob("*.txt")
    shown_codes = "".join(file.read_text(encoding="utf-8") for file in files)
    strings = yaml.safe_load((kind.folder / "strings.nl.yml").read_text(encoding="utf-8"))
    own = strings.get("diagnostics", {})
    assert all(code.startswith(f"{kind.name}-") for code in own)
    assert {code for code in own if f"[{code}]" not in shown_codes} == set()


# --- Its HTML


@pytest.mark.parametrize(("kind", "example"), examples("valid"))
def test_the_html_of_an_exercise_is_right_and_its_ids_are_its_own(
    tmp_path: Path, kind: InteractionType, example: Path
) -> None:
    page = shown(tmp_path, example.read_text(encoding="utf-8"))
    html5lib.HTMLParser(strict=True).parse(
        f"<!doctype html><html><head><title>x</title></head><body>{page}</body></html>"
    )
    assert f"<struin-{kind.name} " in page
    assert "<!--" not in page
    assert "style=" not in page
    assert "onclick" not in page


@EACH_TYPE
def test_an_exercise_and_what_it_builds_on_are_small(kind: InteractionType, tmp_path: Path) -> None:
    presenter = Presenter(load(in_a_story(tmp_path, FIRST), today=TODAY), Site())
    files = {asset.path: asset.content for asset in assets(presenter)}
    names = [
        f"assets/struin/components/{name}{suffix}" for name in ("interaction", kind.name) for suffix in (".js", ".css")
    ]
    assert sum(len(gzip.compress(files[name])) for name in names) <= MOST_BYTES


FIRST = (TYPES["choice"].folder / "examples/valid/een.md").read_text(encoding="utf-8")


def test_a_page_without_an_exercise_holds_nothing_of_one(tmp_path: Path) -> None:
    bundle = load(bundle_world(tmp_path, {"stories/voorbeeld.md": item("stories")}), today=TODAY)
    presenter = Presenter(bundle, Site())
    page = str(presenter.item_page("stories/voorbeeld"))
    names = {each.name for each in presenter.called_for(page)}
    assert "interaction" not in page
    assert names & {"interaction", *TYPES} == set()


def test_the_base_goes_along_with_a_type_and_comes_first(tmp_path: Path) -> None:
    presenter = Presenter(load(in_a_story(tmp_path, FIRST), today=TODAY), Site())
    called = [each.name for each in presenter.called_for(str(presenter.item_page("stories/voorbeeld")))]
    assert called[0] == "interaction"
    assert "choice" in called


def test_a_search_finds_what_is_asked_and_no_answer_hint_or_button(tmp_path: Path) -> None:
    presenter = Presenter(load(in_a_story(tmp_path, FIRST), today=TODAY), Site())
    text = next(str(text) for page, text in records(presenter) if page.path == "stories/voorbeeld")
    assert "Wat doe je het eerst?" in text
    for hidden in ("of het uitkomt", "kale gang", "niet naar de deur", "Tel vandaag", "Kijk na", "Nog een keer"):
        assert hidden not in text
        assert hidden not in presenter.bundle.entries["stories/voorbeeld"].body.text


def test_an_item_with_exercises_has_a_page_for_a_frame_that_no_search_finds(tmp_path: Path) -> None:
    presenter = Presenter(load(in_a_story(tmp_path, FIRST), today=TODAY), Site())
    made = {page.path: page for page in pages(presenter)}
    frames = [path for path in made if path.endswith("/embed")]
    assert frames == ["stories/voorbeeld/embed"]
    html = str(made[frames[0]].render())
    assert "<struin-choice " in html
    assert 'class="doors' not in html
    assert frames[0] not in {page.path for page, _ in records(presenter)}


def test_the_catalogue_names_the_exercises_of_an_item(tmp_path: Path) -> None:
    presenter = Presenter(load(in_a_story(tmp_path, FIRST), today=TODAY), Site())
    listed = {each["id"]: each["interactions"] for each in catalog(presenter)["items"]}
    assert listed["stories/voorbeeld"] == [{"id": "jas-aan", "type": "choice"}]


# --- A type of a bundle's own

STARS = {
    "interactions/stars/model.py": """\
from typing import Self

from struin.interaction import Interaction, Reader


class Stars(Interaction):
    settings = ("most",)
    most: int

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        most = reader.number("most", 5, 2, 10)
        if most == 7:
            reader.fault("zeven sterren is te veel eer")
        return cls(**reader.common(), most=most)
""",
    "interactions/stars/template.html": """\
{% extends "components/interaction/frame.html" %}
{% block ask %}<label>{{ t("stars.many") }} <input type="number" max="{{ it.most }}"></label>{% endblock %}
""",
    "interactions/stars/element.js": 'customElements.define("struin-stars", class extends Struin.Interaction {});\n',
    "interactions/stars/strings.nl.yml": "stars: {name: Sterren, about: Geef sterren., many: Hoeveel?}\n",
    "interactions/stars/strings.en.yml": "stars: {name: Stars, about: Give stars., many: How many?}\n",
}
STAR_BLOCK = "/// stars | id: hoe-vaak\n    most: 5\n\nHoe vaak belde je terug?\n///\n"


def test_a_new_type_is_one_folder_of_a_bundle(tmp_path: Path) -> None:
    root = in_a_story(tmp_path, STAR_BLOCK)
    make_world(root, STARS)
    presenter = Presenter(load(root, today=TODAY), Site())
    page = str(presenter.item_page("stories/voorbeeld"))
    assert '<input type="number" max="5">' in page
    assert "Hoeveel?" in page
    assert "stars" in {each.name for each in presenter.called_for(page)}
    assert "assets/struin/components/stars.js" in {asset.path for asset in assets(presenter)}


def test_what_only_the_new_type_knows_is_told_in_its_own_words(tmp_path: Path) -> None:
    root = in_a_story(tmp_path, STAR_BLOCK.replace("5", "7"))
    make_world(root, STARS)
    assert told(each for each in check(root, today=TODAY) if "media" not in each.place.file) == (
        "content/stories/voorbeeld.md:20:1: fout: Deze oefening klopt niet: zeven sterren is te veel eer. "
        "[interaction-refused]\n    Kijk in de handleiding bij ‘Oefeningen op het scherm’ hoe deze soort eruitziet.\n"
    )


def test_a_new_kind_of_item_may_hold_exercises_too(tmp_path: Path) -> None:
    soup = item("quotes", f"Snijd de uien.\n\n{FIRST}", title="Uiensoep", speaker=...)
    soup = soup.replace("---\n", "---\ncourse: soup\ningredients:\n  - what: uien\n    grams: 500.0\n", 1)
    root = bundle_world(tmp_path, {"recipes/uiensoep.md": soup, "stories/soep.md": item("stories")}, PRINCIPLES)
    make_world(root, {f"collections/recipes/{name}": text for name, text in RECIPES.items()})
    presenter = Presenter(load(root, today=TODAY), Site())
    assert 'data-item="recipes/uiensoep"' in str(presenter.item_page("recipes/uiensoep"))
