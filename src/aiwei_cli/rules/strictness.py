"""Whether a target asks for more or for less than another: every figure that meets it is looked at.

A target that is met by fewer figures than before is tighter, one that is met by more is looser.
Where neither holds it is simply another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from aiwei_cli.model.bound import Bound, Comparison
from aiwei_cli.model.change import Direction
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
)
from aiwei_cli.model.target import Scale


class _Fewer(NamedTuple):
    """Whether all that meets the new one met the old one, and the other way round."""

    tighter: bool
    looser: bool


_SAME = _Fewer(True, True)
_OTHER = _Fewer(False, False)


def direction(old: Condition | None, new: Condition | None, scales: Mapping[str, Scale]) -> Direction:
    """What became of a demand."""
    if old is None or new is None:
        return Direction.NEW if old is None else Direction.GONE
    fewer = _compare(old, new, scales)
    if fewer.tighter == fewer.looser:
        return Direction.OTHER
    return Direction.TIGHTER if fewer.tighter else Direction.LOOSER


def _compare(old: Condition, new: Condition, scales: Mapping[str, Scale]) -> _Fewer:
    if old == new:
        return _SAME
    match old, new:
        case Limit(), Limit():
            return _bounds(old, new)
        case GradeAtLeast(), GradeAtLeast() if old.scale == new.scale and old.scale in scales:
            rank = scales[old.scale].rank
            return _Fewer(rank(new.grade) <= rank(old.grade), rank(new.grade) >= rank(old.grade))
        case Stock(), Stock() if old.stock.by == new.stock.by:
            return _bounds(old.stock, new.stock)
        case Stock(), Stock() if _bounds(old.stock, new.stock) == _SAME and old.stock.by and new.stock.by:
            return _Fewer(new.stock.by < old.stock.by, new.stock.by > old.stock.by)
        case Events(), Events() if (old.events.within, old.events.per) == (
            new.events.within,
            new.events.per,
        ):
            return _bounds(old.events, new.events)
        case Attested(), Attested():
            return _Fewer(new.document is not None, old.document is not None)
        case Each(), Each() if old.each == new.each:
            return _compare(old.condition, new.condition, scales)
        case Mean(), Mean() if old.mean == new.mean:
            return _compare(old.condition, new.condition, scales)
        case Mean(), Each() if old.mean == new.each and old.condition == new.condition:
            return _Fewer(True, False)
        case Each(), Mean() if old.each == new.mean and old.condition == new.condition:
            return _Fewer(False, True)
        case Trend(), Trend() if old.span == new.span and not (old.falling or new.falling):
            return _Fewer(new.rising is not None, old.rising is not None)
        case (AllOf() | AnyOf(), _) | (_, AllOf() | AnyOf()):
            return _combined(old, new, scales)
        case _:
            return _OTHER


def _combined(old: Condition, new: Condition, scales: Mapping[str, Scale]) -> _Fewer:
    return _Fewer(_implies(new, old, scales), _implies(old, new, scales))


def _implies(one: Condition, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether whatever meets ``one`` meets ``other``."""
    match one, other:
        case AnyOf(any=parts), _:
            return all(_implies(part, other, scales) for part in parts)
        case _, AllOf(all=parts):
            return all(_implies(one, part, scales) for part in parts)
        case AllOf(all=parts), _:
            return any(_implies(part, other, scales) for part in parts)
        case _, AnyOf(any=parts):
            return any(_implies(one, part, scales) for part in parts)
        case _:
            return _compare(other, one, scales).tighter


def _bounds(old: Bound, new: Bound) -> _Fewer:
    """Held as intervals: the one inside the other is the tighter one."""
    return _Fewer(_inside(new, old), _inside(old, new))


def _inside(one: Bound, other: Bound) -> bool:
    (low, low_open), (high, high_open) = _ends(one)
    (other_low, other_low_open), (other_high, other_high_open) = _ends(other)
    above = other_low is None or (
        low is not None and (low > other_low or (low == other_low and low_open >= other_low_open))
    )
    below = other_high is None or (
        high is not None and (high < other_high or (high == other_high and high_open >= other_high_open))
    )
    return above and below


_End = tuple[Decimal | None, bool]


def _ends(bound: Bound) -> tuple[_End, _End]:
    """Lowest and highest figure that will do, each with whether it is left out itself."""
    unlimited: _End = (None, True)
    end: _End = (bound.limit, bound.comparison in (Comparison.MORE_THAN, Comparison.LESS_THAN))
    match bound.comparison:
        case Comparison.AT_LEAST | Comparison.MORE_THAN:
            return end, unlimited
        case Comparison.AT_MOST | Comparison.LESS_THAN:
            return unlimited, end
        case _:
            return end, end
