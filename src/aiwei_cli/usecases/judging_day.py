"""The day as of which is judged, and the year: as typed, or today and no later than the year's closing day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.target import Indicator
from aiwei_cli.model.text import YEARS
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.usecases.typed_choices import day


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
