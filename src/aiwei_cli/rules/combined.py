"""Several conditions at once: ``{all: [...]}``, every one to be met, and ``{any: [...]}``.

Every part is judged and shown. With ``any`` a part that the figure is not of a kind for (an
attestation held against a number) is left aside; one that nobody can judge keeps the verdict open, unless
another is met. Over a group's organisations the whole has no figure, only a number of those that meet it: the figure of
one of them is not the town's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aiwei_cli.model.condition import AllOf, AnyOf, Each
from aiwei_cli.model.verdict import Status, Verdict
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.pace import met_last_year
from aiwei_cli.rules.ranking import decides_all, decides_any


def judge_all(condition: AllOf, case: JudgingContext) -> Verdict:
    """Met where every part is met; otherwise as bad as the worst part."""
    parts = tuple(case.judge(part, case) for part in condition.all)
    return _on_behalf(condition, decides_all(parts), parts, case)


def judge_any(condition: AnyOf, case: JudgingContext) -> Verdict:
    """Met where one part is met; otherwise as good as the best part."""
    parts = tuple(case.judge(part, case) for part in condition.any)
    return _on_behalf(condition, decides_any(parts), parts, case)


def _on_behalf(
    condition: AllOf | AnyOf, deciding: Verdict, parts: tuple[Verdict, ...], case: JudgingContext
) -> Verdict:
    met_before = met_last_year(condition, case)
    deciding, parts = _as_part(deciding, met_before), tuple(_as_part(each, met_before) for each in parts)
    members = _members(parts) if isinstance(condition, AllOf) else _members([deciding])
    return Verdict(
        deciding.status,
        condition,
        None if isinstance(deciding.condition, Each) else deciding.value,
        deciding.measurement,
        deciding.previous,
        counted=sum(members.values()) if members else None,
        out_of=len(members) or None,
        gap=deciding.gap,
        why=deciding.why,
        due=deciding.due,
        pace=deciding.pace,
        slipped=deciding.status is Status.PENDING and met_before is True,
        grade=deciding.grade,
        parts=parts,
    )


def _members(parts: Sequence[Verdict]) -> Mapping[str, bool]:
    """Of parts that run over organisations, whether each of these meets them all; those that do not count are left out."""
    found: dict[str, bool] = {}
    for part in parts:
        own: Mapping[str, bool] = {}
        if isinstance(part.condition, Each):
            counting = [each for each in part.parts if each.status is not Status.NOT_APPLICABLE]
            own = {each.label or "": each.status is Status.MET for each in counting}
        elif isinstance(part.condition, AllOf):
            own = _members(part.parts)
        elif isinstance(part.condition, AnyOf):
            own = _members([decides_any(part.parts)])
        for name, meets in own.items():
            found[name] = meets and found.get(name, True)
    return found


def _as_part(part: Verdict, met_before: bool | None) -> Verdict:
    """A part that tells of last year only what is true of the whole.

    A figure that falls out of a range at one end, and was beyond the other end a year ago, has not got worse; one
    that met another alternative a year ago is on no way to this one.
    """
    if met_before is None:
        return part
    return part._replace(
        pace=None if met_before else part.pace,
        slipped=part.slipped and met_before,
        parts=tuple(_as_part(each, met_before) for each in part.parts),
    )
