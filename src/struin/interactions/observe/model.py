"""Look at a picture and mark what one sees. The places are also in a list, for who can't point."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Self

from struin.interaction import Answer, Frozen, Interaction, Reader, key_of
from struin.markup import Fragment

_PLACE = re.compile(r"\((-?\d{1,4}(?:\.\d+)?), ?(-?\d{1,4}(?:\.\d+)?)\) +")


class Point(Frozen):
    """A place in the picture, in percent from the left and from the top, what is there and what it may tell."""

    key: str
    x: float
    y: float
    text: Fragment
    feedback: Fragment | None = None


class Observe(Interaction):
    takes = ("entries", "notes")
    settings = ("picture", "alt")

    picture: str
    alt: str
    points: tuple[Point, ...]

    @classmethod
    def parse(cls, reader: Reader) -> Self:
        for option, code in (("picture", "observe-picture-missing"), ("alt", "observe-alt-missing")):
            if not reader.text(option):
                reader.fault(code, reader.place_of(option))
        answers = reader.answers(reader.block.entries, least=2, few="observe-too-few")
        points = _points(reader, answers)
        return cls(**reader.common(), picture=reader.text("picture"), alt=reader.text("alt"), points=tuple(points))

    def keys(self) -> Iterable[str]:
        return (point.key for point in self.points)


def _points(reader: Reader, answers: Iterable[Answer]) -> list[Point]:
    points: dict[str, Point] = {}
    for answer in answers:
        parted = answer.text.after(_PLACE)
        if not parted:
            reader.fault("observe-place-missing", answer.place, text=answer.text.text)
            continue
        place, text = parted
        if answer.feedback is None:
            reader.fault("observe-thought-missing", answer.place, text=text.text)
        x, y = float(place[1]), float(place[2])
        if not (0 <= x <= 100 and 0 <= y <= 100):
            reader.fault("observe-place-outside", answer.place, x=place[1], y=place[2])
        for other in points.values():
            if abs(other.x - x) < 2 and abs(other.y - y) < 2:
                reader.fault("observe-place-taken", answer.place, line=other.text.place.line)
        # Not of the place: moving a point a little forgets nothing.
        key = key_of(text.text)
        if key in points:
            reader.fault("interaction-entry-twice", answer.place, line=points[key].text.place.line)
        points[key] = Point(key=key, x=x, y=y, text=text, feedback=answer.feedback)
    return list(points.values())
