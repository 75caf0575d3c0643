"""A workspace as it was known on an earlier day, and figures of a closed period that were changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.correction_ledger import issue_on
from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace


def as_known_on(workspace: Workspace, day: date) -> Workspace:
    """The same workspace without anything dated after ``day``.

    Figures, lines of progress, steps of issues and exceptions go; of a task done later nothing is said but its
    progress. What bears no date (targets, plans, narratives) stays as it is.
    """
    return workspace._replace(
        actions={key: _action(action, day) for key, action in workspace.actions.items()},
        measurements={
            key: tuple(each for each in measurements if each.known_since <= day)
            for key, measurements in workspace.measurements.items()
        },
        exemptions=tuple(each for each in workspace.exemptions if each.starts is None or each.starts <= day),
    )


def _action(action: ActionFile, day: date) -> ActionFile:
    progress = {
        key: {on: text for on, text in lines.items() if on <= day} for key, lines in action.progress.items()
    }
    issues = {
        key: issue.steps
        for key, steps in action.issues.items()
        if (issue := issue_on(key, action.id, steps, day))
    }
    plan = tuple(_item(item, day) for item in action.plan)
    return action.model_copy(update={"plan": plan, "progress": progress, "issues": issues})


def _item(item: PlanItem, day: date) -> PlanItem:
    if item.done is None or item.done <= day:
        return item
    return item.model_copy(
        update={"done": None, "state": None if item.state is PlanState.DONE else item.state}
    )


def restated(comparison: StateComparison, since: date) -> StateComparison:
    """Of a comparison with the state of a day: the figures whose period had ended by that day."""
    terms = comparison.after.about.terms
    values = tuple(
        change
        for change in comparison.values
        if (indicator := _indicator(comparison, change.indicator))
        and period_end(indicator, change.on, terms) <= since
    )
    changed = {change.indicator for change in values}
    turns = tuple(turn for turn in comparison.turns if turn.indicator in changed)
    told = {turn.year for turn in turns}
    return comparison._replace(
        values=values,
        turns=turns,
        others=tuple(each for each in comparison.others if each.now.year in told),
        targets=(),
        definitions=(),
        tasks=(),
        issues=(),
        figures=(),
        parts=(),
        exemptions=(),
        organisations=(),
    )


def _indicator(comparison: StateComparison, key: str) -> Indicator | None:
    return comparison.after.indicators.get(key) or comparison.before.indicators.get(key)


def period_end(indicator: Indicator, on: date, terms: Sequence[Term]) -> date:
    """The last day of the reporting period that a figure belongs to; its own day where it has none."""
    if indicator.every == "once":
        return on
    span = Interval(indicator.every)
    periods = (*indicator.periods_of(span, on.year - 1, terms), *indicator.periods_of(span, on.year, terms))
    return next((period.end for period in periods if period.covers(on)), on)
