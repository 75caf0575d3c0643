"""A word given that something is so, in official sentences."""

from __future__ import annotations

from aiwei_cli.model.condition import Attested, Condition, unfold
from aiwei_cli.model.measurement import Attestation
from aiwei_cli.render.words.changes.verbs import ValueMovement


def attested(old: Attestation | None, new: Attestation, condition: Condition | None) -> ValueMovement:
    """What was attested, against the time before, and whether the word will do."""
    now, last = _word(new), _word(old) if old else ""
    verb = f"经认定{now}"
    if old and old.yes != new.yes:
        verb = f"由{last}转为{now}"
    elif old:
        verb = f"经认定仍为{now}"
    wants = [part for part in unfold(condition) if isinstance(part, Attested)] if condition else []
    lacks = new.yes and not new.evidence and any(part.document for part in wants)
    if not wants:
        return ValueMovement(last, now, verb)
    aim = "尚缺佐证材料" if lacks else "达到年度目标" if new.yes else "未达到年度目标"
    return ValueMovement(last, now, verb, aims=(aim,))


def _word(value: Attestation) -> str:
    return "已落实" if value.yes else "未落实"
