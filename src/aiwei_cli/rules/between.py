"""Between: the figure of the year from one number to another, both included.

``{between: [6.5, 8.5]}``. 6.5 and 8.5 pass, 6.49 does not: figures are compared as typed, and nothing is rounded first.
What is short is counted from the nearer end. Nothing is said of the pace, for there is no way to go.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Between, Condition
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.condition_rule import implies as meets_also
from aiwei_cli.rules.exact_comparison import gap_to, meets
from aiwei_cli.rules.figure_kinds import figure_of_year, settled
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import last_years_figure


def judge(condition: Between, case: JudgingContext) -> Verdict:
    """Judge the figure of the year."""
    stated = figure_of_year(case)
    if isinstance(stated, Why):
        return case.without_data(condition, stated)
    figure = stated.line.value
    broken = next(
        (each for each in condition.ends if isinstance(figure, Figure) and not meets(each, figure.exact)),
        None,
    )
    certain = settled(broken, figure, case) if broken and isinstance(figure, Figure) else None
    if stated.missing and certain is None:
        return case.lacking(condition, stated.line, stated.missing)
    if not isinstance(figure, Figure):
        return case.unfit(condition, stated.line)
    if broken is None:
        return Verdict(Status.MET, condition, figure, stated.line)
    status = certain or case.unmet(case.year_end)
    gap = gap_to(broken, figure, case.indicator.factor)
    slipped = status is Status.PENDING and met_last_year(condition, case) is True
    return Verdict(status, condition, figure, stated.line, gap=gap, due=case.year_end, slipped=slipped)


def met_last_year(condition: Between, case: JudgingContext) -> bool | None:
    """Whether the figure at the end of last year lay between the numbers."""
    figure = last_years_figure(case)
    return None if figure is None else all(meets(each, figure) for each in condition.ends)


def implies(one: Between, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether one of its ends does: what lies within another range meets both of that one's ends."""
    return any(meets_also(each, other, scales) for each in one.ends)
