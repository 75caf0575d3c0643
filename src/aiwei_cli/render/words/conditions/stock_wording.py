"""The words of a stock built up over years."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import Stock, StockGoal
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import compared, compared_in_words, demanded
from aiwei_cli.render.words.labels import COUNT_COMPARISON
from aiwei_cli.render.words.numbers import dated
from aiwei_cli.render.words.phrase import Phrase, Words, phrase
from aiwei_cli.render.words.shortfalls import beside_limit, too_late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.measurement import Measurement
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.model.workspace import Workspace
    from aiwei_cli.render.words.changes.aims import Mark
    from aiwei_cli.render.words.condition_explanation import Explanation


class StockWording(ConditionWording[Stock]):
    """``≥12个``, 2024年10月31日前不少于12个."""

    def short(self, condition: Stock, indicator: Indicator, definitions: Definitions) -> Words:
        """The deadline where it is not the end of a year, sign and number."""
        goal = condition.stock
        early = goal.by and (goal.by.month, goal.by.day) != (12, 31)
        return phrase(_by(goal, indicator) if early else "", compared(goal, indicator))

    def long(self, condition: Stock, indicator: Indicator, definitions: Definitions) -> Words:
        """The deadline, word and number."""
        goal = condition.stock
        return phrase(_by(goal, indicator), compared_in_words(goal, indicator, COUNT_COMPARISON))

    def sentence(self, condition: Stock, indicator: Indicator, definitions: Definitions) -> Words:
        """The deadline comes first."""
        goal = condition.stock
        demand = compared_in_words(goal, indicator, COUNT_COMPARISON)
        return phrase(_by(goal, indicator), indicator.name, demand)

    def not_reached(self, condition: Stock, verdict: Verdict, indicator: Indicator) -> Words | None:
        """The stock beside the number, or that it was there too late."""
        if verdict.reached and verdict.gap is None:
            return too_late(verdict, indicator)
        return beside_limit(verdict, condition.stock, indicator) or None

    def marks(self, condition: Stock, new: Measurement, workspace: Workspace) -> list[Mark]:
        """The number, and the deadline where it is not the end of the figure's year."""
        from aiwei_cli.render.words.changes.aims import Mark, number_of

        goal, year = condition.stock, new.on.year
        # In a later year what stands counts for that year, whenever it was to be there.
        of_the_year = goal.by and goal.by > date(year - 1, 12, 31) and goal.by != date(year, 12, 31)
        by = goal.by if of_the_year else None
        return [Mark(goal, number_of(goal), by, late=by is not None and by < new.on)]

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "stock": Explanation(
                "到某天为止的存量",
                "写存量的条件，可以写 by 期限，不写就到年底。",
                "往年建成的还在，所以取最新的数，不管是哪一年的。",
                "{stock: {at_least: 2, by: 2024-12-31}}",
                "2023-10-01: 1\n",
                "2023-10-01: 2\n",
                unit="个",
            ),
        }


def _by(goal: StockGoal, indicator: Indicator) -> Phrase:
    return phrase(dated(goal.by, demanded(indicator)), "前") if goal.by else phrase()


WORDING: Final = StockWording()
