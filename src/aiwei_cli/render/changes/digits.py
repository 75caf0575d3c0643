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
    """Two figures and what lies between them; each mark, and what lies between it and the later figure."""

    old: str
    new: str
    difference: str
    marks: tuple[str, ...]
    gaps: tuple[str, ...]


def printed(old: Figure | None, new: Figure, marks: Sequence[Figure] = ()) -> Printed:
    """All of them with the same number of decimals, at least one for a computed figure.

    A mark is a limit or a figure of an earlier period. Differences are those of the figures as
    printed. A figure that was typed is printed as it was typed. ``difference`` and ``gaps`` are
    never negative: the words say which way.
    """
    others = [*((old,) if old else ()), *marks]
    decimals = _decimals(new, others, max(map(_typed, (new, *others))))
    return Printed(
        _text(old, decimals) if old else "",
        _text(new, decimals),
        _between(new, old or new, decimals),
        tuple(_text(mark, decimals) for mark in marks),
        tuple(_between(new, mark, decimals) for mark in marks),
    )


def _typed(figure: Figure) -> int:
    """The decimals that a figure needs: those typed, or one for a computed share."""
    if figure.numerator is None and figure.text:
        return decimals_of(Decimal(figure.text))
    return 0 if figure.exact.denominator == 1 else 1


def _decimals(new: Figure, others: Sequence[Figure], least: int) -> int:
    """As few as tell apart what differs; a few more if the rounded differences are then the real ones."""
    while not _told_apart(new, others, least):
        least += 1
    for decimals in range(least, least + _TRIES):
        if _told_apart(new, others, decimals) and all(
            _exact(new.exact, other.exact, decimals) for other in others
        ):
            return decimals
    return least


def _told_apart(one: Figure, others: Sequence[Figure], decimals: int) -> bool:
    """With more decimals too: 0.0499 and 0.0501 read 0.0 and 0.1, but then 0.05 and 0.05."""
    return all(
        (one.exact == other.exact) == (rounded(one.exact, decimals) == rounded(other.exact, decimals))
        for other in others
    )


def _exact(one: Fraction, other: Fraction, decimals: int) -> bool:
    """Whether the difference of the printed figures is the difference of the figures, rounded."""
    return rounded(one, decimals) - rounded(other, decimals) == rounded(one - other, decimals)


def _between(one: Figure, other: Figure, decimals: int) -> str:
    return plain(abs(rounded(one.exact, decimals) - rounded(other.exact, decimals)))


def _text(figure: Figure, decimals: int) -> str:
    if figure.numerator is None and figure.text:
        return figure.text
    return plain(rounded(figure.exact, decimals))
