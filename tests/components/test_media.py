"""Transcripts: what is read from WebVTT, and where it stands under a player."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.media.captions import read_cues
from struin.pipeline import load
from struin.present import Presenter, Site
from world import bundle_world, item

OGG = (Path(__file__).parents[1] / "data/synthetic-voice.ogg").read_bytes()
VTT = """WEBVTT

NOTE gesproken door een computer

1
00:00.000 --> 00:01.200
<v Mia>Dag mevrouw.</v>

00:01.200 --> 01:00:02.500 align:start
<v Mia>De <i>jas</i> &amp; de hoed
hangen er nog.

00:03.000 --> 00:04.000
<v.luid Bas>Echt?
"""
AUDIO = '<audio controls preload="none" src="../media/jas.ogg">{}</audio>\n'
TRACK = '<track kind="captions" srclang="nl" label="Nederlands" src="../media/jas.vtt">'


def page(folder: Path, text: str, vtt: str = VTT) -> HTMLParser:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories", body=text), "media/jas.ogg": OGG, "media/jas.vtt": vtt,
    }  # fmt: skip
    return HTMLParser(Presenter(load(bundle_world(folder, files)), Site()).item_page("stories/jas"))


def cues(folder: Path, text: str | bytes) -> list[tuple[float, float, str, str]]:
    file = folder / "x.vtt"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return [tuple(cue) for cue in read_cues(file)]  # type: ignore[misc]


def test_cues_have_their_times_who_speaks_and_plain_text(tmp_path: Path) -> None:
    assert cues(tmp_path, VTT) == [
        (0, 1.2, "Mia", "Dag mevrouw."),
        (1.2, 3602.5, "Mia", "De jas & de hoed hangen er nog."),
        (3, 4, "Bas", "Echt?"),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path, line_end: str) -> None:
    assert len(cues(tmp_path, "\ufeff" + VTT.replace("\n", line_end))) == 3


@pytest.mark.parametrize("text", ["", "WEBVTT", "WEBVTT\n\nzomaar tekst", "WEBVTT\n\nx --> y\nz", b"WEBVTT\n\xff"])
def test_what_is_no_caption_is_left_out(tmp_path: Path, text: str | bytes) -> None:
    assert cues(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(AUDIO.format(TRACK), id="on one line"),
        pytest.param(f"Luister: {AUDIO.format(TRACK)}", id="in a sentence"),
        pytest.param(f'<video controls src="../media/jas.ogg">{TRACK}</video>\n', id="film"),
        pytest.param(f"- punt\n- {AUDIO.format(TRACK)}", id="in a list"),
    ],
)
def test_a_transcript_stands_after_its_player_and_never_in_a_paragraph(tmp_path: Path, text: str) -> None:
    tree = page(tmp_path, f"Een zin.\n\n{text}\nNog een zin.\n")
    said = tree.css("struin-media")
    assert len(said) == 1
    assert said[0].parent is not None
    assert said[0].parent.tag != "p"
    assert said[0].attributes["data-track"] == tree.css("track")[0].attributes["src"] == "../../media/jas.vtt"
    assert [" ".join(each.text().split()) for each in tree.css(".said__text p")] == [
        "Mia Dag mevrouw. De jas & de hoed hangen er nog.", "Bas Echt?",
    ]  # fmt: skip
    assert "Nog een zin." in tree.css(".prose > p")[-1].text()


def test_every_player_has_its_own(tmp_path: Path) -> None:
    tree = page(tmp_path, AUDIO.format(TRACK) + "\nTussen.\n\n" + AUDIO.format(TRACK))
    assert len(tree.css("struin-media")) == 2


def test_a_player_without_captions_has_none(tmp_path: Path) -> None:
    assert page(tmp_path, "Een zin.\n\n" + AUDIO.format("")).css("struin-media") == []


def test_hostile_captions_stay_text(tmp_path: Path) -> None:
    said = "<v <b>>&lt;script&gt;x&lt;/script&gt; <img src=x onerror=alert(1)>{{ 7*7 }}"
    vtt = f"WEBVTT\n\n00:00.000 --> 00:01.000\n{said}\n"
    tree = page(tmp_path, "Een zin.\n\n" + AUDIO.format(TRACK), vtt)
    (cue,) = tree.css(".said__cue")
    assert "<script>x</script>" in cue.text()
    assert "{{ 7*7 }}" in cue.text()
    assert tree.css("struin-media :is(script, img, b:not(.said__who))") == []
