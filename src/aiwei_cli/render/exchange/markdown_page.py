"""The assessment as Markdown: totals, a table for each action, exceptions, and what is wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.model.verdict import Status
from aiwei_cli.render.exchange.totals import exemptions, heading, totals, warnings
from aiwei_cli.render.records.check_result import Judged, Refused, Result, by_action
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.comment import Block, fitted
from aiwei_cli.render.words.diagnostic_text import counted
from aiwei_cli.render.words.exemption_words import exemption_words
from aiwei_cli.render.words.labels import STATUS
from aiwei_cli.render.words.markdown_text import escape, escape_title
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.render.words.worded_verdict import worded_in_a_row

_HEADS: Final = ("指标", "级", "判定", "实际", "日期", "要求与说明", "出处")


def render(result: Result) -> str:
    """The whole page."""
    match result:
        case Judged():
            top, blocks = [*_top(result)], [*_tables(result), *_exemptions(result)]
        case Refused():
            top, blocks = [], []
        case _:
            assert_never(result)
    if result.diagnostics:
        head = [f"## 数据问题（{counted(result.diagnostics)}）", ""]
        blocks.append(Block(head, [*map(_problem, result.diagnostics)]))
    return fitted(top, blocks, "全部内容用 --format html 或 csv 查看")


def _top(result: Judged) -> Iterator[str]:
    yield f"# {escape(heading(result))}"
    yield ""
    yield f"截至 {result.as_of}："
    yield ""
    yield from (f"- {escape_title(line)}" for line in totals(result))
    yield ""
    for line in warnings(result):
        yield f"> {escape(line)}。"
        yield ""


def _tables(result: Judged) -> Iterator[Block]:
    for own in by_action(result.verdicts).values():
        head = [
            f"## {escape(own[0].action_name)}",
            "",
            f"| {' | '.join(_HEADS)} |",
            f"|{' --- |' * len(_HEADS)}",
        ]
        yield Block(head, [*map(_line, own)])


def _line(record: VerdictRecord) -> str:
    said, at = worded_in_a_row(record), record.place
    on = f"{said.on}（{said.sample}）" if said.sample else said.on
    cells = (said.name, said.level, said.status, said.actual, on, said.demand, f"{at.path}:{at.line}")
    return f"| {' | '.join(map(escape, cells))} |"


def _exemptions(result: Judged) -> Iterator[Block]:
    lines = [
        f"- {escape(verdict.name)}：{escape(exemption_words(each))}"
        f"（{escape(f'{each.place.path}:{each.place.line}')}）"
        for verdict, each in exemptions(result)
    ]
    if lines:
        yield Block([f"## {STATUS[Status.EXCEPTED]}", ""], lines)


def _problem(each: Diagnostic) -> str:
    place = f"{each.place.path}:{each.place.line}:{each.place.column}"
    hint = f"（改法：{escape(each.hint)}）" if each.hint else ""
    return f"- {escape(place)} {SEVERITY[each.severity]} {each.code}：{escape(each.message)}{hint}"
