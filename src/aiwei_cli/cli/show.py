"""``aiwei show``: one indicator or action in full."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import (
    AsOfOption,
    WorkspaceOption,
    YearOption,
    choose,
    day_to_judge,
    open_workspace,
    select,
    year_to_judge,
)
from aiwei_cli.model.verdict import Assessment
from aiwei_cli.model.workspace import Workspace
from aiwei_cli.render.formats import FORMATS
from aiwei_cli.rules.engine import assess


def show(
    what: Annotated[
        str, typer.Argument(metavar="编号", help="指标或专项行动的编号或名称。", show_default=False)
    ],
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
) -> None:
    """看一个指标或专项行动的全部内容：定义、要求、每条监测值在哪一行、怎样判定。"""
    _, loaded = open_workspace(workspace)
    town = loaded.workspace
    names = {key: indicator.name for key, indicator in town.indicators.items()}
    names |= {key: action.name for key, action in town.actions.items()}
    chosen = year_to_judge(year, town)
    assessment = assess(town, chosen, day_to_judge(as_of, chosen))
    text = _sheet(choose("show", [what], names)[0], assessment, town)
    terminal.report(loaded.diagnostics)
    terminal.show(text)


def _sheet(key: str, assessment: Assessment, workspace: Workspace) -> str:
    from aiwei_cli.render.sheet import action_sheet, indicator_sheet

    if key in workspace.indicators:
        return indicator_sheet(key, workspace.indicators[key], assessment, workspace)
    own = select(assessment, [key], [], [])
    table = FORMATS["table"](own, workspace, terminal.screen()) if own.findings else ""
    return action_sheet(workspace.actions[key], table, assessment.year)
