"""What a condition demands, in words: short for tables, whole for official sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    EventGoal,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    StockGoal,
    Trend,
    Way,
    WithinLimits,
)
from aiwei_cli.model.interval import Window
from aiwei_cli.model.number_ranges import Bound, Comparison
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.figures import plain, with_unit
from aiwei_cli.render.labels import BEFORE, COMPARISON, COUNT_COMPARISON, SIGN, SPAN


def short(condition: Condition, indicator: Indicator, workspace: Workspace) -> str:
    """The demand for a table cell: ``≥95%``."""
    match condition:
        case GradeAtLeast():
            return _grade(condition, indicator, workspace)
        case WithinLimits(limits=scale):
            return f"{workspace.scales[scale].name}全部分项达标"
        case Attested(document=document):
            return "认定并有文件" if document else "认定为是"
        case Limit():
            return _bound(condition, indicator)
        case Stock(stock=goal):
            early = goal.by and (goal.by.month, goal.by.day) != (12, 31)
            return f"{_by(goal) if early else ''}{_bound(goal, indicator)}"
        case Events(events=goal):
            return f"{_span(goal)}{_bound(goal, indicator)}"
        case Each(each=group, condition=inner):
            return f"各{workspace.groups[group].name}{short(inner, indicator, workspace)}"
        case Trend() | AllOf() | AnyOf() | Mean():
            return _either(condition, indicator, workspace, short)
        case _:
            assert_never(condition)


def long(condition: Condition, indicator: Indicator, workspace: Workspace) -> str:
    """The demand as the predicate of an official sentence: ``不低于95%``."""
    match condition:
        case GradeAtLeast():
            return f"达到{_grade(condition, indicator, workspace)}"
        case WithinLimits(limits=scale):
            return f"各分项均达到{workspace.scales[scale].name}"
        case Attested(document=document):
            return "得到落实并有佐证材料" if document else "得到落实"
        case Limit():
            return _worded(condition, indicator)
        case Stock(stock=goal):
            return f"{_by(goal)}{_worded(goal, indicator, COUNT_COMPARISON)}"
        case Events(events=goal):
            return f"{_span(goal)}{_worded(goal, indicator, COUNT_COMPARISON)}"
        case Each(each=group, condition=inner):
            members = workspace.groups[group]
            return f"每{members.counter}{members.name}{long(inner, indicator, workspace)}"
        case Trend() | AllOf() | AnyOf() | Mean():
            return _either(condition, indicator, workspace, long)
        case _:
            assert_never(condition)


Say = Callable[[Condition, Indicator, Workspace], str]
Alike = Trend | AllOf | AnyOf | Mean


def _either(condition: Alike, indicator: Indicator, workspace: Workspace, say: Say) -> str:
    """What reads the same in a table cell and in a sentence, but for the conditions inside."""
    match condition:
        case Trend():
            return _trend(condition)
        case AllOf(all=parts):
            return "，且".join(say(part, indicator, workspace) for part in parts)
        case AnyOf(any=parts):
            return "，或".join(say(part, indicator, workspace) for part in parts)
        case Mean(mean=group, condition=inner):
            return f"{workspace.groups[group].name}平均{say(inner, indicator, workspace)}"
        case _:
            assert_never(condition)


def sentence(condition: Condition, indicator: Indicator, workspace: Workspace) -> str:
    """The whole demand: the indicator's own wording, or its name and the demand."""
    if indicator.wording:
        return indicator.wording
    if isinstance(condition, Stock):
        goal = condition.stock
        return f"{_by(goal)}{indicator.name}{_worded(goal, indicator, COUNT_COMPARISON)}"
    if isinstance(condition, Mean):
        rest = long(condition.condition, indicator, workspace)
        name = workspace.groups[condition.mean].name
        return f"{'' if indicator.name.startswith(name) else name}{indicator.name}平均{rest}"
    return f"{indicator.name}{long(condition, indicator, workspace)}"


def _grade(condition: GradeAtLeast, indicator: Indicator, workspace: Workspace) -> str:
    best = workspace.scales[condition.scale].grades[0] == condition.grade
    return f"{grade_word(condition.grade, indicator)}{'' if best else '及以上'}"


def _by(goal: StockGoal) -> str:
    return f"{goal.by.year}年{goal.by.month}月{goal.by.day}日前" if goal.by else ""


def grade_word(grade: str, indicator: Indicator) -> str:
    """A grade with its unit: B级; what is said of a result below every grade stands alone."""
    bare = grade.isascii() or grade in "一二三四五六七八九十"
    return f"{grade}{indicator.unit}" if bare else grade


def _bound(bound: Bound, indicator: Indicator) -> str:
    none = bound.limit == 0 and bound.comparison is Comparison.AT_MOST
    sign = SIGN[Comparison.EQUALS if none else bound.comparison]
    return f"{sign}{with_unit(plain(bound.limit), indicator)}"


def _worded(bound: Bound, indicator: Indicator, words: Mapping[Comparison, str] = COMPARISON) -> str:
    none = bound.limit == 0 and bound.comparison in (Comparison.EQUALS, Comparison.AT_MOST)
    word = "为" if none else words[bound.comparison]
    return f"{word}{with_unit(plain(bound.limit), indicator)}"


def _span(goal: EventGoal) -> str:
    return _window(goal.within) if goal.within else SPAN[goal.per or "year"]


def _window(window: Window) -> str:
    return f"近{window.length}{'年' if window.span == 'years' else '个月'}"


_WAY: Final = {Way.RISING: "高于", Way.FALLING: "低于", Way.NOT_FALLING: "不低于", Way.NOT_RISING: "不高于"}


def _trend(condition: Trend) -> str:
    before = BEFORE[condition.span]
    return f"{_WAY[condition.way]}{before}"


def no_further(condition: Trend, indicator: Indicator) -> str:
    """That a figure stands where a trend cannot go on: 已是0，无从再降."""
    if condition.way is Way.FALLING:
        return "已是0，无从再降"
    return f"已是{with_unit(str(indicator.factor), indicator)}，无从再升"
