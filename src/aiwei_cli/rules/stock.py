"""A stock to be reached by a deadline: ``{stock: {at_least: 1, by: 2024-12-31}}``.

What was built in an earlier year still stands, so the newest figure counts whatever its year.
Before the deadline a stock that is too small is pending, from the deadline on it is missed for that
year, also where the first figure comes after it; when it was reached after all is told. In a later year what stands then
counts; in an earlier one than the deadline's the stock stays pending, and what comes after that year is not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from aiwei_cli.model.condition import Condition, Stock
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Pace, Status, Verdict, Why
from aiwei_cli.rules.exact_comparison import gap_to, is_within, meets
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import pace, stood_before


def judge(condition: Stock, case: JudgingContext) -> Verdict:
    """Judge the newest stock up to the deadline."""
    case = case.standing
    goal, due = condition.stock, condition.stock.by or case.year_end
    last_day = (
        case.horizon if goal.by is None or _is_of_an_earlier_year(goal.by, case) else min(case.horizon, due)
    )
    newest = next((each for each in reversed(case.measurements) if each.on <= last_day), None)
    if newest is None:
        return _too_late(condition, case, last_day)
    figure = newest.value
    if not isinstance(figure, Figure):
        return case.unfit(condition, newest)
    if meets(goal, figure.exact):
        return Verdict(Status.MET, condition, figure, newest, due=due)
    status = Status.MISSED if case.last_day >= due else Status.PENDING
    is_pending = status is Status.PENDING
    return Verdict(
        status,
        condition,
        figure,
        newest,
        gap=gap_to(goal, figure, case.indicator.factor),
        due=due,
        reached=_reached(condition, case, last_day) if status is Status.MISSED else None,
        pace=_pace(condition, figure, case, due) if is_pending else None,
        slipped=is_pending and met_last_year(condition, case) is True,
    )


def met_last_year(condition: Stock, case: JudgingContext) -> bool | None:
    """Whether the stock that stood when the year began met the number."""
    figure = stood_before(case)
    return None if figure is None else meets(condition.stock, figure)


def implies(one: Stock, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether it is as much, and as early."""
    if not isinstance(other, Stock) or one.stock.by is None or other.stock.by is None:
        return False
    return is_within(one.stock, other.stock) and one.stock.by <= other.stock.by


def _too_late(condition: Stock, case: JudgingContext, last_day: date) -> Verdict:
    """The verdict where nothing is known of the deadline: what is known of a later day shows that it was missed."""
    reached = _reached(condition, case, last_day)
    speaks = case.newest_in(Period(reached, reached, "")) if reached else case.newest_known()
    if speaks is None:
        return case.narrowed(()).without_data(condition, Why.NEVER_MEASURED)
    figure = speaks.value
    if not isinstance(figure, Figure):
        return case.unfit(condition, speaks)
    gap = None if reached else gap_to(condition.stock, figure, case.indicator.factor)
    due = condition.stock.by or case.year_end
    return Verdict(Status.MISSED, condition, figure, speaks, gap=gap, due=due, reached=reached)


def _is_of_an_earlier_year(by: date, case: JudgingContext) -> bool:
    return by < case.days_of(case.year).start


def _reached(condition: Stock, case: JudgingContext, last_day: date) -> date | None:
    """The day on which it was large enough, too late for the deadline; a later year's deadline is kept in that year."""
    if condition.stock.by and last_day < condition.stock.by:
        return None
    later = (each for each in case.measurements if each.on > last_day)
    enough = (
        each.on
        for each in later
        if isinstance(each.value, Figure) and meets(condition.stock, each.value.exact)
    )
    return next(enough, None)


def _pace(condition: Stock, figure: Figure, case: JudgingContext, due: date) -> Pace | None:
    """Progress of the year from what stood when it began, or from nothing."""
    start = stood_before(case) or Fraction(0)
    return pace(condition.stock, start, figure.exact, (case.days_of(case.year).start, due), case.horizon)
