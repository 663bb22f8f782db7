"""Terms: what an editor is told of a fault in the list, which words of a body are marked, and the page with all."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.components.glossary.component import PATH, body, mark, pages
from struin.glossary import FILE, Term, read_glossary
from struin.pipeline import check, load
from struin.present import Presenter, Site
from world import bundle_world, item, make_world, real_bundle, told

TERM = "  means: Een uitleg van een regel of twee.\n"
TERMS = (
    Term("meldcode", "Vijf stappen.", ("meldcodes",), "meldcode"),
    Term("team", "Mensen samen.", (), "team"),
    Term("lokaal team", "Mensen & samen.", ("lokale team",), "lokaal-team"),
    Term("OTS", "Een maatregel.", (), "ots"),
    Term("R&D", 'Iets met "onderzoek".', (), "r-d"),
)


def marked(html: str) -> list[tuple[str, str]]:
    """The words that are marked, each with the anchor that it leads to."""
    links = HTMLParser(mark(html, TERMS, "../begrippen/")).css("struin-glossary > a.term")
    return [(link.text(), str(link.attributes["href"]).removeprefix("../begrippen/#")) for link in links]


# The list


def test_a_bundle_without_the_file_has_no_glossary_and_no_page(tmp_path: Path) -> None:
    bundle = load(bundle_world(tmp_path, {"stories/jas.md": item("stories")}))
    presenter = Presenter(bundle, Site())
    assert bundle.glossary == ()
    assert list(pages(presenter)) == []
    entry = bundle.entries["stories/jas"]
    assert "struin-glossary" not in presenter.item_page(entry.id)


@pytest.mark.parametrize("text", ["", "# Nog niets.\n"])
def test_an_empty_file_is_no_fault(tmp_path: Path, text: str) -> None:
    assert read_glossary(make_world(tmp_path, {FILE: text})) == ((), [])


def test_terms_come_in_the_order_of_the_alphabet_with_anchors_of_their_own(tmp_path: Path) -> None:
    text = f"Wmo:\n{TERM}écht waar:\n{TERM}co-ouder:\n{TERM}co ouder:\n{TERM}"
    terms, findings = read_glossary(make_world(tmp_path, {FILE: text}))
    assert findings == []
    assert [term.anchor for term in terms] == ["co-ouder", "co-ouder-2", "echt-waar", "wmo"]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        pytest.param(f"a:\n{TERM}", "1:1", "glossary-word", id="a word of one letter"),
        pytest.param(f"team:\n{TERM}a<b:\n{TERM}", "3:1", "glossary-word", id="a word with a sign"),
        pytest.param("team: Mensen samen.\n", "1:1", "glossary-form", id="no fields"),
        pytest.param("team:\n  also: [ploeg]\n", "1:1", "glossary-missing", id="no meaning"),
        pytest.param(f"team:\n{TERM}  note: x\n", "3:3", "glossary-unknown", id="a field that is not there"),
        pytest.param("team:\n  means: Kort.\n", "2:3", "glossary-means", id="too short"),
        pytest.param(f"team:\n  means: {'lang ' * 100}\n", "2:3", "glossary-means", id="too long"),
        pytest.param("team:\n  means: Mensen <b>samen</b> aan het werk.\n", "2:3", "glossary-means", id="markup"),
        pytest.param("team:\n  means: 12\n", "2:3", "glossary-means", id="a number"),
        pytest.param(f"team:\n{TERM}  also: ploeg\n", "3:3", "glossary-also", id="no list"),
        pytest.param(f"team:\n{TERM}  also: [ploeg, 3]\n", "3:17", "glossary-also", id="a number in the list"),
        pytest.param(f"team:\n{TERM}ploeg:\n{TERM}  also: [Team]\n", "5:10", "glossary-twice", id="twice"),
        pytest.param(f"team:\n{TERM}TEAM:\n{TERM}", "3:1", "glossary-twice", id="twice but for capitals"),
        pytest.param(f"team:\n{TERM}team:\n{TERM}", "3:1", "yaml-duplicate-key", id="the same key twice"),
        pytest.param("team:\n\tmeans: x\n", "2:1", "yaml-tab", id="a tab"),
        pytest.param("team: &a\n", "1:7", "yaml-anchor", id="an anchor"),
    ],
)
def test_a_fault_is_told_at_its_place(tmp_path: Path, text: str, place: str, code: str) -> None:
    _, findings = read_glossary(make_world(tmp_path, {FILE: text}))
    assert [(str(finding.place), finding.code) for finding in findings] == [(f"{FILE}:{place}", code)]
    for language in ("nl", "en"):
        assert findings[0].hint(language)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    _, findings = read_glossary(make_world(tmp_path, {FILE: b"\xff\xfe\x00"}))
    assert [finding.code for finding in findings] == ["glossary-unreadable"]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    _, findings = read_glossary(make_world(tmp_path, {FILE: "x" * 100_001}))
    assert [finding.code for finding in findings] == ["glossary-too-large"]


def test_a_link_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (make_world(tmp_path, {"other.yml": f"team:\n{TERM}"}) / "content").mkdir()
    (tmp_path / FILE).symlink_to(tmp_path / "other.yml")
    assert [finding.code for finding in read_glossary(tmp_path)[1]] == ["symlink"]


def test_the_check_tells_of_the_glossary_beside_everything_else(tmp_path: Path) -> None:
    root = bundle_world(tmp_path, {"glossary.yml": "team: x\n", "stories/jas.md": item("stories", title=...)})
    assert "glossary-form" in told(check(root))
    assert "field-missing" in told(check(root))
    assert "file-loose" not in told(check(root))


def test_the_real_glossary_has_forty_terms_and_more_and_no_faults() -> None:
    terms = real_bundle().glossary
    assert len(terms) >= 40
    for term in terms:
        assert term.means.endswith((".", "!", "?")), term.name
        assert term.means.count(". ") <= 2, f"{term.name}: one or two sentences"


# What is marked


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>De meldcode.</p>", [("meldcode", "meldcode")]),
        ("<p>Meldcodes en nog een meldcode.</p><p>De meldcode.</p>", [("Meldcodes", "meldcode")]),
        ("<p>Het lokaal team en een team.</p>", [("lokaal team", "lokaal-team"), ("team", "team")]),
        ("<p>Het lokale\nteam.</p>", [("lokale\nteam", "lokaal-team")]),
        ("<p>Teamleider, steam, team-uitje, e-team, teams.</p>", []),
        ("<p>Een ‘team’, (team) of team?</p>", [("team", "team")]),
        ("<p>De OTS, en niet ots of Ots.</p>", [("OTS", "ots")]),
        ("<p>ots</p>", []),
        ("<p>Aan R&amp;D vragen.</p>", [("R&D", "r-d")]),
        ("<p>&lt;team&gt; x&amp;team</p>", [("team", "team")]),
        ("<p><em>meldcode</em></p>", [("meldcode", "meldcode")]),
        ('<p><a href="x">meldcode</a></p>', []),
        ('<p><a href="x"><em>de</em> meldcode</a> en de meldcode</p>', [("meldcode", "meldcode")]),
        ("<h2>De meldcode</h2><p>team</p>", [("team", "team")]),
        ("<p><code>team</code></p><pre><code>team</code></pre><details><summary>team</summary></details>", []),
        ("<fieldset><legend>team</legend></fieldset>", []),
        ('<p><img src="x" alt="een team > twee"> <img src="y" title=\'team\'></p>', []),
        ("<p>Tussen <br> en <hr> een team.</p>", [("team", "team")]),
    ],
)
def test_the_first_of_each_term_is_marked_in_running_text_only(html: str, expected: list[tuple[str, str]]) -> None:
    assert marked(html) == expected


def test_marking_changes_nothing_of_the_text() -> None:
    html = '<p>Het lokaal team &amp; de <em>meldcode</em>, <a href="x">OTS</a>.</p>\n<ul><li>team</li></ul>'
    assert HTMLParser(mark(html, TERMS, "x")).text() == HTMLParser(html).text()


def test_a_mark_carries_its_meaning_whatever_signs_are_in_it() -> None:
    found = HTMLParser(mark("<p>Aan R&amp;D.</p>", TERMS, "../begrippen/")).css_first("struin-glossary")
    assert found is not None
    assert found.attributes["data-name"] == "R&D"
    assert found.attributes["data-means"] == 'Iets met "onderzoek".'


def test_a_body_is_marked_on_the_page_and_not_in_what_a_search_reads(tmp_path: Path) -> None:
    files = {"stories/jas.md": item("stories", body="Zij las de meldcode.\n"), "glossary.yml": f"meldcode:\n{TERM}"}
    presenter = Presenter(load(bundle_world(tmp_path, files)), Site())
    assert 'href="../../begrippen/#meldcode"' in presenter.item_page("stories/jas")
    assert "struin-glossary" not in presenter.search_text("stories/jas")
    entry = presenter.bundle.entries["stories/jas"]
    assert "begrippen.html#meldcode" not in body(presenter, presenter.body(entry, ""), "")
    plain = Presenter(presenter.bundle, Site(directory_urls=False))
    assert f'{PATH}index.html#meldcode"' in plain.item_page("stories/jas")


# The page


def test_the_page_has_every_term_once_at_its_anchor() -> None:
    presenter = Presenter(real_bundle(), Site())
    (page,) = pages(presenter)
    tree = HTMLParser(str(page.render()))
    assert [node.attributes["id"] for node in tree.css("dt")] == [term.anchor for term in real_bundle().glossary]
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert page.search_text is not None
    assert "meldcode" in page.search_text()
