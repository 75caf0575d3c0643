"""``aiwei show``: one indicator, action, task or issue in full."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import AsOfOption, WorkspaceOption, YearOption, caller
from aiwei_cli.load.assemble import Loaded
from aiwei_cli.load.history.provenance import Key
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.check_outcome import remarks
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace
from aiwei_cli.usecases.selection import select
from aiwei_cli.usecases.shown_subject import commits_of, names
from aiwei_cli.usecases.word_choice import choose


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="编号", help="指标、专项行动、计划任务或整改事项的编号或名称。", show_default=False
        ),
    ],
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
) -> None:
    """看一个指标、专项行动、任务或整改事项的全部内容：要求、监测值、怎样判定、每步进展。"""
    who = caller()
    root, loaded = open_workspace(workspace, who)
    town = loaded.workspace
    assessment = assess(town, *year_and_day(town, year, as_of, who.clock))
    key = choose("show", [what], names(town))[0]
    text = _sheet(key, assessment, loaded, commits_of(root, loaded, town.measurements.get(key, ()), who))
    terminal.remark(*remarks(loaded, assessment._replace(late=())))
    terminal.show(text)


def _sheet(key: str, assessment: Assessment, loaded: Loaded, commits: dict[Key, str]) -> str:
    from aiwei_cli.render.records.indicator_records import indicator_records
    from aiwei_cli.render.terminal.action_page import issue_sheet, task_sheet
    from aiwei_cli.render.terminal.indicator_page import indicator_sheet
    from aiwei_cli.render.terminal.wrapping import wrap_lines

    workspace, width = loaded.workspace, terminal.width()
    if key in workspace.indicators:
        sheet = indicator_sheet(indicator_records(key, loaded, assessment), workspace, commits)
        return wrap_lines(sheet, width)
    if key in workspace.actions:
        return _action(key, assessment, loaded)
    for action in workspace.actions.values():
        if key in action.issues:
            return wrap_lines(issue_sheet(key, action, assessment.as_of), width)
    return wrap_lines(task_sheet(key, list(workspace.actions.values()), assessment.as_of), width)


def _action(key: str, assessment: Assessment, loaded: Loaded) -> str:
    from aiwei_cli.render.records.check_result import judged_records
    from aiwei_cli.render.terminal.action_page import action_sheet
    from aiwei_cli.render.terminal.compliance_table import render
    from aiwei_cli.render.terminal.wrapping import wrap_lines

    own = judged_records(loaded, select(assessment, [key], [], []), ())
    table = render(own, terminal.screen()) if own.verdicts else ""
    # The table is as wide as it should be, and its colours are no text to fold.
    sheet = action_sheet(loaded.workspace.actions[key], table, own).removesuffix(table)
    return wrap_lines(sheet, terminal.width()) + table
