"""The words of several conditions of which one is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import AnyOf
from aiwei_cli.model.measurement import Measurement
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.words.condition_wording import ConditionWording, wording_of
from aiwei_cli.render.words.demands import long, short
from aiwei_cli.render.words.phrase import Words, joined
from aiwei_cli.render.words.shortfalls import decisive, not_even_one, shortfall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation


class AnyOfWording(ConditionWording[AnyOf]):
    """不高于20%，或低于上年."""

    def short(self, condition: AnyOf, indicator: Indicator, definitions: Definitions) -> Words:
        """Each of them."""
        return joined("，或", (short(part, indicator, definitions) for part in condition.any))

    def long(self, condition: AnyOf, indicator: Indicator, definitions: Definitions) -> Words:
        """Each of them."""
        return joined("，或", (long(part, indicator, definitions) for part in condition.any))

    def shortfall(self, condition: AnyOf, verdict: Verdict, indicator: Indicator) -> Words | None:
        """What the one lacks that decided; where that says nothing, what stands against each."""
        deciding = decisive(verdict)
        if deciding is None:
            return None
        return shortfall(deciding, indicator) or not_even_one(verdict, indicator)

    def not_reached(self, condition: AnyOf, verdict: Verdict, indicator: Indicator) -> Words:
        """What stands against each of them."""
        return not_even_one(verdict, indicator)

    def marks(self, condition: AnyOf, new: Measurement, workspace: Workspace) -> list[Mark]:
        """Those of one that is met; where none is, of the first."""
        from aiwei_cli.rules.figure_verdict import judged_on

        choices = [
            (part, marks) for part in condition.any if (marks := wording_of(part).marks(part, new, workspace))
        ]
        judged = ((judged_on(part, new, workspace), marks) for part, marks in choices)
        met = (marks for verdict, marks in judged if verdict and verdict.status is Status.MET)
        return next(met, choices[0][1] if choices else [])

    def grade_clauses(
        self, condition: AnyOf, verdict: Verdict, indicator: Indicator, definitions: Definitions
    ) -> Iterator[Words]:
        """By the one that is met; where none is, each of them."""
        met = decisive(verdict) if verdict.status is Status.MET else None
        for part in (met,) if met else verdict.parts:
            yield from wording_of(part.condition).grade_clauses(part.condition, part, indicator, definitions)

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "any": Explanation(
                "几个条件满足一个就行",
                "列出几个条件，有一个满足就算。",
                "文件里常有“达到多少，或者比上年下降”这样的要求。",
                "{any: [{at_most: 20}, {falling: year}]}",
                "2023-12-31: 25\n2024-12-20: 26\n",
                "2023-12-31: 25\n2024-12-20: 24\n",
            ),
        }


WORDING: Final = AnyOfWording()
