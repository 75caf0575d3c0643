"""The words of a grade, or a better one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import GradeAtLeast
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import demanded_grade
from aiwei_cli.render.words.phrase import Words, phrase
from aiwei_cli.render.words.shortfalls import indices_beyond, indices_missing, indices_short, shortfall
from aiwei_cli.render.words.value_words import judged_grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.render.words.condition_explanation import Explanation

_FLIES: Final = """\
scales:
  flies:
    name: 蝇密度分级
    grades: [A, B, C]
    below: 不达C级
    indices:
      rooms: {name: 有蝇房间率}
    editions:
      - document: 某标准
        valid_from: 2012-04-01
        limits:
          rooms: {at_most: [3, 6, 9]}
"""


class GradeWording(ConditionWording[GradeAtLeast]):
    """C级及以上, 达到C级及以上."""

    def short(self, condition: GradeAtLeast, indicator: Indicator, definitions: Definitions) -> Words:
        """The grade, and that a better one will do where there is one."""
        best = definitions.scales[condition.scale].grades[0] == condition.grade
        return phrase(demanded_grade(condition.grade, indicator), "" if best else "及以上")

    def long(self, condition: GradeAtLeast, indicator: Indicator, definitions: Definitions) -> Words:
        """The same as a predicate."""
        return phrase("达到", self.short(condition, indicator, definitions))

    def shortfall(self, condition: GradeAtLeast, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The indices that are beyond their limits, and those that are missing."""
        return indices_short(verdict, indicator)

    def not_reached(self, condition: GradeAtLeast, verdict: Verdict, indicator: Indicator) -> Words:
        """The indices, or the grade beside the one demanded: C级未达到B级."""
        if said := shortfall(verdict, indicator):
            return said
        if not verdict.grade:
            return ""
        return phrase(
            judged_grade(verdict, verdict.grade, indicator),
            "未达到",
            demanded_grade(condition.grade, indicator),
        )

    def grade_clauses(
        self, condition: GradeAtLeast, verdict: Verdict, indicator: Indicator, definitions: Definitions
    ) -> Iterator[Words]:
        """Whether the grade is the one demanded, or a better one; where an index is missing also why it is not."""
        if verdict.status not in (Status.MET, Status.MISSED, Status.PENDING):
            return
        if indices_missing(verdict) and (said := indices_beyond(verdict, indicator)):
            yield said
        reached, demand = verdict.status is Status.MET, self.short(condition, indicator, definitions)
        yield phrase("达到" if reached else "未达到", demand, "的年度目标")

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "grade": Explanation(
                "分级标准的某一级或更好",
                "写级别和分级标准的编号。监测值写级别，或写各分项的数。",
                "写分项时，按测量当天有效的那一版标准评级，最差的一项说了算。",
                "{grade: C, scale: flies}",
                "2024-09-10: {indices: {rooms: 10}}\n",
                "2024-09-10: {indices: {rooms: 5}}\n",
                unit="级",
                beside=_FLIES,
            ),
        }


WORDING: Final = GradeWording()
