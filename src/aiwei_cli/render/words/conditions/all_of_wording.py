"""The words of several conditions, all to be met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import AllOf
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.phrase import Words, joined
from aiwei_cli.render.words.shortfalls import not_reached, of_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.render.words.condition_explanation import Explanation


class AllOfWording(ConditionWording[AllOf]):
    """不低于23%，且高于上年."""

    def short(self, condition: AllOf, indicator: Indicator, definitions: Definitions) -> Words:
        """Each of them."""
        return joined("，且", (short(part, indicator, definitions) for part in condition.all))

    def long(self, condition: AllOf, indicator: Indicator, definitions: Definitions) -> Words:
        """Each of them."""
        return joined("，且", (long(part, indicator, definitions) for part in condition.all))

    def shortfall(self, condition: AllOf, verdict: Verdict, indicator: Indicator) -> Words:
        """What each lacks that falls short."""
        failing = [part for part in verdict.parts if part.status is verdict.status]
        return joined("，且", (of_part(part, indicator) for part in failing))

    def not_reached(self, condition: AllOf, verdict: Verdict, indicator: Indicator) -> Words:
        """What stands against each that falls short."""
        failing = [part for part in verdict.parts if part.status is verdict.status]
        return joined("，且", (not_reached(part, indicator) for part in failing))

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "all": Explanation(
                "几个条件同时满足",
                "列出几个条件，每一个都单独判定，全都满足才算。",
                "文件里常有“达到多少，并且比上年提高”这样的要求。",
                "{all: [{at_least: 23}, {rising: year}]}",
                "2023-12-31: 25\n2024-12-20: 24\n",
                "2023-12-31: 23\n2024-12-20: 24\n",
            ),
        }


WORDING: Final = AllOfWording()
