"""HTML of the bundle for other programs: well-formed whatever it was, and without characters that break files."""

from __future__ import annotations

import pytest
from lxml import etree

from struin.exports.wording import clean, plain, well_formed


def _made(html: str) -> str:
    made = well_formed(html, lambda href: href if href.startswith("https:") else "", lambda name: f"media/{name}")
    etree.fromstring(f"<all>{made}</all>")
    return made


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>Een <em>jas</em> &amp; een deur</p>", "<p>Een <em>jas</em> &amp; een deur</p>"),
        ("<p>een<br>twee<hr></p>", "<p>een<br/>twee<hr/></p>"),
        ("<p>open <em>gebleven", "<p>open <em>gebleven</em></p>"),
        ("los</p></div> einde", "los einde"),
        ('<a href="item:stories/weg">de jas</a>', "de jas"),
        ('<a href="https://a.nl/?b=1&amp;c=2">x</a>', '<a href="https://a.nl/?b=1&amp;c=2">x</a>'),
        (
            '<img src="media:k.svg" alt="Een &quot;keuken&quot;">',
            '<img src="media/k.svg" alt="Een &quot;keuken&quot;"/>',
        ),
        ("<h2>Kop</h2>", "<p><strong>Kop</strong></p>"),
        ("<details open><summary>a</summary>b</details>", "ab"),
        ('<p style="x" onclick="y" data-z>tekst</p>', "<p>tekst</p>"),
        ("<script>weg()</script><svg><path/></svg>blijft", "blijft"),
        ('<span lang="ar">مرحبا</span>', '<span xml:lang="ar">مرحبا</span>'),
        ("]]&gt; &lt;/p&gt; \x00\x0b\x1b\ufffe a", "]]&gt; &lt;/p&gt;  a"),
    ],
)
def test_html_becomes_well_formed_and_known(html: str, made: str) -> None:
    assert _made(html) == made


def test_plain_words_are_one_line() -> None:
    assert plain("<p>Een <b>jas</b></p><ul><li>a</li><li>b &amp; c</li></ul>\n<br>d") == "Een jas a b & c d"
    assert clean("a\x00b\x85c\ud800d\te\nf") == "abcd\te\nf"
