"""Recordings of the items' own texts: what is said of them on the page, that their captions are the text itself and go
on to the end, and that they weigh little. The recordings of the bundle itself are looked at."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from struin.components.sound.component import pieces
from struin.media.captions import Cue, read_cues
from struin.model import Entry, Sound
from struin.pipeline import check, load
from struin.present import Presenter, Site
from world import bundle_world, item

PROJECT = Path(__file__).resolve().parents[2]
MEDIA = PROJECT / "content" / "media"
MOST = 400_000
# Kbit/s of MPEG 2, layer III, by the number in a frame's head; samples in a frame and a second.
BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
FRAME, RATES = 576, (22050, 24000, 16000)
BUNDLE = load(PROJECT)
HEARD = [each for each in BUNDLE.entries.values() if each.item.sound]
VTT = "WEBVTT\n\n00:00.250 --> 00:01.500\nDe jas hangt.\n\n00:01.500 --> 01:15.000\nZij niet.\n"
SOUND = "sound: {file: jas.mp3, captions: jas.vtt, voice: synthetic}\n"
MP3 = b"\xff\xf3\x40\xc0" + bytes(200)


def sound_of(entry: Entry) -> Sound:
    assert entry.item.sound
    return entry.item.sound


def seconds_of(mp3: bytes) -> float:
    """The length of an mp3 of MPEG 2 by its frames. Raises AssertionError for another file."""
    at, length = 0, 0.0
    while at + 4 <= len(mp3):
        assert mp3[at : at + 2] in (b"\xff\xf2", b"\xff\xf3"), at
        rate, bits = RATES[mp3[at + 2] >> 2 & 3], BITRATES[mp3[at + 2] >> 4] * 1000
        at += 72 * bits // rate + (mp3[at + 2] >> 1 & 1)
        length += FRAME / rate
    return length


def test_at_least_six_items_can_be_heard() -> None:
    assert len(HEARD) >= 6
    assert {each.collection for each in HEARD} >= {"stories", "quotes"}


@pytest.mark.parametrize("entry", HEARD, ids=lambda entry: entry.id)
class TestRecording:
    def test_is_short_and_light(self, entry: Entry) -> None:
        data = (MEDIA / sound_of(entry).file).read_bytes()
        assert len(data) <= MOST
        assert 20 <= seconds_of(data) <= 90

    def test_has_captions_that_are_the_text_and_nothing_else(self, entry: Entry) -> None:
        said = " ".join(cue.text for cue in read_cues(MEDIA / sound_of(entry).captions))
        assert said == " ".join(entry.body.text.split())

    def test_has_captions_from_its_begin_to_its_end(self, entry: Entry) -> None:
        cues = read_cues(MEDIA / sound_of(entry).captions)
        assert cues[0].start < 1
        assert [cue.end for cue in cues[:-1]] == [cue.start for cue in cues[1:]]
        assert cues[-1].end == pytest.approx(seconds_of((MEDIA / sound_of(entry).file).read_bytes()), abs=0.2)

    def test_says_on_its_page_that_a_computer_reads(self, entry: Entry) -> None:
        tree = HTMLParser(Presenter(BUNDLE, Site()).item_page(entry.id))
        assert "Voorgelezen door een computerstem" in tree.css_first("struin-sound").text()
        player = tree.css_first("struin-sound audio")
        assert player.attributes["src"] == f"../../media/{sound_of(entry).file}"
        assert "controls" in player.attributes
        assert entry.item.title in str(player.attributes["aria-label"])


def page(folder: Path, sound: str = SOUND) -> HTMLParser:
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories").replace("passport:", f"{sound}passport:", 1),
        "media/jas.mp3": MP3, "media/jas.vtt": VTT,
    }  # fmt: skip
    return HTMLParser(Presenter(load(bundle_world(folder, files)), Site()).item_page("stories/jas"))


def test_the_page_tells_how_long_it_takes_and_who_reads(tmp_path: Path) -> None:
    assert page(tmp_path).css_first(".sound__what").text() == "1 min 15 s Voorgelezen door een computerstem"


def test_a_person_who_reads_is_no_computer(tmp_path: Path) -> None:
    tree = page(tmp_path, SOUND.replace("synthetic", "person"))
    assert "Voorgelezen door een mens" in tree.css_first(".sound__what").text()


def test_an_item_without_a_recording_has_no_player(tmp_path: Path) -> None:
    assert page(tmp_path, "").css("struin-sound, audio") == []


@pytest.mark.parametrize("missing", ["jas.mp3", "jas.vtt"])
def test_a_recording_that_is_not_there_is_told_with_its_line(tmp_path: Path, missing: str) -> None:
    sound = SOUND.replace(missing, f"weg-{missing}")
    files: dict[str, str | bytes] = {
        "stories/jas.md": item("stories").replace("passport:", f"{sound}passport:", 1),
        "media/jas.mp3": MP3, "media/jas.vtt": VTT,
    }  # fmt: skip
    found = [each for each in check(bundle_world(tmp_path, files)) if each.code == "media-missing"]
    assert [(each.place.file, each.values["name"]) for each in found] == [("content/stories/jas.md", f"weg-{missing}")]


def test_pieces_count_what_is_no_room() -> None:
    assert pieces([Cue(0.25, 1.5, "", "De jas  hangt."), Cue(1.5, 3, "", "Nee!")]) == "0.25 1.5 11;1.5 3 4"


@pytest.fixture(scope="module")
def reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("read_aloud", PROJECT / "tools" / "read_aloud.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (shutil.which("espeak-ng") and shutil.which("ffmpeg")), reason="needs espeak-ng and ffmpeg")
def test_a_text_read_twice_gives_the_same_sound_and_captions(reader: ModuleType, tmp_path: Path) -> None:
    made = []
    for name in ("een.mp3", "twee.mp3"):
        sound, cues = reader.record("De jas hangt. Zij niet.\nMorgen weer.", "nl", 150)
        reader.encode(sound, tmp_path / name)
        made.append(((tmp_path / name).read_bytes(), reader.captions(cues, "nl")))
    assert made[0] == made[1]
    assert [cue[2] for cue in cues] == ["De jas hangt.", "Zij niet.", "Morgen weer."]
    assert seconds_of(made[0][0]) == pytest.approx(len(sound) / reader.RATE, abs=0.2)
