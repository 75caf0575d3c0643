"""A pending target's progress against the calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from aiwei_cli.model.verdict import Pace

TOLERANCE: Final = Fraction(5, 100)
"""On time means within five hundredths of the way of where the calendar stands."""


def pace(
    start: Fraction, now: Fraction, goal: Fraction, period: tuple[date, date], as_of: date
) -> Pace | None:
    """Whether the way from ``start`` to ``goal`` is covered as far as the days of the period are.

    None where start and goal coincide, or the period is not under way: then there is no way to measure.
    """
    first, last = period
    if start == goal or not first <= as_of <= last:
        return None
    elapsed = Fraction((as_of - first).days + 1, (last - first).days + 1)
    ahead = (now - start) / (goal - start) - elapsed
    if ahead > TOLERANCE:
        return Pace.AHEAD
    return Pace.BEHIND if ahead < -TOLERANCE else Pace.ON_TIME
