"""What ``aiwei new-year`` says: what it changed, and what has to be looked at when a year opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from aiwei_cli.model.action import Carried, PlanState
from aiwei_cli.model.condition import Condition, Stock, Trend, group_of, unfold
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import YEARS
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.exemption_words import grounds, told
from aiwei_cli.render.words.safe_text import in_lines

InForce = dict[str, tuple[Indicator, Condition]]


def review(
    workspace: Workspace,
    year: int,
    prolonged: Sequence[str],
    carried: Sequence[Carried],
    changed: Sequence[str],
) -> str:
    """The whole list of the workspace as it is now, a paragraph a subject.

    Subjects with nothing to say are left out; ``prolonged`` are the actions that were to end.
    """
    in_force = _in_force(workspace, year)
    own = [key for key, (indicator, _) in in_force.items() if year in indicator.target]
    new = f"，{len(own)} 项用 {year} 年的新目标" if own else ""
    longer = f"下列专项行动原定到 {year - 1} 年为止，已顺延到 {year} 年；换了新一轮行动的，请改用新的行动文件"
    blocks: list[tuple[str, Iterable[str]]] = [
        (longer, (_named(workspace, key) for key in prolonged)),
        (f"{workspace.about.town} {year} 年已开启，改动的文件", changed),
        (f"结转到 {year} 年的计划事项", _tasks(workspace, carried)),
        (f"不再判定的专项行动（until 早于 {year} 年）", _ended(workspace, year)),
        (f"提到了 {year - 1} 年的目标，请核对", _dated(in_force, year)),
        (f"{year - 1} 年到期的豁免，到期后照常判定", _excepted(workspace, in_force, range(year - 1, year))),
        (f"到 {year} 年仍然有效的豁免，请核对", _excepted(workspace, in_force, range(year, YEARS.stop))),
        (f"与上年比较的基数（{year - 1} 年最后一个监测值）", _baselines(workspace, in_force, year)),
        (f"没有 {year - 1} 年的监测值，{year} 年无法判定", _lacking(workspace, in_force, year)),
    ]
    said = [
        in_lines([head, *(f"  {line}" for line in found)]) for head, lines in blocks if (found := [*lines])
    ]
    return "\n".join([*said, f"目标：{len(in_force) - len(own)} 项沿用原来的{new}\n"])


def _named(workspace: Workspace, action: str) -> str:
    return f"{workspace.actions[action].name}（{action}）"


def _in_force(workspace: Workspace, year: int) -> InForce:
    return {
        key: (indicator, condition)
        for key, indicator in workspace.indicators.items()
        if workspace.actions[indicator.action].runs_in(year) and (condition := indicator.condition_for(year))
    }


def _tasks(workspace: Workspace, carried: Sequence[Carried]) -> Iterator[str]:
    for each in carried:
        title = " ".join(each.item.title.split())  # may be a paragraph
        yield f"{workspace.actions[each.action].name}  {title}（{each.id}）"


def _ended(workspace: Workspace, year: int) -> Iterator[str]:
    for key, action in workspace.actions.items():
        if action.runs_in(year - 1) and not action.runs_in(year):
            left = sum(item.stands is not PlanState.DONE for item in action.planned_for(year - 1))
            yield _named(workspace, key) + (f"  还有 {left} 项计划事项没有完成，没有结转" if left else "")


def _dated(in_force: InForce, year: int) -> Iterator[str]:
    """Targets of an earlier year whose deadline has passed, or whose words name the year that has passed."""
    names_it = re.compile(rf"(?<![0-9]){year - 1}(?![0-9])")
    for key, (indicator, condition) in in_force.items():
        if year in indicator.target:
            continue
        days = [part.stock.by for part in unfold(condition) if isinstance(part, Stock) and part.stock.by]
        late = [f"期限 {day}" for day in days if day.year < year]
        late += [
            f"“{text}”" for text in (indicator.name, indicator.wording) if text and names_it.search(text)
        ]
        if late:
            yield f"{indicator.name}（{key}）  {'，'.join(late)}"


def _excepted(workspace: Workspace, in_force: InForce, years: range) -> Iterator[str]:
    """The exceptions of verdicts that end in one of the years."""
    for each in workspace.exemptions:
        if each.indicator in in_force and each.finding is None and each.until.year in years:
            name = told(each, workspace, workspace.indicators[each.indicator])
            yield f"{name}  至{each.until}{grounds(each)}"


def _baselines(workspace: Workspace, in_force: InForce, year: int) -> Iterator[str]:
    for name, indicator, last, _ in _series(workspace, in_force, year):
        if last and isinstance(last.value, Figure):
            unit = "" if last.value.numerator is not None else indicator.unit
            mark = "，示例" if last.is_sample else ""
            yield f"{name}  {last.value.text}{unit}，{last.on}{mark}"


def _lacking(workspace: Workspace, in_force: InForce, year: int) -> Iterator[str]:
    for name, _, last, trend in _series(workspace, in_force, year):
        # Shorter periods are compared within the year too, so their first lack is soon made good.
        if trend.span is Interval.YEAR and not (last and isinstance(last.value, Figure)):
            yield name


def _series(
    workspace: Workspace, in_force: InForce, year: int
) -> Iterator[tuple[str, Indicator, Measurement | None, Trend]]:
    """Everything that a trend compares, with its last figure of the old year."""
    for key, (indicator, condition) in in_force.items():
        parts = list(unfold(condition))
        trends = [part for part in parts if isinstance(part, Trend)]
        if not trends:
            continue
        longest = next((trend for trend in trends if trend.span is Interval.YEAR), trends[0])
        group = group_of(condition)
        members = workspace.groups[group].members if group else {None: None}
        found = [
            each
            for each in workspace.measurements.get(key, ())
            if indicator.year_of(each.on, workspace.about.terms) == year - 1
        ]
        for member, organisation in members.items():
            own = [each for each in found if each.organisation == member]
            who = f"，{organisation.name}" if organisation else ""
            yield f"{indicator.name}（{key}{who}）", indicator, own[-1] if own else None, longest
