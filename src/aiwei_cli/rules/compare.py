"""Two states of a workspace, and everything in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import assert_never

from aiwei_cli.model.change import (
    Comparison,
    DefinitionChange,
    Direction,
    Kind,
    TargetChange,
    Turn,
    ValueChange,
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
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.rules.compare_exemptions import exemption_changes
from aiwei_cli.rules.compare_work import figure_changes, issue_changes, part_changes, task_changes
from aiwei_cli.rules.engine import assess
from aiwei_cli.rules.strictness import direction

Key = tuple[str | None, date]


def compare(
    before: Workspace, after: Workspace, year: int, as_of: date, *, earlier: date | None = None
) -> Comparison:
    """Both states judged for ``year`` as of ``as_of``, and what lies between them.

    With ``earlier`` the state before is judged as of that day: then what time alone has brought about
    counts as a change too.
    """
    was, now = assess(before, year, earlier or as_of), assess(after, year, as_of)
    old = {finding.id: finding for finding in was.findings}
    new = {finding.id: finding for finding in now.findings}
    indicators = [*after.indicators, *(key for key in before.indicators if key not in after.indicators)]
    turns = (Turn(key, old.get(key), new.get(key)) for key in indicators)
    return Comparison(
        before,
        after,
        was,
        now,
        tuple(change for key in indicators for change in _values(key, before, after)),
        tuple(turn for turn in turns if _turned(turn)),
        tuple(change for key in indicators for change in _targets(key, before, after)),
        tuple(change for key in indicators for change in _definitions(key, before, after)),
        tuple(task_changes(before, after)),
        tuple(issue_changes(before, after)),
        tuple(figure_changes(before, after)),
        tuple(part_changes(before, after)),
        tuple(exemption_changes(before, after, now)),
    )


def _turned(turn: Turn) -> bool:
    # An indicator that is judged only now, or no longer, did not turn: what came or went is told as such.
    if turn.was is None or turn.now is None:
        return False
    if turn.was.is_outdated is not turn.now.is_outdated:
        return True
    return turn.was.status is not turn.now.status


def _values(key: str, before: Workspace, after: Workspace) -> Iterator[ValueChange]:
    old, new = (_by_day(town.measurements.get(key, ())) for town in (before, after))
    if old.keys() == new.keys() and all(_same(old[each], new[each]) for each in old):
        return
    members = [*_members(after), *_members(before)]
    order = {key: number for number, key in reversed([*enumerate(members)])}
    for organisation, on in sorted({*old, *new}, key=lambda each: (order.get(each[0] or "", -1), each[1])):
        was, now = old.get((organisation, on)), new.get((organisation, on))
        if was is None and now is not None:
            previous = _before(now, after.measurements[key])
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


def _before(new: Measurement, measurements: Sequence[Measurement]) -> Measurement | None:
    earlier = [each for each in measurements if each.organisation == new.organisation and each.on < new.on]
    return earlier[-1] if earlier else None


def _targets(key: str, before: Workspace, after: Workspace) -> Iterator[TargetChange]:
    old, new = before.indicators.get(key), after.indicators.get(key)
    if old is None or new is None or old.target == new.target:
        return  # an indicator that came or went is told as such
    for year in sorted({*old.target, *new.target}):
        was, now = old.condition_for(year), new.condition_for(year)
        if was == now:
            continue
        way = direction(was, now, after.scales, year)
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
