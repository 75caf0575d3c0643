"""Whether a target asks for more or for less than another: every figure that meets it is looked at.

A target that is met by fewer figures than before is tighter, one that is met by more is looser, one that is met by the
same ones is the same in other words. Where none of this holds it is simply another one.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiwei_cli.model.condition import Condition
from aiwei_cli.model.data_change import Direction
from aiwei_cli.model.target import Scale
from aiwei_cli.rules.condition_rule import implies


def direction(
    old: Condition | None, new: Condition | None, scales: Mapping[str, Scale], year: int
) -> Direction:
    """What became of a demand of a year."""
    if old is None or new is None:
        return Direction.NEW if old is None else Direction.GONE
    old, new = old.due_in(year), new.due_in(year)
    tighter, looser = implies(new, old, scales), implies(old, new, scales)
    if tighter == looser:
        return Direction.SAME if tighter else Direction.OTHER
    return Direction.TIGHTER if tighter else Direction.LOOSER
