"""An action, one of its tasks or one of its issues in full, for ``aiwei show``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from aiwei_cli.model.action import ActionFile, PlanItem, task_on
from aiwei_cli.model.correction_ledger import Step, StepKind, issue_on
from aiwei_cli.model.text import Quantity
from aiwei_cli.render.records.check_result import Judged
from aiwei_cli.render.records.work_records import IssueRecord, TaskRecord
from aiwei_cli.render.terminal.indicator_page import field
from aiwei_cli.render.words.labels import ISSUE_STATE, PLAN_STATE, SAMPLE, STEP
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.work_totals import sample_line

_NOT_YET = "（在截止日之后，未计入）"


def action_sheet(action: ActionFile, table: str, result: Judged) -> str:
    """What an action plans and has to put right, how far it has come, then the table of its indicators."""
    lines = [f"{action.name}（{action.id}）"]
    if action.lead:
        lines.append(field("牵头单位", action.lead))
    lines.extend(_plan([each for each in result.tasks if each.action == action.id], result.year))
    issues = [each for each in result.issues if each.action == action.id]
    if issues:
        lines.extend(
            ["", f"整改事项（{len(issues)} 件）", *(text for each in issues for text in _issue(each))]
        )
        if not table:  # which says it otherwise
            lines.extend(sample_line(issues))
    return in_lines(lines) + "\n" + table


def _plan(tasks: Sequence[TaskRecord], year: int) -> Iterator[str]:
    yield ""
    yield f"{year}年计划（{len(tasks)} 项）" if tasks else f"{year}年没有计划事项"
    for task in tasks:
        state, quantity = PLAN_STATE[task.state], _quantity(task.quantity)
        yield _row(state, task.title, quantity, task.responsible, _by(task.due), task.id)
        if task.last_on:
            yield _row(f"  {task.last_on}", task.last_said)


def _issue(issue: IssueRecord) -> Iterator[str]:
    sample = SAMPLE if issue.is_sample else None
    yield _row(ISSUE_STATE[issue.state], issue.problem, issue.responsible, _by(issue.due), sample, issue.id)
    yield _row(f"  {issue.last_on}", *_step(issue.steps[-1]))


def task_sheet(task_id: str, actions: Sequence[ActionFile], as_of: date) -> str:
    """A task with every line of its progress; the same id may be used by several actions."""
    sheets = (_task(item, each, as_of) for each in actions for item in each.plan if item.id == task_id)
    return "\n".join(in_lines(lines) for lines in sheets)


def _task(item: PlanItem, action: ActionFile, as_of: date) -> Iterator[str]:
    yield f"{item.title}（{item.id}）"
    yield field("专项行动", f"{action.name}（{action.id}）")
    yield field("年度", f"{item.year}年计划")
    for name, text in (
        ("数量", _quantity(item.quantity)),
        ("责任单位", item.responsible),
        ("责任人", item.person),
        ("来源", item.source),
        ("结转自", item.carried_from),
        ("期限", item.due),
        ("完成", item.done),
        ("说明", item.note),
        ("佐证", "、".join(item.evidence)),
    ):
        if text:
            yield field(name, str(text))
    yield field("状态", f"{PLAN_STATE[task_on(action, item, as_of).state]}（截至 {as_of}）")
    yield ""
    said = sorted(action.progress.get(item.id, {}).items())
    yield f"进展（{len(said)} 条）" if said else "进展：还没有"
    for day, text in said:
        yield _row(str(day), text, _NOT_YET if day > as_of else None)


def issue_sheet(key: str, action: ActionFile, as_of: date) -> str:
    """An issue with all its steps."""
    steps = action.issues[key]
    opened, issue = steps[0], issue_on(key, action.id, steps, as_of)
    lines = [f"{opened.problem}（{key}）", field("专项行动", f"{action.name}（{action.id}）")]
    for name, text in (
        ("地点", opened.place),
        ("来源", opened.source),
        ("责任单位", opened.responsible),
        ("责任人", opened.person),
        ("期限", issue.due if issue else opened.due),
    ):
        if text:
            lines.append(field(name, str(text)))
    state = ISSUE_STATE[issue.state] if issue else "尚未发现"
    lines.extend([field("状态", f"{state}（截至 {as_of}）"), "", f"经过（{len(steps)} 步）"])
    lines.extend(_row(str(step.on), *_step(step), _NOT_YET if step.on > as_of else None) for step in steps)
    if opened.status:
        lines.append(f"注意：这一件是{SAMPLE}，不是真实问题，不能上报")
    return in_lines(lines)


def _step(step: Step) -> Iterator[str | None]:
    yield STEP[step.kind]
    yield step.note
    yield f"{step.verified_by}核验" if step.verified_by else None
    if step.due:
        yield f"{'期限' if step.kind is StepKind.OPENED else '延期到'}{step.due}"
    yield f"佐证：{'、'.join(step.evidence)}" if step.evidence else None


def _row(*texts: str | None) -> str:
    return "  " + "  ".join(text for text in texts if text)


def _by(due: date | None) -> str | None:
    return f"{due}前" if due else None


def _quantity(quantity: Quantity | None) -> str:
    return f"{quantity.text}{quantity.unit}" if quantity else ""
