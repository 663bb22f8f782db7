"""Where everything lies on the map: an island for each principle, a place for each item. Same items, same map.

Places are laid like the seeds of a sunflower, which fills any number evenly; island and seeds are then pressed
into the same uneven shape, so that no place ends up in the sea. Kinds keep together (a village, a wood), and an
item of two principles lies on the shore that looks out on its other island. The work grows with n log n.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random

Point = tuple[float, float]
Shape = Callable[[float], float]

SPACING = 10.0  # between places, in units of the map
CENTRE = 1.6  # how many places' room the principle in the middle takes
SHORE = 8.0  # between the outermost places and the water
WIDER, FLATTER = 1.16, 0.86  # islands lie along the screen
GAP_X, GAP_Y = 0.34, 0.6  # water between islands, for the largest one's reach; below them stand their names
COAST_POINTS = 44
TUFTS = 26  # of grass on an island
MOST_FERRIES = 8
EDGE = 3.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Spot:
    """An item that wants a place. `guests` are its other principles, by name."""

    id: str
    kind: str
    guests: tuple[str, ...] = ()


@dataclass(frozen=True)
class Island:
    """`coast` and `rocks` are closed lines in units of the map, `tufts` where grass stands; `south` and `east` are how
    far it reaches there."""

    name: str
    x: float
    y: float
    south: float
    east: float
    coast: tuple[Point, ...]
    rocks: tuple[tuple[Point, ...], ...]
    tufts: tuple[Point, ...]


@dataclass(frozen=True)
class Place:
    id: str
    kind: str
    island: int
    x: float
    y: float


@dataclass(frozen=True)
class Ferry:
    """A line over the water between two islands (by index) that share so many items."""

    islands: tuple[int, int]
    items: int
    line: tuple[Point, Point, Point]


@dataclass(frozen=True)
class Layout:
    """`left`, `top`, `width` and `height` are the frame around all islands; waves are drawn around it too."""

    left: float
    top: float
    width: float
    height: float
    islands: tuple[Island, ...]
    places: tuple[Place, ...]
    ferries: tuple[Ferry, ...]
    waves: tuple[Point, ...]


def lay_out(homes: Mapping[str, Sequence[Spot]]) -> Layout:
    """The map of `homes`: by principle, in their order, its items; the first of each stands in the middle."""
    names = list(homes)
    shapes = [_shape(name) for name in names]
    radii = [SPACING * math.sqrt(len(homes[name]) + CENTRE) for name in names]
    reach = [radius * 1.2 + SHORE for radius in radii]
    centres = _centres(names, reach)
    at = dict(zip(names, centres, strict=True))
    islands, places = [], []
    for index, name in enumerate(names):
        islands.append(_island(name, centres[index], radii[index], shapes[index]))
        towards = {other: _angle(centres[index], centre) for other, centre in at.items() if other != name}
        places += _settle(index, homes[name], centres[index], shapes[index], towards)
    ferries = _ferries(names, homes, islands)
    frame = _frame(islands)
    return Layout(*frame, tuple(islands), tuple(places), ferries, _waves(frame, centres, reach))


def _centres(names: Sequence[str], reach: Sequence[float]) -> list[Point]:
    """Two rows, the second going back, so that neighbours in the order are neighbours on the map."""
    gap_x, gap_y = GAP_X * max(reach, default=0), GAP_Y * max(reach, default=0)
    columns = len(names) if len(names) < 3 else math.ceil(len(names) / 2)
    cells = [(i, 0) if i < columns else (2 * columns - 1 - i, 1) for i in range(len(names))]
    rows = 1 + max((row for _, row in cells), default=0)
    wide = [2 * WIDER * _most(reach, cells, 0, column) + gap_x for column in range(columns)]
    high = [2 * FLATTER * _most(reach, cells, 1, row) + gap_y for row in range(rows)]
    lift = 0.16 * max(high, default=0)  # every other column lies lower
    odd = len(names) % 2 and columns > 1 and rows > 1  # the first column holds one: halfway
    centres = []
    for name, (column, row) in zip(names, cells, strict=True):
        chance = Random(f"{name}|centre")
        x = sum(wide[:column]) + wide[column] / 2 + chance.uniform(-0.03, 0.03) * wide[column]
        y = sum(high[:row]) + (high[row] - gap_y) / 2 + gap_x / 2 + lift * (column % 2)
        if odd and column == 0:
            y = sum(high) / 2
        centres.append((x, y))
    return centres


def _frame(islands: Sequence[Island]) -> tuple[float, float, float, float]:
    points = [point for island in islands for line in (island.coast, *island.rocks) for point in line] or [(0.0, 0.0)]
    left, right = min(x for x, _ in points) - EDGE, max(x for x, _ in points) + EDGE
    top, bottom = min(y for _, y in points) - EDGE, max(y for _, y in points) + EDGE
    return left, top, right - left, bottom - top


def _most(reach: Sequence[float], cells: Sequence[tuple[int, int]], axis: int, line: int) -> float:
    return max((far for far, cell in zip(reach, cells, strict=True) if cell[axis] == line), default=0)


def _shape(name: str) -> Shape:
    """How far the coast stands out in each direction, around 1."""
    chance = Random(f"{name}|shape")
    waves = [(k, most * chance.uniform(0.55, 1), chance.uniform(0, math.tau)) for k, most in _UNEVEN]
    return lambda angle: 1 + sum(size * math.cos(k * angle + turn) for k, size, turn in waves)


_UNEVEN = ((2, 0.1), (3, 0.08), (5, 0.045))


def _island(name: str, centre: Point, radius: float, shape: Shape) -> Island:
    chance = Random(f"{name}|coast")
    ripples = [(k, chance.uniform(0.3, 1) * 0.9, chance.uniform(0, math.tau)) for k in (7, 11, 13)]
    coast = []
    for step in range(COAST_POINTS):
        angle = math.tau * step / COAST_POINTS
        far = radius * shape(angle) + SHORE + sum(s * math.cos(k * angle + turn) for k, s, turn in ripples)
        coast.append(_at(centre, angle, far))
    rocks = []
    for _ in range(chance.randint(2, 4)):
        angle = chance.uniform(0.8, 1.85) * math.pi  # not below, where the name is
        middle = _at(centre, angle, radius * shape(angle) + SHORE + chance.uniform(7, 12))
        size = chance.uniform(1.4, 3.2)
        rocks.append(tuple(_at(middle, math.tau * side / 6, size * chance.uniform(0.75, 1.15)) for side in range(6)))
    south = max(y for _, y in coast) - centre[1]
    east = max(x for x, _ in coast) - centre[0]
    tufts = []
    for _ in range(TUFTS):
        angle, far = chance.uniform(0, math.tau), radius * math.sqrt(chance.uniform(0.04, 1))
        tufts.append(_at(centre, angle, far * shape(angle)))
    return Island(name, *centre, south, east, tuple(coast), tuple(rocks), tuple(tufts))


def _settle(
    island: int, spots: Sequence[Spot], centre: Point, shape: Shape, towards: Mapping[str, float]
) -> list[Place]:
    if not spots:
        return []
    seats = [(SPACING * math.sqrt(n + CENTRE), (n * _GOLDEN) % math.tau) for n in range(1, len(spots))]
    free = dict.fromkeys(range(len(seats)))
    taken: dict[int, Spot] = {}
    guests: dict[str, list[Spot]] = {}
    for spot in spots[1:]:
        if other := next((each for each in spot.guests if each in towards), None):
            guests.setdefault(other, []).append(spot)
    for other, group in guests.items():
        angle = towards[other]
        facing = sorted(free, key=lambda seat: -seats[seat][0] * math.cos(seats[seat][1] - angle))
        for seat, spot in zip(facing, group, strict=False):
            taken[seat] = spot
            del free[seat]
    settled = {spot.id for spot in taken.values()}
    rest = sorted((spot for spot in spots[1:] if spot.id not in settled), key=lambda spot: spot.kind)
    around = sorted(free, key=lambda seat: seats[seat][1])
    taken |= dict(zip(around, rest, strict=True))
    places = [Place(spots[0].id, spots[0].kind, island, *centre)]
    for seat, spot in sorted(taken.items()):
        far, angle = seats[seat]
        chance = Random(spot.id)
        x, y = _at(centre, angle, far * shape(angle))
        x, y = x + chance.uniform(-1.5, 1.5), y + chance.uniform(-1.1, 1.1)
        places.append(Place(spot.id, spot.kind, island, x, y))
    return places


def _ferries(names: Sequence[str], homes: Mapping[str, Sequence[Spot]], islands: Sequence[Island]) -> tuple[Ferry, ...]:
    number = {name: index for index, name in enumerate(names)}
    shared: dict[tuple[int, int], int] = {}
    for name, spots in homes.items():
        for other in chain.from_iterable(spot.guests for spot in spots):
            if other in number and other != name:
                pair = (min(number[name], number[other]), max(number[name], number[other]))
                shared[pair] = shared.get(pair, 0) + 1
    busiest = sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:MOST_FERRIES]
    return tuple(Ferry(pair, items, _line(islands, pair)) for pair, items in busiest)


def _line(islands: Sequence[Island], pair: tuple[int, int]) -> tuple[Point, Point, Point]:
    """From shore to shore, with a bend: no ferry goes straight."""
    one, two = (islands[index] for index in pair)
    start = min(one.coast, key=lambda point: math.dist(point, (two.x, two.y)))
    end = min(two.coast, key=lambda point: math.dist(point, (one.x, one.y)))
    bend = 0.16 if sum(pair) % 2 else -0.16
    across, down = end[0] - start[0], end[1] - start[1]
    middle = ((start[0] + end[0]) / 2 - bend * down, (start[1] + end[1]) / 2 + bend * across)
    return start, middle, end


def _waves(
    frame: tuple[float, float, float, float], centres: Sequence[Point], reach: Sequence[float]
) -> tuple[Point, ...]:
    """Where a wave is drawn: in open water, in and around the frame, about as many on a map of any size."""
    chance = Random("waves")
    left, top, width, height = frame
    found = []
    for row in range(-4, 15):
        for column in range(-4, 21):
            x = left + (column + chance.uniform(0.1, 0.9)) * width / 17
            y = top + (row + chance.uniform(0.1, 0.9)) * height / 11
            if all(math.dist((x, y), centre) > far * 1.12 + 4 for centre, far in zip(centres, reach, strict=True)):
                found.append((x, y))
    return tuple(found)


def _at(centre: Point, angle: float, far: float) -> Point:
    return centre[0] + WIDER * far * math.cos(angle), centre[1] + FLATTER * far * math.sin(angle)


def _angle(one: Point, other: Point) -> float:
    """The direction of another point before islands are widened."""
    return math.atan2((other[1] - one[1]) / FLATTER, (other[0] - one[0]) / WIDER)
