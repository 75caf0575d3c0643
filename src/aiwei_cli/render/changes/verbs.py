"""Which words an official sentence uses for a figure that moved.

Shares and levels are 提高 or 降低 (上升 or 下降 where less is better), amounts and counts 增加 or
减少. 到 goes before the figure reached, the bare verb before the difference, and the difference of
two shares is counted in 百分点, never in %.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from aiwei_cli.model.bound import Bound, Comparison
from aiwei_cli.model.condition import Condition, Events, Stock, Trend, unfold
from aiwei_cli.model.target import Indicator

_LEVELS: Final = frozenset({"", "分", "级", "分贝", "分贝(A)", "dB", "dB(A)", "℃", "度"})
"""Units of what is high or low; of anything else there is more or less."""


class Verbs(NamedTuple):
    """The verb for each way."""

    up: str
    down: str


def verbs_for(indicator: Indicator, condition: Condition | None) -> Verbs:
    """The verbs of an indicator under the target in force."""
    parts = list(unfold(condition)) if condition else []
    counted = any(isinstance(part, Stock | Events) for part in parts)
    if counted or (indicator.factor == 1 and indicator.unit not in _LEVELS):
        return Verbs("增加", "减少")
    return Verbs("上升", "下降") if any(map(_wants_less, parts)) else Verbs("提高", "降低")


def _wants_less(condition: Condition) -> bool:
    match condition:
        case Bound():
            return condition.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN)
        case Trend():
            return condition.falling is not None
        case _:
            return False
