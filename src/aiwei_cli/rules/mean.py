"""A condition on the mean of one value per organisation: ``{mean: caterer, at_least: 75}``.

For scores only: a rate is never averaged. Every organisation that is open must have its value; one that has
nothing to measure (``0/0``) is left out, and the verdict says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from aiwei_cli.model.condition import Condition, Mean
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules import condition_rule
from aiwei_cli.rules.figure_kinds import figure_of_year
from aiwei_cli.rules.judging_context import JudgingContext


def judge(condition: Mean, case: JudgingContext) -> Verdict:
    """Judge the exact mean of the newest values of the year."""
    parts = tuple(_members(condition, case))
    having = [part for part in parts if part.status is Status.MET]
    lacking = [part for part in parts if part.status is Status.NO_DATA]
    left_out = tuple(part for part in parts if part.status is Status.NOT_APPLICABLE)
    newest = _newest(having)
    reasons = {part.why for part in (*lacking, *left_out) if part.why is not Why.CLOSED}
    if lacking and (having or len(reasons) > 1):
        return Verdict(
            Status.NO_DATA,
            condition,
            measurement=newest,
            counted=len(having),
            out_of=len(having) + len(lacking),
            why=Why.FALLS_SHORT,
            parts=(*lacking, *left_out),
        )
    if newest is None:
        why = next(iter(reasons), None) or Why.NO_ORGANISATION
        known = case if why is Why.NOT_APPLICABLE else case.narrowed(())
        verdict = known.without_data(condition, why)
        return verdict._replace(measurement=verdict.measurement or _newest(lacking), parts=left_out)
    values = [part.value.exact for part in having if isinstance(part.value, Figure)]
    mean = Figure(sum(values, Fraction(0)) / len(values), "")
    stated = newest._replace(value=mean, counted_over=None)
    verdict = case.judge(condition.condition, case._replace(measurements=[stated], stated=stated))
    return verdict._replace(condition=condition, counted=len(values), out_of=len(values), parts=left_out)


def met_last_year(condition: Mean, case: JudgingContext) -> None:
    """None: it is held against no number."""


def implies(one: Mean, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether the mean of the same group meets as much."""
    if not isinstance(other, Mean) or one.mean != other.mean:
        return False
    return condition_rule.implies(one.condition, other.condition, scales)


def measurements(condition: Mean, case: JudgingContext) -> Iterator[Measurement]:
    """The values that a mean is of, one of each organisation that has one."""
    for part in _members(condition, case):
        if part.status is Status.MET and part.measurement:
            yield part.measurement


def _newest(parts: Iterable[Verdict]) -> Measurement | None:
    """The newest line that any of them rests on."""
    found = (each.measurement for each in parts if each.measurement)
    return max(found, key=lambda each: each.on, default=None)


def _members(condition: Mean, case: JudgingContext) -> Iterator[Verdict]:
    """What each organisation brings in: met where it has a value, or why it has none."""
    measured = case.by_organisation()
    for key, member in case.groups[condition.mean].members.items():
        own = case._replace(measurements=measured.get(key, ()), member=member)
        stated = figure_of_year(own)
        if own.absence:
            part = own.without_data(condition.condition, own.absence)._replace(closed=own.closed)
        elif isinstance(stated, Why):
            part = own.without_data(condition, stated)
        elif stated.missing:
            part = own.lacking(condition, stated.line, stated.missing)
        elif isinstance(stated.line.value, Figure):
            part = Verdict(Status.MET, condition, stated.line.value, stated.line)
        else:
            part = own.unfit(condition, stated.line)
        if part.why is not Why.NO_ORGANISATION:
            yield part._replace(label=member.name)
