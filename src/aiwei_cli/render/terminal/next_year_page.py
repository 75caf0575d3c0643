"""What ``aiwei new-year`` says: what it changed, and what has to be looked at when a year opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from aiwei_cli.model.action import Carried, PlanState
from aiwei_cli.model.condition import Condition, Stock, unfold
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import YEARS
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.exemption_words import grounds, told
from aiwei_cli.render.words.safe_text import in_lines
from aiwei_cli.render.words.value_words import measured_words
from aiwei_cli.rules.earlier_figures import Basis, bases_of

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
    bases = [*_bases(workspace, in_force, year)]
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
        (f"{year} 年拿来比较的基数", _baselines(workspace, bases)),
        (f"没有 {year - 1} 年可比的监测值，{year} 年无法判定", _lacking(workspace, bases, whole_year=True)),
        (f"没有上一期可比的监测值，{year} 年的第一期无法判定", _lacking(workspace, bases, whole_year=False)),
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


def _baselines(workspace: Workspace, bases: Iterable[Basis]) -> Iterator[str]:
    for basis in bases:
        if figure := basis.figure:
            mark = "，示例" if figure.is_sample else ""
            yield f"{_compared(workspace, basis)}  {_found(basis, figure, workspace)}{mark}"


def _found(basis: Basis, figure: Measurement, workspace: Workspace) -> str:
    indicator = workspace.indicators[basis.indicator]
    if figure.counted_over and indicator.figures is FigureKind.PER_PERIOD:
        return f"{measured_words(figure, indicator)}，{basis.period.name}各期合计"
    if figure.counted_over:
        return f"{measured_words(figure, indicator)}，{basis.period.name}的次数"
    when = f"{figure.on}" if basis.span is Interval.YEAR else f"{basis.period.name}，{figure.on}"
    return f"{measured_words(figure, indicator)}，{when}"


def _lacking(workspace: Workspace, bases: Iterable[Basis], *, whole_year: bool) -> Iterator[str]:
    """What nothing can be compared with: of a year the target itself, of shorter periods its first one."""
    for basis in bases:
        if basis.figure is None and (basis.span is Interval.YEAR) is whole_year:
            yield _compared(workspace, basis) + ("" if whole_year else f"  {basis.period.name}")


def _compared(workspace: Workspace, basis: Basis) -> str:
    who = f"，{basis.organisation.name}" if basis.organisation else ""
    return f"{workspace.indicators[basis.indicator].name}（{basis.indicator}{who}）"


def _bases(workspace: Workspace, in_force: InForce, year: int) -> Iterator[Basis]:
    """What the year's figures will be held against, of everything that a trend compares."""
    for key, (_, condition) in in_force.items():
        yield from bases_of(key, condition, year, workspace)
