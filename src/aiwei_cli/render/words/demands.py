"""What a condition demands, in words, and the values and numbers that are held against each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from aiwei_cli.model.condition import Condition, Trend, Way
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, NotApplicable, Value
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.render.words.condition_wording import wording_of
from aiwei_cli.render.words.labels import COMPARISON, SIGN
from aiwei_cli.render.words.numbers import figure_text, plain, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator


def short(condition: Condition, indicator: Indicator, definitions: Definitions) -> str:
    """The demand for a table cell: ``≥95%``."""
    return wording_of(condition).short(condition, indicator, definitions)


def long(condition: Condition, indicator: Indicator, definitions: Definitions) -> str:
    """The demand as the predicate of an official sentence: ``不低于95%``."""
    return wording_of(condition).long(condition, indicator, definitions)


def sentence(condition: Condition, indicator: Indicator, definitions: Definitions) -> str:
    """The whole demand: the indicator's own wording, or its name and the demand."""
    if indicator.wording:
        return indicator.wording
    said = wording_of(condition).sentence(condition, indicator, definitions)
    return f"{indicator.name}{long(condition, indicator, definitions)}" if said is None else said


def grade_word(grade: str, indicator: Indicator) -> str:
    """A grade with its unit: B级; what is said of a result below every grade stands alone."""
    bare = grade.isascii() or grade in "一二三四五六七八九十"
    if not bare:
        return grade
    # Where numbers are demanded as well the unit is theirs.
    has_numbers = any(condition.limits_compared() for condition in indicator.target.values())
    return f"{grade}{'级' if has_numbers else indicator.unit}"


def compared(bound: Bound, indicator: Indicator) -> str:
    """A comparison as sign and number; that there is to be none is said so: ``=0次``."""
    none = bound.limit == 0 and bound.comparison is Operator.AT_MOST
    sign = SIGN[Operator.EQUALS if none else bound.comparison]
    return f"{sign}{with_unit(plain(bound.limit), indicator)}"


def compared_in_words(bound: Bound, indicator: Indicator, words: Mapping[Operator, str] = COMPARISON) -> str:
    """A comparison as word and number: 不低于95%, 为0次."""
    none = bound.limit == 0 and bound.comparison in (Operator.EQUALS, Operator.AT_MOST)
    word = "为" if none else words[bound.comparison]
    return f"{word}{with_unit(plain(bound.limit), indicator)}"


def no_further(condition: Trend, indicator: Indicator) -> str:
    """That a figure stands where a trend cannot go on: 已是0，无从再降."""
    if condition.way is Way.FALLING:
        return "已是0，无从再降"
    return f"已是{with_unit(str(indicator.factor), indicator)}，无从再升"


def value_text(
    value: Value, indicator: Indicator, limit: Decimal | None = None, brackets: str = "（）"
) -> str:
    """A value with its unit."""
    match value:
        case Figure():
            text = with_unit(figure_text(value, limit), indicator)
            counts = f"{brackets[0]}{value.text}{brackets[1]}" if value.numerator is not None else ""
            return f"{text}{counts}"
        case Grade(label=label):
            return grade_word(label, indicator)
        case Attestation(yes=yes):
            return "是" if yes else "否"
        case Indices(by_id=by_id):
            return f"{len(by_id)}个分项"
        case NotApplicable():
            return "无适用对象"
        case _:
            assert_never(value)


def limit_of(condition: Condition, exact: Fraction | None = None) -> Decimal | None:
    """The number that a figure is held against, if there is one: of several the one nearest to ``exact``, or the first.

    What lies nearest takes the most digits to be told from.
    """
    limits = condition.limits_compared()
    if exact is None:
        return limits[0] if limits else None
    return min(limits, key=lambda limit: abs(Fraction(limit) - exact), default=None)
