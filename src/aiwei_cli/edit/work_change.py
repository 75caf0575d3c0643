"""Tasks and issues as changes to an action's file: one line for each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from typing import Final, NamedTuple
from unicodedata import normalize

from aiwei_cli.edit.entry_text import Leaf
from aiwei_cli.edit.file_change import Append, Assign, Change, Insert, by_day, in_order_of
from aiwei_cli.edit.measurement_change import SECTIONS, proven
from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import Mapping
from aiwei_cli.model.action import ActionFile, PlanItem, PlanState
from aiwei_cli.model.correction_ledger import Step, StepKind
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.workspace import Workspace

Said = dict[str, str | Sequence[str] | None]
_SHORT: Final = 6
"""Digits of the hash in an id; where something else has them all, one more."""
_LAST: Final = in_order_of(())
"""New entries come after all others."""


def leaf(said: Said) -> Leaf:
    """The keys that something is said for; evidence alone stands bare."""
    kept = {key: value for key, value in said.items() if value}
    return {
        key: value[0] if not isinstance(value, str) and len(value) == 1 else value
        for key, value in kept.items()
    }


class Content(NamedTuple):
    """What makes an issue or a task the one it is, whatever it is called."""

    action: str
    text: str
    unit: str

    @classmethod
    def of(cls, action: str, text: str, unit: str | None) -> Content:
        """As it is compared: blanks and the full stop at the end are nobody's content."""
        return cls(
            action, *("".join(normalize("NFC", each or "").split()).rstrip("。；;") for each in (text, unit))
        )


def issue_id(workspace: Workspace, content: Content, on: date) -> str:
    """The id of a new issue, from its day and what it says: two branches never give out one for two issues.

    Raises :class:`UsageError` where the same stands there already.
    """
    for action in workspace.actions.values():
        for key, steps in action.issues.items():
            first = steps[0]
            if first.on == on and Content.of(action.id, first.problem or "", first.responsible) == content:
                hint = f"写进展用 aiwei issue progress {key}；确实是另一件，就用 --id 另写一个编号"
                message = f"{on} 已经立过同样的整改 {key}：同一个行动，同样的问题和责任单位"
                raise UsageError(message, hint)
    return _free_id(workspace, f"issue-{on:%Y%m%d}", content)


def task_id(workspace: Workspace, content: Content, year: int) -> str:
    """The id of a new task, from its year and what it says. Raises as :func:`issue_id` does."""
    for action in workspace.actions.values():
        for item in action.planned_for(year):
            if Content.of(action.id, item.title, item.responsible) == content:
                hint = f"写进展用 aiwei task progress {item.id}；确实是另一项，就用 --id 另写一个编号"
                message = f"{year} 年已经有同样的任务 {item.id}：同一个行动，同样的内容和责任单位"
                raise UsageError(message, hint)
    return _free_id(workspace, f"task-{year}", content)


def _free_id(workspace: Workspace, stem: str, content: Content) -> str:
    taken = {item.id for action in workspace.actions.values() for item in action.plan}
    taken |= {key for action in workspace.actions.values() for key in action.issues}
    digest = sha256("\x1f".join(content).encode()).hexdigest()
    lengths = range(_SHORT, len(digest) + 1)
    return next(key for length in lengths if (key := f"{stem}-{digest[:length]}") not in taken)


def refuse_taken(workspace: Workspace, key: str) -> None:
    """Raises :class:`UsageError` for an id that something has."""
    for action in workspace.actions.values():
        if key in action.issues or any(item.id == key for item in action.plan):
            raise UsageError(f"编号“{key}”已经用过（{action.name}）", "换一个 --id，或不写 --id，由程序编号")


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
    action: ActionFile, item: PlanItem, document: DataFile, on: date, said: Said
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
