"""Raw indices held against the limits of the edition in force on the day of measurement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.edition import IndexLimits
from aiwei_cli.model.measurement import Figure, Indices, Measurement
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Gap, Status, Verdict, Why
from aiwei_cli.rules.exact_comparison import holds
from aiwei_cli.rules.judging_context import JudgingContext


def judge_indices(
    condition: Condition,
    case: JudgingContext,
    newest: Measurement,
    indices: Indices,
    scale: Scale,
    demanded: int,
) -> Verdict:
    """The verdict of the worst index; one part for every index of the edition.

    ``demanded`` is the rank of the grade that every index must reach, 0 for the best.
    """
    edition = scale.edition_on(newest.measured_on)
    if edition is None:
        return case.without_data(condition, Why.NO_EDITION)
    unmet = case.unmet(case.year_end)
    parts, worst = [], 0
    for index, limits in edition.limits.items():
        own, number = scale.indices[index], indices.by_id.get(index)
        part = Verdict(Status.NO_DATA, condition, why=Why.INDEX_MISSING, label=own.name, raw_index=own)
        if number is None:
            parts.append(part)
            continue
        rank = _rank(limits, number)
        worst = max(worst, rank)
        limit = Fraction(limits.by_grade[demanded])
        failed = rank > demanded
        gap = Gap(abs(limit - Fraction(number)), limit > number) if failed else None
        grade = (*scale.grades, scale.below)[rank]
        value = Figure(Fraction(number), str(number))
        stands = unmet if failed else Status.MET
        parts.append(part._replace(status=stands, why=None, value=value, gap=gap, grade=grade))
    missing = any(part.why is Why.INDEX_MISSING for part in parts)
    if worst > demanded:
        status, why = unmet, None
    elif missing:
        status, why = Status.NO_DATA, Why.INDEX_MISSING
    else:
        status, why = Status.MET, None
    known = None if missing and worst <= demanded else (*scale.grades, scale.below)[worst]
    return Verdict(
        status,
        condition,
        indices,
        newest,
        grade=known,
        or_worse=missing and worst < len(scale.grades),
        why=why,
        due=case.year_end,
        parts=tuple(parts),
    )


def _rank(limits: IndexLimits, number: Decimal) -> int:
    """The best grade whose limit the index keeps; one past the last where it keeps none."""
    exact = Fraction(number)
    for rank, limit in enumerate(limits.by_grade):
        if holds(limits.comparison, exact, limit):
            return rank
    return len(limits.by_grade)


def derived_grade(indices: Indices, scale: Scale, day: date) -> str | None:
    """The grade that raw indices come to; None where an index is lacking or no edition is in force."""
    edition = scale.edition_on(day)
    if edition is None or any(index not in indices.by_id for index in edition.limits):
        return None
    worst = max(_rank(limits, indices.by_id[index]) for index, limits in edition.limits.items())
    return (*scale.grades, scale.below)[worst]
