"""READ: the file tree and each file's bytes; what is wrong is told at its place, the rest is read exactly."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from struin import source as reader
from struin.diagnostics import Diagnostic, Place, Severity
from struin.filenames import NAME, RESERVED, flaw, propose, slug
from struin.source import Source, read_file, read_tree
from world import make_world, told

KINDS = ("principles", "stories", "quotes", "exercises")
GOOD = "---\ntitle: De jas\n---\nTekst.\n"


def read(folder: Path, files: dict[str, str | bytes]) -> tuple[list[Source], list[Diagnostic]]:
    return read_tree(make_world(folder, files), KINDS)


def one(folder: Path, content: str | bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Reads `content` as the only item of a world."""
    sources, findings = read(folder, {"content/stories/de-jas.md": content})
    return (sources[0] if sources else None), findings


def codes(findings: list[Diagnostic]) -> list[str]:
    return [f"{finding.place} {finding.code}" for finding in findings]


def refused(folder: Path, content: str | bytes) -> str:
    source, findings = one(folder, content)
    assert source is None
    return told(findings)


# What is right


def test_a_file_becomes_values_places_and_a_body(tmp_path: Path) -> None:
    text = "---\ntitle: J\nrelations:\n  shows: [principles/x]\npassport: {given_on: 2027-11-01}\n---\n\nA.\n"
    source, findings = one(tmp_path, text)
    assert findings == []
    assert source is not None
    assert (source.path, source.collection, source.name) == ("content/stories/de-jas.md", "stories", "de-jas")
    assert source.front == {
        "title": "J",
        "relations": {"shows": ["principles/x"]},
        "passport": {"given_on": date(2027, 11, 1)},
    }
    assert source.marks[("relations", "shows")] == Place(source.path, 4, 3)
    assert source.value_marks[("relations", "shows", 0)] == Place(source.path, 4, 11)
    assert source.marks[()] == Place(source.path, 1, 1)
    assert (source.body, source.body_line) == ("\nA.\n", 7)
    assert source.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_line_end_is_fine(tmp_path: Path, line_end: str) -> None:
    source, findings = one(tmp_path, "---\ntitle: a\nminutes: 5\n--- \nEen.\n\nTwee.".replace("\n", line_end))
    assert findings == []
    assert source is not None
    assert (source.front, source.body, source.body_line) == ({"title": "a", "minutes": 5}, "Een.\n\nTwee.", 5)
    assert source.marks[("minutes",)].line == 3


def test_a_body_may_hold_lines_of_hyphens_and_templates(tmp_path: Path) -> None:
    source, findings = one(tmp_path, "---\ntitle: a\n---\nEen.\n\n---\n\n{{ x }} {% y %} {# z #}\n")
    assert findings == []
    assert source is not None
    assert source.body == "Een.\n\n---\n\n{{ x }} {% y %} {# z #}\n"


def test_a_body_may_be_absent(tmp_path: Path) -> None:
    source, _ = one(tmp_path, "---\ntitle: a\n---")
    assert source is not None
    assert source.body == ""


def test_items_come_sorted_whatever_the_order_on_disk(tmp_path: Path) -> None:
    names = ["stories/zee", "quotes/een-twee", "stories/appel", "quotes/een", "stories/mist-2"]
    sources, findings = read(tmp_path, {f"content/{name}.md": GOOD for name in names})
    assert findings == []
    assert [f"{source.collection}/{source.name}" for source in sources] == [
        "quotes/een-twee",
        "quotes/een",
        "stories/appel",
        "stories/mist-2",
        "stories/zee",
    ]


def test_files_of_editor_programs_media_and_the_settings_are_passed_over(tmp_path: Path) -> None:
    names = [".DS_Store", "x.md~", ".x.md.swp", "Thumbs.db", "~$x.md", ".#x.md", "#x.md#", "x.md.bak", "4913"]
    files: dict[str, str | bytes] = {f"content/stories/{name}": b"\x00" for name in names}
    files |= {"content/.hidden/x.md": "", "content/media/kaart.svg": "", "content/bundle.yml": "a: b"}
    assert read(tmp_path, files) == ([], [])


