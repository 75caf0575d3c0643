"""How wide the screen is that results are shown on, in cells."""

from __future__ import annotations

import os
import sys

NARROWEST, USUAL, WIDEST = 60, 80, 400


def columns_shown() -> int:
    """The cells of a line: by ``COLUMNS``, by the terminal that standard output is, or 80."""
    try:
        told = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        told = 0
    if told <= 0:
        try:
            told = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, OSError, ValueError):
            told = 0
    return min(max(NARROWEST, told or USUAL), WIDEST)
