"""Checks across files: every id that is used exists, and figures that belong together agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.yamltext.document import find
from aiwei_cli.model.action import ActionFile, CrossSum
from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.condition import GradeAtLeast, WithinLimits
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Group, Indicator, Scale, TargetsFile
from aiwei_cli.model.text import Quantity
from aiwei_cli.model.workspace import WorkspaceFile

Found = Iterator[Diagnostic]

_SOME_YEAR: Final = 2000
"""One with a 29 February."""


def unknown(
    kind: str, word: str, known: Iterable[str], ids: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Message and hint for an id that nothing answers to; ``ids`` by name, where the name may have been written."""
    known = list(known)
    some = "、".join(known[:8]) + ("……" if len(known) > 8 else "")
    return f"没有{kind}“{word}”", did_you_mean(word, known, ids or {}) or (
        f"可选：{some}" if known else f"先写上这个{kind}"
    )


def check_targets(document: DataFile, targets: TargetsFile, actions: Mapping[str, str]) -> Found:
    """Indicators refer to actions, scales, groups that exist. ``actions``: id to name, empty when unread."""
    lost = Counter(each.action for each in targets.indicators.values() if each.action not in actions)
    for name, indicator in targets.indicators.items():
        at = ("indicators", name)
        many = lost[indicator.action] if actions else 0
        if many:
            message, hint = unknown(
                "专项行动", indicator.action, actions, {name: key for key, name in actions.items()}
            )
            if many > 1:  # no slip of the pen: the action itself is missing
                message, hint = f"{message}，{many} 个指标属于它", "在 data/actions 里补上这个行动的文件"
                lost[indicator.action] = 0
            yield document.problem("AW302", message, hint, at=document.node_at((*at, "action")))
        yield from _check_conditions(document, targets, name, indicator)
        yield from _check_parts(document, targets, name, indicator)
    for name, scale in targets.scales.items():
        yield from _check_scale(document, name, scale)
    for name, group in targets.organisations.items():
        yield from _check_group(document, name, group)


def _check_conditions(document: DataFile, targets: TargetsFile, name: str, indicator: Indicator) -> Found:
    target = document.node_at(("indicators", name, "target"))

    def problem(code: str, word: str, said: tuple[str, str]) -> Diagnostic:
        return document.problem(code, *said, at=find(target, word) or target)

    scales, groups = document.keys_at("scales"), document.keys_at("organisations")
    for condition in indicator.demands():
        scale_id, group = condition.scale_named, condition.group
        if scale_id is not None and scale_id not in scales:
            yield problem("AW304", scale_id, unknown("分级标准", scale_id, scales))
        elif group is not None and group not in groups:
            yield problem("AW303", group, unknown("考核对象组", group, groups))
        elif scale := targets.scales.get(scale_id or ""):  # else it is written, but faulty: said there
            if isinstance(condition, GradeAtLeast) and condition.grade not in scale.grades:
                yield problem("AW304", condition.grade, unknown("级别", condition.grade, scale.grades))
            elif isinstance(condition, WithinLimits) and len(scale.grades) != 1:
                message = f"limits 要的是只有一级的标准，“{scale_id}”有几级"
                yield problem("AW304", condition.limits, (message, "改用 {grade: 级别, scale: 编号}"))


def _check_parts(document: DataFile, targets: TargetsFile, name: str, indicator: Indicator) -> Found:
    written = document.keys_at("indicators")
    for part in indicator.parts:
        node = document.node_at(("indicators", name, "parts"))
        at = find(node, part) or node
        other = targets.indicators.get(part)
        if part not in written:
            ids = {each.name: key for key, each in targets.indicators.items()}
            yield document.problem("AW301", *unknown("指标", part, written, ids), at=at)
        elif part == name:
            yield document.problem("AW213", f"“{indicator.name}”不能是自己的一部分", "删掉它", at=at)
        elif other and other.unit != indicator.unit:
            message = (
                f"“{indicator.name}”{_unit(indicator.unit)}，“{other.name}”{_unit(other.unit)}，不能相加"
            )
            yield document.problem("AW306", message, "统一计量单位，或删掉这一部分", at=at)


def _check_scale(document: DataFile, name: str, scale: Scale) -> Found:
    for number, edition in enumerate(scale.editions):
        for index, limits in edition.limits.items():
            at = document.node_at(("scales", name, "editions", number, "limits", index), key=True)
            if index not in scale.indices:
                yield document.problem("AW304", *unknown("分项", index, scale.indices), at=at)
            elif len(limits.by_grade) != len(scale.grades):
                message = f"分项“{index}”有 {len(limits.by_grade)} 个界限，级别有 {len(scale.grades)} 个"
                yield document.problem("AW304", message, "每一级写一个界限，最好的一级在前", at=at)
    for number, (earlier, later) in enumerate(pairwise(scale.editions), 1):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            at = document.node_at(("scales", name, "editions", number, "valid_from"))
            message = f"这一版从 {later.valid_from} 起有效，上一版那时还没有失效"
            yield document.problem("AW213", message, "按先后排列各版，给上一版写上更早的 valid_to", at=at)
    for index in scale.indices:
        if not any(index in edition.limits for edition in scale.editions):
            at = document.node_at(("scales", name, "indices", index), key=True)
            yield document.problem(
                "AW304", f"没有一版标准给分项“{index}”写界限", "在 limits 里补上，或删掉这个分项", at=at
            )


