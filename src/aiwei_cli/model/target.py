"""What is demanded: indicators with their targets, ordinal scales, and organisations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from aiwei_cli.model.condition import (
    Condition,
    Events,
    GradeAtLeast,
    Limit,
    Stock,
    Trend,
    WithinLimits,
    unfold,
)
from aiwei_cli.model.exemption import Exemption, Exemptions, Ignored
from aiwei_cli.model.interval import Span
from aiwei_cli.model.number_ranges import Comparison
from aiwei_cli.model.period import Period, Term, periods_of_year, school_year, whole_year
from aiwei_cli.model.text import (
    Day,
    Frozen,
    Id,
    Number,
    OptionalDay,
    OptionalText,
    Text,
    Unit,
    Year,
    in_order,
    listed,
    unreadable,
)
from aiwei_cli.model.unit import factor_of


class Level(StrEnum):
    """Whose figure it is: copied from the county, or the town's own to achieve."""

    TOWN = "town"
    COUNTY = "county"


class Indicator(Frozen):
    """One check of the programme, and what it demands from which year on."""

    action: Id
    name: Text
    short: OptionalText = None
    """A name of at most a dozen characters for narrow tables."""
    clause: OptionalText = None
    """Number of the clause in the programme's document."""
    source: OptionalText = None
    """The document that the target is taken from: its number or title."""
    wording: OptionalText = None
    """How an official sentence states the demand, where it cannot be made from name and number."""
    unit: Unit = ""
    """Unit of measure as it is read aloud: 平方米, %, 分贝; however typed in the one spelling of ``model.unit``."""
    level: Level
    reported_by: Text
    every: Literal["week", "month", "quarter", "half-year", "term", "year", "once"]
    """How often a new figure is due."""
    range: tuple[Number, Number] | None = None
    """The figures that are plausible, lowest and highest; a question, not a limit."""
    numerator: OptionalText = None
    denominator: OptionalText = None
    counted_in: OptionalText = None
    """What numerator and denominator count: 户, 天, 人."""
    parts: Annotated[tuple[Id, ...], BeforeValidator(listed)] = ()
    """Ids of the indicators whose figures of the same day add up to this one's."""
    ignore: Annotated[tuple[Ignored, ...], BeforeValidator(listed)] = ()
    """Codes of the questions that are never asked about its figures."""
    target: Annotated[dict[Year, Condition], Field(min_length=1)]

    @model_validator(mode="after")
    def _range_in_order(self) -> Self:
        if self.range:
            in_order(*self.range, "合理范围", "range")
        return self

    def condition_for(self, year: int) -> Condition | None:
        """The demand in force in ``year``: that of the latest year not after it."""
        years = [since for since in self.target if since <= year]
        return self.target[max(years)] if years else None

    def target_year(self, year: int) -> int:
        """The year whose target says how a figure of ``year`` is written: before the first, the first."""
        return max((since for since in self.target if since <= year), default=min(self.target))

    def is_by_term(self, year: int) -> bool:
        """Whether figures of ``year`` are reported, or events counted, by school term."""
        return bool(self.years_by_term) and self.target_year(year) in self.years_by_term

    @cached_property
    def years_by_term(self) -> frozenset[int]:
        """The years from which on a target counts by school term: asked about every figure, so told once."""
        return frozenset(
            year
            for year, target in self.target.items()
            if self.every == Span.TERM.value
            or any(isinstance(each, Events) and each.events.per is Span.TERM for each in unfold(target))
        )

    def year(self, year: int, terms: Sequence[Term]) -> Period:
        """The days whose figures are those of ``year``: that of the calendar, or that of its school terms."""
        return school_year(year, terms) if self.is_by_term(year) else whole_year(year)

    def periods_of(self, span: Span, year: int, terms: Sequence[Term]) -> tuple[Period, ...]:
        """The periods of one length that start in ``year``; the year itself may be that of its school terms."""
        return (self.year(year, terms),) if span is Span.YEAR else periods_of_year(span, year, terms)

    def last_day(self, year: int, as_of: date, terms: Sequence[Term]) -> date:
        """The day on which ``year`` is looked at: ``as_of``, but not later than its last day (or its last term's)."""
        return min(as_of, self.year(year, terms).end)

    def target_on(self, day: date, terms: Sequence[Term]) -> Condition:
        """The target that says how a figure of a day is written."""
        return self.target[self.target_year(self.year_of(day, terms))]

    def year_of(self, day: date, terms: Sequence[Term]) -> int:
        """The year that a figure of a day belongs to: one of January may be of last year's autumn term."""
        if not terms or not self.years_by_term:
            return day.year
        before = day.year - 1
        if day <= school_year(before, terms).last and self.is_by_term(before):
            return before
        return day.year

    def is_event_of_before(self, day: date, year: int, terms: Sequence[Term]) -> bool:
        """Whether a line states events by the target of its own year, while that of ``year`` is another one."""
        if not self.years_of_events:
            return False
        own = self.target_year(self.year_of(day, terms))
        return own in self.years_of_events and own != self.target_year(year)

    @cached_property
    def years_of_events(self) -> frozenset[int]:
        """The years from which on the numbers of a target's lines are events and nothing else."""
        return frozenset(year for year, target in self.target.items() if _counts_only_events(target))

    def demands(self) -> Iterator[Condition]:
        """Every condition of every year, those inside others included."""
        for condition in self.target.values():
            yield from unfold(condition)

    @property
    def factor(self) -> int:
        """What numerator / denominator is multiplied by to be in the unit of measure; 1 where nobody knows."""
        return factor_of(self.unit) or 1


