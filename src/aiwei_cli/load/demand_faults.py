"""What is said of a demand that nothing can meet, that nothing can miss, or that the reporting interval contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.demand_parts import Part, bound_of, parts_of, unfolded
from aiwei_cli.load.reporting_intervals import is_too_short
from aiwei_cli.model.condition import AllOf, Between, Condition, Each, EventGoal, Events, Mean, Stock, Trend
from aiwei_cli.model.condition_kind import Keys
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.figure_ends import floor_and_ceiling
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.satisfiability import can_be_met, can_be_missed
from aiwei_cli.model.target import Indicator

Found = Iterator[Diagnostic]

_LOWER: Final = (Operator.AT_LEAST, Operator.MORE_THAN)
_UPPER: Final = (Operator.AT_MOST, Operator.LESS_THAN)
_ASKED: Final = "核对；确实如此就在这个指标里写 ignore: [{}]"


def faults_of_demand(document: DataFile, name: str, indicator: Indicator, year: int) -> Found:
    """What is wrong or doubtful in what an indicator demands from a year on."""
    condition = indicator.target[year]
    whole = Part(condition, ("indicators", name, "target", str(year)))
    yield from _check_intervals(document, indicator, whole)
    if can_be_met(indicator, condition):
        yield from _doubts(document, indicator, whole)
        return
    for at, message, hint in _culprits(indicator, whole):
        said = f"“{indicator.name}”{year}年的目标不可能达到：{message}"
        yield document.problem("AW214", said, hint, at=document.node_at(at))


def _written(part: Part) -> tuple[str, Keys]:
    """A condition as it is written in the file, and where to point for it."""
    written, more = part.condition.as_written()
    return f"“{written}”" if written else "", (*part.keys, *more)


def _line(comparison: Operator, limit: Decimal) -> str:
    return f"{comparison.value}: {limit:f}"


Culprit = tuple[Keys, str, str]


def _culprits(indicator: Indicator, part: Part) -> Iterator[Culprit]:
    """Place, message and hint of what makes a demand impossible: the smallest conditions that do."""
    inside = parts_of(part)
    alone = [each for each in inside if not can_be_met(indicator, each.condition)]
    if alone:
        for each in alone:
            yield from _culprits(indicator, each)
        return
    if bound := bound_of(part):
        yield bound[1], *_out_of_bounds(indicator, part.condition, bound[0])
        return
    if isinstance(part.condition, Between):
        ends = part.condition.ends
        beyond = next((each for each in ends if not can_be_met(indicator, each)), ends[0])
        message, hint = _out_of_bounds(indicator, part.condition, beyond)
        written, at = _written(part)
        yield at, message.replace(f"“{_line(beyond.comparison, beyond.limit)}”", written, 1), hint
        return
    leaves = [each for each in _all_of(part) if not parts_of(_ungrouped(each))]
    for one, other in combinations(leaves, 2):
        if not can_be_met(indicator, one.condition, other.condition):
            yield _apart(one, other)
            return
    yield part.keys, "这几个条件合在一起，没有一个监测值能满足", "放宽其中一条，或把 all 改成 any"


def _all_of(part: Part) -> Iterator[Part]:
    """The conditions of nested ``all``: each of them has to be met; those for every organisation stay so."""
    if isinstance(part.condition, AllOf):
        for each in parts_of(part):
            yield from _all_of(each)
    elif isinstance(part.condition, Each):
        for each in _all_of(_ungrouped(part)):
            yield Part(part.condition.model_copy(update={"condition": each.condition}), each.keys)
    else:
        yield part


def _ungrouped(part: Part) -> Part:
    """What a condition wants of every organisation, or of their mean."""
    return parts_of(part)[0] if isinstance(part.condition, Each | Mean) else part


def _out_of_bounds(indicator: Indicator, condition: Condition, bound: Bound) -> tuple[str, str]:
    """Message and hint for a number that no figure reaches."""
    limit, comparison = bound.limit, bound.comparison
    line = f"“{_line(comparison, limit)}”"
    if isinstance(condition, Events):
        if limit % 1 and limit > 0:
            fewer = int(limit)
            return f"{line}，次数却是整数", f"写 equals: {fewer} 或 equals: {fewer + 1}"
        return f"{line}，次数却不会少于 0", "一次也不许有，写 at_most: 0"
    low, high = floor_and_ceiling(indicator)
    if high is not None and limit >= high and comparison not in _UPPER:
        beyond = limit + 1 if comparison is Operator.MORE_THAN else limit
        lowest = f"{indicator.range[0]:f}" if indicator.range else _plain(low)
        hint = f"{_likely(comparison, limit, high)}确实可以超过 {_plain(high)}，就写 range: [{lowest}, {beyond:f}]"
        return f"{line}，以 {indicator.unit} 计最多是 {_plain(high)}", hint
    beyond, least = limit - 1 if comparison is Operator.LESS_THAN else limit, _plain(low)
    most = indicator.range[1] if indicator.range else high
    wider = "写上 range，下限写" if most is None else f"写 range: [{beyond:f}, {_plain(most)}]"
    hint = f"一点也不许有，写 at_most: {least}；确实可以更小，就{wider}"
    return f"{line}，最小却是 {least}", f"{hint} {beyond:f}" if most is None else hint


def _likely(comparison: Operator, limit: Decimal, high: Decimal) -> str:
    """What was most likely meant by a number above the ceiling: a point left out, or all of it."""
    if limit < 2 * high:
        return f"全部达到，写 at_least: {_plain(high)}；"
    while limit > high:
        limit /= 10
    return f"是不是 {_line(comparison, limit)}？"


def _plain(number: Decimal) -> str:
    """A number without the zeros behind it."""
    top, bottom = number.as_integer_ratio()
    return f"{Decimal(top) / bottom:f}"


def _apart(one: Part, other: Part) -> Culprit:
    """Two conditions of one ``all`` that exclude each other."""
    over = type(one.condition) is not type(other.condition)
    groups = [_group(each.condition) if over else "" for each in (one, other)]
    one, other = _ungrouped(one), _ungrouped(other)
    (first, _), (second, at) = _written(one), _written(other)
    first, second = (f"“{group}{text[1:]}" for group, text in zip(groups, (first, second), strict=True))
    if not one.condition.line_kinds & other.condition.line_kinds:
        hint = "满足一条就行的，把 all 改成 any；两条都要的，分成两个指标"
        first, second = _of_kind(one), _of_kind(other)
        return at, f"{first}和{second}要的不是同一种监测值，一个指标的监测值只能是一种", hint
    return at, f"{first}和{second}不能同时成立", _how_to_join(bound_of(one), bound_of(other))


def _group(condition: Condition) -> str:
    """Of which organisations, or of the mean of which, as the file begins it."""
    if isinstance(condition, Each):
        return f"each: {condition.each}, "
    return f"mean: {condition.mean}, " if isinstance(condition, Mean) else ""


def _of_kind(part: Part) -> str:
    """A condition by what tells which kind of lines it is about."""
    if isinstance(part.condition, Stock | Events):
        return "“stock”" if isinstance(part.condition, Stock) else "“events”"
    return _written(part)[0]


def _how_to_join(one: tuple[Bound, Keys] | None, other: tuple[Bound, Keys] | None) -> str:
    either = "满足一条就行的，把 all 改成 any；不然只留一条"
    if one is None or other is None:
        return either
    ends = sorted((one[0], other[0]), key=lambda each: each.comparison in _UPPER)
    low, high = ends
    if low.comparison not in _LOWER or high.comparison not in _UPPER:
        return either
    if isinstance(low, EventGoal) and isinstance(high, EventGoal) and _way(low) != _way(high):
        return either
    if low.limit > high.limit:
        swapped = f"{_line(low.comparison, high.limit)}、{_line(high.comparison, low.limit)}"
        return f"写反了，就写 {swapped}；{either}"
    return f"两头都算在内，写 at_least: {low.limit:f}、at_most: {high.limit:f}"


def _doubts(document: DataFile, indicator: Indicator, whole: Part) -> Found:
    """Parts of a demand that can be met, as a whole, which are met or missed whatever the figures are."""
    if "AW417" in indicator.ignore:
        return
    said_of: list[Keys] = []
    for part in unfolded(whole):
        if any(part.keys[: len(keys)] == keys for keys in said_of):
            continue
        text, at = _written(part)
        if part is not whole and not can_be_met(indicator, part.condition):
            for at, message, hint in _culprits(indicator, part):
                said = f"“{indicator.name}”有一条永远达不到，等于没有写：{message}"
                yield document.problem("AW417", said, hint, at=document.node_at(at))
        elif not can_be_missed(indicator, part.condition):
            said = f"“{indicator.name}”的目标{text or '几条合在一起，'}怎样都算达到"
            yield document.problem("AW417", said, _ASKED.format("AW417"), at=document.node_at(at))
        else:
            continue
        said_of.append(part.keys)


def _check_intervals(document: DataFile, indicator: Indicator, whole: Part) -> Found:
    """A trend over less than the reporting interval has no figure to compare with; counted so, events come late."""
    every = indicator.every
    for part in unfolded(whole):
        if isinstance(part.condition, Trend):
            text, at = _written(part)
            span = part.condition.span
            if is_too_short(part.condition, every):
                said = f"“{indicator.name}”报送的间隔（every: {every}）比{text}的还长，没有上一期可比"
                hint = f"把 every 改成 {span.value}" + (
                    "" if every == "once" else f"，或写 {at[-1]}: {every}"
                )
                yield document.problem("AW216", said, hint, at=document.node_at(at))
        elif isinstance(part.condition, Events) and every != "once" and "AW421" not in indicator.ignore:
            goal = part.condition.events
            key = "within" if goal.within else "per"
            if is_too_short(part.condition, every):
                said = (
                    f"“{indicator.name}”按 {key} 统计的时段比报送的间隔（every: {every}）短，到期时未必有数据"
                )
                hint = f"核对 every 和 {key}；{_ASKED.format('AW421').removeprefix('核对；')}"
                at = (*part.keys, "events", key)
                yield document.problem("AW421", said, hint, at=document.node_at(at))


def _way(goal: EventGoal) -> object:
    """How events are counted: over which period, or which window."""
    return goal.per or goal.within
