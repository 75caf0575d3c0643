"""Official sentences about plans, targets and verdicts, and about the year's tasks and corrections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from aiwei_cli.model.action import PlanItem, PlanState, Task
from aiwei_cli.model.condition import Mean, Trend, Way, group_of
from aiwei_cli.model.correction_ledger import Issue, IssueState
from aiwei_cli.model.measurement import Attestation, Figure, Grade
from aiwei_cli.model.target import Group, Indicator
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Assessment, Finding, Status, Verdict
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import grade_word, long, value_text
from aiwei_cli.render.words.exemption_words import absences, exempted
from aiwei_cli.render.words.findings import actual, averages, reason, remark
from aiwei_cli.render.words.labels import PLAN_STATE, STATUS
from aiwei_cli.render.words.numbers import day
from aiwei_cli.render.words.shortfalls import before
from aiwei_cli.render.words.work_counts import overdue, states

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def amount(quantity: Quantity) -> str:
    """A number with its unit: 12公里."""
    return f"{quantity.text}{quantity.unit}"


def item_amount(item: PlanItem, as_of: date) -> str:
    """A plan item's quantity; what is not done yet is only planned."""
    text = amount(item.quantity) if item.quantity else ""
    return text if is_done(item, as_of) else f"计划{text}"


def is_done(item: PlanItem, as_of: date) -> bool:
    """Whether an item was done by a day."""
    return item.stands is PlanState.DONE and (item.done is None or item.done <= as_of)


def result(finding: Finding, workspace: Workspace, year: int) -> str:
    """One indicator's outcome in a sentence without its full stop."""
    said = exempted(finding, workspace)
    return spelled("，".join([_result(finding, workspace, year), *([said] if said else [])]))


def spelled(text: str) -> str:
    """The same text, its ISO dates as documents write them."""

    def words(found: re.Match[str]) -> str:
        try:
            return day(date.fromisoformat(found[0]))
        except ValueError:  # somebody's name for something, and no day
            return found[0]

    return _ISO.sub(words, text)


def _result(finding: Finding, workspace: Workspace, year: int) -> str:
    verdict, indicator = finding.verdict, finding.indicator
    excepted = finding.status is Status.EXCEPTED
    status = f"{'本为' if excepted else ''}{STATUS[verdict.status]}"
    said = "，".join(filter(None, [remark(verdict, indicator, year), absences(verdict, workspace)]))
    if verdict.status is Status.NO_DATA:
        return f"{indicator.name}{status}（{said}）"
    if verdict.status is Status.NOT_APPLICABLE:
        return f"{indicator.name}{year}年{said}，该项指标{status}"
    if isinstance(verdict.value, Attestation):
        done = "已得到落实" if verdict.value.yes and not indicator.wording else ""
        return f"{indicator.wording or indicator.name}{done}，{status}" + (f"（{said}）" if said else "")
    if isinstance(verdict.condition, Trend) and verdict.previous:
        stuck = reason(verdict, indicator, year) if verdict.why else ""
        return f"{indicator.name}{_moved(verdict, indicator)}，{status}{f'（{stuck}）' if stuck else ''}"
    demand = long(verdict.condition, indicator, workspace)
    aim = f"目标{'' if demand.startswith('为') else '为'}{demand}"
    rest = f"（{said}）" if said and verdict.status is Status.MET else f"，{said}" if said else ""
    if excepted:  # what it lacks, what that would be, and then the exception that lifts it
        rest, status = "", "，".join(filter(None, [said, status]))
    return f"{_found(finding, workspace)}，{aim}，{status}{rest}"


def _found(finding: Finding, workspace: Workspace) -> str:
    verdict, indicator = finding.verdict, finding.indicator
    key = group_of(verdict.condition)
    if key is None:
        return f"{indicator.name}为{actual(verdict, indicator)}"
    means = "、".join(averages(verdict, indicator)).replace("平均", "平均为")
    if isinstance(verdict.condition, Mean) or not verdict.out_of:
        return f"{indicator.name}{means}"
    return f"{indicator.name}{means}：{_tally(verdict, workspace.groups[key])}"


def _tally(verdict: Verdict, group: Group) -> str:
    """How many organisations meet what is demanded of every one."""
    if verdict.counted == verdict.out_of:
        return f"{verdict.out_of}{group.counter}{group.name}全部达到要求"
    return f"{verdict.out_of}{group.counter}{group.name}中{verdict.counted}{group.counter}达到要求"


def _moved(verdict: Verdict, indicator: Indicator) -> str:
    """The way from the period before: 由上年的23.6%提高到24.8%."""
    now, last = verdict.value, verdict.previous.value if verdict.previous else None
    if isinstance(last, Grade) and verdict.grade:
        return _regraded(verdict, last.label, indicator)
    if not isinstance(now, Figure) or not isinstance(last, Figure):
        return f"为{actual(verdict, indicator)}"
    if now.exact == last.exact:
        return f"为{value_text(now, indicator)}，与{before(verdict)}持平"
    verb = "提高" if now.exact > last.exact else "降低"
    return f"由{before(verdict)}的{value_text(last, indicator)}{verb}到{value_text(now, indicator)}"


def _regraded(verdict: Verdict, then: str, indicator: Indicator) -> str:
    now = actual(verdict, indicator)
    if then == verdict.grade:
        return f"为{now}，与{before(verdict)}持平"
    trend = verdict.condition
    upward = isinstance(trend, Trend) and trend.way in (Way.RISING, Way.NOT_FALLING)
    verb = "提高" if (verdict.status is Status.MET) is upward else "降低"
    return f"由{before(verdict)}的{grade_word(then, indicator)}{verb}到{now}"


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
    said = [_problem_found(issues, assessment.year)]
    if not still_open:
        said.append(f"已全部完成整改{struck}")
    elif corrected:
        said.append(f"已完成整改{corrected}个{struck}")
    if still_open:
        named = "；".join(_named(each, assessment.as_of) for each in still_open)
        said.append(f"尚有{len(still_open)}个未完成整改：{named}")
    return "，".join(said) + "。"


def _problem_found(issues: Sequence[Issue], year: int) -> str:
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
