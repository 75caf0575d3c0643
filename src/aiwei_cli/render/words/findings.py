"""What a verdict found, in words: the actual figure, why there is none, and the rest of its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from aiwei_cli.model.condition import AllOf, AnyOf, Each, Events, Mean, Trend, group_of, unfold
from aiwei_cli.model.diagnostic import NO_LONGER_TAKEN
from aiwei_cli.model.measurement import Figure, NotApplicable
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.render.words.demands import grade_word, limit_of, no_further, value_text
from aiwei_cli.render.words.labels import EVERY, PACE
from aiwei_cli.render.words.numbers import day, with_unit
from aiwei_cli.render.words.shortfalls import (
    WAITING,
    before,
    decisive,
    first_few,
    not_reached,
    short_name,
    shortfall,
    too_late,
)


def actual(verdict: Verdict, indicator: Indicator, brackets: str = "（）") -> str:
    """The figure that was judged, with its counts: ``91.7%（165/180）``; ``-`` where there is none."""
    if isinstance(verdict.condition, Each) and verdict.out_of:
        return f"{verdict.counted}/{verdict.out_of}达标"
    if isinstance(verdict.condition, AllOf | AnyOf) and group_of(verdict.condition):
        tally = [f"{verdict.counted}/{verdict.out_of}达标"] if verdict.out_of else []
        return "、".join([*averages(verdict, indicator), *tally]) or "-"
    deciding = decisive(verdict) if isinstance(verdict.condition, AllOf | AnyOf) else None
    if deciding and isinstance(deciding.condition, Events):
        return actual(deciding, indicator, brackets)
    if isinstance(verdict.condition, Events) and verdict.parts:
        return _by_period(verdict.parts, indicator)
    if verdict.counted is not None and isinstance(verdict.condition, Events):
        return with_unit(str(verdict.counted), indicator)
    if verdict.grade:
        return grade_word(verdict.grade, indicator)
    if verdict.value is None:
        return "-"
    if isinstance(verdict.value, NotApplicable):
        return verdict.value.text
    exact = verdict.value.exact if isinstance(verdict.value, Figure) else None
    text = value_text(verdict.value, indicator, limit_of(verdict.condition, exact), brackets)
    return (
        f"平均{text}"
        if isinstance(verdict.condition, Mean) and verdict.status is not Status.NO_DATA
        else text
    )


def averages(verdict: Verdict, indicator: Indicator) -> list[str]:
    """The means that a demand over a group was judged on, each once; of ``any`` that of the part that decided."""
    if isinstance(verdict.condition, Mean):
        return [actual(verdict, indicator)] if verdict.value else []
    if not isinstance(verdict.condition, AllOf | AnyOf):
        return []
    deciding = decisive(verdict)
    looked_at = verdict.parts if isinstance(verdict.condition, AllOf) else [deciding] if deciding else []
    return list(dict.fromkeys(text for part in looked_at for text in averages(part, indicator)))


def _by_period(parts: Sequence[Verdict], indicator: Indicator) -> str:
    """The counts of two periods, or how many of many are reached."""
    counting = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if len(counting) > 2:
        return f"{sum(part.status is Status.MET for part in counting)}/{len(counting)}期达标"
    begun = [part for part in counting if part.why is not Why.NOT_STARTED and part.period]
    return (
        "、".join(
            f"{short_name(part.period)}{with_unit(str(part.counted or 0), indicator)}"
            for part in begun
            if part.period
        )
        or "-"
    )


def reason(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """Why there is no verdict, or what stands in its way; empty where the figure says it all."""
    newest = verdict.measurement
    if isinstance(verdict.condition, AllOf | AnyOf) and (deciding := _deciding(verdict)):
        return _of_several(verdict, deciding, indicator, year)
    match verdict.why:
        case None:
            return _stuck(verdict, indicator, year)
        case Why.NEVER_MEASURED:
            return "还没有监测值"
        case Why.NONE_THIS_YEAR:
            return _none_of(verdict, year)
        case Why.OUT_OF_DATE:
            last = f"，最近一次是{newest.on}" if newest else ""
            return f"监测值过期：{EVERY[indicator.every]}报送{last}"
        case Why.NO_PREVIOUS:
            return f"没有{before(verdict)}数据，无法比较"
        case Why.NO_EDITION:
            return f"{newest.on if newest else year}没有生效的分级标准"
        case Why.INDEX_MISSING:
            return "缺少" + "、".join(
                part.label or "" for part in verdict.parts if part.why is Why.INDEX_MISSING
            )
        case Why.NO_EVIDENCE:
            return "已报落实，缺佐证材料"
        case Why.NOT_APPLICABLE:
            return "无适用对象"
        case Why.OTHER_KIND:
            return "监测值不是这一种，不看这一条"
        case Why.NO_ORGANISATION:
            return "没有考核对象"
        case Why.CLOSED:
            return f"{day(verdict.closed)}撤并，不再计入" if verdict.closed else "本期撤并，不考核"
        case Why.NEW:
            return "本期新设，不考核"
        case Why.SILENT_SO_FAR:
            return f"{short_name(verdict.period) if verdict.period else '本期'}还没有监测值"
        case Why.NO_LONGER_TAKEN:
            return NO_LONGER_TAKEN
        case Why.NOT_STARTED:
            return f"{short_name(verdict.period) if verdict.period else '下一期'}尚未开始"
        case Why.NO_FURTHER:
            return _no_further(verdict, indicator)
        case Why.FALLS_SHORT:
            if verdict.status is Status.NO_DATA:
                return lacking(verdict, indicator, year)
            idle = verdict.status is Status.PENDING and not shortfall(verdict, indicator)
            return _waiting(verdict, indicator, year) if idle else ""
        case _:
            assert_never(verdict.why)


def _waiting(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """What nobody lacks yet is waited for: the period to come by all alike, the word of those who have not spoken by name."""
    waiting = [part for part in verdict.parts if part.why in WAITING]
    if not waiting:
        return ""
    silent = [part.label or "" for part in waiting if part.why is Why.SILENT_SO_FAR]
    counting = [part for part in verdict.parts if part.status is not Status.NOT_APPLICABLE]
    names = first_few(silent) if waiting[0].why is Why.SILENT_SO_FAR and len(silent) < len(counting) else ""
    return f"{names}{reason(waiting[0], indicator, year)}"


def _of_one(part: Verdict, indicator: Indicator, year: int) -> str:
    """The reason of one of many, shorter than that of a whole indicator: without dates, so that equal ones are equal."""
    if part.why in (Why.NEVER_MEASURED, Why.NONE_THIS_YEAR):
        return "没有数据"
    # One of several is parted from the next by ；.
    return "监测值过期" if part.why is Why.OUT_OF_DATE else reason(part, indicator, year).replace("；", "，")


def _no_further(verdict: Verdict, indicator: Indicator) -> str:
    if verdict.grade:
        return f"已是最好的{grade_word(verdict.grade, indicator)}，无从再升"
    trend = next(each for each in unfold(verdict.condition) if isinstance(each, Trend))
    return no_further(trend, indicator)


def _stuck(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """That of several conditions, all met, one was met only because a figure stands where it cannot go on."""
    if verdict.status is not Status.MET or not isinstance(verdict.condition, AllOf):
        return ""
    return "，".join(dict.fromkeys(filter(None, (reason(part, indicator, year) for part in verdict.parts))))


def _none_of(verdict: Verdict, year: int) -> str:
    """That the year has no figure; of events by period which of them are over and nobody has said anything of."""
    if verdict.period and isinstance(verdict.condition, Events):
        found = [part.period for part in verdict.parts if part.why is Why.NONE_THIS_YEAR] or [verdict.period]
        return f"{'、'.join(short_name(period) for period in found if period)}还没有监测值"
    newest = verdict.measurement
    last = f"（上次{newest.on}）" if newest else ""
    # A day of January may be of last year's autumn term.
    terms = "的学期" if newest and newest.on.year == year else ""
    return f"{year}年{terms}还没有监测值{last}"


def _deciding(verdict: Verdict) -> Verdict | None:
    """The condition that decided for several, where it has a reason to give."""
    stands = (verdict.status, verdict.why)
    return next((part for part in verdict.parts if part.why and (part.status, part.why) == stands), None)


def _of_several(verdict: Verdict, deciding: Verdict, indicator: Indicator, year: int) -> str:
    """The reason of the condition that decided; where none of several decides also those that are not reached."""
    missed = [part for part in verdict.parts if part.status is Status.MISSED]
    why = reason(deciding, indicator, year)
    if verdict.status is not Status.NO_DATA or isinstance(verdict.condition, AllOf) or not missed:
        return why
    others = "，".join(filter(None, (not_reached(part, indicator) for part in missed)))
    return "；".join(filter(None, [f"另一条件{_open_question(deciding, why)}", others]))


def _open_question(deciding: Verdict, why: str) -> str:
    """What is unknown of an alternative, of one over organisations with their names."""
    if not group_of(deciding.condition):
        return "无从比较" if deciding.why is Why.NO_PREVIOUS else why
    lacking_parts = [part for part in deciding.parts if part.status is Status.NO_DATA]
    if lacking_parts and all(part.why is Why.NO_PREVIOUS for part in lacking_parts):
        return f"无从比较：{why.removesuffix('，无法比较')}"
    return f"缺数据：{why}"


def lacking(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """The organisations that nobody can judge, those with the same reason together, the first few by name."""
    if isinstance(verdict.condition, AllOf):
        return "，".join(
            dict.fromkeys(filter(None, (lacking(each, indicator, year) for each in verdict.parts)))
        )
    if not isinstance(verdict.condition, Each | Mean):
        return ""
    by_reason: dict[str, list[str]] = {}
    for part in verdict.parts:
        if part.status is Status.NO_DATA:
            why = _of_one(part, indicator, year)
            by_reason.setdefault(why, []).append(part.label or "")
    return "，".join(f"{first_few(names)}{why}" for why, names in by_reason.items())


def _left_out(verdict: Verdict) -> str:
    """The organisations that have nothing to measure, where others have."""
    if verdict.status is Status.NOT_APPLICABLE:
        return ""
    named = (part.label or "" for part in _over_groups(verdict) if part.why is Why.NOT_APPLICABLE)
    names = list(dict.fromkeys(named))
    return f"{first_few(names)}无适用对象，不计" if names else ""


def _over_groups(verdict: Verdict) -> Iterator[Verdict]:
    """What became of the organisations of a group, also where several conditions run over it."""
    if isinstance(verdict.condition, Each | Mean):
        yield from verdict.parts
    elif isinstance(verdict.condition, AllOf | AnyOf):
        for part in verdict.parts:
            yield from _over_groups(part)


def remark(verdict: Verdict, indicator: Indicator, year: int) -> str:
    """What is missing, why, until when (if not the year's end), and the pace: the rest of the line."""
    said = [reason(verdict, indicator, year), shortfall(verdict, indicator)]
    if verdict.status in (Status.MISSED, Status.PENDING):
        said.append(lacking(verdict, indicator, year))
    if verdict.status is Status.PENDING:
        if verdict.due and verdict.due != date(year, 12, 31):
            said.append(f"{verdict.due}前")
        if verdict.pace:
            said.append(PACE[verdict.pace])
        if verdict.slipped:
            said.append("较上年退步")
    said.append(too_late(verdict))
    if verdict.leaves:
        said.append(f"最早的一次到{verdict.leaves}移出统计期")
    said.append(_left_out(verdict))
    if verdict.previous and verdict.status is Status.MET:
        said.append(f"{before(verdict)}{value_text(verdict.previous.value, indicator)}")
    return "，".join(text for text in said if text)
