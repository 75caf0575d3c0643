"""The words of a condition that every organisation of a group meets by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Each
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.phrase import Words, phrase
from aiwei_cli.render.words.shortfalls import named, not_reached, of_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.render.words.condition_explanation import Explanation


class EachWording(ConditionWording[Each]):
    """各学校≥1小时, 每所学校不低于1小时."""

    def short(self, condition: Each, indicator: Indicator, definitions: Definitions) -> Words:
        """The group, and what is wanted of each."""
        rest = short(condition.condition, indicator, definitions)
        return phrase("各", definitions.groups[condition.each].name, rest)

    def long(self, condition: Each, indicator: Indicator, definitions: Definitions) -> Words:
        """The group with its measure word, and what is wanted of each."""
        members = definitions.groups[condition.each]
        rest = long(condition.condition, indicator, definitions)
        return phrase("每", members.counter, members.name, rest)

    def shortfall(self, condition: Each, verdict: Verdict, indicator: Indicator) -> Words:
        """Those that fall short, by name, each with what it lacks."""
        return named(verdict, indicator, of_part)

    def not_reached(self, condition: Each, verdict: Verdict, indicator: Indicator) -> Words:
        """Those that fall short, by name, each with what stands against it."""
        return named(verdict, indicator, not_reached)

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import SCHOOLS, Explanation

        return {
            "each": Explanation(
                "一组考核对象，个个都要达到",
                "写组的编号，再写一个条件。组里每个对象单独判定。",
                "平均数会把差的盖住。要求“所有学校”，就一所也不能少。",
                "{each: school, at_least: 1}",
                "first: {2024-06-30: 3}\nsecond: {2024-06-30: 0}\n",
                "first: {2024-06-30: 1}\nsecond: {2024-06-30: 1}\n",
                unit="小时",
                beside=SCHOOLS,
            ),
        }


WORDING: Final = EachWording()
