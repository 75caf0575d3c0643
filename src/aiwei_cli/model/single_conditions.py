"""The conditions that hold no other and are not about a figure: events, stocks, grades and words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from aiwei_cli.model.condition_kind import ConditionKind, Keys, LineKind
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval, Window, read_window
from aiwei_cli.model.number_ranges import Bound
from aiwei_cli.model.number_ranges import between as numbers_between
from aiwei_cli.model.text import Frozen, Id, OptionalDay, Reads, Text, unreadable

if TYPE_CHECKING:
    from aiwei_cli.model.satisfiability import Solution, Solver, Subject


class EventGoal(Bound):
    """How many events, counted over a rolling window or for each period of the year."""

    within: Annotated[Window | None, Reads(read_window)] = Field(
        None, title="滚动统计期", description="往前数多久", examples=["3 years"]
    )
    per: (
        Literal[Interval.YEAR, Interval.TERM, Interval.HALF_YEAR, Interval.QUARTER, Interval.MONTH] | None
    ) = Field(None, title="按期统计", description="每年、每学期、每季度……", examples=["year"])

    def _in_one(self) -> str:
        more = (
            f"within: {self.within.length} {self.within.span}"
            if self.within
            else f"per: {self.per or Interval.YEAR}"
        )
        return _side_by_side("events", self, more)

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> Self:
        if (self.within is None) == (self.per is None):
            raise unreadable(
                "AW212", "events 里要写明统计期", "写 within: 3 years（滚动）或 per: year（按期），只写一个"
            )
        return self


class Events(Frozen, ConditionKind, title="次数"):
    """The number of dated events against a limit."""

    kind: ClassVar = "events"
    keys: ClassVar = ("events",)
    about: ClassVar = "events"

    events: EventGoal = Field(
        title="次数", description="统计期内发生的次数和要求", examples=["{equals: 0, within: 3 years}"]
    )

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """How often something happened."""
        return frozenset({LineKind.EVENTS})

    def refuses(self, figures: FigureKind) -> bool:
        """All but what stands: it counts its lines itself."""
        return figures is not FigureKind.STANDING

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where a whole number is compared with, and some may happen; events are no figures of the indicator."""
        return self.events.limit % 1 == 0 and self.events.divides(Decimal(0), None)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """How often it may happen in the period, or within the window."""
        goal = self.events
        happened = solver.meeting(goal) & numbers_between(Decimal(0), None)
        # Of two goals by period that are missed each it need not be in the same period.
        apart = solver.opposite and goal.per not in (None, Interval.YEAR)
        own = (solver.unlike(),) if apart else ()
        yield solver.way(self, scope, (*scope, *own, "events", goal.per, goal.within), happened)

    def as_written(self) -> tuple[str, Keys]:
        """The comparison, and how events are counted: per month, or within 3 years."""
        goal = self.events
        counted = f"per: {goal.per}"
        if goal.within is not None:
            length, span = goal.within
            counted = f"within: {length} {span if length > 1 else span.removesuffix('s')}"
        return f"{goal.line}, {counted}", self.bound[1]

    @property
    def span(self) -> Interval | None:
        """The periods of the year, where it does not look back over a window."""
        return self.events.per

    @property
    def bound(self) -> tuple[Bound, Keys]:
        """The comparison of the number of events."""
        return self.events, ("events", self.events.comparison.value)


class StockGoal(Bound):
    """How large a stock must be, and by which day (by default the last day of the year)."""

    by: OptionalDay = Field(
        None, title="期限", description="到哪天为止要达到；不写就是年末", examples=["2024-10-31"]
    )

    def _in_one(self) -> str:
        return _side_by_side("stock", self, f"by: {self.by}" if self.by else "")


def _side_by_side(word: str, goal: Bound, more: str) -> str:
    """The comparisons of one goal as a goal each: ``all`` goes around them, it has no place inside."""
    lines = [f"{name}: {getattr(goal, name):f}" for name in goal.given] or ["at_least: 1"]
    goals = [f"{{{word}: {{{', '.join(filter(None, (line, more)))}}}}}" for line in lines]
    return f"拆成 all: [{', '.join(goals)}]" if len(goals) > 1 else f"例如 {goals[0]}"


