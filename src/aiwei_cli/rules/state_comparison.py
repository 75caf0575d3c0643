"""Two states of a workspace, everything in which they differ, and what an assessment holds that an earlier one did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, assert_never

from aiwei_cli.model.data_change import (
    DefinitionChange,
    Direction,
    Kind,
    StateComparison,
    TargetChange,
    Turn,
    ValueChange,
    YearComparison,
)
from aiwei_cli.model.measurement import (
    Attestation,
    Figure,
    Grade,
    Indices,
    Maturity,
    Measurement,
    NotApplicable,
    Value,
)
from aiwei_cli.model.obligation import Due
from aiwei_cli.model.satisfiability import can_be_met
from aiwei_cli.model.verdict import Assessment, Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.earlier_figures import figure_before
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.organisation_comparison import organisation_changes
from aiwei_cli.rules.strictness import direction
from aiwei_cli.rules.work_comparison import (
    exemption_changes,
    figure_changes,
    issue_changes,
    part_changes,
    task_changes,
)

Key = tuple[str | None, date]


def compare(
    before: Workspace, after: Workspace, year: int, as_of: date, *, earlier: date | None = None
) -> StateComparison:
    """Both states judged for ``year`` as of ``as_of``, and what lies between them.

    With ``earlier`` the state before is judged as of that day: then what time alone has brought about
    is told too, as such.
    """
    was, now = assess(before, year, earlier or as_of), assess(after, year, as_of)
    indicators = [*after.indicators, *(key for key in before.indicators if key not in after.indicators)]
    return StateComparison(
        before,
        after,
        was,
        now,
        tuple(change for key in indicators for change in _values(key, before, after)),
        tuple(turns(before, was, now)),
        tuple(change for key in indicators for change in _targets(key, before, after)),
        tuple(change for key in indicators for change in _definitions(key, before, after)),
        tuple(task_changes(before, after)),
        tuple(issue_changes(before, after)),
        tuple(figure_changes(before, after)),
        tuple(part_changes(before, after)),
        tuple(exemption_changes(before, after, now)),
        tuple(organisation_changes(before, after, was)),
    )


Days = Callable[[int], tuple[date, date]]
"""For a year the day as of which the state before is judged, and that of the state after."""


def compare_years(before: Workspace, after: Workspace, year: int, days: Days) -> StateComparison:
    """As :func:`compare`, and every other year of which a verdict turned.

    A figure of last December changed after the new year was opened turns a verdict that the year judged
    does not show.
    """
    earlier, as_of = days(year)
    asked = compare(before, after, year, as_of, earlier=earlier)
    turned, others = list(asked.turns), []
    for other in _touched(asked):
        earlier, as_of = days(other)
        was, now = assess(before, other, earlier), assess(after, other, as_of)
        if found := [each for each in turns(before, was, now) if _is_told(each, year)]:
            turned += found
            others.append(YearComparison(was, now))
    return asked._replace(turns=tuple(sorted(turned, key=lambda turn: turn.year)), others=tuple(others))


def _is_told(turn: Turn, asked: int) -> bool:
    # Of a year that is not opened yet the calendar is nobody's concern, nor what can no longer be read.
    if turn.was.is_outdated or turn.now.is_outdated:
        return False
    return turn.year < asked or not turn.by_calendar


def _touched(comparison: StateComparison) -> list[int]:
    """The years, but for the one compared, of which a verdict may have turned, in order.

    A figure counts in its own year, for a term of the year before, for a trend or a window in later
    ones; what a whole indicator, scale, group or exception says counts wherever a target is in force.
    Time has turned verdicts of the earlier years that lie between the two days.
    """
    asked, days = comparison.now.year, {comparison.was.as_of, comparison.now.as_of}
    years = {each.on.year for each in comparison.values} | {each.year for each in comparison.targets}
    years |= {each.on.year - 1 for each in comparison.values}
    if comparison.definitions or comparison.parts or comparison.exemptions or comparison.organisations:
        known = (*comparison.before.indicators.values(), *comparison.after.indicators.values())
        years |= {year for indicator in known for year in indicator.target}
    years |= {day.year for day in days if len(days) > 1 and day.year < asked}
    return [year for year in range(min({asked, *years}), max({asked, *years}) + 1) if year != asked]


def turns(before: Workspace, was: Assessment, now: Assessment) -> Iterator[Turn]:
    """The verdicts that read otherwise, in the order of the later state.

    An indicator that is judged only now, or no longer, did not turn: what came or went is told as such.
    """
    old = {finding.id: finding for finding in was.findings}
    turned = [
        (old[each.id], each)
        for each in now.findings
        if each.id in old and _reads_otherwise(old[each.id], each)
    ]
    if not turned:
        return
    waited = assess(before, now.year, now.as_of) if was.as_of != now.as_of else was
    alone = {finding.id: finding.status for finding in waited.findings}
    for then, stands in turned:
        is_read = not (then.is_outdated or stands.is_outdated)
        by_calendar = is_read and alone.get(stands.id) is stands.status
        yield Turn(stands.id, now.year, then, stands, by_calendar)


def _reads_otherwise(was: Finding, now: Finding) -> bool:
    return was.is_outdated is not now.is_outdated or was.status is not now.status


def _values(key: str, before: Workspace, after: Workspace) -> Iterator[ValueChange]:
    old, new = (_by_day(town.measurements.get(key, ())) for town in (before, after))
    if old.keys() == new.keys() and all(_same(old[each], new[each]) for each in old):
        return
    members = [*_members(after), *_members(before)]
    order = {key: number for number, key in reversed([*enumerate(members)])}
    for organisation, on in sorted({*old, *new}, key=lambda each: (order.get(each[0] or "", -1), each[1])):
        was, now = old.get((organisation, on)), new.get((organisation, on))
        if was is None and now is not None:
            previous = figure_before(now, after)
            yield ValueChange(Kind.ADDED, key, on, organisation, None, now, previous)
        elif was is not None and now is None:
            yield ValueChange(Kind.REMOVED, key, on, organisation, was, None, corrected=_reported(was))
        elif was is not None and now is not None and not _same(was, now):
            corrected = _reported(was) and not _ripened(was, now) and not is_alike(was.value, now.value)
            yield ValueChange(Kind.CHANGED, key, on, organisation, was, now, corrected=corrected)


def _ripened(old: Measurement, new: Measurement) -> bool:
    """Whether a preliminary figure became the final one, which is what everybody waited for."""
    return (old.entry.status, new.entry.status) == (Maturity.PRELIMINARY, Maturity.FINAL)


def _members(workspace: Workspace) -> Iterator[str]:
    """All organisations, as they are written."""
    for group in workspace.groups.values():
        yield from group.members


def _by_day(measurements: Sequence[Measurement]) -> Mapping[Key, Measurement]:
    return {(each.organisation, each.on): each for each in measurements}


def _same(old: Measurement, new: Measurement) -> bool:
    return old.value == new.value and old.entry == new.entry


def is_alike(old: Value, new: Value) -> bool:
    """Whether two values say the same, however written and whatever evidence is named for them.

    A count pair says more than its share: other counts are another value, also of the same share.
    """
    match new:
        case Figure():
            return isinstance(old, Figure) and _is_same_figure(old, new)
        case Attestation(yes=yes):
            return isinstance(old, Attestation) and old.yes == yes
        case Grade() | Indices() | NotApplicable():
            return type(old) is type(new) and old == new
        case _:
            assert_never(new)


def _is_same_figure(old: Figure, new: Figure) -> bool:
    typed = old.numerator is None or new.numerator is None
    counts = (old.numerator, old.denominator) == (new.numerator, new.denominator)
    return old.exact == new.exact and (typed or counts)


def _reported(measurement: Measurement) -> bool:
    """Whether a figure went out as a fact: not an estimate, and not made up to show how the tool works."""
    return measurement.entry.status not in (Maturity.ESTIMATE, Maturity.SAMPLE)


def _targets(key: str, before: Workspace, after: Workspace) -> Iterator[TargetChange]:
    old, new = before.indicators.get(key), after.indicators.get(key)
    if old is None or new is None or old.target == new.target:
        return  # an indicator that came or went is told as such
    for year in sorted({*old.target, *new.target}):
        was, now = old.condition_for(year), new.condition_for(year)
        if was == now:
            continue
        way = direction(was, now, after.scales, year)
        if was and now and not can_be_met(old, was) and can_be_met(new, now):
            way = Direction.CORRECTED
        unsourced = new.source is None or new.source == old.source
        flagged = way in (Direction.LOOSER, Direction.GONE) and unsourced
        yield TargetChange(key, year, was, now, way, flagged)


def _definitions(key: str, before: Workspace, after: Workspace) -> Iterator[DefinitionChange]:
    old, new = before.indicators.get(key), after.indicators.get(key)
    if old is None or new is None:
        yield DefinitionChange(Kind.ADDED if old is None else Kind.REMOVED, key, old, new)
        return
    names = [name for name in type(new).model_fields if name != "target"]
    fields = tuple(name for name in names if getattr(old, name) != getattr(new, name))
    if fields:
        yield DefinitionChange(Kind.CHANGED, key, old, new, fields)


BAD: Final = (Status.MISSED, Status.NO_DATA)


def new_findings(now: Assessment, was: Assessment) -> tuple[Finding, ...]:
    """What is missed or lacks data, and stood otherwise in the earlier state, or was not judged there."""
    before = {finding.id: finding.status for finding in was.findings if not finding.is_outdated}
    return tuple(
        each for each in now.findings if each.status in BAD and before.get(each.id) is not each.status
    )


def new_dues(now: Sequence[Due], was: Sequence[Due]) -> tuple[Due, ...]:
    """What is owed by a deadline, and was not owed by it in the earlier state."""
    before = {(each.kind, each.id, each.deadline) for each in was}
    return tuple(each for each in now if (each.kind, each.id, each.deadline) not in before)
