"""Whether what one figure stands for fits what is demanded, and the lines that are there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.demand_parts import Part, unfolded
from aiwei_cli.model.condition import Condition, Trend
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Figure, Value
from aiwei_cli.model.period import Period, Term, latest_periods
from aiwei_cli.model.target import Indicator, TargetsFile

_STANDING: Final = "删去 figures"


def check_kinds(document: DataFile, targets: TargetsFile) -> Iterator[Diagnostic]:
    """What is wrong with the kinds of figures that indicators name."""
    for name, indicator in targets.indicators.items():
        kind = indicator.figures
        if kind is FigureKind.STANDING:
            continue
        if indicator.every == "once":
            said = f"“{indicator.name}”写了 figures: {kind}，却只报一次（every: once）"
            at = document.node_at(("indicators", name, "figures"))
            yield document.problem("AW213", said, f"{_STANDING}，或改成 every: year", at=at)
        for year, target in indicator.target.items():
            for part, keys in unfolded(Part(target, ("indicators", name, "target", str(year)))):
                if part.refuses(kind):
                    written, more = part.as_written()
                    inner = written if str(more[0]) in written else f"{more[0]}: {{{written}}}"
                    said = f"“{indicator.name}”写了 figures: {kind}，{year}年的目标“{inner}”不能这样算"
                    at = document.node_at((*keys, *more))
                    yield document.problem("AW213", said, _instead(part), at=at)


def _instead(part: Condition) -> str:
    if isinstance(part, Trend):
        return f"写成 {part.way}: year；一定要按 {part.span} 比，就报每期自己的数，写 figures: per_period"
    return f"{_STANDING}，这样的目标本来就不从年初算起"


def unfit_for_sum(value: Value, indicator: Indicator) -> tuple[str, str] | None:
    """Message and hint for a plain rate of one period, which adds up to no rate of the year."""
    if not isinstance(value, Figure) or value.denominator is not None or not indicator.is_rate:
        return None
    message = f"“{indicator.name}”每期报自己的数（figures: per_period），写的是 {value.text}，全年算不出比率"
    if indicator.factor == 1 and indicator.numerator is None:
        return message, "在指标里补上 numerator 和 denominator，写成两个数相除，例如 165/180"
    return message, "写成分子/分母，例如 165/180；只有比率，就报年初至今的，写 figures: year_to_date"


def period_of(day: date, indicator: Indicator, terms: tuple[Term, ...]) -> Period | None:
    """The reporting period that a day lies in; None where it lies in none."""
    if indicator.every == "once":
        return None
    begun = latest_periods(Interval(indicator.every), day, terms)
    return begun[-1] if begun and begun[-1].covers(day) else None
