"""Dated events counted: over a rolling window, or for each period of the year.

``{events: {at_most: 0, within: 3 years}}`` looks back from the day judged; an event leaves the
window by time alone, and one exactly three years old has left it.
``{events: {at_least: 4, per: year}}`` counts by year, school term, half-year, quarter or month: a period that
has ended short is missed for good, one that runs on is pending. The year is that of the calendar, or of the school
terms where the indicator goes by term.

A line that is no number says nothing of events: beside them in ``any`` it is another condition's.
A line states how many events happened on its day, and 0 says that none happened up to it. An
upper limit is only met where somebody said so, this year or of each period that has ended; silence is no proof.

For an organisation of a group a lower limit is for whole periods: one in which it opened, or closed, is left
out. Upper limits count from its first day to its last, but nobody speaks any more for one that has closed; what
went beyond a limit before it closed still did, as long as the period or the window holds it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Final

from aiwei_cli.model.condition import Condition, EventGoal, Events
from aiwei_cli.model.interval import Interval, Window
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.period import Period, back, forward
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Gap, Pace, Status, Verdict, Why
from aiwei_cli.rules.event_demands import answers_for
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import pace
from aiwei_cli.rules.ranking import decides_all

UPPER: Final = (Operator.AT_MOST, Operator.LESS_THAN, Operator.EQUALS)
"""What silence does not prove: somebody has to say that nothing happened."""


def judge(condition: Events, case: JudgingContext) -> Verdict:
    """Count and judge."""
    log = case.narrowed([*case.log])
    newest = case.newest_known()
    if newest and not log.measurements:
        if case.days_of(case.year).covers(newest.on):
            return case.unfit(condition, newest)
        if not case.log_is_kept:
            return case.without_data(condition, Why.NONE_THIS_YEAR)
    return _judge(condition, log)


def met_last_year(condition: Events, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: Events, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether every log of events that meets the one meets the other."""
    return isinstance(other, Events) and answers_for(one.events, other.events)


def _judge(condition: Events, case: JudgingContext) -> Verdict:
    window = condition.events.within
    verdict = _rolling(condition, window, case) if window else _by_period(condition, case)
    owes_nothing = verdict.status is Status.NOT_APPLICABLE
    if case.measurements or case.log_is_kept or owes_nothing:
        return verdict
    return case.without_data(condition, Why.NEVER_MEASURED)


def _by_period(condition: Events, case: JudgingContext) -> Verdict:
    periods = case.indicator.periods_of(condition.events.per or Interval.YEAR, case.year, case.terms)
    parts = tuple(_in_period(condition, period, case) for period in periods if case.touches(period))
    if not parts:
        return case.without_data(condition, case.absence or Why.NO_ORGANISATION)
    if len(parts) == 1:
        return parts[0]
    deciding = decides_all(parts)
    counting = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    open_part = counting[-1] if deciding.status is Status.MET else deciding
    return Verdict(
        deciding.status,
        condition,
        measurement=_newest(case),
        decided_by=open_part.decided_by or open_part.measurement,
        counted=open_part.counted,
        period=open_part.period,
        gap=open_part.gap,
        why=open_part.why,
        due=open_part.due,
        parts=parts,
    )


def _rolling(condition: Events, window: Window, case: JudgingContext) -> Verdict:
    start = back(case.last_day, window)
    period = Period(start + timedelta(days=1), case.horizon, "")
    verdict = _counted(condition, period, case)
    if (absence := case.absence) and not (case.touches(period) and _is_exceeded(verdict)):
        return case.without_data(condition, absence)
    if _is_left_out(verdict, period, case):
        return case.without_data(condition, Why.NEW)
    said_this_year = case.newest_in(case.days_of(case.year)) is not None
    if verdict.status is Status.MET and condition.events.comparison in UPPER and not said_this_year:
        return case.without_data(condition, Why.NONE_THIS_YEAR)
    if verdict.status is Status.MET:
        return verdict
    if verdict.gap is None or verdict.gap.upward:
        return _with_status(verdict, case.unmet(case.year_end), case)._replace(due=case.year_end)
    oldest = next(each for each in case.measurements if period.covers(each.on) and _number(each))
    return _with_status(verdict, Status.MISSED, case)._replace(leaves=forward(oldest.on, window))


