"""A condition for every organisation by itself: ``{each: school, at_least: 1}``.

A mean that would do is not enough: the lowest decides, and those that fall short are named. One that has
nothing to measure (``0/0``) is left out, and the verdict says so. An organisation counts if it is open on the day looked at, for events by period on the last day of each
period (a school that opens for the autumn is not held to the spring). In an event log that is
kept at all, an organisation without a line has had no event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aiwei_cli.model.condition import Each, Events
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.case import Case
from aiwei_cli.rules.ranking import decides_all


def judge(condition: Each, case: Case) -> Verdict:
    """Judge every member of the group that is open on the last day looked at."""
    parts = tuple(_members(condition, case))
    counting = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if not parts:
        return case.narrowed(()).without_data(condition, Why.NO_ORGANISATION)
    if not counting:
        return case.without_data(condition, Why.NOT_APPLICABLE)._replace(parts=parts)
    if not case.measurements:
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
        due=worst.due,
        period=worst.period,
        parts=parts,
    )


def _why(counting: Sequence[Verdict], worst: Verdict) -> Why | None:
    if all(part.why is Why.OTHER_KIND for part in counting):
        return Why.OTHER_KIND
    return None if worst.status is Status.MET else Why.FALLS_SHORT


def _members(condition: Each, case: Case) -> Iterator[Verdict]:
    """The verdict of each organisation that has anything to answer for."""
    measured = case.by_organisation()
    by_period = isinstance(condition.condition, Events) and condition.condition.events.per
    for key, member in case.groups[condition.each].members.items():
        if not by_period and not member.open_on(case.last_day):
            continue
        own = measured.get(key, ())
        verdict = case.judge(
            condition.condition, case._replace(measurements=own, member=member, log_is_kept=True)
        )
        if verdict.why is not Why.NO_ORGANISATION:
            yield verdict._replace(label=member.name)
