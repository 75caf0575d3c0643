"""Rising, falling, not falling, not rising against the period before: ``{rising: year}``.

Strict: an equal figure is neither higher nor lower, unless both stand where there is no further way to go: at 0 for
``falling`` (where the plausible range does not begin below it), at the whole of a share for ``rising`` (where the range
does not end above it; a rate such as 次/百人 has no whole), at the best grade of a scale. A better grade is a higher one; the worst is no end, and one that
stays the worst has not fallen. Without a figure for the period before nothing can be judged, which is not the same as
missed. Of figures of the year so far, or of their own period, the year's end decides. Where the target of that time counted events, the figure of the period is how many there were in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple, assert_never

from aiwei_cli.model.condition import Condition, Trend, Way
from aiwei_cli.model.figure_ends import ends_of_trends
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable
from aiwei_cli.model.period import Period, latest_periods
from aiwei_cli.model.target import Indicator, Scale, scale_on
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.rules.figure_kinds import (
    YearFigure,
    figure_before,
    figure_of_year,
    is_complete,
    stretch_figure,
)
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.indices import derived_grade
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import last_years_figure

_IMPLIED: Final = {
    Way.RISING: Way.NOT_FALLING,
    Way.FALLING: Way.NOT_RISING,
    Way.NOT_FALLING: Way.NOT_FALLING,
    Way.NOT_RISING: Way.NOT_RISING,
}
"""What goes the first way goes the second."""


class _Stand(NamedTuple):
    """Where a figure stands, more being higher; of a grade how many steps it is above the one below all."""

    at: Fraction
    grade: str | None = None
    scale: Scale | None = None
    """Of a grade, its scale: with a grade of another scale it cannot be compared."""

    @property
    def best(self) -> Fraction | None:
        """Of a grade, where the best one of its scale stands."""
        return Fraction(len(self.scale.grades)) if self.scale else None


def judge(condition: Trend, case: JudgingContext) -> Verdict:
    """Judge the year's newest figure or grade against the newest of the period before its own."""
    if case.indicator.figures is not FigureKind.STANDING:
        return _judge_of_year(condition, case)
    newest = newest_of_year(case)
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    now = _stand(newest, case)
    if now is None:
        return case.unfit(condition, newest)
    previous = basis_on(newest.on, condition.span, case)
    then = _stand(previous, case) if previous else None
    if previous is None or then is None or then.scale is not now.scale:
        return case.without_data(condition, Why.NO_PREVIOUS)
    end = _best(condition, now) if now.grade else end_of(condition, case.indicator)
    if keeps(condition, now.at, then.at, end):
        stuck = now.at == then.at and condition.way in (Way.RISING, Way.FALLING)
        why = Why.NO_FURTHER if stuck else None
        return Verdict(Status.MET, condition, newest.value, newest, previous, why=why, grade=now.grade)
    upward = condition.way in (Way.RISING, Way.NOT_FALLING)
    return Verdict(
        case.unmet(case.year_end),
        condition,
        newest.value,
        newest,
        previous,
        gap=None if now.grade else Gap(abs(now.at - then.at), upward),
        due=case.year_end,
        grade=now.grade,
    )


def _judge_of_year(condition: Trend, case: JudgingContext) -> Verdict:
    """Judge what the year comes to, once it is over; until then it is shown beside the same periods of the year before."""
    compared = _of_years(case) if condition.span is Interval.YEAR else _of_stretches(condition, case)
    if isinstance(compared, Why):
        return case.without_data(condition, compared)
    stated, previous = compared
    if stated.missing:
        return case.lacking(condition, stated.line, stated.missing)
    now, then = stated.line.value, previous.value if previous else None
    if not isinstance(now, Figure):
        return case.unfit(condition, stated.line)
    is_open = not is_complete(case)
    midway = is_open and condition.span is Interval.YEAR
    if not isinstance(then, Figure):
        if midway and last_years_figure(case) is not None:  # what decides in the end is there
            return Verdict(Status.PENDING, condition, now, stated.line, due=case.year_end, is_midway=True)
        return case.without_data(condition, Why.NO_PREVIOUS)
    verdict = Verdict(Status.PENDING, condition, now, stated.line, previous, is_midway=midway)
    if keeps(condition, now.exact, then.exact, end_of(condition, case.indicator)):
        if is_open:
            return verdict._replace(due=case.year_end)
        stuck = now.exact == then.exact and condition.way in (Way.RISING, Way.FALLING)
        return verdict._replace(status=Status.MET, why=Why.NO_FURTHER if stuck else None)
    upward = condition.way in (Way.RISING, Way.NOT_FALLING)
    gap = Gap(abs(now.exact - then.exact), upward)
    status = Status.PENDING if is_open else case.unmet(case.year_end)
    return verdict._replace(status=status, gap=gap, due=case.year_end)


