"""What a verdict found, in words: the actual figure, why there is none, and the rest of its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import assert_never

from aiwei_cli.model.condition import AllOf, AnyOf, Each, Events, Mean, Trend, group_of, unfold
from aiwei_cli.model.diagnostic import NO_LONGER_TAKEN
from aiwei_cli.model.grace import Awaited
from aiwei_cli.model.measurement import NotApplicable
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.render.words.demands import no_further
from aiwei_cli.render.words.labels import EVERY, PACE, SAME_PERIOD, STATUS
from aiwei_cli.render.words.numbers import dated, with_unit
from aiwei_cli.render.words.phrase import (
    CALENDAR,
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    distinct,
    how_many,
    in_year,
    joined,
    phrase,
)
from aiwei_cli.render.words.shortfalls import (
    WAITING,
    before,
    decisive,
    few,
    indices_missing,
    not_reached,
    period_words,
    shortfall,
    too_late,
)
from aiwei_cli.render.words.value_words import earlier_words, judged_grade, judged_words, measured_words
from aiwei_cli.render.words.verdict_sources import (
    events_source,
    iso_dated,
    judged_source,
    members_counted,
    organisation_source,
)


def actual(verdict: Verdict, indicator: Indicator, brackets: str = "（）") -> Phrase:
    """The figure that was judged, with its counts: ``91.7%（165/180）``; ``-`` where there is none."""
    if isinstance(verdict.condition, Each) and verdict.out_of:
        return _tally(verdict)
    if isinstance(verdict.condition, AllOf | AnyOf) and group_of(verdict.condition):
        tally = [_tally(verdict)] if verdict.out_of else []
        return joined("、", [*averages(verdict, indicator), *tally]) or phrase("-")
    deciding = decisive(verdict) if isinstance(verdict.condition, AllOf | AnyOf) else None
    if deciding and isinstance(deciding.condition, Events):
        return actual(deciding, indicator, brackets)
    if isinstance(verdict.condition, Events) and verdict.parts:
        return _by_period(verdict.parts, indicator)
    if verdict.counted is not None and isinstance(verdict.condition, Events):
        return phrase(_events(verdict, indicator))
    if verdict.grade:
        return judged_grade(verdict, verdict.grade, indicator)
    if verdict.value is None:
        return phrase("-")
    if isinstance(verdict.value, NotApplicable):
        return phrase(TracedFigure(verdict.value, verdict.value.text, judged_source(verdict, indicator)))
    is_mean = isinstance(verdict.condition, Mean) and verdict.status is not Status.NO_DATA
    return phrase("平均" if is_mean else "", judged_words(verdict, indicator, brackets))


def _tally(verdict: Verdict) -> Phrase:
    met, everyone = members_counted(verdict)
    return phrase(met, "/", everyone, STATUS[Status.MET])


def _events(verdict: Verdict, indicator: Indicator) -> TracedFigure:
    count = verdict.counted or 0
    return TracedFigure(count, with_unit(str(count), indicator), events_source(verdict, indicator))


def averages(verdict: Verdict, indicator: Indicator) -> list[Phrase]:
    """The means that a demand over a group was judged on, each once; of ``any`` that of the part that decided."""
    if isinstance(verdict.condition, Mean):
        return [actual(verdict, indicator)] if verdict.value else []
    if not isinstance(verdict.condition, AllOf | AnyOf):
        return []
    deciding = decisive(verdict)
    looked_at = verdict.parts if isinstance(verdict.condition, AllOf) else [deciding] if deciding else []
    return distinct(each for part in looked_at for each in averages(part, indicator))


def _by_period(parts: Sequence[Verdict], indicator: Indicator) -> Phrase:
    """The counts of two periods, or how many of many are reached."""
    counting = [part for part in parts if part.status is not Status.NOT_APPLICABLE]
    if len(counting) > 2:
        met = how_many(_period_source(part, indicator) for part in counting if part.status is Status.MET)
        everyone = how_many(_period_source(part, indicator) for part in counting)
        return phrase(met, "/", everyone, f"期{STATUS[Status.MET]}")
    begun = [part for part in counting if part.why is not Why.NOT_STARTED and part.period]
    counts = (
        phrase(period_words(part.period, indicator), _events(part, indicator))
        for part in begun
        if part.period
    )
    return joined("、", counts) or phrase("-")


def _period_source(part: Verdict, indicator: Indicator) -> Source:
    return Source(Origin.VERDICT, indicator.id, part.period)


def reason(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """Why there is no verdict, or what stands in its way; empty where the figure says it all."""
    newest = verdict.measurement
    if isinstance(verdict.condition, AllOf | AnyOf) and (deciding := _deciding(verdict)):
        return _of_several(verdict, deciding, indicator, year)
    match verdict.why:
        case None:
            return _stuck(verdict, indicator, year)
        case Why.NONE_THIS_YEAR:
            return _none_of(verdict, indicator, year)
        case Why.OUT_OF_DATE:
            return _too_old(verdict, indicator)
        case Why.PERIODS_MISSING:
            return lacking_periods(verdict, indicator)
        case Why.NO_PREVIOUS:
            return phrase("没有", before(verdict), "数据，无法比较")
        case Why.NO_EDITION:
            when = iso_dated(newest) if newest else TracedFigure(year, str(year), CALENDAR)
            return phrase(when, "没有生效的分级标准")
        case Why.INDEX_MISSING:
            missing = "、".join(indices_missing(verdict))  # of a missing index itself the verdict says it all
            return phrase("缺少" if missing else "", missing)
        case Why.CLOSED:
            return _closed(verdict)
        case Why.SILENT_SO_FAR:
            return phrase(_period_or("本期", verdict, indicator), "还没有监测值")
        case Why.NOT_STARTED:
            return phrase(_period_or("下一期", verdict, indicator), "尚未开始")
        case Why.NO_FURTHER:
            return _no_further(verdict, indicator)
        case Why.FALLS_SHORT:
            if verdict.status is Status.NO_DATA:
                return lacking(verdict, indicator, year)
            idle = verdict.status is Status.PENDING and not shortfall(verdict, indicator)
            return _waiting(verdict, indicator, year) if idle else phrase()
        case Why.NEVER_MEASURED:
            return phrase("还没有监测值")
        case Why.NO_EVIDENCE:
            return phrase("已报落实，缺佐证材料")
        case Why.NOT_APPLICABLE:
            return phrase("无适用对象")
        case Why.OTHER_KIND:
            return phrase("监测值不是这一种，不看这一条")
        case Why.NO_ORGANISATION:
            return phrase("没有考核对象")
        case Why.NEW:
            return phrase("本期新设，不考核")
        case Why.NO_LONGER_TAKEN:
            return phrase(NO_LONGER_TAKEN)
        case _:
            assert_never(verdict.why)


def _period_or(otherwise: str, verdict: Verdict, indicator: Indicator) -> Words:
    return period_words(verdict.period, indicator) if verdict.period else otherwise


def _too_old(verdict: Verdict, indicator: Indicator) -> Phrase:
    last = phrase("，最近一次是", iso_dated(verdict.measurement)) if verdict.measurement else ""
    return phrase("监测值过期：", EVERY[indicator.every], "报送", last)


def lacking_periods(verdict: Verdict, indicator: Indicator) -> Phrase:
    """The periods without a figure by name, three and more in a row by their ends: 缺1月至6月、8月."""
    names = joined("、", (_row_of(each, indicator) for each in _in_rows(verdict.missing)))
    return phrase("缺", names) if names else phrase("还没有一整期的监测值")


def _in_rows(periods: Sequence[Period]) -> Iterator[Sequence[Period]]:
    """Periods that follow one another together, two of them one by one."""
    found: list[list[Period]] = []
    for each in periods:
        if found and found[-1][-1].last + timedelta(days=1) == each.start:
            found[-1].append(each)
        else:
            found.append([each])
    for together in found:
        yield from [together] if len(together) > 2 else ([each] for each in together)


def _row_of(periods: Sequence[Period], indicator: Indicator) -> Phrase:
    first, last = periods[0], periods[-1]
    if len(periods) > 1 and "至" in first.name:  # a week, which has no name but its days
        first = last = Period(first.start, last.end, f"{first.start}至{last.end}")
    words = [period_words(each, indicator) for each in (first, last)]
    return phrase(words[0], "至", words[1]) if first != last else phrase(words[0])


def _closed(verdict: Verdict) -> Phrase:
    if verdict.closed is None:
        return phrase("本期撤并，不考核")
    return phrase(dated(verdict.closed, organisation_source(verdict)), "撤并，不再计入")


def _waiting(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """What nobody lacks yet is waited for: the period to come by all alike, the word of those who have not spoken by name."""
    waiting = [part for part in verdict.parts if part.why in WAITING]
    if not waiting:
        return phrase()
    silent = [part for part in waiting if part.why is Why.SILENT_SO_FAR]
    counting = [part for part in verdict.parts if part.status is not Status.NOT_APPLICABLE]
    by_name = waiting[0].why is Why.SILENT_SO_FAR and len(silent) < len(counting)
    return phrase(_names(silent) if by_name else "", reason(waiting[0], indicator, year))


def _names(parts: Sequence[Verdict]) -> Phrase:
    return few([part.label or "" for part in parts], map(organisation_source, parts))


def _of_one(part: Verdict, indicator: Indicator, year: int) -> Phrase:
    """The reason of one of many, shorter than that of a whole indicator: without dates, so that equal ones are equal."""
    if part.why in (Why.NEVER_MEASURED, Why.NONE_THIS_YEAR):
        return phrase("没有数据")
    if part.why is Why.OUT_OF_DATE:
        return phrase("监测值过期")
    # One of several is parted from the next by ；.
    return reason(part, indicator, year).in_texts(lambda text: text.replace("；", "，"))


def _no_further(verdict: Verdict, indicator: Indicator) -> Phrase:
    if verdict.grade:
        return phrase("已是最好的", judged_grade(verdict, verdict.grade, indicator), "，无从再升")
    trend = next(each for each in unfold(verdict.condition) if isinstance(each, Trend))
    return no_further(trend, indicator)


def _stuck(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """That of several conditions, all met, one was met only because a figure stands where it cannot go on."""
    if verdict.status is not Status.MET or not isinstance(verdict.condition, AllOf):
        return phrase()
    return joined("，", distinct(reason(part, indicator, year) for part in verdict.parts))


def _none_of(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """That the year has no figure; of events by period which of them are over and nobody has said anything of."""
    if verdict.period and isinstance(verdict.condition, Events):
        found = [part.period for part in verdict.parts if part.why is Why.NONE_THIS_YEAR] or [verdict.period]
        names = joined("、", (period_words(period, indicator) for period in found if period))
        return phrase(names, "还没有监测值")
    newest = verdict.measurement
    last = phrase("（上次", iso_dated(newest), "）") if newest else ""
    # A day of January may be of last year's autumn term.
    terms = "的学期" if newest and newest.on.year == year else ""
    return phrase(in_year(year), terms, "还没有监测值", last)


def _deciding(verdict: Verdict) -> Verdict | None:
    """The condition that decided for several, where it has a reason to give."""
    stands = (verdict.status, verdict.why)
    return next((part for part in verdict.parts if part.why and (part.status, part.why) == stands), None)


def _of_several(verdict: Verdict, deciding: Verdict, indicator: Indicator, year: int) -> Phrase:
    """The reason of the condition that decided; where none of several decides also those that are not reached."""
    missed = [part for part in verdict.parts if part.status is Status.MISSED]
    why = reason(deciding, indicator, year)
    if verdict.status is not Status.NO_DATA or isinstance(verdict.condition, AllOf) or not missed:
        return why
    others = joined("，", (not_reached(part, indicator) for part in missed))
    return joined("；", [phrase("另一条件", _open_question(deciding, why)), others])


def _open_question(deciding: Verdict, why: Phrase) -> Phrase:
    """What is unknown of an alternative, of one over organisations with their names."""
    if not group_of(deciding.condition):
        return phrase("无从比较") if deciding.why is Why.NO_PREVIOUS else why
    lacking_parts = [part for part in deciding.parts if part.status is Status.NO_DATA]
    if lacking_parts and all(part.why is Why.NO_PREVIOUS for part in lacking_parts):
        return phrase("无从比较：", why.removesuffix("，无法比较"))
    return phrase("缺数据：", why)


def lacking(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """The organisations that nobody can judge, those with the same reason together, the first few by name."""
    if isinstance(verdict.condition, AllOf):
        return joined("，", distinct(lacking(each, indicator, year) for each in verdict.parts))
    if not isinstance(verdict.condition, Each | Mean):
        return phrase()
    by_reason: dict[str, tuple[Phrase, list[Verdict]]] = {}
    for part in verdict.parts:
        if part.status is Status.NO_DATA:
            why = _of_one(part, indicator, year)
            by_reason.setdefault(why.text, (why, []))[1].append(part)
    return joined("，", (phrase(_names(parts), why) for why, parts in by_reason.values()))


def awaited_words(awaited: Awaited, indicator: Indicator) -> Phrase:
    """The figure that is waited for: 第四季度数据待报（2025-01-10前）, 第四季度数据逾期1天."""
    follows = Source(Origin.VERDICT, indicator.id)
    name = period_words(awaited.period, indicator)
    if awaited.days_late:
        return phrase(name, "数据逾期", TracedFigure(awaited.days_late, f"{awaited.days_late}天", follows))
    return phrase(
        name, "数据待报（", TracedFigure(awaited.deadline, awaited.deadline.isoformat(), follows), "前）"
    )


def _left_out(verdict: Verdict) -> Phrase:
    """The organisations that have nothing to measure, where others have."""
    if verdict.status is Status.NOT_APPLICABLE:
        return phrase()
    by_name = {part.label or "": part for part in _over_groups(verdict) if part.why is Why.NOT_APPLICABLE}
    return phrase(_names([*by_name.values()]), "无适用对象，不计") if by_name else phrase()


def _over_groups(verdict: Verdict) -> Iterator[Verdict]:
    """What became of the organisations of a group, also where several conditions run over it."""
    if isinstance(verdict.condition, Each | Mean):
        yield from verdict.parts
    elif isinstance(verdict.condition, AllOf | AnyOf):
        for part in verdict.parts:
            yield from _over_groups(part)


def remark(verdict: Verdict, indicator: Indicator, year: int) -> Phrase:
    """What is missing, why, until when (if not the year's end), and the pace: the rest of the line."""
    said: list[Words] = [reason(verdict, indicator, year), shortfall(verdict, indicator)]
    follows = Source(Origin.VERDICT, indicator.id)
    if verdict.status in (Status.MISSED, Status.PENDING):
        said.append(lacking(verdict, indicator, year))
    if verdict.status is Status.PENDING:
        if verdict.due and verdict.due != date(year, 12, 31):
            said.append(phrase(TracedFigure(verdict.due, verdict.due.isoformat(), follows), "前"))
        if verdict.pace:
            said.append(PACE[verdict.pace])
        if verdict.slipped:
            said.append("较上年退步")
    if verdict.awaited:
        said.append(awaited_words(verdict.awaited, indicator))
    said.append(too_late(verdict, indicator))
    if verdict.leaves:
        leaves = TracedFigure(verdict.leaves, verdict.leaves.isoformat(), follows)
        said.append(phrase("最早的一次到", leaves, "移出统计期"))
    said.append(_left_out(verdict))
    still_open = verdict.is_midway and verdict.gap is None
    if verdict.previous and (verdict.status is Status.MET or still_open):
        said.append(phrase(before(verdict), earlier_words(verdict, indicator)))
    if verdict.is_midway and verdict.previous is None:
        said.append(phrase(SAME_PERIOD, "没有数据"))
    if verdict.year_before:
        said.append(phrase(SAME_PERIOD, measured_words(verdict.year_before, indicator)))
    return joined("，", said)
