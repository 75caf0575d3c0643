"""Changes as tables for a terminal; see ``render.terminal.compliance_table`` for why there are no rules and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from aiwei_cli.model.data_change import StateComparison
from aiwei_cli.render.terminal.columns import Piece, line, row
from aiwei_cli.render.terminal.compliance_table import AMBIGUOUS, WIDE, longest
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import wrap
from aiwei_cli.render.words.changes.change_row import Row
from aiwei_cli.render.words.changes.change_rows import SAMPLES, SECTION, has_samples
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.render.words.verdict_totals import tally_words

_DATE: Final = 10
_GAPS: Final = 4


def render(comparison: StateComparison, found: list[Row], title: str, screen: Screen) -> str:
    """A table for each section, the totals before and after, and what has to be looked at."""
    lines = [line(screen, Piece(one_line(title), "bold"))]
    widths = _widths(found, screen.width)
    for section, group in groupby(found, key=lambda each: each.section):
        listed = list(group)
        head = (Piece(SECTION[section], "bold"), Piece(f"  {len(listed)} 项"))
        lines.extend(["", line(screen, *head), "-" * screen.width])
        lines.extend(row(_cells(each, widths), widths, screen) for each in listed)
    lines.append("")
    if comparison.is_empty or not found:
        lines.append("数据没有变化" if found else "没有变化")
    lines.extend(_end(comparison, sum(bool(each.flag) for each in found), screen))
    return "\n".join(lines) + "\n"


def _end(comparison: StateComparison, flagged: int, screen: Screen) -> Iterator[str]:
    for total in totals(comparison):
        yield line(screen, Piece(total))
    if flagged:
        yield line(screen, Piece(f"注意：带 ! 的 {flagged} 项请核对依据", "bold"))
    if has_samples(comparison):
        yield line(screen, Piece(SAMPLES))


def totals(comparison: StateComparison) -> Iterator[str]:
    """The verdicts before and after, a line each, with the year where it is not the only one told of."""
    years = comparison.years
    for was, now in years:
        name = f"{now.year}年  " if len(years) > 1 else ""
        then = f"（截至 {was.as_of}）" if was.as_of != now.as_of else ""
        yield f"{name}原  {tally_words(was.findings)}{then}"
        yield f"{name}现  {tally_words(now.findings)}（截至 {now.as_of}）"


def _widths(found: Sequence[Row], width: int) -> tuple[int, ...]:
    """Those of name, date, old, new and the rest; see ``render.terminal.compliance_table``."""
    room = width - _GAPS - _DATE
    name, value = room * 32 // 100, room * 20 // 100
    if width >= WIDE:
        name = min(name, longest(one_line(row.name) for row in found))
        value = min(
            value, longest(one_line(text) for row in found for text in (row.old or "-", row.new or "-"))
        )
    return name, _DATE, value, value, room - name - 2 * value


def _cells(told: Row, widths: Sequence[int]) -> list[Piece]:
    cells = [
        one_line(text).translate(AMBIGUOUS)
        for text in (told.name, told.on, told.old.text or "-", told.new.text or "-")
    ]
    said = "；".join(text for text in (f"! {told.flag}" if told.flag else "", told.remark.text) if text)
    return [
        *(Piece(wrap(cell, width)) for cell, width in zip(cells, widths, strict=False)),
        Piece(wrap(one_line(said), widths[-1]), "bold red" if told.flag else ""),
    ]
