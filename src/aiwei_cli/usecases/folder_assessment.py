"""A folder judged by itself: its records, or the mistakes in it.

A plain function of plain values, which another process can be given and whose result comes back from it: it knows no
command line, no screen and no current folder, and asks no clock. Many towns are many such calls.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aiwei_cli.load.assemble import load
from aiwei_cli.render.records.check_result import Judged, Refused, judged_records
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.measurement_record import MeasurementRecord, measurement_records
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.check_outcome import outcome


class FolderRecords(Record):
    """A folder judged for a year as it stood on a day."""

    folder: Path
    result: Judged | Refused
    """With the questions that no exemption answers, or with all that is wrong."""
    measurements: tuple[MeasurementRecord, ...]
    """Of all years, by indicator, in date order; none where the data is refused."""


def assess_folder(folder: Path, year: int, as_of: date) -> FolderRecords:
    """All records of the workspace in a folder; a year of which nothing is demanded has no verdicts."""
    loaded = load(folder)
    if loaded.complete is None:
        refused = Refused(diagnostics=tuple(loaded.diagnostics))
        return FolderRecords(folder=folder, result=refused, measurements=())
    town = loaded.complete
    found = outcome(loaded, assess(town, year, as_of))
    return FolderRecords(
        folder=folder,
        result=judged_records(loaded, found.assessment, found.diagnostics),
        measurements=tuple(each for key in town.indicators for each in measurement_records(key, town, as_of)),
    )
