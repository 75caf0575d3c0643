"""All rows of one indicator: how it stands, what was exempted, what was measured."""

from __future__ import annotations

from datetime import date

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.measurement_record import MeasurementRecord, measurement_records
from aiwei_cli.render.records.places import Places
from aiwei_cli.render.records.verdict_record import (
    ExemptionRecord,
    VerdictRecord,
    exemption_records,
    verdict_records,
)


class IndicatorRecords(Record):
    """An indicator as it stands on a day of a year."""

    id: str
    year: int
    as_of: date
    verdict: VerdictRecord | None
    """None where nothing is demanded of it in the year."""
    exemptions: tuple[ExemptionRecord, ...]
    measurements: tuple[MeasurementRecord, ...]


def indicator_records(key: str, loaded: Loaded, assessment: Assessment) -> IndicatorRecords:
    """What is known of an indicator, in the year and on the day of an assessment."""
    town, places, year, as_of = loaded.workspace, Places(loaded), assessment.year, assessment.as_of
    own = tuple(each for each in assessment.findings if each.id == key)
    finding = own[0] if own else None
    return IndicatorRecords(
        id=key,
        year=year,
        as_of=as_of,
        verdict=next(iter(verdict_records(assessment._replace(findings=own), town, places)), None),
        exemptions=tuple(exemption_records(key, finding, town, year, as_of, places)),
        measurements=tuple(measurement_records(key, town, as_of)),
    )
