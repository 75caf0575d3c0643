"""A table for Excel: UTF-8 with a byte order mark, and no cell that Excel would compute."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final, assert_never

from aiwei_cli.model.diagnostic import Diagnostic
from aiwei_cli.render.records.check_result import Judged, Refused, Result
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY
from aiwei_cli.render.words.worded_verdict import NOTHING, worded_in_a_row

_HEADS: Final = {
    "kind": "类别",
    "action": "专项行动",
    "id": "编号",
    "name": "指标",
    "level": "层级",
    "required": "要求",
    "actual": "实际",
    "status": "判定",
    "on": "数据日期",
    "sample": "示例",
    "remark": "说明",
    "path": "文件",
    "line": "行",
}
"""The columns in their order, and what stands above each."""


class _Line(Record):
    """The cells of a line; one that has nothing to say is empty."""

    kind: str
    action: str = ""
    id: str
    name: str = ""
    level: str = ""
    required: str = ""
    actual: str = ""
    status: str
    on: str = ""
    sample: str = ""
    remark: str
    path: str
    line: int


_COMPUTED: Final = re.compile(r"^[\s]*[=+\-@＝＋－＠\t\r]")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?%?", re.ASCII)


def render(result: Result) -> str:
    """A line for each verdict, then one for each diagnostic."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS.values())
    for line in _lines(result):
        writer.writerow([_harmless(str(getattr(line, column))) for column in _HEADS])
    return "\ufeff" + out.getvalue()


def _lines(result: Result) -> Iterator[_Line]:
    match result:
        case Judged():
            yield from map(_judged, result.verdicts)
        case Refused():
            pass
        case _:
            assert_never(result)
    yield from map(_diagnosed, result.diagnostics)


def _harmless(text: str) -> str:
    """What Excel would take for a formula, as text; our own negative numbers stay numbers."""
    text = safe(" ".join(text.split()))
    return f"'{text}" if _COMPUTED.match(text) and not _NUMBER.fullmatch(text) else text


def _demand(text: str) -> str:
    """A demand that begins with ``=`` would need an apostrophe, which Excel shows."""
    return re.sub(r"^=(?=[\d.-])", "等于", text)


def _bare(text: str) -> str:
    return "" if text == NOTHING else text


def _judged(record: VerdictRecord) -> _Line:
    said, place = worded_in_a_row(record), record.place
    return _Line(
        kind="判定",
        action=record.action_name,
        id=record.id,
        name=said.name,
        level=f"{said.level}级",
        required=_demand(said.required),
        actual=_bare(said.actual),
        status=said.status,
        on=_bare(said.on),
        sample=said.sample,
        remark=said.remark,
        path=place.path,
        line=place.line,
    )


def _diagnosed(each: Diagnostic) -> _Line:
    return _Line(
        kind="问题",
        id=each.code,
        status=SEVERITY[each.severity],
        remark=f"{each.message} {each.hint}",
        path=each.place.path,
        line=each.place.line,
    )
