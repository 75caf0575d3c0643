"""What a target may demand: the catalogue of conditions, one class each.

A condition is written as a mapping whose key names it, ``{at_least: 85}``; the key picks the
class. Every class here has exactly one rule in ``rules/``, found through ``rules.engine``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self, assert_never

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from aiwei_cli.model.closest_words import did_you_mean
from aiwei_cli.model.interval import Interval, Window, read_window
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.text import (
    Frozen,
    Id,
    OptionalDay,
    Reads,
    Text,
    kind_word,
    quote,
    unreadable,
)


class Limit(Bound, title="比较"):
    """The latest figure of the year compared with a number."""


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


class Events(Frozen, title="次数"):
    """The number of dated events against a limit."""

    events: EventGoal = Field(
        title="次数", description="统计期内发生的次数和要求", examples=["{equals: 0, within: 3 years}"]
    )


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


class Stock(Frozen, title="累计总量"):
    """A stock built up over years, to be reached by a deadline."""

    stock: StockGoal = Field(
        title="累计总量", description="逐年累计，到期要达到多少", examples=["{at_least: 12, by: 2024-10-31}"]
    )


class GradeAtLeast(Frozen, title="级别"):
    """A grade on an ordinal scale, or a better one; given, or derived from raw indices."""

    grade: Text = Field(title="级别", description="至少达到的级别", examples=["C"])
    scale: Id = Field(title="分级标准", description="用哪个分级标准，写它的编号", examples=["mosquitoes"])


class WithinLimits(Frozen, title="各分项界限"):
    """Every index of a one-grade standard within its limit."""

    limits: Id = Field(
        title="分项标准", description="各分项都不超过这个标准的界限，写标准的编号", examples=["air-class-2"]
    )


class Attested(Frozen, title="确认"):
    """A yes, on somebody's word; with ``document: required`` the word needs evidence."""

    attested: Literal["yes"] = Field(title="认定", description="要有人确认“是”", examples=["yes"])
    document: Literal["required"] | None = Field(
        None, title="佐证材料", description="确认时必须附佐证", examples=["required"]
    )


class Way(StrEnum):
    """The four ways that a figure may be told to go."""

    RISING = "rising"
    FALLING = "falling"
    NOT_FALLING = "not_falling"
    NOT_RISING = "not_rising"


class Trend(Frozen, title="升降"):
    """The figure against that of the period before: exactly one of four ways."""

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


class AllOf(Frozen, title="都要满足"):
    """Several conditions, all to be met; each is judged and shown."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)] = Field(
        title="全部条件", description="几个条件都要满足", examples=["[{at_least: 85}, {rising: year}]"]
    )


class AnyOf(Frozen, title="满足一个"):
    """Several conditions, one of which is enough."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)] = Field(
        title="任一条件", description="几个条件满足一个即可", examples=["[{at_least: 85}, {rising: year}]"]
    )


class Each(Frozen, title="每个考核对象"):
    """A condition that every organisation of a group must meet by itself."""

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
        if any(isinstance(part, Each | Mean) for part in unfold(self.condition)):
            raise unreadable("AW212", "each 里面不能再有 each 或 mean", "只写一组考核对象")
        return self


class Mean(Frozen, title="平均分"):
    """A condition on the mean of one value per organisation (of scores, never of rates)."""

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


_KEYS: Final[dict[str, str]] = {
    "each": "each",
    "mean": "mean",
    "all": "all",
    "any": "any",
    "grade": "grade",
    "limits": "limits",
    "attested": "attested",
    "events": "events",
    "stock": "stock",
    **{way.value: "trend" for way in Way},
    **{name.value: "limit" for name in Operator},
}
"""Which key picks which class; in this order, so that ``each`` wins over what it wraps."""

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
    | Annotated[GradeAtLeast, Tag("(grade)")]
    | Annotated[WithinLimits, Tag("(limits)")]
    | Annotated[Attested, Tag("(attested)")]
    | Annotated[Trend, Tag("(trend)")]
    | Annotated[Events, Tag("(events)")]
    | Annotated[Stock, Tag("(stock)")]
    | Annotated[AllOf, Tag("(all)")]
    | Annotated[AnyOf, Tag("(any)")]
    | Annotated[Each, Tag("(each)")]
    | Annotated[Mean, Tag("(mean)")],
    Discriminator(_pick),
    BeforeValidator(_unwrap),
]


def unfold(condition: Condition) -> Iterator[Condition]:
    """A condition and all those inside it."""
    yield condition
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from unfold(part)
        case Each(condition=inner) | Mean(condition=inner):
            yield from unfold(inner)
        case Limit() | GradeAtLeast() | WithinLimits() | Attested() | Trend() | Events() | Stock():
            return
        case _:
            assert_never(condition)


def group_of(condition: Condition) -> str | None:
    """The group that a condition wants figures of by organisation; None for one figure a date."""
    return next((group for part in unfold(condition) if (group := _own_group(part))), None)


def standing_from(condition: Condition, day: date) -> Condition:
    """What a condition demands of a year that begins on ``day``: of a stock whose deadline is past, what stands then."""
    match condition:
        case Stock(stock=goal) if goal.by and goal.by < day:
            return condition.model_copy(update={"stock": goal.model_copy(update={"by": None})})
        case AllOf(all=parts):
            return condition.model_copy(update={"all": tuple(standing_from(each, day) for each in parts)})
        case AnyOf(any=parts):
            return condition.model_copy(update={"any": tuple(standing_from(each, day) for each in parts)})
        case Each(condition=inner) | Mean(condition=inner):
            return condition.model_copy(update={"condition": standing_from(inner, day)})
        case Limit() | GradeAtLeast() | WithinLimits() | Attested() | Trend() | Events() | Stock():
            return condition
        case _:
            assert_never(condition)


def _own_group(condition: Condition) -> str | None:
    match condition:
        case Each(each=group) | Mean(mean=group):
            return group
        case Limit() | GradeAtLeast() | WithinLimits() | Attested() | Trend() | Events() | Stock():
            return None
        case AllOf() | AnyOf():
            return None  # what is inside is asked by itself
        case _:
            assert_never(condition)
