"""What a target may demand: the catalogue of conditions, one class each.

A condition is written as a mapping whose key names it, ``{at_least: 85}``; the key picks the
class. Every class here has exactly one rule in ``rules/``, found through ``rules.engine``.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from aiwei_cli.model.span import Span, Window, read_window
from aiwei_cli.model.text import (
    Frozen,
    Id,
    OptionalDay,
    OptionalNumber,
    Reads,
    Text,
    kind_word,
    quote,
    unreadable,
)


class Comparison(StrEnum):
    """The five ways of holding a figure against a limit."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUALS = "equals"


class Bound(Frozen):
    """Exactly one comparison with a number."""

    at_least: OptionalNumber = None
    at_most: OptionalNumber = None
    more_than: OptionalNumber = None
    less_than: OptionalNumber = None
    equals: OptionalNumber = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([name for name in Comparison if getattr(self, name) is not None]) != 1:
            raise unreadable(
                "AW212", "这里要写一个比较条件，而且只写一个", "例如 {at_least: 85}；几个条件用 all 列出"
            )
        return self

    @property
    def comparison(self) -> Comparison:
        """Which comparison is demanded."""
        return next(name for name in Comparison if getattr(self, name) is not None)

    @property
    def limit(self) -> Decimal:
        """The number compared with, in the indicator's unit of measure."""
        value: Decimal = getattr(self, self.comparison)
        return value


class Limit(Bound):
    """The latest figure of the year compared with a number."""


class EventGoal(Bound):
    """How many events, counted over a rolling window or for each period of the year."""

    within: Annotated[Window | None, Reads(read_window)] = None
    per: Literal[Span.YEAR, Span.TERM, Span.HALF_YEAR, Span.QUARTER, Span.MONTH] | None = None

    @model_validator(mode="after")
    def _one_way_of_counting(self) -> Self:
        if (self.within is None) == (self.per is None):
            raise unreadable(
                "AW212", "events 里要写明统计期", "写 within: 3 years（滚动）或 per: year（按期），只写一个"
            )
        return self


class Events(Frozen):
    """The number of dated events against a limit."""

    events: EventGoal


class StockGoal(Bound):
    """How large a stock must be, and by which day (by default the last day of the year)."""

    by: OptionalDay = None


class Stock(Frozen):
    """A stock built up over years, to be reached by a deadline."""

    stock: StockGoal


class GradeAtLeast(Frozen):
    """A grade on an ordinal scale, or a better one; given, or derived from raw indices."""

    grade: Text
    scale: Id


class WithinLimits(Frozen):
    """Every index of a one-grade standard within its limit."""

    limits: Id


class Attested(Frozen):
    """A yes, on somebody's word; with ``document: required`` the word needs evidence."""

    attested: Literal["yes"]
    document: Literal["required"] | None = None


class Trend(Frozen):
    """The figure against that of the period before: exactly one of three directions."""

    rising: Span | None = None
    falling: Span | None = None
    not_falling: Span | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len([span for span in (self.rising, self.falling, self.not_falling) if span]) != 1:
            raise unreadable("AW212", "rising、falling、not_falling 只写一个", "例如 {rising: year}")
        return self

    @property
    def span(self) -> Span:
        """The length of the periods compared."""
        return self.rising or self.falling or self.not_falling or Span.YEAR


class AllOf(Frozen):
    """Several conditions, all to be met; each is judged and shown."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Frozen):
    """Several conditions, one of which is enough."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Each(Frozen):
    """A condition that every organisation of a group must meet by itself."""

    each: Id
    condition: "Condition"


class Mean(Frozen):
    """A condition on the mean of one value per organisation (of scores, never of rates)."""

    mean: Id
    condition: "Condition"


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
    "rising": "trend",
    "falling": "trend",
    "not_falling": "trend",
    **{name.value: "limit" for name in Comparison},
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
    from difflib import get_close_matches

    close = get_close_matches(keys[0], CONDITION_WORDS, 1)
    hint = f"是不是“{close[0]}”？" if close else f"用这些词之一：{'、'.join(CONDITION_WORDS)}"
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
        case _:
            return
