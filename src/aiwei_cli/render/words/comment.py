"""Markdown that may be posted as a comment: what is too much for one is left out, and how much is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

MOST: Final = 65_000
"""GitHub takes 65,536 characters; some counters take a rare one for two."""
_NOTE: Final = 100
"""Room for what is said of lines left out."""


class Block(NamedTuple):
    """A heading with what always follows it, and lines of which some may be left out."""

    head: Sequence[str]
    lines: Sequence[str]
    repeats: bool = False
    """Whether its lines say again what others say."""


def fitted(top: Iterable[str], blocks: Iterable[Block], elsewhere: str) -> str:
    """The whole text; where it is too long, each block gets a fair share, and ``elsewhere`` says how to see all."""
    above, parts = [*top], [*blocks]
    room = MOST - _length(above) - _NOTE
    kept = _headed(parts, room)
    room -= sum(map(_fixed, kept))
    shares = _shares([_length(each.lines) for each in kept], room)
    shown = [_within(each.lines, share) for each, share in zip(kept, shares, strict=True)]
    lost = [len(each.lines) - len(lines) for each, lines in zip(kept, shown, strict=True)]
    gone = sum(len(each.lines) for each in parts[len(kept) :] if not each.repeats)
    total = gone + sum(count for each, count in zip(kept, lost, strict=True) if not each.repeats)
    note = [f"> 内容太多，有 {total} 项没有列出；{elsewhere}。", ""] if total else []
    body = (line for each in zip(kept, shown, lost, strict=True) for line in _laid_out(*each))
    return "\n".join([*above, *note, *body])


def _laid_out(block: Block, lines: Sequence[str], lost: int) -> Iterator[str]:
    yield from block.head
    yield from lines
    yield ""
    if lost:
        yield f"另有 {lost} 项没有列出。"
        yield ""


def _length(lines: Iterable[str]) -> int:
    """As whoever counts a rare character for two does."""
    return sum(len(line) + sum(each > "\uffff" for each in line) + 1 for line in lines)


def _fixed(block: Block) -> int:
    return _length(block.head) + _NOTE


def _headed(blocks: Sequence[Block], room: int) -> Sequence[Block]:
    """As many of the blocks as leave half of the room to their lines."""
    used = 0
    for number, block in enumerate(blocks):
        used += _fixed(block)
        if used > room // 2 and number:
            return blocks[:number]
    return blocks


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """What each gets: all that it wants, or as much as the others that want more."""
    shares = [0] * len(wanted)
    waiting = sorted(range(len(wanted)), key=lambda number: wanted[number])
    for done, number in enumerate(waiting):
        shares[number] = min(wanted[number], room // (len(waiting) - done))
        room -= shares[number]
    return shares


def _within(lines: Sequence[str], room: int) -> list[str]:
    """The lines that there is room for, in their order; one that is too long alone hides no other."""
    kept = []
    for line in lines:
        size = _length([line])
        if size <= room:
            kept.append(line)
            room -= size
    return kept
