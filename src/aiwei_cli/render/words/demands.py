"""What a condition demands, in words, and the values and numbers that are held against each other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from aiwei_cli.model.condition import Condition, Trend, Way
from aiwei_cli.model.measurement import Grade
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.render.words.condition_wording import wording_of
from aiwei_cli.render.words.labels import COMPARISON, SIGN
from aiwei_cli.render.words.numbers import plain, with_unit
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.interval import Window
    from aiwei_cli.model.target import Indicator


def short(condition: Condition, indicator: Indicator, definitions: Definitions) -> Phrase:
    """The demand for a table cell: ``≥95%``."""
    return phrase(wording_of(condition).short(condition, indicator, definitions))


def long(condition: Condition, indicator: Indicator, definitions: Definitions) -> Phrase:
    """The demand as the predicate of an official sentence: ``不低于95%``."""
    return phrase(wording_of(condition).long(condition, indicator, definitions))


def sentence(condition: Condition, indicator: Indicator, definitions: Definitions) -> Phrase:
    """The whole demand: the indicator's own wording, or its name and the demand."""
    if indicator.wording:
        return phrase(indicator.wording)
    said = wording_of(condition).sentence(condition, indicator, definitions)
    return phrase(indicator.name, long(condition, indicator, definitions)) if said is None else phrase(said)


def demanded(indicator: Indicator) -> Source:
    """What is demanded of an indicator as where a figure comes from."""
    return Source(Origin.TARGET, indicator.id)


def demanded_grade(grade: str, indicator: Indicator) -> TracedFigure:
    """A grade that is demanded, with its unit."""
    return TracedFigure(Grade(grade), grade_word(grade, indicator), demanded(indicator))


def limit_words(limit: Decimal, indicator: Indicator) -> TracedFigure:
    """A number that is demanded, with its unit."""
    return TracedFigure(limit, with_unit(plain(limit), indicator), demanded(indicator))


def grade_word(grade: str, indicator: Indicator) -> str:
    """A grade with its unit: B级; what is said of a result below every grade stands alone."""
    bare = grade.isascii() or grade in "一二三四五六七八九十"
    if not bare:
        return grade
    # Where numbers are demanded as well the unit is theirs.
    has_numbers = any(condition.limits_compared() for condition in indicator.target.values())
    return f"{grade}{'级' if has_numbers else indicator.unit}"


def compared(bound: Bound, indicator: Indicator) -> Phrase:
    """A comparison as sign and number; that there is to be none is said so: ``=0次``."""
    none = bound.limit == 0 and bound.comparison is Operator.AT_MOST
    sign = SIGN[Operator.EQUALS if none else bound.comparison]
    return phrase(sign, limit_words(bound.limit, indicator))


def compared_in_words(
    bound: Bound, indicator: Indicator, words: Mapping[Operator, str] = COMPARISON
) -> Phrase:
    """A comparison as word and number: 不低于95%, 为0次."""
    none = bound.limit == 0 and bound.comparison in (Operator.EQUALS, Operator.AT_MOST)
    word = "为" if none else words[bound.comparison]
    return phrase(word, limit_words(bound.limit, indicator))


def window_words(window: Window, indicator: Indicator) -> Phrase:
    """The stretch up to today that events are counted in: 近3年."""
    unit = "年" if window.span == "years" else "个月"
    return phrase("近", TracedFigure(window.length, f"{window.length}{unit}", demanded(indicator)))


def no_further(condition: Trend, indicator: Indicator) -> Phrase:
    """That a figure stands where a trend cannot go on: 已是0，无从再降."""
    if condition.way is Way.FALLING:
        return phrase("已是", TracedFigure(0, "0", demanded(indicator)), "，无从再降")
    whole = TracedFigure(indicator.factor, with_unit(str(indicator.factor), indicator), demanded(indicator))
    return phrase("已是", whole, "，无从再升")


def limit_of(condition: Condition, exact: Fraction | None = None) -> Decimal | None:
    """The number that a figure is held against, if there is one: of several the one nearest to ``exact``, or the first.

    What lies nearest takes the most digits to be told from.
    """
    limits = condition.limits_compared()
    if exact is None:
        return limits[0] if limits else None
    return min(limits, key=lambda limit: abs(Fraction(limit) - exact), default=None)
