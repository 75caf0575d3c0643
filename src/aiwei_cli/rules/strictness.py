"""Whether a target asks for more or for less than another: every figure that meets it is looked at.

A target that is met by fewer figures than before is tighter, one that is met by more is looser.
Where neither holds it is simply another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from aiwei_cli.model.bound import Bound, Comparison
from aiwei_cli.model.change import Direction
from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    EventGoal,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
)
from aiwei_cli.model.span import Span
from aiwei_cli.model.target import Scale


class _Fewer(NamedTuple):
    """Whether all that meets the new one met the old one, and the other way round."""

    tighter: bool
    looser: bool


_SAME = _Fewer(True, True)
_OTHER = _Fewer(False, False)


def direction(
    old: Condition | None, new: Condition | None, scales: Mapping[str, Scale], year: int
) -> Direction:
    """What became of a demand of a year."""
    if old is None or new is None:
        return Direction.NEW if old is None else Direction.GONE
    old, new = _dated(old, year), _dated(new, year)
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
        case Stock(stock=was), Stock(stock=now) if was.by and now.by:
            return _both(_bounds(was, now), _Fewer(now.by <= was.by, now.by >= was.by))
        case Events(), Events():
            return _events(old.events, new.events)
        case Attested(), Attested():
            return _Fewer(new.document is not None, old.document is not None)
        case Each(), Each() if old.each == new.each:
            return _compare(old.condition, new.condition, scales)
        case Mean(), Mean() if old.mean == new.mean:
            return _compare(old.condition, new.condition, scales)
        case Mean(), Each() if old.mean == new.each:  # what all meet their mean meets
            return _Fewer(_compare(old.condition, new.condition, scales).tighter, False)
        case Each(), Mean() if old.each == new.mean:
            return _Fewer(False, _compare(old.condition, new.condition, scales).looser)
        case Trend(), Trend() if old.span == new.span and not (old.falling or new.falling):
            return _Fewer(new.rising is not None, old.rising is not None)
        case (AllOf() | AnyOf(), _) | (_, AllOf() | AnyOf()):
            return _combined(old, new, scales)
        case _:
            return _OTHER


def _dated(condition: Condition, year: int) -> Condition:
    """A stock without a deadline is due at the end of the year, also as a part of another condition."""
    match condition:
        case Stock(stock=goal) if goal.by is None:
            return condition.model_copy(update={"stock": goal.model_copy(update={"by": date(year, 12, 31)})})
        case AllOf(all=parts):
            return condition.model_copy(update={"all": tuple(_dated(part, year) for part in parts)})
        case AnyOf(any=parts):
            return condition.model_copy(update={"any": tuple(_dated(part, year) for part in parts)})
        case Each(condition=inner):
            return condition.model_copy(update={"condition": _dated(inner, year)})
        case _:
            return condition


def _both(one: _Fewer, other: _Fewer) -> _Fewer:
    return _Fewer(one.tighter and other.tighter, one.looser and other.looser)


_MONTHS: Final = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF_YEAR: 6, Span.YEAR: 12}
"""Periods of which the shorter ones fill the longer ones; terms and weeks do not."""


def _events(old: EventGoal, new: EventGoal) -> _Fewer:
    """A minimum is harder to reach in a shorter stretch, a maximum harder to keep in a longer one."""
    amount = _bounds(old, new)
    if (old.within, old.per) == (new.within, new.per):
        return amount
    was, now = _length(old), _length(new)
    if was is None or now is None or (old.within is None) != (new.within is None):
        return _OTHER
    least, most = (Comparison.AT_LEAST, Comparison.MORE_THAN), (Comparison.AT_MOST, Comparison.LESS_THAN)
    if {old.comparison, new.comparison} <= set(least):
        return _both(amount, _Fewer(now <= was, now >= was))
    if {old.comparison, new.comparison} <= set(most):
        return _both(amount, _Fewer(now >= was, now <= was))
    return _OTHER


def _length(goal: EventGoal) -> int | None:
    """In months."""
    if goal.within:
        return goal.within.length * (12 if goal.within.span == "years" else 1)
    return _MONTHS.get(goal.per) if goal.per else None


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
