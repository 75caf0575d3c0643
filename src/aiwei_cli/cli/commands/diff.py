"""``aiwei diff``: what a change to the data means."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import (
    AsOfOption,
    OutputOption,
    OverwriteOption,
    WorkspaceOption,
    YearOption,
    caller,
)
from aiwei_cli.cli.output_documents import change_format, deliver_changes
from aiwei_cli.render.change_formats import render
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.usecases.compared_states import compared, pair, read_pair
from aiwei_cli.usecases.opened_workspace import root_of, tell_half_done


def diff(
    a: Annotated[
        str | None,
        typer.Argument(metavar="[A]", help="旧的版本；默认 HEAD。也可以写 A..B。", show_default=False),
    ] = None,
    b: Annotated[
        str | None,
        typer.Argument(metavar="[B]", help="新的版本；默认是文件夹里现在的内容。", show_default=False),
    ] = None,
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="格式", help="table（表格）、text（公文句子）、markdown 或 json。"
        ),
    ] = None,
    output: OutputOption = None,
    overwrite: OverwriteOption = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有变化时退出码为 1，同 git diff。")] = False,
) -> None:
    """说明数据的改动意味着什么：判定、监测值、目标、任务、整改。版本写提交号、分支、标签或日期。"""
    name, who = change_format(format_, output), caller()
    root = root_of(workspace, who)
    asked = pair(a, b)
    if asked.b is None:  # the files as they are
        tell_half_done(root, who)
    before, after, title = read_pair(root, asked, who)
    days = (as_of, as_of) if as_of else asked.days or (None, None)
    comparison = compared(before, after, year, days, who.clock)
    screen = terminal.screen() if output is None else Screen()
    if name == "json":
        terminal.for_programs()
    text = render(name, comparison, title, screen)
    deliver_changes(name, text, output, root, overwrite=overwrite)
    raise typer.Exit(int(exit_code and not comparison.is_empty))
