"""Sound and film in a body: under each player its transcript, made from the WebVTT file that its captions are in."""

from __future__ import annotations

import re
from html import unescape
from itertools import groupby

from markupsafe import Markup

from struin.media.captions import Cue, read_cues
from struin.present import Presenter

_PLAYER = re.compile(r"<(audio|video)\b.*?</\1>", re.DOTALL)
_TRACK = re.compile(r"<track\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_END = re.compile(r"</p>|<(?:p|div|ul|ol|h[1-6]|blockquote|table|audio|video|details)\b")


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


def _by_speaker(cues: list[Cue]) -> list[tuple[str, list[Cue]]]:
    """What one says without a break is one paragraph."""
    return [(speaker, list(each)) for speaker, each in groupby(cues, key=lambda cue: cue.speaker)]
