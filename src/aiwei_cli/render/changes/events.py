"""Events in official sentences: what happened on a day, and what that adds up to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from aiwei_cli.model.bound import Comparison
from aiwei_cli.model.condition import Condition, EventGoal, Events, unfold
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.period import back, periods_of_year
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.demand import long
from aiwei_cli.render.figures import plain, with_unit
from aiwei_cli.rules.exact import meets


def goal_of(condition: Condition | None) -> Events | None:
    """The condition that counts events, if there is one."""
    parts = unfold(condition) if condition else ()
    return next((part for part in parts if isinstance(part, Events)), None)


def happened(new: Measurement, events: Events, indicator: Indicator, workspace: Workspace) -> list[str]:
    """The clauses for one line of an event log: its own count, the total, and the demand."""
    count = new.value.exact if isinstance(new.value, Figure) else Fraction(0)
    own = f"新增{_amount(count, indicator)}" if count else "没有发生"
    name, total = _total(new, events.events, workspace)
    clauses = [own, f"{name}累计{_amount(total, indicator)}"]
    goal = events.events
    if meets(goal, total):
        clauses.append(f"达到{long(events, indicator, workspace)}的要求")
    elif goal.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN):
        lacking = Fraction(goal.limit) - total + (goal.comparison is Comparison.MORE_THAN)
        clauses.append(f"距{long(events, indicator, workspace)}的要求还差{_amount(lacking, indicator)}")
    else:
        clauses.append(f"未达到{long(events, indicator, workspace)}的要求")
    return clauses


def _amount(count: Fraction, indicator: Indicator) -> str:
    from decimal import Decimal

    return with_unit(plain(Decimal(int(count))), indicator)


def _total(new: Measurement, goal: EventGoal, workspace: Workspace) -> tuple[str, Fraction]:
    """The stretch that the event counts in, as it is called, and what it holds up to that day."""
    name, start = _stretch(new.on, goal, workspace)
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


def _stretch(on: date, goal: EventGoal, workspace: Workspace) -> tuple[str, date]:
    if goal.within:
        unit = "年" if goal.within.span == "years" else "个月"
        return f"近{goal.within.length}{unit}", date.fromordinal(back(on, goal.within).toordinal() + 1)
    terms = workspace.about.terms
    span = goal.per
    assert span is not None  # the model sees to it that one of the two is given
    periods = (*periods_of_year(span, on.year - 1, terms), *periods_of_year(span, on.year, terms))
    found = next((period for period in periods if period.covers(on)), None)
    return (found.name, found.start) if found else (f"{on.year}年", date(on.year, 1, 1))
