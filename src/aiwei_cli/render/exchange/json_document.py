"""The assessment as JSON, the stable form for other programs.

``required``, ``actual`` and ``shortfall`` are text: numbers are strings in the indicator's unit of
measure, so that no reader rounds them. The manual describes every key.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic_core import to_json

from aiwei_cli.model.action import PlanState
from aiwei_cli.model.condition import Each, Events
from aiwei_cli.model.correction_ledger import IssueState
from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.measurement import Figure
from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding, Status, Verdict
from aiwei_cli.render.words.assessment_rows import tally
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.demands import limit_of, short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.numbers import distance, figure_text, plain
from aiwei_cli.render.words.safe_text import safe_json
from aiwei_cli.render.words.work_counts import issue_states, overdue, states

_TASK_STATES: Final = {
    "done": PlanState.DONE,
    "under-way": PlanState.UNDER_WAY,
    "not-started": PlanState.NOT_STARTED,
    "unreported": None,
}
"""The states of the files are Chinese words; a program reads these."""


def render(result: Result) -> str:
    """The whole assessment, two spaces of indent, one final line break."""
    # pydantic's own writer: it is loaded already, and the standard one would cost a load more.
    return safe_json(to_json(whole(result), indent=2).decode()) + "\n"


def whole(result: Result) -> dict[str, Any]:
    """Everything as plain values; without an assessment only what is wrong with the files."""
    assessment, workspace = result.assessment, result.workspace
    facts: dict[str, Any] = {}
    if assessment and workspace:
        findings, issues = assessment.findings, assessment.issues
        facts = {
            "workspace": assessment.workspace,
            "year": assessment.year,
            "as_of": assessment.as_of.isoformat(),
            "since": assessment.since,
            "sample": any(each.sample for each in findings) or any(each.is_sample for each in issues),
            "summary": {
                "total": _summary(list(findings)),
                **{
                    level.value: _summary([each for each in findings if each.indicator.level is level])
                    for level in Level
                },
            },
            "without_target": [each.id for each in assessment.without_target],
            "tasks": _tasks(assessment),
            "issues": _issues(assessment),
        }
    facts["verdicts"] = [_verdict(each, result) for each in assessment.findings] if assessment else []
    facts["diagnostics"] = [_diagnostic(each) for each in result.diagnostics]
    return facts


def _diagnostic(each: Diagnostic) -> dict[str, str | int]:
    return {
        "code": each.code,
        "severity": each.severity.value,
        "path": each.place.path,
        "line": each.place.line,
        "column": each.place.column,
        "message": each.message,
        "hint": each.hint,
    }


def _summary(findings: list[Finding]) -> dict[str, int]:
    counts = tally(findings)
    return {"all": len(findings), **{status.value: counts[status] for status in Status}}


def _tasks(assessment: Assessment) -> dict[str, int]:
    counts = states(assessment.tasks)
    return {
        "all": len(assessment.tasks),
        **{key: counts[state] for key, state in _TASK_STATES.items()},
        "overdue": overdue(assessment.tasks, assessment.as_of),
    }


def _issues(assessment: Assessment) -> dict[str, int]:
    counts = issue_states(assessment.issues)
    return {
        "all": len(assessment.issues),
        **{state.value: counts[state] for state in IssueState},
        "overdue": overdue(assessment.issues, assessment.as_of),
    }


def _verdict(finding: Finding, result: Result) -> dict[str, str | int | None]:
    verdict, indicator, place = finding.verdict, finding.indicator, result.place_of(finding)
    assert result.workspace is not None
    assert result.assessment is not None
    figure = verdict.value if isinstance(verdict.value, Figure) else None
    pair = figure if figure and figure.numerator is not None else None
    return {
        "indicator": finding.id,
        "action": indicator.action,
        "name": indicator.name,
        "level": indicator.level.value,
        "unit": indicator.unit,
        "status": finding.status.value,
        "without_exception": verdict.status.value if finding.status is Status.EXCEPTED else None,
        "required": short(verdict.condition, indicator, result.workspace),
        "actual": _actual(finding, figure),
        "numerator": plain(pair.numerator) if pair and pair.numerator is not None else None,
        "denominator": plain(pair.denominator) if pair and pair.denominator is not None else None,
        "shortfall": _shortfall(verdict),
        "measured_on": verdict.measurement.on.isoformat() if verdict.measurement else None,
        "reason": remark_of(finding, result.workspace, result.assessment.year) or None,
        "path": place.path,
        "line": place.line,
    }


def _actual(finding: Finding, figure: Figure | None) -> str | None:
    verdict = finding.verdict
    if isinstance(verdict.condition, Events) and verdict.counted is not None:
        return str(verdict.counted)
    if figure and not isinstance(verdict.condition, Each):
        return figure_text(figure, limit_of(verdict.condition, figure.exact))
    text = actual(verdict, finding.indicator)
    return None if text == "-" else text


def _shortfall(verdict: Verdict) -> str | None:
    return distance(verdict.gap.amount) if verdict.gap else None
