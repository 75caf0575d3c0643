"""Tasks and issues as lists for a terminal: what is late first, what is finished last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aiwei_cli.model.correction_ledger import IssueState
from aiwei_cli.render.records.check_result import Judged
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.work_records import IssueRecord, TaskRecord
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, wrap
from aiwei_cli.render.words.labels import ISSUE_STATE, PLAN_STATE, SAMPLE
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.work_totals import sample_line, work_lines

_STATE: Final = 8
_DATE: Final = 10
_NARROW: Final = 20


class _Line(Record):
    """A line of a list: its columns, and what is said in the last one."""

    state: str
    due: str
    id: str
    said: str


def task_list(result: Judged, screen: Screen) -> str:
    """State, deadline, id, then who has to do what, and the last that was reported."""
    tasks = result.tasks
    if not tasks:
        return f"{result.year}年没有计划任务\n"
    lines = _lines([_task(each, result.as_of) for each in sorted(tasks, key=_urgency)], screen.width)
    return safe("\n".join([*lines, "", *work_lines(tasks, ())])) + "\n"


def _task(task: TaskRecord, as_of: date) -> _Line:
    last = f"最近进展 {task.last_on} {task.last_said}" if task.last_on else ""
    done = f"{task.done} 完成" if task.done and not task.is_open else ""
    who = f"{task.responsible or ''}{task.person or ''}"
    return _Line(
        state=_late(task, PLAN_STATE[task.state], as_of),
        due=str(task.due or "-"),
        id=task.id,
        said="；".join(text for text in (task.title, who, last, done, task.note or "") if text),
    )


def issue_list(result: Judged, screen: Screen, *, open_only: bool = False) -> str:
    """State, deadline, id, then the problem, who answers for it, and the last step."""
    shown = [each for each in result.issues if not (open_only and each.state is IssueState.CLOSED)]
    if not shown:
        return f"{result.year}年的整改台账是空的\n"
    lines = _lines([_issue(each, result.as_of) for each in sorted(shown, key=_urgency)], screen.width)
    return safe("\n".join([*lines, "", *work_lines((), shown), *sample_line(shown)])) + "\n"


def _issue(issue: IssueRecord, as_of: date) -> _Line:
    problem = f"{issue.problem}（{issue.located}）" if issue.located else issue.problem
    news = f"{issue.last_on} {issue.last_said or ISSUE_STATE[issue.state]}" if len(issue.steps) > 1 else ""
    who = f"{issue.responsible or ''}{issue.person or ''}"
    return _Line(
        state=_late(issue, ISSUE_STATE[issue.state], as_of),
        due=str(issue.due),
        id=issue.id,
        said="；".join(text for text in (problem, who, news, SAMPLE if issue.is_sample else "") if text),
    )


def _urgency(each: TaskRecord | IssueRecord) -> tuple[bool, bool, date]:
    """Late ones first, then open ones, by deadline; those without one after the others."""
    return not each.is_late, not each.is_open, each.due or date.max


def _late(each: TaskRecord | IssueRecord, word: str, as_of: date) -> str:
    return f"逾期{(as_of - each.due).days}天" if each.due and each.is_late else word


def _lines(found: Sequence[_Line], width: int) -> list[str]:
    ids = max(cells(each.id) for each in found)
    return [text for each in found for text in _in_columns(each, ids, width)]


def _in_columns(each: _Line, ids: int, width: int) -> Iterator[str]:
    columns = ((each.state, _STATE), (each.due, _DATE), (each.id, ids))
    beside = _STATE + _DATE + ids + len(columns)
    head, indent = "".join(f"{text}{' ' * (cell - cells(text))} " for text, cell in columns), beside
    if width - beside < _NARROW:  # the words get lines of their own
        yield head.rstrip()
        head, indent = "", _STATE + 1
    for number, part in enumerate(wrap(safe(" ".join(each.said.split())), width - indent).split("\n")):
        yield f"{head if number == 0 and head else ' ' * indent}{part}".rstrip()
