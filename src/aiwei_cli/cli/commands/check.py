"""``aiwei check``: every indicator of the year against its target."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, assert_never

import typer

from aiwei_cli.cli import terminal
from aiwei_cli.cli.options import AsOfOption, OutputOption, WorkspaceOption, YearOption, caller
from aiwei_cli.cli.outputs import Output, are_told, deliver, outputs
from aiwei_cli.model.errors import UsageError
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.usecases.check_outcome import Refusal
from aiwei_cli.usecases.checking import Checked, CheckRequest, Files, check_year, read_files
from aiwei_cli.usecases.selection import Selection


def check(
    workspace: WorkspaceOption = None,
    year: YearOption = None,
    as_of: AsOfOption = None,
    action: Annotated[
        list[str] | None,
        typer.Option("--action", metavar="行动", help="只看这个专项行动（编号或名称），可重复。"),
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", metavar="层级", help="只看 town（镇级）或 county（县级）。")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="判定",
            help="只看 met、missed、pending、no-data、not-applicable 或 excepted，可重复。",
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help=f"{'、'.join(FORMATS)}；写成 格式=文件 就存入文件，可重复。",
        ),
    ] = None,
    output: OutputOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="缺数据也算不通过，同 --fail-on 加上 no-data。")
    ] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="条件",
            help="什么算不通过（退出码 1）：missed、late（有逾期）、no-data、question（有疑点）或 never；默认 missed，可重复。",
        ),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="判定结果怎样，退出码都是 0。")] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="只列那个版本以后新出现的：未达标、缺数据和数据问题。"),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="版本", help="按那时提交的数据判定：提交号、分支或日期。")
    ] = None,
    data_only: Annotated[bool, typer.Option("--data-only", help="只查数据问题，不判定。")] = False,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[文件]...", help="与 --data-only 同用：只说这些文件里的问题。", show_default=False
        ),
    ] = None,
) -> None:
    """对照年度目标，逐项判定：达标、未达标、推进中、缺数据、不适用、豁免。"""
    if data_only or files:
        others = (action, level, status, strict, fail_on, exit_zero, since, output, format_, year, as_of)
        refuse_others(others, data_only=data_only)
        raise typer.Exit(show_data(workspace, at, files or []))
    read = read_files(workspace, at, caller())
    wanted = outputs(format_, output, read.defaults.format)
    selection = Selection(action or (), level or (), status or ())
    asked = CheckRequest(year, as_of, since, selection, fail_on, strict, exit_zero)
    raise typer.Exit(show_checked(read, check_year(read, asked, caller()), wanted))


def show_checked(read: Files, found: Checked | Refusal, wanted: Sequence[Output]) -> int:
    """What was found, on the screen and in the files that were asked for; the exit code.

    With mistakes in the data they are all there is to show, and the command ends with them.
    """
    told = are_told(wanted)
    match found:
        case Refusal():
            deliver(found.result, wanted, read.root)
            terminal.tell(*found.notices)
            raise found.error(told=told)
        case Checked():
            terminal.remark(found.result.diagnostics, found.notices, brief=told)
            deliver(found.result, wanted, read.root)
            return found.exit_code
        case _:
            assert_never(found)


def refuse_others(others: Sequence[object], *, data_only: bool) -> None:
    """Raises :class:`UsageError` for options that say nothing where nothing is judged."""
    if not data_only:
        raise UsageError("文件要与 --data-only 同用", "加 --data-only，或去掉文件名")
    if any(each or (each == 0 and each is not False) for each in others):
        raise UsageError("--data-only 不判定，不和挑选、格式、输出的选项同用", "去掉其他选项")


def show_data(workspace: Path | None, at: str | None, files: Sequence[Path]) -> int:
    """What is wrong with the files, a workspace after the other; the exit code."""
    from aiwei_cli.usecases.data_check import check_data

    code = 0
    for found in check_data(workspace, at, files, caller()):
        terminal.remark(*found.remarks)
        code = max(code, found.exit_code)
    return code
