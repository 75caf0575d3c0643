"""The figures of before: the one that a figure moved on from, and what a figure of a period is held against.

Both are what the verdicts take: of a year whose target counted events their number, of raw indices the grade that they
come to, of a period the newest line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aiwei_cli.model.condition import AllOf, Condition, Stock, Trend, group_of, unfold
from aiwei_cli.model.condition_kind import LineKind
from aiwei_cli.model.data_change import ValueChange
from aiwei_cli.model.interval import Interval
from aiwei_cli.model.measurement import Grade, Indices, Measurement, Value
from aiwei_cli.model.period import Period
from aiwei_cli.model.target import Organisation, scale_on
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.engine import laid_open
from aiwei_cli.rules.indices import derived_grade
from aiwei_cli.rules.judging_context import JudgingContext
from aiwei_cli.rules.trend import basis_on, period_before


def figure_before(new: Measurement, workspace: Workspace) -> Measurement | None:
    """What a figure moved on from: the newest one before it, of an earlier year that counted events how many there were.

    A stock has not grown out of events, so these are passed over, and a figure of the year so far out of no earlier year.
    """
    case = _case_of(new, workspace)
    earlier = case.narrowed([each for each in case.measurements if each.on < new.on])
    condition = case.indicator.condition_for(case.year)
    if condition and _is_only_stock(condition):
        earlier = earlier.standing
    if case.indicator.figures.is_of_the_year_so_far:
        start = case.days_of(case.year).start
        earlier = earlier.narrowed([each for each in earlier.measurements if each.on >= start])
    if not earlier.measurements:
        return None
    newest = earlier.measurements[-1]
    if not case.is_event_of_before(newest):
        return newest
    whole = case.days_of(case.indicator.year_of(newest.on, case.terms))
    compared = (period_before(new.on, span, case) for span in _spans(condition))
    return earlier.stood_in(next((each for each in compared if each and each.covers(newest.on)), whole))


def _case_of(new: Measurement, workspace: Workspace) -> JudgingContext:
    """The lines of a figure's own organisation, or of the town, as they are looked at for the figure's year."""
    known = workspace.measurements.get(new.indicator, ())
    own = [each for each in known if each.organisation == new.organisation]
    year = workspace.indicators[new.indicator].year_of(new.on, workspace.about.terms)
    return laid_open(workspace, new.indicator, year, new.on, own)


def _spans(condition: Condition | None) -> Sequence[Interval]:
    """The lengths of the periods that its trends compare, each once."""
    trends = (part for part in unfold(condition) if isinstance(part, Trend)) if condition else ()
    return list(dict.fromkeys(trend.span for trend in trends))


def _is_only_stock(condition: Condition) -> bool:
    """Whether it asks for a stock and for nothing that is held against the period before."""
    kinds = {type(part) for part in unfold(condition)}
    return Stock in kinds and Trend not in kinds


def basis_of(new: Measurement, span: Interval, workspace: Workspace) -> Measurement | None:
    """What a trend holds a figure against: that of the period before; None where there is none to compare with."""
    basis = basis_on(new.on, span, _case_of(new, workspace))
    return basis if comparable(basis, new, workspace) else None


def comparable(before: Measurement | None, new: Measurement, workspace: Workspace) -> Value | None:
    """The value of an earlier figure as it is held against a new one; None for a grade of another scale.

    Raw indices are the grade that they come to where a grade follows them.
    """
    if before is None:
        return None
    old = before.value
    if not (isinstance(old, Grade | Indices) and isinstance(new.value, Grade | Indices)):
        return old
    indicator, scales, terms = workspace.indicators[new.indicator], workspace.scales, workspace.about.terms
    scale = scale_on(indicator, before.on, scales, terms)
    if scale is not scale_on(indicator, new.on, scales, terms):
        return None
    if isinstance(old, Indices) and isinstance(new.value, Grade):
        label = derived_grade(old, scale, before.measured_on)
        return Grade(label) if label else old
    return old


def figures_told(change: ValueChange, workspace: Workspace) -> Iterator[Measurement]:
    """All figures that a sentence on a change rests on: its own, the one before, and what it is held against."""
    yield from (each for each in (change.old, change.new, change.previous) if each)
    new = change.new
    indicator = workspace.indicators.get(change.indicator)
    if new is None or indicator is None:
        return
    condition = indicator.condition_for(indicator.year_of(new.on, workspace.about.terms))
    yield from (basis for span in _spans(condition) if (basis := basis_of(new, span, workspace)))


class Basis(NamedTuple):
    """What the first figure of a year will be held against."""

    indicator: str
    organisation: Organisation | None
    span: Interval
    period: Period
    """The period before the one that the year begins with."""
    figure: Measurement | None
    """None where there is none that a figure of the year can be compared with."""


def bases_of(key: str, condition: Condition, year: int, workspace: Workspace) -> Iterator[Basis]:
    """What the figures of a year will be held against, for every trend and every organisation that is there in the year."""
    if not (spans := _spans(condition)):
        return
    group = group_of(condition)
    members = workspace.groups[group].members if group else {None: None}
    known = workspace.measurements.get(key, ())
    for member, organisation in members.items():
        own = [each for each in known if each.organisation == member]
        case = laid_open(
            workspace, key, year, workspace.indicators[key].year(year, workspace.about.terms).end, own
        )
        case = case._replace(member=organisation)
        days = case.days_of(year)
        if not case.touches(days):
            continue
        for span in spans:
            period = period_before(days.start, span, case)
            basis = basis_on(days.start, span, case)
            if period is None:
                continue
            figure = basis if basis and _is_comparable(basis, condition, workspace) else None
            yield Basis(key, organisation, span, period, figure)


def _is_comparable(basis: Measurement, condition: Condition, workspace: Workspace) -> bool:
    """Whether lines of the kind and, of grades, of the scale that a condition takes can be held against a figure."""
    if not isinstance(basis.value, Grade):
        return _takes_numbers(condition)
    indicator = workspace.indicators[basis.indicator]
    scale = scale_on(indicator, basis.on, workspace.scales, workspace.about.terms)
    named = next((part.scale_named for part in unfold(condition) if part.scale_named), None)
    return named is not None and workspace.scales[named] is scale


def _takes_numbers(condition: Condition) -> bool:
    """Whether its lines may be numbers: of several conditions at once all of them, otherwise any."""
    parts = [part for _, part in condition.inside()]
    if not parts:
        return LineKind.NUMBER in condition.line_kinds
    return (all if isinstance(condition, AllOf) else any)(map(_takes_numbers, parts))