def test_one_file_can_be_read_by_itself(tmp_path: Path) -> None:
    root = make_world(tmp_path, {"content/stories/de-jas.md": GOOD, "content/stories/Kop.md": "x"})
    path = Path("content/stories/de-jas.md")
    source, findings = read_file(root, path)
    assert (source, findings) == read_file(root, root / path)
    assert source == read_tree(root, KINDS)[0][0]
    assert codes(read_file(root, Path("content/stories/Kop.md"))[1]) == [
        "content/stories/Kop.md:1:1 front-missing",
        "content/stories/Kop.md:1:1 name-capital",
    ]
    assert codes(read_file(root, Path("content/stories/weg.md"))[1]) == ["content/stories/weg.md:1:1 file-unreadable"]


@pytest.mark.parametrize("path", ["docs/x.md", "content/x.md", "content/stories/x.txt", "content/../x.md", "/etc/x.md"])
def test_asking_for_a_file_that_cannot_be_an_item_is_a_programmers_mistake(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="x"):
        read_file(tmp_path, Path(path))


# What is wrong in a file


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, " \r\n\n") == (
        "content/stories/de-jas.md:1:1: fout: Dit bestand is leeg. [file-empty]\n"
        "    Een bestand begint met een kop tussen twee regels ‘---’, met daarin title, summary en de andere "
        "velden. Kopieer een tekst die erop lijkt, of laat er een klaarzetten met ‘struin new’.\n"
    )


@pytest.mark.parametrize(
    "text", ["Alleen tekst.\n", "\n---\ntitle: a\n---\n", " ---\ntitle: a\n---\n", "----\n", "+++\n"]
)
def test_a_file_without_front_matter_is_told(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text) == (
        "content/stories/de-jas.md:1:1: fout: Het bestand begint niet met een regel ‘---’, dus er is geen "
        "kop. "
        "[front-missing]\n"
        "    In de kop staan title, summary en de andere velden. Zet hem helemaal bovenaan, tussen twee "
        "regels met "
        "alleen ‘---’, zonder lege regel ervoor.\n"
    )


@pytest.mark.parametrize(
    "text", ["---", "---\n", "---\ntitle: a\nTekst.\n", "---\ntitle: a\n ---\n", "---\na: b\n----\n"]
)
def test_a_front_matter_that_does_not_end_is_told_where_it_begins(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text) == (
        "content/stories/de-jas.md:1:1: fout: De kop die hier begint, houdt niet op. [front-unclosed]\n"
        "    Zet na het laatste veld van de kop een regel met alleen ‘---’. Daaronder begint de tekst.\n"
    )


def test_bytes_that_are_not_utf8_are_told_with_line_and_column(tmp_path: Path) -> None:
    assert refused(tmp_path, "---\r\ntitle: a\r\n---\r\nÉén ".encode() + b"caf\xe9 x\n") == (
        "content/stories/de-jas.md:4:8: fout: Hier staat iets wat geen leesbare tekst is (byte 0xE9). "
        "[not-utf8]\n"
        "    Het bestand is op een oude manier bewaard, of het is iets anders dan tekst. Bewaar het in je "
        "tekstprogramma opnieuw, met codering ‘UTF-8’.\n"
    )


