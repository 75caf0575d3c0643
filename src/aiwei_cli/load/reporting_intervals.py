"""How long the periods of targets are against the intervals at which figures are reported."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from aiwei_cli.model.condition import Condition, EventGoal, Events, Trend
from aiwei_cli.model.interval import Interval

_MONTHS: Final = {
    Interval.WEEK: Fraction(1, 4),
    Interval.MONTH: Fraction(1),
    Interval.QUARTER: Fraction(3),
    Interval.HALF_YEAR: Fraction(6),
    Interval.TERM: Fraction(6),
    Interval.YEAR: Fraction(12),
}
"""How long periods are against each other; a term is half a year."""


def is_too_short(condition: Condition, every: str) -> bool:
    """Whether a trend or a count of events reaches over less than the reporting interval."""
    if isinstance(condition, Trend):
        return every == "once" or _MONTHS[condition.span] < _MONTHS[Interval(every)]
    return (
        isinstance(condition, Events)
        and every != "once"
        and _length(condition.events) < _MONTHS[Interval(every)]
    )


def _length(goal: EventGoal) -> Fraction:
    """How long the events are counted for, in months."""
    if goal.within:
        return Fraction(goal.within.length * (12 if goal.within.span == "years" else 1))
    return _MONTHS[goal.per or Interval.YEAR]