def _check_group(document: DataFile, name: str, group: Group) -> Found:
    seen: dict[str, str] = {}
    for key, member in group.members.items():
        if member.name in seen:
            at = document.node_at(("organisations", name, "members", key), key=True)
            message = f"“{member.name}”写了两次，编号“{seen[member.name]}”已经是它"
            yield document.problem("AW305", message, "改正名称，或只留一个", at=at)
        seen.setdefault(member.name, key)


def check_terms(document: DataFile, about: WorkspaceFile, targets: TargetsFile) -> Found:
    """School terms are defined if any target counts by them, and none begins before another has ended."""
    yield from _overlaps(document, about.terms)
    needed = any(
        indicator.every == Interval.TERM.value
        or any(demand.span is Interval.TERM for demand in indicator.demands())
        for indicator in targets.indicators.values()
    )
    if needed and not about.terms:
        at = document.node_at(("year",), key=True)
        yield document.problem(
            "AW202",
            "有按学期考核的指标，但没有写学期",
            "补上 terms: [{name: 春季学期, starts: 02-16, ends: 07-31}, ……]",
            at=at,
        )


def _overlaps(document: DataFile, terms: Sequence[Term]) -> Found:
    for (_, one), (second, other) in combinations(enumerate(terms), 2):
        own = [one.of_year(year) for year in (_SOME_YEAR - 1, _SOME_YEAR, _SOME_YEAR + 1)]
        its = other.of_year(_SOME_YEAR)
        shared = next((each for each in own if each.start <= its.end and its.start <= each.end), None)
        if shared is None:
            continue
        message = f"“{one.name}”和“{other.name}”互相重叠，同一天会算在两个学期里"
        hint = "核对两个学期的起止"
        if shared.start <= its.start and shared.end < its.end:
            hint += f"，例如“{other.name}”写 starts: {shared.end + timedelta(days=1):%m-%d}"
        elif its.start <= shared.start and its.end < shared.end:
            hint += f"，例如“{one.name}”写 starts: {its.end + timedelta(days=1):%m-%d}"
        yield document.problem("AW317", message, hint, at=document.node_at(("terms", second, "starts")))


def check_action(document: DataFile, action: ActionFile) -> Found:
    """Within one action: plan ids are unique and cross-sums add up."""
    seen: dict[str, int] = {}
    for number, item in enumerate(action.plan):
        at = document.node_at(("plan", number, "id"))
        if item.id in seen:
            yield document.problem(
                "AW305", f"计划编号“{item.id}”重复，第 {seen[item.id]} 行已经有了", "换一个编号", at=at
            )
        seen.setdefault(item.id, at.line)
    for number, cross_sum in enumerate(action.sums):
        yield from _check_sum(document, action, number, cross_sum)


def _unit(unit: str) -> str:
    return f"以“{unit}”计" if unit else "没有写单位"


def _check_sum(document: DataFile, action: ActionFile, number: int, cross_sum: CrossSum) -> Found:
    year, ids = cross_sum.year, (cross_sum.total, *cross_sum.parts)
    at = document.node_at(("sums", number, "total"))
    written = document.keys_at("figures", str(year))
    figures = action.figures.get(year, {})
    missing = [name for name in ids if name not in written]
    if missing:
        yield document.problem("AW307", *unknown(f" {year} 年的数据", missing[0], written), at=at)
    if any(name not in figures for name in ids):
        return  # a figure that is written but faulty is said there
    total, parts = figures[ids[0]], [figures[name] for name in ids[1:]]
    at = document.node_at(("figures", str(year), ids[0]))
    odd = next((part for part in parts if part.unit != total.unit), None)
    if odd:
        message = f"勾稽关系不成立：合计{_unit(total.unit)}，有一项{_unit(odd.unit)}"
        yield document.problem("AW306", message, "统一计量单位", at=at)
        return
    whole = sum(part.amount for part in parts)
    if total.amount != whole:
        terms = "+".join(part.text for part in parts)
        gap = abs(total.amount - whole)
        difference = f"{total.text} 不等于 {terms}={whole}，相差 {gap}"
        if Fraction(gap) > _rounding(parts):
            yield document.problem("AW306", f"勾稽关系不成立：{difference}", "核对合计和各分项", at=at)
        elif not cross_sum.note:
            hint = "确实是四舍五入，就在 sums 的这一条里加 note 说明；不是就改正合计或分项"
            yield document.problem("AW418", f"{difference}，像是四舍五入造成的", hint, at=at)


def _rounding(parts: Sequence[Quantity]) -> Fraction:
    """How far rounding may take a sum from its total: half a last digit for the total and for each part.

    Nothing where every part is a whole number: that was counted.
    """
    decimals = [len(part.text.partition(".")[2]) for part in parts]
    typed = [each for each in decimals if each]
    return Fraction(len(parts) + 1, 2 * 10 ** min(typed)) if typed else Fraction(0)
