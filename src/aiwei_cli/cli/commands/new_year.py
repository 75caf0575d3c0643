"""``aiwei new-year``: the next year opened in an existing workspace."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import WorkspaceOption, day_to_judge, root_of


def new_year(
    year: Annotated[int, typer.Argument(metavar="年", help="下一年的年份。", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """开启下一年：改判定年度，结转没有完成的计划事项，列出要核对的目标和比较基数。"""
    from aiwei_cli.cli.writing_alone import writing
    from aiwei_cli.edit.storage import undisturbed
    from aiwei_cli.edit.year_opening import prepare_year, write_year
    from aiwei_cli.render.terminal.next_year_page import review
    from aiwei_cli.usecases.check_outcome import report_data

    root = root_of(workspace)
    with writing(root):
        new = prepare_year(root, year)
        said = review(new.result.workspace, year, new.prolonged, new.carried, [*new.after])
        with undisturbed():  # until it is told
            write_year(root, new)
            report_data(new.result, year, day_to_judge(None, year, new.result.workspace))
            terminal.show_written(said)
