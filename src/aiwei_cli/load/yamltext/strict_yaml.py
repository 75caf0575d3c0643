"""What the parser lets pass although YAML forbids it, and every editor objects to.

It matters beyond the letter: a comment glued to a text goes without a word, a ``?`` in braces is
swallowed, and so is what stands under a ``|`` left of the empty lines above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, assert_never

from aiwei_cli.load.yamltext.comments import comment_signs
from aiwei_cli.load.yamltext.document import Listing, Mapping, Node, Scalar
from aiwei_cli.load.yamltext.fault import SignFault, Spot

_GLUED: Final = re.compile(r"""["'\]\[}{,]#|[|>][-+0-9]{0,2}#""")
Found = tuple[SignFault, Spot]
"""What it is, and where."""


class Placed(NamedTuple):
    """A node, and what it stands in."""

    node: Node
    parent: int
    """The column that its further lines may not be left of."""
    in_braces: bool
    is_key: bool = False


def check(lines: Sequence[str], root: Node) -> Iterator[Found]:
    """What is wrong with a tree that was read without a complaint."""
    placed = list(_placed(Placed(root, 0, False)))
    yield from _comments(lines, [each.node for each in placed if isinstance(each.node, Scalar)])
    for each in placed:
        yield from _signs(lines, each)
        if isinstance(each.node, Scalar) and each.node.is_block:
            yield from _block(lines, each.node, each.parent)
        elif not each.in_braces:
            yield from _further(lines, each.node, each.parent)


def _placed(here: Placed) -> Iterator[Placed]:
    yield here
    node = here.node
    match node:
        case Mapping(flow=flow):
            parent = here.parent if flow else node.column
            for key, value in node.entries.values():
                yield Placed(key, parent, flow, is_key=True)
                yield from _placed(Placed(value, parent, flow))
        case Listing(flow=flow):
            for item in node.items:
                yield from _placed(Placed(item, here.parent if flow else node.column, flow))
        case Scalar():
            return
        case _:
            assert_never(node)


def _comments(lines: Sequence[str], scalars: Sequence[Scalar]) -> Iterator[Found]:
    """Comments that no space sets apart from what is before them."""
    suspects = [number for number, line in enumerate(lines, 1) if "#" in line and _GLUED.search(line)]
    for number, column in comment_signs(lines, scalars if suspects else (), suspects):
        before = lines[number - 1][: column - 1]
        if before and before[-1] not in " \t":
            yield "glued comment", (number, column, 0)


def _signs(lines: Sequence[str], placed: Placed) -> Iterator[Found]:
    """Signs that stand for themselves outside of braces and brackets only."""
    node = placed.node
    if not placed.in_braces or not isinstance(node, Scalar):
        return
    line, column = node.line, node.column
    if placed.is_key and column > 1 and lines[line - 1][column - 2] == "?":
        yield "question mark in braces", (line, column - 1, column)
    elif node.text == "-" and lines[line - 1][column - 1] == "-":
        yield "dash in braces", (line, column, column + 1)


def _block(lines: Sequence[str], scalar: Scalar, parent: int) -> Iterator[Found]:
    """An empty line above a text under ``|`` that has more spaces than the text has."""
    if re.match(r"[|>][-+]?[0-9]", lines[scalar.line - 1][scalar.column - 1 :]):
        return  # then it is said how far the text is indented
    most, widest = 0, 0
    for number in range(scalar.line + 1, len(lines) + 1):
        line = lines[number - 1]
        spaces = len(line) - len(line.lstrip(" "))
        if spaces < len(line):
            if parent <= spaces < most:
                yield "wide blank line", (widest, 1, most + 1)
            return
        if spaces > most:
            most, widest = spaces, number


def _further(lines: Sequence[str], node: Node, parent: int) -> Iterator[Found]:
    """The lines on which a quoted text or what stands in braces goes on."""
    quoted = isinstance(node, Scalar)
    if not quoted and not node.flow:  # type: ignore[union-attr]
        return
    for number in range(node.line + 1, node.last_line + 1):
        line = lines[number - 1]
        text = line.lstrip(" ")
        if not text.strip() or len(line) - len(text) >= parent:
            continue
        if not quoted and text[0] in "]}#":  # widely written and harmless
            continue
        at = len(line) - len(text) + 1
        yield "short continuation", (number, at, 0)
        return
