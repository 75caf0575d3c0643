"""Breaking a cell's text where a reader would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

_CLAUSE = re.compile(r"(?:（[^（，；、]*|[^（，；、]+)[，；、]?|[，；、]")
# A run of ASCII stays whole, and punctuation (and 前 after a date) with what it belongs to.
_PIECE = re.compile(r"[（“《/]*(?:\(?[\x21-\x27\x29-\x7e]+|.)[，。；：、）”》前]*", re.DOTALL)


_KNOWN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("，。；：、（）《》“”‘’…—·×≥≤→％！？｜／")
"""Signs of a width that everybody knows: those of ASCII one cell, the others two."""


def cells(text: str) -> int:
    """The width on a console that draws signs of ambiguous width two cells wide."""
    if text.isascii() and text.isprintable():
        return len(text)
    if all(each in _KNOWN or "\u4e00" <= each <= "\u9fff" for each in text):
        return sum(1 + (each > "\u007f") for each in text)
    from rich.cells import cell_len

    return cell_len(text) + sum(east_asian_width(each) == "A" for each in text)


def wrap(text: str, width: int) -> str:
    """The text in lines of at most ``width`` cells, broken between clauses where that will do."""
    if cells(text) <= width:
        return text
    return "\n".join(_pack(_CLAUSE.findall(text), width))


def _pack(parts: Iterable[str], width: int) -> Iterator[str]:
    line = ""
    for part in parts:
        if line and cells(line + part) > width:
            yield line
            line = ""
        if cells(part) <= width:
            line += part
        else:
            *full, line = _pack(_PIECE.findall(part) if len(_PIECE.findall(part)) > 1 else part, width)
            yield from full
    yield line


_COLUMN = re.compile(r".+?(?: {2,}|$)")
_LABEL = re.compile(r" *(?:[^ ]{1,10} {2,})?")


def wrap_lines(text: str, width: int | None) -> str:
    """Every line within the width, the rest of a long one below where its own text begins; None folds nothing."""
    if width is None:
        return text
    return "".join(f"{_hanging(line, width)}\n" for line in text.splitlines())


def _hanging(line: str, width: int) -> str:
    if cells(line) <= width:
        return line
    label = _LABEL.match(line)
    head = label[0] if label and cells(label[0]) <= width // 3 else ""
    room = width - cells(head)
    parts: list[str] = []
    for column in _COLUMN.findall(line[len(head) :]):
        parts.extend([column] if cells(column.rstrip()) <= room else _CLAUSE.findall(column))
    return head + f"\n{' ' * cells(head)}".join(each.strip() for each in _pack(parts, room))
