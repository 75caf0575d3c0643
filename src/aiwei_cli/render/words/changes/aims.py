"""How a figure stands to what is demanded of it, as the last clauses of an official sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import Between, Condition, Trend, Way
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.changes.verbs import Verbs, is_counted
from aiwei_cli.render.words.condition_wording import wording_of
from aiwei_cli.render.words.demands import demanded, limit_words, no_further
from aiwei_cli.render.words.labels import BEFORE
from aiwei_cli.render.words.numbers import dated, points, with_unit
from aiwei_cli.render.words.phrase import Phrase, TracedFigure, Words, computed, measured, phrase
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.figure_verdict import verdict_on
from aiwei_cli.rules.trend import keeps

_UPWARD = (Operator.AT_LEAST, Operator.MORE_THAN)
_DOWNWARD = (Operator.AT_MOST, Operator.LESS_THAN)


class Mark(NamedTuple):
    """What a figure is held against: a limit, the nearer end of a range, or the figure of the period before."""

    demand: Bound | Between | Trend
    at: Figure | None
    """None where the period before has no figure."""
    by: date | None = None
    """The day by which a stock is to be reached, where it is not the end of the figure's year."""
    late: bool = False
    """Whether that day is over."""
    then: Measurement | None = None
    """What was measured in the period before."""
    end: Fraction | None = None
    """Where the trend cannot go on."""
    told: bool = False
    """Whether the sentence has already said how the figure moved on from that."""

    def met_by(self, figure: Figure) -> bool:
        """Whether a figure will do."""
        if isinstance(self.demand, Bound):
            return meets(self.demand, figure.exact)
        if isinstance(self.demand, Between):
            return all(meets(each, figure.exact) for each in self.demand.ends)
        return self.at is not None and keeps(self.demand, figure.exact, self.at.exact, self.end)


def marks_of(condition: Condition | None, new: Measurement, workspace: Workspace) -> list[Mark]:
    """The marks of a single figure; of several conditions of which one is enough those of one."""
    return [] if condition is None else wording_of(condition).marks(condition, new, workspace)


def number_of(bound: Bound) -> Figure:
    """The number of a comparison, as a figure."""
    return Figure(Fraction(bound.limit), f"{bound.limit:f}")


class Held(NamedTuple):
    """A figure held against a mark, with both distance and mark as printed."""

    mark: Mark
    figure: Figure
    at: TracedFigure
    gap: TracedFigure
    """With its unit."""


def clauses(
    marks: Sequence[Mark],
    new: Measurement,
    figure: Figure,
    shown: Sequence[tuple[str, str]],
    verbs: Verbs,
    indicator: Indicator,
) -> Iterator[Words]:
    """A clause or two for each mark; ``shown`` are marks and distances as printed, where there is a mark."""
    said = iter(shown)
    for mark in marks:
        if mark.at is None:
            assert isinstance(mark.demand, Trend)
            yield f"暂无{BEFORE[mark.demand.span]}数据可比"
            continue
        at, gap = next(said)
        source = measured(mark.then) if mark.then else demanded(indicator)
        held = Held(
            mark,
            figure,
            TracedFigure(mark.at.exact, with_unit(at, indicator), source),
            TracedFigure(
                abs(figure.exact - mark.at.exact), points(gap, indicator), computed(measured(new), source)
            ),
        )
        match mark.demand:
            case Trend():
                yield _against_then(held, mark.demand, verbs, indicator)
            case Between():
                yield _against_range(held, mark.demand, indicator)
            case Bound():
                yield _against_limit(held, mark.demand, verbs)
            case _:
                assert_never(mark.demand)


def _against_then(held: Held, trend: Trend, verbs: Verbs, indicator: Indicator) -> Phrase:
    assert held.mark.at is not None
    now, then, met = held.figure.exact, held.mark.at.exact, held.mark.met_by(held.figure)
    before = BEFORE[trend.span]
    if now == then == held.mark.end:
        level = "" if held.mark.told else f"与{before}持平，"
        return phrase(level, no_further(trend, indicator), "，达到要求")
    if held.mark.told:
        return phrase(_verdict(trend, met, verbs))
    if now == then:
        return phrase(f"与{before}持平，{_verdict(trend, met, verbs)}")
    way = verbs.above if now > then else verbs.below
    return phrase("比", before, "的", held.at, way, held.gap, "，", "达到" if met else "未达到", "要求")


def _against_range(held: Held, demand: Between, indicator: Indicator) -> Phrase:
    least, most = (limit_words(each, indicator) for each in demand.between)
    aim = phrase(least, "至", most)
    if held.mark.met_by(held.figure):
        return phrase("在", aim, "的年度目标范围内")
    below = held.figure.exact < demand.between[0]
    return phrase("不在", aim, "的年度目标范围内，", "还差" if below else "超出", held.gap)


def _verdict(trend: Trend, met: bool, verbs: Verbs) -> str:
    """Whether a figure will do whose way from the period before has been told."""
    more = trend.way in (Way.RISING, Way.NOT_RISING)
    strict = trend.way in (Way.RISING, Way.FALLING)
    way = f"{'' if strict else '不'}{_more(verbs) if more else _less(verbs)}"
    return f"{'达到' if met else '未达到'}{way}{BEFORE[trend.span]}的要求"


def grade_clauses(new: Measurement, indicator: Indicator, workspace: Workspace) -> Iterator[Words]:
    """What a grade, or the indices that come to one, amount to, as they are judged on their day."""
    if verdict := verdict_on(new, workspace):
        condition = verdict.condition
        yield from wording_of(condition).grade_clauses(condition, verdict, indicator, workspace)


def _against_limit(held: Held, bound: Bound, verbs: Verbs) -> Phrase:
    by = dated(held.mark.by, held.at.source) if held.mark.by else None
    if held.mark.late and by:
        said, met = _against_number(held, bound, verbs, ""), held.mark.met_by(held.figure)
        return phrase(said, "，", "但" if met else "", "已过", by, "的期限")
    return _against_number(held, bound, verbs, phrase(by, "前的") if by else "年度")


def _against_number(held: Held, bound: Bound, verbs: Verbs, when: Words) -> Phrase:
    above, level = held.figure.exact > bound.limit, held.figure.exact == bound.limit
    reached = held.mark.met_by(held.figure)
    if bound.limit == 0 and is_counted(verbs) and bound.comparison in (Operator.EQUALS, Operator.AT_MOST):
        return phrase("距", when, "清零目标还有", held.gap) if above else phrase("实现", when, "清零目标")
    if bound.comparison in _DOWNWARD:
        aim = phrase(when, "控制目标")
        if level:
            return phrase("与", aim, "持平，", "未超出" if reached else f"须{_less(verbs)}该值才算达标")
        return phrase("超出", aim, held.gap) if above else phrase("比", aim, verbs.below, held.gap)
    if level and not reached:
        return phrase("与", when, f"目标值持平，须{_more(verbs)}该值才算达标")
    if level:
        return phrase("正好达到" if bound.comparison in _UPWARD else "达到", when, "目标")
    if not above:
        return phrase("距", when, "目标还差", held.gap)
    if bound.comparison is Operator.EQUALS or is_counted(verbs):
        return phrase("比", when, "目标", verbs.above, held.gap)
    return phrase("超", when, "目标", held.gap)


def _more(verbs: Verbs) -> str:
    return "多于" if is_counted(verbs) else "高于"


def _less(verbs: Verbs) -> str:
    return "少于" if is_counted(verbs) else "低于"
