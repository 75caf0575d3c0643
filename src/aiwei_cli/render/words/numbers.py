"""Exact figures, differences and days as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from aiwei_cli.model.edition import Index
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Indicator
from aiwei_cli.render.words.phrase import Source, TracedFigure


def day(on: date) -> str:
    """A date as documents write it: 2023年12月5日."""
    return f"{on.year}年{on.month}月{on.day}日"


def dated(on: date, source: Source) -> TracedFigure:
    """A date of the data in a phrase."""
    return TracedFigure(on, day(on), source)


_MOST_DECIMALS = 24


def number(exact: Fraction, limit: Decimal | None = None, beside: Fraction | None = None) -> str:
    """A computed figure, rounded to one decimal or as many as ``limit`` has.

    Where rounding would make it look equal to the limit it is not equal to, or would put it on
    the other side, more digits are shown: 84.995 against 85 never reads 85. So of two figures that stand
    ``beside`` each other, each of which is given as many as the other.
    """
    figures = [exact] if beside is None else [exact, beside]
    decimals = max(1, decimals_of(limit))
    while decimals < _MOST_DECIMALS and not _told_apart(figures, limit, decimals):
        decimals += 1
    return plain(rounded(exact, decimals))


def _told_apart(figures: Sequence[Fraction], limit: Decimal | None, decimals: int) -> bool:
    """Whether figures lie, as printed, on their sides of a limit and of each other."""
    shown = [Fraction(rounded(each, decimals)) for each in figures]
    if limit is not None and any(
        _side(each, limit) != _side(own, limit) for each, own in zip(shown, figures, strict=True)
    ):
        return False
    return (shown[0] > shown[-1]) == (figures[0] > figures[-1]) and len(set(shown)) == len(set(figures))


def distance(exact: Fraction) -> str:
    """A difference: one decimal, or as many as it takes to be seen at all."""
    decimals = 1
    while exact and decimals < _MOST_DECIMALS and not rounded(exact, decimals):
        decimals += 1
    exactly = rounded(exact, 6)
    return plain(exactly if Fraction(exactly) == exact else rounded(exact, decimals))


def plain(number: Decimal) -> str:
    """Plain notation without a decimal point that nothing follows."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_text(figure: Figure, limit: Decimal | None = None, beside: Fraction | None = None) -> str:
    """A figure as typed, or computed from its counts."""
    if figure.text and figure.numerator is None:
        return figure.text
    if figure.numerator is None and Fraction(rounded(figure.exact, 3)) == figure.exact:
        return plain(rounded(figure.exact, 3))  # a mean that can be written in full
    return number(figure.exact, limit, beside)


def with_unit(text: str, indicator: Indicator | Index) -> str:
    """A number with its unit of measure: 12平方米/人, 98.6%, 209/10万; parted from a unit that is a number itself: 3×10/万."""
    unit = indicator.unit
    if unit[:1].isdigit() and not unit.startswith("1/"):
        return f"{text}×{unit}"
    return f"{text}{unit[1:] if unit.startswith('1/') else unit}"


def points(text: str, indicator: Indicator | Index) -> str:
    """A difference with its unit: of shares it is percentage points."""
    steps = {"%": "个百分点", "‰": "个千分点"}
    return f"{text}{steps[indicator.unit]}" if indicator.unit in steps else with_unit(text, indicator)


def decimals_of(limit: Decimal | None) -> int:
    """How many digits stand after the point."""
    exponent = limit.as_tuple().exponent if limit is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _side(exact: Fraction, limit: Decimal) -> int:
    difference = exact - Fraction(limit)
    return (difference > 0) - (difference < 0)


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half up, away from zero."""
    scaled = exact * 10**decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += rest * 2 >= scaled.denominator
    with localcontext() as context:
        context.prec = 60
        return Decimal(whole if exact >= 0 else -whole).scaleb(-decimals)
