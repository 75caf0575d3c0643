"""Figures of a period that was closed and reported, changed afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aiwei_cli.model.data_change import Comparison
from aiwei_cli.model.interval import Span
from aiwei_cli.model.period import Term
from aiwei_cli.model.target import Indicator


def restated(comparison: Comparison, since: date) -> Comparison:
    """Of a comparison with the state of a day: the figures whose period had ended by that day."""
    terms = comparison.after.about.terms
    values = tuple(
        change
        for change in comparison.values
        if (indicator := _indicator(comparison, change.indicator))
        and period_end(indicator, change.on, terms) <= since
    )
    changed = {change.indicator for change in values}
    turns = tuple(turn for turn in comparison.turns if turn.indicator in changed)
    told = {turn.year for turn in turns}
    return comparison._replace(
        values=values,
        turns=turns,
        others=tuple(each for each in comparison.others if each.now.year in told),
        targets=(),
        definitions=(),
        tasks=(),
        issues=(),
        figures=(),
        parts=(),
        exemptions=(),
        organisations=(),
    )


def _indicator(comparison: Comparison, key: str) -> Indicator | None:
    return comparison.after.indicators.get(key) or comparison.before.indicators.get(key)


def period_end(indicator: Indicator, on: date, terms: Sequence[Term]) -> date:
    """The last day of the reporting period that a figure belongs to; its own day where it has none."""
    if indicator.every == "once":
        return on
    span = Span(indicator.every)
    periods = (*indicator.periods_of(span, on.year - 1, terms), *indicator.periods_of(span, on.year, terms))
    return next((period.end for period in periods if period.covers(on)), on)
