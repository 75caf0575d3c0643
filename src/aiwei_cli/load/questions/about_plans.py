"""Questions about what is planned: a share that looks like a fraction, a far year, a deadline before its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.condition import Condition, Events, Limit, Stock, StockGoal, unfold
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.target import Indicator

if TYPE_CHECKING:
    from aiwei_cli.load.demand_parts import Part

Found = Iterator[Diagnostic]
Measurements = Mapping[str, Sequence[Measurement]]

ABOUT_TARGETS: Final = ("AW401", "AW417", "AW419", "AW420", "AW421")
"""Questions about a target, which an indicator's ``ignore`` switches off; ``load.demand_faults`` asks some of them."""
FAR: Final = 5
"""A target that begins more than this many years after the year judged is doubted."""
_LIKE_A_FRACTION: Final = (Operator.AT_LEAST, Operator.MORE_THAN, Operator.EQUALS)
"""At most 0.5 % is demanded often enough, at least 0.98 % never was."""
_AS_LOW: Final = 10
"""Where all that is surely in % is less than this many times the limit it is no fraction."""
_NOTE: Final = "核对日期；确实如此就在这一行加 note 说明"


def questions_about_targets(
    document: DataFile, indicators: Mapping[str, Indicator], measurements: Measurements, year: int
) -> Found:
    """What is doubtful in the targets of a workspace that judges ``year``."""
    for name, indicator in indicators.items():
        for since, condition in indicator.target.items():
            at = ("indicators", name, "target", str(since))
            parts = _worth_a_look(condition, at, since)
            if parts and "AW401" not in indicator.ignore and indicator.unit == "%":
                figures = [
                    each.value for each in measurements.get(name, ()) if isinstance(each.value, Figure)
                ]
                yield from _fractions(document, indicator, parts, figures)
            if since > year + FAR and "AW419" not in indicator.ignore:
                said = f"“{indicator.name}”写了 {since} 年的目标，离判定的 {year} 年太远"
                meant = _meant(since, year)
                hint = f"是不是 {meant}？" if meant else "核对年份；"
                hint += "确实如此就在这个指标里写 ignore: [AW419]"
                yield document.problem("AW419", said, hint, at=document.node_at(at, key=True))
            yield from _deadlines_before(document, indicator, parts, since)


def _worth_a_look(condition: Condition, keys: tuple[object, ...], since: int) -> Sequence[Part]:
    """A demand's parts with their places, where one is at most 1 or due too early; of others nothing is asked."""
    for each in unfold(condition):
        bound = each.stock if isinstance(each, Stock) else each
        early = isinstance(bound, StockGoal) and bound.by and bound.by.year < since
        if early or (isinstance(bound, Limit | StockGoal) and 0 < bound.limit <= 1):
            from aiwei_cli.load.demand_parts import Part, unfolded

            return [*unfolded(Part(condition, keys))]
    return ()


def _fractions(
    document: DataFile, indicator: Indicator, parts: Sequence[Part], figures: Sequence[Figure]
) -> Found:
    """``at_least: 0.98`` where 98 % is meant.

    Only what cannot be typed as a fraction itself tells: count pairs, and figures, other limits and a plausible
    range above 1.
    """
    from aiwei_cli.load.demand_parts import bound_of

    bounds = [bound for part in parts if not isinstance(part.condition, Events) and (bound := bound_of(part))]
    numbers = [bound.limit for bound, _ in bounds] + ([indicator.range[1]] if indicator.range else [])
    sure = [each.exact for each in figures if each.numerator is not None or each.exact > 1]
    sure += [Fraction(each) for each in numbers if each > 1]
    for bound in bounds:
        limit, comparison = bound[0].limit, bound[0].comparison
        all_of_it = limit == 1 and comparison is not Operator.MORE_THAN
        if comparison not in _LIKE_A_FRACTION or not (0 < limit < 1 or all_of_it):
            continue
        if sure and all(each < _AS_LOW * Fraction(limit) for each in sure):
            continue
        line = f"{comparison.value}: {limit:f}"
        said = f"“{indicator.name}”以 % 计，目标“{line}”像是写成了小数"
        hint = f"是不是 {comparison.value}: {(limit * 100).normalize():f}？确实如此就在这个指标里写 ignore: [AW401]"
        yield document.problem("AW401", said, hint, at=document.node_at(bound[1]))


def _meant(since: int, year: int) -> int | None:
    """The near year that two digits in the wrong order made a far one."""
    digits = str(since)
    swapped = (
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) for at in range(len(digits) - 1)
    )
    return next((each for each in swapped if year - FAR <= each <= year + FAR), None)


def _deadlines_before(document: DataFile, indicator: Indicator, parts: Sequence[Part], since: int) -> Found:
    """A stock to be reached before the year whose target it is."""
    for part in parts:
        by = part.condition.stock.by if isinstance(part.condition, Stock) else None
        if by and by.year < since and "AW420" not in indicator.ignore:
            said = f"“{indicator.name}”{since} 年的目标要在 {by} 前达到，那时这一年还没有开始"
            hint = "核对日期；确实如此就在这个指标里写 ignore: [AW420]"
            yield document.problem("AW420", said, hint, at=document.node_at((*part.keys, "stock", "by")))


def questions_about_deadlines(document: DataFile, action: ActionFile) -> Found:
    """Tasks and corrections that are due before they began; a note on the line answers."""
    for number, item in enumerate(action.plan):
        begins = date(item.year, 1, 1)
        for key in ("due", "done"):
            day: date | None = getattr(item, key)
            if day and day < begins and not item.note:
                word = "期限" if key == "due" else "完成日期"
                said = f"{item.year} 年的任务“{item.title}”，{word} {day} 却在这一年以前"
                yield document.problem("AW420", said, _NOTE, at=document.node_at(("plan", number, key)))
    for name, steps in action.issues.items():
        for number, step in enumerate(steps):
            if step.due and step.due < step.on and not step.note:
                said = f"期限 {step.due} 早于这一步的日期 {step.on}"
                yield document.problem(
                    "AW420", said, _NOTE, at=document.node_at(("issues", name, number, "due"))
                )
