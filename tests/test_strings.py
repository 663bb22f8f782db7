"""String catalogues: both languages tell the same, every field is explained, every finding has its words."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

import struin
from struin.model import Choice
from struin.scaffold import inner_type
from struin.settings import Settings
from struin.slices import Collection, discover
from struin.strings import LANGUAGES, Catalogue, catalogue, catalogue_files

SOURCE = Path(struin.__file__).parent
PROJECT = SOURCE.parents[1]
# Calls whose first argument is the code of a finding.
TELLING = {"error", "warning", "Refusal", "PydanticCustomError", "MacroMistake", "_find", "_problem", "fault", "_fault"}
# pydantic's word for what is told as `choice-unknown` or `choice-unknown-meant`.
NOT_TOLD_AS_SUCH = {"choice"}


def texts(language: str) -> dict[str, str]:
    """Every key with its text as written, braces and all."""
    return dict(catalogue(language)._texts)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def modules() -> Iterator[ast.Module]:
    for file in sorted([*SOURCE.rglob("*.py"), *(PROJECT / "macros").rglob("*.py")]):
        yield ast.parse(file.read_text(encoding="utf-8"))


def codes_in_catalogue() -> set[str]:
    return {key.split(".")[1] for key in texts("nl") if key.startswith("diagnostics.")}


def constants(node: ast.AST) -> set[str]:
    """The texts that an expression may be: a constant, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return set()


def codes_told() -> set[str]:
    """The codes in calls that make a finding, and those that are put in a variable `code` first."""
    found: set[str] = set()
    for module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in TELLING:
                    found |= constants(node.args[0])
            elif isinstance(node, ast.Assign) and "code" in [getattr(target, "id", "") for target in node.targets]:
                found |= constants(node.value)
    return found - NOT_TOLD_AS_SUCH


def test_both_languages_have_the_same_keys() -> None:
    assert set(LANGUAGES) == {"nl", "en"}
    assert texts("nl").keys() == texts("en").keys()


def test_both_languages_have_the_same_files() -> None:
    def names(language: str) -> list[str]:
        return sorted(str(file).replace(f"/{language}/", "/").replace(f".{language}.", ".") for file in files(language))

    def files(language: str) -> list[Path]:
        return catalogue_files(language)

    assert names("nl") == names("en")


def test_both_languages_fill_in_the_same_values() -> None:
    other = texts("en")
    different = {key for key, text in texts("nl").items() if placeholders(text) != placeholders(other[key])}
    assert different == set()


def test_no_text_is_empty() -> None:
    assert [
        (language, key) for language in LANGUAGES for key, text in texts(language).items() if not text.strip()
    ] == []


def test_every_finding_has_a_message_and_a_hint() -> None:
    for language in LANGUAGES:
        known = texts(language)
        for code in codes_in_catalogue():
            assert {f"diagnostics.{code}.message", f"diagnostics.{code}.hint"} <= known.keys()


def test_every_code_that_the_program_tells_has_its_words() -> None:
    told = codes_told()
    assert len(told) > 60
    assert told - codes_in_catalogue() == set()


def test_every_code_in_the_catalogue_is_told_somewhere() -> None:
    nodes = [node for module in modules() for node in ast.walk(module)]
    written = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    begun = tuple(
        start
        for node in nodes
        if isinstance(node, ast.JoinedStr)
        for start in constants(node.values[0])
        if re.fullmatch(r"[a-z]+(-[a-z]+)+-", start)
    )
    unused = {code for code in codes_in_catalogue() - written if not (begun and code.startswith(begun))}
    assert unused == set()


def test_every_key_that_a_template_asks_for_exists() -> None:
    asked = {
        key: file.name
        for file in [*SOURCE.rglob("*.html")]
        # Not a key that is put together, as in t("stories.narrator." ~ who).
        for key in re.findall(r"\bt\(\"([^\"]+)\"(?!\s*~)", file.read_text(encoding="utf-8"))
    }
    assert len(asked) > 40
    for language in LANGUAGES:
        assert {key: file for key, file in asked.items() if key not in catalogue(language)} == {}


