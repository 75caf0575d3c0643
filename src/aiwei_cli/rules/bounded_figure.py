"""The figure of the year against one number, or against several that all have to be met.

Figures are compared as typed, a count pair such as ``165/180`` as the exact fraction it is, and nothing is rounded first.
"""

from __future__ import annotations

from fractions import Fraction

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Bound
from aiwei_cli.model.verdict import Pace, Status, Verdict, Why
from aiwei_cli.rules.exact_comparison import gap_to, meets
from aiwei_cli.rules.figure_kinds import (
    accumulates,
    figure_before,
    figure_of_year,
    is_complete,
    settled,
)
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import last_years_figure, pace


def judge(condition: Condition, case: JudgingContext) -> Verdict:
    """Judge the figure of the year: the newest, or what the lines of its periods come to; short by the first bound it misses."""
    stated = figure_of_year(case)
    if isinstance(stated, Why):
        return case.without_data(condition, stated)
    figure = stated.line.value
    missed = _missed(condition, figure.exact) if isinstance(figure, Figure) else None
    certain = settled(missed or condition.bounds()[0], figure, case) if isinstance(figure, Figure) else None
    if certain is Status.MET and len(condition.bounds()) > 1:
        certain = None  # what still grows may pass the upper one
    if stated.missing and certain is None:
        return case.lacking(condition, stated.line, stated.missing)
    if not isinstance(figure, Figure):
        return case.unfit(condition, stated.line)
    before = _year_before(figure, case)
    if missed is None:
        return Verdict(Status.MET, condition, figure, stated.line, year_before=before)
    status = certain or (case.unmet(case.year_end) if is_complete(case) else Status.PENDING)
    is_pending = status is Status.PENDING
    has_a_way = is_pending and len(condition.bounds()) == 1
    return Verdict(
        status,
        condition,
        figure,
        stated.line,
        gap=gap_to(missed, figure, case.indicator.factor),
        due=case.year_end,
        pace=_pace(missed, figure, case) if has_a_way else None,
        slipped=is_pending and met_last_year(condition, case) is True,
        year_before=before,
    )


def met_last_year(condition: Condition, case: JudgingContext) -> bool | None:
    """Whether the figure at the end of last year met the numbers; of a rate of the year so far that of the same periods.

    What grows from the beginning of the year began at 0, whatever it had come to a year ago.
    """
    if case.indicator.figures is FigureKind.STANDING:
        figure = last_years_figure(case)
    else:
        before = None if case.stated else figure_before(case)
        value = before.value if before else None
        rate = isinstance(value, Figure) and not accumulates(value, case)
        figure = value.exact if isinstance(value, Figure) and rate else None
    return None if figure is None else _missed(condition, figure) is None


def _missed(condition: Condition, figure: Fraction) -> Bound | None:
    """The first of its bounds that a figure does not meet."""
    return next((each for each in condition.bounds() if not meets(each, figure)), None)


def _pace(bound: Bound, figure: Figure, case: JudgingContext) -> Pace | None:
    """Progress from last year's final figure, of figures that grow from the beginning of the year from 0.

    Without a start nothing is said of the pace, nor of a rate of the year so far, which has no way to go.
    """
    if accumulates(figure, case):
        start: Fraction | None = Fraction(0)
    else:
        is_standing = case.indicator.figures is FigureKind.STANDING
        start = last_years_figure(case) if is_standing else None
    if start is None:
        return None
    return pace(bound, start, figure.exact, (case.days_of(case.year).start, case.year_end), case.horizon)


def _year_before(figure: Figure, case: JudgingContext) -> Measurement | None:
    """What a rate of the year so far is held beside, as it has no pace: the same periods of the year before."""
    if case.indicator.figures is FigureKind.STANDING or accumulates(figure, case) or case.is_over:
        return None
    return None if case.stated else figure_before(case)
