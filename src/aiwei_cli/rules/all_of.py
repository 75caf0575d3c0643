"""Several conditions at once, every one to be met: ``{all: [...]}``.

Every part is judged and shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import AllOf, Condition
from aiwei_cli.model.target import Scale
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules import condition_rule
from aiwei_cli.rules.condition_rule import rule_of
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.ranking import decides_all, on_behalf


def judge(condition: AllOf, case: JudgingContext) -> Verdict:
    """Met where every part is met; otherwise as bad as the worst part."""
    parts = tuple(case.judge(part, case) for part in condition.all)
    return on_behalf(condition, decides_all(parts), parts, met_last_year(condition, case))


def met_last_year(condition: AllOf, case: JudgingContext) -> bool | None:
    """Whether all those were met that are held against a number."""
    parts = (rule_of(part).met_last_year(part, case) for part in condition.all)
    known = [met for met in parts if met is not None]
    return all(known) if known else None


def implies(one: AllOf, other: Condition, scales: Mapping[str, Scale]) -> bool:
    """Whether one of them is enough for the other."""
    return any(condition_rule.implies(part, other, scales) for part in one.all)
