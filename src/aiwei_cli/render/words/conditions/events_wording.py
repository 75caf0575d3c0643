"""The words of events counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiwei_cli.model.condition import EventGoal, Events
from aiwei_cli.render.words.condition_wording import ConditionWording
from aiwei_cli.render.words.demands import compared, compared_in_words, window_words
from aiwei_cli.render.words.labels import COUNT_COMPARISON, SPAN
from aiwei_cli.render.words.phrase import Phrase, Words, joined, phrase
from aiwei_cli.render.words.shortfalls import gap_words, period_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiwei_cli.model.definitions import Definitions
    from aiwei_cli.model.target import Indicator
    from aiwei_cli.model.verdict import Verdict
    from aiwei_cli.render.words.condition_explanation import Explanation


class EventsWording(ConditionWording[Events]):
    """近3年=0次, 每年不少于4次."""

    def short(self, condition: Events, indicator: Indicator, definitions: Definitions) -> Words:
        """Period or window, sign and number."""
        return phrase(_span(condition.events, indicator), compared(condition.events, indicator))

    def long(self, condition: Events, indicator: Indicator, definitions: Definitions) -> Words:
        """Period or window, word and number."""
        goal = condition.events
        return phrase(_span(goal, indicator), compared_in_words(goal, indicator, COUNT_COMPARISON))

    def shortfall(self, condition: Events, verdict: Verdict, indicator: Indicator) -> Words | None:
        """What each period lacks that falls short."""
        failing = [part for part in verdict.parts if part.status is verdict.status]
        if not failing:
            return None
        return joined("、", (_of_period(part, indicator) for part in failing if part.gap and not part.why))

    def explanations(self) -> Mapping[str, Explanation]:
        """Its page."""
        from aiwei_cli.render.words.condition_explanation import Explanation

        return {
            "events": Explanation(
                "一段时间里发生的次数",
                "写次数的条件，再写 per（按期数）或 within（往回数几年）。",
                "每行写那天发生了几次。要求不发生的，也要有人写 0，没写不等于没有。",
                "{events: {at_least: 4, per: year}}",
                "2024-03-10: 1\n2024-09-10: 2\n",
                "2024-03-10: 2\n2024-09-10: 2\n",
                unit="次",
            ),
        }


def _span(goal: EventGoal, indicator: Indicator) -> Phrase:
    if goal.within is None:
        return phrase(SPAN[goal.per or "year"])
    return window_words(goal.within, indicator)


def _of_period(part: Verdict, indicator: Indicator) -> Phrase:
    name = period_words(part.period, indicator) if part.period else ""
    return phrase(name, gap_words(part, part.gap, indicator) if part.gap else "")


WORDING: Final = EventsWording()
