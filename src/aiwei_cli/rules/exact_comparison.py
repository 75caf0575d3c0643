"""Exact comparison: fractions, never rounded, never floating."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.number_ranges import Bound, Operator, meeting
from aiwei_cli.model.verdict import Gap


def holds(comparison: Operator, figure: Fraction, limit: Decimal) -> bool:
    """Whether a figure satisfies a comparison with a limit."""
    exact = Fraction(limit)
    match comparison:
        case Operator.AT_LEAST:
            return figure >= exact
        case Operator.AT_MOST:
            return figure <= exact
        case Operator.MORE_THAN:
            return figure > exact
        case Operator.LESS_THAN:
            return figure < exact
        case Operator.EQUALS:
            return figure == exact
        case _:
            assert_never(comparison)


def meets(bound: Bound, figure: Fraction) -> bool:
    """Whether a figure satisfies a bound."""
    return holds(bound.comparison, figure, bound.limit)


def is_within(one: Bound, other: Bound) -> bool:
    """Whether every number that satisfies one bound satisfies another."""
    numbers = meeting(one)
    return numbers & meeting(other) == numbers


def gap_to(bound: Bound, figure: Figure, factor: int) -> Gap:
    """How far a figure that does not satisfy a bound is from doing so.

    For a count pair also how many more (or fewer) in the numerator would satisfy it, the
    denominator staying as it is.
    """
    limit = Fraction(bound.limit)
    upward = limit > figure.exact or (limit == figure.exact and bound.comparison is Operator.MORE_THAN)
    return Gap(abs(limit - figure.exact), upward, _counts(bound.comparison, limit, figure, factor, upward))


def _counts(comparison: Operator, limit: Fraction, figure: Figure, factor: int, upward: bool) -> int | None:
    """Of whole counts only, and only where some whole numerator satisfies the comparison."""
    numerator, denominator = figure.numerator, figure.denominator
    if numerator is None or denominator is None or numerator % 1 or denominator % 1:
        return None
    at_limit = limit * Fraction(denominator) / factor
    if comparison is Operator.EQUALS and at_limit.denominator != 1:
        return None
    return abs(_nearest_count(comparison, at_limit, upward) - int(numerator))


def _nearest_count(comparison: Operator, at_limit: Fraction, upward: bool) -> int:
    match comparison:
        case Operator.MORE_THAN:
            return floor(at_limit) + 1
        case Operator.LESS_THAN:
            return ceil(at_limit) - 1
        case Operator.AT_LEAST | Operator.AT_MOST | Operator.EQUALS:
            return ceil(at_limit) if upward else floor(at_limit)
        case _:
            assert_never(comparison)
