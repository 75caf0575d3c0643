"""The conditions inside a demand, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.condition_kind import Keys
from aiwei_cli.model.number_ranges import Bound


class Part(NamedTuple):
    """A condition inside a demand, and the keys that lead to it."""

    condition: Condition
    keys: Keys


def parts_of(part: Part) -> tuple[Part, ...]:
    """The conditions directly inside one."""
    return tuple(Part(each, (*part.keys, *more)) for more, each in part.condition.inside())


def unfolded(part: Part) -> Iterator[Part]:
    """A condition and all those inside it, each with its place."""
    yield part
    for each in parts_of(part):
        yield from unfolded(each)


def bound_of(part: Part) -> tuple[Bound, Keys] | None:
    """The comparison that a condition makes, and the keys that lead to its number."""
    if part.condition.bound is None:
        return None
    bound, more = part.condition.bound
    return bound, (*part.keys, *more)
