"""Official sentences about the year's tasks and the correction ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiwei_cli.model.action import Task
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.dates import day
from aiwei_cli.render.labels import PLAN_STATE
from aiwei_cli.render.ledger import overdue, states


def tasks_sentence(assessment: Assessment) -> str:
    """How many tasks were planned for the year and how far they have come; empty where there are none."""
    tasks: Sequence[Task] = assessment.tasks
    if not tasks:
        return ""
    counts, late = states(tasks), overdue(tasks, assessment.as_of)
    said = "、".join(f"{word}{counts[state]}项" for state, word in PLAN_STATE.items() if counts[state])
    return f"全年列入计划的任务共{len(tasks)}项，{said}" + (f"，其中逾期{late}项。" if late else "。")


def issues_sentence(assessment: Assessment) -> str:
    """How many issues were found, put right and struck off, and which are open; empty where there are none."""
    issues = assessment.issues
    if not issues:
        return ""
    still_open = [each for each in issues if each.is_open]
    corrected = len(issues) - len(still_open)
    closed = sum(each.state is IssueState.CLOSED for each in issues)
    struck = f"（其中已销号{closed}个）" if closed else ""
    said = [_found(issues, assessment.year)]
    if not still_open:
        said.append(f"已全部完成整改{struck}")
    elif corrected:
        said.append(f"已完成整改{corrected}个{struck}")
    if still_open:
        named = "；".join(_named(each, assessment.as_of) for each in still_open)
        said.append(f"尚有{len(still_open)}个未完成整改：{named}")
    return "，".join(said) + "。"


def _found(issues: Sequence[Issue], year: int) -> str:
    earlier = sum(each.opened.on.year < year for each in issues)
    new = len(issues) - earlier
    if not earlier:
        return f"全年发现问题{new}个"
    parts = [f"往年结转{earlier}个", *([f"本年发现{new}个"] if new else [])]
    return f"整改台账共有问题{len(issues)}个（{'、'.join(parts)}）"


def _named(issue: Issue, as_of: date) -> str:
    """An open issue, who has to act, by when."""
    late = "，已逾期" if issue.is_late(as_of) else ""
    return f"{issue.opened.problem}（{issue.opened.responsible}，{day(issue.due)}前{late}）"
