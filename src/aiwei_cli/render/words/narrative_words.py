"""An indicator's figure as a sentence of the narrative refers to it."""

from __future__ import annotations

from aiwei_cli.model.condition import Mean
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Indicator
from aiwei_cli.render.words.demands import limit_of
from aiwei_cli.render.words.numbers import with_unit
from aiwei_cli.render.words.phrase import Origin, Phrase, Source, TracedFigure, phrase
from aiwei_cli.render.words.value_words import value_words
from aiwei_cli.render.words.verdict_sources import judged_source
from aiwei_cli.rules.narrative_figures import NarrativeFigure


def referred(found: NarrativeFigure, key: str, indicator: Indicator) -> Phrase:
    """The figure with its unit, with as many digits as its verdict shows of it on the same page."""
    if isinstance(found.value, int):
        source = Source(Origin.EVENTS, key, found.period)
        return phrase(TracedFigure(found.value, with_unit(str(found.value), indicator), source))
    exact = found.value.exact if isinstance(found.value, Figure) else None
    held_against = found.verdict.condition if isinstance(found.verdict.condition, Mean) else found.demand
    limit = limit_of(held_against, exact)
    return value_words(found.value, indicator, judged_source(found.verdict, indicator), limit)
