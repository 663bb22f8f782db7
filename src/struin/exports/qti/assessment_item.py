"""QTI 3: what an assessment item consists of: its body, the responses it takes, and what is said about those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """A variable for what is answered. `right` are its correct values, `worth` the values that count for one."""

    name: str
    base: str
    cardinality: str = "single"
    right: tuple[str, ...] = ()
    worth: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What is said once `response` holds `value`, or once anything is answered where that is ""."""

    html: str
    response: str = ""
    value: str = ""


@dataclass(frozen=True)
class Item:
    """An item, ready for its template. `body` and what is said are well-formed XML. `most` is the highest score, or 0
    where nothing is right or wrong. `counts` is how that is reached: "match" for all or nothing, "map" for each."""

    name: str
    title: str
    body: str
    responses: tuple[Response, ...] = ()
    said: tuple[Said, ...] = ()
    most: int = 0
    counts: str = ""

    @property
    def spoken(self) -> list[Response]:
        """The responses that something is said about, value by value."""
        names = {each.response for each in self.said}
        return [each for each in self.responses if each.name in names]


@dataclass(frozen=True)
class Made:
    """What a type makes of a self-check; the rest of the item is the same for all."""

    body: str
    responses: Sequence[Response] = ()
    said: Sequence[Said] = ()
    most: int = 0
    counts: str = ""
    inside: bool = False  # the prompt stands inside the interaction already
