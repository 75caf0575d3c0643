"""What a verdict found, in words: the actual figure, what is missing, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from aiwei_cli.model.bound import Bound
from aiwei_cli.model.condition import AllOf, AnyOf, Condition, Each, Events, Mean, Stock, Trend, unfold
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, NotApplicable, Value
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.render.demand import grade_word
from aiwei_cli.render.figures import distance, figure_text, plain, points, with_unit
from aiwei_cli.render.labels import BEFORE, EVERY, PACE

_NAMED = 3


def actual(verdict: Verdict, indicator: Indicator, brackets: str = "（）") -> str:
    """The figure that was judged, with its counts: ``91.7%（165/180）``; ``-`` where there is none."""
    if isinstance(verdict.condition, Each) and verdict.out_of:
        return f"{verdict.counted}/{verdict.out_of}达标"
    if verdict.counted is not None and isinstance(verdict.condition, Events):
        return with_unit(str(verdict.counted), indicator)
    if verdict.grade:
        return grade_word(verdict.grade, indicator)
    if verdict.value is None:
        return "-"
    text = value_text(verdict.value, indicator, limit_of(verdict.condition), brackets)
    return (
        f"平均{text}"
        if isinstance(verdict.condition, Mean) and verdict.status is not Status.NO_DATA
        else text
    )


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


def limit_of(condition: Condition) -> Decimal | None:
    """The (first) number that a figure is held against, if there is one."""
    match condition:
        case Bound():
            return condition.limit
        case Stock(stock=goal) | Events(events=goal):
            return goal.limit
        case Each(condition=inner) | Mean(condition=inner):
            return limit_of(inner)
        case AllOf(all=parts) | AnyOf(any=parts):
            return next((limit for part in parts if (limit := limit_of(part)) is not None), None)
        case _:
            return None


def shortfall(verdict: Verdict, indicator: Indicator) -> str:
    """What is missing: ``还差6户（3.3个百分点）``; empty where nothing is, or nothing can be said."""
    if verdict.status not in (Status.MISSED, Status.PENDING):
        return ""
    if isinstance(verdict.condition, Each):
        return _named([part for part in verdict.parts if part.status is verdict.status], indicator)
    failing = [part for part in verdict.parts if part.status is verdict.status and part.label]
    if failing and verdict.grade:
        return "差在" + "、".join(_index(part) for part in failing)
    if verdict.gap is None:
        return "尚未认定" if isinstance(verdict.value, Attestation) else ""
    return _gap(verdict, verdict.gap, indicator)


def _gap(verdict: Verdict, gap: Gap, indicator: Indicator) -> str:
    if verdict.previous and isinstance(verdict.previous.value, Figure):
        before = _before(verdict)
        if gap.amount == 0:
            return f"与{before}持平"
        return f"比{before}{'低' if gap.upward else '高'}{points(distance(gap.amount), indicator)}"
    verb = "还差" if gap.upward else "超出"
    if gap.amount == 0:
        return f"正好是{with_unit(plain(limit_of(verdict.condition) or Decimal(0)), indicator)}，须更{'高' if gap.upward else '低'}"
    of_index = verdict.grade is not None  # its unit is not the indicator's
    amount = distance(gap.amount) if of_index else points(distance(gap.amount), indicator)
    if gap.counts and indicator.counted_in:
        return f"{verb}{gap.counts}{indicator.counted_in}（{amount}）"
    return f"{verb}{amount}"


def _before(verdict: Verdict) -> str:
    """What the period before is called: that of the trend judged, also inside other conditions."""
    spans = [each.span for each in unfold(verdict.condition) if isinstance(each, Trend)]
    return BEFORE[spans[0]] if spans else "上次"


def _index(part: Verdict) -> str:
    value = part.value.text if isinstance(part.value, Figure) else ""
    return f"{part.label}{value}"


def _named(parts: Sequence[Verdict], indicator: Indicator) -> str:
    """Those that fall short, the first few by name."""
    if not parts:
        return ""
    names = []
    for part in parts[:_NAMED]:
        missing = shortfall(part, indicator) if not isinstance(part.condition, Each) else ""
        names.append(f"{part.label}{missing}")
    more = f"等{len(parts)}个" if len(parts) > _NAMED else ""
    return "、".join(names) + more


def reason(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """Why there is no verdict, or what stands in its way; empty where the figure says it all."""
    newest = verdict.measurement
    match verdict.why:
        case None:
            return ""
        case Why.NEVER_MEASURED:
            return "还没有监测值"
        case Why.NONE_THIS_YEAR:
            last = f"（上次{newest.on}）" if newest else ""
            return f"{year}年还没有监测值{last}"
        case Why.OUT_OF_DATE:
            return f"监测值过期：{EVERY[indicator.every]}报送，最近一次是{newest.on if newest else '-'}"
        case Why.NO_PREVIOUS:
            return f"没有{_before(verdict)}数据，无法比较"
        case Why.NO_EDITION:
            return f"{newest.on if newest else year}没有生效的分级标准"
        case Why.INDEX_MISSING:
            return "缺少" + "、".join(
                part.label or "" for part in verdict.parts if part.why is Why.INDEX_MISSING
            )
        case Why.NO_EVIDENCE:
            return "缺佐证材料"
        case Why.NOT_APPLICABLE:
            return "无适用对象"
        case Why.NO_ORGANISATION:
            return "没有考核对象"
        case Why.NOT_STARTED:
            return f"{verdict.period.name if verdict.period else '下一期'}尚未开始"
        case Why.FALLS_SHORT:
            lacking = [part for part in verdict.parts if part.status is Status.NO_DATA]
            return _lacking(lacking) if verdict.status is Status.NO_DATA else ""
        case _:
            assert_never(verdict.why)


def _lacking(parts: Sequence[Verdict]) -> str:
    names = "、".join(part.label or "" for part in parts[:_NAMED])
    return f"{names}{f'等{len(parts)}个' if len(parts) > _NAMED else ''}没有数据"


def remark(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """What is missing, why, until when (if not the year's end), and the pace: the rest of the line."""
    said = [reason(verdict, indicator, year), shortfall(verdict, indicator)]
    if verdict.status is Status.PENDING:
        if verdict.due and verdict.due != date(year, 12, 31):
            said.append(f"{verdict.due}前")
        if verdict.pace:
            said.append(PACE[verdict.pace])
    if verdict.leaves:
        said.append(f"最早的一次到{verdict.leaves}移出统计期")
    if verdict.previous and not verdict.gap:
        said.append(f"{_before(verdict)}{value_text(verdict.previous.value, indicator)}")
    return "，".join(text for text in said if text)
