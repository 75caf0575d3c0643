"""A workspace as it was known on an earlier day, from the dates that its own data bears."""

from __future__ import annotations

from datetime import date

from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.correction_ledger import issue_on
from aiwei_cli.model.workspace import Workspace


def as_known_on(workspace: Workspace, day: date) -> Workspace:
    """The same workspace without anything dated after ``day``.

    Figures, lines of progress, steps of issues and exceptions go; of a task done later nothing is said but its
    progress. What bears no date (targets, plans, narratives) stays as it is.
    """
    return workspace._replace(
        actions={key: _action(action, day) for key, action in workspace.actions.items()},
        measurements={
            key: tuple(each for each in measurements if each.on <= day)
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
