"""A condition for every organisation by itself: ``{each: school, at_least: 1}``.

A mean that would do is not enough: the lowest decides, and those that fall short are named. An
organisation counts if it is open on the day looked at, for events by period on the last day of each
period (a school that opens for the autumn is not held to the spring). In an event log that is
kept at all, an organisation without a line has had no event.
"""

from __future__ import annotations

from aiwei_cli.model.condition import Each, Events
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.case import Case
from aiwei_cli.rules.worst import worst_part


def judge(condition: Each, case: Case) -> Verdict:
    """Judge every member of the group that is open on the last day looked at."""
    if not case.measurements:
        return case.without_data(condition, Why.NEVER_MEASURED)
    by_period = isinstance(condition.condition, Events) and condition.condition.events.per
    parts, without = [], Why.NO_ORGANISATION
    for key, member in case.groups[condition.each].members.items():
        if not by_period and not member.open_on(case.horizon):
            continue
        own = [each for each in case.measurements if each.organisation == key]
        verdict = case.judge(
            condition.condition, case._replace(measurements=own, member=member, log_is_kept=True)
        )
        if verdict.why in (Why.NO_ORGANISATION, Why.NOT_APPLICABLE):  # it has nothing to answer for
            without = verdict.why
            continue
        parts.append(verdict._replace(label=member.name))
    if not parts:
        return case.without_data(condition, without)
    worst = worst_part(parts)
    newest = max((part.measurement for part in parts if part.measurement), key=lambda m: m.on, default=None)
    return Verdict(
        worst.status,
        condition,
        worst.value,
        newest,
        counted=sum(part.status is Status.MET for part in parts),
        out_of=len(parts),
        why=None if worst.status is Status.MET else Why.FALLS_SHORT,
        due=worst.due,
        period=worst.period,
        parts=tuple(parts),
    )
