"""What is missing, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from aiwei_cli.model.condition import Trend, unfold
from aiwei_cli.model.measurement import Attestation, Figure
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.render.words.condition_wording import wording_of
from aiwei_cli.render.words.demands import limit_of
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
    said = wording_of(verdict.condition).shortfall(verdict.condition, verdict, indicator)
    if said is not None:
        return said
    if verdict.gap is None:
        return "尚未认定" if isinstance(verdict.value, Attestation) else ""
    return gap_text(verdict, verdict.gap, indicator)


def not_reached(verdict: Verdict, indicator: Indicator) -> str:
    """What a figure that misses a demand says against it: ``22%未到23%``, ``C级未达到B级``; else what is missing."""
    said = wording_of(verdict.condition).not_reached(verdict.condition, verdict, indicator)
    return shortfall(verdict, indicator) if said is None else said


def decisive(verdict: Verdict) -> Verdict | None:
    """The alternative that decided for ``any``: the first that stands as the whole does."""
    alike = (part for part in verdict.parts if part.status is verdict.status)
    return min(alike, key=lambda part: part.why is Why.OTHER_KIND, default=None)


def of_part(verdict: Verdict, indicator: Indicator) -> str:
    """What is missing; where the figure alone says it, which one that is, as it does not stand beside."""
    said, late = shortfall(verdict, indicator), too_late(verdict)
    return f"{said}（{late}）" if said and late else said or not_reached(verdict, indicator)


def too_late(verdict: Verdict) -> str:
    """That a stock was large enough after all, when its deadline had passed: 2024年10月1日才达到."""
    return f"{day(verdict.reached)}才达到" if verdict.reached else ""


def not_even_one(verdict: Verdict, indicator: Indicator) -> str:
    """What stands against each of several alternatives."""
    against = (
        not_reached(part, indicator)
        for part in verdict.parts
        if part.status is verdict.status and part.why not in WAITING
    )
    return "，".join(dict.fromkeys(filter(None, against)))


def beside_limit(verdict: Verdict, bound: Bound, indicator: Indicator) -> str:
    """A figure beside the number that it misses: 22%未到23%; empty where there is no figure."""
    if not isinstance(verdict.value, Figure):
        return ""
    figure = with_unit(figure_text(verdict.value, bound.limit), indicator)
    return f"{figure}{_NOT[bound.comparison]}{with_unit(plain(bound.limit), indicator)}"


def short_name(period: Period) -> str:
    """A part of a year without the year: 秋季学期."""
    return re.sub(r"^\d{4}年(?=.)", "", period.name)


def gap_text(verdict: Verdict, gap: Gap, indicator: Indicator) -> str:
    """How far a figure is off: 还差6户（3.3个百分点）, 与上年持平."""
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


def before(verdict: Verdict) -> str:
    """What the period before is called: that of the trend judged, also inside other conditions."""
    spans = [each.span for each in unfold(verdict.condition) if isinstance(each, Trend)]
    return BEFORE[spans[0]] if spans else "上次"


def indices_beyond(verdict: Verdict) -> str | None:
    """The indices that are beyond the limits of the demanded grade; None where the grade was given without any."""
    failing = [part for part in verdict.parts if part.status is verdict.status]
    return "、".join(map(_index, failing)) if failing else None


def _index(part: Verdict) -> str:
    """An index beyond the limit of the demanded grade: 细颗粒物36高于界限35."""
    if not isinstance(part.value, Figure) or part.gap is None:
        return part.label or ""
    limit = part.value.exact + (part.gap.amount if part.gap.upward else -part.gap.amount)
    return f"{part.label}{part.value.text}{'低' if part.gap.upward else '高'}于界限{number(limit)}"


def first_few(names: Sequence[str]) -> str:
    """Names in a row; of many the first few and how many there are."""
    return "、".join(names[:NAMED]) + (f"等{len(names)}个" if len(names) > NAMED else "")


def named(verdict: Verdict, indicator: Indicator, say: Callable[[Verdict, Indicator], str]) -> str:
    """Those of a group that fall short, the first few by name, each with what is said of it."""
    # Who only waits for a period that has not begun or ended lacks nothing yet: the reason says what everyone waits for.
    return first_few(
        [
            f"{part.label}{say(part, indicator)}{'（较上年退步）' if part.slipped else ''}"
            for part in verdict.parts
            if part.status is verdict.status and part.why not in WAITING
        ]
    )
