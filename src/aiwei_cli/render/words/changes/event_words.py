"""Events in official sentences: what happened on a day, and what that adds up to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aiwei_cli.model.condition import Condition, EventGoal, Events, unfold
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.number_ranges import Operator
from aiwei_cli.model.period import back
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import long
from aiwei_cli.render.words.numbers import day, with_unit
from aiwei_cli.render.words.recording_words import organisation_name
from aiwei_cli.rules.exact_comparison import meets


def goal_of(condition: Condition | None) -> Events | None:
    """The condition that counts events, if there is one."""
    parts = unfold(condition) if condition else ()
    return next((part for part in parts if isinstance(part, Events)), None)


def happened(new: Measurement, events: Events, indicator: Indicator, workspace: Workspace) -> str:
    """One line of an event log: its own count, the total, and how that stands to the demand."""
    count = new.value.exact if isinstance(new.value, Figure) else Fraction(0)
    name, total = _total(new, events.events, workspace)
    subject = indicator.name.removeprefix(name) or indicator.name
    if new.organisation:
        subject = f"{organisation_name(new, indicator, workspace)}的{subject}"
    own = f"{day(new.on)}新增{_amount(count, indicator)}" if count else f"截至{day(new.on)}没有新增"
    clauses = [f"{subject}{own}", f"{name}累计{_amount(total, indicator)}"]
    return "，".join([*clauses, _stands(total, events, indicator, workspace)])


def _stands(total: Fraction, events: Events, indicator: Indicator, workspace: Workspace) -> str:
    goal = events.events
    demand = long(events, indicator, workspace)
    if goal.comparison in (Operator.AT_LEAST, Operator.MORE_THAN):
        if meets(goal, total):
            return f"达到{demand}的要求"
        lacking = Fraction(goal.limit) - total + (goal.comparison is Operator.MORE_THAN)
        return f"距{demand}的要求还差{_amount(lacking, indicator)}"
    if goal.limit == 0:
        demand = demand.removesuffix(f"为{_amount(Fraction(0), indicator)}") + "零发生"
    if meets(goal, total):
        return f"符合{demand}的要求"
    most = Fraction(goal.limit) - (goal.comparison is Operator.LESS_THAN)
    if total > most:
        return f"不符合{demand}的要求，超出{_amount(total - most, indicator)}"
    return f"距{demand}的要求还差{_amount(most - total, indicator)}"


def _amount(count: Fraction, indicator: Indicator) -> str:
    return with_unit(str(int(count)), indicator)


def _total(new: Measurement, goal: EventGoal, workspace: Workspace) -> tuple[str, Fraction]:
    """The stretch that the event counts in, as it is called, and what it holds up to that day."""
    name, start = _stretch(new.on, goal, workspace, workspace.indicators[new.indicator])
    return name, sum(
        (
            each.value.exact
            for each in workspace.measurements.get(new.indicator, ())
            if each.organisation == new.organisation
            and start <= each.on <= new.on
            and isinstance(each.value, Figure)
        ),
        Fraction(0),
    )


def _stretch(on: date, goal: EventGoal, workspace: Workspace, indicator: Indicator) -> tuple[str, date]:
    if goal.within:
        unit = "年" if goal.within.span == "years" else "个月"
        return f"近{goal.within.length}{unit}", date.fromordinal(back(on, goal.within).toordinal() + 1)
    terms = workspace.about.terms
    span = goal.per
    assert span is not None  # the model sees to it that one of the two is given
    periods = (*indicator.periods_of(span, on.year - 1, terms), *indicator.periods_of(span, on.year, terms))
    found = next((period for period in periods if period.covers(on)), None)
    return (found.name, found.start) if found else (f"{on.year}年", date(on.year, 1, 1))
