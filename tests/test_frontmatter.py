"""Front matter: strict values, exact places, every fault told, bounded work; with libyaml and without."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from struin import frontmatter
from struin.diagnostics import Diagnostic, Place
from struin.frontmatter import MAX_DEPTH, Front, read_front
from world import told

FILE = "content/stories/de-jas.md"


@pytest.fixture(params=[yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs with both parsers, as PyYAML may have been built without libyaml."""
    monkeypatch.setattr(frontmatter, "PARSER", request.param)


def front(text: str) -> Front:
    read, findings = read_front(text, FILE)
    assert read is not None, told(findings)
    assert findings == []
    return read


def faults(text: str) -> list[tuple[str, int, int]]:
    read, findings = read_front(text, FILE)
    assert read is None
    return [(finding.code, finding.place.line, finding.place.column) for finding in findings]


def message(text: str) -> str:
    return told(read_front(text, FILE)[1])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Zeven paar schoenen", "Zeven paar schoenen"),
        ("20", 20),
        ("-3", -3),
        ("0", 0),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2027-05-31", date(2027, 5, 31)),
        ("[]", []),
        ("[3, vier]", [3, "vier"]),
        ("{min: 2}", {"min": 2}),
        ("|\n  een\n  twee", "een\ntwee\n"),
    ],
)
def test_a_plain_value_is_what_it_looks_like(written: str, meant: Any) -> None:
    value = front(f"a: {written}\n").values["a"]
    assert value == meant
    assert type(value) is type(meant)


_TEXTS = """
    1:30 1:30:00 no No yes on off y True FALSE Null 1.10 7.50 007 0612345678 +5 0x1F 0o17 1_000 1e3 1.0e+10
    .5 5. .inf .nan -0 2027-02-30 2027-5-31 0000-01-01 = -x ٣
"""


@pytest.mark.parametrize("written", [*_TEXTS.split(), "2027-05-31 10:00", "9" * 5000])
def test_a_value_that_could_mean_something_else_stays_text(written: str) -> None:
    assert front(f"a: {written}\n").values["a"] == written


@pytest.mark.parametrize("written", ['"20"', "'true'", '"null"', "'2027-05-31'", '""'])
def test_a_quoted_value_is_text(written: str) -> None:
    assert front(f"a: {written}\n").values["a"] == written[1:-1]


def test_every_key_and_value_has_its_place() -> None:
    read = front("title: Zeven\nsteps:\n  - minutes: 5\n    do: [a, é, b]\n  -\n    do: x\nrelations: {shows: y}\n")
    shown = {key: (place.line, place.column) for key, place in read.marks.items()}
    values = {key: (place.line, place.column) for key, place in read.value_marks.items()}
    assert shown == {
        (): (1, 1),
        ("title",): (2, 1),
        ("steps",): (3, 1),
        ("steps", 0): (4, 5),
        ("steps", 0, "minutes"): (4, 5),
        ("steps", 0, "do"): (5, 5),
        ("steps", 0, "do", 0): (5, 10),
        ("steps", 0, "do", 1): (5, 13),
        ("steps", 0, "do", 2): (5, 16),
        ("steps", 1): (7, 5),
        ("steps", 1, "do"): (7, 5),
        ("relations",): (8, 1),
        ("relations", "shows"): (8, 13),
    }
    assert values[("title",)] == (2, 8)
    assert values[("steps", 0, "minutes")] == (4, 14)
    assert values[("relations", "shows")] == (8, 20)
    assert values.keys() == shown.keys()
    assert read.marks[("title",)] == Place(FILE, 2, 1)
    assert read.marks.get(("nothing",)) is None
    assert ("title", "x") not in read.marks