@pytest.mark.parametrize("content", [GOOD.encode("utf-16"), b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf5\x80\x80\x80"])
def test_other_encodings_and_crooked_utf8_are_refused(tmp_path: Path, content: bytes) -> None:
    source, findings = one(tmp_path, content)
    assert source is None
    assert codes(findings)[-1] == "content/stories/de-jas.md:1:1 not-utf8"


def test_a_byte_order_mark_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    source, findings = one(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())
    assert told(findings) == (
        "content/stories/de-jas.md:1:1: fout: Het bestand begint met een onzichtbaar teken (een BOM). [bom]\n"
        "    Dat zet Windows er soms voor. Bewaar het bestand met codering ‘UTF-8’, niet ‘UTF-8 met BOM’.\n"
    )
    assert source is not None
    assert source.front == {"title": "De jas"}


def test_control_characters_are_told_wherever_they_stand_beside_other_faults(tmp_path: Path) -> None:
    source, findings = one(tmp_path, "---\ntitle: a\x00b: c\nx: 1\nx: 2\n---\nEén\x1b[31m\n\u202eabc\n")
    assert source is None
    assert codes(findings) == [
        "content/stories/de-jas.md:2:9 control-character",
        "content/stories/de-jas.md:2:11 yaml-colon",
        "content/stories/de-jas.md:4:1 yaml-duplicate-key",
        "content/stories/de-jas.md:6:4 control-character",
        "content/stories/de-jas.md:7:1 control-character",
    ]
    assert told(findings[:1]) == (
        "content/stories/de-jas.md:2:9: fout: Hier staat een onzichtbaar teken dat niet in een tekst hoort "
        "(U+0000). "
        "[control-character]\n"
        "    Zoiets komt vaak mee als je tekst plakt uit een pdf of een ander programma. Haal de letters "
        "eromheen weg "
        "en typ ze opnieuw.\n"
    )


def test_of_many_control_characters_only_the_first_are_told(tmp_path: Path) -> None:
    _, findings = one(tmp_path, GOOD + "\x00" * 1000)
    assert codes(findings) == [f"content/stories/de-jas.md:5:{column} control-character" for column in range(1, 6)]


def test_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    whole = reader._bytes

    def counted(file: Path) -> bytes | None:
        data = whole(file)
        sizes.append(len(data or b""))
        return data

    monkeypatch.setattr(reader, "_bytes", counted)
    assert refused(tmp_path, GOOD.encode() + b"x" * 10_000_000) == (
        "content/stories/de-jas.md:1:1: fout: Dit bestand is groter dan 1 MB en is daarom niet gelezen. "
        "[file-too-large]\n"
        "    Een tekst is een paar bladzijden lang. Zit er een plaatje in het bestand, zet dat dan in "
        "content/media/. Is het echt zo lang, maak er dan meer teksten van.\n"
    )
    assert sizes == [reader.MAX_BYTES + 1]


def test_a_head_that_is_too_large_is_told_at_the_line_that_makes_it_so(tmp_path: Path) -> None:
    text = "---\n" + "".join(f"a{n}: {'x' * 92}\n" for n in range(100)) + "---\n"
    assert refused(tmp_path, text) == (
        "content/stories/de-jas.md:85:1: fout: Vanaf hier is de kop groter dan 8 kB. [front-too-large]\n"
        "    In de kop staan korte velden. Zet de lange tekst onder de kop. Of staat de regel ‘---’ die de "
        "kop "
        "afsluit misschien te laag?\n"
    )


def test_a_duplicate_key_leaves_a_source_so_that_its_other_faults_are_told_too(tmp_path: Path) -> None:
    source, findings = one(tmp_path, "---\ntitle: a\ntitle: b\n---\n")
    assert codes(findings) == ["content/stories/de-jas.md:3:1 yaml-duplicate-key"]
    assert source is not None
    assert source.front == {"title": "a"}


# What is wrong in the tree


def test_without_a_content_folder_there_is_one_finding(tmp_path: Path) -> None:
    assert told(read_tree(tmp_path, KINDS)[1]) == (
        "content:1:1: fout: De map content/ is er niet. [content-missing]\n"
        "    Daarin staan alle teksten van de bundel, een map per soort. Maak de map, of start Struin in de map "
        "waar content/ in staat.\n"
    )


def test_an_unknown_folder_and_loose_files_are_told(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/Stories/a-b-c.md": GOOD,
        "content/recepten/a-b-c.md": GOOD,
        "content/los.md": GOOD,
        "content/los.pdf": b"",
    }
    sources, findings = read(tmp_path, files)
    assert sources == []
    assert told(findings) == (
        "content/Stories:1:1: fout: Struin kent geen teksten van de soort ‘Stories’. Bedoel je ‘stories’? "
        "[folder-unknown-near]\n"
        "    De naam van een map in content/ zegt wat voor teksten erin staan. Kies uit: exercises, media, "
        "principles, quotes, stories.\n"
        "content/los.md:1:1: fout: Dit bestand staat los in content/, dus Struin weet niet wat voor tekst het "
        "is. [file-loose-item]\n"
        "    Zet het in de map van zijn soort: exercises, principles, quotes, stories.\n"
        "content/los.pdf:1:1: let op: Dit bestand staat los in content/ en wordt niet gebruikt. [file-loose]\n"
        "    Plaatjes horen in content/media/, teksten in de map van hun soort. Is het nergens voor nodig, haal "
        "het dan weg.\n"
        "content/recepten:1:1: fout: Struin kent geen teksten van de soort ‘recepten’, dus deze map wordt niet "
        "gelezen. [folder-unknown]\n"
        "    De naam van een map in content/ zegt wat voor teksten erin staan. Kies uit: exercises, media, "
        "principles, quotes, stories.\n"
    )


def test_a_folder_within_a_collection_is_told(tmp_path: Path) -> None:
    files = {f"content/stories/{name}.md": GOOD for name in ("sub", "sub/index", "oud/de-jas", "de-jas")}
    sources, findings = read(tmp_path, dict(files))
    assert [source.name for source in sources] == ["de-jas", "sub"]
    assert told(findings) == (
        "content/stories/oud:1:1: fout: De map ‘oud’ staat in de map van een soort, en daar wordt niet verder "
        "in gekeken. [folder-nested]\n"
        "    De naam van een bestand wordt het adres van de bladzijde, dus alle teksten van een soort staan "
        "naast elkaar. Zet de bestanden een map hoger; ordenen doe je met themes.\n"
        "content/stories/sub:1:1: fout: De map ‘sub’ staat naast het bestand ‘sub.md’, en die twee willen "
        "dezelfde bladzijde zijn. [folder-beside-item]\n"
        "    Zet wat in de map staat een map hoger, elk met een eigen naam, en haal de map weg.\n"
    )


def test_two_files_with_one_id_are_told(tmp_path: Path) -> None:
    sources, findings = read(tmp_path, {f"content/stories/de-jas.{end}": GOOD for end in ("md", "markdown", "MD")})
    assert [source.path for source in sources] == ["content/stories/de-jas.md"]
    assert codes(findings) == [
        "content/stories/de-jas.MD:1:1 id-twice",
        "content/stories/de-jas.markdown:1:1 id-twice",
    ]
    assert told(findings[1:]) == (
        "content/stories/de-jas.markdown:1:1: fout: Het bestand ‘de-jas.markdown’ zou hetzelfde adres krijgen "
        "als ‘de-jas.md’. [id-twice]\n"
        "    De naam van een bestand wordt het adres van de bladzijde, en een adres is er maar één keer. Voeg "
        "de twee samen, of geef dit bestand een andere naam die eindigt op ‘.md’.\n"
    )


def test_files_that_are_no_items_are_told(tmp_path: Path) -> None:
    names = ("Kop boven.txt", "kaart.svg", "script.html")
    sources, findings = read(tmp_path, {f"content/stories/{name}": GOOD for name in names})
    assert sources == []
    assert told(findings) == (
        "content/stories/Kop boven.txt:1:1: fout: Het bestand ‘Kop boven.txt’ eindigt niet op ‘.md’, dus het "
        "wordt niet gelezen. [file-not-md]\n"
        "    Is het een tekst voor de bundel, noem het dan ‘kop-boven.md’. Zo niet, haal het hier dan weg.\n"
        "content/stories/kaart.svg:1:1: fout: Het plaatje ‘kaart.svg’ staat tussen de teksten. [file-picture]\n"
        "    Plaatjes horen in content/media/. Zet het daar neer, en schrijf in de tekst ![wat erop te zien "
        "is](../media/kaart.svg).\n"
        "content/stories/script.html:1:1: fout: Met het bestand ‘script.html’ kan Struin hier niets. "
        "[file-type]\n"
        "    In de map van een soort staan alleen teksten, als Markdown met een naam die eindigt op ‘.md’. Zet "
        "dit bestand ergens anders.\n"
    )


@pytest.mark.parametrize(
    ("name", "code", "proposal"),
    [
        ("De-Jas", "name-capital", "de-jas"),
        ("de jas", "name-space", "de-jas"),
        ("de.jas", "name-dot", "de-jas"),
        (unicodedata.normalize("NFD", "café"), "name-nfd", "cafe"),
        ("café", "name-non-ascii", "cafe"),
        ("straße-één", "name-non-ascii", "strasse-een"),
        ("де-јас", "name-non-ascii", ""),
        ("de_jas!", "name-character", "de-jas"),
        ("opa’s-jas", "name-non-ascii", "opas-jas"),
        ("<img src=x>", "name-space", "img-src-x"),
        ("3-muggen", "name-edge", "nr-3-muggen"),
        ("de-jas-", "name-edge", "de-jas"),
        ("ja", "name-length", ""),
        ("heel-" * 13 + "lang", "name-length", "heel-heel-heel-heel-heel-heel-heel-heel-heel-heel-heel-heel"),
        ("index", "name-reserved", ""),
        ("README", "name-reserved", ""),
        ("con", "name-reserved", ""),
    ],
)
def test_an_odd_file_name_is_told_with_a_better_one(tmp_path: Path, name: str, code: str, proposal: str) -> None:
    sources, findings = read(tmp_path, {f"content/stories/{name}.md": GOOD})
    assert codes(findings) == [f"content/stories/{name}.md:1:1 {code}"]
    assert f"‘{proposal or 'een-korte-titel'}.md’" in findings[0].hint()
    assert [source.name for source in sources] == ([proposal] if proposal else [])


def test_a_file_name_with_a_capital_is_told_in_full(tmp_path: Path) -> None:
    _, findings = read(tmp_path, {"content/stories/De Jas.2.md": GOOD})
    assert told(findings) == (
        "content/stories/De Jas.2.md:1:1: fout: In de naam ‘De Jas.2.md’ staat een hoofdletter. "
        "[name-capital]\n"
        "    De naam wordt het adres van de bladzijde, en daarin zijn alle letters klein. Noem het bestand "
        "bijvoorbeeld ‘de-jas-2.md’.\n"
    )


@pytest.mark.parametrize(
    ("good", "rival"),
    [("kop", "Kop"), ("kop", "KOP"), ("café", unicodedata.normalize("NFD", "café"))],
)
def test_names_that_are_one_on_another_computer_are_told(tmp_path: Path, good: str, rival: str) -> None:
    sources, findings = read(tmp_path, {f"content/stories/{name}.md": GOOD for name in (good, rival)})
    collisions = [finding for finding in findings if finding.code == "name-collision"]
    assert len(collisions) == 1
    assert len(sources) == 1
    if rival == "Kop":
        assert [source.name for source in sources] == ["kop"]
        assert told(findings) == (
            "content/stories/Kop.md:1:1: fout: De naam ‘Kop.md’ is voor Windows en macOS dezelfde als "
            "‘kop.md’. "
            "[name-collision]\n"
            "    Hoofdletters en de manier waarop een accent is opgeslagen tellen daar niet mee, dus een "
            "van de twee "
            "zou verdwijnen. Noem dit bestand bijvoorbeeld ‘kop-2.md’, of voeg de twee samen.\n"
        )


def test_two_odd_names_never_get_one_name(tmp_path: Path) -> None:
    sources, findings = read(tmp_path, {f"content/stories/{name}.md": GOOD for name in ("de jas", "de.jas", "de_jas")})
    assert len(findings) == 3
    assert sorted(source.name for source in sources) == ["de-jas", "de-jas-2", "de-jas-3"]


def test_a_file_with_an_odd_name_is_read_for_its_other_faults(tmp_path: Path) -> None:
    _, findings = read(tmp_path, {"content/stories/De Jas.md": "---\ntitle: a: b\n---\n"})
    assert codes(findings) == [
        "content/stories/De Jas.md:1:1 name-capital",
        "content/stories/De Jas.md:2:9 yaml-colon",
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs names of any bytes")
def test_a_name_of_odd_bytes_forges_no_lines_and_breaks_no_printing(tmp_path: Path) -> None:
    folder = os.fsencode(make_world(tmp_path, {"content/stories/de-jas.md": GOOD}) / "content" / "stories")
    for name in (b"a\n::error::b.md", b"\xff\xfe.md", b"\x1b[31m.md"):
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123 (no Path of bytes)
            file.write(GOOD.encode())
    _, findings = read_tree(tmp_path, KINDS)
    assert len(findings) == 3
    assert told(findings).count("\n") == 6
    assert told(findings).isascii() is False
    told(findings).encode()
    assert {str(finding.place) for finding in findings} == {
        "content/stories/a\\u000a::error::b.md:1:1",
        "content/stories/\\udcff\\udcfe.md:1:1",
        "content/stories/\\u001b[31m.md:1:1",
    }


@pytest.mark.parametrize("link", ["content/stories/link.md", "content/stories/link", "content/quotes", "content/x.yml"])
@pytest.mark.parametrize("target", ["/etc/passwd", "content/stories/de-jas.md", "content/stories", "nowhere", "/"])
def test_symlinks_are_refused_wherever_they_lead(tmp_path: Path, link: str, target: str) -> None:
    root = make_world(tmp_path, {"content/stories/de-jas.md": GOOD})
    (root / link).symlink_to(target if target.startswith("/") else root / target)
    sources, findings = read_tree(root, KINDS)
    assert [source.name for source in sources] == ["de-jas"]
    assert told(findings) == (
        f"{link}:1:1: fout: Dit is een verwijzing naar een andere plek op de schijf (een symlink), geen "
        f"echt bestand "
        "of echte map. [symlink]\n"
        "    Via zo’n verwijzing kan iets op de site komen dat er niet hoort. Zet het bestand zelf hier "
        "neer, of haal "
        "de verwijzing weg.\n"
    )


def test_a_content_folder_that_is_a_symlink_is_refused(tmp_path: Path) -> None:
    real = make_world(tmp_path / "real", {"content/stories/de-jas.md": GOOD})
    (tmp_path / "content").symlink_to(real / "content")
    assert codes(read_tree(tmp_path, KINDS)[1]) == ["content:1:1 symlink"]
    assert codes(read_file(tmp_path, Path("content/stories/de-jas.md"))[1]) == ["content:1:1 symlink"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_told_and_nothing_waits_for_it(tmp_path: Path) -> None:
    make_world(tmp_path, {"content/stories/de-jas.md": GOOD})
    os.mkfifo(tmp_path / "content/stories/pijp.md")
    assert codes(read_tree(tmp_path, KINDS)[1]) == ["content/stories/pijp.md:1:1 file-special"]
    assert codes(read_file(tmp_path, Path("content/stories/pijp.md"))[1]) == [
        "content/stories/pijp.md:1:1 file-special"
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path) -> bytes:
        raise PermissionError(file)

    monkeypatch.setattr(reader, "_bytes", refuse)
    assert codes(one(tmp_path, GOOD)[1]) == ["content/stories/de-jas.md:1:1 file-unreadable"]


def test_a_file_that_vanishes_while_reading_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(file: Path) -> bytes:
        raise FileNotFoundError(file)

    monkeypatch.setattr(reader, "_bytes", vanish)
    assert one(tmp_path, GOOD) == (None, [])


def test_every_fault_of_every_file_is_told_in_one_run(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/quotes/leeg.md": "",
        "content/quotes/goed.md": GOOD,
        "content/stories/De Jas.md": GOOD,
        "content/stories/dubbel.md": "---\na: 1\na: 2\n---\n",
        "content/stories/latijn.md": b"---\na: \xe9\n---\n",
        "content/vakjes/x.md": GOOD,
    }
    sources, findings = read(tmp_path, files)
    assert [source.name for source in sources] == ["goed", "de-jas", "dubbel"]
    assert codes(findings) == [
        "content/quotes/leeg.md:1:1 file-empty",
        "content/stories/De Jas.md:1:1 name-capital",
        "content/stories/dubbel.md:3:1 yaml-duplicate-key",
        "content/stories/latijn.md:2:4 not-utf8",
        "content/vakjes:1:1 folder-unknown",
    ]


def test_every_finding_has_words_in_english_too(tmp_path: Path) -> None:
    _, findings = one(tmp_path, "---\na: [\n---\n\x00")
    english = told(findings, "en")
    assert "Here ‘[’ begins something that is not properly closed with ‘]’." in english
    assert "Here is an invisible character that does not belong in a text (U+0000)." in english


# Properties


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode())))
def test_any_bytes_give_a_source_or_an_error_inside_the_file(data: bytes) -> None:
    source, findings = reader._parsed("content/stories/de-jas.md", "stories", "de-jas", data)
    assert source is not None or any(finding.severity is Severity.ERROR for finding in findings)
    lines = data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    for finding in findings:
        line = lines.split("\n")[finding.place.line - 1]
        assert 1 <= finding.place.column <= len(line) + 1


@given(st.text(max_size=120))
def test_a_proposed_name_is_a_good_name(text: str) -> None:
    name = slug(text)
    assert name == "" or (NAME.fullmatch(name) and name not in RESERVED and flaw(name) is None)
    assert slug(name) == name
    assert name == "" or propose(text, {name}) not in (name, "")