def _of_years(case: JudgingContext) -> tuple[YearFigure, Measurement | None] | Why:
    stated = figure_of_year(case)
    return stated if isinstance(stated, Why) else (stated, figure_before(case))


def _of_stretches(condition: Trend, case: JudgingContext) -> tuple[YearFigure, Measurement | None] | Why:
    """The newest quarter (half-year, …) of the year whose lines are all in, and the one before it."""
    stated = figure_of_year(case)
    if isinstance(stated, Why) or stated.missing:
        return stated if isinstance(stated, Why) else (stated, None)
    for stretch in reversed(case.indicator.periods_of(condition.span, case.year, case.terms)):
        if line := stretch_figure(stretch, case):
            before = period_before(stretch.end, condition.span, case)
            return YearFigure(line), stretch_figure(before, case) if before else None
    return Why.PERIODS_MISSING


def met_last_year(condition: Trend, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: Trend, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether what goes the one way goes the other, over the same periods."""
    if not isinstance(other, Trend) or one.span != other.span:
        return False
    return other.way in (one.way, _IMPLIED[one.way])


def _stand(measurement: Measurement, case: JudgingContext) -> _Stand | None:
    """Where a measurement stands; None for what has no more and no less."""
    value, on = measurement.value, measurement.on
    match value:
        case Figure():
            return _Stand(value.exact)
        case Grade(label=label):
            grade: str | None = label
        case Indices():
            grade = derived_grade(
                value, scale_on(case.indicator, on, case.scales, case.terms), measurement.measured_on
            )
        case Attestation() | NotApplicable():
            return None
        case _:
            assert_never(value)
    if grade is None:
        return None
    scale = scale_on(case.indicator, on, case.scales, case.terms)
    return _Stand(Fraction(len(scale.grades) - scale.rank(grade)), grade, scale)


def _best(condition: Trend, now: _Stand) -> Fraction | None:
    """The grade that a trend cannot go beyond: the best one. The worst is no end, as nothing there is achieved."""
    return now.best if condition.way is Way.RISING else None


def basis_on(on: date, span: Interval, case: JudgingContext) -> Measurement | None:
    """What a figure of a day is held against: that of the period before, raw indices as the grade that they come to.

    None where nothing was measured then, or nothing that is more or less than another.
    """
    period = period_before(on, span, case)
    if case.indicator.figures is not FigureKind.STANDING:
        return _basis_of_kind(period, span, case)
    previous = case.stood_in(period) if period else None
    then = _stand(previous, case) if previous else None
    if previous is None or then is None:
        return None
    return previous._replace(value=Grade(then.grade)) if then.grade else previous


def _basis_of_kind(period: Period | None, span: Interval, case: JudgingContext) -> Measurement | None:
    """What a figure of the year so far, or of its own period, is held against."""
    previous = figure_before(case) if span is Interval.YEAR else period and stretch_figure(period, case)
    return previous if previous and isinstance(previous.value, Figure) else None


def period_before(on: date, span: Interval, case: JudgingContext) -> Period | None:
    """The period before the one that a day lies in; the year of the case may be that of its school terms."""
    if span is Interval.YEAR and case.days_of(case.year).covers(on):
        return case.days_of(case.year - 1)
    periods = latest_periods(span, on, case.terms)
    return periods[-2] if len(periods) > 1 else None


def end_of(condition: Trend, indicator: Indicator) -> Fraction | None:
    """The figure that a trend cannot go beyond; None where it always can, or where an equal figure will do anyway."""
    lowest, highest = ends_of_trends(indicator)
    match condition.way:
        case Way.FALLING:
            end = lowest
        case Way.RISING:
            end = highest
        case Way.NOT_FALLING | Way.NOT_RISING:
            return None
        case _:
            assert_never(condition.way)
    return None if end is None else Fraction(end)


def keeps(condition: Trend, now: Fraction, then: Fraction, end: Fraction | None) -> bool:
    """Whether a figure goes the way that is demanded, or stands at its end as it did before."""
    match condition.way:
        case Way.RISING:
            return now > then or now == then == end
        case Way.FALLING:
            return now < then or now == then == end
        case Way.NOT_FALLING:
            return now >= then
        case Way.NOT_RISING:
            return now <= then
        case _:
            assert_never(condition.way)
