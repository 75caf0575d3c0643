"""Random edits of an action's file, each from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

from harm import read
from hostile import INDICATORS, ORGANISATIONS

from aiwei_cli.edit.entry_text import Leaf
from aiwei_cli.edit.file_change import (
    Append,
    Assign,
    Change,
    Insert,
    Swap,
    Wrap,
    by_day,
    in_order_of,
    spliced,
)
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Listing, Mapping, Node, Scalar
from aiwei_cli.model.errors import OutputError

SECTIONS = in_order_of(
    ["id", "name", "order", "lead", "plan", "progress", "issues", "figures", "work", "measurements"]
)
_RANKS = (SECTIONS, in_order_of(INDICATORS))


def random_edit(document: DataFile, seed: int) -> Change:
    """Something to do to the file."""
    draw = random.Random(-seed - 1)
    kinds: list[Callable[[DataFile, random.Random], Change | None]] = [
        _new_day, _new_day, _new_day, _new_indicator, _new_organisation, _append, _append, _assign, _wrap,
    ]  # fmt: skip
    while (change := draw.choice(kinds)(document, draw)) is None:
        pass
    return change


def random_batch(data: bytes, seed: int) -> list[Change]:
    """Some things to do to the file one after the other, often several in one place; now and then one that cannot be."""
    draw = random.Random(-seed - 1)
    size, near = draw.choice([2, 3, 5, 8, 15, 30]), draw.choice([0.0, 0.5, 0.9])
    changes: list[Change] = []
    while len(changes) < size:
        change = random_edit(read(data), draw.randrange(1_000_000))
        if changes and draw.random() < near:
            change = _beside(draw.choice(changes), read(data), draw) or change
        changes.append(change)
        try:
            data = spliced("file", data, read(data), [change])
        except OutputError:
            break
    return changes


def _beside(change: Change, document: DataFile, draw: random.Random) -> Change | None:
    """Something else to do where a change has been made, or the same again."""
    if draw.random() < 0.01:
        return change
    match change:
        case Insert(path=(*above, day), ranks=ranks) if day[0].isdigit():
            new = (date(2023, 1, 1) + timedelta(days=draw.randint(0, 720))).isoformat()
            if isinstance(node := document.node_at(change.path), Scalar) and draw.random() < 0.2:
                return Wrap(change.path, {"value": node.text, "note": "核对过"})
            return None if new in document.keys_at(*above) else Insert((*above, new), _leaf(draw), ranks)
        case Assign(path=path) | Wrap(path=path):
            if not isinstance(node := document.node_at(path), Mapping):
                return None
            if list(node.entries) == ["value"]:
                return Swap(path, "value", "indices", {"a": "1"})
            return Assign(
                path, draw.choice(["status", "source", "note", "person"]), draw.choice(["甲: 乙", "丙"])
            )
        case _:
            return change if isinstance(change, Append) else None


def _leaf(draw: random.Random) -> Leaf:
    notes = ["含逗号, 和: 冒号", "# 不是注释", "[括号]", "- 横线", "是", "'单' \"双\"", "长" * 500, "a: b"]
    note = draw.choice(notes)
    leaves: list[Leaf] = [
        "165/180",
        "91.7%",
        {"value": "12", "note": note},
        {"value": "5", "evidence": [note, "b"]},
    ]
    return draw.choice(leaves)


def _series_in(document: DataFile) -> list[tuple[tuple[str, ...], Mapping]]:
    """Where ``date: value`` lines stand."""
    top = document.root.entries.get("measurements")
    found: list[tuple[tuple[str, ...], Mapping]] = []
    for key, (_, below) in top[1].entries.items() if top and isinstance(top[1], Mapping) else ():
        assert isinstance(below, Mapping)
        nested: list[tuple[str, ...]] = [(key, each) for each in below.entries if not each[0].isdigit()]
        for path in nested or [(key,)]:
            node = document.node_at(("measurements", *path))
            assert isinstance(node, Mapping)
            found.append((("measurements", *path), node))
    return found


def _new_day(document: DataFile, draw: random.Random) -> Change | None:
    if not (places := _series_in(document)):
        return None
    path, node = draw.choice(places)
    day = (date(2023, 1, 1) + timedelta(days=draw.randint(0, 720))).isoformat()
    if day in node.entries:
        return None
    by = [in_order_of(ORGANISATIONS)] * (len(path) - 2)
    return Insert((*path, day), _leaf(draw), (*_RANKS, *by, by_day))


def _new_indicator(document: DataFile, draw: random.Random) -> Change | None:
    key = draw.choice(INDICATORS)
    if key in document.keys_at("measurements"):
        return None
    if draw.random() < 0.3:
        path = ("measurements", key, draw.choice(ORGANISATIONS), "2024-06-30")
        return Insert(path, _leaf(draw), (*_RANKS, in_order_of(ORGANISATIONS), by_day))
    return Insert(("measurements", key, "2024-06-30"), _leaf(draw), (*_RANKS, by_day))


def _new_organisation(document: DataFile, draw: random.Random) -> Change | None:
    nested = [path[:2] for path, _ in _series_in(document) if len(path) == 3]
    if not nested:
        return _new_day(document, draw)
    path, key = draw.choice(nested), draw.choice(ORGANISATIONS)
    if key in document.keys_at(*path):
        return None
    return Insert((*path, key, "2024-06-30"), _leaf(draw), (*_RANKS, in_order_of(ORGANISATIONS), by_day))


def _append(document: DataFile, draw: random.Random) -> Change | None:
    item = {"id": "plan-new", "title": draw.choice(["改厕, 40 座", "新的: 事项", "巡查"])}
    if draw.random() < 0.5:
        return Append(("plan",), item, (SECTIONS,))
    known = [*document.keys_at("issues"), "issue-new"]
    return Append(("issues", draw.choice(known)), item, (SECTIONS, lambda _: 0))


def _entries_in(document: DataFile) -> list[tuple[tuple[str, ...], Node]]:
    return [
        ((*path, day), value)
        for path, series in _series_in(document)
        for day, (_, value) in series.entries.items()
    ]


def _assign(document: DataFile, draw: random.Random) -> Change | None:
    entries = [(path, node) for path, node in _entries_in(document) if isinstance(node, Mapping)]
    if not entries:
        return _wrap(document, draw)
    path, node = draw.choice(entries)
    key = draw.choice(["value", "status", "source", "note", "note"])
    old = node.entries.get(key)
    assert old is None or not isinstance(old[1], Listing)
    return Assign(path, key, draw.choice(["91", "含逗号, 和: 冒号", "原为“5”，更正"]))


def _wrap(document: DataFile, draw: random.Random) -> Change | None:
    bare = [path for path, node in _entries_in(document) if isinstance(node, Scalar)]
    return (
        Wrap(draw.choice(bare), {"value": "9", "note": "原为8, 更正"})
        if bare
        else _new_indicator(document, draw)
    )
