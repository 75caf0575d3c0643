"""A row of figures as a row of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

# Characters that a GBK console can show.
_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def sparkline(figures: Sequence[Fraction]) -> str:
    """One block a figure, the lowest figure the lowest block; flat where all are equal."""
    if not figures:
        return ""
    low, high = min(figures), max(figures)
    if low == high:
        return _BLOCKS[3] * len(figures)
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round((figure - low) / (high - low) * top)] for figure in figures)
