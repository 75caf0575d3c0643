"""Questions about the day of a measurement: before any plan, without a standard, in no term, of nobody."""

from __future__ import annotations

from datetime import date
from typing import Final

from aiwei_cli.load.questions.question_context import Ask, QuestionContext
from aiwei_cli.model.condition import Events, Stock, group_of
from aiwei_cli.model.interval import Interval, Window
from aiwei_cli.model.measurement import Grade, Indices, Measurement
from aiwei_cli.model.period import latest_periods
from aiwei_cli.model.target import Indicator, scale_on, scales_of

_MONTHS: Final = 12


def before_any_plan(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """Earlier than any figure that the action's plans could need; what is built or granted once stays of use."""
    if indicator.every == "once" or any(isinstance(demand, Stock) for demand in indicator.demands()):
        return None
    first = _first_day(indicator, known)
    if first is None:
        return None

    def ask(measurement: Measurement) -> str | None:
        if measurement.on >= first:
            return None
        return f"{measurement.on} 比这个行动最早的计划还早，最早用得到 {first.year} 年的数据"

    return ask


def _first_day(indicator: Indicator, known: QuestionContext) -> date | None:
    """The first day that a figure can be of use: a year, or a rolling window, before the first plan."""
    action = known.actions.get(indicator.action)
    if action is None:
        return None
    years = [item.year for item in action.plan] + ([action.since] if action.since else [])
    windows = [
        _years(demand.events.within)
        for demand in indicator.demands()
        if isinstance(demand, Events) and demand.events.within
    ]
    return date(max(1, min(years) - max([1, *windows])), 1, 1) if years else None


def _years(window: Window) -> int:
    """How many years a window reaches back, begun ones included."""
    return window.length if window.span == "years" else -(-window.length // _MONTHS)


def after_the_standard_ended(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """Graded on a day on which no edition of the standard is in force any more."""
    if next(scales_of(indicator, known.scales), None) is None:
        return None

    def ask(measurement: Measurement) -> str | None:
        if not isinstance(measurement.value, Grade | Indices):
            return None
        on = measurement.measured_on
        scale = scale_on(indicator, measurement.on, known.scales, known.terms)
        ended = [each for each in scale.editions if each.valid_to and each.valid_to < on]
        if not ended or scale.edition_on(on):
            return None
        return f"“{scale.name}”用的 {ended[-1].document} 到 {ended[-1].valid_to} 为止，{on} 没有生效的版本"

    return ask


def outside_every_term(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """A figure, or an event, that counts by school term, on a day of the holidays."""
    if not known.terms or not any(indicator.is_by_term(year) for year in indicator.target):
        return None

    def ask(measurement: Measurement) -> str | None:
        on = measurement.on
        if not indicator.is_by_term(indicator.year_of(on, known.terms)):
            return None
        term = latest_periods(Interval.TERM, on, known.terms)[-1]
        if on <= term.end:
            return None
        return f"“{indicator.name}”按学期统计，{on} 不在任何学期内，算在{term.name}（到 {term.end} 为止）里"

    return ask


def while_not_open(indicator: Indicator, known: QuestionContext) -> Ask | None:
    """Of an organisation that had not opened yet, or had closed."""
    groups = {year: group_of(target) for year, target in indicator.target.items()}
    named = [known.groups[group] for group in groups.values() if group and group in known.groups]
    if not any(each.opened or each.closed for group in named for each in group.members.values()):
        return None

    def ask(measurement: Measurement) -> str | None:
        key, on = measurement.organisation, measurement.on
        group = groups[indicator.target_year(indicator.year_of(on, known.terms))]
        if key is None or group is None:
            return None
        member = known.groups[group].members[key]
        if member.open_on(on):
            return None
        if member.opened and on < member.opened:
            return f"“{member.name}”{member.opened} 才开办，这条监测值却在 {on}"
        return f"“{member.name}”{member.closed} 已经撤销，这条监测值却在 {on}"

    return ask
