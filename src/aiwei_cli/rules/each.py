"""A condition for every organisation by itself: ``{each: school, at_least: 1}``.

A mean that would do is not enough: the lowest decides, and those that fall short are named. An
organisation counts while it is open. In an event log that is kept at all, an organisation
without a line has had no event.
"""

from __future__ import annotations

from aiwei_cli.model.condition import Each
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.case import Case
from aiwei_cli.rules.worst import worst_part


def judge(condition: Each, case: Case) -> Verdict:
    """Judge every member of the group that is open on the last day looked at."""
    members = case.groups[condition.each].members
    open_members = {key: each for key, each in members.items() if each.open_on(case.horizon)}
    if not open_members:
        return case.without_data(condition, Why.NO_ORGANISATION)
    if not case.measurements:
        return case.without_data(condition, Why.NEVER_MEASURED)
    parts = []
    for key, member in open_members.items():
        own = [each for each in case.measurements if each.organisation == key]
        verdict = case.judge(condition.condition, case.narrowed(own, log_is_kept=True))
        parts.append(verdict._replace(label=member.name))
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
