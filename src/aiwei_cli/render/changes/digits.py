"""Figures that stand in one sentence: whoever subtracts what is printed gets what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from aiwei_cli.model.measurement import Figure
from aiwei_cli.render.figures import decimals_of, plain, rounded

_TRIES: Final = 3
"""With how many more decimals agreement is looked for; some fractions never agree."""


class Printed(NamedTuple):
    """Two figures and what lies between them, and between the later one and each limit."""

    old: str
    new: str
    difference: str
    gaps: tuple[str, ...]


def printed(old: Figure | None, new: Figure, limits: Sequence[Decimal] = ()) -> Printed:
    """All of them with the same number of decimals, at least one for a computed figure.

    Differences are those of the figures as printed. A figure that was typed is printed as it was
    typed. ``difference`` and ``gaps`` are never negative: the words say which way.
    """
    figures = [figure for figure in (old, new) if figure is not None]
    decimals = _decimals(old, new, limits, max(map(_typed, figures), default=0))
    shown = [_shown(figure, decimals) for figure in figures]
    between = abs(Fraction(shown[-1]) - Fraction(shown[0]))
    gaps = tuple(abs(Fraction(shown[-1]) - Fraction(limit)) for limit in limits)
    return Printed(
        _text(old, decimals) if old else "",
        _text(new, decimals),
        plain(rounded(between, decimals)),
        tuple(plain(rounded(gap, decimals)) for gap in gaps),
    )


def _typed(figure: Figure) -> int:
    """The decimals that a figure needs: those typed, or one for a computed share."""
    if figure.numerator is None and figure.text:
        return decimals_of(Decimal(figure.text))
    return 0 if figure.exact.denominator == 1 else 1


def _decimals(old: Figure | None, new: Figure, limits: Sequence[Decimal], least: int) -> int:
    """As few as tell apart what differs; a few more if the rounded differences are then the real ones."""
    others = [figure.exact for figure in (old,) if figure] + [Fraction(limit) for limit in limits]
    least = max([least, *map(decimals_of, limits)])
    while any(not _told_apart(new.exact, other, least) for other in others):
        least += 1
    for decimals in range(least, least + _TRIES):
        if all(_exact(new.exact, other, decimals) for other in others):
            return decimals
    return least


def _told_apart(one: Fraction, other: Fraction, decimals: int) -> bool:
    return (one == other) == (rounded(one, decimals) == rounded(other, decimals))


def _exact(one: Fraction, other: Fraction, decimals: int) -> bool:
    """Whether the difference of the printed figures is the difference of the figures, rounded."""
    return rounded(one, decimals) - rounded(other, decimals) == rounded(one - other, decimals)


def _shown(figure: Figure, decimals: int) -> Decimal:
    return rounded(figure.exact, decimals)


def _text(figure: Figure, decimals: int) -> str:
    if figure.numerator is None and figure.text:
        return figure.text
    return plain(_shown(figure, decimals))
