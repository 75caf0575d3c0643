"""The assessment as a table for the terminal.

Chinese consoles draw ≥ ， “ and their like two cells wide where rich counts one. So there are no
vertical rules and no box characters, and such signs stand only in the last column, where
nothing that follows can be pushed out of line.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import Final, NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, fold
from aiwei_cli.render.words.assessment_rows import Row, by_action, idle_line, row, tally_words, whole_words
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS, STATUS_COLOUR
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.render.words.work_counts import ledger_lines, sample_line

WIDE: Final = 104
"""From here on columns take what they need, not their share."""
_LEVEL, _STATUS, _DATE_SHORT, _DATE = 2, 6, 6, 11
_GAPS = 5
AMBIGUOUS: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "—": "-",
        "·": ".",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
        "│": "|",
    }
)
"""What a Chinese console may draw wider than rich counts, and how it reads in the inner columns."""


def render(assessment: Assessment, workspace: Workspace, screen: Screen) -> str:
    """The whole table, grouped by action, with totals below."""
    out = StringIO()
    console = console_for(out, screen)
    title = f"{one_line(assessment.workspace)} {assessment.year}年对标结果  截至 {assessment.as_of}"
    console.print(Text(title, "bold"))
    rows = [row(each, workspace, assessment.year) for each in assessment.findings]
    widths = _widths(rows, screen.width)
    for number, (key, findings) in enumerate(by_action(assessment, workspace)):
        console.print()
        console.print(
            Text.assemble((one_line(workspace.actions[key].name), "bold"), "  ", tally_words(findings))
        )
        console.print(Text("-" * screen.width))
        rows = [row(each, workspace, assessment.year) for each in findings]
        console.print(_table(rows, assessment.year, widths, header=number == 0))
    console.print()
    for line in _totals(assessment):
        console.print(Text(line))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def console_for(out: StringIO, screen: Screen) -> Console:
    """A console that takes data for what it is: no markup, no emoji, no highlighting."""
    return Console(
        file=out,
        width=screen.width,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not screen.colour,
    )


class _Widths(NamedTuple):
    """The cells of each column that can give way."""

    name: int
    actual: int
    date: int
    rest: int

    @property
    def is_wide(self) -> bool:
        """Whether there is room for full names and dates."""
        return self.date == _DATE


def _widths(rows: list[Row], width: int) -> _Widths:
    """A share for each; where there is plenty, no more than the longest text takes."""
    if width < WIDE:
        room = width - _LEVEL - _STATUS - _DATE_SHORT - _GAPS
        name, actual = room * 40 // 100, room * 28 // 100
        return _Widths(name, actual, _DATE_SHORT, room - name - actual)
    room = width - _LEVEL - _STATUS - _DATE - _GAPS
    name = min(room * 32 // 100, longest(each.name for each in rows))
    actual = min(room * 22 // 100, longest(each.actual for each in rows))
    return _Widths(name, actual, _DATE, room - name - actual)


def longest(texts: Iterable[str]) -> int:
    """The cells that the longest of them takes in an inner column."""
    return max((cells(text.translate(AMBIGUOUS)) for text in texts), default=0)


def _table(rows: list[Row], year: int, widths: _Widths, *, header: bool) -> Table:
    table = Table(box=None, show_header=header, header_style="", padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("指标", width=widths.name)
    table.add_column("级", width=_LEVEL)
    table.add_column("判定", width=_STATUS)
    table.add_column("实际", width=widths.actual)
    table.add_column("日期", width=widths.date)
    table.add_column("要求与说明", width=widths.rest)
    for each in rows:
        required = f"{each.required}；{each.remark}" if each.remark else each.required
        name = each.name if widths.is_wide else each.short_name
        table.add_row(
            Text(fold(name.translate(AMBIGUOUS), widths.name)),
            LEVEL[each.level],
            Text(STATUS[each.status], STATUS_COLOUR[each.status]),
            Text(fold(each.actual.translate(AMBIGUOUS), widths.actual)),
            _date(each, year, widths.is_wide),
            Text(fold(required, widths.rest)),
        )
    return table


def _date(each: Row, year: int, wide: bool) -> str:
    """The figure's date: month and day are enough where the year is the one judged."""
    if each.on is None:
        return "-"
    mark = "*" if each.sample else ""
    if wide:
        return f"{each.on}{mark}"
    return f"{each.on:%m-%d}{mark}" if each.on.year == year else f"{each.on.year}年"


def _totals(assessment: Assessment) -> list[str]:
    findings = assessment.findings
    lines = [whole_words(assessment) if assessment.since else _total("合计", list(findings))]
    for level in Level:
        own = [each for each in findings if each.indicator.level is level]
        if own and len(own) < len(findings):
            lines.append(_total(f"{LEVEL[level]}级", own))
    lines.extend(idle_line(assessment))
    lines.extend(ledger_lines(assessment))
    samples = sum(finding.sample for finding in findings)
    if samples:
        lines.append(f"注意：带 * 的 {samples} 项用的是{SAMPLE}数据，不是真实监测值，不能上报")
    lines.extend(sample_line(assessment.issues))
    return lines


def _total(name: str, findings: list[Finding]) -> str:
    return f"{name} {len(findings):>3} 项  {tally_words(findings)}"
