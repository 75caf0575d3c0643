"""What is missing, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from aiwei_cli.model.condition import Events, Trend, unfold
from aiwei_cli.model.measurement import Attestation, Figure
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.render.words.condition_wording import wording_of
from aiwei_cli.render.words.demands import demanded, limit_of, limit_words
from aiwei_cli.render.words.labels import BEFORE, SAME_PERIOD
from aiwei_cli.render.words.numbers import dated, distance, figure_text, number, points, with_unit
from aiwei_cli.render.words.phrase import (
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    computed,
    distinct,
    how_many,
    joined,
    measured,
    phrase,
)
from aiwei_cli.render.words.verdict_sources import events_source, judged_source, member

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


def shortfall(verdict: Verdict, indicator: Indicator) -> Phrase:
    """What is missing: ``还差6户（3.3个百分点）``; empty where nothing is, or nothing can be said."""
    if verdict.status not in (Status.MISSED, Status.PENDING):
        return phrase()
    said = wording_of(verdict.condition).shortfall(verdict.condition, verdict, indicator)
    if said is not None:
        return phrase(said)
    if verdict.gap is None:
        return phrase("尚未认定" if isinstance(verdict.value, Attestation) else "")
    return gap_words(verdict, verdict.gap, indicator)


def not_reached(verdict: Verdict, indicator: Indicator) -> Phrase:
    """What a figure that misses a demand says against it: ``22%未到23%``, ``C级未达到B级``; else what is missing."""
    said = wording_of(verdict.condition).not_reached(verdict.condition, verdict, indicator)
    return shortfall(verdict, indicator) if said is None else phrase(said)


def decisive(verdict: Verdict) -> Verdict | None:
    """The alternative that decided for ``any``: the first that stands as the whole does."""
    alike = (part for part in verdict.parts if part.status is verdict.status)
    return min(alike, key=lambda part: part.why is Why.OTHER_KIND, default=None)


def of_part(verdict: Verdict, indicator: Indicator) -> Phrase:
    """What is missing; where the figure alone says it, which one that is, as it does not stand beside."""
    said, late = shortfall(verdict, indicator), too_late(verdict, indicator)
    return phrase(said, "（", late, "）") if said and late else said or not_reached(verdict, indicator)


def too_late(verdict: Verdict, indicator: Indicator) -> Phrase:
    """That a stock was large enough after all, when its deadline had passed: 2024年10月1日才达到."""
    if verdict.reached is None:
        return phrase()
    whose = verdict.measurement.organisation if verdict.measurement else None
    source = Source(Origin.MEASUREMENT, indicator.id, verdict.reached, whose)
    return phrase(dated(verdict.reached, source), "才达到")


def not_even_one(verdict: Verdict, indicator: Indicator) -> Phrase:
    """What stands against each of several alternatives."""
    against = (
        not_reached(part, indicator)
        for part in verdict.parts
        if part.status is verdict.status and part.why not in WAITING
    )
    return joined("，", distinct(against))


def beside_limit(verdict: Verdict, bound: Bound, indicator: Indicator) -> Phrase:
    """A figure beside the number that it misses: 22%未到23%; empty where there is no figure."""
    if not isinstance(verdict.value, Figure):
        return phrase()
    shown = with_unit(figure_text(verdict.value, bound.limit), indicator)
    figure = TracedFigure(verdict.value.exact, shown, judged_source(verdict, indicator))
    return phrase(figure, _NOT[bound.comparison], limit_words(bound.limit, indicator))


def period_words(period: Period, indicator: Indicator) -> TracedFigure:
    """A part of the year that an indicator is judged by: 秋季学期."""
    return TracedFigure(period, short_name(period), Source(Origin.VERDICT, indicator.id))


def short_name(period: Period) -> str:
    """A part of a year without the year: 秋季学期."""
    return re.sub(r"^\d{4}年(?=.)", "", period.name)


def gap_words(verdict: Verdict, gap: Gap, indicator: Indicator) -> Phrase:
    """How far a figure is off: 还差6户（3.3个百分点）, 与上年持平."""
    judged = judged_source(verdict, indicator)
    shown = points(distance(gap.amount), verdict.raw_index or indicator)
    if verdict.previous and isinstance(verdict.previous.value, Figure):
        last = before(verdict)
        if gap.amount == 0:
            return phrase("与", last, "持平")
        difference = TracedFigure(gap.amount, shown, computed(judged, measured(verdict.previous)))
        return phrase("比", last, "低" if gap.upward else "高", difference)
    if gap.amount == 0:
        limit = limit_words(limit_of(verdict.condition) or Decimal(0), indicator)
        return phrase("正好是", limit, "，须更", "高" if gap.upward else "低")
    if isinstance(verdict.condition, Events):
        judged = events_source(verdict, indicator)
    verb, source = "还差" if gap.upward else "超出", computed(judged, demanded(indicator))
    amount = TracedFigure(gap.amount, shown, source)
    if gap.counts and indicator.counted_in:
        counts = TracedFigure(gap.counts, f"{gap.counts}{indicator.counted_in}", source)
        return phrase(verb, counts, "（", amount, "）")
    return phrase(verb, amount)


def before(verdict: Verdict) -> str:
    """What the period before is called: that of the trend judged, also inside other conditions."""
    if verdict.is_midway:
        return SAME_PERIOD
    spans = [each.span for each in unfold(verdict.condition) if isinstance(each, Trend)]
    return BEFORE[spans[0]] if spans else "上次"


def indices_beyond(verdict: Verdict, indicator: Indicator) -> Phrase | None:
    """The indices that are beyond the limits of the demanded grade; None where the grade was given without any."""
    failing = [part for part in verdict.parts if part.status is verdict.status]
    source = judged_source(verdict, indicator)
    return joined("、", (_index(part, source, indicator) for part in failing)) if failing else None


def indices_short(verdict: Verdict, indicator: Indicator) -> Phrase | None:
    """The same, and which are missing, where with them it might be a worse grade."""
    beyond = indices_beyond(verdict, indicator)
    missing = indices_missing(verdict) if verdict.or_worse else ()
    return phrase(beyond, f"（缺{'、'.join(missing)}）") if beyond and missing else beyond


def indices_missing(verdict: Verdict) -> list[str]:
    """The indices that a grade lacks, by name."""
    return [part.label or "" for part in verdict.parts if part.why is Why.INDEX_MISSING]


def _index(part: Verdict, source: Source, indicator: Indicator) -> Phrase:
    """An index beyond the limit of the demanded grade: 细颗粒物36高于界限35."""
    if not isinstance(part.value, Figure) or part.gap is None:
        return phrase(part.label or "")
    exact = part.value.exact + (part.gap.amount if part.gap.upward else -part.gap.amount)
    limit = TracedFigure(exact, number(exact), Source(Origin.SCALE, indicator.id))
    shown = TracedFigure(part.value.exact, part.value.text, source)
    return phrase(part.label or "", shown, "低" if part.gap.upward else "高", "于界限", limit)


def first_few(names: Sequence[str]) -> str:
    """Names in a row; of many the first few and how many there are."""
    return "、".join(names[:NAMED]) + (f"等{len(names)}个" if len(names) > NAMED else "")


def few(said: Sequence[Words], of: Iterable[Source]) -> Phrase:
    """The same of words about what is named in ``of``."""
    more = phrase("等", how_many(of), "个") if len(said) > NAMED else ""
    return phrase(joined("、", said[:NAMED]), more)


def named(verdict: Verdict, indicator: Indicator, say: Callable[[Verdict, Indicator], Phrase]) -> Phrase:
    """Those of a group that fall short, the first few by name, each with what is said of it."""
    # Who only waits for a period that has not begun or ended lacks nothing yet: the reason says what everyone waits for.
    short = [part for part in verdict.parts if part.status is verdict.status and part.why not in WAITING]
    return few(
        [
            phrase(part.label or "", say(part, indicator), "（较上年退步）" if part.slipped else "")
            for part in short
        ],
        map(member, short),
    )
