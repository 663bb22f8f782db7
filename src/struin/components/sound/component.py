"""The recording of an item's own text: a player in the head of its page, and the sentence that is heard marked in the
text itself, which is the transcript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from struin.media.captions import Cue, read_cues
from struin.model import Item
from struin.present import Presenter


class Heard(NamedTuple):
    """What the page shows of a recording: its length in seconds, and when each piece of the text is heard."""

    seconds: int
    pieces: str


def values(presenter: Presenter) -> dict[str, Any]:
    """For listen.html: what is heard in an item's recording."""
    captions = {file.name: file.path for file in presenter.bundle.media if file.kind == "captions"}

    def heard(item: Item) -> Heard:
        path = captions.get(item.sound.captions) if item.sound else None
        cues = read_cues(path) if path else []
        return Heard(round(cues[-1].end) if cues else 0, pieces(cues))

    made: Callable[[Item], Heard] = heard
    return {"heard": made}


def pieces(cues: list[Cue]) -> str:
    """From, to and the number of signs that are no room, for each caption: `0 2.4 31;2.75 4.1 18`. The script finds
    the caption in the text by counting, so that a page does not hold its text twice."""
    return ";".join(f"{cue.start:g} {cue.end:g} {len(''.join(cue.text.split()))}" for cue in cues)