def test_what_items_need_fits_comfortably() -> None:
    text = "steps: [{do: x}]\nrelations: {shows: [a, b]}\ndeep: [[[{a: b}]]]\n"
    assert front(text).values["deep"] == [[[{"a": "b"}]]]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: De jas: aan\n", ("yaml-colon", 2, 10)),
        ("a: b\n  c: d\n", ("yaml-indent", 3, 3)),
        ("a:\n    b: c\n  d: e\n", ("yaml-indent", 4, 3)),
        ("  a: 1\nb: 2\n", ("yaml-indent", 3, 1)),
        ("a:\n\tb: 1\n", ("yaml-tab", 3, 1)),
        ("a:\n  \tb: 1\n", ("yaml-tab", 3, 3)),
        ("a:\n\u00a0 b: 1\n", ("yaml-space", 3, 1)),
        ("a:\u00a0b\n", ("yaml-space", 2, 3)),
        ("a: @x\n", ("yaml-character", 2, 4)),
        ("a: `x`\n", ("yaml-character", 2, 4)),
        ("a: %x\n", ("yaml-character", 2, 4)),
        ("a: >citaat\n", ("yaml-character", 2, 4)),
        ("a: b\nlosse regel\nc: d\n", ("yaml-no-colon", 3, 1)),
        ("a: 1\nb:2\nc: 3\n", ("yaml-no-colon", 3, 1)),
        ('a: "open\nb: c\n', ("yaml-quote-open", 2, 4)),
        ("a: 'open\nb: c\n", ("yaml-quote-open", 2, 4)),
        ('a: "x" y\n', ("yaml-quote-inside", 2, 8)),
        ("a: 'foto's'\n", ("yaml-quote-inside", 2, 10)),
        ("a: [x, y\nb: c\n", ("yaml-bracket-open", 2, 4)),
        ("a: {x: y\nb: c\n", ("yaml-bracket-open", 2, 4)),
        ("a: [\n", ("yaml-bracket-open", 2, 4)),
        ("a: {b: [\n", ("yaml-bracket-open", 2, 8)),
        ("a: ]\n", ("yaml-stray", 2, 4)),
        ("a: [x,,y]\n", ("yaml-stray", 2, 7)),
        ("a: - b\n", ("yaml-list", 2, 4)),
        ("a:\n  - b\n  c: d\n", ("yaml-list", 4, 3)),
        ("a: b\n- c\n", ("yaml-list", 3, 1)),
        ("a: *vet* x\n", ("yaml-anchor", 2, 4)),
        ("a: *vet\n", ("yaml-anchor", 2, 4)),
        ("a: &vet x\n", ("yaml-anchor", 2, 4)),
        ("&a b: c\n", ("yaml-anchor", 2, 1)),
        ("a: !python/object:os.system x\n", ("yaml-tag", 2, 4)),
        ("a: !!str 5\n", ("yaml-tag", 2, 4)),
        ("a: ! 5\n", ("yaml-tag", 2, 4)),
        ("a:\n  <<: {b: c}\n", ("yaml-merge", 3, 3)),
        ('a: "\\0"\n', ("yaml-escape-control", 2, 4)),
        ('a: "\\e[31m"\n', ("yaml-escape-control", 2, 4)),
        ('a: "\\u202e"\n', ("yaml-escape-control", 2, 4)),
        ('"\\x07": a\n', ("yaml-escape-control", 2, 1)),
        ('a: "C:\\Users"\n', ("yaml-escape", 2, 9)),
        ("a: b\n...\nc: d\n", ("yaml-documents", 3, 1)),
        ("a: b\n--- c\n", ("yaml-documents", 3, 1)),
        ("a: b\n--- {c: d}\n", ("yaml-documents", 3, 1)),
        ("2024: a\n", ("yaml-key", 2, 1)),
        ("a: {true: b}\n", ("yaml-key", 2, 5)),
        ("a: {2024-01-01: b}\n", ("yaml-key", 2, 5)),
        ("a: {~: b}\n", ("yaml-key", 2, 5)),
        ("? [a]\n: b\n", ("yaml-key-complex", 2, 3)),
        ("a: {{ x }}\n", ("yaml-key-complex", 2, 5)),
        ("a: [[[[[b]]]]]\n", ("yaml-depth", 2, 8)),
        ("- a\n", ("front-not-mapping", 2, 1)),
        ("gewoon tekst\n", ("front-not-mapping", 2, 1)),
        ("", ("front-empty", 1, 1)),
        ("# alleen dit\n\n", ("front-empty", 1, 1)),
    ],
)
def test_each_fault_is_told_at_its_place(text: str, fault: tuple[str, int, int]) -> None:
    assert faults(text) == [fault]


