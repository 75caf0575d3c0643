"""The numbers that came before one: how far they reached, how far they moved, how often they stayed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import Events, Stock
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Indicator, Scale, scale_on


class Number(NamedTuple):
    """A figure and its exact value as numerator and denominator: whole numbers compare many times faster."""

    figure: Figure
    top: int
    bottom: int

    def is_below(self, other: Number) -> bool:
        """Whether it is less than another."""
        return self.top * other.bottom < other.top * self.bottom

    def distance(self, other: Number) -> tuple[int, int]:
        """How far two lie apart, as numerator and denominator."""
        return abs(self.top * other.bottom - other.top * self.bottom), self.bottom * other.bottom


def number(figure: Figure) -> Number:
    """A figure in whole numbers."""
    return Number(figure, *figure.exact.as_integer_ratio())


class Series:
    """The numbers of one indicator, organisation and index so far."""

    __slots__ = ("_year", "count", "farthest", "high", "last", "low", "previous", "run", "steps", "widest")

    def __init__(self) -> None:
        self.previous: Number | None = None
        """The one before, of the same year where figures accumulate; only one that raised no doubt."""
        self.low: Number | None = None
        self.high: Number | None = None
        self.count = 0
        """How many raised no doubt."""
        self.widest: tuple[Number, Number] | None = None
        """The two neighbours that lay farthest apart."""
        self.farthest = -1, 1
        """How far these lay apart, as numerator and denominator."""
        self.steps = 0
        """How many pairs of neighbours there are."""
        self.last = ""
        """The one before as it was typed, whatever it is like."""
        self.run = 0
        """How often in a row the last one has been written."""
        self._year = 0

    def turn_to(self, year: int) -> None:
        """Figures that accumulate start anew each year: neighbours are of one year then."""
        if year != self._year:
            self.previous = None
        self._year = year

    def add(self, number: Number, *, trusted: bool) -> None:
        """One number more; ``trusted`` if later ones may be held against it."""
        text = number.figure.text
        self.run = self.run + 1 if text == self.last else 1
        self.last = text
        if not trusted:
            return
        if self.previous is not None:
            self.steps += 1
            step, of = self.previous.distance(number)
            if step * self.farthest[1] > self.farthest[0] * of:
                self.widest, self.farthest = (self.previous, number), (step, of)
        self.previous = number
        self.count += 1
        if self.low is None or number.is_below(self.low):
            self.low = number
        if self.high is None or self.high.is_below(number):
            self.high = number


class Reading(NamedTuple):
    """One number of a measurement, its figure or one of its raw indices, and what came before."""

    indicator: Indicator
    number: Number
    called: str
    """The indicator's name, and the index's where it is one."""
    earlier: Series
    unit: str
    """What it is measured in: an index may have a unit of its own."""
    is_index: bool = False


Doubt = Callable[[Reading], str | None]
"""What is doubtful about a number, in a sentence; None where nothing is."""


def has_history(indicator: Indicator) -> bool:
    """Whether earlier numbers say anything about the next: events come as they come, and what grows starts small."""
    if indicator.figures is FigureKind.CUMULATIVE:
        return False
    return not any(isinstance(demand, Events | Stock) for demand in indicator.demands())


def numbers_of(
    measurement: Measurement, indicator: Indicator, scales: Mapping[str, Scale], terms: Sequence[Term]
) -> Sequence[tuple[str | None, str, str, Figure]]:
    """The numbers that a measurement states: the id of the index where it is one, its name, its unit, the figure."""
    value, called = measurement.value, f"“{indicator.name}”"
    match value:
        case Figure():
            return ((None, called, indicator.unit, value),)
        case Indices(by_id=by_id):
            indices = scale_on(indicator, measurement.on, scales, terms).indices
            return [
                (
                    key,
                    f"{called}的{indices[key].name}",
                    indices[key].unit,
                    Figure(Fraction(each), f"{each:f}"),
                )
                for key, each in by_id.items()
            ]
        case Grade() | Attestation() | NotApplicable():
            return ()
        case _:
            assert_never(value)
