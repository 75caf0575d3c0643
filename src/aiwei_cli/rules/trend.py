"""Rising, falling, not falling against the period before: ``{rising: year}``.

Strict: an equal figure is neither higher nor lower. Without a figure for the period before
nothing can be judged, which is not the same as missed.
"""

from __future__ import annotations

from fractions import Fraction

from aiwei_cli.model.condition import Trend
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.period import latest_periods
from aiwei_cli.model.span import Span
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.rules.case import Case


def judge(condition: Trend, case: Case) -> Verdict:
    """Judge the year's newest figure against the newest of the period before its own."""
    newest = case.newest_of_year()
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    if not isinstance(newest.value, Figure):
        return case.unfit(condition, newest)
    previous = _before(newest, condition.span, case)
    if previous is None or not isinstance(previous.value, Figure):
        return case.without_data(condition, Why.NO_PREVIOUS)
    now, then = newest.value.exact, previous.value.exact
    if keeps(condition, now, then):
        return Verdict(Status.MET, condition, newest.value, newest, previous)
    return Verdict(
        case.unmet(case.year_end),
        condition,
        newest.value,
        newest,
        previous,
        gap=Gap(abs(now - then), condition.falling is None),
        due=case.year_end,
    )


def _before(newest: Measurement, span: Span, case: Case) -> Measurement | None:
    if span is Span.YEAR:
        return case.newest_in(case.days_of(case.year - 1))
    periods = latest_periods(span, newest.on, case.terms)
    return case.newest_in(periods[-2]) if len(periods) > 1 else None


def keeps(condition: Trend, now: Fraction, then: Fraction) -> bool:
    """Whether a figure goes the way that is demanded."""
    if condition.rising:
        return now > then
    if condition.falling:
        return now < then
    return now >= then
