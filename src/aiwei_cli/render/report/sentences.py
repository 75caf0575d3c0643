"""Official sentences about plans, targets and verdicts."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from aiwei_cli.model.action import PlanItem, PlanState
from aiwei_cli.model.condition import Mean, Trend, Way, group_of
from aiwei_cli.model.measurement import Attestation, Figure, Grade
from aiwei_cli.model.target import Group, Indicator
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Finding, Status, Verdict
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.absences import absences
from aiwei_cli.render.dates import day
from aiwei_cli.render.demand import grade_word, long
from aiwei_cli.render.exempted import exempted
from aiwei_cli.render.labels import STATUS
from aiwei_cli.render.outcome import actual, averages, reason, remark
from aiwei_cli.render.shortfall import before
from aiwei_cli.render.values import value_text

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
