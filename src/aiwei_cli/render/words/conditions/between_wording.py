"""The words of a figure between two numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Between
from aiwei_cli.model.measurement import Figure
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import limit_words
from aiwei_cli.render.words.phrase import Words, phrase
from aiwei_cli.render.words.shortfalls import beside_limit
from aiwei_cli.rules.exact_comparison import meets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.measurement import Measurement
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation


class BetweenWording(ConditionWording[Between]):
    """``6.5至8.5``, 在6.5至8.5之间."""

    def short(self, condition: Between, indicator: Indicator, definitions: Definitions) -> Words:
        """Both numbers."""
        least, most = condition.between
        return phrase(limit_words(least, indicator), "至", limit_words(most, indicator))

    def long(self, condition: Between, indicator: Indicator, definitions: Definitions) -> Words:
        """Where the figure has to lie."""
        return phrase("在", self.short(condition, indicator, definitions), "之间")

    def not_reached(self, condition: Between, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The figure beside the end that it is beyond: 6.4未到6.5."""
        if not isinstance(verdict.value, Figure):
            return None
        broken = next((each for each in condition.ends if not meets(each, verdict.value.exact)), None)
        return beside_limit(verdict, broken, indicator) if broken else None

    def marks(self, condition: Between, new: Measurement, workspace: Workspace) -> list[Mark]:
        """The range, by its nearer end."""
        from aiwei_cli.render.words.changes.aims import Mark, number_of

        if not isinstance(new.value, Figure):
            return []
        exact = new.value.exact
        nearer = min(condition.ends, key=lambda end: abs(number_of(end).exact - exact))
        return [Mark(condition, number_of(nearer))]

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "between": Explanation(
                "在两个数之间",
                "当年的监测值要不低于前一个数、不高于后一个数，两头都算在内。",
                "太低不行，太高也不行；差多少从近的一头算，不说进度。",
                "{between: [6.5, 8.5]}",
                "2024-12-20: 8.51\n",
                "2024-12-20: 8.5\n",
            ),
        }


WORDING: Final = BetweenWording()
