"""Macros on pages of docs/: each one's example works, a wrong use is told kindly, and nothing else can be reached."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docstring_parser import parse

from built import PROJECT, Built, build, run
from bundles import project
from struin.addresses import Reason
from struin.hosts.mkdocs.building import BuildFailed, build_site, forget_modules
from struin.hosts.mkdocs.vocabulary import examples
from struin.strings import LANGUAGES, catalogue
from struin.withdraw import withdraw

ABOVE = "---\ntitle: Proef\ndescription: Een proef.\nrender_macros: true\n---\n# Proef\n\nEen regel.\n\n"
LINE = ABOVE.count("\n") + 1
KNOWN = (
    "card, cards, command_reference, decks, doors, exercise, exercise_reference, field_reference, finder, front, "
    "item_example, macro_reference, platforms, principles, quote"
)


class Pages:
    """A small bundle in which one page of docs/ is written and built again and again."""

    def __init__(self, folder: Path) -> None:
        self.root, self.out = project(folder / "root"), folder / "site"

    def build(self, text: str, name: str = "proef.md") -> str:
        """The HTML of the page; raises BuildFailed."""
        file = self.root / "docs" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
        try:
            build_site(self.root / "mkdocs.yml", self.out, root=self.root)
        finally:
            file.unlink()
        return (self.out / Path(name).with_suffix("") / "index.html").read_text(encoding="utf-8")

    def told(self, text: str) -> str:
        """What the editor of a page that cannot be built is told, without the total."""
        with pytest.raises(BuildFailed) as failure:
            self.build(text)
        assert failure.value.kind == "content"
        return "\n".join(str(failure.value).splitlines()[:-1])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    pages = Pages(tmp_path_factory.mktemp("macros"))
    yield pages
    forget_modules(pages.root / "macros")


WRONG = {
    "a name that is nearly right": (
        "{{ cart('stories/verhaal-0') }}",
        f"De macro ‘cart’ bestaat niet; bedoel je ‘card’? [macro-unknown-meant]\n    Kies uit: {KNOWN}.",
    ),
    "a name that is nothing": (
        "{{ zonsondergang() }}",
        f"De macro ‘zonsondergang’ bestaat niet. [macro-unknown]\n    Kies uit: {KNOWN}.",
    ),
    "an id that is nearly right": (
        "{{ card('stories/verhaal0') }}",
        "card: er is geen tekst ‘stories/verhaal0’; bedoel je ‘stories/verhaal-0’? [macro-item-unknown-meant]\n"
        "    Schrijf de map en de bestandsnaam zonder .md, zoals stories/de-jas-aan, van een tekst die er is.",
    ),
    "an id that is nothing": (
        "{{ doors('zonsondergang') }}",
        "doors: er is geen tekst ‘zonsondergang’. [macro-item-unknown]\n"
        "    Schrijf de map en de bestandsnaam zonder .md, zoals stories/de-jas-aan, van een tekst die er is.",
    ),
    "an id of another kind": (
        "{{ quote('stories/verhaal-0') }}",
        "quote: ‘stories/verhaal-0’ hoort bij stories, niet bij quotes. [macro-item-kind]\n"
        "    Kies een tekst van de goede soort, of gebruik de macro card.",
    ),
    "a size that is not there": (
        "{{ card('stories/verhaal-0', size='breed') }}",
        "card: ‘breed’ is geen maat. [macro-value-unknown]\n    Kies uit: s, m, l, wide, tall.",
    ),
    "a theme that is nearly right": (
        "{{ cards(theme='luistern') }}",
        "cards: ‘luistern’ is geen thema; bedoel je ‘luisteren’? [macro-value-unknown-meant]\n"
        "    Kies uit: luisteren, fouten.",
    ),
    "an argument too few": (
        "{{ card() }}",
        'card: het gegeven ‘id’ ontbreekt. [macro-argument-missing]\n    Schrijf het zo: card("stories/twee-graden")',
    ),
    "an argument too many": (
        "{{ principles('stories') }}",
        "principles: hier staan meer gegevens dan deze macro kent, of één twee keer. [macro-arguments-many]\n"
        "    Deze macro kent: –. Schrijf het zo: principles()",
    ),
    "an argument that is nearly right": (
        "{{ cards(colection='stories') }}",
        "cards: het gegeven ‘colection’ bestaat niet; bedoel je ‘collection’? [macro-argument-unknown-meant]\n"
        "    Deze macro kent: collection, principle, theme, limit. "
        'Schrijf het zo: cards(collection="quotes", principle="lerend-werken", limit=3)',
    ),
    "text where a number should be": (
        "{{ cards(limit='drie') }}",
        "cards: ‘limit’ moet een getal zijn, zonder aanhalingstekens. [macro-argument-not-int]\n"
        '    Schrijf het zo: cards(collection="quotes", principle="lerend-werken", limit=3)',
    ),
    "a number where text should be": (
        "{{ card(3) }}",
        "card: ‘id’ moet tekst zijn, tussen aanhalingstekens. [macro-argument-not-str]\n"
        '    Schrijf het zo: card("stories/twee-graden")',
    ),
    "a number below one": (
        "{{ cards(limit=-1) }}",
        "cards: ‘limit’ is -1, en moet 1 of meer zijn. [macro-number-small]\n"
        "    Kies een groter getal, of laat het weg.",
    ),
    "no parentheses": (
        "{{ front }}",
        "Achter de macro ‘front’ staan geen haakjes. [macro-not-called]\n    Schrijf haakjes achter de naam, met "
        'daarin wat de macro nodig heeft: {{ card("stories/de-jas-aan") }}.',
    ),
    "a bracket too few": (
        "{{ card('stories/verhaal-0' }}",
        "De macro is niet goed geschreven (unexpected '}', expected ')'). [macro-syntax]\n    Een macro ziet er zo "
        'uit: {{ card("stories/de-jas-aan") }}, met twee accolades aan elke kant.',
    ),
    "a macro without an end": (
        "{{ card('stories/verhaal-0')",
        "De macro is niet goed geschreven (unexpected end of template, expected 'end of print statement'.). "
        '[macro-syntax]\n    Een macro ziet er zo uit: {{ card("stories/de-jas-aan") }}, '
        "met twee accolades aan elke kant.",
    ),
    "a statement without its condition": (
        "{% if %}",
        "De macro is niet goed geschreven (Expected an expression, got 'end of statement block'). [macro-syntax]\n"
        '    Een macro ziet er zo uit: {{ card("stories/de-jas-aan") }}, met twee accolades aan elke kant.',
    ),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_use_is_told_at_its_line_in_the_file_with_what_would_be_right(mistake: str, pages: Pages) -> None:
    written, told = WRONG[mistake]
    assert pages.told(ABOVE + written + "\n") == f"docs/proef.md:{LINE}:1: fout: {told}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\nrender_macros: true\n---\n{{ cart() }}", 4),
        ("---\ntitle: A\nrender_macros: true\n---\n\n\n\ntekst\n\n{{ cart() }}\n", 10),
        ((ABOVE + "{{ cart() }}\n").replace("\n", "\r\n"), LINE),
        ("\ufeff" + ABOVE + "{{ cart() }}", LINE),
        (ABOVE + "{{ card('stories/verhaal-0') }}\n\n{{\n  cart() }}", LINE + 3),
        (ABOVE + "{% for n in [0, 1] %}\n{{ card('stories/verhaal-' ~ n) }}\n{% endfor %}\n\n{{ cart() }}", LINE + 4),
        (ABOVE.replace("Proef", "'{{ cart() }}'", 1), 2),
    ],
    ids=["no empty line", "empty lines", "CRLF", "BOM", "over lines", "after a loop", "in the title"],
)
def test_lines_are_counted_in_the_file_from_its_first_line(text: str, line: int, pages: Pages) -> None:
    assert pages.told(text).startswith(f"docs/proef.md:{line}:1: fout: De macro ‘cart’ bestaat niet; bedoel je ‘card’?")


def test_mistakes_of_all_pages_are_told_in_one_run(pages: Pages) -> None:
    other = pages.root / "docs/redactie"
    other.mkdir()
    (other / "tweede.md").write_text(ABOVE + "{{ front }}\n", encoding="utf-8")
    try:
        told = pages.told(ABOVE + "{{ cart() }}\n")
    finally:
        (other / "tweede.md").unlink()
        other.rmdir()
    assert [line for line in told.splitlines() if line.startswith("docs/")] == [
        f"docs/proef.md:{LINE}:1: fout: De macro ‘cart’ bestaat niet; bedoel je ‘card’? [macro-unknown-meant]",
        f"docs/redactie/tweede.md:{LINE}:1: fout: Achter de macro ‘front’ staan geen haakjes. [macro-not-called]",
    ]


def test_mistakes_of_one_page_are_told_in_one_run(pages: Pages) -> None:
    mistakes = (
        "{{ cart() }}",
        "{{ card('stories/verhaal0') }} en {{ cards(limit=-1) }}",
        "{{ front }}",
        "{{ quote(cart('stories/verhaal-0')) }}",
        "{% for n in [0, 1] %}",
        "{{ zonsondergang }}",
        "{% endfor %}",
        "{{ card.__globals__ }}",
    )
    told = pages.told(ABOVE + "\n".join(mistakes) + "\n").splitlines()
    assert [(line.split(":")[1], line.rpartition(" ")[2]) for line in told if line.startswith("docs/")] == [
        (str(LINE + number), f"[macro-{code}]")
        for number, code in (
            (0, "unknown-meant"),
            (1, "item-unknown-meant"),
            (1, "number-small"),
            (2, "not-called"),
            (3, "unknown-meant"),
            (5, "unknown"),
            (7, "unsafe"),
        )
    ]


FORBIDDEN = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ config }}",
    "{{ config.load_file('CANARY') }}",
    "{{ page }}",
    "{{ files }}",
    "{{ environment }}",
    "{{ extra }}",
    "{{ plugin }}",
    "{{ git }}",
    "{{ macros_info() }}",
    "{{ context() }}",
    "{{ now() }}",
    "{{ range(3) }}",
    "{{ dict(a=1) }}",
    "{{ card.__globals__ }}",
    "{{ card.__self__._env }}",
    "{{ card.__func__.__globals__ }}",
    "{{ card.__wrapped__.__globals__ }}",
    "{{ card.__call__ }}",
    "{{ card | attr('__self__') }}",
    "{{ card['__self__'] }}",
    "{{ [card] | map(attribute='__self__') | list }}",
    "{{ [card] | map(attribute='__self__') | first }}",
    "{{ '{0.__self__}'.format(card) }}",
    "{{ '%s' | format(card) | string }}{{ card | pprint }}{{ card }}",
    "{{ ('{0.__class__}' | string).format_map({'0': card}) }}",
    "{{ [].append.__self__ }}",
    "{% include '/etc/hostname' %}",
    "{% import 'os' as os %}",
    "{% extends 'main.html' %}",
    "{% set x = card.__func__ %}{{ x.__globals__ }}",
    "{% for each in card.__self__.__dict__ %}{{ each }}{% endfor %}",
    "{{ (1).__class__ }}",
    "{{ card.__class__.__bases__[0] }}",
]


@pytest.mark.parametrize("written", FORBIDDEN)
def test_a_page_reaches_nothing_but_the_macros(written: str, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pages.root)
    assert f"docs/proef.md:{LINE}:1: fout: " in pages.told(ABOVE + written + "\n")
    assert not (pages.root / "CANARY").exists()


def test_a_title_is_no_way_round_the_sandbox(pages: Pages) -> None:
    told = pages.told(ABOVE.replace("Proef", "'{{ card.__globals__ }}'", 1))
    assert told.startswith("docs/proef.md:2:1: fout: Dit reikt verder dan de macro’s. [macro-unsafe]")


def test_a_page_that_does_not_ask_for_macros_shows_braces(pages: Pages) -> None:
    for above in ("", "---\ntitle: Proef\n---\n", "---\nrender_macros: false\n---\n"):
        html = pages.build(f"{above}# Proef\n\nEen regel {{{{ 7 * 7 }}}} en {{% if %}}.\n")
        assert "<p>Een regel {{ 7 * 7 }} en {% if %}.</p>" in html


def test_a_key_in_the_front_matter_does_not_take_the_place_of_a_macro(pages: Pages) -> None:
    html = pages.build(
        ABOVE.replace("title:", "card: niets\nfront: niets\ntitle:") + "{{ card('stories/verhaal-0') }}\n"
    )
    assert '<article class="card card--story' in html


def test_an_id_in_an_attribute_list_is_no_comment(pages: Pages) -> None:
    html = pages.build(ABOVE + "## Kop {#mijn-kop}\n\n{{ card('stories/verhaal-0') }}\n\n{## Zomaar iets. ##}\n")
    assert '<h2 id="mijn-kop">Kop</h2>' in html
    assert "Zomaar iets" not in html


def test_links_in_what_a_macro_shows_lead_somewhere_from_any_depth(pages: Pages) -> None:
    macros = "".join(
        f"{{{{ {call} }}}}\n\n"
        for call in ("card('stories/verhaal-0')", "doors('quotes/citaat-0')", "principles()", "cards()", "front()")
    )
    pages.build(ABOVE + macros, "a-map.md")
    pages.build(ABOVE + macros, "redactie/proef.md")
    site = Built(pages.out)
    page = site.pages["redactie/proef/"]
    links = [link for link in page.links if link.tag == "a" and not link.written.startswith("#")]
    assert len(links) > 20
    assert [link.written for link in links if link.target is None or site.page_at(link.target) is None] == []


def macros_of_the_project() -> type:
    sys.path.insert(0, str(PROJECT))
    try:
        from macros import Macros
    finally:
        sys.path.remove(str(PROJECT))
        forget_modules(PROJECT / "macros")
    found: type = Macros
    return found


def test_every_macro_is_documented_with_all_its_parameters_and_an_example_that_begins_with_its_name() -> None:
    macros = macros_of_the_project()
    for name in macros.names():  # type: ignore[attr-defined]
        function = getattr(macros, name)
        manual = parse(function.__doc__)
        parameters = set(function.__wrapped__.__annotations__) - {"return"}
        assert manual.short_description, name
        assert {each.arg_name for each in manual.params} == parameters, name
        assert examples(function)[0].startswith(f"{name}("), name


def test_the_manual_shows_every_macro_with_its_example_and_what_that_shows(site: Built) -> None:
    macros = macros_of_the_project()
    page = site.pages["redactie/macros/"]
    shown = [node.text().strip() for node in page.all("main h2 code")]
    assert shown == macros.names()  # type: ignore[attr-defined]
    calls = [node.text().strip() for node in page.all(".manual__call code")]
    for name in shown:
        for example in examples(getattr(macros, name)):
            assert f"{{{{ {example} }}}}" in calls
    outcomes = [node.css_first("a[href], blockquote") for node in page.all(".manual__outcome")]
    # What has a page of its own is not shown in the manual.
    once = macros._described.__globals__["ONCE"]  # type: ignore[attr-defined]
    assert len(outcomes) == len(shown) - len(once)
    assert all(outcomes)


def test_a_macro_shows_what_the_page_of_the_item_shows(pages: Pages) -> None:
    """The same functions make both: the same doors for the same reasons."""
    pages.build(ABOVE + "{{ doors('stories/verhaal-1') }}\n")
    site = Built(pages.out)
    here, there = site.pages["proef/"], site.item_page("stories/verhaal-1")
    assert here.doors == there.doors
    assert [n.text() for n in here.all(".door__reason")] == [n.text() for n in there.all(".door__reason")]


def test_plain_mkdocs_tells_a_wrong_use_once_and_fails(tmp_path: Path) -> None:
    root = project(tmp_path, {"docs/proef.md": ABOVE + "{{ cart() }}\n"})
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1
    assert (done.stdout + done.stderr).count(f"docs/proef.md:{LINE}:1: fout: De macro ‘cart’ bestaat niet") == 1
    assert "Traceback" not in done.stderr


def test_a_wrong_use_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    root = project(tmp_path)
    build(root, root / "site")
    before = {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()}
    (root / "docs/proef.md").write_text(ABOVE + "{{ cart() }}\n", encoding="utf-8")
    done = run("struin", "build", cwd=root)
    assert done.returncode == 1
    assert done.stderr.count(f"docs/proef.md:{LINE}:1: fout: De macro ‘cart’ bestaat niet") == 1
    assert {file: file.read_bytes() for file in (root / "site").rglob("*") if file.is_file()} == before


def test_every_mistake_has_its_words_in_every_language() -> None:
    for code in ("not-called", "not-text", "unsafe", "argument-not-str", "argument-not-int", "number-small"):
        for language in LANGUAGES:
            for part in ("message", "hint"):
                assert f"diagnostics.macro-{code}.{part}" in catalogue(language)


def test_a_page_follows_an_item_to_its_new_name_and_says_nothing_of_one_that_was_withdrawn(tmp_path: Path) -> None:
    """Also where it shows how macros are written: neither may keep a withdrawal from being published."""
    root = project(tmp_path / "root")
    page = (
        "{{ card('stories/verhaal-0') }}\n\n{{ doors('quotes/citaat-0') }}\n\n{{ cards(principle='lerend-werken') }}\n"
    )
    (root / "docs/proef.md").write_text(ABOVE + page, encoding="utf-8")
    (root / "docs/macros.md").write_text(f"{ABOVE}{{{{ macro_reference() }}}}\n", encoding="utf-8")
    shown = build(root, tmp_path / "before").pages["proef/"]
    assert shown.text(".macro--card .card__title") == "Verhaal 0"
    assert shown.all(".macro--doors")

    names = "renamed:\n  stories/verhaal-0: stories/nulde\n  principles/lerend-werken: principles/leren\n"
    (root / "content/stories/verhaal-0.md").rename(root / "content/stories/nulde.md")
    (root / "content/principles/lerend-werken.md").rename(root / "content/principles/leren.md")
    for file in (root / "content").rglob("*.*"):
        file.write_text(file.read_text(encoding="utf-8").replace("lerend-werken", "leren"), encoding="utf-8")
    (root / "content/addresses.yml").write_text(names, encoding="utf-8")
    withdraw(root, "quotes/citaat-0", Reason.SAFETY, date(2026, 1, 1))
    site = build(root, tmp_path / "after")
    shown = site.pages["proef/"]
    assert shown.text(".macro--card .card__title") == "Verhaal 0"
    assert shown.all(".macro--cards .card")
    assert not shown.all(".macro--doors")
    # The examples are those of the docstrings, with items that this bundle has.
    calls = [node.text().strip() for node in site.pages["macros/"].all(".manual__call")]
    assert '{{ quote("quotes/citaat-1") }}' in calls
    assert any('principle="leren"' in call for call in calls)
