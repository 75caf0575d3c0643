"""The figure that is waited for: that of the period which ended last, while a verdict rests on an older one.

Days of grace say until when it is in time; they never make a target met or missed. Where nothing is said of grace,
nothing is said of this either. Events are owed by what the target lacks, and figures of organisations by each of them.
"""

from __future__ import annotations

from aiwei_cli.model.condition import Events, group_of, unfold
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.grace import Awaited
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import latest_periods
from aiwei_cli.model.verdict import Status, Verdict
from aiwei_cli.rules.judging_context import JudgingContext

_JUDGED = (Status.MET, Status.MISSED, Status.PENDING)


def awaited(verdict: Verdict, case: JudgingContext) -> Awaited | None:
    """The period of the year that ended last, where no figure of it or a later one is there."""
    every = case.indicator.every
    if case.grace is None or every == "once" or verdict.status not in _JUDGED:
        return None
    if case.indicator.figures is FigureKind.PER_PERIOD or group_of(verdict.condition):
        return None
    if any(isinstance(each, Events) for each in unfold(verdict.condition)):
        return None
    begun = latest_periods(Interval(every), case.horizon, case.terms)
    ended = [each for each in begun if each.end <= case.as_of and each.start >= case.days_of(case.year).start]
    if not ended or any(each.on >= ended[-1].start for each in case.measurements):
        return None
    deadline = case.deadline(ended[-1])
    return Awaited(ended[-1], deadline, max(0, (case.as_of - deadline).days))