def test_an_unknown_escape_is_told_on_its_line() -> None:
    assert [(code, line) for code, line, _ in faults('a: "\\q"\n')] == [("yaml-escape", 2)]


def test_all_faults_of_a_head_are_told_at_once() -> None:
    text = "title: De jas: aan\nsummary: @x\nsteps:\n  - do: a: b\n    note: c\nx: 1\nx: 2\nb: &x y\n"
    assert faults(text) == [
        ("yaml-colon", 2, 14),
        ("yaml-character", 3, 10),
        ("yaml-colon", 5, 10),
        ("yaml-duplicate-key", 8, 1),
        ("yaml-anchor", 9, 4),
    ]


def test_of_a_duplicate_key_the_first_counts_and_the_rest_is_still_read() -> None:
    read, findings = read_front("a: 1\nb: {c: 2, c: {d: 3}}\na: [4]\ne: 5\n", FILE)
    assert [(finding.code, str(finding.place), finding.values) for finding in findings] == [
        ("yaml-duplicate-key", f"{FILE}:3:11", {"key": "c", "first": 3}),
        ("yaml-duplicate-key", f"{FILE}:4:1", {"key": "a", "first": 2}),
    ]
    assert read is not None
    assert read.values == {"a": 1, "b": {"c": 2}, "e": 5}


def test_an_editor_reads_where_what_and_how_to_mend_it() -> None:
    assert message("title: De jas: aan\ntitle: Nog een\nsummary: *vet*\n") == (
        "content/stories/de-jas.md:2:14: fout: Deze dubbele punt staat midden in een zin. Daardoor lijkt er een "
        "nieuw veld te beginnen. [yaml-colon]\n"
        "    Zet alles wat in dit veld hoort tussen rechte dubbele aanhalingstekens. Horen er twee velden te "
        "staan, zet ze dan elk op een eigen regel.\n"
        "content/stories/de-jas.md:4:10: fout: Het teken ‘*’ vooraan heeft in de kop een eigen betekenis, en "
        "die gebruiken we niet. [yaml-anchor]\n"
        "    Is het tekst, zet er dan aanhalingstekens omheen. Wilde je iets hergebruiken, schrijf het dan nog "
        "een keer uit.\n"
    )
    assert message("a: 1\na: 2\n") == (
        "content/stories/de-jas.md:3:1: fout: Het veld ‘a’ staat hier voor de tweede keer (eerder op regel 2). "
        "[yaml-duplicate-key]\n"
        "    Een veld staat er één keer. Kies welke van de twee blijft, en haal de andere weg. Moet allebei "
        "erin, maak er dan één lijst van.\n"
    )
    assert message("a:\n\tb: 1\n") == (
        "content/stories/de-jas.md:3:1: fout: Deze regel springt in met een tab. [yaml-tab]\n"
        "    In de kop spring je in met spaties, twee per stap. Vervang de tab door spaties.\n"
    )
    assert message("a: [x, y\n") == (
        "content/stories/de-jas.md:2:4: fout: Hier begint met ‘[’ iets wat niet goed met ‘]’ wordt gesloten. "
        "[yaml-bracket-open]\n"
        "    Zet ‘]’ aan het eind, en een komma tussen de delen. Is het tekst, zet er dan aanhalingstekens "
        "omheen.\n"
    )


def test_a_head_of_eight_kilobytes_fits_and_more_is_told_at_the_line_that_breaks_it() -> None:
    line = "é" * 40 + "\n"  # 81 bytes
    text = "a: |\n" + "".join(f" {line}" for _ in range(99))
    assert len(text.encode()) <= frontmatter.MAX_BYTES < len(text.encode()) + 82
    assert front(text)
    assert faults(f"{text} {line}b: c\n") == [("front-too-large", 102, 1)]


