"""Sound and film in a body: under each player its transcript, made from the WebVTT file that its captions are in."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from struin.present import Presenter

_PLAYER = re.compile(r"<(audio|video)\b.*?</\1>", re.DOTALL)
_TRACK = re.compile(r"<track\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_END = re.compile(r"</p>|<(?:p|div|ul|ol|h[1-6]|blockquote|table|audio|video|details)\b")
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]{1,60})>")
_TAG = re.compile(r"<[^>]*>")


class Cue(NamedTuple):
    """One caption: when it is shown, in seconds, who speaks ("" if that is not said) and what."""

    start: float
    end: float
    speaker: str
    text: str


def body(presenter: Presenter, html: Markup, prefix: str) -> Markup:
    """The body with a transcript after every player that has captions."""
    if "<track" not in html:
        return html
    files = {file.name: file.path for file in presenter.bundle.media if file.kind == "captions"}
    parts, at = [], 0
    for player in _PLAYER.finditer(html):
        track = _best_track(player[0])
        file = files.get(track.rpartition("/")[2])
        cues = read_cues(file) if file else []
        if not cues:
            continue
        # A player that stands on one line is in a paragraph, and a transcript may not be in one.
        end = _END.search(html, player.end())
        after = end.end() if end and end[0] == "</p>" else player.end()
        turns = _by_speaker(cues)
        shown = presenter.render("components/media/transcript.html", prefix, turns=turns, track=track)
        parts += [html[at:after], shown]
        at = after
    return Markup("".join([*parts, html[at:]]))


def _best_track(player: str) -> str:
    """The address of the track to read along with; "" if there is none."""
    tracks = [dict(_ATTRIBUTE.findall(attributes)) for attributes in _TRACK.findall(player)]
    wanted = ("captions", "subtitles", "descriptions")
    readable = [track for track in tracks if track.get("kind", "subtitles") in wanted and "src" in track]
    readable.sort(key=lambda track: wanted.index(track.get("kind", "subtitles")))
    return unescape(readable[0]["src"]) if readable else ""


def read_cues(file: Path) -> list[Cue]:
    """The captions of a WebVTT file. What cannot be read as one is left out; an unreadable file has none."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    cues = []
    for block in re.split(r"\n{2,}", text):
        lines = block.strip().split("\n")
        timing = next((number for number, line in enumerate(lines[:2]) if "-->" in line), None)
        if timing is None:
            continue
        before, _, after = lines[timing].partition("-->")
        start, end = _TIME.search(before), _TIME.search(after)
        written = " ".join(lines[timing + 1 :])
        speaker = _VOICE.search(written)
        said = " ".join(unescape(_TAG.sub("", written)).split())
        if start and end and said:
            cues.append(Cue(_seconds(start), _seconds(end), unescape(speaker[1]).strip() if speaker else "", said))
    return cues


def _seconds(time: re.Match[str]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in time.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _by_speaker(cues: list[Cue]) -> list[tuple[str, list[Cue]]]:
    """What one says without a break is one paragraph."""
    return [(speaker, list(each)) for speaker, each in groupby(cues, key=lambda cue: cue.speaker)]
