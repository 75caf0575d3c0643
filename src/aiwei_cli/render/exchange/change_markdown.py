"""Changes for a review comment: what to look at first, then a table for each section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import SAMPLES, SECTION, has_samples
from aiwei_cli.render.words.comment import Block, fitted
from aiwei_cli.render.words.markdown_text import escape, escape_title
from aiwei_cli.render.words.phrase import Words
from aiwei_cli.render.words.verdict_totals import tally_words


def render(comparison: StateComparison, found: list[Row], title: str) -> str:
    """The whole comment."""
    lines = [f"## {escape_title(title)}", ""]
    for line in _totals(comparison):
        lines += [line, ""]
    if has_samples(comparison):
        lines += [f"> {SAMPLES}。", ""]
    if not found:
        return "\n".join([*lines, "没有变化。", ""])
    if comparison.is_empty:
        lines += ["数据没有变化。", ""]
    return fitted(lines, _blocks(found), "全部变化用 --format text 或 json 查看")


def _blocks(found: list[Row]) -> Iterator[Block]:
    flagged = [f"- {escape(row.sentence)}。{escape(row.flag)}" for row in found if row.flag]
    if flagged:
        yield Block(["### 请先核对", ""], flagged, repeats=True)
    for section, group in groupby(found, key=lambda row: row.section):
        head = [
            f"### {SECTION[section]}",
            "",
            "| 项目 | 日期 | 原 | 现 | 变化与说明 |",
            "| --- | --- | --- | --- | --- |",
        ]
        cells: Iterator[tuple[Words, ...]] = (
            (row.name, row.on, row.old, row.new, row.remark) for row in group
        )
        yield Block(head, [f"| {' | '.join(map(escape, each))} |" for each in cells])


def _totals(comparison: StateComparison) -> Iterator[str]:
    """The verdicts before and after, with the year where it is not the only one told of."""
    for before, after in comparison.years:
        year = f"{after.year}年，" if len(comparison.years) > 1 else ""
        was, now = (tally_words(each.findings).replace("  ", "、") for each in (before, after))
        if before.as_of == after.as_of:
            yield f"{year}截至 {after.as_of}：{was} → {now}"
        else:
            yield f"{year}截至 {before.as_of}：{was} → 截至 {after.as_of}：{now}"
