"""Columns for a terminal: pieces of text in their styles, folded to a width and padded in cells.

What is shown has been folded where a reader would, see ``wrapping``; what is still too long for the screen,
a title or a total, is broken between words, and within them only where a word fills a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from rich.cells import cell_len

from aiwei_cli.render.terminal.screen import Screen

_CODES: Final = {
    "bold": "1",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
"""How a terminal is asked for a style: ECMA-48, Select Graphic Rendition."""
_WORD: Final = re.compile(r"\s*\S+\s*")


class Piece(NamedTuple):
    """A text, and the style that it is shown in: names of ``_CODES``, with blanks between them."""

    text: str
    style: str = ""


def painted(piece: Piece, screen: Screen) -> str:
    """The text as the screen takes it: with codes around it where it shows colours."""
    if not (screen.colour and piece.style and piece.text):
        return piece.text
    return f"\x1b[{';'.join(_CODES[name] for name in piece.style.split())}m{piece.text}\x1b[0m"


def line(screen: Screen, *pieces: Piece) -> str:
    """Pieces beside each other, in as many lines as the screen's width demands; no line ends in blanks."""
    breaks = _breaks("".join(piece.text for piece in pieces), screen.width)
    return "\n".join(
        "".join(painted(each, screen) for each in _between(pieces, start, end)).rstrip()
        for start, end in pairwise([0, *breaks, sum(len(piece.text) for piece in pieces)])
    )


def _between(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """What lies between two positions, blanks at its end left out."""
    found, at = [], 0
    for text, style in pieces:
        cut = text[max(start - at, 0) : max(end - at, 0)]
        at += len(text)
        if cut:
            found.append(Piece(cut, style))
    while found and not (kept := found[-1].text.rstrip()):
        found.pop()
    if found:
        found[-1] = found[-1]._replace(text=kept)
    yield from found


def row(cells: Sequence[Piece], widths: Sequence[int], screen: Screen) -> str:
    """Cells beside each other, a blank between them, each in as many lines as its text has."""
    columns = [[Piece(text, cell.style) for text in cell.text.split("\n")] for cell in cells]
    lines = []
    for number in range(max(map(len, columns))):
        shown = ""
        for column, width in zip(columns, widths, strict=True):
            piece = column[number] if number < len(column) else Piece("")
            filled = piece._replace(text=piece.text + " " * (width - cell_len(piece.text)))
            shown += painted(filled if piece.text else filled._replace(style=""), screen) + " "
        lines.append(shown.rstrip())
    return "\n".join(lines)


def _breaks(text: str, width: int) -> list[int]:
    """Where a text is broken so that no line takes more cells than there are."""
    if cell_len(text) <= width:
        return []
    breaks: list[int] = []
    taken = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if cell_len(word.rstrip()) <= width - taken:
            taken += cell_len(word)
        elif cell_len(word.rstrip()) <= width:
            breaks.append(start)
            taken = cell_len(word)
        else:
            *full, last = _full_lines(word, width)
            for part in full:
                breaks.extend([start] if start else [])
                start += len(part)
            breaks.extend([start] if start else [])
            taken = cell_len(last)
    return breaks


def _full_lines(word: str, width: int) -> Iterator[str]:
    """A word that fits on no line, in pieces that fill one each."""
    piece = ""
    for sign in word:
        if piece and cell_len(piece + sign) > width:
            yield piece
            piece = ""
        piece += sign
    yield piece
