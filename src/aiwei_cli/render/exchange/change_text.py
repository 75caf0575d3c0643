"""Changes as official sentences, one a line, ready to be taken over into a report."""

from __future__ import annotations

from itertools import groupby

from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import SAMPLES, SECTION, has_samples
from aiwei_cli.render.words.numbers import day
from aiwei_cli.render.words.safe_text import safe


def render(comparison: StateComparison, found: list[Row]) -> str:
    """The sentences by section; what a reviewer must look at follows in brackets."""
    blocks = []
    if comparison.was.as_of != comparison.now.as_of:
        blocks.append(f"{day(comparison.was.as_of)}的判定与{day(comparison.now.as_of)}的判定相比。")
    if found and comparison.is_empty:
        blocks.append("数据没有变化。")
    for section, group in groupby(found, key=lambda row: row.section):
        lines = [f"{row.sentence}。" + (f"【{row.flag}】" if row.flag else "") for row in group]
        blocks.append("\n".join([f"{SECTION[section]}：", *lines]))
    if has_samples(comparison):
        blocks.append(f"{SAMPLES}。")
    if not found:
        blocks.append("没有变化。")
    return safe("\n\n".join(blocks)) + "\n"
