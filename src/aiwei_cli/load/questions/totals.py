"""The question whether a figure is still the sum of its ``parts``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from aiwei_cli.load.questions.surroundings import Ask, Surroundings
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.target import Indicator


def not_the_sum_of_its_parts(indicator: Indicator, known: Surroundings) -> Ask | None:
    """On a day on which every part has a figure, they add up: of count pairs both counts."""
    if not indicator.parts:
        return None

    def ask(measurement: Measurement) -> str | None:
        total, parts = measurement.value, _figures(measurement, indicator.parts, known.measurements)
        if not isinstance(total, Figure) or len(parts) < len(indicator.parts):
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


def _figures(
    total: Measurement, names: Sequence[str], measurements: Mapping[str, Sequence[Measurement]]
) -> list[Figure]:
    """The parts' figures of the same day and organisation."""
    return [
        each.value
        for name in names
        for each in measurements.get(name, ())
        if (each.on, each.organisation) == (total.on, total.organisation) and isinstance(each.value, Figure)
    ]


def _differing(numbers: Sequence[Fraction]) -> str | None:
    """What is wrong with a sum: the first number is the total, the others are its parts."""
    total, parts = numbers[0], numbers[1:]
    added = sum(parts, Fraction(0))
    if total == added:
        return None
    terms = "+".join(map(_decimal, parts))
    return f"是 {_decimal(total)}，不等于各部分之和 {terms}={_decimal(added)}，相差 {_decimal(abs(total - added))}"


def _decimal(number: Fraction) -> str:
    """A sum of decimals, written as one."""
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = f"{int(number * 10**places):0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