class Stock(Frozen, ConditionKind, title="累计总量"):
    """A stock built up over years, to be reached by a deadline."""

    kind: ClassVar = "stock"
    keys: ClassVar = ("stock",)
    about: ClassVar = "stock"

    stock: StockGoal = Field(
        title="累计总量", description="逐年累计，到期要达到多少", examples=["{at_least: 12, by: 2024-10-31}"]
    )

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """Numbers."""
        return frozenset({LineKind.NUMBER})

    def refuses(self, figures: FigureKind) -> bool:
        """All but what stands, as a stock is never that of a year."""
        return figures is not FigureKind.STANDING

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where the number lies among the figures."""
        return self.stock.divides(low, high)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """The figures that meet the number, on the day of the deadline."""
        # Met on one day they are the same line, unless a deadline looks at an earlier one.
        standing = self.stock.by is None and not solver.opposite
        subject = (*scope, "figure") if standing else (*scope, "stock", self.stock.by)
        yield solver.way(self, scope, subject, solver.meeting(self.stock) & solver.figures)

    def as_written(self) -> tuple[str, Keys]:
        """The comparison, and the deadline."""
        by = f", by: {self.stock.by}" if self.stock.by else ""
        return f"{self.stock.line}{by}", self.bound[1]

    @property
    def bound(self) -> tuple[Bound, Keys]:
        """The comparison of the stock."""
        return self.stock, ("stock", self.stock.comparison.value)

    def standing_from(self, day: date) -> Self:
        """What stands on that day, where the deadline is past."""
        return self._by(None) if self.stock.by and self.stock.by < day else self

    def due_in(self, year: int) -> Self:
        """The last day of the year is the deadline of a stock without one."""
        return self if self.stock.by else self._by(date(year, 12, 31))

    def _by(self, day: date | None) -> Self:
        return self.model_copy(update={"stock": self.stock.model_copy(update={"by": day})})


class _ByScale(ConditionKind):
    """Judged by a scale, on grades."""

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """Grades, or the indices behind them."""
        return frozenset({LineKind.GRADE})

    def refuses(self, figures: FigureKind) -> bool:
        """All but what stands: a grade adds up to nothing."""
        return figures is not FigureKind.STANDING

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """A scale has a grade that will do, and something below it."""
        return True

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """Any grade: the solver compares numbers only."""
        yield solver.any_of_kind(self, scope)


class GradeAtLeast(Frozen, _ByScale, title="级别"):
    """A grade on an ordinal scale, or a better one; given, or derived from raw indices."""

    kind: ClassVar = "grade"
    keys: ClassVar = ("grade",)
    about: ClassVar = "grade"

    grade: Text = Field(title="级别", description="至少达到的级别", examples=["C"])
    scale: Id = Field(title="分级标准", description="用哪个分级标准，写它的编号", examples=["mosquitoes"])

    @property
    def scale_named(self) -> str:
        """The scale of the grade."""
        return self.scale

    def as_written(self) -> tuple[str, Keys]:
        """The grade."""
        return f"grade: {self.grade}", ("grade",)


class WithinLimits(Frozen, _ByScale, title="各分项界限"):
    """Every index of a one-grade standard within its limit."""

    kind: ClassVar = "limits"
    keys: ClassVar = ("limits",)
    about: ClassVar = "limits"

    limits: Id = Field(
        title="分项标准", description="各分项都不超过这个标准的界限，写标准的编号", examples=["air-class-2"]
    )

    @property
    def scale_named(self) -> str:
        """The standard."""
        return self.limits

    def as_written(self) -> tuple[str, Keys]:
        """The standard."""
        return f"limits: {self.limits}", ("limits",)


class Attested(Frozen, ConditionKind, title="确认"):
    """A yes, on somebody's word; with ``document: required`` the word needs evidence."""

    kind: ClassVar = "attested"
    keys: ClassVar = ("attested",)
    about: ClassVar = "attested"

    attested: Literal["yes"] = Field(title="认定", description="要有人确认“是”", examples=["yes"])
    document: Literal["required"] | None = Field(
        None, title="佐证材料", description="确认时必须附佐证", examples=["required"]
    )

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """A yes or a no."""
        return frozenset({LineKind.ATTESTATION})

    def refuses(self, figures: FigureKind) -> bool:
        """All but what stands: a yes adds up to nothing."""
        return figures is not FigureKind.STANDING

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Somebody may say yes, or no."""
        return True

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """A yes."""
        yield solver.any_of_kind(self, scope)

    def as_written(self) -> tuple[str, Keys]:
        """The yes."""
        return f"attested: {self.attested}", ("attested",)
