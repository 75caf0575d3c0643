"""How a figure stands to the year's target, as the last clause of an official sentence."""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.model.bound import Bound, Comparison
from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Each, GradeAtLeast, Limit, Stock
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.demand import long
from aiwei_cli.render.figures import points
from aiwei_cli.rules.exact import meets

_UPWARD = (Comparison.AT_LEAST, Comparison.MORE_THAN)
_DOWNWARD = (Comparison.AT_MOST, Comparison.LESS_THAN)


def bounds_of(condition: Condition | None) -> list[Bound]:
    """The limits that a single figure is held against."""
    match condition:
        case Limit():
            return [condition]
        case Stock(stock=goal):
            return [goal]
        case Each(condition=inner):
            return bounds_of(inner)
        case AllOf(all=parts):
            return [bound for part in parts for bound in bounds_of(part)]
        case AnyOf(any=parts):
            return [bound for part in parts for bound in bounds_of(part)][:1]
        case _:
            return []


def clauses(
    condition: Condition | None, figure: Figure, gaps: tuple[str, ...], indicator: Indicator
) -> Iterator[str]:
    """A clause for each limit; ``gaps`` are the distances to them as printed."""
    for bound, gap in zip(bounds_of(condition), gaps, strict=True):
        yield _clause(bound, figure, points(gap, indicator))


def grade_clause(
    condition: Condition | None, label: str, indicator: Indicator, workspace: Workspace
) -> Iterator[str]:
    """Whether a grade will do."""
    if isinstance(condition, GradeAtLeast):
        scale = workspace.scales[condition.scale]
        reached = scale.rank(label) <= scale.rank(condition.grade)
        demand = long(condition, indicator, workspace).removeprefix("达到")
        yield f"{'达到' if reached else '未达到'}{demand}的年度目标"


def _clause(bound: Bound, figure: Figure, gap: str) -> str:
    above, level = figure.exact > bound.limit, figure.exact == bound.limit
    reached = meets(bound, figure.exact)
    if bound.comparison in _DOWNWARD:
        if level:
            return "正好等于年度控制目标" if reached else "正好等于年度控制目标，须低于该值"
        return f"超出年度控制目标{gap}" if above else f"比年度控制目标低{gap}"
    if bound.comparison in _UPWARD:
        if level:
            return "正好达到年度目标" if reached else "正好等于年度目标值，须高于该值"
        return f"超年度目标{gap}" if above else f"距年度目标还差{gap}"
    if level:
        return "达到年度目标"
    return f"高于年度目标值{gap}" if above else f"距年度目标还差{gap}"
