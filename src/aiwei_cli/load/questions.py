"""Figures that may be right but look like slips: questions that a ``note`` on the line answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from aiwei_cli.load.document import Document
from aiwei_cli.model.action import ActionFile
from aiwei_cli.model.bound import Bound
from aiwei_cli.model.condition import Events, Stock
from aiwei_cli.model.diagnostic import Diagnostic, Place
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.target import Indicator

JUMP: Final = 3
_FRACTION_TYPED: Final = 5
"""A percentage of at most 1 is doubted where every limit demanded is above this."""
_NOTE: Final = "核对；确实如此就在这一行加 note 说明"


def questions(
    documents: Mapping[str, Document],
    actions: Mapping[str, ActionFile],
    indicators: Mapping[str, Indicator],
    measurements: Mapping[str, Sequence[Measurement]],
) -> Iterator[Diagnostic]:
    """Every question about the measurements of a workspace."""
    for name, found in measurements.items():
        indicator = indicators[name]
        first = _first_day(actions.get(indicator.action), indicator)
        before: dict[tuple[str | None, int], Figure] = {}
        for measurement in found:
            # Figures that accumulate start anew each year: they are compared within it.
            series = measurement.organisation, 0 if indicator.every == "year" else measurement.on.year
            previous = before.get(series)
            doubts = [] if measurement.entry.note else list(_doubts(measurement, indicator, first, previous))
            for code, message in doubts:
                yield _ask(documents, measurement.place, code, message)
            if isinstance(measurement.value, Figure) and not doubts:  # a doubtful figure is no yardstick
                before[series] = measurement.value


def _ask(documents: Mapping[str, Document], place: Place, code: str, message: str) -> Diagnostic:
    source = documents[place.path].lines[place.line - 1]
    return Diagnostic(place, code, message, _NOTE, source)


def _doubts(
    measurement: Measurement, indicator: Indicator, first: date | None, previous: Figure | None
) -> Iterator[tuple[str, str]]:
    if first and measurement.on < first:
        yield "AW404", f"{measurement.on} 比这个行动最早的计划还早，最早用得到 {first.year} 年的数据"
    figure = measurement.value
    if not isinstance(figure, Figure):
        return
    if _typed_as_fraction(figure, indicator):
        yield "AW401", f"“{indicator.name}”以 % 计，{figure.text} 像是写成了小数"
    elif indicator.range and not indicator.range[0] <= figure.exact <= indicator.range[1]:
        low, high = indicator.range
        yield "AW402", f"“{indicator.name}”写的是 {figure.text}，合理范围是 {low} 到 {high}"
    elif previous and _jumps(figure, previous, indicator):
        yield "AW405", f"“{indicator.name}”上次是 {previous.text}，这次是 {figure.text}，变化超过三倍"


def _first_day(action: ActionFile | None, indicator: Indicator) -> date | None:
    """The first day that a figure can be of use: a year, or a rolling window, before the first plan."""
    if action is None:
        return None
    years = [item.year for item in action.plan] + ([action.since] if action.since else [])
    windows = [
        demand.events.within.length
        for demand in indicator.demands()
        if isinstance(demand, Events) and demand.events.within and demand.events.within.span == "years"
    ]
    return date(max(1, min(years) - max(1, *windows, 1)), 1, 1) if years else None


def _typed_as_fraction(figure: Figure, indicator: Indicator) -> bool:
    if indicator.unit != "%" or figure.numerator is not None or not 0 < figure.exact <= 1:
        return False
    limits = [demand.limit for demand in indicator.demands() if isinstance(demand, Bound)]
    return all(limit > _FRACTION_TYPED for limit in limits)


def _jumps(figure: Figure, previous: Figure, indicator: Indicator) -> bool:
    high, low = max(figure.exact, previous.exact), min(figure.exact, previous.exact)
    if low <= 0 or high <= JUMP * low:
        return False
    # Counts start small and grow: a jump there is nothing strange.
    return not any(isinstance(demand, Events | Stock) for demand in indicator.demands())


def late(
    documents: Mapping[str, Document], measurements: Sequence[Measurement], as_of: date
) -> list[Diagnostic]:
    """One notice for all the figures dated after ``as_of``, at the first of them."""
    if not measurements:
        return []
    first = min(measurements, key=lambda m: (m.on, m.place))
    message = f"有 {len(measurements)} 条监测值晚于截止日 {as_of}，未计入；最早一条是 {first.on}"
    source = documents[first.place.path].lines[first.place.line - 1]
    hint = "日期写错了就改正；是以后的数据就不必处理"
    return [Diagnostic(first.place, "AW403", message, hint, source)]
