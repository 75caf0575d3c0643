"""The assessment as Markdown: totals, a table for each action, and what is wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.labels import LEVEL, SAMPLE, SEVERITY, STATUS
from aiwei_cli.render.ledger import ledger_lines
from aiwei_cli.render.report.escape import escape
from aiwei_cli.render.result import Result
from aiwei_cli.render.rows import by_action, row, whole_words


def render(result: Result) -> str:
    """The whole page."""
    lines: list[str] = []
    if result.assessment and result.workspace:
        lines += _assessed(result.assessment, result.workspace)
    if result.diagnostics:
        lines += ["## 数据问题", "", *map(_problem, result.diagnostics), ""]
    return "\n".join(lines)


def _assessed(assessment: Assessment, workspace: Workspace) -> Iterator[str]:
    yield f"# {escape(assessment.workspace)} {assessment.year}年对标结果"
    yield ""
    totals = [whole_words(assessment), *ledger_lines(assessment)]
    yield f"截至 {assessment.as_of}：{escape('；'.join(' '.join(each.split()) for each in totals))}"
    yield ""
    if any(finding.sample for finding in assessment.findings):
        yield f"> 注意：标着{SAMPLE}的不是真实监测值，不能上报。"
        yield ""
    for key, findings in by_action(assessment, workspace):
        yield f"## {escape(workspace.actions[key].name)}"
        yield ""
        yield "| 指标 | 级 | 判定 | 实际 | 日期 | 要求与说明 |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for finding in findings:
            each = row(finding, workspace, assessment.year)
            on = f"{each.on or '-'}{f'（{SAMPLE}）' if each.sample else ''}"
            rest = f"{each.required}；{each.remark}" if each.remark else each.required
            cells = (each.name, LEVEL[each.level], STATUS[each.status], each.actual, on, rest)
            yield f"| {' | '.join(escape(cell) for cell in cells)} |"
        yield ""


def _problem(each: Diagnostic) -> str:
    place = f"{each.place.path}:{each.place.line}:{each.place.column}"
    hint = f"（改法：{escape(each.hint)}）" if each.hint else ""
    return f"- {escape(place)} {SEVERITY[each.severity]} {each.code}：{escape(each.message)}{hint}"
