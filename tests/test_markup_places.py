"""Places and words of what is refused, links, and the plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from struin import strings
from struin.diagnostics import Place, Severity
from struin.markup import Body, Job, Link, render_one
from struin.strings import LANGUAGES, Catalogue

VECTORS = Path(__file__).parent / "vectors"
PATH = "content/stories/de-jas.md"


def render(body: str, line: int = 1, path: str = PATH) -> Body:
    return render_one(Job(path, body, line))


def told(body: Body, language: str = "nl") -> list[str]:
    return [f"{d.place} {d.message(language)} [{d.code}]\n  {d.hint(language)}" for d in body.diagnostics]


def test_whole_texts_of_a_bad_body() -> None:
    body = render(
        "# De jas\n\nZe had <script>alert(1)</script> haar jas aan.\n\n"
        "![](../media/jas.svg)\n\n[klik](javascript:alert(1)) en [dit](http://example.org)\n{ #__config }\n",
        line=14,
    )
    assert "\n".join(told(body)) + "\n" == (VECTORS / "bad-body.txt").read_text(encoding="utf-8")


def test_links_carry_the_place_of_their_address() -> None:
    body = render("[a](ander.md), [b](../quotes/kort.md#x) en\n[a](ander.md) en ![c](../media/c.svg)\n", line=5)
    assert body.links == (
        Link("stories/ander", Place(PATH, 5, 5)),
        Link("quotes/kort", Place(PATH, 5, 20)),
        Link("stories/ander", Place(PATH, 6, 5)),
    )
    assert body.media == (Link("c.svg", Place(PATH, 6, 23)),)


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("[x](<../quotes/a.md>)", 1, 6),
        ("[x](../quotes/a.md 'titel')", 1, 5),
        ("<a class=\"button\" href='../quotes/a.md'>x</a>", 1, 25),
        ("[x][y]\n\n[y]: ../quotes/a.md", 3, 6),
        ("`[x](../quotes/a.md)`\n\n[x](../quotes/a.md)", 3, 5),
        ("```\n[x](../quotes/a.md)\n```\n\n- [x](../quotes/a.md)", 5, 7),
        ("<!-- [x](../quotes/a.md) -->\n\n> [x](../quotes/a.md)", 3, 7),
        ("\\[x\\](../quotes/a.md)\n\n[x](../quotes/a.md)", 3, 5),
        ("!!! note\n\n    [x](../quotes/a.md)", 3, 9),
    ],
)
def test_a_link_is_found_however_it_is_written(written: str, line: int, column: int) -> None:
    assert render(written).links == (Link("quotes/a", Place(PATH, line, column)),)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../../docs/x.md", "link-outside"),
        ("../../../x.md", "link-outside"),
        ("/x.md", "link-absolute"),
        ("../x.md", "link-not-item"),
        ("../stories/diep/x.md", "link-not-item"),
        ("../stories/De-Jas.md", "link-not-item"),
        ("../media/kaart.svg", "link-not-item"),
        ("../media/x.md", "link-not-item"),
        ("x.html", "link-not-item"),
        ("x", "link-not-item"),
        ("x.md#a/b", "address-refused"),
        ("#a/b", "address-refused"),
        ("mailto:x", "address-refused"),
        ("tel:abc", "address-refused"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", '<a href="{}">x</a>'])
def test_a_link_that_leads_nowhere_is_refused_in_both_ways_of_writing(target: str, code: str, form: str) -> None:
    body = render(form.format(target))
    assert [d.code for d in body.diagnostics] == [code]
    assert body.links == ()
    assert "href" not in body.html


def test_headings_that_skip_and_places_that_are_not_there_are_warnings() -> None:
    body = render("Zin [x](#nergens).\n\n## Een\n\n#### Drie\n")
    assert [(d.code, d.severity, d.place.line, d.place.column) for d in body.diagnostics] == [
        ("fragment-unknown", Severity.WARNING, 1, 9),
        ("heading-skipped", Severity.WARNING, 5, 1),
    ]


def test_a_body_that_begins_below_level_two_skips() -> None:
    assert [d.code for d in render("### Kop\n").diagnostics] == ["heading-skipped"]


def test_at_most_ten_of_one_sort_are_told() -> None:
    assert len(render("<script>x</script>\n\n" * 50).diagnostics) == 10


def test_plain_text_has_a_line_per_block_and_no_footnote_signs() -> None:
    body = render("## Kop\n\nEen *zin*[^1] & <b>vet</b>.  \nVerder.\n\n- a\n- b\n\n[^1]: Noot.\n")
    assert body.text == "Kop\nEen zin & vet.\nVerder.\na\nb\nNoot."


def test_both_languages_have_the_same_texts() -> None:
    keys = [Catalogue(name, [Path(strings.__file__).parent / name / "markup.yml"]).keys() for name in LANGUAGES]
    assert keys[0] == keys[1]
