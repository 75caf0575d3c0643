"""Values and the numbers they are held against, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    WithinLimits,
)
from aiwei_cli.model.measurement import Attestation, Figure, Grade, Indices, NotApplicable, Value
from aiwei_cli.model.target import Indicator
from aiwei_cli.render.demand import grade_word
from aiwei_cli.render.figures import figure_text, with_unit


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


def limit_of(condition: Condition) -> Decimal | None:
    """The (first) number that a figure is held against, if there is one."""
    match condition:
        case Limit():
            return condition.limit
        case Stock(stock=goal) | Events(events=goal):
            return goal.limit
        case Each(condition=inner) | Mean(condition=inner):
            return limit_of(inner)
        case AllOf(all=parts) | AnyOf(any=parts):
            return next((limit for part in parts if (limit := limit_of(part)) is not None), None)
        case GradeAtLeast() | WithinLimits() | Attested() | Trend():
            return None
        case _:
            assert_never(condition)
