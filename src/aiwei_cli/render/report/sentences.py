"""Official sentences about plans, targets and verdicts."""

from __future__ import annotations

from datetime import date

from aiwei_cli.model.action import PlanItem, PlanState
from aiwei_cli.model.condition import Attested, Each
from aiwei_cli.model.measurement import Attestation
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.demand import long
from aiwei_cli.render.labels import STATUS
from aiwei_cli.render.outcome import actual, remark


def day(on: date) -> str:
    """A date as documents write it: 2023年12月5日."""
    return f"{on.year}年{on.month}月{on.day}日"


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
    verdict, indicator = finding.verdict, finding.indicator
    status, said = STATUS[verdict.status], remark(verdict, indicator, year)
    if verdict.status is Status.NO_DATA:
        return f"{indicator.name}{status}（{said}）"
    if isinstance(verdict.condition, Attested) and isinstance(verdict.value, Attestation):
        return f"{indicator.wording or indicator.name}，{status}" + (f"（{said}）" if said else "")
    demand = long(verdict.condition, indicator, workspace)
    if isinstance(verdict.condition, Each):
        group = workspace.groups[verdict.condition.each].name
        found = f"{indicator.name}：{verdict.out_of}个{group}中{verdict.counted}个达到要求"
    else:
        found = f"{indicator.name}为{actual(verdict, indicator)}"
    rest = f"（{said}）" if said and verdict.status is Status.MET else f"，{said}" if said else ""
    return f"{found}，目标为{demand}，{status}{rest}"
