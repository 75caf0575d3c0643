"""The numbers that came before one: how far they reached, how far they moved, how often they stayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, assert_never

from aiwei_cli.model.condition import Events, Stock
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Indicator, Scale, scale_on


class Series:
    """The numbers of one indicator, organisation and index so far."""

    __slots__ = ("_year", "count", "farthest", "high", "last", "low", "previous", "run", "steps", "widest")

    def __init__(self) -> None:
        self.previous: Figure | None = None
        """The one before, of the same year where figures accumulate; only one that raised no doubt."""
        self.low: Figure | None = None
        self.high: Figure | None = None
        self.count = 0
        """How many raised no doubt."""
        self.widest: tuple[Figure, Figure] | None = None
        """The two neighbours that lay farthest apart."""
        self.farthest = -1, 1
        """How far these lay apart, as numerator and denominator: whole numbers compare many times faster."""
        self.steps = 0
        """How many pairs of neighbours there are."""
        self.last: Figure | None = None
        """The one before, whatever it is like."""
        self.run = 0
        """How often in a row the last one has been written."""
        self._year = 0

    def turn_to(self, year: int, *, yearly: bool) -> None:
        """Figures that accumulate start anew each year: neighbours are of one year then."""
        if year != self._year and not yearly:
            self.previous = None
        self._year = year

    def is_same(self, figure: Figure) -> bool:
        """Whether a number is the last one again, digit by digit."""
        return self.last is not None and figure.text == self.last.text

    def add(self, figure: Figure, *, trusted: bool) -> None:
        """One number more; ``trusted`` if later ones may be held against it."""
        self.run = self.run + 1 if self.is_same(figure) else 1
        self.last = figure
        if not trusted:
            return
        if self.previous is not None:
            self.steps += 1
            step, of = distance(self.previous, figure)
            if step * self.farthest[1] > self.farthest[0] * of:
                self.widest, self.farthest = (self.previous, figure), (step, of)
        self.previous = figure
        self.count += 1
        if self.low is None or difference(figure, self.low)[0] < 0:
            self.low = figure
        if self.high is None or difference(figure, self.high)[0] > 0:
            self.high = figure


class Reading(NamedTuple):
    """One number of a measurement, its figure or one of its raw indices, and what came before."""

    indicator: Indicator
    figure: Figure
    called: str
    """The indicator's name, and the index's where it is one."""
    earlier: Series
    unit: str
    """What it is measured in: an index may have a unit of its own."""
    is_index: bool = False


def difference(one: Figure, other: Figure) -> tuple[int, int]:
    """One number less another, as numerator and denominator."""
    top, bottom = one.exact.as_integer_ratio()
    less, below = other.exact.as_integer_ratio()
    return top * below - less * bottom, bottom * below


def distance(one: Figure, other: Figure) -> tuple[int, int]:
    """How far two numbers lie apart, as numerator and denominator."""
    apart, of = difference(one, other)
    return abs(apart), of


def has_history(indicator: Indicator) -> bool:
    """Whether earlier numbers say anything about the next: events come as they come, and stocks start small."""
    return not any(isinstance(demand, Events | Stock) for demand in indicator.demands())


def numbers_of(
    measurement: Measurement, indicator: Indicator, scales: Mapping[str, Scale], terms: Sequence[Term]
) -> Iterator[tuple[str | None, str, str, Figure]]:
    """The numbers that a measurement states: the id of the index where it is one, its name, its unit, the figure."""
    value, called = measurement.value, f"“{indicator.name}”"
    match value:
        case Figure():
            yield None, called, indicator.unit, value
        case Indices(by_id=by_id):
            scale = scale_on(indicator, measurement.on, scales, terms)
            for key, number in by_id.items():
                index = scale.indices[key]
                yield key, f"{called}的{index.name}", index.unit, Figure(Fraction(number), f"{number:f}")
        case Grade() | Attestation() | NotApplicable():
            return
        case _:
            assert_never(value)
