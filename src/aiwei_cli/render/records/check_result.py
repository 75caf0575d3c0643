"""What a run of ``check`` came to: a year judged, or data that is refused; with what is wrong with the files in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.location import Standpoint
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.places import Places
from aiwei_cli.render.records.verdict_record import VerdictRecord, verdict_records
from aiwei_cli.render.records.work_records import IssueRecord, TaskRecord, issue_records, task_records


class Judged(Record):
    """A year of a workspace, judged as it stood on a day: all of it, or what was asked for."""

    workspace: str
    """The town's name."""
    programme: str
    year: int
    as_of: date
    since: str | None
    """The revision that it is held against, where it holds only what is new."""
    verdicts: tuple[VerdictRecord, ...]
    tasks: tuple[TaskRecord, ...]
    issues: tuple[IssueRecord, ...]
    without_target: tuple[str, ...]
    """The ids of the indicators of which nothing is demanded in the year."""
    diagnostics: tuple[Diagnostic, ...]
    """What is doubtful in the files."""
    seen_from: Standpoint = Standpoint()
    """The folder that files are named from."""


class Refused(Record):
    """Data with mistakes: nothing was judged."""

    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the files, of this run or since a revision; perhaps nothing new."""
    seen_from: Standpoint = Standpoint()
    """The folder that files are named from."""


Result = Judged | Refused


def judged_records(loaded: Loaded, assessment: Assessment, diagnostics: Iterable[Diagnostic]) -> Judged:
    """An assessment of what was loaded, as rows."""
    town, places, on = loaded.workspace, Places(loaded), assessment.as_of
    return Judged(
        workspace=assessment.workspace,
        programme=town.about.programme,
        year=assessment.year,
        as_of=on,
        since=assessment.since,
        verdicts=verdict_records(assessment, town, places),
        tasks=task_records(assessment.tasks, on, town, places),
        issues=issue_records(assessment.issues, on, town, places),
        without_target=tuple(each.id for each in assessment.without_target),
        diagnostics=tuple(diagnostics),
    )


def by_action(verdicts: Iterable[VerdictRecord]) -> Mapping[str, list[VerdictRecord]]:
    """The verdicts of each action that has any, by its id, in the programme's order."""
    found: dict[str, list[VerdictRecord]] = {}
    for each in verdicts:
        found.setdefault(each.action, []).append(each)
    return found
