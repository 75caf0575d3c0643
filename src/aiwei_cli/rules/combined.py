"""Several conditions at once: ``{all: [...]}``, every one to be met, and ``{any: [...]}``.

Every part is judged and shown. With ``any`` a part that the figure is not of a kind for (an
attestation held against a number) is left aside; one that nobody can judge keeps the verdict open, unless
another is met.
"""

from __future__ import annotations

from aiwei_cli.model.condition import AllOf, AnyOf
from aiwei_cli.model.verdict import Verdict
from aiwei_cli.rules.case import Case
from aiwei_cli.rules.ranking import decides_all, decides_any


def judge_all(condition: AllOf, case: Case) -> Verdict:
    """Met where every part is met; otherwise as bad as the worst part."""
    parts = tuple(case.judge(part, case) for part in condition.all)
    return _on_behalf(condition, decides_all(parts), parts)


def judge_any(condition: AnyOf, case: Case) -> Verdict:
    """Met where one part is met; otherwise as good as the best part."""
    parts = tuple(case.judge(part, case) for part in condition.any)
    return _on_behalf(condition, decides_any(parts), parts)


def _on_behalf(condition: AllOf | AnyOf, deciding: Verdict, parts: tuple[Verdict, ...]) -> Verdict:
    return Verdict(
        deciding.status,
        condition,
        deciding.value,
        deciding.measurement,
        deciding.previous,
        gap=deciding.gap,
        why=deciding.why,
        due=deciding.due,
        pace=deciding.pace,
        grade=deciding.grade,
        parts=parts,
    )
