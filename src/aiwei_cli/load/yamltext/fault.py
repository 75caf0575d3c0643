"""What is wrong with a text as YAML: a kind and a place; what to call it is for others to say."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

# Closed sets for the type checker, as every kind is given words in a match; nothing is built of them at a start.
ByteFault = Literal[
    "utf-16",
    "cut within a character",
    "gbk",
    "not utf-8",
    "conflict",
    "control character",
    "tab that indents",
]
"""Found before any YAML is read."""
ContentFault = Literal[
    "empty",
    "one text",
    "no mapping",
    "several documents",
    "directive at the head",
    "too deep",
    "too many values",
    "long text",
    "anchor, alias or tag",
    "merge key",
    "key not text",
    "key twice",
]
"""YAML, and more or less of it than is read here."""
SignFault = Literal[
    "blank line of tabs",
    "tab",
    "reserved sign",
    "full-width comma",
    "question mark in text",
    "colon without space",
    "full-width colon",
    "colon in text",
    "no key",
    "behind the end",
    "wide blank line",
    "glued comment",
    "question mark in braces",
    "dash in braces",
    "short continuation",
]
"""A sign that is out of place, or stands for something else than it was meant to."""
SyntaxFault = Literal[
    "open quote",
    "open bracket",
    "open brace",
    "sign at the start",
    "unexpected colon",
    "unexpected dash",
    "not aligned",
    "mixed list",
    "missing colon",
    "not connected",
    "unexpected sign",
    "question mark at the start",
    "yaml version",
    "character escape",
    "directive",
    "escape not whole",
    "unknown escape",
    "text beside a block sign",
    "syntax",
    "unreadable",
]
"""What the parser complains of."""
FaultKind = ByteFault | ContentFault | SignFault | SyntaxFault
Spot = tuple[int, int, int]
"""Line, column and the first column after it, from 1; 0 for the end of the line."""


class Fault(NamedTuple):
    """One thing that is wrong with a text."""

    kind: FaultKind
    line: int
    column: int
    end_column: int
    """First column after the place; 0 when it runs to the end of the line."""
    source: str
    """The line as typed; empty where the text was not understood."""
    piece: str = ""
    """The sign or the key that it is about."""
    number: int = 0
    """How long it is, or the other line that it is about."""
    earlier: str = ""
    """What the key held when it was written first."""


class NoParser(Exception):
    """The parser written in C is not there: the one in Python gives other columns and other complaints."""


def fault_at(
    lines: Sequence[str], kind: FaultKind, spot: Spot, piece: str = "", number: int = 0, earlier: str = ""
) -> Fault:
    """A fault with the source line it points into."""
    line = spot[0]
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Fault(kind, *spot, source, piece, number, earlier)