def test_more_values_than_any_item_has_are_refused() -> None:
    assert front(f"a: [{'b, ' * 999}]\n")
    assert [code for code, _, _ in faults(f"a: [{'b, ' * 1000}]\n")] == ["yaml-too-many"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: " + "[" * 8000,
        "a: " + "{" * 8000,
        "a: " + "{b: " * 2000,
        "a:\n " + "- " * 4000,
        "? " * 4000,
        "a: " + "[? " * 2600,
        "\n".join(" " * depth + "a:" for depth in range(120)),
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(200)),
        "a: &a {b: c}\n" + "".join(f"b{n}:\n  <<: [*a, *a]\n" for n in range(200)),
        "a: &a [*a]\n",
        "a:\n" * 2700,
        "a: b: c\n" * 1000,
        'a: "' + "x\n" * 4000,
        "a: " + "!" * 8000,
        "%" * 8000,
        "- " * 4000 + "\n" + "\t" * 100,
    ],
)
def test_no_input_takes_long_or_much(text: str) -> None:
    began = time.process_time()
    _, findings = read_front(text, FILE)
    assert time.process_time() - began < 1.0
    assert 1 <= len(findings) <= frontmatter.MAX_FINDINGS


def test_reading_stops_at_the_depth_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    events = frontmatter._events

    def counted(text: str) -> Any:
        nonlocal seen
        for event in events(text):
            seen += 1
            yield event

    monkeypatch.setattr(frontmatter, "_events", counted)
    assert [code for code, _, _ in faults("a: " + "[" * 8000)] == ["yaml-depth"]
    assert seen < 2 * MAX_DEPTH + 6


# Properties

_SIGNS = """a b title : [ ] { } , ' " # & * ! | > % @ ` ? << ... --- \\ é 😀 1 1:30 no true 2027-02-30 ~ ="""
_INVISIBLE = ["\n", "\n  ", "  ", "\t", "\x00", "\x85", "\u00a0", "\u2028", "\ufeff", "\ud800"]
_PIECES = st.sampled_from([*_SIGNS.split(" "), ": ", "- ", " #", "? ", *_INVISIBLE])


def inside(text: str, finding: Diagnostic) -> bool:
    lines = f"---\n{text}\n---".split("\n")
    place = finding.place
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


@settings(max_examples=600, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join)))
def test_any_text_gives_values_or_an_error_inside_the_file(text: str) -> None:
    text = text.replace("\r", "\n")
    read, findings = read_front(text, FILE)
    assert read is not None or findings
    assert all(inside(text, finding) for finding in findings), findings
    assert len(findings) <= frontmatter.MAX_FINDINGS
    told(findings).encode()


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
_KEYS = _WORDS.filter(lambda key: key != "<<")
_TRICKY = ["no", "1:30", "1.10", "true", "2027-01-01", "007", "", "- a", "a: b", "a #b", "regel\nregel\n"]
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: "e" not in repr(number)),
    st.dates(),
    st.lists(_WORDS, max_size=12).map(" ".join),
    st.sampled_from(_TRICKY),
)
_TREES = st.dictionaries(
    _KEYS,
    st.recursive(
        _VALUES,
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_KEYS, inner, max_size=4)),
        max_leaves=8,
    ),
    min_size=1,
    max_size=6,
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


class _Dumper(yaml.SafeDumper):
    """Writes a shared value out again instead of with an anchor."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@settings(max_examples=300, deadline=None)
@given(_TREES.filter(lambda tree: depth(tree) <= 1 + MAX_DEPTH), st.booleans())
def test_what_is_written_is_read_back_and_every_mark_points_at_its_key(tree: dict[str, Any], flow: bool) -> None:
    text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    read = front(text)
    assert read.values == tree
    lines = f"---\n{text}".split("\n")
    for location, place in read.marks.items():
        if location and isinstance(location[-1], str):
            there = lines[place.line - 1][place.column - 1 :]
            assert there.startswith((location[-1][:1], "'", '"')), (location, there)
    assert list(read.marks) == list(read.value_marks)
