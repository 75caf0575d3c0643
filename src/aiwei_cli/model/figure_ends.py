"""Where the figures of an indicator end: what they can be at all, and where a trend has no further way to go."""

from decimal import Decimal
from typing import Final

from aiwei_cli.model.target import Indicator

_CEILING: Final = {"%": 100, "‰": 1000, "1/万": 10_000, "1/10万": 100_000}
"""What a share cannot exceed, unless the plausible range says so."""


def whole_of(indicator: Indicator) -> Decimal | None:
    """What all of it comes to in a share, such as 100 %; None in any other unit, also of a rate such as 次/百人."""
    whole = _CEILING.get(indicator.unit)
    return None if whole is None else Decimal(whole)


def floor_and_ceiling(indicator: Indicator) -> tuple[Decimal, Decimal | None]:
    """The lowest and the highest figure that an indicator can have: 0 and a whole share, or its range beyond them."""
    low, high = indicator.range or (None, None)
    lowest = min(Decimal(0), low) if low is not None else Decimal(0)
    whole = whole_of(indicator)
    if whole is None:
        return lowest, None
    return lowest, max(whole, high) if high is not None else whole


def ends_of_trends(indicator: Indicator) -> tuple[Decimal | None, Decimal | None]:
    """The figures that ``falling`` and ``rising`` cannot go beyond, 0 and a whole share; None where it goes on."""
    low, high = floor_and_ceiling(indicator)
    return low if low == 0 else None, high if high == whole_of(indicator) else None
