"""Tasks and issues as lists for a terminal: what is late first, what is finished last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aiwei_cli.model.action import Task
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, wrap
from aiwei_cli.render.words.labels import ISSUE_STATE, PLAN_STATE, SAMPLE
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.work_counts import ledger_lines, sample_line

_STATE: Final = 8
_DATE: Final = 10
_NARROW: Final = 20


def task_list(tasks: Sequence[Task], assessment: Assessment, screen: Screen) -> str:
    """State, deadline, id, then who has to do what, and the last that was reported."""
    if not tasks:
        return f"{assessment.year}年没有计划任务\n"
    ordered = sorted(tasks, key=lambda each: _urgency(each, each.item.due, assessment.as_of))
    width = max(cells(each.item.id) for each in tasks)
    lines: list[str] = []
    for each in ordered:
        item = each.item
        last = f"最近进展 {each.last[0]} {each.last[1]}" if each.last else ""
        done = f"{item.done} 完成" if item.done and not each.is_open else ""
        who = f"{item.responsible or ''}{item.person or ''}"
        said = "；".join(text for text in (item.title, who, last, done, item.note or "") if text)
        state = _late(each, PLAN_STATE[each.state], item.due, assessment.as_of)
        lines.extend(_row((state, str(item.due or "-"), item.id), width, said, screen.width))
    own = assessment._replace(tasks=tuple(tasks), issues=())
    return safe("\n".join([*lines, "", *ledger_lines(own)])) + "\n"


def issue_list(assessment: Assessment, screen: Screen, *, open_only: bool = False) -> str:
    """State, deadline, id, then the problem, who answers for it, and the last step."""
    issues = [each for each in assessment.issues if not (open_only and each.state is IssueState.CLOSED)]
    if not issues:
        return f"{assessment.year}年的整改台账是空的\n"
    ordered = sorted(issues, key=lambda each: _urgency(each, each.due, assessment.as_of))
    width = max(cells(each.id) for each in issues)
    lines: list[str] = []
    for each in ordered:
        opened, last = each.opened, each.steps[-1]
        problem = f"{opened.problem}（{opened.place}）" if opened.place else opened.problem or ""
        news = f"{last.on} {last.note or ISSUE_STATE[each.state]}" if len(each.steps) > 1 else ""
        who = f"{opened.responsible or ''}{opened.person or ''}"
        said = "；".join(text for text in (problem, who, news, SAMPLE if each.is_sample else "") if text)
        state = _late(each, ISSUE_STATE[each.state], each.due, assessment.as_of)
        lines.extend(_row((state, str(each.due), each.id), width, said, screen.width))
    own = assessment._replace(tasks=(), issues=tuple(issues))
    return safe("\n".join([*lines, "", *ledger_lines(own), *sample_line(issues)])) + "\n"


def _urgency(each: Task | Issue, due: date | None, as_of: date) -> tuple[bool, bool, date]:
    """Late ones first, then open ones, by deadline; those without one after the others."""
    return not each.is_late(as_of), not each.is_open, due or date.max


def _late(each: Task | Issue, word: str, due: date | None, as_of: date) -> str:
    return f"逾期{(as_of - due).days}天" if due and each.is_late(as_of) else word


def _row(said: Sequence[str], id_width: int, rest: str, width: int) -> Iterator[str]:
    widths = (_STATE, _DATE, id_width)
    beside = sum(widths) + len(widths)
    columns = [text + " " * (each - cells(text)) for text, each in zip(said, widths, strict=True)]
    head, indent = " ".join([*columns, ""]), beside
    if width - beside < _NARROW:  # the words get lines of their own
        yield head.rstrip()
        head, indent = "", _STATE + 1
    for number, part in enumerate(wrap(safe(" ".join(rest.split())), width - indent).split("\n")):
        yield f"{head if number == 0 and head else ' ' * indent}{part}".rstrip()
