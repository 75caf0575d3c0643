"""Events in official sentences: what happened on a day, and what that adds up to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aiwei_cli.model.condition import AllOf, AnyOf, Condition, EventGoal, Events, unfold
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.period import Period, back, whole_year
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import demanded, long, window_words
from aiwei_cli.render.words.numbers import dated, with_unit
from aiwei_cli.render.words.phrase import (
    CALENDAR,
    Origin,
    Phrase,
    Source,
    TracedFigure,
    Words,
    computed,
    joined,
    measured,
    phrase,
    text_of,
)
from aiwei_cli.render.words.recording_words import organisation_name
from aiwei_cli.rules.exact_comparison import meets
from aiwei_cli.rules.figure_verdict import verdict_on
from aiwei_cli.rules.ranking import decides_all, decides_any


def goal_of(condition: Condition | None) -> Events | None:
    """The condition that counts events, if there is one."""
    parts = unfold(condition) if condition else ()
    return next((part for part in parts if isinstance(part, Events)), None)


def goal_told(new: Measurement, condition: Condition | None, workspace: Workspace) -> Events | None:
    """The condition that counts a line's events; of several the one that decides on the line's day."""
    verdict = verdict_on(new, workspace)
    while verdict and isinstance(verdict.condition, AllOf | AnyOf):
        parts = [part for part in verdict.parts if goal_of(part.condition)]
        if not parts:
            break
        decides = decides_all if isinstance(verdict.condition, AllOf) else decides_any
        verdict = decides(parts)
    return goal_of(verdict.condition if verdict else condition)


def happened(new: Measurement, events: Events, indicator: Indicator, workspace: Workspace) -> Phrase:
    """One line of an event log: its own count, the total, and how that stands to the demand."""
    count = new.value.exact if isinstance(new.value, Figure) else Fraction(0)
    name, stretch, total = _total(new, events.events, workspace)
    subject = indicator.name.removeprefix(text_of(name)) or indicator.name
    if new.organisation:
        subject = f"{organisation_name(new, indicator, workspace)}的{subject}"
    source = measured(new)
    on = dated(new.on, source)
    own = phrase(on, "新增", _amount(count, indicator, source)) if count else phrase("截至", on, "没有新增")
    counted = Source(Origin.EVENTS, new.indicator, stretch, new.organisation)
    so_far = phrase(name, "累计", _amount(total, indicator, counted))
    return joined("，", [phrase(subject, own), so_far, _stands(total, counted, events, indicator, workspace)])


def _stands(
    total: Fraction, counted: Source, events: Events, indicator: Indicator, workspace: Workspace
) -> Phrase:
    goal, source = events.events, computed(counted, demanded(indicator))
    demand = long(events, indicator, workspace)
    if goal.comparison in (Operator.AT_LEAST, Operator.MORE_THAN):
        if meets(goal, total):
            return phrase("达到", demand, "的要求")
        lacking = Fraction(goal.limit) - total + (goal.comparison is Operator.MORE_THAN)
        return phrase("距", demand, "的要求还差", _amount(lacking, indicator, source))
    if goal.limit == 0:
        demand = demand.removesuffix(f"为{with_unit('0', indicator)}") + "零发生"
    if meets(goal, total):
        return phrase("符合", demand, "的要求")
    most = Fraction(goal.limit) - (goal.comparison is Operator.LESS_THAN)
    if total > most:
        return phrase("不符合", demand, "的要求，超出", _amount(total - most, indicator, source))
    return phrase("距", demand, "的要求还差", _amount(most - total, indicator, source))


def _amount(count: Fraction, indicator: Indicator, source: Source) -> TracedFigure:
    return TracedFigure(count, with_unit(str(int(count)), indicator), source)


def _total(new: Measurement, goal: EventGoal, workspace: Workspace) -> tuple[Words, Period, Fraction]:
    """What the stretch is called that the event counts in, it itself up to that day, and what it holds."""
    name, start = _stretch(new.on, goal, workspace, workspace.indicators[new.indicator])
    total = sum(
        (
            each.value.exact
            for each in workspace.measurements.get(new.indicator, ())
            if each.organisation == new.organisation
            and start <= each.on <= new.on
            and isinstance(each.value, Figure)
        ),
        Fraction(0),
    )
    return name, Period(start, new.on, ""), total


def _stretch(on: date, goal: EventGoal, workspace: Workspace, indicator: Indicator) -> tuple[Words, date]:
    if goal.within:
        start = date.fromordinal(back(on, goal.within).toordinal() + 1)
        return window_words(goal.within, indicator), start
    terms = workspace.about.terms
    span = goal.per
    assert span is not None  # the model sees to it that one of the two is given
    periods = (*indicator.periods_of(span, on.year - 1, terms), *indicator.periods_of(span, on.year, terms))
    found = next((period for period in periods if period.covers(on)), None)
    stretch = found or whole_year(on.year)
    return TracedFigure(stretch, stretch.name, CALENDAR), stretch.start
