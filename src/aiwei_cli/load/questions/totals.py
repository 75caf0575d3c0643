"""The question whether a figure is still the sum of its ``parts``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from aiwei_cli.load.questions.surroundings import Ask, Surroundings
from aiwei_cli.model.measurement import Figure, Measurement, NotApplicable
from aiwei_cli.model.target import Indicator

_NOTHING: Final = Figure(Fraction(0), "0/0", Decimal(0), Decimal(0))


def not_the_sum_of_its_parts(indicator: Indicator, known: Surroundings) -> Ask | None:
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
