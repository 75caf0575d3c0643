"""Several conditions at once: ``{all: [...]}``, every one to be met, and ``{any: [...]}``.

Every part is judged and shown. With ``any`` a part that the figure is not of a kind for (an
attestation held against a number) is left aside.
"""

from __future__ import annotations

from typing import Final

from aiwei_cli.model.condition import AllOf, AnyOf
from aiwei_cli.model.verdict import Status, Verdict, Why
from aiwei_cli.rules.case import Case
from aiwei_cli.rules.worst import worst_part

_BEST: Final = (Status.MET, Status.PENDING, Status.MISSED, Status.NO_DATA)


def judge_all(condition: AllOf, case: Case) -> Verdict:
    """Met where every part is met; otherwise as bad as the worst part."""
    parts = tuple(case.judge(part, case) for part in condition.all)
    return _on_behalf(condition, worst_part(parts), parts)


def judge_any(condition: AnyOf, case: Case) -> Verdict:
    """Met where one part is met; otherwise as good as the best part."""
    parts = tuple(case.judge(part, case) for part in condition.any)
    fitting = [part for part in parts if part.why is not Why.NOT_APPLICABLE] or list(parts)
    best = min(fitting, key=lambda part: _BEST.index(part.status))
    return _on_behalf(condition, best, parts)


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
