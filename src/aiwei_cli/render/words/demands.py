"""What a condition demands, in words, and the values and numbers that are held against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
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
from aiwei_cli.model.definitions import Definitions
from aiwei_cli.model.interval import Window
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, NotApplicable, Value
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.target import Indicator
from aiwei_cli.render.words.labels import BEFORE, COMPARISON, COUNT_COMPARISON, SIGN, SPAN
from aiwei_cli.render.words.numbers import figure_text, plain, with_unit


def short(condition: Condition, indicator: Indicator, workspace: Definitions) -> str:
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


def long(condition: Condition, indicator: Indicator, workspace: Definitions) -> str:
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


Say = Callable[[Condition, Indicator, Definitions], str]
Alike = Trend | AllOf | AnyOf | Mean


def _either(condition: Alike, indicator: Indicator, workspace: Definitions, say: Say) -> str:
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


def sentence(condition: Condition, indicator: Indicator, workspace: Definitions) -> str:
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


def _grade(condition: GradeAtLeast, indicator: Indicator, workspace: Definitions) -> str:
    best = workspace.scales[condition.scale].grades[0] == condition.grade
    return f"{grade_word(condition.grade, indicator)}{'' if best else '及以上'}"


def _by(goal: StockGoal) -> str:
    return f"{goal.by.year}年{goal.by.month}月{goal.by.day}日前" if goal.by else ""


def grade_word(grade: str, indicator: Indicator) -> str:
    """A grade with its unit: B级; what is said of a result below every grade stands alone."""
    bare = grade.isascii() or grade in "一二三四五六七八九十"
    if not bare:
        return grade
    # Where numbers are demanded as well the unit is theirs.
    has_numbers = any(condition.limits_compared() for condition in indicator.target.values())
    return f"{grade}{'级' if has_numbers else indicator.unit}"


def _bound(bound: Bound, indicator: Indicator) -> str:
    none = bound.limit == 0 and bound.comparison is Operator.AT_MOST
    sign = SIGN[Operator.EQUALS if none else bound.comparison]
    return f"{sign}{with_unit(plain(bound.limit), indicator)}"


def _worded(bound: Bound, indicator: Indicator, words: Mapping[Operator, str] = COMPARISON) -> str:
    none = bound.limit == 0 and bound.comparison in (Operator.EQUALS, Operator.AT_MOST)
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


def value_text(
    value: Value, indicator: Indicator, limit: Decimal | None = None, brackets: str = "（）"
) -> str:
    """A value with its unit."""
    match value:
        case Figure():
            text = with_unit(figure_text(value, limit), indicator)
            counts = f"{brackets[0]}{value.text}{brackets[1]}" if value.numerator is not None else ""
            return f"{text}{counts}"
        case Grade(label=label):
            return grade_word(label, indicator)
        case Attestation(yes=yes):
            return "是" if yes else "否"
        case Indices(by_id=by_id):
            return f"{len(by_id)}个分项"
        case NotApplicable():
            return "无适用对象"
        case _:
            assert_never(value)


def limit_of(condition: Condition, exact: Fraction | None = None) -> Decimal | None:
    """The number that a figure is held against, if there is one: of several the one nearest to ``exact``, or the first.

    What lies nearest takes the most digits to be told from.
    """
    limits = condition.limits_compared()
    if exact is None:
        return limits[0] if limits else None
    return min(limits, key=lambda limit: abs(Fraction(limit) - exact), default=None)
