"""A table for Excel: UTF-8 with a byte order mark, and no cell that Excel would compute."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Final

from aiwei_cli.render.words.assessment_rows import row
from aiwei_cli.render.words.check_result import Result
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS
from aiwei_cli.render.words.safe_text import safe
from aiwei_cli.render.words.severity_labels import SEVERITY

_HEAD: Final = (
    "类别", "专项行动", "编号", "指标", "层级", "要求", "实际", "判定", "数据日期", "示例", "说明", "文件", "行",
)  # fmt: skip
_COMPUTED: Final = re.compile(r"^[\s]*[=+\-@＝＋－＠\t\r]")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?%?", re.ASCII)


def render(result: Result) -> str:
    """A line for each verdict, then one for each diagnostic."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for cells in (*_verdicts(result), *_diagnostics(result)):
        writer.writerow([_harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _harmless(text: str) -> str:
    """What Excel would take for a formula, as text; our own negative numbers stay numbers."""
    text = safe(" ".join(text.split()))
    return f"'{text}" if _COMPUTED.match(text) and not _NUMBER.fullmatch(text) else text


def _demand(text: str) -> str:
    """A demand that begins with ``=`` would need an apostrophe, which Excel shows."""
    return f"等于{text[1:]}" if text.startswith("=") else text


def _verdicts(result: Result) -> list[tuple[str, ...]]:
    assessment, workspace = result.assessment, result.workspace
    if assessment is None or workspace is None:
        return []
    lines: list[tuple[str, ...]] = []
    for finding in assessment.findings:
        each, place = row(finding, workspace, assessment.year), result.place_of(finding)
        lines.append(
            (
                "判定",
                workspace.actions[finding.indicator.action].name,
                finding.id,
                each.name,
                f"{LEVEL[each.level]}级",
                _demand(each.required),
                "" if each.actual == "-" else each.actual,
                STATUS[each.status],
                each.on.isoformat() if each.on else "",
                SAMPLE if each.sample else "",
                each.remark,
                place.path,
                str(place.line),
            )
        )
    return lines


def _diagnostics(result: Result) -> list[tuple[str, ...]]:
    return [
        ("问题", "", each.code, "", "", "", "", SEVERITY[each.severity], "", "", f"{each.message} {each.hint}",
         each.place.path, str(each.place.line))
        for each in result.diagnostics
    ]  # fmt: skip
