"""``aiwei new-year``: the next year opened in an existing workspace."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import WorkspaceOption, caller


def new_year(
    year: Annotated[int, typer.Argument(metavar="年", help="下一年的年份。", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。"""
    from aiwei_cli.usecases.next_year import YearOpened, open_year
    from aiwei_cli.usecases.opened_workspace import root_of

    def show(opened: YearOpened) -> None:
        terminal.remark(*opened.remarks)
        terminal.show_written(opened.page)

    who = caller()
    open_year(root_of(workspace, who), year, show, who)
