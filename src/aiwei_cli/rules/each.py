"""A condition for every organisation by itself: ``{each: school, at_least: 1}``.

A mean that would do is not enough: the lowest decides, and those that fall short are named. One that has
nothing to measure (``0/0``) is left out, and the verdict says so. An organisation counts from its opening to
its closing day; one that closed in the year is left out and named. A lower limit on events by period, or in a
rolling window, is for whole periods: a school that opens in November owes no four sessions a year, while an
upper limit and any other figure count from its first day. In an event log that is kept at all, an organisation
without a line has had no event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aiwei_cli.model.condition import Condition, Each, Mean
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules import condition_rule
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.ranking import decides_all


def judge(condition: Each, case: JudgingContext) -> Verdict:
    """Judge every member of the group that is open on the last day looked at."""
    parts = tuple(_members(condition, case))
    counting = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if not parts:
        return case.narrowed(()).without_data(condition, Why.NO_ORGANISATION)
    if not counting:
        return case.narrowed(()).without_data(condition, _nobody(parts))._replace(parts=parts)
    if case.newest_known() is None and all(part.why is Why.NEVER_MEASURED for part in counting):
        return case.without_data(condition, Why.NEVER_MEASURED)
    worst = decides_all(counting)
    newest = max((part.measurement for part in parts if part.measurement), key=lambda m: m.on, default=None)
    return Verdict(
        worst.status,
        condition,
        worst.value,
        newest,
        counted=sum(part.status is Status.MET for part in counting),
        out_of=len(counting),
        why=_why(counting, worst),
        due=min((part.due for part in counting if part.status is worst.status and part.due), default=None),
        period=worst.period,
        parts=parts,
    )


def met_last_year(condition: Each, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: Each, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether each meets as much in the same group; what all meet their mean meets."""
    if not isinstance(other, Each | Mean) or one.group != other.group:
        return False
    return condition_rule.implies(one.condition, other.condition, scales)


def _nobody(parts: Sequence[Verdict]) -> Why:
    """Why none of a group has anything to answer for."""
    reasons = {part.why for part in parts}
    if reasons <= {Why.CLOSED}:
        return Why.NO_ORGANISATION
    return Why.NEW if reasons <= {Why.CLOSED, Why.NEW} else Why.NOT_APPLICABLE


def _why(counting: Sequence[Verdict], worst: Verdict) -> Why | None:
    if all(part.why is Why.OTHER_KIND for part in counting):
        return Why.OTHER_KIND
    return None if worst.status is Status.MET else Why.FALLS_SHORT


def _members(condition: Each, case: JudgingContext) -> Iterator[Verdict]:
    """The verdict of each organisation that has, or had in the year, anything to answer for."""
    measured = case.by_organisation()
    log_is_kept = any(True for _ in case.log)
    for key, member in case.groups[condition.each].members.items():
        own = case._replace(measurements=measured.get(key, ()), member=member, log_is_kept=log_is_kept)
        verdict = case.judge(condition.condition, own)
        if verdict.why is not Why.NO_ORGANISATION:
            yield verdict._replace(label=member.name, closed=own.closed)
