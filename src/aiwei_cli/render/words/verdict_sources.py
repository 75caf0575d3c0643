"""What a verdict's figures come from."""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.model.condition import AllOf, AnyOf, Each
from aiwei_cli.model.measurement import Figure, Measurement
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.verdict import Status, Verdict
from aiwei_cli.render.words.phrase import Origin, Source, TracedFigure, measured
from aiwei_cli.rules.ranking import decides_any


def judged_source(verdict: Verdict, indicator: Indicator) -> Source:
    """The measurement that was judged, or those of several organisations that the judged mean is of."""
    newest = verdict.measurement
    if newest is None:
        return Source(Origin.VERDICT, indicator.id)
    if isinstance(newest.value, Figure) and not newest.value.text:  # nobody typed it
        return Source(Origin.MEAN, newest.indicator, newest.on)
    return measured(newest)


def iso_dated(measurement: Measurement) -> TracedFigure:
    """The day of a measurement as tables write it: 2024-06-30."""
    return TracedFigure(
        measurement.on, measurement.on.isoformat(), measured(measurement._replace(counted_over=None))
    )


def organisation_source(part: Verdict) -> Source:
    """The organisation that a verdict is of."""
    return Source(Origin.ORGANISATION, part.label or "")


def events_source(verdict: Verdict, indicator: Indicator) -> Source:
    """The lines that state the events which were counted."""
    newest = verdict.measurement
    whose = newest.organisation if newest else None
    return Source(Origin.EVENTS, indicator.id, verdict.period, whose)


def members_counted(verdict: Verdict) -> tuple[TracedFigure, TracedFigure]:
    """How many organisations meet what is demanded of every one, and how many there are that count."""
    parts = [part for part in _over_organisations(verdict) if part.status is not Status.NOT_APPLICABLE]
    everyone = tuple(dict.fromkeys(map(member, parts)))
    met = everyone
    if verdict.counted != verdict.out_of:
        lacking = {member(part) for part in parts if part.status is not Status.MET}
        met = tuple(each for each in everyone if each not in lacking)
    counted, out_of = verdict.counted or 0, verdict.out_of or 0
    return (
        TracedFigure(counted, str(counted), Source(Origin.COUNT, of=met)),
        TracedFigure(out_of, str(out_of), Source(Origin.COUNT, of=everyone)),
    )


def member(part: Verdict) -> Source:
    """One of a group, by the figure that decides on it where there is one."""
    return measured(part.measurement) if part.measurement else organisation_source(part)


def _over_organisations(verdict: Verdict) -> Iterator[Verdict]:
    if isinstance(verdict.condition, Each):
        yield from verdict.parts
    elif isinstance(verdict.condition, AllOf):
        for part in verdict.parts:
            yield from _over_organisations(part)
    elif isinstance(verdict.condition, AnyOf):
        yield from _over_organisations(decides_any(verdict.parts))
