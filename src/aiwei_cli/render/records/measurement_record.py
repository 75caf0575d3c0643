"""A measurement as a row of facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from aiwei_cli.model.condition import group_of
from aiwei_cli.model.diagnostic import Place
from aiwei_cli.model.measurement import Figure, Indices, Maturity, Measurement, Value
from aiwei_cli.model.target import Indicator, scales_of
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.records.frozen_record import Record


class IndexRecord(Record):
    """A raw index of a measurement."""

    id: str
    name: str | None
    """None where no scale of the indicator knows it."""
    number: Decimal
    unit: str


class MeasurementRecord(Record):
    """A figure of an indicator on a day, of one organisation where its target runs over a group."""

    indicator: str
    name: str
    """That of the indicator."""
    action: str
    organisation: str | None
    """The id of the organisation."""
    organisation_name: str | None
    on: date
    year: int
    """The year that it belongs to: one of January may be of last year's autumn term."""
    value: Value
    typed: str | None
    """As it stands in the file; None for raw indices."""
    exact: Fraction | None
    """The number, where it is one."""
    numerator: Decimal | None
    denominator: Decimal | None
    indices: tuple[IndexRecord, ...]
    unit: str
    """The unit of measure."""
    maturity: Maturity | None
    """How far it has ripened; the words are those of the files."""
    is_sample: bool
    source: str | None
    note: str | None
    evidence: tuple[str, ...]
    received: date | None
    """The day on which it came in, where the line says so."""
    measured: date | None
    """The day of measuring, where that is another one."""
    counts: bool
    """Whether it is dated no later than the day looked at."""
    place: Place


def measurement_records(key: str, workspace: Workspace, as_of: date) -> Iterator[MeasurementRecord]:
    """A row for each measurement of an indicator, in date order."""
    for each in workspace.measurements.get(key, ()):
        yield _record(each, workspace.indicators[key], workspace, as_of)


def _record(each: Measurement, indicator: Indicator, workspace: Workspace, as_of: date) -> MeasurementRecord:
    entry, terms = each.entry, workspace.about.terms
    figure = each.value if isinstance(each.value, Figure) else None
    group = group_of(indicator.target_on(each.on, terms)) if each.organisation else None
    members = workspace.groups[group].members if group else {}
    named = members[each.organisation].name if each.organisation in members else each.organisation
    return MeasurementRecord(
        indicator=each.indicator,
        name=indicator.name,
        action=indicator.action,
        organisation=each.organisation,
        organisation_name=named,
        on=each.on,
        year=indicator.year_of(each.on, terms),
        value=each.value,
        typed=entry.value,
        exact=figure.exact if figure else None,
        numerator=figure.numerator if figure else None,
        denominator=figure.denominator if figure else None,
        indices=tuple(_indices(each.value, indicator, workspace)),
        unit=indicator.unit,
        maturity=entry.status,
        is_sample=each.is_sample,
        source=entry.source,
        note=entry.note,
        evidence=entry.evidence,
        received=entry.received,
        measured=entry.measured,
        counts=each.on <= as_of,
        place=each.place,
    )


def _indices(value: Value, indicator: Indicator, workspace: Workspace) -> Iterator[IndexRecord]:
    if not isinstance(value, Indices):
        return
    scales = [*scales_of(indicator, workspace.scales)]
    for key, number in value.by_id.items():
        known = next((scale.indices[key] for scale in scales if key in scale.indices), None)
        yield IndexRecord(
            id=key, name=known.name if known else None, number=number, unit=known.unit if known else ""
        )
