"""What ``task`` does to the plan of an action: a task added, its progress written, its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from aiwei_cli.edit.planned_change import path_of
from aiwei_cli.edit.work_change import (
    Content,
    Said,
    items_called,
    new_task,
    refuse_taken,
    task_done,
    task_id,
    task_progress,
)
from aiwei_cli.model.action import ActionFile, PlanItem
from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.text import MULTIPLIERS, read_quantity
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.usecases.judging_day import year_to_judge
from aiwei_cli.usecases.typed_choices import action_ids, an_id, day, said_by_user, worded
from aiwei_cli.usecases.work_steps import PlannedChange, StepContext, action_called

Plan = Callable[[StepContext], PlannedChange]


class TaskRequest(NamedTuple):
    """A task to be added, word for word as it was typed."""

    title: str
    action: str
    id: str = ""
    year: int | None = None
    quantity: str = ""
    due: str | None = None
    responsible: str = ""
    person: str = ""
    source: str = ""
    note: str = ""


def task_added(asked: TaskRequest) -> Plan:
    """One more task, at the end of the plan of its action."""
    return partial(_added, asked)


def _added(asked: TaskRequest, context: StepContext) -> PlannedChange:
    town = context.workspace
    home, chosen = action_called(town, asked.action), year_to_judge(asked.year, town)
    what, unit = said_by_user("任务的内容", asked.title), worded("--responsible", asked.responsible)
    key = an_id(asked.id) or task_id(town, Content.of(home.id, what, unit), chosen)
    refuse_taken(town, key)
    said: Said = {
        "id": key,
        "year": str(chosen),
        "title": what,
        "quantity": _amount(asked.quantity),
        "due": day("--due", asked.due).isoformat() if asked.due else None,
        "responsible": unit,
        "person": worded("--person", asked.person),
        "source": worded("--source", asked.source),
        "note": worded("--note", asked.note),
    }
    words = f"{home.name}新增任务 {key}：{asked.title}"
    return PlannedChange(home.id, new_task(said), ("plan", len(home.plan)), words)


def task_moved_on(word: str, text: str) -> Plan:
    """One line of progress of a task."""

    def plan(context: StepContext) -> PlannedChange:
        action, item = task_called(context.workspace, word)
        changes = task_progress(action, item, context.on, said_by_user("进展", text))
        keys = ("progress", item.id, context.on.isoformat())
        return PlannedChange(action.id, changes, keys, f"任务“{item.title}”{context.on} 进展：{text}")

    return plan


def task_ended(word: str, note: str) -> Plan:
    """The day on which a task was done."""

    def plan(context: StepContext) -> PlannedChange:
        action, item = task_called(context.workspace, word)
        document = context.loaded.documents[path_of(context.loaded, action.id)]
        said: Said = {"note": worded("--note", note), "evidence": context.evidence}
        changes = task_done(action, item, document, context.on, said)
        keys = ("plan", action.plan.index(item))
        return PlannedChange(action.id, changes, keys, f"任务“{item.title}”{context.on} 完成")

    return plan


def only_of(assessment: Assessment, town: Workspace, actions: Sequence[str]) -> Assessment:
    """The tasks of some actions, or of all. Raises :class:`UsageError`."""
    wanted = action_ids(town, actions) or [*town.actions]
    return assessment._replace(tasks=tuple(each for each in assessment.tasks if each.action in wanted))


def _amount(text: str) -> str:
    """A quantity with its unit, or nothing. Raises :class:`UsageError`."""
    try:
        if not text.strip():
            return ""
        quantity = read_quantity(text)
        gap = "" if quantity.unit.startswith(tuple(MULTIPLIERS)) else " "
        return f"{quantity.text}{gap}{quantity.unit}".strip()
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"--quantity：{context['message']}", context["hint"]) from None


def task_called(workspace: Workspace, word: str) -> tuple[ActionFile, PlanItem]:
    """The one plan item of an id or a title. Raises :class:`UsageError`."""
    found = list(items_called(workspace, word))
    if len(found) == 1:
        return found[0]
    if found:
        where = "、".join(f"{action.name}的 {item.id}（{item.year}年）" for action, item in found)
        raise UsageError(f"叫“{word}”的任务不止一项：{where}", "写编号；编号相同就先改成不同的")
    items = [item for action in workspace.actions.values() for item in action.plan]
    close = did_you_mean(word, [item.id for item in items], [item.title for item in items])
    raise UsageError(f"没有任务“{word}”", close or "运行 aiwei task list 看编号")
