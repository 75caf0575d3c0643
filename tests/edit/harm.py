"""What an edit did to a file beyond what it was asked for; told from the bytes, not by the code under test."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Final, NamedTuple

from aiwei_cli.edit.file_change import Append, Assign, Change, Insert, Wrap, spliced
from aiwei_cli.load.data_file import DataFile, decoded, parsed
from aiwei_cli.load.yamltext.document import Mapping, plain
from aiwei_cli.model.errors import OutputError

_BOM: Final = "\ufeff"
_COMMENT: Final = re.compile(r"# 注\d+：[^\r\n]*?。")


class Harm(NamedTuple):
    """Counts; all of them should be 0."""

    refused: int = 0
    wrong: int = 0
    """Whether the data afterwards is not what was intended."""
    foreign: int = 0
    """Bytes changed outside the stretch that was to change."""
    lost: int = 0
    moved: int = 0
    """Comments that belong to another line than before."""
    ends: int = 0
    """Whether line ends, a BOM or the end of the file are of another kind."""
    order: int = 0
    """Whether a mapping that was in order no longer is."""


def read(data: bytes) -> DataFile:
    """A file that must have no mistake."""
    lines, problems = decoded("file", data)
    document, more = parsed("file", lines)
    assert document is not None
    assert not [*problems, *more]
    return document


def harm(data: bytes, change: Change) -> Harm:
    """Make one change, and look at everything else."""
    document = read(data)
    try:
        after = spliced("file", data, document, [change])
    except OutputError:
        return Harm(refused=1)
    result = read(after)
    before, now = data.decode(), after.decode()
    lost, moved = _comments(before, now)
    if _replaces(document, change):
        moved = 0  # no foreign byte changed, so all that is not inside the old value is where it was
    return Harm(
        wrong=int(plain(result.root) != intended(document, change)),
        foreign=_foreign(before, now, document, change),
        lost=lost,
        moved=moved,
        ends=int(_kind(before) != _kind(now)),
        order=int(not _in_order(document, result, change)),
    )


def intended(document: DataFile, change: Change) -> Any:
    """The data with the change in it."""
    data = deepcopy(plain(document.root))
    steps = (*change.path, change.key) if isinstance(change, Assign) else change.path
    place = data
    for step in steps[:-1]:
        place = place.setdefault(step, {})
    if isinstance(change, Append):
        place.setdefault(steps[-1], []).append(change.leaf)
    else:
        place[steps[-1]] = change.leaf
    return data


def _foreign(before: str, now: str, document: DataFile, change: Change) -> int:
    start, end = _shared(before, now)
    if start + end >= len(before):
        return _broken_lines(before, now) if _own_lines(document, change) else 0
    if isinstance(change, Insert | Append) and now[start : start + 1] == ",":  # a comma, then a line
        rest = now[:start] + now[start + 1 :]
        return max(0, len(before) - sum(_shared(before, rest)))
    low, high = _stretch(before, document, change)
    return max(0, low - start) + max(0, len(before) - end - high)


def _replaces(document: DataFile, change: Change) -> bool:
    return isinstance(change, Wrap) or (
        isinstance(change, Assign) and change.key in document.node_at(change.path).entries  # type: ignore[union-attr]
    )


def _shared(before: str, now: str) -> tuple[int, int]:
    """How many characters are the same at the start, and then at the end."""
    most = min(len(before), len(now))
    start = next((n for n in range(most) if before[n] != now[n]), most)
    end = next((n for n in range(most - start) if before[-1 - n] != now[-1 - n]), most - start)
    return start, end


def _own_lines(document: DataFile, change: Change) -> bool:
    """Whether the new entry must be lines of its own: its neighbours are."""
    if not isinstance(change, Insert):
        return False
    node = document.root
    for key in change.path:
        if key not in node.entries:
            break
        below = node.entries[key][1]
        assert isinstance(below, Mapping)
        node = below
    return not node.flow


def _broken_lines(before: str, now: str) -> int:
    """Lines that are no longer there whole, where whole lines were to be added and nothing else."""
    old, new = (re.split(r"\r\n|\n", text) for text in (before, now))
    added = len(new) - len(old)
    at = next((n for n, line in enumerate(old) if line != new[n]), len(old))
    return int(added < 1) + len([1 for a, b in zip(old[at:], new[at + added :], strict=True) if a != b])


def _stretch(text: str, document: DataFile, change: Change) -> tuple[int, int]:
    """Where the value stands that is replaced."""
    match change:
        case Assign(path=path, key=key):
            node = document.node_at((*path, key))
        case _:
            node = document.node_at(change.path)
    starts = [len(_BOM) * text.startswith(_BOM), *(found.end() for found in re.finditer("\r\n|\n", text))]
    starts.append(len(text))
    return starts[node.line - 1] + node.column - 1, starts[node.last_line - 1] + node.last_column - 1


def _comments(before: str, now: str) -> tuple[int, int]:
    old, new = _owners(before), _owners(now)
    lost = [each for each in old if each not in new]
    moved = [each for each in old if each in new and not _attached(old[each], new[each])]
    return len(lost), len(moved)


class Owner(NamedTuple):
    """The lines that a comment may be about: its own, the one below, the one above if it stands further in."""

    own: str
    below: str
    above: str
    deep: bool


def _owners(text: str) -> dict[str, Owner]:
    lines = re.split(r"\r\n|\n", text.removeprefix(_BOM))
    bare = [_COMMENT.sub("", line).rstrip() for line in lines]
    found = {}
    for number, line in enumerate(lines):
        if (comment := _COMMENT.search(line)) is None:
            continue
        below = next((each for each in bare[number + 1 :] if each.strip()), "")
        above = next((each for each in reversed(bare[:number]) if each.strip()), "")
        further_in = len(line) - len(line.lstrip()) > len(below) - len(below.lstrip())
        found[comment[0]] = Owner(bare[number].strip(), below.strip(), above.strip(), further_in or not below)
    return found


def _attached(old: Owner, new: Owner) -> bool:
    if old.own:
        return _same(old.own, new.own)
    return _same(old.below, new.below) or (old.deep and _same(old.above, new.above))


def _same(old: str, new: str) -> bool:
    """Whether two lines are the same but for something put in."""
    return sum(_shared(old, new)) >= len(old)


def _kind(text: str) -> tuple[object, ...]:
    ends = {found[0] for found in re.finditer("\r\n|\n", text)}
    return text.startswith(_BOM), frozenset(ends) or None, text.endswith("\n")


def _in_order(before: DataFile, after: DataFile, change: Change) -> bool:
    """Whether keys that counted up, or down, still do."""
    if not isinstance(change, Insert | Append):
        return True
    for depth, rank in enumerate(change.ranks):
        old, new = ([rank(key) for key in each.keys_at(*change.path[:depth])] for each in (before, after))
        for downwards in (False, True):
            still = new == sorted(new, reverse=downwards)
            if len(old) > 1 and old == sorted(old, reverse=downwards) and old[0] != old[-1] and not still:
                return False
        if len(old) == 1 and new != sorted(new):
            return False
    return True
