"""The words of a standard whose limits are all kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import WithinLimits
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.phrase import Words
from aiwei_cli.render.words.shortfalls import indices_short, shortfall
from aiwei_cli.render.words.value_words import judged_grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.render.words.condition_explanation import Explanation

_AIR: Final = """\
scales:
  air:
    name: 空气二级标准
    grades: [二级]
    below: 超二级
    indices:
      pm25: {name: 细颗粒物}
    editions:
      - document: 某标准
        valid_from: 2016-01-01
        limits:
          pm25: {at_most: 35}
"""


class LimitsWording(ConditionWording[WithinLimits]):
    """空气二级标准全部分项达标, 各分项均达到空气二级标准."""

    def short(self, condition: WithinLimits, indicator: Indicator, definitions: Definitions) -> Words:
        """The standard."""
        return f"{definitions.scales[condition.limits].name}全部分项达标"

    def long(self, condition: WithinLimits, indicator: Indicator, definitions: Definitions) -> Words:
        """The same as a predicate."""
        return f"各分项均达到{definitions.scales[condition.limits].name}"

    def shortfall(self, condition: WithinLimits, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The indices that are beyond their limits, and those that are missing."""
        return indices_short(verdict, indicator)

    def not_reached(self, condition: WithinLimits, verdict: Verdict, indicator: Indicator) -> Words:
        """The indices, or what is said of a result below the standard."""
        grade = judged_grade(verdict, verdict.grade, indicator) if verdict.grade else ""
        return shortfall(verdict, indicator) or grade

    def grade_clauses(
        self, condition: WithinLimits, verdict: Verdict, indicator: Indicator, definitions: Definitions
    ) -> Iterator[Words]:
        """Which of the indices are beyond their limits; of a result that was given, whether it is up to the standard."""
        if verdict.status not in (Status.MET, Status.MISSED, Status.PENDING):
            return
        name = definitions.scales[condition.limits].name
        if verdict.status is Status.MET:
            yield f"{'各分项均' if verdict.parts else ''}达到{name}"
            return
        failing = [part.label or "" for part in verdict.parts if part.status is verdict.status]
        yield f"{'、'.join(failing)}未达到{name}"

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "limits": Explanation(
                "一套标准里的各项都不超限",
                "写只有一级的标准的编号，各分项都要在界限之内。",
                "有一项超了就不算，超的是哪一项会指出来。",
                "{limits: air}",
                "2024-12-30: {indices: {pm25: 36}}\n",
                "2024-12-30: {indices: {pm25: 35}}\n",
                beside=_AIR,
            ),
        }


WORDING: Final = LimitsWording()
