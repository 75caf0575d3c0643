"""``aiwei new-year``: the next year opened in an existing workspace."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import WorkspaceOption, open_workspace
from aiwei_cli.render.safe import safe


def new_year(
    year: Annotated[int, typer.Argument(metavar="年", help="下一年的年份。", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。"""
    from aiwei_cli.scaffold.next_year import open_year, refuse_year, unfinished
    from aiwei_cli.scaffold.review import review

    root, loaded = open_workspace(workspace)
    town = loaded.workspace
    refuse_year(town, year)
    carried = unfinished(town, year)
    changed = open_year(root, loaded, year, carried)
    terminal.report(loaded.diagnostics)
    terminal.show(safe(review(town, year, carried, changed)))
