"""The keys of a mapping in the order in which a file has them, and where one more belongs among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Any

Rank = Callable[[str], Any]
"""Where a key belongs among its siblings."""


class KeyOrder:
    """Keys in a file's own order, which counts up, counts down, or does neither."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = list(keys)
        self._rank: Rank | None = None
        self._ranks: list[Any] = []
        self._upwards = self._downwards = False

    def place(self, new: str, rank: Rank) -> int:
        """How many of the keys a new one comes behind."""
        if rank is not self._rank:
            self._look(rank)
        ranks, own = self._ranks, rank(new)
        if self._downwards:
            return len(ranks) - bisect_left(ranks[::-1], own)
        if self._upwards:
            return bisect_right(ranks, own)
        return max(((its, number) for number, its in enumerate(ranks, 1) if its <= own), default=(own, 0))[1]

    def _look(self, rank: Rank) -> None:
        self._rank, self._ranks = rank, (ranks := [rank(key) for key in self.keys])
        self._upwards = ranks == sorted(ranks)
        self._downwards = not self._upwards and ranks == sorted(ranks, reverse=True)

    def put(self, place: int, new: str, rank: Rank) -> None:
        """One more key in the place that its rank gave it; so an order stays what it is."""
        self.keys.insert(place, new)
        self._ranks.insert(place, rank(new))

    def append(self, new: str) -> None:
        """One more key behind all others, whatever its rank."""
        self.keys.append(new)
        self._rank = None
