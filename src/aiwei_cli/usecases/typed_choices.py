"""What was typed, held against the data: ids or names, days, years, words of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import YEARS, read_date, read_id, read_text
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.usecases.word_choice import choose


def indicator_called(workspace: Workspace, option: str, word: str) -> str:
    """The id of the indicator that a word means. Raises :class:`UsageError`."""
    return choose(option, [word], {key: each.name for key, each in workspace.indicators.items()})[0]


def action_ids(workspace: Workspace, words: Iterable[str]) -> list[str]:
    """The ids of the actions that ``--action`` means. Raises :class:`UsageError`."""
    return choose("--action", words, {key: each.name for key, each in workspace.actions.items()})


def day(option: str, text: str) -> date:
    """A date on the command line. Raises :class:`UsageError`."""
    try:
        return read_date(text)
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        hint = context["hint"] if text else "写成 2024-06-30 的样子"
        raise UsageError(f"{option}：{context['message']}", hint) from None


def day_to_judge(text: str | None, year: int, workspace: Workspace, clock: Callable[[], date]) -> date:
    """``--as-of``; by default today, but never later than the closing day of the year judged."""
    return min(clock(), workspace.closing_day(year)) if text is None else day("--as-of", text)


def year_to_judge(year: int | None, workspace: Workspace, as_of: str | None = None) -> int:
    """``--year``, or the workspace's; that of ``--as-of`` where the workspace's had not begun by then."""
    chosen = workspace.about.year if year is None else year
    if year is None and as_of is not None:
        chosen = min(chosen, day("--as-of", as_of).year)
    if chosen not in YEARS:
        raise UsageError(f"{chosen} 年太早或太晚", "写四位年份，例如 --year 2024")
    return chosen


def year_and_day(
    workspace: Workspace, year: int | None, as_of: str | None, clock: Callable[[], date]
) -> tuple[int, date]:
    """The year that is judged, and the day as of which it is. Raises :class:`UsageError`."""
    chosen = year_to_judge(year, workspace, as_of)
    return chosen, day_to_judge(as_of, chosen, workspace, clock)


def day_of_entry(
    text: str | None, workspace: Workspace, today: date, indicator: Indicator | None = None
) -> date:
    """``--date``; by default today, where that lies in the workspace's year. Raises :class:`UsageError`.

    For a figure of an ``indicator`` its last school term is of the year too.
    """
    if text is not None:
        return day("--date", text)
    years = {today.year, indicator.year_of(today, workspace.about.terms) if indicator else today.year}
    if workspace.about.year not in years:
        message = f"今天是 {today}，不在 {workspace.about.year} 年内，说不准是哪一天的事"
        raise UsageError(message, f"写明日期，例如 --date {workspace.about.year}-12-31")
    return today


def worded(option: str, text: str) -> str:
    """Words of the user's own, which may be none. Raises :class:`UsageError` for what cannot be seen."""
    try:
        said = read_text(text.strip()) if text.strip() else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"{option}：{context['message']}", context["hint"]) from None
    if "\n" in said:
        raise UsageError(f"{option}：文字里有换行", "写成一行")
    return said


def said_by_user(option: str, text: str) -> str:
    """Words that must say something. Raises :class:`UsageError`."""
    said = worded(option, text)
    if not said:
        raise UsageError(f"{option} 没有写内容", "写上内容，没有写入任何文件")
    return said


def an_id(text: str) -> str:
    """``--id``, which may be left out. Raises :class:`UsageError`."""
    try:
        return read_id(text) if text else ""
    except ValueError as error:
        context = getattr(error, "context", None) or {}
        raise UsageError(f"--id：{context['message']}", context["hint"]) from None
