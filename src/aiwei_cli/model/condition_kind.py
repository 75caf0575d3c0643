"""What every condition tells of itself: the facts that loading, judging and wording ask of it.

What is abstract nobody can guess; what is not has the answer of a condition that is no exception.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from aiwei_cli.model.condition import Condition
    from aiwei_cli.model.figure_kind import FigureKind
    from aiwei_cli.model.interval import Interval
    from aiwei_cli.model.number_ranges import Bound
    from aiwei_cli.model.satisfiability import Solution, Solver, Subject

Keys = tuple[object, ...]
"""The keys and numbers that lead to a place in the file, from where a condition stands."""


class LineKind(Enum):
    """What the lines of an indicator, or of a group's organisations, state: one of these."""

    NUMBER = auto()
    GRADE = auto()
    """Given, or derived from indices."""
    EVENTS = auto()
    ATTESTATION = auto()


class ConditionKind(ABC):
    """A kind of condition."""

    kind: ClassVar[str]
    """Its name: its rule is ``rules/KIND.py``, its words are ``render/words/conditions/KIND_wording.py``."""
    keys: ClassVar[tuple[str, ...]]
    """The keys of the file that pick it."""
    about: ClassVar[str | None] = None
    """The one thing that it looks at; of two conditions about different things neither settles the other."""

    @property
    @abstractmethod
    def line_kinds(self) -> frozenset[LineKind]:
        """What the lines may state that it is judged on; of several conditions all that any of them takes."""

    @abstractmethod
    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Whether it can be met and can be missed, as far as a glance shows, by figures from ``low`` to ``high``.

        Where it is not plain the solver finds out.
        """

    @abstractmethod
    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """What the things that it looks at may be for it to be met, a way each."""

    @abstractmethod
    def as_written(self) -> tuple[str, Keys]:
        """It as it is written in the file, on one line, and where to point for it; empty for one that holds others."""

    def inside(self) -> "tuple[tuple[Keys, Condition], ...]":
        """The conditions directly inside it, each with the keys that lead there."""
        return ()

    def with_inside(self, change: "Callable[[Condition], Condition]") -> Self:
        """The same with the conditions inside it changed."""
        return self

    @property
    def group(self) -> str | None:
        """The group whose organisations it wants figures of; what is inside is asked by itself."""
        return None

    @property
    def is_about_the_town(self) -> bool:
        """Whether there is one figure for the whole town that it is judged on; of several conditions whether any has one."""
        return True

    def refuses(self, figures: "FigureKind") -> bool:
        """Whether it cannot be judged on figures of a kind; every condition takes those that stand."""
        return False

    @property
    def scale_named(self) -> str | None:
        """The scale that it names."""
        return None

    @property
    def span(self) -> "Interval | None":
        """The length of the periods that it counts by or compares."""
        return None

    @property
    def bound(self) -> "tuple[Bound, Keys] | None":
        """The one comparison with a number that it makes, and the keys that lead to the number."""
        return None

    def bounds(self) -> "tuple[Bound, ...]":
        """The comparisons with numbers that it makes, all to be met; what is inside is asked by itself."""
        return (self.bound[0],) if self.bound else ()

    def limits_compared(self) -> tuple[Decimal, ...]:
        """The numbers that a figure is held against, in the order written; those inside it included."""
        own = (self.bound[0].limit,) if self.bound else ()
        return own + tuple(limit for _, part in self.inside() for limit in part.limits_compared())

    @property
    def wants_less(self) -> bool:
        """Whether a lower figure is the better one; what is inside is asked by itself."""
        return False

    def standing_from(self, day: date) -> Self:
        """What it demands of a year that begins on ``day``: of a stock whose deadline is past, what stands then."""
        return self.with_inside(lambda part: part.standing_from(day))

    def due_in(self, year: int) -> Self:
        """The same with every deadline named: a stock without one is due at the end of the year."""
        return self.with_inside(lambda part: part.due_in(year))
