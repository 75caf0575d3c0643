"""``aiwei digest``: the weekly report and the monthly supervision note."""

from typing import Annotated

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import AsOfOption, OutputOption, OverwriteOption, WorkspaceOption, caller
from aiwei_cli.cli.output_documents import deliver_document, document_file
from aiwei_cli.model.errors import UsageError
from aiwei_cli.model.interval import Interval
from aiwei_cli.usecases.check_outcome import of_what_is_not_bold, remarks
from aiwei_cli.usecases.digest_contents import digest_of
from aiwei_cli.usecases.judging import assessed
from aiwei_cli.usecases.judging_day import year_and_day
from aiwei_cli.usecases.opened_workspace import open_workspace


def digest(
    workspace: WorkspaceOption = None,
    week: Annotated[bool, typer.Option("--week", help="周报告：截止日所在的一周，周一到周日。")] = False,
    month: Annotated[bool, typer.Option("--month", help="月督查通报：截止日所在的一个月。")] = False,
    as_of: AsOfOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="与这个版本相比；默认是这一期以前的最后一次提交。"),
    ] = None,
    output: OutputOption = None,
    overwrite: OverwriteOption = False,
    template: Annotated[
        str, typer.Option("--template", metavar="模板", help="templates 文件夹里的模板。")
    ] = "digest.md.j2",
) -> None:
    """生成周报告或月督查通报（Markdown）：判定变化、进展、逾期和到期事项，并提出要求。"""
    from aiwei_cli.render.documents.templates import render

    file = document_file(output, overwrite=overwrite)
    if week == month:
        hint = "--week 写周报告，--month 写月督查通报"
        raise UsageError("--week 和 --month 要写一个，也只能写一个", hint)
    who = caller()
    root, loaded = open_workspace(workspace, who)
    whole = assessed(loaded.workspace, *year_and_day(loaded.workspace, None, as_of, who.clock))
    content = digest_of(root, loaded, whole, Interval.WEEK if week else Interval.MONTH, since, who)
    text = render(content, template, root / "templates")
    terminal.remark(*remarks(loaded, whole))
    terminal.tell(*of_what_is_not_bold(text))
    deliver_document(text, file, root, overwrite=overwrite)
