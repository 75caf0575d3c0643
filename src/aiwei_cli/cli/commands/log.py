"""``aiwei log``: an indicator's history in git."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import WorkspaceOption, caller
from aiwei_cli.usecases.opened_workspace import open_workspace
from aiwei_cli.usecases.typed_choices import indicator_called


def log(
    indicator: Annotated[str, typer.Argument(metavar="指标", help="指标的编号或名称。", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """看一个指标的历史：每个监测值由哪次提交、由谁、在什么时候写下或更正。"""
    from aiwei_cli.load.history.provenance import history
    from aiwei_cli.render.terminal.history_page import render
    from aiwei_cli.render.terminal.wrapping import wrap_lines

    root, loaded = open_workspace(workspace, caller())
    town = loaded.workspace
    key = indicator_called(town, "log", indicator)
    terminal.show(wrap_lines(render(key, history(root, loaded, key), town), terminal.width()))
