"""Changes for a review comment: what to look at first, then a table for each section."""

from __future__ import annotations

from itertools import groupby

from aiwei_cli.model.change import Comparison
from aiwei_cli.render.changes.rows import Row
from aiwei_cli.render.changes.samples import has_samples
from aiwei_cli.render.changes.words import SAMPLES, SECTION
from aiwei_cli.render.report.escape import escape, escape_title
from aiwei_cli.render.rows import tally_words


def render(comparison: Comparison, found: list[Row], title: str) -> str:
    """The whole comment."""
    lines = [f"## {escape_title(title)}", ""]
    was, now = tally_words(comparison.was.findings), tally_words(comparison.now.findings)
    lines += [f"截至 {comparison.now.as_of}：{was.replace('  ', '、')} → {now.replace('  ', '、')}", ""]
    if has_samples(comparison):
        lines += [f"> {SAMPLES}。", ""]
    if not found:
        return "\n".join([*lines, "没有变化。", ""])
    flagged = [row for row in found if row.flag]
    if flagged:
        lines += ["### 请先核对", ""]
        lines += [f"- {escape(row.sentence)}。{escape(row.flag)}" for row in flagged]
        lines.append("")
    for section, group in groupby(found, key=lambda row: row.section):
        lines += [
            f"### {SECTION[section]}",
            "",
            "| 项目 | 日期 | 原 | 现 | 变化与说明 |",
            "| --- | --- | --- | --- | --- |",
        ]
        for row in group:
            cells = (row.name, row.on, row.old, row.new, row.remark)
            lines.append(f"| {' | '.join(escape(cell) for cell in cells)} |")
        lines.append("")
    return "\n".join(lines)
