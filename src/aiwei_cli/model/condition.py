"""What a target may demand: the catalogue of conditions, and those that hold others.

A condition is written as a mapping whose key names it, ``{at_least: 85}``; the key picks the
class. Every class has one rule in ``rules/`` and its words in ``render/words/conditions/``, found by its ``kind``.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.condition_kind import ConditionKind, Keys, LineKind
from aiwei_cli.model.figure_conditions import Between, Limit, Trend, Way
from aiwei_cli.model.single_conditions import (
    Attested,
    EventGoal,
    Events,
    GradeAtLeast,
    Stock,
    StockGoal,
    WithinLimits,
)
from aiwei_cli.model.text import Frozen, Id, kind_word, quote, unreadable

if TYPE_CHECKING:
    from aiwei_cli.model.satisfiability import Solution, Solver, Subject

__all__ = [
    "AllOf",
    "AnyOf",
    "Attested",
    "Between",
    "Condition",
    "Each",
    "EventGoal",
    "Events",
    "GradeAtLeast",
    "Limit",
    "Mean",
    "Stock",
    "StockGoal",
    "Trend",
    "Way",
    "WithinLimits",
    "group_of",
    "unfold",
]


class _Several(ConditionKind):
    """Several conditions under one key."""

    @property
    def parts(self) -> "tuple[Condition, ...]":
        """The conditions."""
        parts: tuple[Condition, ...] = getattr(self, self.keys[0])
        return parts

    def inside(self) -> "tuple[tuple[Keys, Condition], ...]":
        """Each of them, in a list."""
        return tuple(((self.keys[0], number), part) for number, part in enumerate(self.parts))

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """What any of them takes."""
        return frozenset[LineKind]().union(*(part.line_kinds for part in self.parts))

    @property
    def is_about_the_town(self) -> bool:
        """Whether any of them is."""
        return any(part.is_about_the_town for part in self.parts)

    def as_written(self) -> tuple[str, Keys]:
        """Nothing: each of them is written."""
        return "", ()


class AllOf(Frozen, _Several, title="都要满足"):
    """Several conditions, all to be met; each is judged and shown."""

    kind: ClassVar = "all_of"
    keys: ClassVar = ("all",)

    all: Annotated[tuple["Condition", ...], Field(min_length=1)] = Field(
        title="全部条件", description="几个条件都要满足", examples=["[{at_least: 85}, {rising: year}]"]
    )

    def with_inside(self, change: "Callable[[Condition], Condition]") -> Self:
        """Each of them changed."""
        return self.model_copy(update={"all": tuple(map(change, self.all))})

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where there is a number and a trend: two things, of one kind of lines."""
        pair = len(self.all) == 2 and {part.about for part in self.all} == {"figure", "trend"}
        # A figure that stands at one of the ends has come there one way only.
        at_an_end = any(limit in (low, high) for limit in self.limits_compared())
        return pair and not at_an_end and all(part.is_plain(low, high) for part in self.all)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """A way of each, together; to miss it one is enough."""
        return solver.several(self.all, scope, together=not solver.opposite)


class AnyOf(Frozen, _Several, title="满足一个"):
    """Several conditions, one of which is enough."""

    kind: ClassVar = "any_of"
    keys: ClassVar = ("any",)

    any: Annotated[tuple["Condition", ...], Field(min_length=1)] = Field(
        title="任一条件", description="几个条件满足一个即可", examples=["[{at_least: 85}, {rising: year}]"]
    )

    def with_inside(self, change: "Callable[[Condition], Condition]") -> Self:
        """Each of them changed."""
        return self.model_copy(update={"any": tuple(map(change, self.any))})

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where each is about another thing."""
        things = {part.about for part in self.any}
        apart = len(things) == len(self.any) and None not in things
        return apart and all(part.is_plain(low, high) for part in self.any)

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """A way of one; to miss it all have to be missed."""
        return solver.several(self.any, scope, together=solver.opposite)


class _OverGroup(ConditionKind):
    """One condition for a group, whose keys stand beside the group."""

    if TYPE_CHECKING:
        condition: "Condition"

    def inside(self) -> "tuple[tuple[Keys, Condition], ...]":
        """The condition, whose keys stand where the group's does."""
        return (((), self.condition),)

    @property
    def line_kinds(self) -> frozenset[LineKind]:
        """What the condition takes."""
        return self.condition.line_kinds

    def is_plain(self, low: Decimal, high: Decimal | None) -> bool:
        """Where the condition is."""
        return self.condition.is_plain(low, high)

    def as_written(self) -> tuple[str, Keys]:
        """Nothing: the condition is written."""
        return "", ()