def _counts_only_events(target: Condition) -> bool:
    conditions = list(unfold(target))
    figures = any(isinstance(each, Limit | Stock | Trend) for each in conditions)
    return not figures and any(isinstance(each, Events) for each in conditions)


Limits = Annotated[tuple[Number, ...], BeforeValidator(listed)]


class IndexLimits(Frozen):
    """The limit of one raw index for each grade, best grade first."""

    at_least: Limits = ()
    at_most: Limits = ()
    more_than: Limits = ()
    less_than: Limits = ()

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([name for name in self.__class__.model_fields if getattr(self, name)]) != 1:
            raise unreadable("AW212", "每个分项写一组界限，而且只写一组", "例如 {at_most: [1, 3, 5]}")
        falling = self.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN)
        limits = self.by_grade[::-1] if falling else self.by_grade
        for better, worse in pairwise(limits):
            in_order(better, worse, "各级界限", hint="最好的一级写在前面：上限从小到大，下限从大到小")
        return self

    @property
    def comparison(self) -> Comparison:
        """How the index is held against its limits."""
        return next(Comparison(name) for name in self.__class__.model_fields if getattr(self, name))

    @property
    def by_grade(self) -> tuple[Decimal, ...]:
        """The limits, best grade first."""
        limits: tuple[Decimal, ...] = getattr(self, self.comparison)
        return limits


class Edition(Frozen):
    """One edition of a standard and the days on which it is in force."""

    document: Text
    valid_from: Day
    valid_to: OptionalDay = None
    limits: Annotated[dict[Id, IndexLimits], Field(min_length=1)]

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        in_order(self.valid_from, self.valid_to, "有效期", "valid_to")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether the edition is in force on ``day``; first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Index(Frozen):
    """A raw index that a grade is derived from."""

    name: Text
    unit: Unit = ""


class Scale(Frozen):
    """Ordinal grades, best first, and the raw indices behind them by edition."""

    name: Text
    grades: Annotated[tuple[Text, ...], Field(min_length=1)]
    below: Text
    """What is said of a result that misses the last grade."""
    indices: dict[Id, Index]
    editions: tuple[Edition, ...]

    def edition_on(self, day: date) -> Edition | None:
        """The edition in force on ``day``."""
        return next((edition for edition in self.editions if edition.holds_on(day)), None)

    def rank(self, grade: str) -> int:
        """0 for the best grade; one past the last for anything below."""
        return self.grades.index(grade) if grade in self.grades else len(self.grades)


def scales_of(indicator: Indicator, scales: Mapping[str, Scale]) -> Iterator[Scale]:
    """The scales that an indicator's targets name, of those that are known."""
    return _named_by(indicator.demands(), scales)


def scale_on(indicator: Indicator, day: date, scales: Mapping[str, Scale], terms: Sequence[Term]) -> Scale:
    """The scale that a grade or raw indices of ``day`` are read by: that of another year's target may differ."""
    return next(_named_by(unfold(indicator.target_on(day, terms)), scales))


def _named_by(demands: Iterable[Condition], scales: Mapping[str, Scale]) -> Iterator[Scale]:
    for demand in demands:
        if isinstance(demand, GradeAtLeast | WithinLimits):
            name = demand.scale if isinstance(demand, GradeAtLeast) else demand.limits
            if name in scales:
                yield scales[name]


class Organisation(Frozen):
    """One of those that a target applies to, with the days it exists on."""

    name: Text
    opened: OptionalDay = None
    closed: OptionalDay = None

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        in_order(self.opened, self.closed, "开办和撤销日期", "closed")
        return self

    def opened_by(self, day: date) -> bool:
        """Whether it has opened by ``day``."""
        return self.opened is None or self.opened <= day

    def closed_before(self, day: date) -> bool:
        """Whether it has closed before ``day``; on its closing day it is still open."""
        return self.closed is not None and self.closed < day

    def open_on(self, day: date) -> bool:
        """Whether it exists on ``day``; the opening and the closing day included."""
        return self.opened_by(day) and not self.closed_before(day)


def _named(value: object) -> object:
    return value if isinstance(value, Mapping | Organisation) else {"name": value}


class Group(Frozen):
    """The organisations that ``each`` runs over."""

    name: Text
    counter: Text = "个"
    """The measure word they are counted with: 所, 家, 户."""
    members: Annotated[dict[Id, Annotated[Organisation, BeforeValidator(_named)]], Field(min_length=1)]


class TargetsFile(Frozen):
    """``data/targets.yaml``."""

    indicators: Annotated[dict[Id, Indicator], Field(min_length=1)]
    scales: dict[Id, Scale] = {}
    organisations: dict[Id, Group] = {}
    exceptions: Exemptions = ()

    @property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The exceptions, in the order written."""
        return tuple(self.exceptions.values() if isinstance(self.exceptions, dict) else self.exceptions)


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
