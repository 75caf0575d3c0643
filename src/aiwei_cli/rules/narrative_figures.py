"""The figure of an indicator that a year's narrative refers to: the one that its verdict rests on.

Of events it is how many there were in the year, or in the window that its demand looks back over; of a group's scores
their mean; of raw indices the grade that they come to; of a stock, and of what is reported once, what stands. What holds
for each organisation by itself has no figure of the town.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Each, Events, Mean
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Grade, Measurement, Value
from aiwei_cli.model.narrative import demand_referred_to
from aiwei_cli.model.period import Period
from aiwei_cli.model.verdict import Verdict, Why
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules import mean
from aiwei_cli.rules.engine import case_of, judge
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.ranking import decides_all, decides_any


class NarrativeFigure(NamedTuple):
    """A figure, and what it rests on."""

    demand: Condition
    """All that is demanded of the indicator."""
    verdict: Verdict
    """That of the one condition whose figure it is."""
    value: Value | int
    """A number of events as a whole number."""
    lines: tuple[Measurement, ...]
    """The lines that it is made of."""
    period: Period | None = None
    """Of a number of events, the days that they were counted in."""

    @property
    def is_sample(self) -> bool:
        """Whether any of these was made up."""
        return any(line.is_sample for line in self.lines)


def narrative_figure(key: str, workspace: Workspace, year: int, as_of: date) -> NarrativeFigure | None:
    """The figure of an indicator for a year as it stood on a day; None where there is none yet."""
    demand = demand_referred_to(workspace.indicators[key], year)
    case = case_of(workspace, key, demand, year, as_of)
    return _figure(judge(demand, case), demand, case)


def _figure(verdict: Verdict, demand: Condition, case: JudgingContext) -> NarrativeFigure | None:
    """The figure of one condition; of several that of the one which decides, if it has one, else of the first that has."""
    condition = verdict.condition
    if isinstance(condition, Each):
        return None
    if isinstance(condition, AllOf | AnyOf):
        decides = decides_all if isinstance(condition, AllOf) else decides_any
        parts = (decides(verdict.parts), *verdict.parts)
        return next((found for part in parts if (found := _figure(part, demand, case))), None)
    if isinstance(condition, Events) and verdict.why is not Why.OTHER_KIND:
        return _events(verdict, demand, case)
    if verdict.value is None or verdict.why in (Why.NEVER_MEASURED, Why.NONE_THIS_YEAR):
        return None
    if verdict.why is Why.PERIODS_MISSING and case.indicator.figures is FigureKind.PER_PERIOD:
        return None  # what some of the periods come to is not the figure of the year
    lines = (
        mean.measurements(condition, case)
        if isinstance(condition, Mean)
        else filter(None, [verdict.measurement])
    )
    return NarrativeFigure(
        demand, verdict, Grade(verdict.grade) if verdict.grade else verdict.value, tuple(lines)
    )


def _events(verdict: Verdict, demand: Condition, case: JudgingContext) -> NarrativeFigure | None:
    """How many there were in all that the verdict counts; none where nobody has said anything of it."""
    counted = verdict.parts or (verdict,)
    periods = [part.period for part in counted if part.period]
    lines = [
        line
        for line in case.measurements
        if line.on <= case.horizon and any(period.covers(line.on) for period in periods)
    ]
    if not lines:
        return None
    whole = Period(periods[0].start, periods[-1].end, "", periods[-1].holidays_until)
    return NarrativeFigure(demand, verdict, sum(part.counted or 0 for part in counted), tuple(lines), whole)
