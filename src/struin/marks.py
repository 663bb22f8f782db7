"""Where in a file each key and value of its front matter stands: the marks, as YAML calls them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from struin.diagnostics import Place

Location = tuple[str | int, ...]  # a way into the values: `("steps", 0, "minutes")`

# One object per location for all files together: thousands of items share a few hundred of them.
_shared: dict[Location, Location] = {}
_MAX_SHARED = 20_000


def shared(location: Location) -> Location:
    """The one object for this location."""
    found = _shared.get(location)
    if found is None:
        found = _shared.setdefault(location, location) if len(_shared) < _MAX_SHARED else location
    return found


def packed(line: int, column: int) -> int:
    """A position, counted from 0 as the parser does, as one number; Marks gives it back counted from 1."""
    return (line + 1) << 14 | (column + 1)


def line_of(position: int) -> int:
    """The line, counted from 1, of a packed position."""
    return position >> 14


class Marks(Mapping[Location, Place]):
    """Places by location; kept small, as there is one for every item."""

    __slots__ = ("_file", "_locations", "_positions")

    def __init__(self, file: str, locations: tuple[Location, ...], positions: array[int]) -> None:
        """`positions` are packed, one for each location."""
        self._file, self._locations, self._positions = file, locations, positions

    def __getitem__(self, location: Location) -> Place:
        try:
            position = self._positions[self._locations.index(location)]
        except ValueError:
            raise KeyError(location) from None
        return Place(self._file, line_of(position), position & 0x3FFF)

    def __iter__(self) -> Iterator[Location]:
        return iter(self._locations)

    def __len__(self) -> int:
        return len(self._locations)
