"""A measured value in words, its figures traced to the line that states it."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, Measurement, NotApplicable, Value
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.render.words.demands import grade_word
from aiwei_cli.render.words.numbers import figure_text, with_unit
from aiwei_cli.render.words.phrase import Phrase, Source, TracedFigure, measured, phrase
from aiwei_cli.render.words.verdict_sources import judged_source


def value_words(
    value: Value, indicator: Indicator, source: Source, limit: Decimal | None = None, brackets: str = "（）"
) -> Phrase:
    """A value with its unit, and the two counts that it is made of."""
    match value:
        case Figure():
            shown = TracedFigure(value.exact, with_unit(figure_text(value, limit), indicator), source)
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


def judged_grade(verdict: Verdict, grade: str, indicator: Indicator) -> TracedFigure:
    """The grade that a verdict was given on, with its unit."""
    return TracedFigure(Grade(grade), grade_word(grade, indicator), judged_source(verdict, indicator))


def measured_words(measurement: Measurement, indicator: Indicator) -> Phrase:
    """What a line states."""
    return value_words(measurement.value, indicator, measured(measurement))
