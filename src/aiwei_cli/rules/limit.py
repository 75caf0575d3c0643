"""At least, at most, more than, less than, equals: the year's newest figure against a number.

``{at_least: 85}``. 85 passes, 84.995 does not: figures are compared as typed, a count pair such
as ``165/180`` as the exact fraction it is, and nothing is rounded first.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Condition, Limit
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules import bounded_figure
from aiwei_cli.rules.exact_comparison import is_within
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: Limit, case: JudgingContext) -> Verdict:
    """Judge the figure of the year."""
    return bounded_figure.judge(condition, case)


def met_last_year(condition: Limit, case: JudgingContext) -> bool | None:
    """Whether the figure at the end of last year met the number."""
    return bounded_figure.met_last_year(condition, case)


def implies(one: Limit, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether every number that meets the one meets the other."""
    return isinstance(other, Limit) and is_within(one, other)
