"""Changes as tables for a terminal; see ``render.terminal.compliance_table`` for why there are no rules and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aiwei_cli.model.data_change import Comparison
from aiwei_cli.render.terminal.compliance_table import AMBIGUOUS, WIDE, console_for, longest
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import fold
from aiwei_cli.render.words.assessment_rows import tally_words
from aiwei_cli.render.words.changes.change_rows import SAMPLES, SECTION, Row, has_samples
from aiwei_cli.render.words.safe_text import one_line

_DATE: Final = 10
_GAPS: Final = 4


def render(comparison: Comparison, found: list[Row], title: str, screen: Screen) -> str:
    """A table for each section, the totals before and after, and what has to be looked at."""
    out = StringIO()
    console = console_for(out, screen)
    console.print(Text(one_line(title), "bold"))
    widths = _widths(found, screen.width)
    for section, group in groupby(found, key=lambda row: row.section):
        listed = list(group)
        console.print()
        console.print(Text.assemble((SECTION[section], "bold"), f"  {len(listed)} 项"))
        console.print(Text("-" * screen.width))
        console.print(_table(listed, widths))
    console.print()
    if not found:
        console.print("没有变化")
    elif comparison.is_empty:
        console.print("数据没有变化")
    _end(console, comparison, sum(bool(row.flag) for row in found))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _end(console: Console, comparison: Comparison, flagged: int) -> None:
    for line in totals(comparison):
        console.print(Text(line))
    if flagged:
        console.print(Text(f"注意：带 ! 的 {flagged} 项请核对依据", "bold"))
    if has_samples(comparison):
        console.print(Text(SAMPLES))


def totals(comparison: Comparison) -> Iterator[str]:
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


def _table(listed: list[Row], widths: tuple[int, ...]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width)
    for row in listed:
        cells = [
            one_line(text).translate(AMBIGUOUS) for text in (row.name, row.on, row.old or "-", row.new or "-")
        ]
        said = "；".join(text for text in (f"! {row.flag}" if row.flag else "", row.remark) if text)
        table.add_row(
            *(Text(fold(cell, width)) for cell, width in zip(cells, widths, strict=False)),
            Text(fold(one_line(said), widths[-1]), "bold red" if row.flag else ""),
        )
    return table
