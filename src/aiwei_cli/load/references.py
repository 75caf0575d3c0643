"""Checks across files: every id that is used exists, and figures that belong together agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aiwei_cli.load.document import Document, find
from aiwei_cli.load.shape import did_you_mean
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.condition import (
    Each,
    Events,
    GradeAtLeast,
    Mean,
    WithinLimits,
)
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.span import Span
from aiwei_cli.model.target import Indicator, Scale, TargetsFile
from aiwei_cli.model.workspace import WorkspaceFile

Found = Iterator[Diagnostic]


def unknown(kind: str, word: str, known: Iterable[str], names: Iterable[str] = ()) -> tuple[str, str]:
    """Message and hint for an id that nothing answers to."""
    known = list(known)
    some = "、".join(known[:8]) + ("……" if len(known) > 8 else "")
    return f"没有{kind}“{word}”", did_you_mean(word, known, names) or (
        f"可选：{some}" if known else f"先写上这个{kind}"
    )


def check_targets(document: Document, targets: TargetsFile, actions: Mapping[str, str]) -> Found:
    """Indicators refer to actions, scales, groups that exist. ``actions``: id to name, empty when unread."""
    for name, indicator in targets.indicators.items():
        at = ("indicators", name)
        if actions and indicator.action not in actions:
            message, hint = unknown("专项行动", indicator.action, actions, actions.values())
            yield document.problem("AW302", message, hint, at=document.node_at((*at, "action")))
        yield from _check_conditions(document, targets, name, indicator)
    for name, scale in targets.scales.items():
        yield from _check_scale(document, name, scale)


def _check_conditions(document: Document, targets: TargetsFile, name: str, indicator: Indicator) -> Found:
    target = document.node_at(("indicators", name, "target"))

    def problem(code: str, word: str, said: tuple[str, str]) -> Diagnostic:
        return document.problem(code, *said, at=find(target, word) or target)

    for condition in indicator.demands():
        match condition:
            case GradeAtLeast(scale=scale_id) | WithinLimits(limits=scale_id) if (
                scale_id not in targets.scales
            ):
                yield problem("AW304", scale_id, unknown("分级标准", scale_id, targets.scales))
            case GradeAtLeast(grade=grade, scale=scale_id) if grade not in targets.scales[scale_id].grades:
                yield problem("AW304", grade, unknown("级别", grade, targets.scales[scale_id].grades))
            case WithinLimits(limits=scale_id) if len(targets.scales[scale_id].grades) != 1:
                message = f"limits 要的是只有一级的标准，“{scale_id}”有几级"
                yield problem("AW304", scale_id, (message, "改用 {grade: 级别, scale: 编号}"))
            case Each(each=group) | Mean(mean=group) if group not in targets.organisations:
                yield problem("AW303", group, unknown("考核对象组", group, targets.organisations))


def _check_scale(document: Document, name: str, scale: Scale) -> Found:
    for number, edition in enumerate(scale.editions):
        for index, limits in edition.limits.items():
            at = document.node_at(("scales", name, "editions", number, "limits", index), key=True)
            if index not in scale.indices:
                yield document.problem("AW304", *unknown("分项", index, scale.indices), at=at)
            elif len(limits.by_grade) != len(scale.grades):
                message = f"分项“{index}”有 {len(limits.by_grade)} 个界限，级别有 {len(scale.grades)} 个"
                yield document.problem("AW304", message, "每一级写一个界限，最好的一级在前", at=at)


def check_terms(document: Document, about: WorkspaceFile, targets: TargetsFile) -> Found:
    """School terms are defined if any target counts by them."""
    needed = any(
        indicator.every == Span.TERM.value
        or any(
            isinstance(demand, Events) and demand.events.per is Span.TERM for demand in indicator.demands()
        )
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


def check_action(document: Document, action: ActionFile) -> Found:
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
        yield from _check_sum(document, action, number, cross_sum.year, (cross_sum.total, *cross_sum.parts))


def _check_sum(document: Document, action: ActionFile, number: int, year: int, ids: tuple[str, ...]) -> Found:
    at = document.node_at(("sums", number, "total"))
    figures = action.figures.get(year, {})
    missing = [name for name in ids if name not in figures]
    if missing:
        message, hint = unknown(f" {year} 年的数据", missing[0], figures)
        yield document.problem("AW307", message, hint, at=at)
        return
    total, parts = figures[ids[0]], [figures[name] for name in ids[1:]]
    whole = sum(part.amount for part in parts)
    if total.amount != whole:
        terms = "+".join(part.text for part in parts)
        difference = abs(total.amount - whole)
        yield document.problem(
            "AW306",
            f"勾稽关系不成立：{total.text} 不等于 {terms}={whole}，相差 {difference}",
            "核对合计和各分项",
            at=document.node_at(("figures", str(year), ids[0])),
        )
