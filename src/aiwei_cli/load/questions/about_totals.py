"""Questions about totals: whether a figure is still the sum of its parts, and whether what is averaged are scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.questions.question_context import Ask, QuestionContext
from aiwei_cli.model.condition import Condition, Mean, unfold
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Figure, Measurement, NotApplicable, Value
from aiwei_cli.model.target import Indicator

_NOTHING: Final = Figure(Fraction(0), "0/0", Decimal(0), Decimal(0))


def not_the_sum_of_its_parts(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """On a day on which every part has a figure, they add up: of count pairs both counts."""
    if not indicator.parts:
        return None
    by_day = [_by_day(known.measurements.get(part, ())) for part in indicator.parts]

    def ask(measurement: Measurement) -> str | None:
        total = measurement.value
        found = [part.get((measurement.on, measurement.organisation)) for part in by_day]
        parts = [part for part in found if part is not None]
        if not isinstance(total, Figure) or len(parts) < len(found):
            return None
        for what in ("numerator", "denominator"):
            counts = [getattr(each, what) for each in (total, *parts)]
            if None not in counts and (said := _differing([Fraction(each) for each in counts])):
                name = "分子" if what == "numerator" else "分母"
                return f"“{indicator.name}”写的是 {total.text}，{name}{said}"
        # A rate is not the sum of rates: only what is counted adds up.
        if indicator.factor > 1 or any(each.denominator is not None for each in (total, *parts)):
            return None
        said = _differing([each.exact for each in (total, *parts)])
        return f"“{indicator.name}”写的{said}" if said else None

    return ask


def counts_that_fall(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """What is counted from the beginning of the year gets no less within it: 22/31 after 329/335."""
    if not indicator.figures.is_of_the_year_so_far:
        return None
    before: dict[tuple[date, str | None], Measurement] = {}
    newest: dict[tuple[int, str | None], Measurement] = {}
    for each in known.measurements.get(indicator.id, ()):
        year = indicator.year_of(each.on, known.terms), each.organisation
        if year in newest:
            before[each.on, each.organisation] = newest[year]
        newest[year] = each

    def ask(measurement: Measurement) -> str | None:
        earlier = before.get((measurement.on, measurement.organisation))
        if earlier is None or not _counts_less(earlier.value, measurement.value, indicator):
            return None
        values = (earlier.value, measurement.value)
        then, now = (each.text for each in values if isinstance(each, Figure | NotApplicable))
        return f"“{indicator.name}”是年初至今的数，{earlier.on} 是 {then}，这次是 {now}，少了：当月还是累计？"

    return ask


def _counts_less(before: Value, after: Value, indicator: Indicator) -> bool:
    """Whether a count, or either of a pair's two, has gone down; a rate alone may, unless its whole stays the same."""
    if isinstance(before, Figure) and isinstance(after, NotApplicable):
        return before.exact > 0
    if not isinstance(before, Figure) or not isinstance(after, Figure):
        return False
    if before.numerator is not None and after.numerator is not None:
        assert before.denominator is not None
        assert after.denominator is not None
        return after.numerator < before.numerator or after.denominator < before.denominator
    grows = indicator.figures is FigureKind.CUMULATIVE or not indicator.is_rate
    return grows and after.exact < before.exact


def _by_day(measurements: Sequence[Measurement]) -> dict[tuple[date, str | None], Figure]:
    """A part's figures by day and organisation; where it applied to nothing it adds nothing."""
    figures = {
        (each.on, each.organisation): _NOTHING if isinstance(each.value, NotApplicable) else each.value
        for each in measurements
    }
    return {key: value for key, value in figures.items() if isinstance(value, Figure)}


def _differing(numbers: Sequence[Fraction]) -> str | None:
    """What is wrong with a sum: the first number is the total, the others are its parts."""
    total, parts = numbers[0], numbers[1:]
    added = sum(parts, Fraction(0))
    if total == added:
        return None
    terms = "+".join(map(_decimal, parts))
    return f"是 {_decimal(total)}，不等于各部分之和 {terms}={_decimal(added)}，相差 {_decimal(abs(total - added))}"


def _decimal(number: Fraction) -> str:
    """A sum of decimals, written as one: of a dozen digits and six places each it is exact."""
    return f"{Decimal(number.numerator) / number.denominator:f}"


ABOUT_AVERAGES: Final = ("AW415", "AW416")
"""The questions asked here, at a target: an indicator's ``ignore`` answers them, a note on a line does not."""
_MOST_PLACES: Final = 7
"""Both rates are printed with as many places as tell them apart, fewer than this."""
_ANSWER: Final = "确实要求平均，就在这个指标里写 ignore: [{}]"


def averaged_rates(document: DataFile, known: QuestionContext) -> Iterator[Diagnostic]:
    """A question at each target that averages rates: with the rate of all together, where pairs tell it."""
    for name, indicator in known.indicators.items():
        for year, condition in indicator.target.items():
            if indicator.factor == 1 or not any(isinstance(each, Mean) for each in unfold(condition)):
                continue
            asked = _asked(indicator, _newest(indicator, condition, year, known, name))
            if asked is None:
                continue
            code, said, hint = asked
            if code not in indicator.ignore:
                at = document.node_at(("indicators", name, "target", str(year)))
                yield document.problem(code, said, hint, at=at)


def _asked(indicator: Indicator, newest: Sequence[Figure]) -> tuple[str, str, str] | None:
    """Code, message and hint; None where the mean is the rate of all together."""
    pairs = [(each.numerator, each.denominator) for each in newest]
    if not newest or any(above is None or below is None for above, below in pairs):
        said = f"“{indicator.name}”以 {indicator.unit} 计，mean 求的是各考核对象的平均"
        hint = f"是得分（如满意度）就可以；是比率就不能平均，改记合计的分子/分母。{_ANSWER.format('AW416')}"
        return "AW416", said, hint
    above, below = (
        sum((each for pair in pairs if (each := pair[at]) is not None), Decimal(0)) for at in (0, 1)
    )
    whole = Fraction(above) * indicator.factor / Fraction(below)
    average = sum((each.exact for each in newest), Fraction(0)) / len(newest)
    if whole == average:
        return None
    places = next(
        (each for each in range(1, _MOST_PLACES) if _rounded(whole, each) != _rounded(average, each)), 1
    )
    together, mean = (_short(_rounded(number, places), indicator) for number in (whole, average))
    said = f"“{indicator.name}”是比率，mean 求平均是 {mean}，合起来算却是 {together}（{above:f}/{below:f}）"
    hint = f"看合起来的率，就去掉 mean，只记合计 {above:f}/{below:f}。{_ANSWER.format('AW415')}"
    return "AW415", said, hint


def _rounded(number: Fraction, places: int) -> Decimal:
    return (Decimal(number.numerator) / number.denominator).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )


def _short(rounded: Decimal, indicator: Indicator) -> str:
    return f"{rounded}{indicator.unit}" if indicator.unit in ("%", "‰") else f"{rounded} {indicator.unit}"


def _newest(
    indicator: Indicator, condition: Condition, since: int, known: QuestionContext, name: str
) -> list[Figure]:
    """The newest figure of each organisation in the last year of a target that has any."""
    by_year: dict[int, dict[str | None, Measurement]] = {}
    for each in known.measurements.get(name, ()):
        year = indicator.year_of(each.on, known.terms)
        if year >= since and indicator.condition_for(year) is condition:
            by_year.setdefault(year, {})[each.organisation] = each
    last: Mapping[str | None, Measurement] = by_year[max(by_year)] if by_year else {}
    return [each.value for each in last.values() if isinstance(each.value, Figure)]
