"""A measured value in words, its figures traced to the line that states it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable, Value
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.render.words.demands import grade_word, limit_of
from aiwei_cli.render.words.numbers import figure_text, with_unit
from aiwei_cli.render.words.phrase import Phrase, Source, TracedFigure, measured, phrase
from aiwei_cli.render.words.verdict_sources import judged_source


def value_words(
    value: Value,
    indicator: Indicator,
    source: Source,
    limit: Decimal | None = None,
    brackets: str = "（）",
    beside: Fraction | None = None,
) -> Phrase:
    """A value with its unit, and the two counts that it is made of."""
    match value:
        case Figure():
            shown = TracedFigure(value.exact, with_unit(figure_text(value, limit, beside), indicator), source)
            if value.numerator is None:
                return phrase(shown)
            return phrase(shown, brackets[0], TracedFigure(value, value.text, source), brackets[1])
        case Grade(label=label):
            return phrase(TracedFigure(value, grade_word(label, indicator), source))
        case Attestation(yes=yes):
            return phrase(TracedFigure(value, "是" if yes else "否", source))
        case Indices(by_id=by_id):
            return phrase(TracedFigure(len(by_id), f"{len(by_id)}个分项", source))
        case NotApplicable():
            return phrase(TracedFigure(value, "无适用对象", source))
        case _:
            assert_never(value)


def judged_words(verdict: Verdict, indicator: Indicator, brackets: str = "（）") -> Phrase:
    """The figure that a verdict was given on, with as many digits as tell it from what it is held against."""
    if verdict.value is None:
        return phrase()
    own, then = _exact(verdict.value), _exact(verdict.previous.value) if verdict.previous else None
    limit, source = limit_of(verdict.condition, own), judged_source(verdict, indicator)
    return value_words(verdict.value, indicator, source, limit, brackets, then)


def earlier_words(verdict: Verdict, indicator: Indicator) -> Phrase:
    """The figure of the period before, with as many digits as tell it from the one that was judged."""
    if verdict.previous is None:
        return phrase()
    own = _exact(verdict.value) if verdict.value else None
    limit = limit_of(verdict.condition, own) if own is not None else None
    previous = verdict.previous
    return value_words(previous.value, indicator, measured(previous), limit, beside=own)


def _exact(value: Value) -> Fraction | None:
    return value.exact if isinstance(value, Figure) else None


def judged_grade(verdict: Verdict, grade: str, indicator: Indicator) -> Phrase:
    """The grade that a verdict was given on, with its unit; where an index is missing, that it is no better."""
    word = TracedFigure(Grade(grade), grade_word(grade, indicator), judged_source(verdict, indicator))
    return phrase("不高于" if verdict.or_worse else "", word)


def measured_words(measurement: Measurement, indicator: Indicator) -> Phrase:
    """What a line states."""
    return value_words(measurement.value, indicator, measured(measurement))
