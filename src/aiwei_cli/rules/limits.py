"""A set of limits, all met: ``{limits: air-class-2}``.

The standard has one grade; every index of the edition in force on the day of measurement must
keep its limit, and those that do not are named.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Condition, WithinLimits
from aiwei_cli.model.measurement import Grade, Indices
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.indices import judge_indices
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: WithinLimits, case: JudgingContext) -> Verdict:
    """Judge the newest set of indices of the year."""
    newest = newest_of_year(case)
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    scale = case.scales[condition.limits]
    if isinstance(newest.value, Indices):
        return judge_indices(condition, case, newest, newest.value, scale, 0)
    if not isinstance(newest.value, Grade):
        return case.unfit(condition, newest)
    status = Status.MET if newest.value.label in scale.grades else case.unmet(case.year_end)
    return Verdict(status, condition, newest.value, newest, grade=newest.value.label, due=case.year_end)


def met_last_year(condition: WithinLimits, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: WithinLimits, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """False: nobody holds two standards against each other."""
    return False
