"""The words of a figure compared with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Limit
from aiwei_cli.model.figure_kind import FigureKind
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import compared, compared_in_words
from aiwei_cli.render.words.phrase import Words
from aiwei_cli.render.words.shortfalls import beside_limit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.measurement import Measurement
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation

_COMPARED: Final = "按写的数比，不先四舍五入，差一点也是差。"


class LimitWording(ConditionWording[Limit]):
    """``≥95%``, 不低于95%."""

    def short(self, condition: Limit, indicator: Indicator, definitions: Definitions) -> Words:
        """Sign and number."""
        return compared(condition, indicator)

    def long(self, condition: Limit, indicator: Indicator, definitions: Definitions) -> Words:
        """Word and number."""
        return compared_in_words(condition, indicator)

    def not_reached(self, condition: Limit, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The figure beside the number: 22%未到23%."""
        return beside_limit(verdict, condition, indicator) or None

    def marks(self, condition: Limit, new: Measurement, workspace: Workspace) -> list[Mark]:
        """The number; a figure of its own period is held against none of the year's."""
        from aiwei_cli.render.words.changes.aims import Mark, number_of

        if workspace.indicators[new.indicator].figures is FigureKind.PER_PERIOD:
            return []
        return [Mark(condition, number_of(condition))]

    def explanations(self) -> Mapping[str, Explanation]:
        """A page for each way of comparing."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "at_least": Explanation(
                "不低于一个数",
                "当年最新的监测值要大于或等于这个数。",
                _COMPARED,
                "{at_least: 85}",
                "2024-12-20: 84.995\n",
                "2024-12-20: 170/200\n",
            ),
            "at_most": Explanation(
                "不高于一个数",
                "当年最新的监测值要小于或等于这个数。",
                _COMPARED,
                "{at_most: 55}",
                "2024-12-20: 55.01\n",
                "2024-12-20: 55\n",
            ),
            "more_than": Explanation(
                "高于一个数",
                "当年最新的监测值要大于这个数，相等不算。",
                _COMPARED,
                "{more_than: 38.5}",
                "2024-12-20: 38.5\n",
                "2024-12-20: 38.6\n",
            ),
            "less_than": Explanation(
                "低于一个数",
                "当年最新的监测值要小于这个数，相等不算。",
                _COMPARED,
                "{less_than: 5}",
                "2024-12-20: 5\n",
                "2024-12-20: 4.9\n",
            ),
            "equals": Explanation(
                "等于一个数",
                "当年最新的监测值要正好是这个数。",
                _COMPARED,
                "{equals: 100}",
                "2024-12-20: 199/200\n",
                "2024-12-20: 200/200\n",
            ),
        }


WORDING: Final = LimitWording()
