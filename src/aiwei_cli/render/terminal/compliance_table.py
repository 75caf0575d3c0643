"""The assessment as a table for the terminal.

Chinese consoles draw ≥ ， “ and their like two cells wide where rich counts one. So there are no
vertical rules and no box characters, and such signs stand only in the last column, where
nothing that follows can be pushed out of line.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from aiwei_cli.model.target import Level
from aiwei_cli.model.verdict import Assessment, Finding
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.terminal.columns import Piece, line, row
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, wrap
from aiwei_cli.render.words.assessment_rows import Row, by_action, idle_line, tally_words, whole_words
from aiwei_cli.render.words.assessment_rows import row as row_of
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS, STATUS_COLOUR
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.render.words.work_counts import ledger_lines, sample_line

WIDE: Final = 104
"""From here on columns take what they need, not their share."""
_LEVEL, _STATUS, _DATE_SHORT, _DATE = 2, 6, 6, 11
_GAPS = 5
_HEADS: Final = ("指标", "级", "判定", "实际", "日期", "要求与说明")
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
    title = f"{one_line(assessment.workspace)} {assessment.year}年对标结果  截至 {assessment.as_of}"
    lines = [line(screen, Piece(title, "bold"))]
    rows = [row_of(each, workspace, assessment.year) for each in assessment.findings]
    widths = _widths(rows, screen.width)
    for number, (key, findings) in enumerate(by_action(assessment, workspace)):
        name = Piece(one_line(workspace.actions[key].name), "bold")
        lines.extend(["", line(screen, name, Piece(f"  {tally_words(findings)}")), "-" * screen.width])
        if number == 0:
            lines.append(row([Piece(head) for head in _HEADS], widths.all, screen))
        for each in findings:
            said = row_of(each, workspace, assessment.year)
            lines.append(row(_cells(said, assessment.year, widths), widths.all, screen))
    lines.extend(["", *(line(screen, Piece(total)) for total in _totals(assessment))])
    return "\n".join(lines) + "\n"


class _Widths(NamedTuple):
    """The cells of each column that can give way."""

    name: int
    actual: int
    date: int
    rest: int

    @property
    def all(self) -> tuple[int, ...]:
        """Those of all columns, in their order."""
        return self.name, _LEVEL, _STATUS, self.actual, self.date, self.rest

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
    name = min(room * 32 // 100, longest([_HEADS[0], *(each.name for each in rows)]))
    actual = min(room * 22 // 100, longest([_HEADS[3], *(each.actual for each in rows)]))
    return _Widths(name, actual, _DATE, room - name - actual)


def longest(texts: Iterable[str]) -> int:
    """The cells that the longest of them takes in an inner column."""
    return max((cells(text.translate(AMBIGUOUS)) for text in texts), default=0)


def _cells(said: Row, year: int, widths: _Widths) -> list[Piece]:
    required = f"{said.required}；{said.remark}" if said.remark else said.required
    name = said.name if widths.is_wide else said.short_name
    return [
        Piece(wrap(name.translate(AMBIGUOUS), widths.name)),
        Piece(LEVEL[said.level]),
        Piece(STATUS[said.status], STATUS_COLOUR[said.status]),
        Piece(wrap(said.actual.translate(AMBIGUOUS), widths.actual)),
        Piece(_date(said, year, widths.is_wide)),
        Piece(wrap(required, widths.rest)),
    ]


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
