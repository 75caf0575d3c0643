"""What is owed on a day: figures, tasks and corrections that are late, stale, or due soon.

A figure is owed for the period that ended last and for the one that runs, of the year judged only:
what was owed before it is nobody's worry now, but for the last period of the year before where there are days of
grace. A figure is late when these are over; until then the period before is owed as well. Of figures that are each their own period's all are owed. Periods are the indicator's ``every``; ``once`` is owed by the
end of the year. In an event log nothing falls due by the calendar of ``every``: it owes the events
that its target lacks, and under an upper limit the word that nothing happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from aiwei_cli.model.action import Task
from aiwei_cli.model.condition import Events, group_of, unfold
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Measurement, NotApplicable
from aiwei_cli.model.obligation import Due, DueKind, DueState
from aiwei_cli.model.period import Period, latest_periods
from aiwei_cli.model.verdict import Assessment, Finding, Status, Verdict, Why
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import judge
from aiwei_cli.rules.events import UPPER
from aiwei_cli.rules.figure_kinds import periods_of
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.judging_context import JudgingContext

_URGENCY: Final = list(DueState)
_SILENT: Final = (Why.NEVER_MEASURED, Why.NONE_THIS_YEAR)


def dues(workspace: Workspace, assessment: Assessment, until: date) -> tuple[Due, ...]:
    """Everything owed by ``until`` or before: the most urgent state first, in it the earliest deadline."""
    found = [
        *(due for finding in assessment.findings for due in _figures(finding, workspace, assessment, until)),
        *(due for task in assessment.tasks for due in _task(task, workspace, assessment.as_of, until)),
        *(due for issue in assessment.issues for due in _issue(issue, workspace, assessment.as_of, until)),
    ]
    return tuple(sorted(found, key=lambda each: (_URGENCY.index(each.state), each.deadline)))


def _state(deadline: date, as_of: date, until: date) -> DueState | None:
    """How something open stands; None where there is time enough."""
    if deadline < as_of:
        return DueState.LATE
    return DueState.DUE if deadline <= until else None


class _Debt(NamedTuple):
    """What is owed by one deadline, by one organisation where the target runs over a group."""

    deadline: date
    case: JudgingContext

    @property
    def last(self) -> Measurement | None:
        return self.case.measurements[-1] if self.case.measurements else None

    @property
    def is_stale(self) -> bool:
        # An event log is never too old: what it lacks is late and nothing else.
        return not _events(self.case) and newest_of_year(self.case) is Why.OUT_OF_DATE


def _figures(finding: Finding, workspace: Workspace, assessment: Assessment, until: date) -> Iterator[Due]:
    if finding.is_outdated:
        return  # what it asks for cannot be told any more
    debts = [
        debt
        for key, case in _cases(finding, workspace, assessment)
        for debt in _debts(finding, case)
        if not _is_excepted(finding, key, debt.deadline)
    ]
    for deadline in sorted({debt.deadline for debt in debts}):
        state = _state(deadline, assessment.as_of, until)
        if state is None:
            continue
        owed = [debt for debt in debts if debt.deadline == deadline]
        if state is DueState.LATE and all(debt.is_stale for debt in owed):
            state = DueState.STALE
        last = max((debt.last for debt in owed if debt.last), key=lambda each: each.on, default=None)
        yield Due(
            DueKind.FIGURE,
            finding.id,
            finding.indicator.name,
            finding.indicator.reported_by,
            state,
            deadline,
            max(0, (assessment.as_of - deadline).days),
            last.on if last else None,
            tuple(debt.case.member.name for debt in owed if debt.case.member),
            last is not None and last.is_sample,
        )


def _cases(
    finding: Finding, workspace: Workspace, assessment: Assessment
) -> Iterator[tuple[str | None, JudgingContext]]:
    """The indicator's file; of a group one for each organisation, also where nobody has reported yet."""
    known = [each for each in workspace.measurements.get(finding.id, ()) if each.on <= assessment.as_of]
    whole = JudgingContext(
        finding.indicator,
        assessment.year,
        assessment.as_of,
        [each for each in known if each.organisation is None],
        workspace.about.terms,
        workspace.scales,
        workspace.groups,
        judge,
        log_is_kept=True,
        grace=workspace.grace_of(finding.indicator),
    )
    group = group_of(finding.verdict.condition)
    if group is None:
        yield None, whole
        return
    for key, member in workspace.groups[group].members.items():
        own = [each for each in known if each.organisation == key]
        yield key, whole._replace(measurements=own, member=member)


def _is_excepted(finding: Finding, organisation: str | None, deadline: date) -> bool:
    """Whether a figure need not be there by its deadline: an exception lasts that long."""
    return any(
        each.organisation in (None, organisation) and deadline <= each.until
        for each in finding.relief.granted
    )


def _events(case: JudgingContext) -> list[Events]:
    condition = case.indicator.condition_for(case.year)
    return [part for part in unfold(condition) if isinstance(part, Events)] if condition else []


