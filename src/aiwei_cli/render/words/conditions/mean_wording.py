"""The words of a condition on the mean of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Mean
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.phrase import Words, phrase
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


class MeanWording(ConditionWording[Mean]):
    """食堂平均≥75分, 食堂平均不低于75分."""

    def short(self, condition: Mean, indicator: Indicator, definitions: Definitions) -> Words:
        """The group, and what is wanted of its mean."""
        rest = short(condition.condition, indicator, definitions)
        return phrase(definitions.groups[condition.mean].name, "平均", rest)

    def long(self, condition: Mean, indicator: Indicator, definitions: Definitions) -> Words:
        """The group, and what is wanted of its mean."""
        rest = long(condition.condition, indicator, definitions)
        return phrase(definitions.groups[condition.mean].name, "平均", rest)

    def sentence(self, condition: Mean, indicator: Indicator, definitions: Definitions) -> Words:
        """The group comes first, unless the indicator's name begins with it."""
        name, rest = (
            definitions.groups[condition.mean].name,
            long(condition.condition, indicator, definitions),
        )
        return phrase("" if indicator.name.startswith(name) else name, indicator.name, "平均", rest)

    def not_reached(self, condition: Mean, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The mean beside the number."""
        bound = condition.condition.bound
        said = beside_limit(verdict, bound[0], indicator) if bound else ""
        return phrase("平均", said) if said else None

    def marks(self, condition: Mean, new: Measurement, workspace: Workspace) -> list[Mark]:
        """None: it is held against several figures."""
        return []

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import SCHOOLS, Explanation

        return {
            "mean": Explanation(
                "一组考核对象得分的平均值",
                "写组的编号，再写一个比较条件。每个对象取最新的得分，求平均。",
                "只用于得分。比率不能这样平均，因为各处的总数不一样。",
                "{mean: school, at_least: 75}",
                "first: {2024-06-30: 80}\nsecond: {2024-06-30: 69}\n",
                "first: {2024-06-30: 80}\nsecond: {2024-06-30: 70}\n",
                unit="分",
                beside=SCHOOLS,
            ),
        }


WORDING: Final = MeanWording()
