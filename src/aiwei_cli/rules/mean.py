"""A condition on the mean of one value per organisation: ``{mean: caterer, at_least: 75}``.

For scores only: a rate is never averaged. Every organisation that is open must have its value; one that has
nothing to measure (``0/0``) is left out.
"""

from __future__ import annotations

from fractions import Fraction

from aiwei_cli.model.condition import Mean
from aiwei_cli.model.measurement import Figure, Measurement, NotApplicable
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.case import Case


def judge(condition: Mean, case: Case) -> Verdict:
    """Judge the exact mean of the newest values of the year."""
    members, measured = case.groups[condition.mean].members, case.by_organisation()
    found: list[Measurement] = []
    lacking: list[Verdict] = []
    gone: list[Verdict] = []
    for key, member in members.items():
        own = case._replace(measurements=measured.get(key, ()), member=member)
        if own.absence:
            left = own.without_data(condition.condition, own.absence)._replace(
                label=member.name, closed=own.closed
            )
            gone.extend([left] if own.closed else [])
            continue
        newest = own.newest_of_year()
        if isinstance(newest, Measurement) and isinstance(newest.value, Figure | NotApplicable):
            found.append(newest)
            continue
        why = newest if isinstance(newest, Why) else Why.OTHER_KIND
        lacking.append(own.without_data(condition, why)._replace(label=member.name))
    if not found:
        return (
            case.narrowed(())
            .without_data(condition, lacking[0].why if lacking and lacking[0].why else Why.NO_ORGANISATION)
            ._replace(parts=tuple(gone))
        )
    newest = max(found, key=lambda each: each.on)
    if lacking:
        return Verdict(
            Status.NO_DATA,
            condition,
            measurement=newest,
            counted=len(found),
            out_of=len(found) + len(lacking),
            why=Why.FALLS_SHORT,
            parts=(*lacking, *gone),
        )
    values = [each.value.exact for each in found if isinstance(each.value, Figure)]
    if not values:
        return case.unfit(condition, newest)._replace(parts=tuple(gone))
    mean = Figure(sum(values, Fraction(0)) / len(values), "")
    verdict = case.judge(condition.condition, case.narrowed([newest._replace(value=mean)]))
    return verdict._replace(condition=condition, counted=len(values), out_of=len(values), parts=tuple(gone))
