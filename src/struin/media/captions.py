"""Read the captions of a WebVTT file."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

_TIME = re.compile(r"(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]{1,60})>")
_TAG = re.compile(r"<[^>]*>")


class Cue(NamedTuple):
    """One caption: when it is shown, in seconds, who speaks ("" if that is not said) and what."""

    start: float
    end: float
    speaker: str
    text: str


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
