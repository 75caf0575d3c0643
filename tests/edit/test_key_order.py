"""Where a key goes among those of a file: in the file's own order, which counts up, counts down, or does neither."""

from __future__ import annotations

import pytest

from aiwei_cli.edit.key_order import KeyOrder


@pytest.mark.parametrize(
    ("keys", "new", "behind"),
    [
        # counting up, behind its like
        ("135", "0", 0),
        ("135", "3", 2),
        ("135", "4", 2),
        ("135", "9", 3),
        ("33", "3", 2),
        # counting down, behind its like
        ("531", "9", 0),
        ("531", "4", 1),
        ("531", "3", 2),
        ("531", "0", 3),
        # neither: behind the nearest that it is not below, the last of several
        ("312", "2", 3),
        ("312", "3", 1),
        ("312", "9", 1),
        ("312", "0", 0),
        ("3131", "1", 4),
        ("3131", "2", 4),
        ("", "1", 0),
        ("5", "1", 0),
        ("5", "5", 1),
    ],
)
def test_a_key_goes_where_the_files_own_order_has_it(keys: str, new: str, behind: int) -> None:
    assert KeyOrder(keys).place(new, int) == behind


def test_what_was_put_in_counts_for_the_next() -> None:
    order = KeyOrder("531")
    order.put(order.place("4", int), "4", int)
    assert order.keys == ["5", "4", "3", "1"]
    assert order.place("4", int) == 2
    order.put(2, "4", int)
    assert (order.keys, order.place("2", int)) == (["5", "4", "4", "3", "1"], 4)


def test_behind_what_was_put_at_the_end_the_order_is_another() -> None:
    order = KeyOrder("135")
    assert order.place("2", int) == 1
    order.append("2")
    assert order.keys == ["1", "3", "5", "2"]
    assert order.place("2", int) == 4


def test_by_another_rank_the_order_is_another() -> None:
    order = KeyOrder(["a", "ccc", "bb"])
    assert order.place("b", str) == 1
    assert order.place("dd", len) == 3
