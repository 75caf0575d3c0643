"""An assessment as rows of words: what every format of ``check`` shows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding, Status
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.words.demands import short
from aiwei_cli.render.words.exemption_words import remark_of
from aiwei_cli.render.words.findings import actual
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.safe_text import one_line


class Row(NamedTuple):
    """One indicator's line."""

    name: str
    short_name: str
    level: Level
    status: Status
    actual: str
    on: date | None
    sample: bool
    required: str
    remark: str


def row(finding: Finding, workspace: Workspace, year: int) -> Row:
    """The words for one finding."""
    verdict, indicator = finding.verdict, finding.indicator
    return Row(
        name=one_line(indicator.name),
        short_name=one_line(indicator.short or indicator.name),
        level=indicator.level,
        status=finding.status,
        actual=one_line(actual(verdict, indicator, "()")),
        on=verdict.measurement.on if verdict.measurement else None,
        sample=finding.sample,
        required=one_line(short(verdict.condition, indicator, workspace)),
        remark=one_line(remark_of(finding, workspace, year)),
    )


def by_action(assessment: Assessment, workspace: Workspace) -> Iterator[tuple[str, list[Finding]]]:
    """The findings of each action that has any, in the programme's order."""
    for key in workspace.actions:
        findings = [each for each in assessment.findings if each.indicator.action == key]
        if findings:
            yield key, findings


def tally(findings: Iterable[Finding]) -> Counter[Status]:
    """How many findings have each status."""
    return Counter(finding.status for finding in findings)


def tally_words(findings: Iterable[Finding]) -> str:
    """The totals in one line: ``达标 3  未达标 1``; statuses that do not occur are left out."""
    counts = tally(findings)
    return "  ".join(f"{word} {counts[status]}" for status, word in STATUS.items() if counts[status])


def idle_line(assessment: Assessment) -> Iterator[str]:
    """That indicators are not judged, as nothing is demanded of them in the year."""
    if assessment.without_target:
        yield f"另有 {len(assessment.without_target)} 项指标 {assessment.year} 年没有目标"


def whole_words(assessment: Assessment) -> str:
    """The totals of all that is shown; where only what is new is, that it is no more than that."""
    new = f"相比 {one_line(assessment.since)} 新增 {len(assessment.findings)} 项" if assessment.since else ""
    return "  ".join(filter(None, [new, tally_words(assessment.findings)]))
