"""Which demands on events another one answers for: every log of events that meets the one is looked at.

Events are whole numbers, and never fewer than none. Months, quarters, half-years and years fill one another, so
what is counted in each of the shorter ones adds up in the longer one, and what is counted in the longer one bounds
every shorter one. A rolling window of a year or more holds, on whatever day it is looked at, all of the year so far; what
came before the year is known to nobody who only looks at the year. Terms, between which there are holidays, neither
fill a year nor a window. It is the events that are compared: who has to say that there were none is another matter.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from aiwei_cli.model.condition import EventGoal
from aiwei_cli.model.interval import MONTHS, MONTHS_A_YEAR
from aiwei_cli.model.number_ranges import between, meeting


class _Counts(NamedTuple):
    """How many events there are, from the fewest to the most; ``most`` is None where there is no end."""

    fewest: int
    most: int | None


def answers_for(one: EventGoal, other: EventGoal) -> bool:
    """Whether every log of events that meets one demand meets another."""
    own, wanted = _allowed(one), _allowed(other)
    if own is None:
        return True  # nothing meets it
    if wanted is None:
        return False
    inside, around = _stretches(one, other)
    if around is None or own.most is None:
        return wanted.fewest <= inside * own.fewest and wanted.most is None
    return wanted.fewest <= inside * own.fewest and (wanted.most is None or around * own.most <= wanted.most)


def _allowed(goal: EventGoal) -> _Counts | None:
    """The numbers of events that will do; None where none will."""
    numbers = meeting(goal) & between(Decimal(0), None)
    if numbers.is_empty(whole=True):
        return None
    fewest, most = numbers.whole_ends()
    return _Counts(fewest or 0, most)


def _stretches(one: EventGoal, other: EventGoal) -> tuple[int, int | None]:
    """How many stretches of the one lie in each of the other, and how many cover it; None where they do not."""
    if (one.within, one.per) == (other.within, other.per):
        return 1, 1
    length, others = _months(one), _months(other)
    if length is None or others is None:
        return 0, None
    if one.within and other.within:
        return (1, None) if length < others else (0, 1) if length > others else (1, 1)
    if one.within:
        return 0, 1 if length >= MONTHS_A_YEAR else None
    if other.within:
        return min(others, MONTHS_A_YEAR) // length, None
    return (others // length, others // length) if length <= others else (0, 1)


def _months(goal: EventGoal) -> int | None:
    return goal.within.months if goal.within else MONTHS.get(goal.per) if goal.per else None
