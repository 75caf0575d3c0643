"""The assessment as a table for the terminal.

Chinese consoles draw ≥ ， “ and their like two cells wide where rich counts one. So there are no
vertical rules and no box characters, and such signs stand only in the last column, where
nothing that follows can be pushed out of line.
"""

from __future__ import annotations

from io import StringIO
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.fold import fold
from aiwei_cli.render.labels import LEVEL, SAMPLE, STATUS, STATUS_COLOUR
from aiwei_cli.render.ledger import ledger_lines, sample_line
from aiwei_cli.render.rows import Row, by_action, row, tally_words, whole_words
from aiwei_cli.render.safe import one_line
from aiwei_cli.render.screen import Screen

_WIDE = 104
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
    for number, (key, findings) in enumerate(by_action(assessment, workspace)):
        console.print()
        console.print(
            Text.assemble((one_line(workspace.actions[key].name), "bold"), "  ", tally_words(findings))
        )
        console.print(Text("-" * screen.width))
        rows = [row(each, workspace, assessment.year) for each in findings]
        console.print(_table(rows, assessment, screen, header=number == 0))
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


def _table(rows: list[Row], assessment: Assessment, screen: Screen, *, header: bool) -> Table:
    wide = screen.width >= _WIDE
    date_width = _DATE if wide else _DATE_SHORT
    room = screen.width - _LEVEL - _STATUS - date_width - _GAPS
    name_width, actual_width = (
        (room * 32 // 100, room * 22 // 100) if wide else (room * 40 // 100, room * 28 // 100)
    )
    table = Table(box=None, show_header=header, header_style="", padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("指标", width=name_width)
    table.add_column("级", width=_LEVEL)
    table.add_column("判定", width=_STATUS)
    table.add_column("实际", width=actual_width)
    table.add_column("日期", width=date_width)
    rest_width = room - name_width - actual_width
    table.add_column("要求与说明", width=rest_width)
    for each in rows:
        required = f"{each.required}；{each.remark}" if each.remark else each.required
        table.add_row(
            Text(fold((each.name if wide else each.short_name).translate(AMBIGUOUS), name_width)),
            LEVEL[each.level],
            Text(STATUS[each.status], STATUS_COLOUR[each.status]),
            Text(fold(each.actual.translate(AMBIGUOUS), actual_width)),
            _date(each, assessment.year, wide),
            Text(fold(required, rest_width)),
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
    lines.extend(ledger_lines(assessment))
    samples = sum(finding.sample for finding in findings)
    if samples:
        lines.append(f"注意：带 * 的 {samples} 项用的是{SAMPLE}数据，不是真实监测值，不能上报")
    lines.extend(sample_line(assessment.issues))
    return lines


def _total(name: str, findings: list[Finding]) -> str:
    return f"{name} {len(findings):>3} 项  {tally_words(findings)}"