def _in_period(condition: Events, period: Period, case: JudgingContext) -> Verdict:
    verdict = _counted(condition, period, case)
    upward = condition.events.comparison not in UPPER
    if _is_left_out(verdict, period, case):
        return verdict._replace(status=Status.NOT_APPLICABLE, why=case.part_only(period), gap=None, due=None)
    if case.as_of < period.start:
        return _with_status(verdict, Status.PENDING, case, Why.NOT_STARTED)
    if verdict.status is Status.MET and not upward and verdict.measurement is None:
        if case.as_of < period.end:
            return _with_status(verdict, Status.PENDING, case, Why.SILENT_SO_FAR)._replace(pace=None)
        return case.without_data(condition, Why.NONE_THIS_YEAR)._replace(period=period, label=period.name)
    if verdict.status is Status.MET:
        return verdict
    over = not upward and _is_exceeded(verdict)
    return _with_status(verdict, Status.MISSED if over else case.unmet(period.end), case)


def _is_exceeded(verdict: Verdict) -> bool:
    """Whether too much has happened, which no later day and no closing takes back."""
    return verdict.gap is not None and not verdict.gap.upward


def _is_left_out(verdict: Verdict, period: Period, case: JudgingContext) -> bool:
    """Whether a demand asks for events that a part of the period is no time for: only too many are too many."""
    part_only = case.part_only(period)
    if part_only is None or not isinstance(verdict.condition, Events):
        return False
    goal = verdict.condition.events
    if goal.comparison not in UPPER:
        return True
    if goal.comparison is Operator.EQUALS and goal.limit > 0:
        return verdict.gap is None or verdict.gap.upward
    return part_only is Why.CLOSED and not _is_exceeded(verdict)


def _counted(condition: Events, period: Period, case: JudgingContext) -> Verdict:
    inside = [each for each in case.measurements if period.covers(each.on) and each.on <= case.as_of]
    total = sum(map(_number, inside), Fraction(0))
    newest = inside[-1] if inside else None
    met = meets(condition.events, total)
    gap = None if met else _gap(condition.events, total)
    return Verdict(
        Status.MET if met else Status.MISSED,
        condition,
        measurement=newest,
        decided_by=_tipped(inside if gap and not gap.upward else ()) or newest or _newest(case),
        counted=int(total),
        gap=gap,
        period=period,
        due=period.end,
        label=period.name,
    )


def _tipped(lines: Sequence[Measurement]) -> Measurement | None:
    """The newest line that states any events: where there are too many, the one that is too much."""
    return next((each for each in reversed(lines) if _number(each)), None)


def _newest(case: JudgingContext) -> Measurement | None:
    return case.measurements[-1] if case.measurements else None


def _number(event: Measurement) -> Fraction:
    """How many events a line states."""
    return event.value.exact if isinstance(event.value, Figure) else Fraction(0)


def _gap(goal: EventGoal, total: Fraction) -> Gap:
    limit = Fraction(goal.limit)
    step = 1 if goal.comparison in (Operator.MORE_THAN, Operator.LESS_THAN) else 0
    distance = abs(limit - total) + step
    upward = total < limit or (total == limit and goal.comparison is Operator.MORE_THAN)
    return Gap(distance, upward, int(distance))


def _with_status(verdict: Verdict, status: Status, case: JudgingContext, why: Why | None = None) -> Verdict:
    return verdict._replace(
        status=status, why=why, pace=_pace(verdict, case) if status is Status.PENDING else None
    )


def _pace(verdict: Verdict, case: JudgingContext) -> Pace | None:
    condition, period = verdict.condition, verdict.period
    if (
        not isinstance(condition, Events)
        or period is None
        or condition.events.within
        or period.start > case.as_of
    ):
        return None
    now = Fraction(verdict.counted or 0)
    goal = now + verdict.gap.amount if verdict.gap else None  # what will do: one more than more_than says
    return pace(condition.events, Fraction(0), now, (period.start, period.end), case.as_of, goal)
