"""The comments of a file, which the parser leaves out, each with what it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple, assert_never

from aiwei_cli.load.yamltext.document import Document, Listing, Mapping, Node, Scalar

Way = tuple[str, ...]
END: Final[Way] = ()
"""What the comments below the last entry are about."""


class Seat(Enum):
    """Where a comment stands."""

    ABOVE = auto()
    """On a line of its own, no further in than the next entry: it is about that one."""
    BELOW = auto()
    """On a line of its own, further in than the next entry: it is about the one before."""
    BESIDE = auto()
    """Behind the beginning of an entry."""
    WITHIN = auto()
    """Behind a further line of an entry."""


class Comment(NamedTuple):
    """One comment."""

    about: Way
    """The keys that lead to the entry; an item of a list by its id, else by its number."""
    seat: Seat
    text: str
    """With its sign, without what is blank behind it; of one below an entry also how far it is indented."""
    line: int
    column: int


class Entry(NamedTuple):
    """What begins on a line: the keys that lead to it, its value, and how far the line is indented."""

    way: Way
    node: Node
    indent: int


def comments_in(document: Document) -> list[Comment]:
    """All of them, in the order in which they stand."""
    lines = document.lines
    numbers = [number for number, line in enumerate(lines, 1) if "#" in line]
    if not numbers:
        return []
    begun = entry_lines(document)
    starts = [*begun]
    found = []
    for number, column in comment_signs(lines, [*_scalars(document.root)], numbers):
        text = lines[number - 1][column - 1 :].rstrip()
        if not lines[number - 1][: column - 1].strip():
            about, seat = _alone(begun, starts, number, column)
            text = lines[number - 1].rstrip() if seat is Seat.BELOW else text
        elif number in begun:
            about, seat = begun[number].way, Seat.BESIDE
        else:
            before = bisect_left(starts, number) - 1
            about, seat = begun[starts[before]].way if before >= 0 else END, Seat.WITHIN
        found.append(Comment(about, seat, text, number, column))
    return found


def _alone(begun: dict[int, Entry], starts: list[int], number: int, column: int) -> tuple[Way, Seat]:
    """What a comment on a line of its own is about."""
    at = bisect_left(starts, number)
    following = begun[starts[at]] if at < len(starts) else None
    if column - 1 > (following.indent if following else 0):
        before = (begun[starts[each]] for each in range(at - 1, -1, -1))
        if owner := next((each for each in before if each.indent < column), None):
            return owner.way, Seat.BELOW
    return (following.way if following else END), Seat.ABOVE


def entry_lines(document: Document) -> dict[int, Entry]:
    """The lines on which an entry begins, in order, each with the first that does."""
    found: dict[int, Entry] = {}
    for line, way, node in sorted(_begun(document.root, END), key=lambda each: each[0]):
        written = document.lines[line - 1]
        found.setdefault(line, Entry(way, node, len(written) - len(written.lstrip(" "))))
    return found


def _begun(node: Node, way: Way) -> Iterator[tuple[int, Way, Node]]:
    match node:
        case Mapping(entries=entries):
            for name, (key, value) in entries.items():
                yield key.line, (*way, name), value
                yield from _begun(value, (*way, name))
        case Listing(items=items):
            for item, name in zip(items, names_of(items), strict=True):
                yield item.line, (*way, name), item
                yield from _begun(item, (*way, name))
        case Scalar():
            return
        case _:
            assert_never(node)


def names_of(items: Sequence[Node]) -> Iterator[str]:
    """What tells the items of a list from one another: their ids, else their numbers."""
    taken: set[str] = set()
    for number, item in enumerate(items):
        key = item.entries.get("id") if isinstance(item, Mapping) else None
        name = key[1].text if key and isinstance(key[1], Scalar) and key[1].text else str(number)
        while name in taken:
            name += "+"
        taken.add(name)
        yield name


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for key, value in entries.values():
                yield key
                yield from _scalars(value)
        case Listing(items=items):
            for item in items:
                yield from _scalars(item)
        case _:
            assert_never(node)


def comment_signs(
    lines: Sequence[str], scalars: Sequence[Scalar], numbers: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Of some lines, in order, those on which a comment begins, each with its column."""
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for scalar in scalars:
        first, last = scalar.line + scalar.is_block, scalar.last_line
        for number in numbers[bisect_left(numbers, first) : bisect_left(numbers, last + 1)]:
            start = scalar.column if number == scalar.line else 1
            end = scalar.last_column if number == last else len(lines[number - 1]) + 1
            taken[number].append((start, end))
    for number in numbers:
        line, at = lines[number - 1], 0
        for start, end in [*sorted(taken[number]), (len(line) + 1, 0)]:
            mark = line.find("#", at, start - 1)
            if mark >= 0:
                yield number, mark + 1
                break
            at = max(at, end - 1)
