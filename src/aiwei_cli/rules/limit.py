"""At least, at most, more than, less than, equals: the year's newest figure against a number.

``{at_least: 85}``. 85 passes, 84.995 does not: figures are compared as typed, a count pair such
as ``165/180`` as the exact fraction it is, and nothing is rounded first.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Condition, Limit
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Pace, Status, Verdict, Why
from aiwei_cli.rules.exact_comparison import gap_to, is_within, meets
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import last_years_figure, pace


def judge(condition: Limit, case: JudgingContext) -> Verdict:
    """Judge the newest figure of the year."""
    newest = newest_of_year(case)
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    figure = newest.value
    if not isinstance(figure, Figure):
        return case.unfit(condition, newest)
    if meets(condition, figure.exact):
        return Verdict(Status.MET, condition, figure, newest)
    status = case.unmet(case.year_end)
    is_pending = status is Status.PENDING
    return Verdict(
        status,
        condition,
        figure,
        newest,
        gap=gap_to(condition, figure, case.indicator.factor),
        due=case.year_end,
        pace=_pace(condition, figure, case) if is_pending else None,
        slipped=is_pending and met_last_year(condition, case) is True,
    )


def met_last_year(condition: Limit, case: JudgingContext) -> bool | None:
    """Whether the figure at the end of last year met the number."""
    figure = last_years_figure(case)
    return None if figure is None else meets(condition, figure)


def implies(one: Limit, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether every number that meets the one meets the other."""
    return isinstance(other, Limit) and is_within(one, other)


def _pace(condition: Limit, figure: Figure, case: JudgingContext) -> Pace | None:
    """Progress from last year's final figure; without one nothing is said of the pace."""
    start = last_years_figure(case)
    if start is None:
        return None
    return pace(condition, start, figure.exact, (case.days_of(case.year).start, case.year_end), case.horizon)
