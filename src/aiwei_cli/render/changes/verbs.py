"""Which words an official sentence uses for a figure that moved.

Shares and levels are 提高 or 降低 (上升 or 下降 where less is better), amounts and counts 增加 or
减少. 到 goes before the figure reached, the bare verb before the difference, and the difference of
two shares is counted in 百分点, never in %.
"""

from __future__ import annotations

from typing import Final, NamedTuple, assert_never

from aiwei_cli.model.condition import (
    AllOf,
    AnyOf,
    Attested,
    Condition,
    Each,
    Events,
    GradeAtLeast,
    Limit,
    Mean,
    Stock,
    Trend,
    Way,
    WithinLimits,
    unfold,
)
from aiwei_cli.model.number_ranges import Comparison
from aiwei_cli.model.target import Indicator

_LEVELS: Final = frozenset({"", "分", "级", "分贝", "分贝(A)", "dB", "dB(A)", "℃", "度"})
_THIN: Final = ("微克/", "毫克/", "μg/", "ug/", "mg/")
"""Units of what is high or low, whole or as they begin; of anything else there is more or less."""


class Verbs(NamedTuple):
    """The words for each way, of a figure that moved, that was corrected, that lies off a mark."""

    up: str
    down: str
    corrected_up: str
    corrected_down: str
    above: str
    below: str


_MORE: Final = Verbs("增加", "减少", "调增", "调减", "多", "少")
_BETTER: Final = Verbs("提高", "降低", "上调", "下调", "高", "低")
_WORSE: Final = Verbs("上升", "下降", "上调", "下调", "高", "低")


def verbs_for(indicator: Indicator, condition: Condition | None) -> Verbs:
    """The verbs of an indicator under the target in force."""
    parts = list(unfold(condition or next(iter(indicator.target.values()))))
    counted = any(isinstance(part, Stock | Events) for part in parts)
    level = indicator.factor > 1 or indicator.unit in _LEVELS or indicator.unit.startswith(_THIN)
    if counted or not level:
        return _MORE
    return _WORSE if any(map(_wants_less, parts)) else _BETTER


def verbs_of(comparison: Comparison) -> Verbs:
    """The verbs of a raw index with limits of that kind."""
    return _WORSE if comparison in (Comparison.AT_MOST, Comparison.LESS_THAN) else _BETTER


def is_counted(verbs: Verbs) -> bool:
    """Whether there is more or less of it, not high or low."""
    return verbs is _MORE


def _wants_less(condition: Condition) -> bool:
    match condition:
        case Limit():
            return condition.comparison in (Comparison.AT_MOST, Comparison.LESS_THAN) or (
                condition.comparison is Comparison.EQUALS and condition.limit == 0
            )
        case Trend():
            return condition.way in (Way.FALLING, Way.NOT_RISING)
        case Each() | Mean() | AllOf() | AnyOf():
            return False  # what is inside is asked by itself
        case GradeAtLeast() | WithinLimits() | Attested() | Events() | Stock():
            return False
        case _:
            assert_never(condition)
