"""The assessment as Markdown: totals, a table for each action, exceptions, and what is wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Finding, Status
from aiwei_cli.render.exchange.totals import exceptions, heading, totals, warnings
from aiwei_cli.render.words.assessment_rows import by_action, row
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.comment import Block, fitted
from aiwei_cli.render.words.diagnostic_text import counted
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS
from aiwei_cli.render.words.markdown_text import escape, escape_title
from aiwei_cli.render.words.severity_labels import SEVERITY


def render(result: Result) -> str:
    """The whole page."""
    top = [*_top(result)] if result.assessment else []
    return fitted(top, _blocks(result), "全部内容用 --format html 或 csv 查看")


def _blocks(result: Result) -> Iterator[Block]:
    if result.assessment and result.workspace:
        yield from _tables(result)
        yield from _exceptions(result)
    if result.diagnostics:
        head = [f"## 数据问题（{counted(result.diagnostics)}）", ""]
        yield Block(head, [*map(_problem, result.diagnostics)])


def _top(result: Result) -> Iterator[str]:
    assert result.assessment is not None
    yield f"# {escape(heading(result.assessment))}"
    yield ""
    yield f"截至 {result.assessment.as_of}："
    yield ""
    yield from (f"- {escape_title(line)}" for line in totals(result.assessment))
    yield ""
    for line in warnings(result.assessment):
        yield f"> {escape(line)}。"
        yield ""


def _tables(result: Result) -> Iterator[Block]:
    assert result.assessment is not None
    assert result.workspace is not None
    for key, findings in by_action(result.assessment, result.workspace):
        head = [
            f"## {escape(result.workspace.actions[key].name)}",
            "",
            "| 指标 | 级 | 判定 | 实际 | 日期 | 要求与说明 | 出处 |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        yield Block(head, [_line(each, result) for each in findings])


def _line(finding: Finding, result: Result) -> str:
    assert result.assessment is not None
    assert result.workspace is not None
    each, at = row(finding, result.workspace, result.assessment.year), result.place_of(finding)
    on = f"{each.on or '-'}{f'（{SAMPLE}）' if each.sample else ''}"
    rest = f"{each.required}；{each.remark}" if each.remark else each.required
    place = f"{at.path}:{at.line}"
    cells = (each.name, LEVEL[each.level], STATUS[each.status], each.actual, on, rest, place)
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _exceptions(result: Result) -> Iterator[Block]:
    lines = [
        f"- {escape(finding.indicator.name)}：{escape(said)}（{escape(f'{at.path}:{at.line}')}）"
        for finding, said, at in exceptions(result)
    ]
    if lines:
        yield Block([f"## {STATUS[Status.EXCEPTED]}", ""], lines)


def _problem(each: Diagnostic) -> str:
    place = f"{each.place.path}:{each.place.line}:{each.place.column}"
    hint = f"（改法：{escape(each.hint)}）" if each.hint else ""
    return f"- {escape(place)} {SEVERITY[each.severity]} {each.code}：{escape(each.message)}{hint}"
