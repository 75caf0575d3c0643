"""``aiwei report``: the yearly work summary."""

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
from aiwei_cli.cli.output_documents import deliver_document, document_file
from aiwei_cli.model.errors import UsageError
from aiwei_cli.rules.engine import assess
from aiwei_cli.usecases.caller import Notice
from aiwei_cli.usecases.check_outcome import of_what_is_not_bold, remarks
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace


def report(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    output: OutputOption = None,
    overwrite: OverwriteOption = False,
    template: Annotated[
        str, typer.Option("--template", metavar="模板", help="templates 文件夹里的模板。")
    ] = "report.md.j2",
) -> None:
    """生成年度工作总结（Markdown）：本年工作、困难和问题、下年打算、亮点、对标表。"""
    from aiwei_cli.render.documents.templates import render
    from aiwei_cli.render.documents.work_summary import gather, has_content, left_out

    file, who = document_file(output, overwrite=overwrite), caller()
    root, loaded = open_workspace(workspace, who)
    chosen, on = year_and_day(loaded.workspace, year, as_of, who.clock)
    assessment = assess(loaded.workspace, chosen, on)
    summary = gather(loaded.workspace, assessment)
    if not has_content(summary):
        raise UsageError(f"{chosen} 年没有任何内容可写", "核对 --year，或先写上这一年的数据")
    text = render(summary, template, root / "templates")
    terminal.remark(*remarks(loaded, assessment))
    if missing := left_out(summary):
        terminal.tell(Notice(f"{chosen}年的数据里没有{'、'.join(missing)}，总结里也就没有"))
    terminal.tell(*of_what_is_not_bold(text))
    deliver_document(text, file, root, overwrite=overwrite)