# Fields


def fields(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every field of a model at any depth, as its path and what stands in it."""
    for name, field in model.model_fields.items():
        inner, _ = inner_type(field)
        yield (*above, name), inner
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from fields(inner, (*above, name))


def purpose(words: Catalogue, collection: str, path: tuple[str, ...]) -> str | None:
    dotted = ".".join(path)
    keys = [f"{head}{dotted}{tail}" for head in (f"{collection}.fields.", "fields.") for tail in ("", ".purpose")]
    return next((words.text(key) for key in keys if key in words), None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("collection", list(discover().values()), ids=lambda collection: collection.name)
def test_every_field_of_every_model_says_what_it_is_for_in_a_sentence(collection: Collection, language: str) -> None:
    words = catalogue(language)
    told = {path: purpose(words, collection.name, path) for path, _ in fields(collection.model)}
    assert len(told) > 20
    unexplained = [
        path for path, text in told.items() if text is None or not text.endswith((".", ").")) or len(text) < 8
    ]
    assert unexplained == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("collection", list(discover().values()), ids=lambda collection: collection.name)
def test_every_field_that_is_explained_exists(collection: Collection, language: str) -> None:
    known = {".".join(path) for path, _ in fields(collection.model)}
    head = f"{collection.name}.fields."
    told = {key.removeprefix(head).removesuffix(".purpose") for key in texts(language) if key.startswith(head)}
    assert told - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_a_slice_has_its_words_for_readers(language: str) -> None:
    words = catalogue(language)
    missing = [
        f"{collection.name}.{'.'.join(path)}.{member.value}"
        for collection in discover().values()
        for path, inner in fields(collection.model)
        if isinstance(inner, type) and issubclass(inner, Choice) and path[0] not in ("passport", "sound")
        for member in inner
        if f"{collection.name}.{'.'.join(path)}.{member.value}" not in words
    ]
    assert missing == []


def test_every_collection_has_the_words_that_pages_need() -> None:
    for language in LANGUAGES:
        for name in discover():
            for key in ("name.one", "name.other", "this", "intro"):
                assert f"{name}.{key}" in catalogue(language)


# The catalogue itself


def write(folder: Path, name: str, tree: object) -> Path:
    file = folder / name
    file.write_text(yaml.safe_dump(tree), encoding="utf-8")
    return file


def test_a_key_that_is_defined_twice_is_refused(tmp_path: Path) -> None:
    one, two = write(tmp_path, "a.yml", {"x": {"y": "een"}}), write(tmp_path, "b.yml", {"x": {"y": "twee"}})
    with pytest.raises(ValueError, match=r"b\.yml: the string 'x\.y' is defined twice"):
        Catalogue("nl", [one, two])


def test_a_key_that_yaml_does_not_take_for_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("wall: {on: aan}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"the key wall\.True is no text"):
        Catalogue("nl", [tmp_path / "a.yml"])


def test_an_unknown_key_and_an_unknown_language_are_programmers_mistakes(tmp_path: Path) -> None:
    words = Catalogue("nl", [write(tmp_path, "a.yml", {"x": "Hallo {name}"})])
    assert words.text("x", name="Noor") == "Hallo Noor"
    with pytest.raises(KeyError):
        words.text("y")
    with pytest.raises(ValueError, match="no strings for language 'fr'"):
        catalogue("fr")


def test_a_count_chooses_between_one_and_more(tmp_path: Path) -> None:
    words = Catalogue("nl", [write(tmp_path, "a.yml", {"x": {"one": "een jas", "other": "{n} jassen"}})])
    assert [words.count("x", number) for number in (0, 1, 2)] == ["0 jassen", "een jas", "2 jassen"]


def test_a_bundle_may_be_in_every_language_that_there_are_strings_for() -> None:
    pattern = Settings.model_fields["language"].metadata[0].pattern
    assert all(re.fullmatch(pattern, language) for language in LANGUAGES)
