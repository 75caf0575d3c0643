"""The assessment as a table for the terminal.

Chinese consoles draw ≥ ， “ and their like two cells wide where rich counts one. So there are no
vertical rules and no box characters, and such signs stand only in the last column, where
nothing that follows can be pushed out of line.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from aiwei_cli.model.target import Level
from aiwei_cli.render.records.check_result import Judged, by_action
from aiwei_cli.render.records.frozen_record import Record
from aiwei_cli.render.records.verdict_record import VerdictRecord
from aiwei_cli.render.terminal.columns import Piece, line, row
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, wrap
from aiwei_cli.render.words.labels import LEVEL, SAMPLE, STATUS_COLOUR
from aiwei_cli.render.words.safe_text import one_line
from aiwei_cli.render.words.verdict_totals import idle_line, tally_words, whole_words
from aiwei_cli.render.words.worded_verdict import NOTHING, WordedVerdict, worded_in_a_row
from aiwei_cli.render.words.work_totals import sample_line, work_lines

WIDE: Final = 104
"""From here on columns take what they need, not their share."""
_LEVEL, _STATUS, _DATE_SHORT, _DATE = 2, 6, 6, 11
_GAPS = 5
_NAME: Final = "指标"
_ACTUAL: Final = "实际"
_HEADS: Final = (_NAME, "级", "判定", _ACTUAL, "日期", "要求与说明")
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


class _Row(Record):
    """A verdict, and its words."""

    record: VerdictRecord
    said: WordedVerdict


def render(result: Judged, screen: Screen) -> str:
    """The whole table, grouped by action, with totals below."""
    title = f"{one_line(result.workspace)} {result.year}年对标结果  截至 {result.as_of}"
    lines = [line(screen, Piece(title, "bold"))]
    rows = {each.id: _Row(record=each, said=worded_in_a_row(each)) for each in result.verdicts}
    widths = _widths([each.said for each in rows.values()], screen.width)
    for number, own in enumerate(by_action(result.verdicts).values()):
        name = Piece(one_line(own[0].action_name), "bold")
        lines.extend(["", line(screen, name, Piece(f"  {tally_words(own)}")), "-" * screen.width])
        if number == 0:
            lines.append(row([Piece(head) for head in _HEADS], widths.all, screen))
        lines.extend(row(_cells(rows[each.id], widths), widths.all, screen) for each in own)
    lines.extend(["", *(line(screen, Piece(total)) for total in _totals(result))])
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


def _widths(rows: list[WordedVerdict], width: int) -> _Widths:
    """A share for each; where there is plenty, no more than the longest text takes."""
    if width < WIDE:
        room = width - _LEVEL - _STATUS - _DATE_SHORT - _GAPS
        name, actual = room * 40 // 100, room * 28 // 100
        return _Widths(name=name, actual=actual, date=_DATE_SHORT, rest=room - name - actual)
    room = width - _LEVEL - _STATUS - _DATE - _GAPS
    name = min(room * 32 // 100, longest([_NAME, *(each.name for each in rows)]))
    actual = min(room * 22 // 100, longest([_ACTUAL, *(each.actual for each in rows)]))
    return _Widths(name=name, actual=actual, date=_DATE, rest=room - name - actual)


def longest(texts: Iterable[str]) -> int:
    """The cells that the longest of them takes in an inner column."""
    return max((cells(text.translate(AMBIGUOUS)) for text in texts), default=0)


def _cells(each: _Row, widths: _Widths) -> list[Piece]:
    record, said = each.record, each.said
    name = said.name if widths.is_wide else said.short_name
    return [
        Piece(wrap(name.translate(AMBIGUOUS), widths.name)),
        Piece(said.level),
        Piece(said.status, STATUS_COLOUR[record.status]),
        Piece(wrap(said.actual.translate(AMBIGUOUS), widths.actual)),
        Piece(_date(record, widths.is_wide)),
        Piece(wrap(said.demand, widths.rest)),
    ]


def _date(record: VerdictRecord, wide: bool) -> str:
    """The figure's date: month and day are enough where the year is the one judged."""
    on = record.measured_on
    if on is None:
        return NOTHING
    mark = "*" if record.sample else ""
    if wide:
        return f"{on}{mark}"
    return f"{on:%m-%d}{mark}" if on.year == record.year else f"{on.year}年"


def _totals(result: Judged) -> list[str]:
    verdicts = result.verdicts
    lines = [whole_words(result) if result.since else _total("合计", verdicts)]
    for level in Level:
        own = [each for each in verdicts if each.level is level]
        if own and len(own) < len(verdicts):
            lines.append(_total(f"{LEVEL[level]}级", own))
    lines.extend(idle_line(result))
    lines.extend(work_lines(result.tasks, result.issues))
    samples = sum(each.sample for each in verdicts)
    if samples:
        lines.append(f"注意：带 * 的 {samples} 项用的是{SAMPLE}数据，不是真实监测值，不能上报")
    lines.extend(sample_line(result.issues))
    return lines


def _total(name: str, verdicts: Sequence[VerdictRecord]) -> str:
    return f"{name} {len(verdicts):>3} 项  {tally_words(verdicts)}"
