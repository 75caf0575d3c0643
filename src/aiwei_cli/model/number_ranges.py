"""Numbers that a figure is held against: a bound, and what bounds leave to it, as intervals with exact ends."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import ceil, floor
from typing import Final, NamedTuple, Self, assert_never

from pydantic import Field, model_validator

from aiwei_cli.model.text import Frozen, OptionalNumber, unreadable


class Operator(StrEnum):
    """The five ways of holding a figure against a limit."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"


class Bound(Frozen):
    """Exactly one comparison with a number."""

    at_least: OptionalNumber = Field(None, title="不低于（≥）", examples=["85"])
    at_most: OptionalNumber = Field(None, title="不高于（≤）", examples=["55"])
    more_than: OptionalNumber = Field(None, title="高于（>）", examples=["85"])
    less_than: OptionalNumber = Field(None, title="低于（<）", examples=["55"])
    equals: OptionalNumber = Field(None, title="等于", examples=["100"])

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.given) != 1:
            raise unreadable("AW212", "这里要写一个比较条件，而且只写一个", self._in_one())
        return self

    def _in_one(self) -> str:
        """How to write what is given, no comparison or several, so that each stands by itself."""
        return "例如 {at_least: 85}；几个条件用 all 列出"

    @property
    def given(self) -> tuple[Operator, ...]:
        """The comparisons that are written: one, once it is read."""
        return tuple(name for name in Operator if getattr(self, name) is not None)

    @cached_property
    def comparison(self) -> Operator:
        """Which comparison is demanded."""
        return self.given[0]

    @cached_property
    def limit(self) -> Decimal:
        """The number compared with, in the indicator's unit of measure."""
        value: Decimal = getattr(self, self.comparison)
        return value

    @property
    def line(self) -> str:
        """The comparison as it is written in the file: ``at_least: 85``."""
        return f"{self.comparison.value}: {self.limit:f}"

    def divides(self, low: Decimal, high: Decimal | None) -> bool:
        """Whether it parts the numbers from ``low`` to ``high`` in two: those that meet it and those that miss it."""
        limit = self.limit
        match self.comparison:
            case Operator.AT_LEAST | Operator.LESS_THAN:
                return low < limit and (high is None or limit <= high)
            case Operator.AT_MOST | Operator.MORE_THAN:
                return low <= limit and (high is None or limit < high)
            case Operator.EQUALS:
                return low <= limit and (high is None or limit <= high) and low != high
            case _:
                assert_never(self.comparison)


class Cut(NamedTuple):
    """A place between numbers: just before one, or just behind it."""

    value: Decimal
    behind: bool = False


Interval = tuple[Cut | None, Cut | None]
"""Where it begins and where it ends; None for no end."""


class Numbers(NamedTuple):
    """Disjoint intervals in order."""

    intervals: tuple[Interval, ...]

    def __and__(self, other: "Numbers") -> "Numbers":
        """The numbers that are in both."""
        pairs = ((one, two) for one in self.intervals for two in other.intervals)
        common = ((_later(one[0], two[0]), _earlier(one[1], two[1])) for one, two in pairs)
        return Numbers(tuple(each for each in common if _holds_any(each)))

    def others(self) -> "Numbers":
        """All numbers that are not in it."""
        found: list[Interval] = []
        start: Cut | None = None
        for first, last in self.intervals:
            if first is not None:
                found.append((start, first))
            if last is None:
                return Numbers(tuple(found))
            start = last
        return Numbers((*found, (start, None)))

    def hull(self) -> "Numbers":
        """All from its first to its last number: where a mean of some of them lies."""
        return Numbers(((self.intervals[0][0], self.intervals[-1][1]),))

    def whole_ends(self) -> tuple[int | None, int | None]:
        """The lowest and the highest whole number that is in it; None where it goes on for ever."""
        first, last = self.intervals[0][0], self.intervals[-1][1]
        lowest = None if first is None else _first_whole(first)
        return lowest, None if last is None else _first_whole(last) - 1

    def is_empty(self, *, whole: bool = False) -> bool:
        """Whether no number is in it; with ``whole`` no whole one."""
        return not (any(map(_holds_whole, self.intervals)) if whole else self.intervals)


ALL: Final = Numbers(((None, None),))


def between(low: Decimal | None, high: Decimal | None) -> Numbers:
    """The numbers from one to another, both included; None for no end."""
    return Numbers(((None if low is None else Cut(low), None if high is None else Cut(high, behind=True)),))


def meeting(bound: Bound) -> Numbers:
    """The numbers that meet a comparison."""
    before, behind = Cut(bound.limit), Cut(bound.limit, behind=True)
    match bound.comparison:
        case Operator.AT_LEAST:
            return Numbers(((before, None),))
        case Operator.MORE_THAN:
            return Numbers(((behind, None),))
        case Operator.AT_MOST:
            return Numbers(((None, behind),))
        case Operator.LESS_THAN:
            return Numbers(((None, before),))
        case Operator.EQUALS:
            return Numbers(((before, behind),))
        case _:
            assert_never(bound.comparison)


def _later(one: Cut | None, other: Cut | None) -> Cut | None:
    return max(one, other) if one and other else one or other


def _earlier(one: Cut | None, other: Cut | None) -> Cut | None:
    return min(one, other) if one and other else one or other


def _holds_any(interval: Interval) -> bool:
    first, last = interval
    return first is None or last is None or first < last


def _first_whole(cut: Cut) -> int:
    """The first whole number behind a cut."""
    return floor(cut.value) + 1 if cut.behind else ceil(cut.value)


def _holds_whole(interval: Interval) -> bool:
    first, last = interval
    if first is None or last is None:
        return True
    lowest = _first_whole(first)
    return lowest < last.value or (lowest == last.value and last.behind)
