"""The conditions inside a demand, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    WithinLimits,
)
from aiwei_cli.model.number_ranges import Bound

Keys = tuple[object, ...]


class Part(NamedTuple):
    """A condition inside a demand, and the keys that lead to it."""

    condition: Condition
    keys: Keys


def parts_of(part: Part) -> tuple[Part, ...]:
    """The conditions directly inside one."""
    condition, keys = part
    match condition:
        case AllOf(all=inner):
            return tuple(Part(each, (*keys, "all", number)) for number, each in enumerate(inner))
        case AnyOf(any=inner):
            return tuple(Part(each, (*keys, "any", number)) for number, each in enumerate(inner))
        case Each(condition=each) | Mean(condition=each):
            return (Part(each, keys),)
        case Limit() | Stock() | Events() | Trend() | GradeAtLeast() | WithinLimits() | Attested():
            return ()
        case _:
            assert_never(condition)


def unfolded(part: Part) -> Iterator[Part]:
    """A condition and all those inside it, each with its place."""
    yield part
    for each in parts_of(part):
        yield from unfolded(each)


def bound_of(part: Part) -> tuple[Bound, Keys] | None:
    """The comparison that a condition makes, and the keys that lead to its number."""
    condition, keys = part
    if isinstance(condition, Limit):
        return condition, (*keys, condition.comparison.value)
    if isinstance(condition, Stock):
        return condition.stock, (*keys, "stock", condition.stock.comparison.value)
    if isinstance(condition, Events):
        return condition.events, (*keys, "events", condition.events.comparison.value)
    return None
