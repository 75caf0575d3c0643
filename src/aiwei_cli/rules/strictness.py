"""Whether a target asks for more or for less than another: every figure that meets it is looked at.

A target that is met by fewer figures than before is tighter, one that is met by more is looser.
Where neither holds it is simply another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple, assert_never

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
    StockGoal,
    Trend,
    Way,
    WithinLimits,
    group_of,
)
from aiwei_cli.model.data_change import Direction
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.number_ranges import Bound, Operator
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
    old, new = old.due_in(year), new.due_in(year)
    fewer = _compare(old, new, scales)
    if fewer.tighter == fewer.looser:
        return Direction.OTHER
    return Direction.TIGHTER if fewer.tighter else Direction.LOOSER


def _compare(old: Condition, new: Condition, scales: Mapping[str, Scale]) -> _Fewer:
    if old == new:
        return _SAME
    if isinstance(old, AllOf | AnyOf) or isinstance(new, AllOf | AnyOf):
        return _combined(old, new, scales)
    match new:
        case Limit():
            return _bounds(old, new) if isinstance(old, Limit) else _OTHER
        case GradeAtLeast():
            return _grades(old, new, scales) if isinstance(old, GradeAtLeast) else _OTHER
        case Stock(stock=now):
            return _stocks(old.stock, now) if isinstance(old, Stock) else _OTHER
        case Events():
            return _events(old.events, new.events) if isinstance(old, Events) else _OTHER
        case Attested():
            return _attested(old, new) if isinstance(old, Attested) else _OTHER
        case Trend():
            return _trends(old, new) if isinstance(old, Trend) else _OTHER
        case Each() | Mean():
            return _groups(old, new, scales) if isinstance(old, Each | Mean) else _OTHER
        case WithinLimits():
            return _OTHER
        case _:
            assert_never(new)


def _grades(old: GradeAtLeast, new: GradeAtLeast, scales: Mapping[str, Scale]) -> _Fewer:
    if old.scale != new.scale or old.scale not in scales:
        return _OTHER
    rank = scales[old.scale].rank
    return _Fewer(rank(new.grade) <= rank(old.grade), rank(new.grade) >= rank(old.grade))


def _stocks(old: StockGoal, new: StockGoal) -> _Fewer:
    if old.by is None or new.by is None:
        return _OTHER
    return _both(_bounds(old, new), _Fewer(new.by <= old.by, new.by >= old.by))


def _attested(old: Attested, new: Attested) -> _Fewer:
    return _Fewer(new.document is not None, old.document is not None)


_IMPLIED: Final = {
    Way.RISING: Way.NOT_FALLING,
    Way.FALLING: Way.NOT_RISING,
    Way.NOT_FALLING: Way.NOT_FALLING,
    Way.NOT_RISING: Way.NOT_RISING,
}
"""What goes the first way goes the second."""


def _trends(old: Trend, new: Trend) -> _Fewer:
    if old.span != new.span:
        return _OTHER
    return _Fewer(old.way in (new.way, _IMPLIED[new.way]), new.way in (old.way, _IMPLIED[old.way]))


def _groups(old: Each | Mean, new: Each | Mean, scales: Mapping[str, Scale]) -> _Fewer:
    if group_of(old) != group_of(new):
        return _OTHER
    inner = _compare(old.condition, new.condition, scales)
    if type(old) is type(new):
        return inner
    # What all meet their mean meets.
    return _Fewer(inner.tighter, False) if isinstance(new, Each) else _Fewer(False, inner.looser)


def _both(one: _Fewer, other: _Fewer) -> _Fewer:
    return _Fewer(one.tighter and other.tighter, one.looser and other.looser)


_MONTHS: Final = {
    Interval.WEEK: None,
    Interval.MONTH: 1,
    Interval.QUARTER: 3,
    Interval.HALF_YEAR: 6,
    Interval.TERM: None,
    Interval.YEAR: 12,
}
"""Periods of which the shorter ones fill the longer ones; terms and weeks do not."""


def _events(old: EventGoal, new: EventGoal) -> _Fewer:
    """A minimum is harder to reach in a shorter stretch, a maximum harder to keep in a longer one."""
    amount = _bounds(old, new)
    if (old.within, old.per) == (new.within, new.per):
        return amount
    was, now = _length(old), _length(new)
    if was is None or now is None or (old.within is None) != (new.within is None):
        return _OTHER
    least, most = (Operator.AT_LEAST, Operator.MORE_THAN), (Operator.AT_MOST, Operator.LESS_THAN)
    if {old.comparison, new.comparison} <= set(least):
        return _both(amount, _Fewer(now <= was, now >= was))
    if {old.comparison, new.comparison} <= set(most):
        return _both(amount, _Fewer(now >= was, now <= was))
    return _OTHER


def _length(goal: EventGoal) -> int | None:
    """In months."""
    if goal.within:
        return goal.within.length * (12 if goal.within.span == "years" else 1)
    return _MONTHS[goal.per] if goal.per else None


def _combined(old: Condition, new: Condition, scales: Mapping[str, Scale]) -> _Fewer:
    return _Fewer(_implies(new, old, scales), _implies(old, new, scales))


def _implies(one: Condition, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether whatever meets ``one`` meets ``other``."""
    if isinstance(one, AnyOf):
        return all(_implies(part, other, scales) for part in one.any)
    if isinstance(other, AllOf):
        return all(_implies(one, part, scales) for part in other.all)
    if isinstance(one, AllOf):
        return any(_implies(part, other, scales) for part in one.all)
    if isinstance(other, AnyOf):
        return any(_implies(one, part, scales) for part in other.any)
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
    end: _End = (bound.limit, bound.comparison in (Operator.MORE_THAN, Operator.LESS_THAN))
    match bound.comparison:
        case Operator.AT_LEAST | Operator.MORE_THAN:
            return end, unlimited
        case Operator.AT_MOST | Operator.LESS_THAN:
            return unlimited, end
        case Operator.EQUALS:
            return end, end
        case _:
            assert_never(bound.comparison)