def _debts(finding: Finding, case: JudgingContext) -> Iterator[_Debt]:
    goals = _events(case)
    if _has_nothing_to_measure(finding, case):
        return
    if not goals:
        yield from (_Debt(deadline, case) for deadline in _unreported(case))
    elif finding.verdict.status is not Status.MET:
        closes = case.member.closed_before if case.member else lambda _: False
        days = {day for goal in goals for day in _uncounted(goal, case) if not closes(day)}
        yield from (_Debt(deadline, case) for deadline in sorted(days))


def _has_nothing_to_measure(finding: Finding, case: JudgingContext) -> bool:
    """Whether a target is not about anybody, or its ``0/0`` still holds: then no figure is owed."""
    is_about_nobody = finding.verdict.status is Status.NOT_APPLICABLE
    if case.indicator.figures is FigureKind.PER_PERIOD:
        # Nothing to measure in one period says nothing of the next.
        return is_about_nobody and finding.verdict.why is not Why.NOT_APPLICABLE
    newest = newest_of_year(case)
    return is_about_nobody or (isinstance(newest, Measurement) and isinstance(newest.value, NotApplicable))


def _unreported(case: JudgingContext) -> Iterator[date]:
    """The last days of the periods of the year that have no figure: the last that ended, and the one that runs.

    A newer figure settles what an earlier period owed: nobody is asked for what has been overtaken.
    """
    if case.indicator.every == "once":
        if not case.measurements and case.owes(case.days_of(case.year)):
            yield case.year_end
        return
    if case.indicator.figures is FigureKind.PER_PERIOD:
        yield from _unreported_periods(case)
        return
    begun = latest_periods(Interval(case.indicator.every), case.horizon, case.terms)
    ended = [period for period in begun if case.deadline(period) < case.as_of]
    for period in (*ended[-1:], *begun[len(ended) :]):
        reported = any(each.on >= period.start for each in case.measurements)
        if _is_of_the_year(period, case) and case.owes(period) and not reported:
            yield case.deadline(period)


def _unreported_periods(case: JudgingContext) -> Iterator[date]:
    """The last days of all periods of the year that have begun and have no figure: a newer one makes up for none."""
    if case.absence:
        return  # nobody judges any more what is left of an organisation that closed
    own = periods_of(case, case.year)
    is_first = not any(case.deadline(each) < case.as_of for each in own)
    before = [
        each for each in periods_of(case, case.year - 1)[-1:] if is_first and _is_of_the_year(each, case)
    ]
    for period in (*before, *own):
        reported = any(period.covers(each.on) for each in case.measurements)
        if period.start <= case.as_of and case.owes(period) and not reported:
            yield case.deadline(period)


def _is_of_the_year(period: Period, case: JudgingContext) -> bool:
    """Whether a period is owed in the year judged: in January the last of the year before too, if there is grace for it."""
    if period.start.year == case.year:
        return True
    was_demanded = case.indicator.condition_for(case.year - 1) is not None
    return case.grace is not None and was_demanded and period.start.year == case.year - 1


def _uncounted(goal: Events, case: JudgingContext) -> Iterator[date]:
    """The days by which events have to happen, or somebody has to say that none did."""
    verdict = case.judge(goal, case)
    if verdict.status is Status.NOT_APPLICABLE:
        return
    if goal.events.within and goal.events.comparison in UPPER and not case.newest_in(case.days_of(case.year)):
        yield case.year_end
        return
    for part in verdict.parts or (verdict,):
        deadline = part.due or (part.period.end if part.period else case.year_end)
        if _lacks(part):
            yield deadline


def _lacks(part: Verdict) -> bool:
    if part.status is Status.NO_DATA:
        return part.why in _SILENT
    if part.status is Status.NOT_APPLICABLE:
        return False
    if part.why is Why.SILENT_SO_FAR:
        return True
    return part.status is not Status.MET and part.gap is not None and part.gap.upward


def _task(task: Task, workspace: Workspace, as_of: date, until: date) -> Iterator[Due]:
    item = task.item
    state = _state(item.due, as_of, until) if item.due and task.is_open else None
    if item.due and state:
        owner = item.responsible or workspace.actions[task.action].lead
        late = max(0, (as_of - item.due).days)
        last = task.last[0] if task.last else None
        yield Due(DueKind.TASK, item.id, item.title, owner, state, item.due, late, last)


def _issue(issue: Issue, workspace: Workspace, as_of: date, until: date) -> Iterator[Due]:
    last = issue.steps[-1].on
    if issue.state is IssueState.DONE:
        state, owner, days = DueState.UNVERIFIED, workspace.about.office, (as_of - last).days
    elif issue.is_open and (open_state := _state(issue.due, as_of, until)):
        state, owner, days = open_state, issue.opened.responsible or "", max(0, (as_of - issue.due).days)
    else:
        return
    name = issue.opened.problem or ""
    yield Due(DueKind.ISSUE, issue.id, name, owner, state, issue.due, days, last, sample=issue.is_sample)
