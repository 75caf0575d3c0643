"""Demands that nothing can meet, that nothing can miss, or that the reporting interval contradicts.

Of nearly every demand a glance shows that it is none of these; only for the others the solver is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, assert_never

from aiwei_cli.load.reporting_intervals import is_too_short
from aiwei_cli.load.yamltext.document import Document
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
    unfold,
)
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.figure_ends import floor_and_ceiling
from aiwei_cli.model.number_ranges import Bound, Operator
from aiwei_cli.model.target import Indicator, TargetsFile

_SINGLE: Final = frozenset({Limit, GradeAtLeast, WithinLimits, Attested, Trend, Events, Stock})


def check_demands(document: Document, targets: TargetsFile) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in what the indicators demand."""
    for name, indicator in targets.indicators.items():
        for year, condition in indicator.target.items():
            late = any(is_too_short(part, indicator.every) for part in unfold(condition))
            if late or not is_plain(indicator, condition):
                from aiwei_cli.load.demand_faults import faults_of_demand

                yield from faults_of_demand(document, name, indicator, year)


def is_plain(indicator: Indicator, condition: Condition) -> bool:
    """Whether a demand and each of its parts can be met and can be missed, as far as a glance shows."""
    match condition:
        case Trend() | GradeAtLeast() | WithinLimits() | Attested():
            return True
        case Limit():
            return _is_between(condition, *floor_and_ceiling(indicator))
        case Stock(stock=goal):
            return _is_between(goal, *floor_and_ceiling(indicator))
        case Events(events=goal):
            return goal.limit % 1 == 0 and _is_between(goal, Decimal(0), None)
        case Each(condition=inner) | Mean(condition=inner):
            return is_plain(indicator, inner)
        case AllOf(all=parts):  # about two things, of one kind of lines
            pair = len(parts) == 2 and {*map(type, parts)} == {Limit, Trend}
            ends = floor_and_ceiling(
                indicator
            )  # a figure that stands at one of them has come there one way only
            inside = all(part.limit not in ends for part in parts if isinstance(part, Limit))
            return pair and inside and all(is_plain(indicator, part) for part in parts)
        case AnyOf(any=parts):  # each about another thing
            kinds = {*map(type, parts)}
            apart = len(kinds) == len(parts) and kinds <= _SINGLE
            return apart and all(is_plain(indicator, part) for part in parts)
        case _:
            assert_never(condition)


def _is_between(bound: Bound, low: Decimal, high: Decimal | None) -> bool:
    """Whether a comparison parts the numbers from ``low`` to ``high`` in two: those that meet it and those that miss it."""
    limit = bound.limit
    match bound.comparison:
        case Operator.AT_LEAST | Operator.LESS_THAN:
            return low < limit and (high is None or limit <= high)
        case Operator.AT_MOST | Operator.MORE_THAN:
            return low <= limit and (high is None or limit < high)
        case Operator.EQUALS:
            return low <= limit and (high is None or limit <= high) and low != high
        case _:
            assert_never(bound.comparison)
