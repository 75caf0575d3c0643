"""Breaking a cell's text where a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len

# A run of ASCII stays whole, and closing punctuation stays with what it closes.
_PIECE: Final = re.compile(r"(?:[\x21-\x7e]+|.)[，。；：、）”》%]*", re.DOTALL)


def fold(text: str, width: int) -> str:
    """The text in lines of at most ``width`` cells; one that is too long breaks at ；first."""
    if cell_len(text) <= width:
        return text
    clauses = re.findall(r"[^；]+；?", text)
    return "\n".join(line for clause in clauses for line in _lines(clause, width))


def _lines(clause: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(clause, width):
        if line and cell_len(line + piece) > width:
            yield line
            line = ""
        line += piece
    yield line


def _pieces(clause: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(clause):
        if cell_len(piece) <= width:
            yield piece
        else:  # a single run wider than the column
            yield from piece
