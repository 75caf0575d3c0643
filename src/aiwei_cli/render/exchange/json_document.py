"""The assessment as JSON, the stable form for other programs.

``required``, ``actual`` and ``shortfall`` are text: numbers are strings in the indicator's unit of
measure, so that no reader rounds them. The manual describes every key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, assert_never

from pydantic_core import to_json

from aiwei_cli.model.action import PlanState
from aiwei_cli.model.condition import Each, Events
from aiwei_cli.model.correction_ledger import IssueState
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.records.check_result import Judged, Refused, Result
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.demands import limit_of
from aiwei_cli.render.words.numbers import distance, figure_text, plain
from aiwei_cli.render.words.safe_text import safe_json
from aiwei_cli.render.words.verdict_totals import tally
from aiwei_cli.render.words.worded_verdict import NOTHING, WordedVerdict, worded

Counts = dict[str, int]


class Summary(Record):
    """What was judged, and the totals."""

    workspace: str
    year: int
    as_of: str
    since: str | None
    sample: bool
    summary: dict[str, Counts]
    without_target: list[str]
    tasks: Counts
    issues: Counts


class VerdictObject(Record):
    """A verdict; every number in it is text."""

    indicator: str
    action: str
    name: str
    level: str
    unit: str
    status: str
    without_exception: str | None
    required: str
    actual: str | None
    numerator: str | None
    denominator: str | None
    shortfall: str | None
    measured_on: str | None
    reason: str | None
    path: str
    line: int


class DiagnosticObject(Record):
    """What is wrong with a file."""

    code: str
    severity: str
    path: str
    line: int
    column: int
    message: str
    hint: str


_TASK_STATES: Final = {
    "done": PlanState.DONE,
    "under-way": PlanState.UNDER_WAY,
    "not-started": PlanState.NOT_STARTED,
    "unreported": None,
}
"""The states of the files are Chinese words; a program reads these."""


def render(result: Result) -> str:
    """The whole result, two spaces of indent, one final line break."""
    match result:
        case Judged():
            judged: dict[str, object] = {
                **vars(summary_of(result)),
                "verdicts": [vars(verdict_of(each)) for each in result.verdicts],
            }
        case Refused():
            judged = {"verdicts": []}
        case _:
            assert_never(result)
    whole = {**judged, "diagnostics": [vars(diagnostic_of(each)) for each in result.diagnostics]}
    # pydantic's own writer: it is loaded already, and the standard one would cost a load more.
    return safe_json(to_json(whole, indent=2).decode()) + "\n"


def summary_of(result: Judged) -> Summary:
    """Everything but the verdicts and the diagnostics."""
    verdicts = result.verdicts
    by_level = {level.value: _counts(each for each in verdicts if each.level is level) for level in Level}
    return Summary(
        workspace=result.workspace,
        year=result.year,
        as_of=result.as_of.isoformat(),
        since=result.since,
        sample=any(each.sample for each in verdicts) or any(each.is_sample for each in result.issues),
        summary={"total": _counts(verdicts), **by_level},
        without_target=[*result.without_target],
        tasks=_tasks(result),
        issues=_issues(result),
    )


def _counts(verdicts: Iterable[VerdictRecord]) -> Counts:
    counts = tally(verdicts)
    return {"all": counts.total(), **{status.value: counts[status] for status in Status}}


def _tasks(result: Judged) -> Counts:
    counts = Counter(each.state for each in result.tasks)
    return {
        "all": len(result.tasks),
        **{key: counts[state] for key, state in _TASK_STATES.items()},
        "overdue": sum(each.is_late for each in result.tasks),
    }


def _issues(result: Judged) -> Counts:
    counts = Counter(each.state for each in result.issues)
    return {
        "all": len(result.issues),
        **{state.value: counts[state] for state in IssueState},
        "overdue": sum(each.is_late for each in result.issues),
    }


def diagnostic_of(each: Diagnostic) -> DiagnosticObject:
    """One diagnostic."""
    return DiagnosticObject(
        code=each.code,
        severity=each.severity.value,
        path=each.place.path,
        line=each.place.line,
        column=each.place.column,
        message=each.message,
        hint=each.hint,
    )


def verdict_of(record: VerdictRecord) -> VerdictObject:
    """One verdict."""
    said = worded(record)
    return VerdictObject(
        indicator=record.id,
        action=record.action,
        name=record.name,
        level=record.level.value,
        unit=record.unit,
        status=record.status.value,
        without_exception=record.without_exemption.value if record.status is Status.EXCEPTED else None,
        required=said.required,
        actual=_actual(record, said),
        numerator=plain(record.numerator) if record.numerator is not None else None,
        denominator=plain(record.denominator) if record.denominator is not None else None,
        shortfall=distance(record.gap.amount) if record.gap else None,
        measured_on=record.measured_on.isoformat() if record.measured_on else None,
        reason=said.remark or None,
        path=record.place.path,
        line=record.place.line,
    )


def _actual(record: VerdictRecord, said: WordedVerdict) -> str | None:
    """The bare number in the unit of measure, where it is one."""
    if isinstance(record.condition, Events) and record.counted is not None:
        return str(record.counted)
    if record.figure and not isinstance(record.condition, Each):
        previous = record.finding.verdict.previous
        beside = previous.value.exact if previous and isinstance(previous.value, Figure) else None
        return figure_text(record.figure, limit_of(record.condition, record.exact), beside)
    return None if said.actual == NOTHING else said.actual
