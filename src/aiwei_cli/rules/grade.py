"""A grade on an ordinal scale, or a better one: ``{grade: C, scale: rodent-density}``.

The grade is given as such, or derived from raw indices by the limits of the edition in force
on the day of measurement; the worst index decides. Where an index is missing the verdict waits
for it, unless one that is there already misses the demanded grade.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Condition, GradeAtLeast
from aiwei_cli.model.measurement import Grade, Indices
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.freshness import newest_of_year
from aiwei_cli.rules.indices import judge_indices
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: GradeAtLeast, case: JudgingContext) -> Verdict:
    """Judge the newest grade of the year."""
    newest = newest_of_year(case)
    if isinstance(newest, Why):
        return case.without_data(condition, newest)
    scale = case.scales[condition.scale]
    demanded = scale.rank(condition.grade)
    if isinstance(newest.value, Indices):
        return judge_indices(condition, case, newest, newest.value, scale, demanded)
    if not isinstance(newest.value, Grade):
        return case.unfit(condition, newest)
    status = Status.MET if scale.rank(newest.value.label) <= demanded else case.unmet(case.year_end)
    return Verdict(status, condition, newest.value, newest, grade=newest.value.label, due=case.year_end)


def met_last_year(condition: GradeAtLeast, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: GradeAtLeast, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether it is as good a grade of the same scale."""
    if not isinstance(other, GradeAtLeast) or one.scale != other.scale or one.scale not in scales:
        return False
    rank = scales[one.scale].rank
    return rank(one.grade) <= rank(other.grade)
