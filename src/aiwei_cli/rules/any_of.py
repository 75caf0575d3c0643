"""Several conditions of which one is enough: ``{any: [...]}``.

Every part is judged and shown. A part that the figure is not of a kind for (an attestation held against a
number) is left aside; one that nobody can judge keeps the verdict open, unless another is met.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import AnyOf, Condition
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules import condition_rule
from aiwei_cli.rules.condition_rule import rule_of
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.ranking import decides_any, on_behalf


def judge(condition: AnyOf, case: JudgingContext) -> Verdict:
    """Met where one part is met; otherwise as good as the best part."""
    parts = tuple(case.judge(part, case) for part in condition.any)
    return on_behalf(condition, decides_any(parts), parts, met_last_year(condition, case))


def met_last_year(condition: AnyOf, case: JudgingContext) -> bool | None:
    """Whether one of those was met that are held against a number."""
    parts = (rule_of(part).met_last_year(part, case) for part in condition.any)
    known = [met for met in parts if met is not None]
    return any(known) if known else None


def implies(one: AnyOf, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether each of them is enough for the other."""
    return all(condition_rule.implies(part, other, scales) for part in one.any)
