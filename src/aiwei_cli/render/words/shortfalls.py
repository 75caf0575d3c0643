"""What is missing, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    Way,
    WithinLimits,
    unfold,
)
from aiwei_cli.model.measurement import Attestation, Figure, Grade
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.render.words.demands import grade_word, limit_of
from aiwei_cli.render.words.labels import BEFORE
from aiwei_cli.render.words.numbers import day, distance, figure_text, number, plain, points, with_unit

_NOT: Final = {
    Operator.AT_LEAST: "未到",
    Operator.MORE_THAN: "未高于",
    Operator.AT_MOST: "超过",
    Operator.LESS_THAN: "未低于",
    Operator.EQUALS: "不是",
}
NAMED: Final = 3
"""How many organisations are named before it says how many there are."""


WAITING: Final = (Why.NOT_STARTED, Why.SILENT_SO_FAR)
"""What nobody lacks yet."""


def shortfall(verdict: Verdict, indicator: Indicator) -> str:
    """What is missing: ``还差6户（3.3个百分点）``; empty where nothing is, or nothing can be said."""
    if verdict.status not in (Status.MISSED, Status.PENDING):
        return ""
    if isinstance(verdict.condition, Each):
        return _named([part for part in verdict.parts if part.status is verdict.status], indicator)
    failing = [part for part in verdict.parts if part.status is verdict.status]
    if isinstance(verdict.condition, AllOf):
        return "，且".join(filter(None, (_said(part, indicator) for part in failing)))
    if isinstance(verdict.condition, AnyOf) and (deciding := decisive(verdict)):
        return shortfall(deciding, indicator) or _not_even_one(failing, indicator)
    if isinstance(verdict.condition, Events) and failing:
        return "、".join(_of_period(part, indicator) for part in failing if part.gap and not part.why)
    if failing and isinstance(verdict.condition, GradeAtLeast | WithinLimits):
        return "、".join(_index(part) for part in failing)
    if isinstance(verdict.condition, Trend) and isinstance(
        verdict.previous and verdict.previous.value, Grade
    ):
        return _graded(verdict, indicator)
    if verdict.gap is None:
        return "尚未认定" if isinstance(verdict.value, Attestation) else ""
    return _gap(verdict, verdict.gap, indicator)


def decisive(verdict: Verdict) -> Verdict | None:
    """The alternative that decided for ``any``: the first that stands as the whole does."""
    alike = (part for part in verdict.parts if part.status is verdict.status)
    return min(alike, key=lambda part: part.why is Why.OTHER_KIND, default=None)


def _said(verdict: Verdict, indicator: Indicator) -> str:
    """What is missing; where the figure alone says it, which one that is, as it does not stand beside."""
    said, late = shortfall(verdict, indicator), too_late(verdict)
    return f"{said}（{late}）" if said and late else said or not_reached(verdict, indicator)


def too_late(verdict: Verdict) -> str:
    """That a stock was large enough after all, when its deadline had passed: 2024年10月1日才达到."""
    return f"{day(verdict.reached)}才达到" if verdict.reached else ""


def _not_even_one(failing: Sequence[Verdict], indicator: Indicator) -> str:
    """What stands against each of several alternatives."""
    return "，".join(
        dict.fromkeys(
            filter(None, (not_reached(part, indicator) for part in failing if part.why not in WAITING))
        )
    )


def not_reached(verdict: Verdict, indicator: Indicator) -> str:
    """What a figure that misses a demand says against it: ``22%未到23%``, ``C级未达到B级``; else what is missing."""
    failing = [part for part in verdict.parts if part.status is verdict.status]
    match verdict.condition:
        case Stock() if verdict.reached and verdict.gap is None:
            return too_late(verdict)
        case Limit() | Stock() | Mean():
            return _beside_limit(verdict, indicator) or shortfall(verdict, indicator)
        case GradeAtLeast(grade=demanded):
            said = f"{_grade(verdict, indicator)}未达到{grade_word(demanded, indicator)}"
            return shortfall(verdict, indicator) or (said if verdict.grade else "")
        case WithinLimits():
            return shortfall(verdict, indicator) or _grade(verdict, indicator)
        case AllOf():
            return "，且".join(filter(None, (not_reached(part, indicator) for part in failing)))
        case AnyOf():
            return _not_even_one(failing, indicator)
        case Each():
            return _named(failing, indicator, not_reached)
        case Trend() | Attested() | Events():
            return shortfall(verdict, indicator)
        case _:
            assert_never(verdict.condition)


def _beside_limit(verdict: Verdict, indicator: Indicator) -> str:
    condition, limit = verdict.condition, limit_of(verdict.condition)
    compared = condition.condition if isinstance(condition, Mean) else condition
    bound = compared.stock if isinstance(compared, Stock) else compared
    if not isinstance(bound, Bound) or not isinstance(verdict.value, Figure) or limit is None:
        return ""
    figure = with_unit(figure_text(verdict.value, limit), indicator)
    averaged = "平均" if isinstance(condition, Mean) else ""
    return f"{averaged}{figure}{_NOT[bound.comparison]}{with_unit(plain(limit), indicator)}"


def _grade(verdict: Verdict, indicator: Indicator) -> str:
    return grade_word(verdict.grade, indicator) if verdict.grade else ""


def short_name(period: Period) -> str:
    """A part of a year without the year: 秋季学期."""
    return re.sub(r"^\d{4}年(?=.)", "", period.name)


def _of_period(part: Verdict, indicator: Indicator) -> str:
    name = short_name(part.period) if part.period else ""
    return f"{name}{_gap(part, part.gap, indicator) if part.gap else ''}"


def _gap(verdict: Verdict, gap: Gap, indicator: Indicator) -> str:
    if verdict.previous and isinstance(verdict.previous.value, Figure):
        last = before(verdict)
        if gap.amount == 0:
            return f"与{last}持平"
        return f"比{last}{'低' if gap.upward else '高'}{points(distance(gap.amount), indicator)}"
    verb = "还差" if gap.upward else "超出"
    if gap.amount == 0:
        return f"正好是{with_unit(plain(limit_of(verdict.condition) or Decimal(0)), indicator)}，须更{'高' if gap.upward else '低'}"
    amount = points(distance(gap.amount), indicator)
    if gap.counts and indicator.counted_in:
        return f"{verb}{gap.counts}{indicator.counted_in}（{amount}）"
    return f"{verb}{amount}"


def _graded(verdict: Verdict, indicator: Indicator) -> str:
    """How a grade that misses a trend stands to that of the period before."""
    then = verdict.previous.value if verdict.previous else None
    if not isinstance(then, Grade):
        return ""
    if then.label == verdict.grade:
        return f"与{before(verdict)}持平"
    trend = next(each for each in unfold(verdict.condition) if isinstance(each, Trend))
    away = "低于" if trend.way in (Way.RISING, Way.NOT_FALLING) else "高于"
    return f"{away}{before(verdict)}的{grade_word(then.label, indicator)}"


def before(verdict: Verdict) -> str:
    """What the period before is called: that of the trend judged, also inside other conditions."""
    spans = [each.span for each in unfold(verdict.condition) if isinstance(each, Trend)]
    return BEFORE[spans[0]] if spans else "上次"


def _index(part: Verdict) -> str:
    """An index beyond the limit of the demanded grade: 细颗粒物36高于界限35."""
    if not isinstance(part.value, Figure) or part.gap is None:
        return part.label or ""
    limit = part.value.exact + (part.gap.amount if part.gap.upward else -part.gap.amount)
    return f"{part.label}{part.value.text}{'低' if part.gap.upward else '高'}于界限{number(limit)}"


def first_few(names: Sequence[str]) -> str:
    """Names in a row; of many the first few and how many there are."""
    return "、".join(names[:NAMED]) + (f"等{len(names)}个" if len(names) > NAMED else "")


def _named(
    parts: Sequence[Verdict], indicator: Indicator, say: Callable[[Verdict, Indicator], str] = _said
) -> str:
    """Those that fall short, the first few by name, each with what it lacks."""
    # Who only waits for a period that has not begun or ended lacks nothing yet: the reason says what everyone waits for.
    return first_few(
        [
            f"{part.label}{say(part, indicator)}{'（较上年退步）' if part.slipped else ''}"
            for part in parts
            if part.why not in WAITING
        ]
    )
