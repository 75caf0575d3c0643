"""What is due, late or stale, for the terminal: one block for each who owes something.

Plain columns without rules between them. Words and dates only stand before the last column, so that
a console that draws ， “ and their like two cells wide pushes nothing out of line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aiwei_cli.model.obligation import Due, DueState
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.render.terminal.wrapping import cells, wrap
from aiwei_cli.render.words.labels import DUE_KIND, DUE_STATE, SAMPLE
from aiwei_cli.render.words.safe_text import one_line, safe
from aiwei_cli.render.words.shortfalls import first_few
from aiwei_cli.render.words.work_counts import by_owner

_HEADS: Final = ("状态", "类别", "期限", "最近", "事项")
_KIND, _DATE, _STARRED = 4, 10, 11
_DAYED: Final = (DueState.LATE, DueState.STALE, DueState.UNVERIFIED)


def render(dues: Sequence[Due], assessment: Assessment, until: date, screen: Screen) -> str:
    """Everything owed, by who owes it, those with the most urgent first; totals below."""
    widths = (max((cells(_stands(due)) for due in dues), default=0), _KIND, _DATE, _STARRED)
    title = f"{assessment.workspace} {assessment.year}年到期和逾期事项"
    lines = [wrap(f"{one_line(title)}  截至 {assessment.as_of}，看到 {until}", screen.width), ""]
    for number, (owner, own) in enumerate(by_owner(dues).items()):
        lines.append(wrap(f"{one_line(owner)}  {_counts(own)}", screen.width))
        lines.append("-" * screen.width)
        if number == 0:
            lines.append(_line(_HEADS, widths))
        for due in own:
            lines.extend(_row(due, widths, screen.width))
        lines.append("")
    lines.extend(_totals(dues))
    return "\n".join(lines) + "\n"


def _counts(dues: Sequence[Due]) -> str:
    counts = Counter(due.state for due in dues)
    return "  ".join(f"{word} {counts[state]}" for state, word in DUE_STATE.items() if counts[state])


def _stands(due: Due) -> str:
    return DUE_STATE[due.state] + (f"{due.days}天" if due.state in _DAYED else "")


def _row(due: Due, widths: Sequence[int], width: int) -> Iterator[str]:
    last = f"{due.last}{'*' if due.sample else ''}" if due.last else "-"
    named = f"{due.name}（{first_few(due.lacking)}）" if due.lacking else due.name
    said = (_stands(due), DUE_KIND[due.kind], str(due.deadline), last)
    rest = wrap(safe(" ".join(named.split())), width - sum(widths) - len(widths))
    for number, part in enumerate(rest.split("\n")):
        yield _line((*(said if number == 0 else ("",) * len(said)), part), widths)


def _line(columns: Sequence[str], widths: Sequence[int]) -> str:
    inner = [text + " " * (width - cells(text)) for text, width in zip(columns, widths, strict=False)]
    return " ".join([*inner, columns[-1]]).rstrip()


def _totals(dues: Sequence[Due]) -> Iterator[str]:
    if not dues:
        yield "没有到期或逾期的事项"
        return
    counts = Counter(due.state for due in dues)
    yield "  ".join(f"{word} {counts[state]}" for state, word in DUE_STATE.items())
    samples = sum(due.sample for due in dues)
    if samples:
        yield f"注意：带 * 的 {samples} 项是{SAMPLE}，不是真实情况，不能上报"
