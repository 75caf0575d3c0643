"""Where a new entry goes, and the lines that it stands between: pure text, no file is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, assert_never

from aiwei_cli.edit.entry_text import Leaf, item
from aiwei_cli.load.yamltext.document import Listing, Mapping, Node, Scalar

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
        for edit in sorted(edits, key=lambda edit: edit[:2]):  # at one place the first given comes first
            if edit.start < rest:
                raise ValueError("edits overlap")
            text += [self.text[rest : edit.start], edit.text]
            rest = edit.end
        return "".join([*text, self.text[rest:]]).encode("utf-8")


_KEEPS: Final = re.compile(r"[|>]\d?\+")
"""The head of a text whose empty lines at the end are part of it."""
_HEAD: Final = re.compile(r"[|>][-+0-9]*((?:[ \t]+#[^\r\n]*)?)")
"""The head of a text over several lines, and the comment that may stand there."""
_REST: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)")
_BETWEEN: Final = re.compile(r"(?:[ \t]+|[ \t]+#[^\r\n]*|[ \t]*(?:\r\n|\r|\n)[ \t]*(?:#[^\r\n]*)?)*")


def last_line(node: Node, source: Source) -> int:
    """The last line on which anything of a node stands."""
    match node:
        case Scalar():
            if not node.is_block:
                return max(node.line, node.last_line)
            line = node.last_line - (node.last_column == 1)
            if _KEEPS.match(source.line(node.line), node.column - 1):
                return line
            while line > node.line and not source.line(line).strip():
                line -= 1
            return line
        case Mapping(flow=True) | Listing(flow=True):
            return node.last_line
        case Mapping(entries=entries):
            below: list[Node] = [each for pair in entries.values() for each in pair]
        case Listing(items=items):
            below = items
        case _:
            assert_never(node)
    return max((last_line(each, source) for each in below), default=node.line)


def place_behind(source: Source, node: Node, column: int) -> int:
    """The line that a new entry of a block goes behind: the last of a value, and of the comments on it.

    ``column`` is that of the block's keys: comments further in belong to the value.
    """
    return own_comments(source, last_line(node, source), column)


def stands_apart(source: Source, line: int) -> bool:
    """Whether what is behind a line stands apart from it."""
    return line < source.lines - 1 and not source.line(line + 1).strip()


def own_comments(source: Source, line: int, column: int) -> int:
    """The last of the comment lines below a line that stand further in than ``column``; else the line itself."""
    while line < source.lines:
        below = source.line(line + 1)
        indent = len(below) - len(below.lstrip(" "))
        if below.lstrip(" ").startswith("#") and indent >= column:
            line += 1
        else:
            break
    return line


def item_lines(source: Source, listing: Listing, leaf: Leaf, comment: str = "") -> list[str]:
    """A new item for the end of a block list, laid out as the last one is, below its comment."""
    last, margin = listing.items[-1], " " * (listing.column - 1)
    before = source.line(last.line)[: last.column - 1]
    lead = before if before.strip(" ") == "-" else f"{margin}- "
    lines = item(leaf, lead, spread=is_spread(last))
    return [f"{margin}# {comment}", *lines] if comment else lines


def is_spread(node: Node) -> bool:
    """Whether the item of a list has a line for each of its keys."""
    return isinstance(node, Mapping) and not node.flow


def replace(source: Source, node: Node, text: str) -> list[Edit]:
    """Other text in the place of a value that is a scalar, or stands in braces or brackets."""
    start, end = source.at(node.line, node.column), _end(source, node)
    if isinstance(node, Scalar) and node.is_block and (said := _HEAD.match(source.text, start)):
        text += said[1]
    return [Edit(start, end, f" {text}" if start == end and source.text[start - 1 : start] == ":" else text)]


def swap(source: Source, entry: tuple[Node, Node], text: str) -> list[Edit]:
    """Other text in the place of a key and its value."""
    key, value = entry
    return [Edit(source.at(key.line, key.column), _end(source, value), text)]


def in_quotes_of(source: Source, old: Node, text: str) -> str:
    """A text that needs no quotes, in those of the value that it replaces."""
    start = source.at(old.line, old.column)
    mark = source.text[start : start + 1]
    if not isinstance(old, Scalar) or mark not in ("'", '"'):
        return text
    return text if re.search(r"""^[\[{]|['"\\]""", text) else f"{mark}{text}{mark}"


def _end(source: Source, node: Node) -> int:
    if isinstance(node, Scalar) and node.is_block:
        line = last_line(node, source)
        return source.at(line, len(source.line(line)) + 1)
    if isinstance(node, Scalar) or node.flow:
        return source.at(node.last_line, node.last_column)
    line = last_line(node, source)
    return source.at(line, len(source.line(line)) + 1)


def put_between(
    source: Source,
    around: Mapping | Listing,
    entries: Sequence[tuple[Node, Node]],
    previous: tuple[Node, Node] | None,
    text: str,
) -> list[Edit]:
    """Add an entry between braces or brackets, on a line of its own where the others have theirs."""
    if not entries:
        inside = source.at(around.line, around.column + 1)
        return [Edit(inside, inside, text)]
    neighbour = (previous or entries[0])[0]
    indent = source.line(neighbour.line)[: neighbour.column - 1]
    own_line = neighbour.line > around.line and not indent.strip()
    if previous is None:
        if own_line:
            return [source.insert_after(around.line, [f"{indent}{text},"])]
        start = source.at(neighbour.line, neighbour.column)
        return [Edit(start, start, f"{text}, ")]
    end = _end(source, previous[1])
    gap = _BETWEEN.match(source.text, end)
    comma = gap.end() if gap and source.text[gap.end() : gap.end() + 1] == "," else None
    line = previous[1].last_line if isinstance(previous[1], Scalar) or previous[1].flow else 0
    ends_line = _REST.match(source.text, end if comma is None else comma + 1)
    same_line = comma is None or comma <= source.at(line, len(source.line(line)) + 1)
    if not own_line or not same_line or not ends_line:
        return [Edit(end, end, f", {text}")]
    if comma is not None:
        return [source.insert_after(line, [f"{indent}{text},"])]
    return [Edit(end, end, ","), source.insert_after(line, [f"{indent}{text}"])]
