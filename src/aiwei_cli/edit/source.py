"""A file's text as it stands, byte for byte, with the places of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BOM: Final = "\ufeff"


class Edit(NamedTuple):
    """A stretch of the text and what stands there afterwards."""

    start: int
    end: int
    text: str


class Source:
    """The text of one file; lines and columns count from 1, as in a ``Document``."""

    def __init__(self, data: bytes) -> None:
        self.text = data.decode("utf-8")
        self._breaks = [(found.start(), found.end()) for found in _BREAK.finditer(self.text)]
        start = len(_BOM) if self.text.startswith(_BOM) else 0
        self._starts = [start, *(end for _, end in self._breaks)]

    @property
    def lines(self) -> int:
        """How many lines there are; a final line break is followed by an empty one."""
        return len(self._starts)

    def at(self, line: int, column: int) -> int:
        """The offset of a place."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """One line without its break."""
        end = self._breaks[number - 1][0] if number <= len(self._breaks) else len(self.text)
        return self.text[self._starts[number - 1] : end]

    def insert_after(self, number: int, lines: Iterable[str]) -> Edit:
        """New lines after a line, ending as that line ends; 0 stands for before the first.

        After a last line that has no line break, the break goes in front: the file goes on
        ending without one.
        """
        if number == 0:
            return Edit(self._starts[0], self._starts[0], "".join(line + self._usual() for line in lines))
        if number <= len(self._breaks):
            start, end = self._breaks[number - 1]
            ending = self.text[start:end]
            return Edit(end, end, "".join(line + ending for line in lines))
        end = len(self.text)
        if not self.line(number):  # what follows the last break, where a text keeps its empty lines
            return Edit(end, end, self._usual() + "".join(line + self._usual() for line in lines))
        return Edit(end, end, "".join(self._usual() + line for line in lines))

    def _usual(self) -> str:
        start, end = self._breaks[-1] if self._breaks else (0, 0)
        return self.text[start:end] or "\n"

    def apply(self, edits: Iterable[Edit]) -> bytes:
        """The bytes after all edits; none may overlap another."""
        text, rest = [], 0
        for edit in sorted(edits):
            if edit.start < rest:
                raise ValueError("edits overlap")
            text += [self.text[rest : edit.start], edit.text]
            rest = edit.end
        return "".join([*text, self.text[rest:]]).encode("utf-8")
