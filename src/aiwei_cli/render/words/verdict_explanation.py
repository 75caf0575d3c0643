"""How a verdict was reached, step by step, for ``aiwei show``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from aiwei_cli.model.condition import Events, Mean
from aiwei_cli.model.definitions import Definitions
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.number_ranges import Bound
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import absences
from aiwei_cli.render.words.findings import actual, remark
from aiwei_cli.render.words.labels import SIGN, STATUS
from aiwei_cli.render.words.numbers import figure_text, plain
from aiwei_cli.render.words.phrase import joined
from aiwei_cli.render.words.value_words import earlier_words
from aiwei_cli.rules.exact_comparison import meets


def steps(verdict: Verdict, indicator: Indicator, workspace: Definitions, year: int) -> Iterator[str]:
    """What was looked at, compared and concluded, a line each."""
    if verdict.status is Status.NO_DATA and not verdict.parts:
        yield f"无法判定：{remark(verdict, indicator, year)}"
        return
    if verdict.status is Status.NOT_APPLICABLE and not verdict.parts:
        yield f"{STATUS[verdict.status]}：{remark(verdict, indicator, year)}"
        return
    if verdict.previous:
        yield f"上次 {verdict.previous.on}：{earlier_words(verdict, indicator)}"
    yield from _comparisons(verdict, indicator)
    if isinstance(verdict.condition, Events) and verdict.period and not verdict.parts:
        yield f"统计期 {verdict.period.start} 至 {verdict.period.end}：{verdict.counted}"
    for part in verdict.parts:
        yield _part(part, indicator, workspace, year)
    concluded = STATUS[verdict.status]
    note = remark(verdict, indicator, year), absences(verdict, workspace)
    yield f"结论：{joined('，', [concluded, *note])}"


def _part(part: Verdict, indicator: Indicator, workspace: Definitions, year: int) -> str:
    name = part.label or short(part.condition, indicator, workspace)
    if part.why is Why.OTHER_KIND:
        return f"{name}：{remark(part, indicator, year)}"
    figure = part.value if isinstance(part.value, Figure) and part.label and part.grade else None
    found = f"{figure.text}，{part.grade}" if figure else actual(part, indicator)
    note = remark(part, indicator, year)
    return f"{name}：{joined('，', [found, STATUS[part.status], note])}"


def _comparisons(verdict: Verdict, indicator: Indicator) -> Iterator[str]:
    """The arithmetic, exactly as it was done: whole counts where there are counts."""
    condition = verdict.condition
    if isinstance(condition, Events) or not isinstance(verdict.value, Figure):
        return
    for bound in (condition.condition if isinstance(condition, Mean) else condition).bounds():
        yield _comparison(bound, verdict.value, indicator)


def _comparison(bound: Bound, figure: Figure, indicator: Indicator) -> str:
    limit, sign = bound.limit, SIGN[bound.comparison]
    holds = "成立" if meets(bound, figure.exact) else "不成立"
    if figure.numerator is None or figure.denominator is None:
        return f"比较：{figure_text(figure, limit)} {sign} {plain(limit)}，{holds}"
    left = Fraction(figure.numerator) * indicator.factor
    right = Fraction(limit) * Fraction(figure.denominator)
    factor = f"×{indicator.factor}" if indicator.factor > 1 else ""
    return (
        f"比较：{plain(figure.numerator)}{factor} {sign} {plain(limit)}×{plain(figure.denominator)}，"
        f"即 {_exact(left)} {sign} {_exact(right)}，{holds}"
    )


def _exact(number: Fraction) -> str:
    # Counts and limits are decimals, so their product is one too.
    from decimal import Decimal, localcontext

    with localcontext() as context:
        context.prec = 60
        return plain(Decimal(number.numerator) / Decimal(number.denominator))
