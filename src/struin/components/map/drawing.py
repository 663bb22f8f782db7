"""The drawn parts of the map as SVG path data: coasts, ferries, waves, and a mark for each kind of place.

The script that moves the map reads the same data from the page, so everything is drawn in one place only.
"""

from __future__ import annotations

from collections.abc import Sequence

from struin.components.map.layout import Ferry, Island, Layout, Point

# A mark stands on (0, 0) and is about ten units high: its parts from back to front, each with the colour it takes.
MARKS: dict[str, tuple[tuple[str, str], ...]] = {
    "principles": (
        ("deep", "M-3.4 4.4Q0 2.6 3.4 4.4V5H-3.4z"),
        ("paper", "M-2.2 4.4-1.3-4H1.3L2.2 4.4z"),
        ("mid", "M-1.9 1.8-1.6-1.2H1.6L1.9 1.8z"),
        ("light", "M-1.5-4V-6.6H1.5V-4z"),
        ("deep", "M-2.2-6.4 0-8.6 2.2-6.4z"),
    ),
    "stories": (
        ("paper", "M-3.4 3.8V-.4L0-3.6 3.4-.4V3.8z"),
        ("deep", "M-4.6-.1-.1-4.6 2-2.6V-4.2H3.1V-1.6L4.6-.1 3.6.7 0-2.7-3.6.7z"),
        ("light", "M-1.2.2H1.2V3.8H-1.2z"),
    ),
    "exercises": (
        ("deep", "M-.7 4V.6H.7V4z"),
        (
            "mid",
            "M-.1-5.2C2-5.3 3.3-3.9 3-2.5 4.3-1.6 3.9.6 2.2 1.1.9 1.9-.9 1.9-2.2 1.1-4 .5-4.2-1.5-3-2.4-3.3-3.8"
            "-2-5.2-.1-5.2z",
        ),
        ("light", "M0-2.7A1.1 1.1 0 1 1-.1-2.7z"),
    ),
    "quotes": (
        ("paper", "M-4-3.3Q-4-4.8-2.6-4.8H2.6Q4-4.8 4-3.3V-1Q4 .5 2.6 .5H.4L-2.2 3.6V.5H-2.6Q-4 .5-4-1z"),
        ("light", "M-2.4-3.4H2.4V-.9H-2.4z"),
    ),
    "trails": (
        ("paper", "M-.6 4.4V-5H.6V4.4z"),
        ("deep", "M-.2-4.4H3.2L4.5-3.2 3.2-2H-.2z"),
        ("light", "M.2-1.3H-3.2L-4.5-.1-3.2 1.1H.2z"),
    ),
    "sessions": (
        ("paper", "M-2.3 4.4V-3.2H2.3V4.4z"),
        ("deep", "M-3.1-3.1 0-7.2 3.1-3.1z"),
        ("light", "M0-2.5A1.7 1.7 0 1 1-.1-2.5z"),
        ("deep", "M-.3-2.1H.2V-1H1V-.5H-.3zM-.8 4.4V2.7Q0 1.7 .8 2.7V4.4z"),
    ),
}  # fmt: skip
OTHER_MARK = (("mid", "M0-4.6 3.8-.4 0 3.8-3.8-.4z"), ("light", "M0-2.4 1.9-.4 0 1.6-1.9-.4z"))
BOAT = "M-5 0H5L3.4 2.6H-3.4zM-.4-.9V-7L3.8-.9zM-1.2-.9V-5.4L-4.2-.9z"


def smooth(points: Sequence[Point]) -> str:
    """A closed line through the points, without corners."""
    size = len(points)
    drawn = [f"M{_point(points[0])}"]
    for index in range(size):
        before, start, end, after = (points[(index + step) % size] for step in (-1, 0, 1, 2))
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        drawn.append(f"C{_point(one)} {_point(two)} {_point(end)}")
    return "".join(drawn) + "z"


def land(island: Island) -> str:
    return smooth(island.coast)


def rocks(island: Island) -> str:
    return "".join(smooth(rock) for rock in island.rocks)


def beach(island: Island) -> str:
    """A line inside the coast, as old maps have."""
    x, y = island.x, island.y
    return smooth([(x + (a - x) * 0.945, y + (b - y) * 0.945) for a, b in island.coast])


def grass(island: Island) -> str:
    return "".join(f"M{_point(tuft)}l-.9-1.9m.9 1.9v-2.5m0 2.5l1-1.8" for tuft in island.tufts)


def ferry(line: Ferry) -> str:
    start, middle, end = line.line
    return f"M{_point(start)}Q{_point(middle)} {_point(end)}"


def boat(line: Ferry) -> Point:
    """Where a ferry's boat is: not where the others are, as lines cross in the middle."""
    part = 0.36 if line.islands[0] % 2 else 0.6
    (ax, ay), (bx, by), (cx, cy) = line.line
    one, two, three = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return one * ax + two * bx + three * cx, one * ay + two * by + three * cy


def waves(layout: Layout) -> str:
    return "".join(f"M{_point(wave)}q2-2.4 4 0t4 0" for wave in layout.waves)


def number(value: float) -> str:
    """One decimal, none if it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def _point(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
