"""The differences in what targets run over: organisations that came, went, opened or closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aiwei_cli.model.condition import Condition, Each, Mean, unfold
from aiwei_cli.model.data_change import Kind, OrganisationChange
from aiwei_cli.model.target import Group, Organisation
from aiwei_cli.model.verdict import Assessment, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import judge
from aiwei_cli.rules.judging_context import JudgingContext


def organisation_changes(
    before: Workspace, after: Workspace, was: Assessment
) -> Iterator[OrganisationChange]:
    """The organisations of the groups that both states have which are new, gone, or have other days."""
    for key, group in after.groups.items():
        old, new = before.groups.get(key, group).members, group.members
        for member in [*new, *(gone for gone in old if gone not in new)]:
            then, now = old.get(member), new.get(member)
            if then is None or now is None:
                yield OrganisationChange(Kind.ADDED if then is None else Kind.REMOVED, key, member, then, now)
            elif (then.opened, then.closed) != (now.opened, now.closed):
                closes = now.closed is not None and now.closed != then.closed
                unmet = tuple(_unmet_at_the_end(key, member, before, after, was)) if closes else ()
                yield OrganisationChange(Kind.CHANGED, key, member, then, now, unmet)


def _unmet_at_the_end(
    group: str, key: str, before: Workspace, after: Workspace, was: Assessment
) -> Iterator[str]:
    """The indicators that an organisation did not meet when it closed.

    A closing of an earlier year, told only now, takes out what the figures of the year judged said until now.
    """
    member = after.groups[group].members[key]
    if member.closed is None:
        return
    if member.closed.year < was.year:
        then = before.groups[group].members[key]
        yield from _unmet(group, key, then, before, min(was.as_of, date(was.year, 12, 31)))
    else:
        yield from _unmet(group, key, member, after, member.closed)


def is_edited(old: Group, new: Group) -> bool:
    """Whether more than opening and closing days of a group's members differ."""
    return _undated(old) != _undated(new)


def _undated(group: Group) -> Group:
    undated = {
        key: member.model_copy(update={"opened": None, "closed": None})
        for key, member in group.members.items()
    }
    return group.model_copy(update={"members": undated})


def _unmet(group: str, key: str, member: Organisation, town: Workspace, on: date) -> Iterator[str]:
    """The indicators that an organisation did not meet on a day."""
    for name, indicator in town.indicators.items():
        year = indicator.year_of(on, town.about.terms)
        condition = indicator.condition_for(year)
        if condition is None or not town.actions[indicator.action].runs_in(year):
            continue
        if _is_excepted(name, key, on, town):
            continue
        own = [each for each in town.measurements.get(name, ()) if each.organisation == key and each.on <= on]
        case = JudgingContext(
            indicator,
            year,
            on,
            own,
            town.about.terms,
            town.scales,
            town.groups,
            judge,
            log_is_kept=True,
            member=member,
            grace=town.grace_of(indicator),
        )
        if any(_fails(part, case) for part in _of_each(condition, group)):
            yield name


def _of_each(condition: Condition, group: str) -> Iterator[Condition]:
    """What is demanded of each organisation of a group, of a mean the mark itself."""
    for part in unfold(condition):
        if (isinstance(part, Each) and part.each == group) or (isinstance(part, Mean) and part.mean == group):
            yield part.condition


def _fails(condition: Condition, case: JudgingContext) -> bool:
    return judge(condition, case).status not in (Status.MET, Status.NOT_APPLICABLE)


def _is_excepted(indicator: str, organisation: str, on: date, town: Workspace) -> bool:
    return any(
        each.indicator == indicator
        and each.finding is None
        and each.organisation in (None, organisation)
        and each.is_in_force(on)
        for each in town.exemptions
    )
