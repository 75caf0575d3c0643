"""A condition judged by the rule of its kind, and the loop that judges a workspace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aiwei_cli.model.action import tasks_on
from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Events, Mean, Stock, group_of, unfold
from aiwei_cli.model.correction_ledger import Issue, IssueState, issue_on
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.verdict import Assessment, Finding, Idle, Status, Verdict, Why
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules import mean
from aiwei_cli.rules.awaited_figures import awaited
from aiwei_cli.rules.condition_rule import rule_of
from aiwei_cli.rules.exemptions import with_exemptions
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: Condition, case: JudgingContext) -> Verdict:
    """How one condition stands; an organisation that is not open has nothing to answer for.

    Several conditions are looked at one by one, and events by period know themselves which periods count.
    """
    if (absence := case.absence) and not isinstance(condition, AllOf | AnyOf | Events):
        return case.without_data(condition, absence)
    return rule_of(condition).judge(condition, case)


def assess(workspace: Workspace, year: int, as_of: date) -> Assessment:
    """Judge every indicator that has a target in ``year`` as it stood on ``as_of``."""
    findings: list[Finding] = []
    late: list[Measurement] = []
    idle: list[Idle] = []
    for key, indicator in workspace.indicators.items():
        measurements = workspace.measurements.get(key, ())
        last = min(as_of, indicator.year(year, workspace.about.terms).last)
        late.extend(each for each in measurements if each.on > last)
        condition = indicator.condition_for(year)
        if condition is None or not workspace.actions[indicator.action].runs_in(year):
            idle.append(Idle(key, indicator))
            continue
        case = case_of(workspace, key, condition, year, as_of)
        if key in workspace.outdated:
            verdict = Verdict(Status.NO_DATA, condition, why=Why.NO_LONGER_TAKEN)
            findings.append(Finding(key, indicator, verdict, sample=False))
            continue
        judged = _as_told(judge(condition, case), case.days_of(year).start)
        judged = judged._replace(awaited=awaited(judged, case))
        verdict, relief = with_exemptions(key, judged, case, workspace.exemptions)
        sample = any(each.is_sample for each in _looked_at(verdict, case))
        findings.append(Finding(key, indicator, verdict, sample, relief))
    return Assessment(
        workspace.about.town,
        year,
        as_of,
        tuple(findings),
        tuple(late),
        tuple(task for action in workspace.actions.values() for task in tasks_on(action, year, as_of)),
        tuple(issues_of(workspace, year, as_of)),
        without_target=tuple(idle),
    )


def case_of(workspace: Workspace, key: str, condition: Condition, year: int, as_of: date) -> JudgingContext:
    """What a condition is judged on: the lines known by a day, of organisations where it wants such."""
    by_organisation = group_of(condition) is not None
    lines = workspace.measurements.get(key, ())
    known = [
        each for each in lines if each.on <= as_of and (each.organisation is not None) == by_organisation
    ]
    return laid_open(workspace, key, year, as_of, known)


def laid_open(
    workspace: Workspace, key: str, year: int, as_of: date, measurements: Sequence[Measurement]
) -> JudgingContext:
    """What the rules look at of one indicator, for some of its measurements."""
    about, scales, groups = workspace.about, workspace.scales, workspace.groups
    indicator = workspace.indicators[key]
    grace = workspace.grace_of(indicator)
    return JudgingContext(
        indicator, year, as_of, measurements, about.terms, scales, groups, judge, grace=grace
    )


def _as_told(verdict: Verdict, start: date) -> Verdict:
    """A verdict on what its year demands: a deadline of an earlier year is none any more."""
    if not any(isinstance(each, Stock) and each.stock.by for each in unfold(verdict.condition)):
        return verdict
    condition = verdict.condition.standing_from(start)
    return verdict._replace(condition=condition, parts=tuple(_as_told(each, start) for each in verdict.parts))


def issues_of(workspace: Workspace, year: int, as_of: date) -> Iterator[Issue]:
    """The issues that a year has to answer for: opened in it, or before it and not closed by then."""
    for action in workspace.actions.values():
        for key, steps in action.issues.items():
            issue = issue_on(key, action.id, steps, as_of)
            closed = issue.steps[-1] if issue and issue.state is IssueState.CLOSED else None
            if issue and issue.opened.on.year <= year and (closed is None or closed.on.year >= year):
                yield issue


def _looked_at(verdict: Verdict, case: JudgingContext) -> Iterator[Measurement]:
    """The measurements that a verdict rests on: figures, the ones before them, counted events, what a mean is of."""
    yield from (each for each in (verdict.measurement, verdict.previous, verdict.year_before) if each)
    if verdict.period:
        yield from (each for each in case.measurements if verdict.period.covers(each.on))
    if isinstance(verdict.condition, Mean):
        yield from mean.measurements(verdict.condition, case)
    for part in verdict.parts:
        if part.why not in (Why.CLOSED, Why.NO_ORGANISATION, Why.NEW):  # these are named, and do not count
            yield from _looked_at(part, case)
