"""``aiwei due``: what is late, stale or due soon, and who owes it."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated, Final

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import AsOfOption, WorkspaceOption, YearOption, caller
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.obligation import Due, DueState
from aiwei_cli.rules.dues import dues
from aiwei_cli.usecases.check_outcome import remarks
from aiwei_cli.usecases.judging import assessed
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace

_AHEAD: Final = timedelta(days=30)


def due(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    week: Annotated[bool, typer.Option("--week", help="看到本周日；默认看到三十天以后。")] = False,
    month: Annotated[bool, typer.Option("--month", help="看到本月底。")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="有逾期或过期的事项时，退出码是 1。")] = False,
) -> None:
    """列出到期、逾期的指标、任务和整改事项，按责任单位分组。"""
    from aiwei_cli.render.terminal.due_list import render

    who = caller()
    _, loaded = open_workspace(workspace, who)
    assessment = assessed(loaded.workspace, *year_and_day(loaded.workspace, year, as_of, who.clock))
    until = last_day(assessment.as_of, week=week, month=month)
    found = dues(loaded.workspace, assessment, until)
    terminal.remark(*remarks(loaded, assessment))
    terminal.show(render(found, assessment, until, terminal.screen()))
    raise typer.Exit(exit_code(found, strict=strict))


def last_day(as_of: date, *, week: bool, month: bool) -> date:
    """The last day that is looked at. Raises :class:`UsageError` where two are asked for."""
    if week and month:
        raise UsageError("--week 和 --month 不能同时用", "只写一个")
    if week:
        return as_of + timedelta(days=6 - as_of.weekday())
    return as_of.replace(day=monthrange(as_of.year, as_of.month)[1]) if month else as_of + _AHEAD


def exit_code(found: tuple[Due, ...], *, strict: bool) -> int:
    """With ``strict`` 1 where anything is past its deadline; else 0."""
    return int(strict and any(each.state in (DueState.LATE, DueState.STALE) for each in found))
