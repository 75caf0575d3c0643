"""Tasks and issues as changes to an action's file: one line for each step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aiwei_cli.edit.change import Append, Assign, Change, Insert, by_day, in_order_of
from aiwei_cli.edit.measure import SECTIONS, proven
from aiwei_cli.edit.wording import Leaf
from aiwei_cli.load.document import Document, Mapping
from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.issue import Step, StepKind
from aiwei_cli.model.workspace import Workspace

Said = dict[str, str | Sequence[str] | None]
_LAST: Final = in_order_of(())
"""New entries come after all others."""


def leaf(said: Said) -> Leaf:
    """The keys that something is said for; evidence alone stands bare."""
    kept = {key: value for key, value in said.items() if value}
    return {
        key: value[0] if not isinstance(value, str) and len(value) == 1 else value
        for key, value in kept.items()
    }


def free_id(workspace: Workspace, stem: str) -> str:
    """An id that nothing in the workspace has yet: the stem and a number."""
    taken = {item.id for action in workspace.actions.values() for item in action.plan}
    taken |= {key for action in workspace.actions.values() for key in action.issues}
    numbers = (
        int(found[1]) for key in taken if (found := re.fullmatch(rf"{re.escape(stem)}-(\d{{1,6}})", key))
    )
    return f"{stem}-{max(numbers, default=0) + 1:02}"


def refuse_taken(workspace: Workspace, key: str) -> None:
    """Raises :class:`UsageError` for an id that something has."""
    for action in workspace.actions.values():
        if key in action.issues or any(item.id == key for item in action.plan):
            raise UsageError(f"编号“{key}”已经用过（{action.name}）", "换一个 --id，或不写 --id 自动编号")


def new_task(said: Said) -> Sequence[Change]:
    """One more plan item, at the end of the plan."""
    return [Append(("plan",), leaf(said), (SECTIONS,))]


def task_progress(action: ActionFile, item: PlanItem, on: date, text: str) -> Sequence[Change]:
    """One line of progress; a task that was not started is under way from then on."""
    if item.stands is PlanState.DONE:
        raise UsageError(f"任务“{item.title}”已经完成，不能再写进展", "核对编号")
    _in_its_time(item, on)
    if on in action.progress.get(item.id, {}):
        raise UsageError(f"任务“{item.title}”{on} 已经写过进展", "换一个 --date，或在文件里改那一行")
    order = in_order_of([each.id for each in action.plan])
    changes: list[Change] = [Insert(("progress", item.id, on.isoformat()), text, (SECTIONS, order, by_day))]
    if item.state is PlanState.NOT_STARTED:
        changes.append(_state(action, item, PlanState.UNDER_WAY))
    return changes


def task_done(
    action: ActionFile, item: PlanItem, document: Document, on: date, said: Said
) -> Sequence[Change]:
    """The day of completion on the task's own line."""
    if item.stands is PlanState.DONE:
        raise UsageError(f"任务“{item.title}”已经是已完成", "核对编号")
    last = max(action.progress.get(item.id, {}), default=on)
    if on < last:
        raise UsageError(f"{on} 早于最近一次进展的日期 {last}", "核对 --date")
    _in_its_time(item, on)
    at = ("plan", action.plan.index(item))
    changes: list[Change] = [Assign(at, "done", on.isoformat())]
    if item.state is not None:
        changes.insert(0, _state(action, item, PlanState.DONE))
    if note := said.get("note"):
        changes.append(Assign(at, "note", f"{item.note}；{note}" if item.note else str(note)))
    node = document.node_at(at)
    if isinstance(node, Mapping):
        new = [each for each in said.get("evidence") or () if each not in item.evidence]
        changes.extend(proven(at, node, (*item.evidence, *new), len(item.evidence)))
    return changes


def _in_its_time(item: PlanItem, on: date) -> None:
    """Raises :class:`UsageError` for a day before the year that the task belongs to."""
    if on.year < item.year:
        raise UsageError(f"{on} 早于任务的年度 {item.year} 年", "核对 --date")


def _state(action: ActionFile, item: PlanItem, state: PlanState) -> Change:
    return Assign(("plan", action.plan.index(item)), "state", state.value)


def step(key: str, kind: StepKind, on: date, said: Said) -> Sequence[Change]:
    """One more step of an issue, or its first."""
    return [Append(("issues", key), leaf({kind.value: on.isoformat(), **said}), (SECTIONS, _LAST))]


def refuse_step(key: str, steps: Sequence[Step], kind: StepKind, on: date, due: date | None = None) -> None:
    """Raises :class:`UsageError` for a step that cannot follow."""
    last = steps[-1]
    if last.kind is StepKind.CLOSED:
        raise UsageError(f"整改事项“{key}”已经销号", "新的问题另立一项")
    if kind is StepKind.DONE and last.kind is StepKind.DONE:
        raise UsageError(f"整改事项“{key}”已经是已完成", "核验后用 close 销号；退回整改用 progress")
    if kind is StepKind.CLOSED and last.kind is not StepKind.DONE:
        raise UsageError(f"整改事项“{key}”还没有整改完成，不能销号", "先用 done 写整改完成的日期")
    if on < last.on:
        raise UsageError(f"{on} 早于上一步的日期 {last.on}", "核对 --date")
    if due is not None and due < on:
        raise UsageError(f"新的时限 {due} 早于这一步的日期 {on}", "核对 --due 和 --date")


def items_called(workspace: Workspace, word: str) -> Iterator[tuple[ActionFile, PlanItem]]:
    """The plan items of an id or a title."""
    for action in workspace.actions.values():
        for item in action.plan:
            if word in (item.id, item.title):
                yield action, item
