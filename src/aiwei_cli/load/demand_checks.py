"""Demands that nothing can meet, that nothing can miss, or that the reporting interval contradicts.

Of nearly every demand a glance shows that it is none of these; only for the others the solver is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.load.data_file import DataFile
from aiwei_cli.load.reporting_intervals import is_too_short
from aiwei_cli.model.condition import unfold
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.figure_ends import floor_and_ceiling
from aiwei_cli.model.target import TargetsFile


def check_demands(document: DataFile, targets: TargetsFile) -> Iterator[Diagnostic]:
    """What is wrong or doubtful in what the indicators demand."""
    for name, indicator in targets.indicators.items():
        for year, condition in indicator.target.items():
            late = any(is_too_short(part, indicator.every) for part in unfold(condition))
            if late or not condition.is_plain(*floor_and_ceiling(indicator)):
                from aiwei_cli.load.demand_faults import faults_of_demand

                yield from faults_of_demand(document, name, indicator, year)
