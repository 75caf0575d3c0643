"""From the lines of an indicator to the figure of the year, by what one line states.

What stands is the newest line. Of a figure of the year so far (``cumulative``, ``year_to_date``) it is the newest line
too, and at the year's end that of the last period has to be in. Of figures that are each their own period's
(``per_period``) the year is what they come to together: of pairs the sum of the numerators over that of the
denominators, of counts and quantities the sum, decimals too; every period that has ended has to be in.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Final, NamedTuple

from aiwei_cli.model.figure_ends import floor_and_ceiling
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Figure, Measurement, NotApplicable, Value
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.period import Period
from aiwei_cli.model.verdict import Status, Why
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.judging_context import JudgingContext

_DIGITS: Final = 200
"""More than the sum of all the lines that a workspace can hold has."""


class YearFigure(NamedTuple):
    """What a year comes to, as far as its lines go."""

    line: Measurement
    """The newest line; its value is that of the year."""
    missing: tuple[Period, ...] = ()
    """The periods that have ended, and whose line it lacks."""


def figure_of_year(case: JudgingContext) -> YearFigure | Why:
    """The figure that speaks for the year, or why there is none."""
    if case.stated:
        return YearFigure(case.stated)
    kind = case.indicator.figures
    if kind is FigureKind.STANDING:
        newest = newest_of_year(case)
        return newest if isinstance(newest, Why) else YearFigure(newest)
    lines = _lines(case, case.year)
    if not lines:
        return Why.NONE_THIS_YEAR if case.newest_known() else Why.NEVER_MEASURED
    missing = missing_periods(case)
    if kind is FigureKind.PER_PERIOD:
        return YearFigure(_together(list(lines.values()), case), missing)
    line = _newest_figure(list(lines.values()))
    if newest_of_year(case) is Why.OUT_OF_DATE and not case.is_over:
        if kind is not FigureKind.CUMULATIVE:
            return Why.OUT_OF_DATE
        missing = _last_ended(case)  # what only grows may be certain all the same
    return YearFigure(line, missing)


def _newest_figure(lines: Sequence[Measurement]) -> Measurement:
    """The newest line that states a figure, else the newest: where something was counted ``0/0`` takes nothing back."""
    return next((each for each in reversed(lines) if isinstance(each.value, Figure)), lines[-1])


def missing_periods(case: JudgingContext) -> tuple[Period, ...]:
    """The periods of the year that have ended and have no line; of figures of the year so far at its end the last one."""
    lines = _lines(case, case.year)
    owed = [each for each in periods_of(case, case.year) if case.owes(each)]
    if case.indicator.figures is not FigureKind.PER_PERIOD:
        owed = owed[-1:] if case.is_over else []
    return tuple(each for each in owed if has_ended(each, case) and each not in lines)


def _last_ended(case: JudgingContext) -> tuple[Period, ...]:
    """The period that ended last."""
    return tuple(each for each in periods_of(case, case.year) if has_ended(each, case))[-1:]


def has_ended(period: Period, case: JudgingContext) -> bool:
    """Whether a period and its days of grace are over, so that its line has to be there.

    Without grace the last one is over on the last day of the year.
    """
    last = case.deadline(period)
    return last < case.as_of or (not case.grace and case.is_over and last <= case.as_of)


def is_complete(case: JudgingContext) -> bool:
    """Whether the year is over and nothing may still come in that makes another figure of it.

    What stands is what it is on the last day. What its periods come to is open while one of them has its days of grace.
    """
    if case.indicator.figures is FigureKind.STANDING or case.stated:
        return case.is_over
    lines = _lines(case, case.year)
    owed = (each for each in periods_of(case, case.year) if case.owes(each))
    return case.is_over and all(has_ended(each, case) or each in lines for each in owed)


def periods_of(case: JudgingContext, year: int) -> tuple[Period, ...]:
    """The reporting periods that end in a year, in order: a week that runs over New Year is of the year that it ends in.

    What is counted from the beginning of the year is not: its days before New Year are the old year's, as its last ones.
    """
    days = case.days_of(year)
    span = Interval(case.indicator.every)
    near = (each for start in (year - 1, year) for each in case.indicator.periods_of(span, start, case.terms))
    found = [each for each in near if days.start <= each.end <= days.last]
    if found and case.indicator.figures.is_of_the_year_so_far:
        found[0] = found[0]._replace(start=max(found[0].start, days.start))
        if found[-1].last < days.last:
            found[-1] = found[-1]._replace(holidays_until=days.last)
    return tuple(found)


def final_figure(case: JudgingContext, year: int) -> Measurement | None:
    """Where a year ended; None where a line of it lacks, or a count is that of an organisation open for a part of it."""
    if case.indicator.figures is FigureKind.STANDING:
        return case.stood_in(case.days_of(year))
    periods = periods_of(case, year)
    owed = [each for each in periods if case.owes(each)]
    if not case.indicator.is_rate and len(owed) < len(periods):
        return None
    return _over(owed, year, case)


def figure_before(case: JudgingContext) -> Measurement | None:
    """The same periods of the year before; once the year is complete all of it. None where a line of it lacks."""
    if is_complete(case):
        return final_figure(case, case.year - 1)
    lines = _lines(case, case.year)
    now, then = periods_of(case, case.year), periods_of(case, case.year - 1)
    return _over([other for own, other in zip(now, then, strict=False) if own in lines], case.year - 1, case)


def stretch_figure(stretch: Period, case: JudgingContext) -> Measurement | None:
    """What the lines within a longer period come to together; None where one of them lacks, or there are none."""
    near = {stretch.start.year - 1, stretch.start.year, stretch.end.year}
    inside = [
        each
        for year in sorted(near)
        for each in periods_of(case, year)
        if stretch.start <= each.end <= stretch.end
    ]
    return _over(list(dict.fromkeys(inside)), None, case)


def settled(bound: Bound, figure: Figure, case: JudgingContext) -> Status | None:
    """What is certain before the year is over, of figures that only grow: a lower limit reached, an upper one passed.

    Nothing is of a mean: whoever closes takes his part away.
    """
    if case.stated or not accumulates(figure, case):
        return None
    if meets(bound, figure.exact):
        return Status.MET if bound.comparison in (Operator.AT_LEAST, Operator.MORE_THAN) else None
    is_past = figure.exact > Fraction(bound.limit) or bound.comparison is Operator.LESS_THAN
    return Status.MISSED if is_past else None


def accumulates(figure: Figure, case: JudgingContext) -> bool:
    """Whether the figure of the year only grows: counted from its beginning, or the sum of counts and quantities."""
    kind = case.indicator.figures
    is_sum = kind is FigureKind.PER_PERIOD and figure.denominator is None and not case.indicator.is_rate
    return (kind is FigureKind.CUMULATIVE or is_sum) and floor_and_ceiling(case.indicator)[0] >= 0


def _lines(case: JudgingContext, year: int) -> dict[Period, Measurement]:
    """The line of each period of a year that has one, in order."""
    return _lines_in(periods_of(case, year), case)


def _lines_in(periods: Sequence[Period], case: JudgingContext) -> dict[Period, Measurement]:
    found: dict[Period, Measurement] = {}
    if not periods:
        return found
    known = [each for each in case.measurements if periods[0].start <= each.on <= periods[-1].last]
    for period in periods:
        if (line := next((each for each in reversed(known) if period.covers(each.on)), None)) is not None:
            found[period] = line
    return found


def _over(periods: Sequence[Period], year: int | None, case: JudgingContext) -> Measurement | None:
    """What some periods come to: of figures of the year so far the line of the last."""
    if not periods:
        return None
    wanted = periods[-1:] if year is not None and case.indicator.figures.is_of_the_year_so_far else periods
    lines = list(_lines_in(wanted, case).values())
    if len(lines) < len(wanted):
        return None
    return lines[0] if case.indicator.figures.is_of_the_year_so_far else _together(lines, case)


def _together(lines: Sequence[Measurement], case: JudgingContext) -> Measurement:
    """The newest of some lines with what all come to; a sum that holds a sample is one."""
    newest = lines[-1]
    speaks = next((each for each in lines if each.is_sample), newest)
    counted = Period(lines[0].on, newest.on, case.days_of(case.indicator.year_of(newest.on, case.terms)).name)
    total = _sum([each.value for each in lines], case.indicator.factor)
    return newest._replace(value=total, entry=speaks.entry, counted_over=counted)


def _sum(values: Sequence[Value], factor: int) -> Value:
    """Σ numerators / Σ denominators of pairs, Σ of plain numbers; what had nothing to measure adds nothing."""
    figures = [each for each in values if isinstance(each, Figure)]
    if not figures:
        return NotApplicable()
    above = [each.numerator for each in figures if each.numerator is not None]
    below = [each.denominator for each in figures if each.denominator is not None]
    if above:
        top, bottom = _added(above), _added(below)
        exact = Fraction(top) * factor / Fraction(bottom)
        return Figure(exact, f"{_plain(top)}/{_plain(bottom)}", top, bottom)
    exact = sum((each.exact for each in figures), Fraction(0))
    return Figure(exact, _plain(_as_decimal(exact)))


def _added(numbers: Sequence[Decimal]) -> Decimal:
    """The exact sum."""
    with localcontext() as context:
        context.prec = _DIGITS
        context.traps[Inexact] = True
        return sum(numbers, Decimal(0))


def _as_decimal(exact: Fraction) -> Decimal:
    """A sum of decimals as the decimal that it is."""
    with localcontext() as context:
        context.prec = _DIGITS
        context.traps[Inexact] = True
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
