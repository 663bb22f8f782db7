"""Chance that always falls the same way: choices drawn from a seed, the same on every machine and Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of choices. `random.Random` is not used: its methods may change between Python versions."""

    def __init__(self, seed: str) -> None:
        self._seed, self._round, self._bytes = seed, 0, b""

    def _next(self) -> int:
        if len(self._bytes) < 2:
            self._bytes = sha256(f"{self._seed}|{self._round}".encode()).digest()
            self._round += 1
        value, self._bytes = int.from_bytes(self._bytes[:2]), self._bytes[2:]
        return value

    def upto(self, sides: int) -> int:
        """A whole number from 0 up to and without `sides`."""
        return self._next() * sides >> 16

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * self._next() / 65535

    def pick(self, options: Sequence[T]) -> T:
        return options[self.upto(len(options))]

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of the throws."""
        return self._next() < share * 65536

    def shuffled(self, options: Sequence[T]) -> list[T]:
        rest = list(options)
        return [rest.pop(self.upto(len(rest))) for _ in options]