class Each(Frozen, _OverGroup, title="每个考核对象"):
    """A condition that every organisation of a group must meet by itself."""

    kind: ClassVar = "each"
    keys: ClassVar = ("each",)

    each: Id = Field(
        title="考核对象组",
        description="这一组的每个考核对象都要满足旁边的条件，写组的编号",
        examples=["schools"],
    )
    condition: "Condition" = Field(
        title="条件", description="每个考核对象的条件；它的键直接写在 each 旁边", examples=["at_least: 85"]
    )

    @model_validator(mode="after")
    def _no_group_inside(self) -> Self:
        if group_of(self.condition):
            raise unreadable("AW212", "each 里面不能再有 each 或 mean", "只写一组考核对象")
        return self

    @property
    def group(self) -> str:
        """The group named."""
        return self.each

    @property
    def is_about_the_town(self) -> bool:
        """Every organisation has a figure of its own."""
        return False

    def with_inside(self, change: "Callable[[Condition], Condition]") -> Self:
        """The condition changed."""
        return self.model_copy(update={"condition": change(self.condition)})

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """Those of the condition, for the organisations one by one."""
        return solver.for_each(self, scope)


class Mean(Frozen, _OverGroup, title="平均分"):
    """A condition on the mean of one value per organisation (of scores, never of rates)."""

    kind: ClassVar = "mean"
    keys: ClassVar = ("mean",)

    mean: Id = Field(
        title="考核对象组",
        description="这一组考核对象的平均分要满足旁边的条件，写组的编号",
        examples=["canteens"],
    )
    condition: "Condition" = Field(
        title="条件", description="平均分的条件；它的键直接写在 mean 旁边", examples=["at_least: 75"]
    )

    @model_validator(mode="after")
    def _a_comparison_inside(self) -> Self:
        if not isinstance(self.condition, Limit):
            raise unreadable("AW212", "mean 里面只能写一个比较条件", "例如 {mean: 组的编号, at_least: 75}")
        return self

    @property
    def group(self) -> str:
        """The group named."""
        return self.mean

    def with_inside(self, change: "Callable[[Condition], Condition]") -> Self:
        """The condition changed."""
        return self.model_copy(update={"condition": change(self.condition)})

    def ways(self, solver: "Solver", scope: "Subject") -> "Iterator[Solution]":
        """Those of the condition, for the mean."""
        return self.condition.ways(solver, (*scope, "mean", self.mean))


KINDS: Final[tuple[type[ConditionKind], ...]] = (
    Each,
    Mean,
    AllOf,
    AnyOf,
    GradeAtLeast,
    WithinLimits,
    Attested,
    Events,
    Stock,
    Trend,
    Between,
    Limit,
)
"""The registry, beside ``Condition``; in this order a key picks its kind, so that ``each`` wins over what it wraps."""

_KEYS: Final = {key: kind.kind for kind in KINDS for key in kind.keys}

CONDITION_WORDS: Final = tuple(_KEYS)


def _pick(value: object) -> str | None:
    # Tags wear parentheses so that no key of a file can be mistaken for one in an error's path.
    if isinstance(value, Mapping):
        return next((f"({tag})" for key, tag in _KEYS.items() if key in value), None)
    return None


def _not_understood(keys: list[str]) -> PydanticCustomError:
    if not keys:
        return unreadable("AW212", "目标条件是空的", "例如 {at_least: 85}")
    hint = did_you_mean(keys[0], CONDITION_WORDS) or f"用这些词之一：{'、'.join(CONDITION_WORDS)}"
    return unreadable("AW212", f"目标条件{quote(keys[0])}看不懂", hint, key=keys[0])


def _unwrap(value: object) -> Any:
    if not isinstance(value, Mapping):
        raise unreadable("AW212", f"目标条件应为一组键和值，写的是{kind_word(value)}", "例如 {at_least: 85}")
    if _pick(value) is None:
        raise _not_understood(list(map(str, value)))
    for group in ("each", "mean"):
        if group in value:
            return {group: value[group], "condition": {k: v for k, v in value.items() if k != group}}
    return value


Condition = Annotated[
    Annotated[Limit, Tag("(limit)")]
    | Annotated[Between, Tag("(between)")]
    | Annotated[GradeAtLeast, Tag("(grade)")]
    | Annotated[WithinLimits, Tag("(limits)")]
    | Annotated[Attested, Tag("(attested)")]
    | Annotated[Trend, Tag("(trend)")]
    | Annotated[Events, Tag("(events)")]
    | Annotated[Stock, Tag("(stock)")]
    | Annotated[AllOf, Tag("(all_of)")]
    | Annotated[AnyOf, Tag("(any_of)")]
    | Annotated[Each, Tag("(each)")]
    | Annotated[Mean, Tag("(mean)")],
    Discriminator(_pick),
    BeforeValidator(_unwrap),
]


def unfold(condition: Condition) -> Iterator[Condition]:
    """A condition and all those inside it."""
    yield condition
    for _, part in condition.inside():
        yield from unfold(part)


def group_of(condition: Condition) -> str | None:
    """The group that a condition wants figures of by organisation; None for one figure a date."""
    return next((part.group for part in unfold(condition) if part.group), None)
