"""How fresh a figure must be to speak for a year: of the year, and of the reporting period at hand or the one before it."""

from __future__ import annotations

from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.period import latest_periods
from aiwei_cli.model.verdict import Why
from aiwei_cli.rules.judging_context import JudgingContext


def newest_of_year(case: JudgingContext) -> Measurement | Why:
    """The figure that speaks for the year, or why there is none.

    It must lie in the year and be no older than the reporting interval allows: the current
    period or the one before it, where a period is at hand only when the days of grace of the one before it are over. What is reported once speaks for every later year.
    """
    newest = case.newest_known()
    if newest is None:
        return Why.NEVER_MEASURED
    if case.indicator.every == "once" and not case.is_event_of_before(newest):
        return newest
    if not case.days_of(case.year).covers(newest.on):
        return Why.NONE_THIS_YEAR
    recent = latest_periods(Interval(case.indicator.every), case.reporting_day, case.terms)[-2:]
    if recent and newest.on < recent[0].start:
        return Why.OUT_OF_DATE
    return newest
