"""Between: the figure of the year from one number to another, both included.

``{between: [6.5, 8.5]}``. 6.5 and 8.5 pass, 6.49 does not: figures are compared as typed, and nothing is rounded first.
What is short is counted from the nearer end. Nothing is said of the pace, for there is no way to go.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Between, Condition
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules import bounded_figure
from aiwei_cli.rules.condition_rule import implies as meets_also
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: Between, case: JudgingContext) -> Verdict:
    """Judge the figure of the year."""
    return bounded_figure.judge(condition, case)


def met_last_year(condition: Between, case: JudgingContext) -> bool | None:
    """Whether the figure at the end of last year lay between the numbers."""
    return bounded_figure.met_last_year(condition, case)


def implies(one: Between, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether one of its ends does: what lies within another range meets both of that one's ends."""
    return any(meets_also(each, other, scales) for each in one.ends)
