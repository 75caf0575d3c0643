"""A pending target's progress against the calendar, and whether it stood better a year ago.

Progress is the part of a way that is covered, so there has to be a way: from where the figure stood to where the
demand is met. Where the start met the demand already there is none, whatever the bound; what is told then is
that the figure has got worse. A figure that has run past ``equals`` is no further on either.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.verdict import Pace
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.figure_kinds import final_figure
from aiwei_cli.rules.judging_context import JudgingContext

TOLERANCE: Final = Fraction(5, 100)
"""On time means within five hundredths of the way of where the calendar stands."""


def pace(
    bound: Bound,
    start: Fraction,
    now: Fraction,
    period: tuple[date, date],
    as_of: date,
    goal: Fraction | None = None,
) -> Pace | None:
    """Whether the way from ``start`` to the goal (by default the limit) is covered as far as the days of the period are.

    None where there is no such way, or the period is not under way.
    """
    first, last = period
    goal = Fraction(bound.limit) if goal is None else goal
    if meets(bound, start) or start == goal or not first <= as_of <= last:
        return None
    covered = (now - start) / (goal - start)
    if bound.comparison is Operator.EQUALS and covered > 1:
        return None
    ahead = covered - Fraction((as_of - first).days + 1, (last - first).days + 1)
    if ahead > TOLERANCE:
        return Pace.AHEAD
    return Pace.BEHIND if ahead < -TOLERANCE else Pace.ON_TIME


def last_years_figure(case: JudgingContext) -> Fraction | None:
    """Where the figure stood at the end of the year before; None where nobody measured it, or ``0/0``."""
    last = final_figure(case, case.year - 1)
    return last.value.exact if last and isinstance(last.value, Figure) else None


def stood_before(case: JudgingContext) -> Fraction | None:
    """How large a stock was when the year began, whenever it was counted last; None where nobody has."""
    start = case.days_of(case.year).start
    last = next((each for each in reversed(case.standing.measurements) if each.on < start), None)
    return last.value.exact if last and isinstance(last.value, Figure) else None
