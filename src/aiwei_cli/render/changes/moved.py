"""The pieces that a sentence about a value is made of."""

from __future__ import annotations

from typing import NamedTuple


class Moved(NamedTuple):
    """How a value moved on from another."""

    old: str
    new: str
    verb: str
    """由68.3%提高到71.2%; of a first value 为71.2%."""
    way: str = ""
    """提高, 减少: the bare verb, for the difference."""
    corrected: str = ""
    """上调, 调减: the bare verb of a correction."""
    difference: str = ""
    aims: tuple[str, ...] = ()
    """The last clauses: how the new value stands to what is demanded."""
