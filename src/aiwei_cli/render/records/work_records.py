"""Tasks and issues as rows of facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from aiwei_cli.model.action import PlanState, Task
from aiwei_cli.model.correction_ledger import Issue, IssueState, Step, StepKind
from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.places import Places


class TaskRecord(Record):
    """A task of a year's plan as it stood on a day."""

    id: str
    action: str
    action_name: str
    year: int
    title: str
    quantity: Quantity | None
    """How much is planned."""
    due: date | None
    responsible: str | None
    """The department or village that has to do it."""
    person: str | None
    source: str | None
    """The document, meeting or decision that it comes from."""
    carried_from: str | None
    """The id of the task of the year before that it goes on with."""
    state: PlanState | None
    """None where nothing was ever said."""
    done: date | None
    last_on: date | None
    """The day of the newest line of progress."""
    last_said: str | None
    note: str | None
    evidence: tuple[str, ...]
    is_open: bool
    is_late: bool
    """Whether it is open after its deadline."""
    place: Place


class IssueRecord(Record):
    """An issue of the correction ledger as it stood on a day."""

    id: str
    action: str
    action_name: str
    problem: str
    located: str | None
    """Where the problem was found, as typed."""
    source: str | None
    """The inspection or report that it comes from."""
    responsible: str | None
    person: str | None
    opened: date
    due: date
    """As last extended."""
    state: IssueState
    last_kind: StepKind
    last_on: date
    last_said: str | None
    verified_by: str | None
    """Who looked at it before it was struck off."""
    steps: tuple[Step, ...]
    """All of them up to the day, the first opened it."""
    is_open: bool
    is_late: bool
    is_sample: bool
    """Whether it was made up to show how the tool works."""
    place: Place


def task_records(
    tasks: Iterable[Task], as_of: date, workspace: Workspace, places: Places
) -> tuple[TaskRecord, ...]:
    """A row for each task, in their order."""
    return tuple(_task(each, as_of, workspace, places) for each in tasks)


def _task(task: Task, as_of: date, workspace: Workspace, places: Places) -> TaskRecord:
    item = task.item
    last_on, last_said = task.last or (None, None)
    return TaskRecord(
        id=item.id,
        action=task.action,
        action_name=workspace.actions[task.action].name,
        year=item.year,
        title=item.title,
        quantity=item.quantity,
        due=item.due,
        responsible=item.responsible,
        person=item.person,
        source=item.source,
        carried_from=item.carried_from,
        state=task.state,
        done=item.done,
        last_on=last_on,
        last_said=last_said,
        note=item.note,
        evidence=item.evidence,
        is_open=task.is_open,
        is_late=task.is_late(as_of),
        place=places.of_task(task),
    )


def issue_records(
    issues: Iterable[Issue], as_of: date, workspace: Workspace, places: Places
) -> tuple[IssueRecord, ...]:
    """A row for each issue, in their order."""
    return tuple(_issue(each, as_of, workspace, places) for each in issues)


def _issue(issue: Issue, as_of: date, workspace: Workspace, places: Places) -> IssueRecord:
    opened, last = issue.opened, issue.steps[-1]
    return IssueRecord(
        id=issue.id,
        action=issue.action,
        action_name=workspace.actions[issue.action].name,
        problem=opened.problem or "",
        located=opened.place,
        source=opened.source,
        responsible=opened.responsible,
        person=opened.person,
        opened=opened.on,
        due=issue.due,
        state=issue.state,
        last_kind=last.kind,
        last_on=last.on,
        last_said=last.note,
        verified_by=last.verified_by,
        steps=issue.steps,
        is_open=issue.is_open,
        is_late=issue.is_late(as_of),
        is_sample=issue.is_sample,
        place=places.of_issue(issue),
    )
