"""Exceptions applied to a verdict: it stays what it is, and what is granted says how far it counts.

An exception of an organisation takes it out of the group: what the others come to is the verdict. Where they
meet the target, the whole indicator is excepted, and its verdict shows what it would be.

After the year it is the year's last day (or that of its last term) that an exception has to reach: one for the
whole year does not lapse by New Year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.exemption import Exemption
from aiwei_cli.model.verdict import Relief, Status, Verdict
from aiwei_cli.rules.judging_context import JudgingContext

_NOT_FAILING: Final = (Status.MET, Status.NOT_APPLICABLE)
"""What needs no exception."""


def with_exemptions(
    key: str, verdict: Verdict, case: JudgingContext, exemptions: Sequence[Exemption]
) -> tuple[Verdict, Relief]:
    """The verdict to be shown, and what the indicator's exceptions come to."""
    own = [each for each in exemptions if each.indicator == key and each.finding is None]
    if not own:
        return verdict, Relief()
    in_force = [each for each in own if each.is_in_force(case.last_day)]
    granted = tuple(each for each in in_force if _fails(each, verdict, case))
    needless = tuple(each for each in in_force if each not in granted)
    settled = {each.organisation for each in in_force}
    expired = tuple(
        each
        for each in own
        if each.until < case.last_day
        and each.until.year >= case.year
        and not settled & {None, each.organisation}
        and _fails(each, verdict, case)
    )
    if not granted or any(each.organisation is None for each in granted):
        return verdict, Relief(bool(granted), granted, needless, expired)
    others = _without({each.organisation for each in granted}, verdict, case)
    is_whole = others.status in _NOT_FAILING
    return (verdict if is_whole else others), Relief(is_whole, granted, needless, expired)


def _fails(exemption: Exemption, verdict: Verdict, case: JudgingContext) -> bool:
    """Whether what an exception is about is not met."""
    if verdict.status in _NOT_FAILING or exemption.organisation is None:
        return verdict.status not in _NOT_FAILING
    group = group_of(verdict.condition)
    member = case.groups[group].members.get(exemption.organisation) if group else None
    if member is None:
        return False  # the year's target runs over others, or over none
    parts = list(_parts_of(member.name, verdict))
    # What has no part of its own, as in a mean, is looked at only while it is open.
    return any(part.status not in _NOT_FAILING for part in parts) if parts else member.open_on(case.last_day)


def _parts_of(name: str, verdict: Verdict) -> Iterator[Verdict]:
    for part in verdict.parts:
        if part.label == name:
            yield part
        yield from _parts_of(name, part)


def _without(organisations: set[str | None], verdict: Verdict, case: JudgingContext) -> Verdict:
    """The same condition judged for the rest of the group."""
    groups = dict(case.groups)
    if group := group_of(verdict.condition):
        members = groups[group].members
        kept = {key: member for key, member in members.items() if key not in organisations}
        groups[group] = groups[group].model_copy(update={"members": kept})
    return case.judge(verdict.condition, case._replace(groups=groups))
