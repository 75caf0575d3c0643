"""The conditions on a figure: compared with a number, between two, or with that of the period before."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from aiwei_cli.model.condition_kind import ConditionKind, Keys, LineKind
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.number_ranges import between as numbers_between
from aiwei_cli.model.text import Frozen, Number, in_order, unreadable

if TYPE_CHECKING:
    from aiwei_cli.model.satisfiability import Solution, Solver, Subject


class Limit(Bound, ConditionKind, title="比较"):
    """The latest figure of the year compared with a number."""

    kind: ClassVar = "limit"
    keys: ClassVar = tuple(each.value for each in Operator)
    about: ClassVar = "figure"

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """Numbers."""
        return frozenset({LineKind.NUMBER})

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where the number lies among the figures."""
        return self.divides(low, high)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """The figures that meet the number."""
        yield solver.way(self, scope, (*scope, "figure"), solver.meeting(self) & solver.figures)

    def as_written(self) -> tuple[str, Keys]:
        """The comparison."""
        return self.line, (self.comparison.value,)

    @property
    def bound(self) -> tuple[Bound, Keys]:
        """Itself."""
        return self, (self.comparison.value,)

    @property
    def wants_less(self) -> bool:
        """An upper limit does, and none at all."""
        none_at_all = self.comparison is Operator.EQUALS and self.limit == 0
        return self.comparison in (Operator.AT_MOST, Operator.LESS_THAN) or none_at_all


class Between(Frozen, ConditionKind, title="介于"):
    """The figure of the year from one number to another, both included: one demand, with a lower and an upper end."""

    kind: ClassVar = "between"
    keys: ClassVar = ("between",)
    about: ClassVar = "figure"

    between: tuple[Number, Number] = Field(
        title="介于", description="最小、最大，两头都算在内", examples=["[6.5, 8.5]"]
    )

    @model_validator(mode="after")
    def _least_first(self) -> Self:
        least, most = self.between
        if least == most:
            hint = f"写成 equals: {least:f}"
            raise unreadable("AW213", f"范围两头是同一个数：{least:f}", hint, key="between")
        in_order(least, most, "范围", "between", hint=f"写成 between: [{most:f}, {least:f}]")
        return self

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """Numbers."""
        return frozenset({LineKind.NUMBER})

    @cached_property
    def ends(self) -> tuple[Limit, Limit]:
        """The two comparisons that it comes to: at least the one, at most the other."""
        least, most = (f"{each:f}" for each in self.between)
        return Limit.model_validate({"at_least": least}), Limit.model_validate({"at_most": most})

    def bounds(self) -> tuple[Bound, ...]:
        """Its ends."""
        return self.ends

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where both numbers lie among the figures, and not at their ends alone."""
        least, most = self.between
        return low < least and (high is None or most < high)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """The figures from the one to the other; to miss it those beside them."""
        inside = numbers_between(*self.between)
        wanted = inside.others() if solver.opposite else inside
        yield solver.way(self, scope, (*scope, "figure"), wanted & solver.figures)

    def as_written(self) -> tuple[str, Keys]:
        """Both numbers."""
        least, most = self.between
        return f"between: [{least:f}, {most:f}]", self.keys

    def limits_compared(self) -> tuple[Decimal, ...]:
        """Both numbers."""
        return self.between


class Way(StrEnum):
    """The four ways that a figure may be told to go."""

    RISING = "rising"
    FALLING = "falling"
    NOT_FALLING = "not_falling"
    NOT_RISING = "not_rising"


class Trend(Frozen, ConditionKind, title="升降"):
    """The figure against that of the period before: exactly one of four ways."""

    kind: ClassVar = "trend"
    keys: ClassVar = tuple(each.value for each in Way)
    about: ClassVar = "trend"

    rising: Interval | None = Field(None, title="上升", description="比上一期上升", examples=["year"])
    falling: Interval | None = Field(None, title="下降", description="比上一期下降", examples=["year"])
    not_falling: Interval | None = Field(None, title="不下降", description="不低于上一期", examples=["year"])
    not_rising: Interval | None = Field(None, title="不上升", description="不高于上一期", examples=["year"])

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([way for way in Way if getattr(self, way)]) != 1:
            raise unreadable("AW212", f"{'、'.join(Way)} 只写一个", "例如 {rising: year}")
        return self

    @property
    def way(self) -> Way:
        """Where the figure has to go."""
        return next(way for way in Way if getattr(self, way))

    @property
    def span(self) -> Interval:
        """The length of the periods compared."""
        span: Interval = getattr(self, self.way)
        return span

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """Whatever may be more or less."""
        return frozenset({LineKind.NUMBER, LineKind.GRADE})

    def refuses(self, figures: FigureKind) -> bool:
        """Those of the year so far, of anything shorter than the year: they say nothing of a quarter by itself."""
        return figures.is_of_the_year_so_far and self.span is not Interval.YEAR

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """A figure may go either way."""
        return True

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """To have gone where it is to go, or to stand where nothing goes further."""
        return solver.ways_to_go(self, scope)

    def as_written(self) -> tuple[str, Keys]:
        """The way, and the periods compared."""
        return f"{self.way.value}: {self.span.value}", (self.way.value,)

    @property
    def wants_less(self) -> bool:
        """One that is to go down, or not up."""
        return self.way in (Way.FALLING, Way.NOT_RISING)
