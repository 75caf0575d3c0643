"""``aiwei restate``: figures of a closed period that were changed after it was reported."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import OutputOption, OverwriteOption, WorkspaceOption, YearOption, caller
from aiwei_cli.cli.output_documents import change_format, deliver_changes
from aiwei_cli.render.change_formats import render
from aiwei_cli.render.terminal.screen import Screen
from aiwei_cli.rules.earlier_states import restated
from aiwei_cli.rules.state_comparison import compare_years
from aiwei_cli.usecases.compared_states import Pair, committed, read_pair
from aiwei_cli.usecases.judging_day import year_to_judge
from aiwei_cli.usecases.opened_workspace import open_workspace
from aiwei_cli.usecases.typed_choices import day


def restate(
    since: Annotated[
        str, typer.Option("--since", metavar="日期", help="上报的日期：与那天提交的数据相比，必填。")
    ],
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="格式", help="table（表格）、text、markdown 或 json。"),
    ] = None,
    output: OutputOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """列出上报以后又改动的数据：周期在那天以前已经结束的监测值，新旧值、差额、提交和作者。"""
    name, who = change_format(format_, output), caller()
    on = day("--since", since)
    root, loaded = open_workspace(workspace, who)
    before, after, title = read_pair(root, Pair(on.isoformat(), None), who, now=loaded)
    chosen = year_to_judge(year, after, on.isoformat())
    found = restated(compare_years(before, after, chosen, lambda _: (on, on)), on)
    screen = terminal.screen() if output is None else Screen()
    if name == "json":
        terminal.for_programs()
    text = render(name, found, f"{on} 以后改动的已报数据  {title}", screen, committed(root, loaded, found))
    deliver_changes(name, text, output, root, overwrite=overwrite)
